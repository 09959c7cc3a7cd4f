/* http.h: single HTTP exchanges on a libuv loop, by libcurl.
 *
 *     HttpExchange x = { .method = "GET", .url = url, .on_done = done, … };
 *     if (http_start(http, &x, err) < 0) …
 *
 * One exchange is one request and one answer on the wire: no redirects, no second
 * attempts, no credentials of its own; those are request.h's. Connections are kept and
 * shared; HTTP/2 is used where TLS offers it. Sockets and timers are libuv's: nothing
 * here waits or polls.
 */
#ifndef REGISTRY_CLIENT_HTTP_H
#define REGISTRY_CLIENT_HTTP_H

#include <uv.h>

#include "common/buf.h"
#include "registry-client/options.h"

typedef struct Http Http;
typedef struct HttpExchange HttpExchange;

/* Everything is borrowed and must stay until on_done (or http_cancel). */
struct HttpExchange {
    const char *method;
    const char *url;
    const char *const *headers; /* "name: value" lines */
    size_t n_headers;
    Str body; /* sent if has_body */
    bool has_body;
    bool decode;          /* ask for and undo Content-Encoding */
    bool streams;         /* who waits gets the body as it comes: words of errors */
    const char *proxy;    /* "" for none */
    const char *certfile; /* the client's certificate for this place, or NULL */
    const char *keyfile;

    /* The answer has begun: status and headers are there. Nonzero ends the exchange
     * (on_done gets code -ECANCELED). */
    int (*on_head)(HttpExchange *x);
    /* A piece of the body. Nonzero as above. */
    int (*on_data)(HttpExchange *x, Str bytes);
    /* The end, always called once after http_start gave 0, unless http_cancel came
     * first: rc is 0 for a whole answer of whatever status, else *err says why. */
    void (*on_done)(HttpExchange *x, int rc, const Err *err);
    void *data; /* the caller's */

    /* The answer. */
    int status;
    Buf head;   /* "name: value\n" lines of the last head, names as sent */
    Str reason; /* of the status line, within head_line; often empty */
    char head_line[128];
    bool is_http2;

    struct HttpCurl *priv; /* http.c's; NULL when the exchange isn't under way */
};

/* TLS, sockets and limits come from the options, which must outlive it. Fails where
 * libcurl can't be had. */
int http_new(uv_loop_t *loop, const RegistryOptions *o, Http **out, Err *err);
/* Ends all exchanges (without on_done) and closes all connections. Memory is given
 * back when the loop has closed the handles. */
void http_free(Http *h);

/* 0: on_done will come, from the loop, never from within this call. */
int http_start(Http *h, HttpExchange *x, Err *err);
/* on_done won't come any more. Not from within on_head and on_data. */
void http_cancel(HttpExchange *x);
/* Gives back what the answer took. */
void http_exchange_release(HttpExchange *x);

/* Value of an answer's header (any case), "" if there is none; the last of several. */
Str http_answer_header(const HttpExchange *x, const char *name);
/* The same in the lines of a head. */
Str http_header(Str head, const char *name);

#endif
