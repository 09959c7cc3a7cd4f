/* jstext.c: JavaScript's text functions on UTF-8. */
#include "common/jstext.h"

#include "common/hex.h"
#include "common/buf.h"
#include "common/utf8.h"

size_t js_space(Str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    if (s.len == 0)
        return 0;
    if (p[0] == ' ' || (p[0] >= '\t' && p[0] <= '\r'))
        return 1;
    if (p[0] == 0xC2)
        return s.len >= 2 && p[1] == 0xA0 ? 2 : 0;
    if (s.len < 3)
        return 0;
    if (p[0] == 0xE1)
        return p[1] == 0x9A && p[2] == 0x80 ? 3 : 0; /* U+1680 */
    if (p[0] == 0xE2 && p[1] == 0x80)
        return p[2] <= 0x8A || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF ? 3 : 0;
    if (p[0] == 0xE2)
        return p[1] == 0x81 && p[2] == 0x9F ? 3 : 0; /* U+205F */
    if (p[0] == 0xE3)
        return p[1] == 0x80 && p[2] == 0x80 ? 3 : 0; /* U+3000 */
    return p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF ? 3 : 0;
}

/* Bytes of the white space that s ends with. */
static size_t space_at_end(Str s)
{
    for (size_t n = 1; n <= 3 && n <= s.len; n++) {
        if (js_space(str_from(s, s.len - n)) == n)
            return n;
    }
    return 0;
}

Str js_trim(Str s)
{
    size_t n;

    while ((n = js_space(s)) > 0)
        s = str_from(s, n);
    while ((n = space_at_end(s)) > 0)
        s.len -= n;
    return s;
}

bool js_has_space(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (js_space(str_from(s, i)) > 0)
            return true;
    }
    return false;
}

bool js_next_word(Str *rest, Str *word)
{
    size_t n, i = 0;

    while ((n = js_space(*rest)) > 0)
        *rest = str_from(*rest, n);
    if (rest->len == 0)
        return false;
    while (i < rest->len && js_space(str_from(*rest, i)) == 0)
        i++;
    *word = str_sub(*rest, 0, i);
    *rest = str_from(*rest, i);
    return true;
}

static bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-_.!~*'()", c) != NULL);
}

static Str encode(Arena *a, Str s, const char *also)
{
    char *out = arena_bytes(a, s.len * 3 + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (is_unreserved(s.ptr[i]) ||
            (s.ptr[i] != '\0' && strchr(also, s.ptr[i]) != NULL)) {
            out[n++] = s.ptr[i];
            continue;
        }
        out[n++] = '%';
        out[n++] = "0123456789ABCDEF"[(unsigned char)s.ptr[i] >> 4];
        out[n++] = "0123456789ABCDEF"[s.ptr[i] & 15];
    }
    out[n] = '\0';
    return str_n(out, n);
}

Str js_encode_uri_component(Arena *a, Str s)
{
    return encode(a, s, "");
}

Str js_encode_uri(Arena *a, Str s)
{
    return encode(a, s, ";/?:@&=+$,#");
}

static int escape_at(Str s, size_t i)
{
    int high, low;

    if (i + 2 >= s.len || s.ptr[i] != '%')
        return -1;
    high = hex_value(s.ptr[i + 1]);
    low = hex_value(s.ptr[i + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Decodes one character's escapes at i: its length in bytes, 0 where they are malformed.
 */
static size_t decode_character(Str s, size_t i, unsigned char out[4])
{
    size_t n = 0;
    bool whole = false;

    while (n < 4 && !whole) {
        int c = escape_at(s, i + 3 * n);

        if (c < 0)
            return 0;
        out[n++] = (unsigned char)c;
        if (utf8_piece(out, n, &whole) < n)
            return 0;
    }
    return whole ? n : 0;
}

bool js_decode_uri_component(Arena *a, Str s, Str *out)
{
    char *text = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len;) {
        unsigned char bytes[4];
        size_t k;

        if (s.ptr[i] != '%') {
            text[n++] = s.ptr[i++];
            continue;
        }
        k = decode_character(s, i, bytes);
        if (k == 0)
            return false;
        memcpy(text + n, bytes, k);
        n += k;
        i += 3 * k;
    }
    text[n] = '\0';
    *out = str_n(text, n);
    return true;
}

Str js_decode_utf8(Arena *a, Str s)
{
    Buf b = { 0 };

    if (utf8_is_valid(s.ptr, s.len))
        return s;
    for (size_t i = 0; i < s.len;) {
        bool whole;
        size_t n = utf8_piece(s.ptr + i, s.len - i, &whole);

        if (whole)
            buf_put(&b, s.ptr + i, n);
        else
            buf_puts(&b, UTF8_REPLACEMENT);
        i += n;
    }
    return buf_to_arena(&b, a);
}

/* How long what stands for a lone surrogate or U+0000 is at the beginning of s, or 0. */
static size_t ill_formed(Str s)
{
    if (utf8_surrogate(s.ptr, s.len) != 0)
        return 3;
    return str_starts(s, STR(UTF8_NUL)) ? 2 : 0;
}

Str js_well_formed(Arena *a, Str s)
{
    Buf b = { 0 };

    if (utf8_is_valid(s.ptr, s.len))
        return s;
    for (size_t i = 0; i < s.len;) {
        size_t n = ill_formed(str_from(s, i));

        if (n > 0)
            buf_puts(&b, UTF8_REPLACEMENT);
        else
            buf_putc(&b, s.ptr[i++]);
        i += n;
    }
    return buf_to_arena(&b, a);
}

size_t js_length(Str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += utf8_units(s.ptr[i]);
    return n;
}

/* Where a byte stands in the order of UTF-16: first bytes of four (surrogates) come
 * before those of U+E000 and above. */
static int unit_rank(char c)
{
    int b = (unsigned char)c;

    return b == 0xEE || b == 0xEF ? b + 0x10 : b;
}

int js_cmp(Str a, Str b)
{
    size_t i = 0;

    while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i])
        i++;
    if (i == a.len || i == b.len)
        return a.len < b.len ? -1 : a.len > b.len;
    return unit_rank(a.ptr[i]) - unit_rank(b.ptr[i]);
}

Str js_lower(Arena *a, Str s)
{
    char *p = arena_memdupz(a, s.ptr, s.len);

    for (size_t i = 0; i < s.len; i++) {
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] + 32);
    }
    return str_n(p, s.len);
}
