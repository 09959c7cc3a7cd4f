/* uint8_base64.c: Uint8Array as base64 and hex: toBase64, toHex, setFromBase64,
 * setFromHex, Uint8Array.fromBase64, fromHex (ECMA-262 23.3, "Uint8Array to base64").
 *
 * Reading stops at what is wrong, and what came before it counts: setFrom… has written it
 * when it throws. */
#include "runtime/builtins/typed_array.h"

#include "common/base64.h"
#include "common/bug.h"
#include "common/hex.h"

typedef enum { LOOSE, STRICT, STOP_BEFORE_PARTIAL } LastChunk;

/* How a text is read, and how far that went. */
typedef struct {
    const unsigned char *text;
    size_t len;
    bool url;
    LastChunk last;
    unsigned char *out;
    size_t room, written, read;
    const char *error; /* NULL: none */
} Decoding;

/* ---- Arguments ---- */

static View require_bytes(duk_context *ctx, const char *method)
{
    View v;

    duk_push_this(ctx);
    if (!view_read(ctx, -1, &v) || v.type != VIEW_UINT8)
        builtin_type_error(ctx,
                           "Uint8Array.prototype.%s called on incompatible receiver %s",
                           method, builtin_describe(ctx, -1));
    return v;
}

static void require_room(duk_context *ctx, duk_idx_t i, const char *method, View *v)
{
    view_read(ctx, i, v);
    if (v->out)
        builtin_type_error(ctx, "Cannot perform %s on a detached ArrayBuffer", method);
}

static void require_text(duk_context *ctx, Decoding *d)
{
    if (!duk_is_string(ctx, 0) || duk_is_symbol(ctx, 0))
        builtin_type_error(ctx, "%s is not a string", builtin_describe(ctx, 0));
    d->text = (const unsigned char *)duk_get_lstring(ctx, 0, &d->len);
}

/* The option of that name of the object at i: which of the words it is; 0 where
 * undefined.
 */
static int read_option(duk_context *ctx, duk_idx_t i, const char *name,
                       const char *const words[])
{
    int k = 0;

    duk_get_prop_string(ctx, i, name);
    if (!duk_is_undefined(ctx, -1)) {
        const char *text = duk_is_string(ctx, -1) ? duk_get_string(ctx, -1) : "";

        while (words[k] != NULL && strcmp(words[k], text) != 0)
            k++;
        if (words[k] == NULL)
            builtin_type_error(ctx, "Invalid option '%s'", name);
    }
    duk_pop(ctx);
    return k;
}

static void require_options(duk_context *ctx, duk_idx_t i)
{
    if (!duk_is_undefined(ctx, i) && !builtin_is_object(ctx, i))
        builtin_type_error(ctx, "Options must be an object");
}

static const char *const alphabets[] = { "base64", "base64url", NULL };

static void read_decoding(duk_context *ctx, Decoding *d)
{
    static const char *const chunks[] = { "loose", "strict", "stop-before-partial",
                                          NULL };

    require_text(ctx, d);
    require_options(ctx, 1);
    if (duk_is_undefined(ctx, 1))
        return;
    d->url = read_option(ctx, 1, "alphabet", alphabets) == 1;
    d->last = (LastChunk)read_option(ctx, 1, "lastChunkHandling", chunks);
}

/* ---- Decoding ---- */

static size_t skip_space(const Decoding *d, size_t i)
{
    while (i < d->len && memchr(" \t\n\f\r", d->text[i], 5) != NULL)
        i++;
    return i;
}

static int digit_of(const Decoding *d, unsigned char c)
{
    if (d->url)
        return c == '+' || c == '/' ? -1 : base64_value((char)c);
    return base64_standard_value((char)c);
}

static void fail(Decoding *d)
{
    d->error = "Found a character that cannot be part of a valid base64 string.";
}

/* The n (2 or 3) digits of the last chunk. */
static void finish_chunk(Decoding *d, uint32_t bits, int n, bool strict)
{
    bits <<= 6 * (4 - n);
    if (strict && (bits & (n == 2 ? 0xFFFF : 0xFF)) != 0) {
        d->error = "The base64 input has extra bits in its last character";
        return;
    }
    d->out[d->written++] = (unsigned char)(bits >> 16);
    if (n == 3)
        d->out[d->written++] = (unsigned char)(bits >> 8);
    d->read = d->len;
}

/* The text ends within a chunk of n digits, without padding. */
static void end_unpadded(Decoding *d, uint32_t bits, int n)
{
    if (n == 0)
        d->read = d->len;
    else if (d->last == STOP_BEFORE_PARTIAL)
        return;
    else if (d->last == STRICT || n == 1)
        d->error = "The base64 input terminates with an incomplete chunk";
    else
        finish_chunk(d, bits, n, false);
}

/* A "=" stands before i, behind n digits of a chunk. */
static void end_padded(Decoding *d, size_t i, uint32_t bits, int n)
{
    if (n < 2) {
        fail(d);
        return;
    }
    i = skip_space(d, i);
    if (n == 2) {
        if (i == d->len) {
            if (d->last != STOP_BEFORE_PARTIAL)
                fail(d);
            return;
        }
        if (d->text[i] == '=')
            i = skip_space(d, i + 1);
    }
    if (i < d->len)
        fail(d);
    else
        finish_chunk(d, bits, n, d->last == STRICT);
}

static void decode_base64(Decoding *d)
{
    uint32_t bits = 0;
    int n = 0;

    if (d->room == 0)
        return;
    for (size_t i = skip_space(d, 0);; i = skip_space(d, i)) {
        size_t left = d->room - d->written;
        int digit;

        if (i == d->len) {
            end_unpadded(d, bits, n);
            return;
        }
        if (d->text[i] == '=') {
            end_padded(d, i + 1, bits, n);
            return;
        }
        digit = digit_of(d, d->text[i++]);
        if (digit < 0) {
            fail(d);
            return;
        }
        if ((left == 1 && n == 2) || (left == 2 && n == 3))
            return;
        bits = bits << 6 | (uint32_t)digit;
        if (++n < 4)
            continue;
        for (int k = 16; k >= 0; k -= 8)
            d->out[d->written++] = (unsigned char)(bits >> k);
        bits = 0;
        n = 0;
        d->read = i;
        if (d->written == d->room)
            return;
    }
}

static void decode_hex(Decoding *d)
{
    while (d->read + 1 < d->len && d->written < d->room) {
        int high = hex_value((char)d->text[d->read]),
            low = hex_value((char)d->text[d->read + 1]);

        if (high < 0 || low < 0) {
            d->error = "Input string must contain hex characters in even length";
            return;
        }
        d->out[d->written++] = (unsigned char)(high << 4 | low);
        d->read += 2;
    }
}

/* Decodes into memory of its own, which is pushed: [ ] -> [ bytes ]. */
static void decode(duk_context *ctx, Decoding *d, bool hex, size_t room)
{
    size_t most = hex ? d->len / 2 : d->len / 4 * 3 + 3;

    d->room = room;
    d->out = duk_push_fixed_buffer(ctx, room < most ? room : most);
    if (!hex)
        decode_base64(d);
    else if (duk_get_length(ctx, 0) % 2 != 0)
        d->error = "Input string must contain hex characters in even length";
    else
        decode_hex(d);
}

static _Noreturn void throw_syntax(duk_context *ctx, const char *message)
{
    (void)duk_error(ctx, DUK_ERR_SYNTAX_ERROR, "%s", message);
    UNREACHABLE();
}

/* ---- The functions; magic: hex ---- */

/* [ text options ] -> [ view ] */
static duk_ret_t from_text(duk_context *ctx)
{
    bool hex = duk_get_current_magic(ctx);
    Decoding d = { 0 };
    View v;

    if (hex)
        require_text(ctx, &d);
    else
        read_decoding(ctx, &d);
    decode(ctx, &d, hex, SIZE_MAX);
    if (d.error != NULL)
        throw_syntax(ctx, d.error);
    typed_array_push(ctx, VIEW_UINT8, (double)d.written);
    view_read(ctx, -1, &v);
    if (d.written > 0)
        memcpy(v.data, d.out, d.written);
    return 1;
}

/* [ text options ] -> [ { read, written } ] */
static duk_ret_t set_from_text(duk_context *ctx)
{
    bool hex = duk_get_current_magic(ctx);
    const char *method = hex ? "setFromHex" : "setFromBase64";
    duk_idx_t self = duk_get_top(ctx);
    Decoding d = { 0 };
    View v;

    require_bytes(ctx, method);
    if (hex)
        require_text(ctx, &d);
    else
        read_decoding(ctx, &d);
    require_room(ctx, self, method, &v);
    decode(ctx, &d, hex, v.length);
    if (d.written > 0)
        memcpy(v.data, d.out, d.written);
    if (d.error != NULL)
        throw_syntax(ctx, d.error);
    duk_push_object(ctx);
    duk_push_number(ctx, (double)d.read);
    duk_put_prop_literal(ctx, -2, "read");
    duk_push_number(ctx, (double)d.written);
    duk_put_prop_literal(ctx, -2, "written");
    return 1;
}

/* [ options ] -> [ text ] */
static duk_ret_t to_base64(duk_context *ctx)
{
    unsigned form = BASE64_PADDED;
    char *out;
    View v;

    require_bytes(ctx, "toBase64");
    require_options(ctx, 0);
    if (!duk_is_undefined(ctx, 0)) {
        if (read_option(ctx, 0, "alphabet", alphabets) == 1)
            form |= BASE64_URL;
        duk_get_prop_literal(ctx, 0, "omitPadding");
        if (duk_to_boolean(ctx, -1))
            form |= BASE64_BARE;
        duk_pop(ctx);
    }
    require_room(ctx, 1, "toBase64", &v);
    out = duk_push_fixed_buffer(ctx, base64_room(v.length) + 1);
    view_read(ctx, 1, &v);
    duk_push_lstring(ctx, out, base64_put(v.data, v.length, (Base64Form)form, out));
    return 1;
}

/* [ ] -> [ text ] */
static duk_ret_t to_hex(duk_context *ctx)
{
    char *out;
    View v;

    require_bytes(ctx, "toHex");
    require_room(ctx, 0, "toHex", &v);
    out = duk_push_fixed_buffer(ctx, 2 * v.length + 1);
    view_read(ctx, 0, &v);
    hex_put(v.data, v.length, out);
    duk_push_lstring(ctx, out, 2 * v.length);
    return 1;
}

void uint8_put_texts(duk_context *ctx)
{
    static const ObjectFunction statics[] = { { "fromBase64", from_text, 2, 1, 0 },
                                              { "fromHex", from_text, 1, 1, 1 },
                                              { NULL, NULL, 0, 0, 0 } };
    static const ObjectFunction methods[] = {
        { "toBase64", to_base64, 1, 0, 0 },
        { "toHex", to_hex, 0, 0, 0 },
        { "setFromBase64", set_from_text, 2, 1, 0 },
        { "setFromHex", set_from_text, 1, 1, 1 },
        { NULL, NULL, 0, 0, 0 },
    };

    object_put_functions(ctx, -2, statics);
    object_put_functions(ctx, -1, methods);
}
