/* bigint.c: BigInt values and the operators on them (engine/bigint.h). Part of the
 * engine's unit. */
#include "runtime/engine/unit/bigint_math.c"

#define BIGINT_MAX_LIMBS (1u << 24) /* 2^30 bits, V8's limit */

static Bigint *bigint_get(duk_context *ctx, duk_idx_t i)
{
    duk_tval *tv = duk_require_tval(ctx, i);

    if (!bigint_is_tval(tv))
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR, "not a BigInt");
    return BIGINT_OF(tv);
}

bool bigint_is(duk_context *ctx, duk_idx_t i)
{
    duk_tval *tv = duk_get_tval(ctx, i);

    return tv != NULL && bigint_is_tval(tv);
}

static duk_hobject *bigint_prototype(duk_context *ctx)
{
    Engine *e = ((duk_hthread *)ctx)->heap->heap_udata;

    if (e->bigint_prototype == NULL) {
        duk_require_stack(ctx, 8);
        e->make_bigint(ctx);
        duk_pop(ctx);
    }
    return e->bigint_prototype;
}

/* [ ] -> [ bigint ] with room for n limbs, all zero */
static Bigint *bigint_new(duk_context *ctx, duk_uint32_t n)
{
    duk_hthread *thr = ctx;
    duk_hobject *proto;
    Bigint *b;

    if (n > BIGINT_MAX_LIMBS)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Maximum BigInt size exceeded");
    duk_require_stack(thr, 1);
    proto = bigint_prototype(ctx);
    b = duk__hobject_alloc_init(thr,
                                DUK_HOBJECT_FLAG_FASTREFS |
                                    DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_POINTER),
                                sizeof(Bigint) + n * sizeof(uint64_t));
    b->n = n;
    DUK_TVAL_SET_OBJECT(thr->valstack_top, &b->obj);
    DUK_HOBJECT_INCREF(thr, &b->obj);
    thr->valstack_top++;
    DUK_HOBJECT_SET_PROTOTYPE_INIT_INCREF(thr, &b->obj, proto);
    return b;
}

/* The BigInt at i becomes an object that holds it. */
static void bigint_wrap(duk_hthread *thr, duk_idx_t i)
{
    duk_require_stack(thr, 8);
    duk_push_hobject(thr, bigint_prototype(thr));
    slots_push_object(thr, SLOTS_BIGINT, 1);
    duk_dup(thr, i);
    slots_put(thr, -2, 0);
    duk_replace(thr, i);
}

static void bigint_trim(Bigint *b)
{
    b->n = limbs_trim(b->limbs, b->n);
    if (b->n == 0)
        b->negative = 0;
}

void bigint_push_uint64(duk_context *ctx, uint64_t value)
{
    Bigint *b = bigint_new(ctx, 1);

    b->limbs[0] = value;
    bigint_trim(b);
}

void bigint_push_int64(duk_context *ctx, int64_t value)
{
    Bigint *b = bigint_new(ctx, 1);

    b->limbs[0] = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    b->negative = value < 0;
    bigint_trim(b);
}

/* ---- Numbers ---- */

bool bigint_push_number(duk_context *ctx, double d)
{
    int exponent;
    uint64_t mantissa;
    Bigint *b;

    if (!isfinite(d) || d != trunc(d))
        return false;
    if (fabs(d) < 18446744073709551616.0) {
        bigint_push_uint64(ctx, (uint64_t)fabs(d));
        BIGINT_OF(DUK_GET_TVAL_NEGIDX((duk_hthread *)ctx, -1))->negative = d < 0;
        return true;
    }
    mantissa = (uint64_t)ldexp(frexp(fabs(d), &exponent), 64);
    exponent -= 64;
    b = bigint_new(ctx, (duk_uint32_t)exponent / 64 + 2);
    limbs_shift_up(b->limbs + exponent / 64, &mantissa, 1, exponent % 64);
    b->negative = d < 0;
    bigint_trim(b);
    return true;
}

double bigint_to_number(duk_context *ctx, duk_idx_t i)
{
    Bigint *b = bigint_get(ctx, i);
    uint64_t top;
    int s, bits;
    double d;

    if (b->n == 0)
        return 0;
    s = __builtin_clzll(b->limbs[b->n - 1]);
    bits = (int)(b->n * 64) - s;
    if (bits > 1024)
        return b->negative ? -INFINITY : INFINITY;
    top = b->limbs[b->n - 1] << s;
    if (s > 0 && b->n > 1)
        top |= b->limbs[b->n - 2] >> (64 - s);
    /* What is cut off counts for the rounding. */
    for (duk_uint32_t k = 0; k + 1 < b->n; k++) {
        uint64_t rest = b->limbs[k];

        if (k + 2 == b->n && s > 0)
            rest <<= s;
        else if (k + 2 == b->n)
            rest = b->limbs[k];
        top |= rest != 0;
    }
    d = ldexp((double)top, bits - 64);
    return b->negative ? -d : d;
}

int64_t bigint_to_int64(duk_context *ctx, duk_idx_t i)
{
    Bigint *b = bigint_get(ctx, i);
    uint64_t low = b->n > 0 ? b->limbs[0] : 0;

    return (int64_t)(b->negative ? 0 - low : low);
}

/* ---- Texts ---- */

static int digit_of(unsigned char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'z' ? c - 'a' + 10
           : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                  : 99;
}

/* [ ] -> [ bigint ] of n digits, n > 0 */
static bool push_digits_value(duk_context *ctx, const unsigned char *p, size_t n,
                              int radix)
{
    Bigint *b;

    for (size_t k = 0; k < n; k++) {
        if (digit_of(p[k]) >= radix)
            return false;
    }
    if (n > (size_t)BIGINT_MAX_LIMBS * 16)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Maximum BigInt size exceeded");
    b = bigint_new(ctx, (duk_uint32_t)(n * 4 / 64 + 2));
    if (n > 400 && have_gmp()) {
        unsigned char *digits = duk_push_fixed_buffer(ctx, n);

        while (n > 1 && *p == '0')
            p++, n--;
        for (size_t k = 0; k < n; k++)
            digits[k] = (unsigned char)digit_of(p[k]);
        b->n = (duk_uint32_t)gmp.__gmpn_set_str(b->limbs, digits, n, radix);
        duk_pop(ctx);
    } else {
        duk_uint32_t used = 0;

        for (size_t k = 0; k < n; k++) {
            limb2 carry = (limb2)digit_of(p[k]);

            for (duk_uint32_t j = 0; j < used; j++) {
                limb2 t = (limb2)b->limbs[j] * (unsigned)radix + carry;

                b->limbs[j] = (uint64_t)t;
                carry = t >> 64;
            }
            if (carry != 0)
                b->limbs[used++] = (uint64_t)carry;
        }
        b->n = used;
    }
    bigint_trim(b);
    return true;
}

bool bigint_push_text(duk_context *ctx, duk_idx_t i)
{
    const unsigned char *p;
    duk_size_t n;
    bool negative = false;
    int radix = 10;

    duk_dup(ctx, i);
    duk_trim(ctx, -1);
    p = (const unsigned char *)duk_get_lstring(ctx, -1, &n);
    if (n > 2 && p[0] == '0') {
        int c = p[1] | 32;

        radix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
    }
    if (radix != 10) {
        p += 2;
        n -= 2;
    } else if (n > 1 && (p[0] == '-' || p[0] == '+')) {
        negative = p[0] == '-';
        p++;
        n--;
    }
    if (n == 0)
        bigint_push_uint64(ctx, 0);
    else if (!push_digits_value(ctx, p, n, radix)) {
        duk_pop(ctx);
        return false;
    }
    if (negative && bigint_get(ctx, -1)->n > 0)
        bigint_get(ctx, -1)->negative = 1;
    duk_remove(ctx, -2);
    return true;
}

void bigint_push_digits(duk_context *ctx, duk_idx_t i, int radix)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    Bigint *b = bigint_get(ctx, i);
    size_t room = (size_t)b->n * 64 + 2, n = 0;
    unsigned char *out;
    uint64_t *work;

    if (b->n == 0) {
        duk_push_literal(ctx, "0");
        return;
    }
    work = duk_push_fixed_buffer(ctx, (b->n + 1) * sizeof *work);
    memcpy(work, b->limbs, b->n * sizeof *work);
    out = duk_push_fixed_buffer(ctx, room + 80);
    if (b->n >= GMP_FROM && have_gmp()) {
        size_t skip = 0;

        n = gmp.__gmpn_get_str(out + 1, radix, work, b->n);
        while (skip + 1 < n && out[1 + skip] == 0)
            skip++;
        for (size_t k = 0; k + skip < n; k++)
            out[1 + k] = (unsigned char)digits[out[1 + k + skip]];
        n -= skip;
        out[0] = '-';
    } else {
        uint64_t unit = (uint64_t)radix;
        int per = 1;
        duk_uint32_t left = b->n;
        size_t at = room + 80;

        while ((limb2)unit * (unsigned)radix >> 64 == 0) {
            unit *= (unsigned)radix;
            per++;
        }
        while (left > 0) {
            uint64_t rest = limbs_div_small(work, left, unit);

            left = limbs_trim(work, left);
            for (int k = 0; k < per && (left > 0 || rest > 0); k++) {
                out[--at] = (unsigned char)digits[rest % (unsigned)radix];
                rest /= (unsigned)radix;
            }
        }
        n = room + 80 - at;
        memmove(out + 1, out + at, n);
        out[0] = '-';
    }
    duk_push_lstring(ctx, (const char *)out + (b->negative ? 0 : 1),
                     n + (b->negative ? 1 : 0));
    duk_remove(ctx, -2);
    duk_remove(ctx, -2);
}

void bigint_convert(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    duk_to_primitive(ctx, i, DUK_HINT_NUMBER);
    if (bigint_is(ctx, i))
        return;
    if (duk_is_boolean(ctx, i)) {
        bigint_push_uint64(ctx, duk_get_boolean(ctx, i) ? 1 : 0);
    } else if (!duk_is_string(ctx, i) || duk_is_symbol(ctx, i)) {
        if (duk_is_symbol(ctx, i))
            engine_push_symbol_text(ctx, i);
        else
            duk_to_string(ctx, (duk_dup(ctx, i), -1));
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR, "Cannot convert %s to a BigInt",
                        duk_get_string(ctx, -1));
    } else if (!bigint_push_text(ctx, i)) {
        (void)duk_error(ctx, DUK_ERR_SYNTAX_ERROR, "Cannot convert %s to a BigInt",
                        duk_get_string(ctx, i));
    }
    duk_replace(ctx, i);
}

/* ---- Order ---- */

static int bigint_compare(const Bigint *a, const Bigint *b)
{
    int order;

    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    order = limbs_compare(a->limbs, a->n, b->limbs, b->n);
    return a->negative ? -order : order;
}

/* -1, 0, 1; 2 for NaN */
static int compare_to_number(duk_context *ctx, duk_idx_t i, double d)
{
    int order;

    if (isnan(d))
        return 2;
    if (isinf(d))
        return d > 0 ? -1 : 1;
    i = duk_normalize_index(ctx, i);
    bigint_push_number(ctx, floor(d));
    order = bigint_compare(bigint_get(ctx, i), bigint_get(ctx, -1));
    duk_pop(ctx);
    return order == 0 && d != floor(d) ? -1 : order;
}

/* [ x y ], primitive, one at least a BigInt: -1, 0, 1, or 2: there is no order. */
static int bigint_order(duk_hthread *thr)
{
    duk_idx_t x = duk_get_top(thr) - 2, y = x + 1;
    int order;

    for (duk_idx_t k = x; k <= y; k++) {
        if (!duk_is_string(thr, k) || duk_is_symbol(thr, k))
            continue;
        if (!bigint_push_text(thr, k))
            return 2;
        duk_replace(thr, k);
    }
    if (bigint_is(thr, x) && bigint_is(thr, y))
        return bigint_compare(bigint_get(thr, x), bigint_get(thr, y));
    if (bigint_is(thr, x))
        return compare_to_number(thr, x, duk_to_number(thr, y));
    order = compare_to_number(thr, y, duk_to_number(thr, x));
    return order == 2 ? 2 : -order;
}

/* == of a BigInt and something else */
static bool bigint_equals_value(duk_hthread *thr, duk_tval *x, duk_tval *y)
{
    bool equal = false;

    duk_require_stack(thr, 8);
    duk_push_tval(thr, x);
    duk_push_tval(thr, y);
    duk_to_primitive(thr, -1, DUK_HINT_NONE);
    if (duk_check_type_mask(thr, -1,
                            DUK_TYPE_MASK_NUMBER | DUK_TYPE_MASK_BOOLEAN |
                                DUK_TYPE_MASK_OBJECT) ||
        (duk_is_string(thr, -1) && !duk_is_symbol(thr, -1)))
        equal = bigint_order(thr) == 0;
    duk_pop_2(thr);
    return equal;
}

/* ---- Arithmetic: [ x y ] -> [ x y z ] ---- */

static void op_add(duk_context *ctx, bool minus)
{
    Bigint *x = bigint_get(ctx, -2), *y = bigint_get(ctx, -1), *z;
    bool y_negative = y->n > 0 && (y->negative != 0) != minus;

    if ((x->negative != 0) == y_negative || x->n == 0 || y->n == 0) {
        z = bigint_new(ctx, (x->n > y->n ? x->n : y->n) + 1);
        if (x->n >= y->n)
            limbs_add(z->limbs, x->limbs, x->n, y->limbs, y->n);
        else
            limbs_add(z->limbs, y->limbs, y->n, x->limbs, x->n);
        z->negative = x->n == 0 ? y_negative : x->negative;
    } else if (limbs_compare(x->limbs, x->n, y->limbs, y->n) >= 0) {
        z = bigint_new(ctx, x->n);
        limbs_sub(z->limbs, x->limbs, x->n, y->limbs, y->n);
        z->negative = x->negative;
    } else {
        z = bigint_new(ctx, y->n);
        limbs_sub(z->limbs, y->limbs, y->n, x->limbs, x->n);
        z->negative = y_negative;
    }
    bigint_trim(z);
}

static void op_mul(duk_context *ctx)
{
    Bigint *x = bigint_get(ctx, -2), *y = bigint_get(ctx, -1);
    Bigint *z = bigint_new(ctx, x->n + y->n);

    limbs_mul(z->limbs, x->limbs, x->n, y->limbs, y->n);
    z->negative = x->negative != y->negative;
    bigint_trim(z);
}

static void op_divide(duk_context *ctx, bool want_rest)
{
    Bigint *x = bigint_get(ctx, -2), *y = bigint_get(ctx, -1), *z;
    uint64_t *work;

    if (y->n == 0)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Division by zero");
    if (limbs_compare(x->limbs, x->n, y->limbs, y->n) < 0) {
        if (want_rest)
            duk_dup(ctx, -2);
        else
            bigint_push_uint64(ctx, 0);
        return;
    }
    if (x->n == 1) {
        bigint_push_uint64(ctx, want_rest ? x->limbs[0] % y->limbs[0]
                                          : x->limbs[0] / y->limbs[0]);
        z = bigint_get(ctx, -1);
    } else {
        work =
            duk_push_fixed_buffer(ctx, ((size_t)x->n * 2 + y->n * 2 + 8) * sizeof *work);
        z = bigint_new(ctx, want_rest ? y->n : x->n - y->n + 1);
        if (want_rest)
            limbs_div(work, z->limbs, x->limbs, x->n, y->limbs, y->n, work + x->n + 1);
        else
            limbs_div(z->limbs, work, x->limbs, x->n, y->limbs, y->n, work + y->n + 1);
        duk_remove(ctx, -2);
    }
    z->negative = want_rest ? x->negative : x->negative != y->negative;
    bigint_trim(z);
}

/* By bits of the magnitude: out = x << bits, bits >= 0 */
static void shift_up(duk_context *ctx, Bigint *x, uint64_t bits)
{
    Bigint *z;

    if (x->n == 0) {
        bigint_push_uint64(ctx, 0);
        return;
    }
    if (bits / 64 + x->n + 1 > BIGINT_MAX_LIMBS)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Maximum BigInt size exceeded");
    z = bigint_new(ctx, x->n + (duk_uint32_t)(bits / 64) + 1);
    limbs_shift_up(z->limbs + bits / 64, x->limbs, x->n, (int)(bits % 64));
    z->negative = x->negative;
    bigint_trim(z);
}

/* Towards minus infinity. */
static void shift_down(duk_context *ctx, Bigint *x, uint64_t bits)
{
    duk_uint32_t whole = bits / 64 < x->n ? (duk_uint32_t)(bits / 64) : x->n;
    int part = (int)(bits % 64);
    bool lost = false;
    Bigint *z = bigint_new(ctx, x->n - whole + 1);

    for (duk_uint32_t k = 0; k < whole; k++)
        lost = lost || x->limbs[k] != 0;
    if (whole < x->n && part > 0)
        lost = lost || (x->limbs[whole] & (((uint64_t)1 << part) - 1)) != 0;
    for (duk_uint32_t k = whole; k < x->n; k++) {
        z->limbs[k - whole] = x->limbs[k] >> part;
        if (part > 0 && k + 1 < x->n)
            z->limbs[k - whole] |= x->limbs[k + 1] << (64 - part);
    }
    if (x->negative && lost) {
        for (duk_uint32_t k = 0; k < z->n && ++z->limbs[k] == 0; k++)
            continue;
    }
    z->negative = x->negative;
    bigint_trim(z);
}

static void op_shift(duk_context *ctx, bool down)
{
    Bigint *x = bigint_get(ctx, -2), *y = bigint_get(ctx, -1);
    uint64_t bits = y->n == 0 ? 0 : y->n > 1 ? UINT64_MAX : y->limbs[0];

    if (down != (y->negative != 0))
        shift_down(ctx, x, bits);
    else
        shift_up(ctx, x, bits);
}

/* Limb k of the two's complement; *carry starts as 1. */
static uint64_t complement_limb(const Bigint *b, duk_uint32_t k, uint64_t *carry)
{
    uint64_t limb = k < b->n ? b->limbs[k] : 0;

    if (!b->negative)
        return limb;
    limb = ~limb + *carry;
    *carry = *carry && limb == 0;
    return limb;
}

/* The limbs are a two's complement: they become a magnitude. */
static void from_complement(Bigint *z, bool negative)
{
    if (negative) {
        uint64_t carry = 1;

        for (duk_uint32_t k = 0; k < z->n; k++) {
            z->limbs[k] = ~z->limbs[k] + carry;
            carry = carry && z->limbs[k] == 0;
        }
    }
    z->negative = negative;
    bigint_trim(z);
}

static void op_bits(duk_context *ctx, BigintBinary op)
{
    Bigint *x = bigint_get(ctx, -2), *y = bigint_get(ctx, -1);
    Bigint *z = bigint_new(ctx, (x->n > y->n ? x->n : y->n) + 1);
    uint64_t cx = 1, cy = 1;

    for (duk_uint32_t k = 0; k < z->n; k++) {
        uint64_t a = complement_limb(x, k, &cx), b = complement_limb(y, k, &cy);

        z->limbs[k] = op == BIGINT_AND ? a & b : op == BIGINT_OR ? a | b : a ^ b;
    }
    from_complement(z, z->limbs[z->n - 1] >> 63 != 0);
}

static void op_pow(duk_context *ctx)
{
    Bigint *x = bigint_get(ctx, -2), *y = bigint_get(ctx, -1);
    uint64_t e = y->n > 0 ? y->limbs[0] : 0;
    duk_idx_t result;

    if (y->negative)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Exponent must be non-negative");
    if (y->n > 1 && (x->n > 1 || (x->n == 1 && x->limbs[0] > 1)))
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Maximum BigInt size exceeded");
    if (x->n == 1 && x->limbs[0] == 2) {
        bool odd = (e & 1) != 0 && x->negative;

        bigint_push_uint64(ctx, 1);
        shift_up(ctx, bigint_get(ctx, -1), e);
        bigint_get(ctx, -1)->negative = odd;
        duk_remove(ctx, -2);
        return;
    }
    if (x->n == 1 && x->limbs[0] == 1)
        e &= 1;
    if (x->n >= 1 && x->limbs[0] > 1 && e > (uint64_t)BIGINT_MAX_LIMBS * 64)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Maximum BigInt size exceeded");
    bigint_push_uint64(ctx, 1);
    result = duk_get_top_index(ctx);
    duk_dup(ctx, result - 2); /* [ x y result square ] */
    for (; e > 0; e >>= 1) {
        if (e & 1) {
            duk_dup(ctx, result);
            duk_dup(ctx, result + 1);
            op_mul(ctx);
            duk_replace(ctx, result);
            duk_set_top(ctx, result + 2);
        }
        if (e > 1) {
            duk_dup(ctx, result + 1);
            duk_dup(ctx, result + 1);
            op_mul(ctx);
            duk_replace(ctx, result + 1);
            duk_set_top(ctx, result + 2);
        }
    }
    duk_pop(ctx);
}

static void operate_big(duk_context *ctx, BigintBinary op)
{
    switch (op) {
    case BIGINT_ADD: op_add(ctx, false); break;
    case BIGINT_SUB: op_add(ctx, true); break;
    case BIGINT_MUL: op_mul(ctx); break;
    case BIGINT_DIV: op_divide(ctx, false); break;
    case BIGINT_MOD: op_divide(ctx, true); break;
    case BIGINT_POW: op_pow(ctx); break;
    case BIGINT_SHL: op_shift(ctx, false); break;
    case BIGINT_SAR: op_shift(ctx, true); break;
    case BIGINT_SHR:
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR,
                        "BigInts have no unsigned right shift, use >> instead");
        break;
    default: op_bits(ctx, op);
    }
    duk_replace(ctx, -3);
    duk_pop(ctx);
}

static double operate_numbers(duk_context *ctx, BigintBinary op, double x, double y)
{
    switch (op) {
    case BIGINT_ADD: return x + y;
    case BIGINT_SUB: return x - y;
    case BIGINT_MUL: return x * y;
    case BIGINT_DIV: return x / y;
    case BIGINT_MOD: return duk_js_arith_mod(x, y);
    case BIGINT_POW: return duk_js_arith_pow(x, y);
    case BIGINT_AND: return duk_to_int32(ctx, -2) & duk_to_int32(ctx, -1);
    case BIGINT_OR: return duk_to_int32(ctx, -2) | duk_to_int32(ctx, -1);
    case BIGINT_XOR: return duk_to_int32(ctx, -2) ^ duk_to_int32(ctx, -1);
    case BIGINT_SHL:
        return (int32_t)((uint32_t)duk_to_int32(ctx, -2)
                         << (duk_to_uint32(ctx, -1) & 31));
    case BIGINT_SAR: return duk_to_int32(ctx, -2) >> (duk_to_uint32(ctx, -1) & 31);
    default: return duk_to_uint32(ctx, -2) >> (duk_to_uint32(ctx, -1) & 31);
    }
}

void bigint_to_numeric(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    duk_to_primitive(ctx, i, DUK_HINT_NUMBER);
    if (!bigint_is(ctx, i))
        duk_to_number(ctx, i);
}

void bigint_operate(duk_context *ctx, BigintBinary op)
{
    double d;

    duk_require_stack(ctx, 16);
    if (op == BIGINT_ADD) {
        duk_to_primitive(ctx, -2, DUK_HINT_NONE);
        duk_to_primitive(ctx, -1, DUK_HINT_NONE);
        if (duk_is_string(ctx, -2) || duk_is_string(ctx, -1)) {
            duk_concat_2(ctx);
            return;
        }
    }
    bigint_to_numeric(ctx, -2);
    bigint_to_numeric(ctx, -1);
    if (bigint_is(ctx, -2) && bigint_is(ctx, -1)) {
        operate_big(ctx, op);
        return;
    }
    if (bigint_is(ctx, -2) || bigint_is(ctx, -1))
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR,
                        "Cannot mix BigInt and other types, use explicit conversions");
    d = operate_numbers(ctx, op, duk_get_number(ctx, -2), duk_get_number(ctx, -1));
    duk_pop_2(ctx);
    duk_push_number(ctx, d);
}

void bigint_operate_unary(duk_context *ctx, BigintUnary op)
{
    duk_require_stack(ctx, 16);
    bigint_to_numeric(ctx, -1);
    if (!bigint_is(ctx, -1)) {
        double d = duk_get_number(ctx, -1);

        d = op == BIGINT_NEG   ? -d
            : op == BIGINT_NOT ? (double)~duk_to_int32(ctx, -1)
            : op == BIGINT_INC ? d + 1
                               : d - 1;
        duk_pop(ctx);
        duk_push_number(ctx, d);
        return;
    }
    if (op == BIGINT_NEG) {
        Bigint *x = bigint_get(ctx, -1), *z = bigint_new(ctx, x->n);

        memcpy(z->limbs, x->limbs, x->n * sizeof *z->limbs);
        z->negative = x->n > 0 && !x->negative;
        duk_remove(ctx, -2);
        return;
    }
    if (op == BIGINT_NOT) { /* -x - 1 */
        bigint_operate_unary(ctx, BIGINT_NEG);
        op = BIGINT_DEC;
    }
    bigint_push_uint64(ctx, 1);
    operate_big(ctx, op == BIGINT_INC ? BIGINT_ADD : BIGINT_SUB);
}

void bigint_push_wrapped(duk_context *ctx, duk_idx_t i, double bits, bool is_signed)
{
    Bigint *x = bigint_get(ctx, i), *z;
    duk_uint32_t n = (duk_uint32_t)(bits / 64 < x->n + 1.0 ? bits / 64 : x->n + 1.0) + 1;
    uint64_t carry = 1;
    int part;
    bool negative = false;

    if (bits > ((double)x->n + 1) * 64 && (!x->negative || is_signed)) {
        duk_dup(ctx, i);
        return;
    }
    if (bits > (double)BIGINT_MAX_LIMBS * 64)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Maximum BigInt size exceeded");
    n = (duk_uint32_t)(bits / 64) + 1;
    z = bigint_new(ctx, n);
    for (duk_uint32_t k = 0; k < n; k++)
        z->limbs[k] = complement_limb(x, k, &carry);
    part = (int)fmod(bits, 64);
    z->limbs[n - 1] &= ((uint64_t)1 << part) - 1;
    if (is_signed && bits > 0) {
        double sign = bits - 1;

        negative = (z->limbs[(duk_uint32_t)(sign / 64)] >> (int)fmod(sign, 64) & 1) != 0;
        if (negative)
            z->limbs[n - 1] |= ~(((uint64_t)1 << part) - 1);
    }
    from_complement(z, negative);
}
