/* utf8.h: UTF-8 and the engine's own text, in which a character beyond U+FFFF is a pair
 * of surrogates of three bytes each. See common/utf8.h for single characters. */
#ifndef RUNTIME_ENGINE_UTF8_H
#define RUNTIME_ENGINE_UTF8_H

#include "common/str.h"
#include "common/utf8.h"

bool bytes_are_ascii(const void *bytes, size_t n);

/* UTF-8 to the engine's text; each broken part (WHATWG's maximal subpart) becomes U+FFFD.
 * `out` has room for 3 * n bytes. Its length. */
size_t utf8_to_text(const unsigned char *p, size_t n, char *out);
/* The same where parts are the engine's text already: halves of pairs stay what they are.
 */
size_t mixed_to_text(const unsigned char *p, size_t n, char *out);
/* The engine's text to UTF-8, lone surrogates to U+FFFD: as many whole characters as fit
 * into cap bytes (never more than the text has). How many bytes that were, and in *units
 * (may be NULL) how many UTF-16 units. */
size_t text_to_utf8(Str text, void *out, size_t cap, size_t *units);

/* Writes a code point: how many bytes that took, at most 6. */
static inline size_t text_put_point(char *out, uint32_t c)
{
    size_t n;

    if (c < 0x10000)
        return utf8_put(out, c);
    n = utf8_put(out, utf16_high(c));
    return n + utf8_put(out + n, utf16_low(c));
}

/* The UTF-16 unit at *at, which moves behind it. */
static inline uint32_t text_next_unit(Str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + *at;
    size_t left = text.len - *at;
    size_t n = p[0] < 0x80 || left < 2 ? 1 : p[0] < 0xE0 || left < 3 ? 2 : 3;

    *at += n;
    return utf8_point(p, n);
}

/* The same for the code point there: a pair's, or a lone surrogate. */
static inline uint32_t text_next_point(Str text, size_t *at)
{
    uint32_t c = utf8_pair(text.ptr + *at, text.len - *at);

    if (c == 0)
        return text_next_unit(text, at);
    *at += 6;
    return c;
}

#endif
