/* curl_api.h: libcurl, there when the first request is made.
 *
 *     if (curl_api_load(err) < 0) …
 *     CURL *easy = curl_api.curl_easy_init();
 *
 * Where the distribution has the static libcurl, it is linked, and the libraries that it
 * needs itself are opened one by one when they are used (curl_api_static.c, curl_late.h).
 * Otherwise, and with `make CURL=shared`, the shared one is opened at the first request
 * (curl_api_shared.c): it brings thirty libraries along, ten milliseconds that most
 * commands can do without. Private to registry-client/http*.c.
 */
#ifndef REGISTRY_CLIENT_CURL_API_H
#define REGISTRY_CLIENT_CURL_API_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include <stdbool.h>

#include "common/dynlib.h"

#define CURL_FUNCTIONS(X)                                                          \
    X(CURLcode, curl_global_init, (long))                                          \
    X(CURL *, curl_easy_init, (void))                                              \
    X(void, curl_easy_cleanup, (CURL *))                                           \
    X(void, curl_easy_reset, (CURL *))                                             \
    X(CURLcode, curl_easy_setopt, (CURL *, CURLoption, ...))                       \
    X(CURLcode, curl_easy_getinfo, (CURL *, CURLINFO, ...))                        \
    X(CURLcode, curl_easy_pause, (CURL *, int))                                    \
    X(const char *, curl_easy_strerror, (CURLcode))                                \
    X(CURLM *, curl_multi_init, (void))                                            \
    X(CURLMcode, curl_multi_cleanup, (CURLM *))                                    \
    X(CURLMcode, curl_multi_setopt, (CURLM *, CURLMoption, ...))                   \
    X(CURLMcode, curl_multi_add_handle, (CURLM *, CURL *))                         \
    X(CURLMcode, curl_multi_remove_handle, (CURLM *, CURL *))                      \
    X(CURLMcode, curl_multi_socket_action, (CURLM *, curl_socket_t, int, int *))   \
    X(CURLMsg *, curl_multi_info_read, (CURLM *, int *))                           \
    X(CURLMcode, curl_multi_assign, (CURLM *, curl_socket_t, void *))              \
    X(struct curl_slist *, curl_slist_append, (struct curl_slist *, const char *)) \
    X(void, curl_slist_free_all, (struct curl_slist *))

DYNLIB_TABLE(CurlApi, CURL_FUNCTIONS)

extern CurlApi curl_api;

/* 0, or ERR_ELIBRARY. The same each time; safe from several threads. */
int curl_api_load(Err *err);
/* Does that take milliseconds? */
bool curl_api_is_slow(void);
/* Before an exchange that needs TLS. As above. */
int curl_api_load_tls(Err *err);
/* Is HTTP/2 to be offered within TLS? */
bool curl_api_has_http2(void);

#endif
