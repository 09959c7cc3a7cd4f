/* bytemask.h: which of 64 bytes equal a given byte, as a 64-bit mask.
 *
 *     ByteBlock b = byteblock_load(p);
 *     uint64_t quotes = byteblock_eq(&b, '"');    bit i: p[i] == '"'
 *
 * With SSE2 (each x86-64 has it) 16 bytes a step; elsewhere 8, in a register.
 */
#ifndef COMMON_BYTEMASK_H
#define COMMON_BYTEMASK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)

#include <emmintrin.h>

typedef struct {
    __m128i part[4];
} ByteBlock;

/* p: 64 readable bytes, at any address. */
static inline ByteBlock byteblock_load(const char *p)
{
    ByteBlock b;

    for (int i = 0; i < 4; i++)
        b.part[i] = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
    return b;
}

static inline uint64_t byteblock_eq(const ByteBlock *b, char c)
{
    __m128i want = _mm_set1_epi8(c);
    uint64_t mask = 0;

    for (int i = 0; i < 4; i++) {
        unsigned bits = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b->part[i], want));

        mask |= (uint64_t)bits << (16 * i);
    }
    return mask;
}

/* Equal to c or to c without bit 5: '{' finds '[' too. */
static inline uint64_t byteblock_eq_nocase(const ByteBlock *b, char c)
{
    __m128i bit = _mm_set1_epi8(0x20);
    ByteBlock low;

    for (int i = 0; i < 4; i++)
        low.part[i] = _mm_or_si128(b->part[i], bit);
    return byteblock_eq(&low, c);
}

#else

typedef struct {
    uint64_t part[8];
} ByteBlock;

static inline ByteBlock byteblock_load(const char *p)
{
    ByteBlock b;

    for (int i = 0; i < 8; i++) {
        unsigned char raw[8];

        memcpy(raw, p + 8 * i, 8);
        b.part[i] = 0;
        for (int k = 0; k < 8; k++) /* a plain load where bytes lie this way round */
            b.part[i] |= (uint64_t)raw[k] << (8 * k);
    }
    return b;
}

/* The top bits of the bytes of v that are zero, gathered into 8 bits. */
static inline uint64_t byteblock_zero_bytes(uint64_t v)
{
    const uint64_t low7 = 0x7F7F7F7F7F7F7F7FULL;
    uint64_t zero = ~(((v & low7) + low7) | v | low7);

    return (zero >> 7) * 0x0102040810204080ULL >> 56;
}

static inline uint64_t byteblock_eq_or(const ByteBlock *b, char c, uint64_t or_bits)
{
    uint64_t want = 0x0101010101010101ULL * (unsigned char)c, mask = 0;

    for (int i = 0; i < 8; i++)
        mask |= byteblock_zero_bytes((b->part[i] | or_bits) ^ want) << (8 * i);
    return mask;
}

static inline uint64_t byteblock_eq(const ByteBlock *b, char c)
{
    return byteblock_eq_or(b, c, 0);
}

static inline uint64_t byteblock_eq_nocase(const ByteBlock *b, char c)
{
    return byteblock_eq_or(b, c, 0x2020202020202020ULL);
}

#endif

/* What JSON is made of, of 64 bytes at once. */
typedef struct {
    uint64_t quotes, backslashes;
    uint64_t brackets; /* {}[] */
} JsonMasks;

typedef void (*JsonMasksOf)(const char *p, JsonMasks *out);

/* For what is to be compiled once for each kind of processor: it takes functions as
 * constants, and both end up in the caller. */
#define BYTEMASK_INLINE __attribute__((always_inline)) static inline

BYTEMASK_INLINE void json_masks_plain(const char *p, JsonMasks *out)
{
    ByteBlock b = byteblock_load(p);

    out->quotes = byteblock_eq(&b, '"');
    out->backslashes = byteblock_eq(&b, '\\');
    out->brackets = byteblock_eq_nocase(&b, '{') | byteblock_eq_nocase(&b, '}');
}

#if defined(__x86_64__)

#include <immintrin.h>

#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

__attribute__((target("avx2"))) BYTEMASK_INLINE uint64_t bytemask_avx2(__m256i low,
                                                                       __m256i high,
                                                                       char c)
{
    __m256i want = _mm256_set1_epi8(c);
    unsigned a = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, want));
    unsigned b = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, want));

    return (uint64_t)b << 32 | a;
}

/* Functions that call those named wide are of this kind. */
#define BYTEMASK_WIDE __attribute__((target("avx2,pclmul")))

/* Half as many steps: a cold install looks at two hundred megabytes of documents. */
BYTEMASK_WIDE BYTEMASK_INLINE void json_masks_wide(const char *p, JsonMasks *out)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    __m256i bit = _mm256_set1_epi8(0x20);

    out->quotes = bytemask_avx2(low, high, '"');
    out->backslashes = bytemask_avx2(low, high, '\\');
    low = _mm256_or_si256(low, bit);
    high = _mm256_or_si256(high, bit);
    out->brackets = bytemask_avx2(low, high, '{') | bytemask_avx2(low, high, '}');
}

/* bytemask_prefix_xor as a product without carries. */
BYTEMASK_WIDE BYTEMASK_INLINE uint64_t bytemask_prefix_xor_wide(uint64_t m)
{
    __m128i all = _mm_set1_epi8((char)0xFF);

    return (uint64_t)_mm_cvtsi128_si64(
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)m), all, 0));
}

/* glibc has asked the processor already. The compiler's own way asks once more before
 * main: a dozen times CPUID, of which each leaves a virtual machine for some
 * microseconds. */
static inline bool bytemask_is_wide(void)
{
#if __has_include(<sys/platform/x86.h>)
    return CPU_FEATURE_ACTIVE(AVX2) && CPU_FEATURE_ACTIVE(PCLMULQDQ);
#else
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul");
#endif
}

#else

static inline bool bytemask_is_wide(void)
{
    return false;
}

#endif

/* Bit i of the result is the parity of bits 0..i: from the mask of quotes, the mask
 * of what stands between an opening quote (with it) and a closing one (without). */
BYTEMASK_INLINE uint64_t bytemask_prefix_xor(uint64_t m)
{
    for (int shift = 1; shift < 64; shift *= 2)
        m ^= m << shift;
    return m;
}

#endif
