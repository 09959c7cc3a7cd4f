/* curl_late.h: the distribution's static libcurl, and what it takes from other libraries.
 *
 * The shared libcurl brings thirty libraries along, which costs 10 ms of every run that
 * asks a registry anything. So where the distribution has libcurl.a, it is linked, and
 * what it calls elsewhere (OpenSSL, nghttp2, brotli, …) are small functions of
 * curl_late.S that open the library when they are first called: a registry by plain HTTP
 * needs none. LDAP, SSH, RTMP, Kerberos and cookies' public suffixes aren't for
 * registries: a call into their libraries is a fault of ours and ends the process with
 * the function's name. None can come: exchanges are bound to http and https, and to the
 * Basic scheme at proxies.
 *
 * Private to curl_api_static.c. With the shared libcurl (make CURL=shared) none of it is
 * there.
 */
#ifndef REGISTRY_CLIENT_CURL_LATE_H
#define REGISTRY_CLIENT_CURL_LATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/err.h"

#define CURL_LATE_NEVER 255

typedef struct {
    uint32_t name;    /* where its name stands in curl_late_text */
    uint32_t library; /* number, or CURL_LATE_NEVER */
} CurlLateFunction;

/* Made by the list. */
extern const char curl_late_text[];
extern const uint32_t
    curl_late_libraries[]; /* where their file names stand; 0 at the end */
extern const CurlLateFunction curl_late_functions[];
extern const uint32_t curl_late_n_functions;
extern void *curl_late_slots[]; /* the real functions, NULL until bound */

/* Opens the library whose file name starts with `stem` ("libssl."). 0, or ERR_ELIBRARY,
 * the same each time; err may be NULL. Safe from several threads. */
int curl_late_open(const char *stem, Err *err);

/* The real function. Called by the first call of each. Where the library can't be opened,
 * a function that gives 0: brotli, zstd and idn2 then say that there is nothing to be
 * had; for OpenSSL and nghttp2 curl_late_open must have been asked before. */
void *curl_late_bind(uint32_t number);

/* Defined here for libcurl: it calls them at its start, whatever comes then. The settings
 * of OpenSSL are kept until OpenSSL is opened. */
int OPENSSL_init_ssl(uint64_t options, const void *settings);
int libssh2_init(int flags);
void libssh2_exit(void);

#endif
