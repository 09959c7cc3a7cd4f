/* math_sum.c: Math.sumPrecise: the sum of numbers, rounded once.
 *
 * The sum is kept exactly: as a number in base 2^32 whose lowest digit has the weight of
 * the smallest number there is, 2^-1074. Digits are signed and carry late. */
#include "runtime/builtins/math_sum.h"

#include "runtime/builtins/iterate.h"

enum { DIGITS = 70, CARRY_EVERY = 1 << 28 };

typedef struct {
    int64_t digits[DIGITS];
    unsigned pending;      /* additions since digits carried */
    bool any;              /* something besides -0 */
    bool nan, plus, minus; /* NaN or an infinity */
} Sum;

static void carry(Sum *s)
{
    for (int k = 0; k + 1 < DIGITS; k++) {
        int64_t low = s->digits[k] & 0xFFFFFFFF;

        s->digits[k + 1] += (s->digits[k] - low) / 4294967296;
        s->digits[k] = low;
    }
    s->pending = 0;
}

static void add_finite(Sum *s, double d)
{
    int exponent;
    uint64_t m = (uint64_t)ldexp(frexp(fabs(d), &exponent), 53);
    int at = exponent - 53 + 1074, shift;
    unsigned __int128 v;

    if (at < 0) { /* subnormal: the low bits are zero */
        m >>= -at;
        at = 0;
    }
    shift = at % 32;
    v = (unsigned __int128)m << shift;
    for (int k = at / 32; v != 0; k++, v >>= 32)
        s->digits[k] += d < 0 ? -(int64_t)(v & 0xFFFFFFFF) : (int64_t)(v & 0xFFFFFFFF);
    if (++s->pending == CARRY_EVERY)
        carry(s);
}

/* The exact sum as the nearest number, ties to even. */
static double rounded(Sum *s)
{
    int top, bits, drop;
    bool negative, sticky = false;
    unsigned __int128 v = 0;
    uint64_t m;

    carry(s);
    negative = s->digits[DIGITS - 1] < 0;
    if (negative) {
        for (int k = 0; k < DIGITS; k++)
            s->digits[k] = -s->digits[k];
        carry(s);
    }
    for (top = DIGITS - 1; top >= 0 && s->digits[top] == 0; top--)
        ;
    if (top < 0)
        return 0;
    for (int k = top; k > top - 3; k--)
        v = v << 32 | (k >= 0 ? (uint64_t)s->digits[k] : 0);
    for (int k = 0; k < top - 2; k++)
        sticky = sticky || s->digits[k] != 0;
    bits = 128 - (v >> 64 != 0 ? __builtin_clzll((uint64_t)(v >> 64))
                               : 64 + __builtin_clzll((uint64_t)v));
    drop = bits - 53;
    /* Nothing below 2^-1074 exists, so a short number has zeroes there. */
    if (drop + 32 * (top - 2) < 0)
        drop = -32 * (top - 2);
    m = (uint64_t)(v >> drop);
    sticky = sticky || (v & (((unsigned __int128)1 << (drop - 1)) - 1)) != 0;
    if ((v >> (drop - 1) & 1) != 0 && (sticky || (m & 1) != 0))
        m++;
    return ldexp(negative ? -(double)m : (double)m, drop + 32 * (top - 2) - 1074);
}

/* [ value ] -> [ ] */
static bool add(duk_context *ctx, void *udata)
{
    Sum *s = udata;
    double d;

    if (!duk_is_number(ctx, -1))
        builtin_type_error(ctx, "%s is not a number", builtin_describe(ctx, -1));
    d = duk_get_number(ctx, -1);
    duk_pop(ctx);
    s->any = s->any || d != 0 || !signbit(d);
    if (isnan(d))
        s->nan = true;
    else if (isinf(d))
        *(d > 0 ? &s->plus : &s->minus) = true;
    else if (d != 0)
        add_finite(s, d);
    return true;
}

/* [ iterable ] -> [ number ] */
duk_ret_t math_sum_precise(duk_context *ctx)
{
    Sum *s = duk_push_fixed_buffer(ctx, sizeof *s);

    memset(s, 0, sizeof *s);
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "%s is not iterable", builtin_describe(ctx, 0));
    iterate(ctx, 0, add, s);
    if (s->nan || (s->plus && s->minus))
        duk_push_nan(ctx);
    else if (s->plus || s->minus)
        duk_push_number(ctx, s->plus ? INFINITY : -INFINITY);
    else
        duk_push_number(ctx, s->any ? rounded(s) : -0.0);
    return 1;
}
