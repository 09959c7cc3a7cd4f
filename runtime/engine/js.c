/* js.c: helpers around the engine's API. */
#include "runtime/engine/js.h"

#include "runtime/engine/engine.h"
#include "runtime/engine/error.h"

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

static bool is_plain(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

/* Length of the well-formed UTF-8 sequence at p, 0 where there is none. */
static size_t utf8_length(const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0x80   ? 1
               : p[0] < 0xC2 ? 0
               : p[0] < 0xE0 ? 2
               : p[0] < 0xF0 ? 3
               : p[0] < 0xF5 ? 4
                             : 0;

    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    }
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] >= 0xA0) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] >= 0x90))
        return 0;
    return n;
}

/* How many bytes of a broken sequence one U+FFFD stands for (WHATWG's maximal subpart).
 */
static size_t broken_length(const unsigned char *p, size_t left)
{
    size_t want = p[0] < 0xC2 || p[0] > 0xF4 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char low = 0x80, high = 0xBF;
    size_t n = 1;

    if (want == 1)
        return 1;
    if (p[0] == 0xE0)
        low = 0xA0;
    else if (p[0] == 0xED)
        high = 0x9F;
    else if (p[0] == 0xF0)
        low = 0x90;
    else if (p[0] == 0xF4)
        high = 0x8F;
    while (n < want && n < left && p[n] >= low && p[n] <= high) {
        low = 0x80;
        high = 0xBF;
        n++;
    }
    return n;
}

static void put_surrogate(char *out, unsigned u)
{
    out[0] = (char)(0xE0 | u >> 12);
    out[1] = (char)(0x80 | (u >> 6 & 0x3F));
    out[2] = (char)(0x80 | (u & 0x3F));
}

void js_push_utf8(duk_context *ctx, Str s)
{
    char *out;
    size_t n = 0;

    if (is_plain(s)) {
        duk_push_lstring(ctx, s.ptr, s.len);
        return;
    }
    /* A broken byte becomes three, four bytes become six: three times is enough. */
    out = duk_push_fixed_buffer(ctx, s.len * 3);
    for (size_t i = 0; i < s.len;) {
        const unsigned char *p = (const unsigned char *)s.ptr + i;
        size_t len = utf8_length(p, s.len - i);

        if (len == 0) {
            memcpy(out + n, "\xEF\xBF\xBD", 3);
            n += 3;
            i += broken_length(p, s.len - i);
        } else if (len == 4) {
            unsigned c = (unsigned)((p[0] & 7) << 18 | (p[1] & 63) << 12 |
                                    (p[2] & 63) << 6 | (p[3] & 63)) -
                         0x10000;

            put_surrogate(out + n, 0xD800 + (c >> 10));
            put_surrogate(out + n + 3, 0xDC00 + (c & 0x3FF));
            n += 6;
            i += 4;
        } else {
            memcpy(out + n, p, len);
            n += len;
            i += len;
        }
    }
    duk_push_lstring(ctx, out, n);
    duk_remove(ctx, -2);
}

/* The surrogate at p (ED A0..BF xx), or 0. */
static unsigned surrogate_at(const unsigned char *p, size_t left)
{
    if (left < 3 || p[0] != 0xED || p[1] < 0xA0)
        return 0;
    return 0xD000u | (unsigned)(p[1] & 63) << 6 | (p[2] & 63);
}

Str js_to_utf8(duk_context *ctx, duk_idx_t index)
{
    duk_size_t len;
    const char *text = duk_to_lstring(ctx, index, &len);
    Str s = str_n(text, len);
    char *out;
    size_t n = 0;

    if (len == 0 || memchr(text, 0xED, len) == NULL)
        return s;
    out = duk_push_fixed_buffer(ctx, len);
    for (size_t i = 0; i < len;) {
        const unsigned char *p = (const unsigned char *)text + i;
        unsigned high = surrogate_at(p, len - i), low;

        if (high == 0) {
            out[n++] = text[i++];
            continue;
        }
        low = high < 0xDC00 ? surrogate_at(p + 3, len - i > 3 ? len - i - 3 : 0) : 0;
        if (low >= 0xDC00) {
            unsigned c = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);

            out[n++] = (char)(0xF0 | c >> 18);
            out[n++] = (char)(0x80 | (c >> 12 & 63));
            out[n++] = (char)(0x80 | (c >> 6 & 63));
            out[n++] = (char)(0x80 | (c & 63));
            i += 6;
        } else {
            memcpy(out + n, "\xEF\xBF\xBD", 3);
            n += 3;
            i += 3;
        }
    }
    return str_n(out, n);
}
