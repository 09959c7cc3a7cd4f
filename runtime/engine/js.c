/* js.c: helpers around the engine's API. */
#include "runtime/engine/js.h"

#include "runtime/engine/engine.h"
#include "runtime/engine/error.h"
#include "runtime/engine/utf8.h"

struct Runtime *js_runtime(duk_context *ctx)
{
    duk_memory_functions f;

    duk_get_memory_functions(ctx, &f);
    return f.udata;
}

Engine *js_engine(duk_context *ctx)
{
    return (Engine *)js_runtime(ctx); /* its first member */
}

void js_stash_put(duk_context *ctx, const char *name)
{
    duk_push_heap_stash(ctx);
    duk_insert(ctx, -2);
    duk_put_prop_string(ctx, -2, name);
    duk_pop(ctx);
}

void js_stash_get(duk_context *ctx, const char *name)
{
    duk_push_heap_stash(ctx);
    duk_get_prop_string(ctx, -1, name);
    duk_remove(ctx, -2);
}

Str js_get_str(duk_context *ctx, duk_idx_t i)
{
    duk_size_t n;
    const char *s = duk_is_symbol(ctx, i) ? NULL : duk_get_lstring(ctx, i, &n);

    return s ? str_n(s, n) : STR("");
}

Str js_require_str(duk_context *ctx, duk_idx_t i, const char *what)
{
    if (!duk_is_string(ctx, i) || duk_is_symbol(ctx, i))
        js_throw_arg_type(ctx, i, what, "string");
    return js_get_str(ctx, i);
}

/* ---- Encodings ---- */

void js_push_utf8(duk_context *ctx, Str s)
{
    char *out;
    size_t n;

    if (bytes_are_ascii(s.ptr, s.len)) {
        duk_push_lstring(ctx, s.ptr, s.len);
        return;
    }
    out = duk_push_fixed_buffer(ctx, s.len * 3);
    n = utf8_to_text((const unsigned char *)s.ptr, s.len, out);
    duk_push_lstring(ctx, out, n);
    duk_remove(ctx, -2);
}

Str js_to_utf8(duk_context *ctx, duk_idx_t index)
{
    duk_size_t len;
    const char *text = duk_to_lstring(ctx, index, &len);
    Str s = str_n(text, len);
    char *out;

    if (len == 0 || memchr(text, 0xED, len) == NULL)
        return s;
    out = duk_push_fixed_buffer(ctx, len);
    return str_n(out, text_to_utf8(s, out, len, NULL));
}
