/* req.c: the life of a request. */
#include "runtime/loop/req.h"

#include "common/xalloc.h"
#include "runtime/engine/engine.h"

void *req_new(duk_context *ctx, size_t size, duk_idx_t callback, void (*release)(Req *))
{
    Loop *l = (loop_of(ctx), js_engine(ctx)->loop);
    Pin pin;
    Req *r;

    duk_dup(ctx, callback);
    pin = pin_take(ctx); /* may throw: nothing is owned yet */
    r = xcalloc(1, size);
    r->ctx = l->ctx;
    r->callback = pin;
    r->release = release;
    return r;
}

void req_keep(Req *r, duk_context *ctx, duk_idx_t i)
{
    duk_dup(ctx, i);
    r->kept = pin_take(ctx);
}

duk_context *req_begin(Req *r)
{
    duk_context *ctx = r->ctx;

    duk_require_stack(ctx, 16);
    pin_push(ctx, r->callback);
    if (duk_is_function(ctx, -1)) {
        duk_push_undefined(ctx);
    } else {
        duk_get_prop_string(ctx, -1, "oncomplete");
        duk_insert(ctx, -2);
    }
    return ctx;
}

static void destroy(Req *r)
{
    pin_drop(r->ctx, r->callback);
    pin_drop(r->ctx, r->kept);
    if (r->release != NULL)
        r->release(r);
    xfree(r);
}

void req_settle(Req *r, duk_idx_t n)
{
    duk_context *ctx = r->ctx;

    destroy(r);
    js_callback(ctx, n);
    duk_pop(ctx);
}

void req_fail(Req *r)
{
    destroy(r);
}
