/* scan.h: how far a piece of text goes: names, blanks, strings, lines.
 *
 * With SSE2 (each x86-64 has it) 16 bytes a step, so that the usual name or string costs
 * no loop and no branch for each of its bytes; elsewhere, and near the end of the text,
 * byte by byte. Nothing at `end` or behind it is read.
 */
#ifndef RUNTIME_COMPILER_SCAN_H
#define RUNTIME_COMPILER_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/compiler/chars.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#define SCAN_STEP 16

static inline __m128i scan_load(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline __m128i scan_eq(__m128i v, char c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

/* Bytes of v from `low` to `high`; both are ASCII. */
static inline __m128i scan_range(__m128i v, char low, char high)
{
    return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))),
                         _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

static inline unsigned scan_bits(__m128i v)
{
    return (unsigned)_mm_movemask_epi8(v);
}

static inline unsigned scan_name_bits(__m128i v)
{
    __m128i lower = _mm_or_si128(v, _mm_set1_epi8(0x20));
    __m128i word = _mm_or_si128(scan_range(lower, 'a', 'z'), scan_range(v, '0', '9'));

    return scan_bits(_mm_or_si128(word, _mm_or_si128(scan_eq(v, '_'), scan_eq(v, '$'))));
}

/* Bytes that are a, b or c. */
static inline unsigned scan_any_bits(__m128i v, char a, char b, char c)
{
    return scan_bits(
        _mm_or_si128(scan_eq(v, a), _mm_or_si128(scan_eq(v, b), scan_eq(v, c))));
}
#endif

/* The end of the ASCII letters, digits, _ and $ at p. */
static inline const char *scan_name(const char *p, const char *end)
{
#if defined(__SSE2__)
    while (end - p >= SCAN_STEP) {
        unsigned other = ~scan_name_bits(scan_load(p)) & 0xFFFF;

        if (other)
            return p + __builtin_ctz(other);
        p += SCAN_STEP;
    }
#endif
    while (p < end && (unsigned char)*p < 0x80 &&
           char_classes[(unsigned char)*p] & CHAR_ID_PART)
        p++;
    return p;
}

/* The end of the spaces at p. */
static inline const char *scan_spaces(const char *p, const char *end)
{
#if defined(__SSE2__)
    while (end - p >= SCAN_STEP) {
        unsigned other = ~scan_bits(scan_eq(scan_load(p), ' ')) & 0xFFFF;

        if (other)
            return p + __builtin_ctz(other);
        p += SCAN_STEP;
    }
#endif
    while (p < end && *p == ' ')
        p++;
    return p;
}

/* To the next a, b, \r or \n. *wide is set where bytes outside ASCII come before. */
static inline const char *scan_to_either(const char *p, const char *end, char a, char b,
                                         bool *wide)
{
#if defined(__SSE2__)
    while (end - p >= SCAN_STEP) {
        __m128i v = scan_load(p);
        unsigned found = scan_any_bits(v, a, b, '\n') | scan_bits(scan_eq(v, '\r'));
        unsigned high = scan_bits(v);

        if (found) {
            *wide = *wide || (high & (found ^ (found - 1)));
            return p + __builtin_ctz(found);
        }
        *wide = *wide || high;
        p += SCAN_STEP;
    }
#endif
    for (; p < end && *p != a && *p != b && *p != '\n' && *p != '\r'; p++)
        *wide = *wide || (unsigned char)*p >= 0x80;
    return p;
}

/* How many \n there are. */
static inline uint32_t scan_count_lines(const char *p, const char *end)
{
    uint32_t n = 0;

#if defined(__SSE2__)
    while (end - p >= SCAN_STEP) {
        __m128i sums = _mm_setzero_si128();

        /* 255 is the most that a byte counts to. */
        for (int i = 0; i < 255 && end - p >= SCAN_STEP; i++, p += SCAN_STEP)
            sums = _mm_sub_epi8(sums, scan_eq(scan_load(p), '\n'));
        sums = _mm_sad_epu8(sums, _mm_setzero_si128());
        n += (uint32_t)(_mm_cvtsi128_si32(sums) +
                        _mm_cvtsi128_si32(_mm_srli_si128(sums, 8)));
    }
#endif
    for (; p < end; p++)
        n += *p == '\n';
    return n;
}

#endif
