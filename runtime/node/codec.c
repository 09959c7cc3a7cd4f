/* codec.c: see codec.h. A pair of functions for each encoding; tables at the end. */
#include "runtime/node/codec.h"

#include <string.h>
#include <strings.h>

#include "common/base64.h"
#include "common/bug.h"
#include "common/hex.h"
#include "runtime/engine/utf8.h"

/* ---- Engine text ---- */

static size_t count_units(Str text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += !utf8_continues(text.ptr[i]);
    return n;
}

/* ---- utf8 ---- */

/* A pair takes six bytes of engine text and four of UTF-8. */
static size_t utf8_bytes_size(Str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t size = text.len;

    if (text.len == 0 || memchr(p, 0xED, text.len) == NULL)
        return size;
    for (size_t i = 0; i + 6 <= text.len; i++) {
        if (utf8_pair(p + i, text.len - i) != 0) {
            size -= 2;
            i += 5;
        }
    }
    return size;
}

/* ---- latin1, ascii ---- */

static size_t latin1_to_bytes(Str text, unsigned char *out, size_t cap, size_t *units)
{
    size_t i = 0, n = 0;

    while (i < text.len && n < cap)
        out[n++] = (unsigned char)text_next_unit(text, &i);
    if (units != NULL)
        *units = n;
    return n;
}

static size_t latin1_to_text(const unsigned char *p, size_t n, char *out)
{
    size_t len = 0;

    for (size_t i = 0; i < n; i++)
        len += utf8_put(out + len, p[i]);
    return len;
}

static size_t ascii_to_text(const unsigned char *p, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (char)(p[i] & 0x7F);
    return n;
}

/* ---- hex: of a character only the low byte counts, as in Node ---- */

static size_t hex_to_bytes(Str text, unsigned char *out, size_t cap, size_t *units)
{
    size_t n = 0, i = 0;

    while (n < cap && i < text.len) {
        int high = hex_value((char)text_next_unit(text, &i)), low;

        if (high < 0 || i == text.len)
            break;
        low = hex_value((char)text_next_unit(text, &i));
        if (low < 0)
            break;
        out[n++] = (unsigned char)(high << 4 | low);
    }
    if (units != NULL)
        *units = n * 2;
    return n;
}

/* ---- base64 ---- */

/* Groups of four letters without anything else; returns how many letters were read. */
static size_t base64_groups(Str text, unsigned char *out, size_t cap, size_t *n)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t i = 0;

    for (; i + 4 <= text.len && *n + 3 <= cap; i += 4) {
        unsigned a = base64_values[p[i]], b = base64_values[p[i + 1]],
                 c = base64_values[p[i + 2]], d = base64_values[p[i + 3]];

        if (!(a & b & c & d & BASE64_DIGIT))
            break;
        out[(*n)++] = (unsigned char)(a << 2 | (b & 63) >> 4);
        out[(*n)++] = (unsigned char)(b << 4 | (c & 63) >> 2);
        out[(*n)++] = (unsigned char)(c << 6 | (d & 63));
    }
    return i;
}

static size_t base64_to_bytes(Str text, unsigned char *out, size_t cap, size_t *units)
{
    unsigned bits = 0;
    int have = 0;
    size_t n = 0, i = base64_groups(text, out, cap, &n), count = i;

    while (i < text.len && n < cap) {
        unsigned u = text_next_unit(text, &i) & 0xFF;

        if (u == '=')
            break;
        count++;
        if (base64_values[u] == 0)
            continue;
        bits = bits << 6 | (base64_values[u] & 63u);
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[n++] = (unsigned char)(bits >> have);
        }
    }
    if (units != NULL)
        *units = count;
    return n;
}

static size_t base64_bytes_size(Str text)
{
    size_t n = count_units(text);

    if (n > 0 && text.ptr[text.len - 1] == '=')
        n--;
    if (n > 1 && text.ptr[text.len - 1] == '=' && text.ptr[text.len - 2] == '=')
        n--;
    return n / 4 * 3 + n % 4 * 3 / 4;
}

/* ---- utf16le ---- */

static size_t utf16_to_bytes(Str text, unsigned char *out, size_t cap, size_t *units)
{
    size_t i = 0, n = 0;

    while (i < text.len && n + 2 <= cap) {
        unsigned u = text_next_unit(text, &i);

        out[n++] = (unsigned char)u;
        out[n++] = (unsigned char)(u >> 8);
    }
    if (units != NULL)
        *units = n / 2;
    return n;
}

static size_t utf16_to_text(const unsigned char *p, size_t n, char *out)
{
    size_t len = 0;

    for (size_t i = 0; i + 1 < n; i += 2)
        len += utf8_put(out + len, (unsigned)p[i] | (unsigned)p[i + 1] << 8);
    return len;
}

/* ---- All of them ---- */

static const struct {
    const char *name;
    Codec codec;
} names[] = {
    { "utf8", CODEC_UTF8 },       { "utf-8", CODEC_UTF8 },
    { "latin1", CODEC_LATIN1 },   { "binary", CODEC_LATIN1 },
    { "ascii", CODEC_ASCII },     { "hex", CODEC_HEX },
    { "base64", CODEC_BASE64 },   { "base64url", CODEC_BASE64URL },
    { "utf16le", CODEC_UTF16LE }, { "utf-16le", CODEC_UTF16LE },
    { "ucs2", CODEC_UTF16LE },    { "ucs-2", CODEC_UTF16LE },
};

int codec_of_name(Str name)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (str_ieq(name, str_of(names[i].name)))
            return (int)names[i].codec;
    }
    return -1;
}

const char *codec_name(Codec c)
{
    static const char *const list[] = { "utf8",   "latin1",    "ascii",  "hex",
                                        "base64", "base64url", "utf16le" };

    return list[c];
}

size_t codec_bytes_size(Codec c, Str text)
{
    switch (c) {
    case CODEC_UTF8: return utf8_bytes_size(text);
    case CODEC_HEX: return count_units(text) / 2;
    case CODEC_BASE64:
    case CODEC_BASE64URL: return base64_bytes_size(text);
    case CODEC_UTF16LE: return count_units(text) * 2;
    default: return count_units(text);
    }
}

size_t codec_to_bytes(Codec c, Str text, unsigned char *out, size_t cap, size_t *units)
{
    switch (c) {
    case CODEC_UTF8: return text_to_utf8(text, out, cap, units);
    case CODEC_HEX: return hex_to_bytes(text, out, cap, units);
    case CODEC_BASE64:
    case CODEC_BASE64URL: return base64_to_bytes(text, out, cap, units);
    case CODEC_UTF16LE: return utf16_to_bytes(text, out, cap, units);
    default: return latin1_to_bytes(text, out, cap, units);
    }
}

size_t codec_text_size(Codec c, const unsigned char *bytes, size_t n)
{
    switch (c) {
    /* A broken byte becomes three, four bytes six. */
    case CODEC_UTF8: return bytes_are_ascii(bytes, n) ? n : n * 3;
    case CODEC_LATIN1: return n * 2;
    case CODEC_HEX: return n * 2;
    case CODEC_BASE64:
    case CODEC_BASE64URL: return (n + 2) / 3 * 4;
    case CODEC_UTF16LE: return n / 2 * 3;
    default: return n;
    }
}

size_t codec_to_text(Codec c, const unsigned char *bytes, size_t n, char *out)
{
    switch (c) {
    case CODEC_UTF8: return utf8_to_text(bytes, n, out);
    case CODEC_LATIN1: return latin1_to_text(bytes, n, out);
    case CODEC_HEX: hex_put(bytes, n, out); return n * 2;
    case CODEC_BASE64: return base64_put(bytes, n, BASE64_PADDED, out);
    case CODEC_BASE64URL: return base64_put(bytes, n, BASE64_URL | BASE64_BARE, out);
    case CODEC_UTF16LE: return utf16_to_text(bytes, n, out);
    default: return ascii_to_text(bytes, n, out);
    }
}
