/* curl_api_shared.c: opening the shared libcurl. */
#include "registry-client/curl_api.h"

#include <pthread.h>

CurlApi curl_api;

static DynLib lib = { .names = "libcurl.so.4 libcurl-gnutls.so.4",
                      .package = "libcurl4" };
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(CURL_FUNCTIONS) };
static pthread_once_t once = PTHREAD_ONCE_INIT;
static CURLcode started;

static void start(void)
{
    started = curl_api.curl_global_init(CURL_GLOBAL_DEFAULT);
}

int curl_api_load(Err *err)
{
    int rc = dynlib_load(&lib, symbols, &curl_api, err);

    if (rc < 0)
        return rc;
    pthread_once(&once, start);
    if (started != CURLE_OK)
        return err_set(err, ERR_ELIBRARY, "libcurl cannot start: %s",
                       curl_api.curl_easy_strerror(started));
    return 0;
}

bool curl_api_is_slow(void)
{
    return true;
}

int curl_api_load_tls(Err *err)
{
    (void)err;
    return 0;
}

bool curl_api_has_http2(void)
{
    return true;
}
