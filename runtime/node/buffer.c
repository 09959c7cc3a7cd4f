/* buffer.c: internalBinding('buffer'): making Buffers, and their text. A Buffer is one of
 * the engine's Uint8Arrays with Buffer.prototype, which buffer.js hands over once. */
#include "runtime/node/buffer.h"

#include <math.h>
#include <string.h>

#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/engine/utf8.h"
#include "runtime/natives.h"

#define MAX_LENGTH 0x7fffffff

/* ---- Making them ---- */

/* [ ] -> [ Buffer.prototype ] */
static void push_prototype(duk_context *ctx)
{
    js_stash_get(ctx, "BufferPrototype");
    if (!duk_is_object(ctx, -1)) {
        /* Nobody has loaded buffer.js yet, which leaves it there. */
        duk_pop(ctx);
        natives_require(ctx, "buffer");
        duk_pop(ctx);
        js_stash_get(ctx, "BufferPrototype");
    }
}

/* Makes a Buffer of the Uint8Array on top: [ array ] -> [ array ]. */
static void buffer_adopt(duk_context *ctx)
{
    push_prototype(ctx);
    duk_set_prototype(ctx, -2);
}

void buffer_push(duk_context *ctx, size_t n, Bytes *out)
{
    js_push_bytes(ctx, n, out);
    buffer_adopt(ctx);
}

/* [ prototype ] -> [ ] */
static duk_ret_t js_set_prototype(duk_context *ctx)
{
    duk_dup(ctx, 0);
    js_stash_put(ctx, "BufferPrototype");
    return 0;
}

/* [ size ] -> [ Buffer ]: the size is checked; its bytes are zero */
static duk_ret_t js_create(duk_context *ctx)
{
    double n = duk_require_number(ctx, 0);
    Bytes b;

    if (!(n >= 0 && n <= MAX_LENGTH))
        return duk_range_error(ctx, "Array buffer allocation failed");
    buffer_push(ctx, (size_t)n, &b);
    return 1;
}

/* [ text encoding ] -> [ Buffer ] */
static duk_ret_t js_from_text(duk_context *ctx)
{
    Str text = js_require_str(ctx, 0, "string");
    Codec c = buffer_codec(ctx, 1, CODEC_UTF8);
    size_t size = codec_bytes_size(c, text), n;
    Bytes b, part;

    buffer_push(ctx, size, &b);
    n = codec_to_bytes(c, text, b.ptr, b.len, NULL);
    if (n == size)
        return 1;
    /* Letters that say nothing: the bytes are fewer than the text's length promised. */
    buffer_push(ctx, n, &part);
    if (n > 0)
        memcpy(part.ptr, b.ptr, n);
    return 1;
}

/* [ bytes ] -> [ Buffer ]: a copy */
static duk_ret_t js_from_bytes(duk_context *ctx)
{
    Bytes from = js_require_bytes(ctx, 0, "value"), b;

    buffer_push(ctx, from.len, &b);
    if (from.len > 0)
        memcpy(b.ptr, from.ptr, from.len);
    return 1;
}

/* [ arrayLike length ] -> [ Buffer ]: elements cut to bytes */
static duk_ret_t js_from_list(duk_context *ctx)
{
    double n = duk_require_number(ctx, 1);
    Bytes b;

    if (!(n >= 0 && n <= MAX_LENGTH))
        return duk_range_error(ctx, "Array buffer allocation failed");
    buffer_push(ctx, (size_t)n, &b);
    for (size_t i = 0; i < b.len; i++) {
        duk_get_prop_index(ctx, 0, (duk_uarridx_t)i);
        b.ptr[i] = (unsigned char)duk_to_uint32(ctx, -1);
        duk_pop(ctx);
    }
    return 1;
}

/* [ arrayBuffer offset length ] -> [ Buffer ]: a view of it */
static duk_ret_t js_from_array_buffer(duk_context *ctx)
{
    double at = duk_require_number(ctx, 1), n = duk_require_number(ctx, 2);
    Bytes b = js_require_bytes(ctx, 0, "buffer");

    if (!(at >= 0 && n >= 0 && at + n <= (double)b.len)) {
        duk_dup(ctx, 1);
        return duk_range_error(ctx, "Start offset %s is outside the bounds of the buffer",
                               duk_safe_to_string(ctx, -1));
    }
    duk_push_buffer_object(ctx, 0, (duk_size_t)at, (duk_size_t)n, DUK_BUFOBJ_UINT8ARRAY);
    buffer_adopt(ctx);
    return 1;
}

/* Index in [0, n] of the value at i: undefined is `fallback`, negative counts from the
 * end. */
static size_t get_bound(duk_context *ctx, duk_idx_t i, size_t n, size_t fallback)
{
    double d;

    if (duk_is_undefined(ctx, i))
        return fallback;
    d = duk_to_number(ctx, i);
    if (d != d)
        return 0;
    d = trunc(d);
    if (d < 0)
        d += (double)n;
    return d < 0 ? 0 : d > (double)n ? n : (size_t)d;
}

/* slice, subarray: [ start end ] -> [ Buffer ] on the same memory */
static duk_ret_t js_subarray(duk_context *ctx)
{
    Bytes b;
    size_t start, end, offset;

    duk_push_this(ctx);
    b = js_require_bytes(ctx, -1, "this");
    start = get_bound(ctx, 0, b.len, 0);
    end = get_bound(ctx, 1, b.len, b.len);
    if (end < start)
        end = start;
    duk_get_prop_string(ctx, -1, "byteOffset");
    offset = (size_t)duk_to_number(ctx, -1);
    duk_get_prop_string(ctx, -2, "buffer");
    duk_push_buffer_object(ctx, -1, offset + start, end - start, DUK_BUFOBJ_UINT8ARRAY);
    buffer_adopt(ctx);
    return 1;
}

/* ---- Text ---- */

Codec buffer_codec(duk_context *ctx, duk_idx_t i, Codec fallback)
{
    int c;

    if (duk_is_undefined(ctx, i))
        return fallback;
    c = duk_is_string(ctx, i) ? codec_of_name(js_get_str(ctx, i)) : -1;
    if (c < 0) {
        duk_dup(ctx, i);
        js_throw_node(ctx, "TypeError", "ERR_UNKNOWN_ENCODING", "Unknown encoding: %s",
                      duk_safe_to_string(ctx, -1));
    }
    return (Codec)c;
}

void buffer_push_text(duk_context *ctx, Codec c, const unsigned char *bytes, size_t n)
{
    char *out;
    size_t len;

    if ((c == CODEC_UTF8 || c == CODEC_LATIN1) && bytes_are_ascii(bytes, n)) {
        duk_push_lstring(ctx, (const char *)bytes, n);
        return;
    }
    out = duk_push_fixed_buffer(ctx, codec_text_size(c, bytes, n));
    len = codec_to_text(c, bytes, n, out);
    duk_push_lstring(ctx, out, len);
    duk_remove(ctx, -2);
}

/* A bound of toString: [0, n], the fallback for undefined; text and fractions as Node
 * reads them. */
static double text_bound(duk_context *ctx, duk_idx_t i, size_t n, double fallback)
{
    double d;

    if (duk_is_undefined(ctx, i))
        return fallback;
    d = duk_to_number(ctx, i);
    if (d != d || d <= 0)
        return 0;
    return d > (double)n ? (double)n : trunc(d);
}

/* toString: [ encoding start end ] -> [ text ] */
static duk_ret_t js_to_string(duk_context *ctx)
{
    Codec c;
    Bytes b;
    double start, end;

    duk_push_this(ctx);
    b = js_require_bytes(ctx, -1, "this");
    start = text_bound(ctx, 1, b.len, 0);
    end = text_bound(ctx, 2, b.len, (double)b.len);
    if (end <= start) {
        duk_push_string(ctx, "");
        return 1;
    }
    c = buffer_codec(ctx, 0, CODEC_UTF8);
    /* Conversions above may have run the program's code. */
    b = js_require_bytes(ctx, 3, "this");
    if (end > (double)b.len)
        end = (double)b.len;
    buffer_push_text(ctx, c, b.ptr + (size_t)start, (size_t)(end - start));
    return 1;
}

/* utf8Slice and its kin: [ start end ] -> [ text ]; the magic is the encoding */
static duk_ret_t js_slice_text(duk_context *ctx)
{
    Bytes b;
    double start, end;

    duk_push_this(ctx);
    b = js_require_bytes(ctx, -1, "argument");
    if (b.len == 0) {
        duk_push_string(ctx, "");
        return 1;
    }
    start = duk_is_undefined(ctx, 0) ? 0 : duk_to_number(ctx, 0);
    end = duk_is_undefined(ctx, 1) ? (double)b.len : duk_to_number(ctx, 1);
    if (!(start >= 0 && end >= 0 && start <= (double)b.len && end <= (double)b.len))
        return js_throw_node(ctx, "RangeError", "ERR_OUT_OF_RANGE", "Index out of range");
    if (end < start)
        end = start;
    buffer_push_text(ctx, (Codec)duk_get_current_magic(ctx), b.ptr + (size_t)start,
                     (size_t)end - (size_t)start);
    return 1;
}

/* An optional bound of …Write: false where it is no index up to n. */
static bool write_bound(duk_context *ctx, duk_idx_t i, size_t n, size_t fallback,
                        size_t *out)
{
    double d;

    *out = fallback;
    if (duk_is_undefined(ctx, i))
        return true;
    d = duk_to_number(ctx, i);
    if (!(d >= 0))
        return false;
    *out = d > (double)n ? n : (size_t)d;
    return d <= 0x7fffffff;
}

/* utf8Write and its kin: [ text offset length ] -> [ bytes written ] */
static duk_ret_t js_write_text(duk_context *ctx)
{
    Str text = js_require_str(ctx, 0, "argument");
    size_t at, room;
    Bytes b;

    duk_push_this(ctx);
    b = js_require_bytes(ctx, -1, "argument");
    if (!write_bound(ctx, 1, SIZE_MAX, 0, &at) || at > b.len)
        return js_throw_node(ctx, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS",
                             "\"offset\" is outside of buffer bounds");
    if (!write_bound(ctx, 2, b.len - at, b.len - at, &room))
        return js_throw_node(ctx, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS",
                             "\"length\" is outside of buffer bounds");
    duk_push_number(ctx, (double)codec_to_bytes((Codec)duk_get_current_magic(ctx), text,
                                                b.ptr + at, room, NULL));
    return 1;
}

/* null, '' and their like are no encoding. */
static Codec codec_unless_false(duk_context *ctx, duk_idx_t i)
{
    bool given;

    duk_dup(ctx, i);
    given = duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    return given ? buffer_codec(ctx, i, CODEC_UTF8) : CODEC_UTF8;
}

typedef struct {
    double at, room;
    duk_idx_t encoding;
} WriteArgs;

/* write(text), (text, encoding), (text, offset, encoding), (text, offset, length,
 * encoding). False where something is wrong with them. */
static bool read_write_args(duk_context *ctx, size_t n, WriteArgs *a)
{
    *a = (WriteArgs){ .room = (double)n, .encoding = 3 };
    if (!duk_is_string(ctx, 0) || duk_is_symbol(ctx, 0))
        return false;
    if (duk_is_undefined(ctx, 1)) {
        a->encoding = 4; /* undefined: Node looks no further */
        return true;
    }
    if (duk_is_string(ctx, 1) && duk_is_undefined(ctx, 2)) {
        a->encoding = 1;
        return true;
    }
    if (!duk_is_number(ctx, 1))
        return false;
    a->at = duk_get_number(ctx, 1);
    a->room -= a->at;
    if (duk_is_string(ctx, 2)) {
        a->encoding = 2;
    } else if (!duk_is_undefined(ctx, 2)) {
        double length = duk_is_number(ctx, 2) ? duk_get_number(ctx, 2) : -1;

        /* NaN fails each comparison. */
        if (!(length >= 0 && length <= (double)n) || length != floor(length))
            return false;
        if (length < a->room)
            a->room = length;
    }
    return a->at >= 0 && a->room >= 0 && a->at == floor(a->at);
}

/* write: [ text offset length encoding ] -> [ bytes written ]; what is wrong with the
 * arguments internal/buffer_checks says */
static duk_ret_t js_write(duk_context *ctx)
{
    WriteArgs a;
    Bytes b;
    size_t n;

    duk_push_undefined(ctx);
    duk_push_this(ctx);
    b = js_require_bytes(ctx, -1, "this");
    if (!read_write_args(ctx, b.len, &a)) {
        natives_require(ctx, "internal/buffer_checks");
        duk_get_prop_string(ctx, -1, "writeText");
        for (duk_idx_t i = 0; i < 3; i++)
            duk_dup(ctx, i);
        duk_push_number(ctx, (double)b.len);
        duk_call(ctx, 4);
        return duk_type_error(ctx, "invalid argument");
    }
    n = codec_to_bytes(codec_unless_false(ctx, a.encoding), js_get_str(ctx, 0),
                       b.ptr + (size_t)a.at, (size_t)a.room, NULL);
    duk_push_number(ctx, (double)n);
    return 1;
}

/* [ text encoding ] -> [ number ] */
static duk_ret_t js_byte_length(duk_context *ctx)
{
    int c = duk_is_string(ctx, 1) ? codec_of_name(js_get_str(ctx, 1)) : -1;

    duk_push_number(ctx, (double)codec_bytes_size(c < 0 ? CODEC_UTF8 : (Codec)c,
                                                  js_require_str(ctx, 0, "string")));
    return 1;
}

/* [ name ] -> [ normal name | undefined ] */
static duk_ret_t js_encoding_name(duk_context *ctx)
{
    int c = duk_is_string(ctx, 0) ? codec_of_name(js_get_str(ctx, 0)) : -1;

    if (c < 0)
        return 0;
    duk_push_string(ctx, codec_name((Codec)c));
    return 1;
}

/* [ bytes ] -> [ bool ] */
static duk_ret_t js_is_utf8(duk_context *ctx)
{
    Bytes b = js_require_bytes(ctx, 0, "input");

    duk_push_boolean(ctx, utf8_is_valid(b.ptr, b.len));
    return 1;
}

static duk_ret_t js_is_ascii(duk_context *ctx)
{
    Bytes b = js_require_bytes(ctx, 0, "input");

    duk_push_boolean(ctx, bytes_are_ascii(b.ptr, b.len));
    return 1;
}

/* Methods that Buffer.prototype gets as they are. */
static const JsFunction methods[] = {
    { "asciiSlice", js_slice_text, 2, CODEC_ASCII },
    { "base64Slice", js_slice_text, 2, CODEC_BASE64 },
    { "base64urlSlice", js_slice_text, 2, CODEC_BASE64URL },
    { "latin1Slice", js_slice_text, 2, CODEC_LATIN1 },
    { "hexSlice", js_slice_text, 2, CODEC_HEX },
    { "ucs2Slice", js_slice_text, 2, CODEC_UTF16LE },
    { "utf8Slice", js_slice_text, 2, CODEC_UTF8 },
    { "asciiWrite", js_write_text, 3, CODEC_ASCII },
    { "base64Write", js_write_text, 3, CODEC_BASE64 },
    { "base64urlWrite", js_write_text, 3, CODEC_BASE64URL },
    { "latin1Write", js_write_text, 3, CODEC_LATIN1 },
    { "hexWrite", js_write_text, 3, CODEC_HEX },
    { "ucs2Write", js_write_text, 3, CODEC_UTF16LE },
    { "utf8Write", js_write_text, 3, CODEC_UTF8 },
    { "toString", js_to_string, 3, 0 },
    { "write", js_write, 4, 0 },
    { "subarray", js_subarray, 2, 0 },
    { "slice", js_subarray, 2, 0 },
    { NULL, NULL, 0, 0 },
};

void js_init_buffer(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "setPrototype", js_set_prototype, 1, 0 },
        { "create", js_create, 1, 0 },
        { "fromText", js_from_text, 2, 0 },
        { "fromBytes", js_from_bytes, 1, 0 },
        { "fromList", js_from_list, 2, 0 },
        { "fromArrayBuffer", js_from_array_buffer, 3, 0 },
        { "byteLength", js_byte_length, 2, 0 },
        { "encodingName", js_encoding_name, 1, 0 },
        { "isUtf8", js_is_utf8, 1, 0 },
        { "isAscii", js_is_ascii, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
    buffer_put_search(ctx);
    duk_push_object(ctx);
    js_put_functions(ctx, methods);
    buffer_put_numbers(ctx);
    duk_put_prop_string(ctx, -2, "methods");
}
