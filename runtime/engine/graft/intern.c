/* intern.c: the tables of strings, by a hash that reads words instead of bytes. Short
 * strings count whole, of long ones eight places: appending to a string must not cost
 * what the string is long. */

#include "runtime/engine/engine.h"

static inline duk_uint64_t hash_load(const duk_uint8_t *p)
{
    duk_uint64_t v;

    memcpy(&v, p, sizeof v);
    return v;
}

static inline duk_uint64_t hash_mix(duk_uint64_t a, duk_uint64_t b)
{
    __uint128_t m = (__uint128_t)(a ^ 0x9e3779b97f4a7c15u) * (b ^ 0xe7037ed1a0b428dbu);

    return (duk_uint64_t)m ^ (duk_uint64_t)(m >> 64);
}

/* Up to 16 bytes as two words, which may overlap. */
static inline duk_uint64_t hash_short(const duk_uint8_t *p, duk_size_t n, duk_uint64_t h)
{
    duk_uint32_t a, b;

    if (n >= 8)
        return hash_mix(hash_load(p), hash_load(p + n - 8) ^ h);
    if (n >= 4) {
        memcpy(&a, p, sizeof a);
        memcpy(&b, p + n - 4, sizeof b);
        return hash_mix(a, b ^ h);
    }
    if (n == 0)
        return hash_mix(h, 0);
    return hash_mix((duk_uint64_t)p[0] << 16 | (duk_uint64_t)p[n >> 1] << 8 | p[n - 1],
                    h);
}

static inline duk_uint32_t intern_hash(duk_uint32_t seed, const duk_uint8_t *str,
                                       duk_size_t len)
{
    duk_uint64_t a = seed ^ (duk_uint64_t)len << 32, b = ~a;
    duk_size_t step, at;

    if (len <= 16) {
        a = hash_short(str, len, a);
        return (duk_uint32_t)(a ^ a >> 32);
    }
    step = len <= 128 ? 16 : (len - 16) / 7;
    for (at = 0; at + 16 < len; at += step) {
        a = hash_mix(hash_load(str + at), a);
        b = hash_mix(hash_load(str + at + 8), b);
    }
    a = hash_mix(hash_load(str + len - 16) ^ b, hash_load(str + len - 8) ^ a);
    return (duk_uint32_t)(a ^ a >> 32);
}

static inline duk_hstring *find_in_chain(duk_hstring *h, duk_uint32_t hash,
                                         const duk_uint8_t *p, duk_size_t n)
{
    while (h != NULL &&
           (DUK_HSTRING_GET_HASH(h) != hash || DUK_HSTRING_GET_BYTELEN(h) != n ||
            memcmp(p, DUK_HSTRING_GET_DATA(h), n) != 0))
        h = h->hdr.h_next;
    return h;
}

/* Strings that were there before the process began, and never die: unit/kept.c. Most
 * strings that are looked for are not among them; the filter tells quickly. The hashes
 * stand beside each other, so that looking touches no string but the one that is found:
 * a page that is touched has to be mapped. */
#define KEPT_BITS 15
typedef struct KeptStrings {
    duk_hstring **strings; /* NULL: a free place */
    duk_uint32_t *hashes;
    duk_uint32_t mask, seed;
    duk_uint32_t filter[(1u << KEPT_BITS) / 32];
} KeptStrings;

static inline duk_uint32_t kept_bit(const duk_uint8_t *p, duk_size_t n)
{
    duk_uint32_t x = (duk_uint32_t)n;

    if (n > 0)
        x += (duk_uint32_t)p[0] << 8 | (duk_uint32_t)p[n >> 1] << 16 |
             (duk_uint32_t)p[n - 1] << 24;
    return x * 0x9E3779B1u >> (32 - KEPT_BITS);
}

static inline duk_hstring *find_kept(const duk_heap *heap, const duk_uint8_t *p,
                                     duk_size_t n)
{
    const Engine *engine = heap->heap_udata;
    const KeptStrings *k = engine != NULL ? engine->kept : NULL;
    duk_uint32_t bit, hash;

    if (k == NULL)
        return NULL;
    bit = kept_bit(p, n);
    if (!(k->filter[bit / 32] >> bit % 32 & 1))
        return NULL;
    hash = intern_hash(k->seed, p, n);
    for (duk_uint32_t i = hash & k->mask; k->strings[i] != NULL; i = (i + 1) & k->mask) {
        duk_hstring *h = k->strings[i];

        if (k->hashes[i] == hash && DUK_HSTRING_GET_BYTELEN(h) == n &&
            memcmp(p, DUK_HSTRING_GET_DATA(h), n) == 0)
            return h;
    }
    return NULL;
}

/* The string that has these bytes, or NULL. */
static inline duk_hstring *intern_find(const duk_heap *heap, duk_uint32_t hash,
                                       const duk_uint8_t *p, duk_size_t n)
{
    duk_hstring *h = find_in_chain(heap->strtable[hash & heap->st_mask], hash, p, n);

    return DUK_LIKELY(h != NULL) ? h : find_kept(heap, p, n);
}

DUK_INTERNAL duk_hstring *duk_heap_strtable_intern(duk_heap *heap, const duk_uint8_t *str,
                                                   duk_uint32_t blen)
{
    static const duk_uint8_t empty[1];
    const duk_uint8_t *bytes = str != NULL ? str : empty;
    duk_uint32_t hash = intern_hash(heap->hash_seed, bytes, blen);
    duk_hstring *h = intern_find(heap, hash, bytes, blen);

    return h != NULL ? h : duk__strtable_do_intern(heap, bytes, blen, hash);
}
