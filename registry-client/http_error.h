/* http_error.h: what libcurl says went wrong, in npm's names. Private to http*.c. */
#ifndef REGISTRY_CLIENT_HTTP_ERROR_H
#define REGISTRY_CLIENT_HTTP_ERROR_H

#include <stdbool.h>

#include "common/err.h"
#include "registry-client/curl_api.h"

typedef struct {
    CURLcode code;
    const char *url, *proxy; /* proxy: "" for none */
    const char *text;        /* libcurl's own words, "" */
    bool idle;               /* given up because nothing moved */
    bool headers_too_large;
    bool
        streams; /* the body goes on as it comes: its end has no words about the answer */
    /* By http_fault_read. */
    long os_errno, verify_result;
    char ip[64];
    long port;
    bool connected; /* also by TLS, and through the proxy */
    bool answered;  /* a head had come */
} HttpFault;

/* Asks the easy handle for the details. */
void http_fault_read(HttpFault *f, CURL *easy);
/* "request to URL failed, reason: …" with the code: -ECONNREFUSED, ERR_ENOTFOUND … */
int http_fault_err(const HttpFault *f, Err *err);

#endif
