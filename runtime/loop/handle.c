/* handle.c: the life of a handle. */
#include "runtime/loop/handle.h"

#include "common/xalloc.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/error.h"

#define HANDLE DUK_HIDDEN_SYMBOL("handle")

void *handle_new(duk_context *ctx, size_t size, const char *type)
{
    Loop *l = (loop_of(ctx), js_engine(ctx)->loop);
    Handle *h;

    duk_push_pointer(ctx, NULL);
    duk_put_prop_string(ctx, -2, HANDLE); /* may throw: nothing is owned yet */
    h = xcalloc(1, size);
    h->ctx = l->ctx;
    h->type = type;
    duk_push_pointer(ctx, h);
    duk_put_prop_string(ctx, -2, HANDLE); /* the property is there: in place */
    return h;
}

void handle_open(Handle *h, duk_context *ctx, uv_handle_t *uv)
{
    h->uv = uv;
    uv->data = h;
    duk_dup_top(ctx);
    h->object = pin_take(ctx);
}

static void forget(duk_context *ctx)
{
    duk_push_pointer(ctx, NULL);
    duk_put_prop_string(ctx, -2, HANDLE);
}

void handle_discard(Handle *h, duk_context *ctx)
{
    forget(ctx);
    xfree(h);
}

/* The handle of the wrapper at i, NULL where it is closed. Throws where it is none of
 * that type. */
static void *handle_at(duk_context *ctx, duk_idx_t i, const char *type)
{
    Handle *h;

    if (!duk_is_object(ctx, i) || !duk_get_prop_string(ctx, i, HANDLE))
        js_throw_node(ctx, "TypeError", "ERR_INVALID_THIS", "Illegal invocation");
    h = duk_get_pointer(ctx, -1);
    duk_pop(ctx);
    if (h == NULL || h->closing)
        return NULL;
    if (type != NULL && strcmp(h->type, type) != 0)
        js_throw_node(ctx, "TypeError", "ERR_INVALID_THIS", "Illegal invocation");
    return h;
}

void *handle_this(duk_context *ctx, const char *type)
{
    void *h;

    duk_push_this(ctx);
    h = handle_at(ctx, -1, type);
    duk_pop(ctx);
    return h;
}

bool handle_begin(Handle *h, const char *callback)
{
    duk_context *ctx = h->ctx;

    duk_require_stack(ctx, 16);
    pin_push(ctx, h->object);
    duk_get_prop_string(ctx, -1, callback);
    if (!duk_is_function(ctx, -1)) {
        duk_pop_2(ctx);
        return false;
    }
    duk_insert(ctx, -2);
    return true;
}

static void on_closed(uv_handle_t *uv)
{
    Handle *h = uv->data;
    duk_context *ctx = h->ctx;
    Pin on_close = h->on_close;

    duk_require_stack(ctx, 16);
    pin_push(ctx, on_close);
    pin_push(ctx, h->object);
    forget(ctx);
    pin_drop(ctx, h->object);
    pin_drop(ctx, on_close);
    if (h->release != NULL)
        h->release(h);
    xfree(h);
    if (!duk_is_function(ctx, -2)) {
        duk_pop_2(ctx);
        return;
    }
    js_callback(ctx, 0);
    duk_pop(ctx);
}

/* Closes; the function at on_close (or anything else for none) is called afterwards. */
static void handle_close(Handle *h, duk_context *ctx, duk_idx_t on_close)
{
    if (h->closing)
        return;
    if (duk_is_function(ctx, on_close)) {
        duk_dup(ctx, on_close);
        h->on_close = pin_take(ctx);
    }
    h->closing = true;
    uv_close(h->uv, on_closed);
}

/* [ callback? ] -> [ ] */
static duk_ret_t js_handle_close(duk_context *ctx)
{
    Handle *h = handle_this(ctx, NULL);

    if (h != NULL)
        handle_close(h, ctx, 0);
    return 0;
}

/* [ ] -> [ ] */
static duk_ret_t js_handle_ref(duk_context *ctx)
{
    Handle *h = handle_this(ctx, NULL);

    if (h == NULL)
        return 0;
    if (duk_get_current_magic(ctx) == 1)
        uv_ref(h->uv);
    else
        uv_unref(h->uv);
    return 0;
}

/* [ ] -> [ bool ] */
static duk_ret_t js_handle_has_ref(duk_context *ctx)
{
    Handle *h = handle_this(ctx, NULL);

    duk_push_boolean(ctx, h != NULL && uv_has_ref(h->uv));
    return 1;
}

void handle_put_methods(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "close", js_handle_close, 1, 0 },
        { "ref", js_handle_ref, 0, 1 },
        { "unref", js_handle_ref, 0, 0 },
        { "hasRef", js_handle_has_ref, 0, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
