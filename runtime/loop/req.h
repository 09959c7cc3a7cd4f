/* req.h: one shape for all requests: work that libuv does once and reports.
 *
 *     typedef struct {
 *         Req req;             first member
 *         uv_fs_t uv;
 *         …
 *     } StatReq;
 *
 *     StatReq *r = req_new(ctx, sizeof *r, 1, release);     the callback is argument 1
 *     r->uv.data = r;
 *     rc = uv_fs_stat(loop_of(ctx), &r->uv, path, on_stat);
 *     if (rc < 0)
 *         return req_fail(&r->req), js_throw_uv(…);
 *     …
 *     static void on_stat(uv_fs_t *uv)
 *     {
 *         StatReq *r = uv->data;
 *         duk_context *ctx = req_begin(&r->req);            [ ] -> [ fn this ]
 *         …push arguments…
 *         req_settle(&r->req, n);                           calls back, releases, frees
 *     }
 *
 * Pushing arguments may throw (memory): between req_begin and req_settle the engine's
 * errors end the program with a message, as nobody could be told. A request that makes
 * large values should make them inside a duk_safe_call.
 */
#ifndef RUNTIME_LOOP_REQ_H
#define RUNTIME_LOOP_REQ_H

#include "runtime/engine/pin.h"
#include "runtime/loop/loop.h"

typedef struct Req {
    duk_context *ctx;              /* what the callback runs in */
    Pin callback;                  /* a function, or an object with oncomplete */
    Pin kept;                      /* what else must live as long: a buffer; 0: nothing */
    void (*release)(struct Req *); /* frees what the struct owns besides; NULL: nothing */
} Req;

/* `size` zeroed bytes with the Req at their start. The value at `callback` is pinned: a
 * function, or an object whose `oncomplete` is called as a method. */
void *req_new(duk_context *ctx, size_t size, duk_idx_t callback, void (*release)(Req *));
/* Keeps the value at i as long as the request. */
void req_keep(Req *r, duk_context *ctx, duk_idx_t i);
/* [ ] -> [ fn this ]: then push the arguments on the context that it returns. */
duk_context *req_begin(Req *r);
/* [ fn this args… ] -> [ ]: calls back with n arguments and frees the request. */
void req_settle(Req *r, duk_idx_t n);
/* Frees a request that was never started. */
void req_fail(Req *r);

#endif
