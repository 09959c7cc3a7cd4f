/* bytes.c: between JavaScript's buffers and C's. */
#include "runtime/engine/bytes.h"

#include "runtime/engine/error.h"

bool js_get_bytes(duk_context *ctx, duk_idx_t i, Bytes *out)
{
    duk_size_t n = 0;
    void *p;

    if (!duk_is_buffer_data(ctx, i))
        return false;
    p = duk_get_buffer_data(ctx, i, &n);
    *out = (Bytes){ p ? p : (unsigned char *)"", n };
    return true;
}

Bytes js_require_bytes(duk_context *ctx, duk_idx_t i, const char *what)
{
    Bytes b;

    if (!js_get_bytes(ctx, i, &b))
        js_throw_arg_type(ctx, i, what, "Buffer|TypedArray|DataView");
    return b;
}

void js_push_bytes(duk_context *ctx, size_t n, Bytes *out)
{
    out->ptr = duk_push_fixed_buffer(ctx, n);
    out->len = n;
    duk_push_buffer_object(ctx, -1, 0, n, DUK_BUFOBJ_UINT8ARRAY);
    duk_remove(ctx, -2);
}

static duk_ret_t push_copy(duk_context *ctx, void *udata)
{
    Buf *b = udata;
    Bytes out;

    js_push_bytes(ctx, b->len, &out);
    if (b->len > 0)
        memcpy(out.ptr, b->ptr, b->len);
    return 1;
}

static duk_ret_t push_text(duk_context *ctx, void *udata)
{
    js_push_utf8(ctx, buf_view(udata));
    return 1;
}

static void push_take(duk_context *ctx, duk_safe_call_function push, Buf *b)
{
    duk_int_t rc = duk_safe_call(ctx, push, b, 0, 1);

    buf_release(b);
    if (rc != DUK_EXEC_SUCCESS)
        (void)duk_throw(ctx);
}

void js_push_bytes_take(duk_context *ctx, Buf *b)
{
    push_take(ctx, push_copy, b);
}

void js_push_utf8_take(duk_context *ctx, Buf *b)
{
    push_take(ctx, push_text, b);
}
