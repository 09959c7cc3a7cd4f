/* utf8.h: UTF-8, checked and written; inline, since most callers do it for each
 * character.
 *
 * What is well-formed is Unicode's table 3-7: no longer form than needed, no surrogate,
 * nothing beyond U+10FFFF. Who wants surrogates in three bytes (the engine's own text)
 * asks for them by name.
 */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* U+FFFD, which stands for what is broken. */
#define UTF8_REPLACEMENT "\xEF\xBF\xBD"
/* U+FEFF, which may stand before a text. */
#define UTF8_BOM "\xEF\xBB\xBF"
/* U+0000 in a text that ends with a NUL: two bytes, as Java's class files have it. */
#define UTF8_NUL "\xC0\x80"

/* Is the byte one of a character's that isn't its first? */
static inline bool utf8_continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* How many UTF-16 units begin with the byte: 2 where a character of four bytes does. */
static inline unsigned utf8_units(char c)
{
    return (unsigned)!utf8_continues(c) + ((unsigned char)c >= 0xF0);
}

/* Writes a code point (a lone surrogate as it is, in three bytes): how many bytes that
 * took, 1 to 4. */
static inline size_t utf8_put(void *to, uint32_t c)
{
    unsigned char *out = to;

    if (c < 0x80) {
        out[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (unsigned char)(0xC0 | c >> 6);
        out[1] = (unsigned char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (unsigned char)(0xE0 | c >> 12);
        out[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (unsigned char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (unsigned char)(0xF0 | c >> 18);
    out[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (unsigned char)(0x80 | (c & 0x3F));
    return 4;
}

/* How many bytes at p, of which `left` (at least 1) are there, are one character, or,
 * with *whole false, are what one U+FFFD stands for: the longest part of a character that
 * something else cuts off (WHATWG's maximal subpart). */
static inline size_t utf8_piece(const void *at, size_t left, bool *whole)
{
    const unsigned char *p = (const unsigned char *)at;
    unsigned char low = 0x80, high = 0xBF;
    size_t need = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4, n = 1;

    *whole = need == 1;
    if (need == 1 || p[0] < 0xC2 || p[0] > 0xF4)
        return 1;
    if (p[0] == 0xE0 || p[0] == 0xF0)
        low = p[0] == 0xE0 ? 0xA0 : 0x90;
    if (p[0] == 0xED || p[0] == 0xF4)
        high = p[0] == 0xED ? 0x9F : 0x8F;
    while (n < need && n < left && p[n] >= low && p[n] <= high) {
        low = 0x80;
        high = 0xBF;
        n++;
    }
    *whole = n == need;
    return n;
}

/* How many bytes of ASCII p begins with; eight at a time, since nearly all text is. */
static inline size_t utf8_ascii(const void *bytes, size_t n)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t i = 0;

    for (; n - i >= 8; i += 8) {
        uint64_t w;

        memcpy(&w, p + i, 8);
        if (w & 0x8080808080808080u)
            break;
    }
    while (i < n && p[i] < 0x80)
        i++;
    return i;
}

static inline bool utf8_is_valid(const void *bytes, size_t n)
{
    const unsigned char *p = (const unsigned char *)bytes;
    bool whole = true;

    for (size_t i = utf8_ascii(p, n); i < n && whole; i += utf8_ascii(p + i, n - i))
        i += utf8_piece(p + i, n - i, &whole);
    return whole;
}

/* The code point of a whole character of n bytes. */
static inline uint32_t utf8_point(const void *at, size_t n)
{
    const unsigned char *p = (const unsigned char *)at;
    uint32_t c = n == 1 ? p[0] : p[0] & (0x7Fu >> n);

    for (size_t i = 1; i < n; i++)
        c = c << 6 | (p[i] & 0x3F);
    return c;
}

/* The surrogate whose three bytes (ED A0..BF xx) stand at p, or 0. */
static inline uint32_t utf8_surrogate(const void *at, size_t left)
{
    const unsigned char *p = (const unsigned char *)at;

    if (left < 3 || p[0] != 0xED || p[1] < 0xA0 || p[1] > 0xBF || (p[2] & 0xC0) != 0x80)
        return 0;
    return 0xD000u | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

/* ---- Surrogates ---- */

static inline bool utf16_is_surrogate(uint32_t c)
{
    return (c & 0xFFFFF800) == 0xD800;
}

static inline bool utf16_is_high(uint32_t c)
{
    return (c & 0xFFFFFC00) == 0xD800;
}

static inline bool utf16_is_low(uint32_t c)
{
    return (c & 0xFFFFFC00) == 0xDC00;
}

/* The character that the two halves make. */
static inline uint32_t utf16_join(uint32_t high, uint32_t low)
{
    return 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF);
}

/* The halves of a character beyond U+FFFF. */
static inline uint32_t utf16_high(uint32_t c)
{
    return 0xD800 + ((c - 0x10000) >> 10);
}

static inline uint32_t utf16_low(uint32_t c)
{
    return 0xDC00 + (c & 0x3FF);
}

/* The character whose halves stand at p in three bytes each, or 0. */
static inline uint32_t utf8_pair(const void *at, size_t left)
{
    const unsigned char *p = (const unsigned char *)at;
    uint32_t high = utf8_surrogate(p, left), low;

    if (!utf16_is_high(high))
        return 0;
    low = utf8_surrogate(p + 3, left - 3);
    return utf16_is_low(low) ? utf16_join(high, low) : 0;
}

#endif
