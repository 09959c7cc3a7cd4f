/* bigint_math.c: arithmetic on magnitudes: arrays of 64-bit limbs, lowest first. What is
 * long goes to GMP, where it can be had; results are the same. Part of the engine's unit.
 */
#include "common/dynlib.h"

typedef unsigned __int128 limb2;

#define GMP_FROM 24 /* limbs from which on GMP is worth the call */
#define GMP_FUNCTIONS(X)                                                              \
    X(uint64_t, __gmpn_mul,                                                           \
      (uint64_t *, const uint64_t *, long, const uint64_t *, long))                   \
    X(void, __gmpn_tdiv_qr,                                                           \
      (uint64_t *, uint64_t *, long, const uint64_t *, long, const uint64_t *, long)) \
    X(size_t, __gmpn_get_str, (unsigned char *, int, uint64_t *, long))               \
    X(long, __gmpn_set_str, (uint64_t *, const unsigned char *, size_t, int))
DYNLIB_TABLE(Gmp, GMP_FUNCTIONS)

static Gmp gmp;
static DynLib gmp_lib = { .names = "libgmp.so.10", .package = "libgmp10" };
static const DynSymbol gmp_symbols[] = { DYNLIB_SYMBOLS(GMP_FUNCTIONS) };

static bool have_gmp(void)
{
    return dynlib_load(&gmp_lib, gmp_symbols, &gmp, NULL) == 0;
}

static duk_uint32_t limbs_trim(const uint64_t *p, duk_uint32_t n)
{
    while (n > 0 && p[n - 1] == 0)
        n--;
    return n;
}

static int limbs_compare(const uint64_t *a, duk_uint32_t an, const uint64_t *b,
                         duk_uint32_t bn)
{
    if (an != bn)
        return an < bn ? -1 : 1;
    while (an-- > 0) {
        if (a[an] != b[an])
            return a[an] < b[an] ? -1 : 1;
    }
    return 0;
}

/* out (an + 1 limbs) = a + b, an >= bn */
static void limbs_add(uint64_t *out, const uint64_t *a, duk_uint32_t an,
                      const uint64_t *b, duk_uint32_t bn)
{
    uint64_t carry = 0;

    for (duk_uint32_t k = 0; k < an; k++) {
        limb2 sum = (limb2)a[k] + (k < bn ? b[k] : 0) + carry;

        out[k] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
    out[an] = carry;
}

/* out (an limbs) = a - b, a >= b */
static void limbs_sub(uint64_t *out, const uint64_t *a, duk_uint32_t an,
                      const uint64_t *b, duk_uint32_t bn)
{
    uint64_t borrow = 0;

    for (duk_uint32_t k = 0; k < an; k++) {
        limb2 diff = (limb2)a[k] - (k < bn ? b[k] : 0) - borrow;

        out[k] = (uint64_t)diff;
        borrow = (uint64_t)(diff >> 64) & 1;
    }
}

/* out (an + bn limbs) = a * b */
static void limbs_mul(uint64_t *out, const uint64_t *a, duk_uint32_t an,
                      const uint64_t *b, duk_uint32_t bn)
{
    if (an >= GMP_FROM && bn >= GMP_FROM && have_gmp()) {
        if (an >= bn)
            gmp.__gmpn_mul(out, a, an, b, bn);
        else
            gmp.__gmpn_mul(out, b, bn, a, an);
        return;
    }
    memset(out, 0, ((size_t)an + bn) * sizeof *out);
    for (duk_uint32_t i = 0; i < an; i++) {
        uint64_t carry = 0;

        for (duk_uint32_t j = 0; j < bn; j++) {
            limb2 t = (limb2)a[i] * b[j] + out[i + j] + carry;

            out[i + j] = (uint64_t)t;
            carry = (uint64_t)(t >> 64);
        }
        out[i + bn] = carry;
    }
}

/* a becomes the quotient; gives the remainder */
static uint64_t limbs_div_small(uint64_t *a, duk_uint32_t n, uint64_t d)
{
    uint64_t rest = 0;

    while (n-- > 0) {
        limb2 t = (limb2)rest << 64 | a[n];

        a[n] = (uint64_t)(t / d);
        rest = (uint64_t)(t % d);
    }
    return rest;
}

/* out (n + 1 limbs) = a << s, s < 64 */
static void limbs_shift_up(uint64_t *out, const uint64_t *a, duk_uint32_t n, int s)
{
    uint64_t carry = 0;

    for (duk_uint32_t k = 0; k < n; k++) {
        uint64_t limb = a[k];

        out[k] = limb << s | carry;
        carry = s == 0 ? 0 : limb >> (64 - s);
    }
    out[n] = carry;
}

/* Knuth's algorithm D on normalised numbers: u has m + n + 1 limbs and becomes the
 * remainder, v has n >= 2, q gets m + 1. */
static void limbs_div_long(uint64_t *q, uint64_t *u, const uint64_t *v, duk_uint32_t m,
                           duk_uint32_t n)
{
    for (duk_uint32_t j = m + 1; j-- > 0;) {
        limb2 top = (limb2)u[j + n] << 64 | u[j + n - 1], guess, rest, borrow = 0;

        guess = u[j + n] >= v[n - 1] ? (limb2)UINT64_MAX : top / v[n - 1];
        rest = top - guess * v[n - 1];
        while (rest >> 64 == 0 && guess * v[n - 2] > (rest << 64 | u[j + n - 2])) {
            guess--;
            rest += v[n - 1];
        }
        for (duk_uint32_t i = 0; i < n; i++) {
            limb2 product = guess * v[i] + borrow;
            uint64_t low = (uint64_t)product;

            borrow = (product >> 64) + (u[i + j] < low);
            u[i + j] -= low;
        }
        if ((limb2)u[j + n] < borrow) { /* one too many */
            limb2 carry = 0;

            u[j + n] -= (uint64_t)borrow;
            guess--;
            for (duk_uint32_t i = 0; i < n; i++) {
                limb2 sum = (limb2)u[i + j] + v[i] + carry;

                u[i + j] = (uint64_t)sum;
                carry = sum >> 64;
            }
            u[j + n] += (uint64_t)carry;
        } else {
            u[j + n] -= (uint64_t)borrow;
        }
        q[j] = (uint64_t)guess;
    }
}

/* q (an - bn + 1 limbs) and r (bn limbs) of a / b; an >= bn; `work` has an + bn + 2
 * limbs.
 */
static void limbs_div(uint64_t *q, uint64_t *r, const uint64_t *a, duk_uint32_t an,
                      const uint64_t *b, duk_uint32_t bn, uint64_t *work)
{
    uint64_t *u = work, *v = work + an + 1;
    int s = __builtin_clzll(b[bn - 1]);

    if (bn == 1) {
        memcpy(q, a, an * sizeof *q);
        r[0] = limbs_div_small(q, an, b[0]);
        return;
    }
    if (bn >= GMP_FROM && have_gmp()) {
        gmp.__gmpn_tdiv_qr(q, r, 0, a, an, b, bn);
        return;
    }
    limbs_shift_up(u, a, an, s);
    limbs_shift_up(v, b, bn, s); /* its highest limb is 0 */
    limbs_div_long(q, u, v, an - bn, bn);
    for (duk_uint32_t k = 0; k < bn; k++)
        r[k] = s == 0 ? u[k] : u[k] >> s | u[k + 1] << (64 - s);
}
