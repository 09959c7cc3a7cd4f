/* call.h: a request under way. Private to registry-client/request*.c. */
#ifndef REGISTRY_CLIENT_CALL_H
#define REGISTRY_CLIENT_CALL_H

#include "registry-client/client_data.h"

typedef enum { CALL_WAITS, CALL_ON_WIRE, CALL_SLEEPS, CALL_OVER } CallState;

struct RegistryCall {
    RegistryClient *client;
    RegistryCall *next, *prev; /* in one of the client's lists */
    CallState state;
    Arena arena;       /* the request's texts, the headers */
    RegistryRequest q; /* copied */
    RegistryDone done;
    void *arg;

    HttpExchange x;
    uv_timer_t timer;
    bool has_timer;

    Str url;       /* of this hop */
    Str first_url; /* before redirects */
    RegistryAuth auth;
    bool at_home; /* this hop is on the first URL's origin */
    const char *method;
    bool sends_body;
    int redirects, attempt;
    uint64_t started_ms, sent_ms; /* when it was asked for; this attempt */
    int failed_before;            /* start couldn't even begin: deliver this */

    /* What has come of the body. */
    Buf body;
    size_t received;
    Str validator;  /* ETag or Last-Modified of the answer it is from, for If-Range */
    bool resumable; /* that answer can be continued */
    bool resuming;  /* this attempt asks for the rest */
    bool discards;  /* the body at hand is a redirect's or an error's */
    Err err;        /* what a callback failed with: code 0 if none */
};

/* ---- request_head.c ---- */

/* Fills the exchange's method, URL, headers, proxy and certificates for the next hop. */
void call_prepare(RegistryCall *call);

/* ---- request_url.c ---- */

/* The request's absolute URL. */
Str call_first_url(RegistryCall *call);
/* Turns to where the answer redirects. 0, or ERR_EMAXREDIRECT, ERR_EINVALIDREDIRECT. */
int call_redirect(RegistryCall *call, Str location, Err *err);
bool is_redirect(int status);

#endif
