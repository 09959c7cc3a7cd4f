/* http_server.h: a small HTTP/1.1 server on libuv for the loopback registry.
 *
 * It reads requests, keeps connections alive, and sends answers as the handler shapes
 * them: late, slowly, cut, with a wrong length. It is for tests: it trusts its clients
 * and holds everything in memory.
 */
#ifndef TESTS_REGISTRY_HTTP_SERVER_H
#define TESTS_REGISTRY_HTTP_SERVER_H

#include <uv.h>

#include "common/buf.h"

typedef struct {
    Str name, value;
} HttpHeader;

#define HTTP_HEADERS_MAX 100

typedef struct {
    Str method;
    Str target; /* "/a?b=c" as sent */
    Str path;   /* without the query */
    Str query;
    HttpHeader headers[HTTP_HEADERS_MAX];
    size_t n_headers;
    Str body;
    int port;      /* the one it came in by */
    unsigned conn; /* counts connections from 1 */
} HttpRequest;

/* Value of a header (names in any case), "" if it isn't there. */
Str http_header(const HttpRequest *q, const char *name);

#define HTTP_NOWHERE (-1L)

typedef struct {
    int status;
    Buf head; /* "name: value\r\n" lines; Content-Length is added */
    Str body; /* borrowed until the server ends, or `own` */
    Buf own;  /* released after sending; body points into it if it is used */
    /* How it is sent. */
    long delay_ms;
    bool stall_headers;
    long stall_at, cut_at; /* bytes of the body; HTTP_NOWHERE: no */
    bool reset;            /* the cut is a reset */
    long length_delta;
    long drip_ms;
    Str raw; /* ptr not NULL: instead of all that */
    bool close;
} HttpAnswer;

typedef struct HttpServer HttpServer;

/* Fills *a (given as { .status = 200, stall_at and cut_at nowhere }). q is valid during
 * the call. */
typedef void (*HttpHandler)(void *arg, const HttpRequest *q, HttpAnswer *a);

/* Listens on 127.0.0.1; port 0: any. Returns the port, or a negative libuv code. */
int http_server_listen(uv_loop_t *loop, int port, HttpHandler handler, void *arg);

#endif
