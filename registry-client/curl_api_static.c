/* curl_api_static.c: the static libcurl, which is a part of the program. */
#include <pthread.h>

#include "registry-client/curl_api.h"
#include "registry-client/curl_late.h"

#define CURL_HERE(type, name, args) .name = name,
CurlApi curl_api = { CURL_FUNCTIONS(CURL_HERE) };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static CURLcode started;

static void start(void)
{
    started = curl_global_init(CURL_GLOBAL_DEFAULT);
}

int curl_api_load(Err *err)
{
    pthread_once(&once, start);
    if (started != CURLE_OK)
        return err_set(err, ERR_ELIBRARY, "libcurl cannot start: %s",
                       curl_easy_strerror(started));
    return 0;
}

bool curl_api_is_slow(void)
{
    return false;
}

int curl_api_load_tls(Err *err)
{
    return curl_late_open("libssl.", err);
}

bool curl_api_has_http2(void)
{
    return curl_late_open("libnghttp2.", NULL) == 0;
}
