/* buffer_search.c: Buffer's comparing, searching, filling, copying and swapping. */
#include <math.h>
#include <string.h>

#include "runtime/engine/bind.h"
#include "runtime/node/buffer.h"

static void get_this(duk_context *ctx, Bytes *b)
{
    duk_push_this(ctx);
    *b = js_require_bytes(ctx, -1, "this");
    duk_pop(ctx);
}

static int order_of(const unsigned char *a, size_t an, const unsigned char *b, size_t bn)
{
    size_t n = an < bn ? an : bn;
    int order = n > 0 ? memcmp(a, b, n) : 0;

    if (order == 0)
        order = an < bn ? -1 : an > bn;
    return (order > 0) - (order < 0);
}

/* [ a b ] -> [ -1 | 0 | 1 ] */
static duk_ret_t js_compare(duk_context *ctx)
{
    Bytes a = js_require_bytes(ctx, 0, "buf1"), b = js_require_bytes(ctx, 1, "buf2");

    duk_push_int(ctx, order_of(a.ptr, a.len, b.ptr, b.len));
    return 1;
}

/* [ source target targetStart sourceStart targetLength sourceLength ] -> [ order ]: the
 * parts lie inside, the caller has checked that */
static duk_ret_t js_compare_parts(duk_context *ctx)
{
    Bytes a = js_require_bytes(ctx, 0, "source"), b = js_require_bytes(ctx, 1, "target");
    size_t ta = (size_t)duk_require_number(ctx, 2),
           sa = (size_t)duk_require_number(ctx, 3);
    size_t tn = (size_t)duk_require_number(ctx, 4),
           sn = (size_t)duk_require_number(ctx, 5);

    if (ta > b.len || sa > a.len)
        return duk_range_error(ctx, "out of bounds");
    tn = tn < b.len - ta ? tn : b.len - ta;
    sn = sn < a.len - sa ? sn : a.len - sa;
    duk_push_int(ctx, order_of(a.ptr + sa, sn, b.ptr + ta, tn));
    return 1;
}

/* ---- Searching ---- */

/* Where in the text of n bytes the needle starts, at or after `at` (at or before it when
 * going back), in steps of `step`; -1 if nowhere. */
static double find_forward(const unsigned char *text, size_t n,
                           const unsigned char *needle, size_t len, size_t at,
                           size_t step)
{
    while (at + len <= n) {
        const unsigned char *hit = memmem(text + at, n - at, needle, len);

        if (hit == NULL)
            return -1;
        at = (size_t)(hit - text);
        if (at % step == 0)
            return (double)at;
        at++;
    }
    return -1;
}

static double find_backward(const unsigned char *text, size_t n,
                            const unsigned char *needle, size_t len, size_t at,
                            size_t step)
{
    if (at + len > n)
        at = n - len;
    for (at -= at % step;; at -= step) {
        if (text[at] == needle[0] && memcmp(text + at, needle, len) == 0)
            return (double)at;
        if (at < step)
            return -1;
    }
}

/* Where the search starts for an offset that may count from the end; -1: nothing can be
 * found. */
static double start_of(double offset, size_t n, size_t len, bool forward)
{
    if (offset < 0) {
        if (offset + (double)n >= 0)
            return (double)n + offset;
        return forward || len == 0 ? 0 : -1;
    }
    if (offset + (double)len <= (double)n)
        return offset;
    if (len == 0)
        return (double)n;
    return forward ? -1 : (double)n - 1;
}

static double search(const Bytes *text, const Bytes *needle, double offset, bool forward,
                     size_t step)
{
    double start = start_of(offset, text->len, needle->len, forward);
    size_t n = text->len, len = needle->len, at;

    if (len == 0)
        return start;
    if (n == 0 || start < 0 || len > n || (forward && start + (double)len > (double)n))
        return -1;
    at = (size_t)start;
    if (step > 1) {
        if (n < step || len < step)
            return -1;
        n -= n % step;
        len -= len % step;
        at -= at % step;
    }
    if (len > n)
        return -1;
    return forward ? find_forward(text->ptr, n, needle->ptr, len, at, step)
                   : find_backward(text->ptr, n, needle->ptr, len, at, step);
}

/* [ buffer needle offset forward wide ] -> [ index ] */
static duk_ret_t js_search(duk_context *ctx)
{
    Bytes text = js_require_bytes(ctx, 0, "buffer"), needle;
    unsigned char byte;
    double offset = duk_require_number(ctx, 2);

    if (duk_is_number(ctx, 1)) {
        byte = (unsigned char)duk_to_uint32(ctx, 1);
        needle = (Bytes){ &byte, 1 };
    } else {
        needle = js_require_bytes(ctx, 1, "value");
    }
    duk_push_number(ctx, search(&text, &needle, trunc(offset), duk_to_boolean(ctx, 3),
                                duk_to_boolean(ctx, 4) ? 2 : 1));
    return 1;
}

/* ---- Filling and moving ---- */

/* [ buffer value start end ] -> [ bool ]: value is a number or bytes to repeat; false
 * where there are none */
static duk_ret_t js_fill(duk_context *ctx)
{
    Bytes b = js_require_bytes(ctx, 0, "buffer"), with;
    double start = duk_require_number(ctx, 2), end = duk_require_number(ctx, 3);
    size_t at, n, have;

    if (!(start >= 0 && end <= (double)b.len && start <= end))
        return duk_range_error(ctx, "out of bounds");
    at = (size_t)start;
    n = (size_t)end - at;
    if (!js_get_bytes(ctx, 1, &with)) {
        memset(b.ptr + at, (int)(duk_to_uint32(ctx, 1) & 255), n);
        duk_push_true(ctx);
        return 1;
    }
    duk_push_boolean(ctx, with.len > 0 || n == 0);
    if (with.len == 0 || n == 0)
        return 1;
    have = with.len < n ? with.len : n;
    memmove(b.ptr + at, with.ptr, have);
    /* What is there doubles until it is enough. */
    while (have < n) {
        size_t more = have < n - have ? have : n - have;

        memcpy(b.ptr + at + have, b.ptr + at, more);
        have += more;
    }
    return 1;
}

/* [ source target targetStart sourceStart n ] -> [ ] */
static duk_ret_t js_copy(duk_context *ctx)
{
    Bytes from = js_require_bytes(ctx, 0, "source"),
          to = js_require_bytes(ctx, 1, "target");
    double t = duk_require_number(ctx, 2), s = duk_require_number(ctx, 3);
    double n = duk_require_number(ctx, 4);

    if (!(t >= 0 && s >= 0 && n >= 0 && t + n <= (double)to.len &&
          s + n <= (double)from.len))
        return duk_range_error(ctx, "out of bounds");
    if (n > 0)
        memmove(to.ptr + (size_t)t, from.ptr + (size_t)s, (size_t)n);
    return 0;
}

/* [ ] -> [ this ]: the magic is the size of the parts whose bytes are reversed */
static duk_ret_t js_swap(duk_context *ctx)
{
    size_t size = (size_t)duk_get_current_magic(ctx);
    Bytes b;

    get_this(ctx, &b);
    duk_push_this(ctx);
    if (b.len % size != 0) {
        duk_push_error_object(ctx, DUK_ERR_RANGE_ERROR,
                              "Buffer size must be a multiple of %d-bits", (int)size * 8);
        duk_push_string(ctx, "ERR_INVALID_BUFFER_SIZE");
        duk_put_prop_string(ctx, -2, "code");
        return duk_throw(ctx);
    }
    for (size_t i = 0; i < b.len; i += size) {
        for (size_t k = 0; k < size / 2; k++) {
            unsigned char c = b.ptr[i + k];

            b.ptr[i + k] = b.ptr[i + size - 1 - k];
            b.ptr[i + size - 1 - k] = c;
        }
    }
    return 1;
}

void buffer_put_search(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "compare", js_compare, 2, 0 },
        { "compareParts", js_compare_parts, 6, 0 },
        { "search", js_search, 5, 0 },
        { "fill", js_fill, 4, 0 },
        { "copy", js_copy, 5, 0 },
        { "swap16", js_swap, 0, 2 },
        { "swap32", js_swap, 0, 4 },
        { "swap64", js_swap, 0, 8 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
