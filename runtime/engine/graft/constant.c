/* constant.c: the number of a constant. The engine compares it with the first 256 that
 * the function has, by a function call each. Here those that were last asked for are
 * found by their bits; so functions with more constants than that keep them once, too.
 *
 * Instructions hold a constant's number in 16 bits. Values with higher ones are loaded by
 * an instruction of two words (CONSTANT_WIDE_OP); names have none such, so that some of
 * the lower numbers are kept for them once values have taken the others. */

#define CONSTANT_RECENT_BITS 16 /* of functions with many constants; else 10 */
#define CONSTANT_MANY 2048
#define CONSTANT_MOST \
    ((duk_int_t)DUK_BC_BC_MAX) /* the highest that an instruction holds */
#define CONSTANT_NAMES 16384   /* kept for names */
#define CONSTANT_FIRST_NAME (CONSTANT_MOST - CONSTANT_NAMES)
#define CONSTANT_WIDE_OP DUK_OP_UNUSED237

/* Numbers of constants, of whatever function: what is found there is looked at. */
static duk_uint32_t constant_recent[1 << CONSTANT_RECENT_BITS];

static inline duk_uint64_t constant_bits(const duk_tval *tv)
{
    if (DUK_TVAL_IS_STRING(tv))
        return (duk_uint64_t)(duk_uintptr_t)DUK_TVAL_GET_STRING(tv);
#if defined(DUK_USE_FASTINT)
    if (DUK_TVAL_IS_FASTINT(tv))
        return (duk_uint64_t)DUK_TVAL_GET_FASTINT(tv) + 1;
#endif
    return 0;
}

static inline duk_bool_t constant_is(duk_tval *a, duk_tval *b)
{
    if (DUK_TVAL_IS_STRING(a))
        return DUK_TVAL_IS_STRING(b) && DUK_TVAL_GET_STRING(a) == DUK_TVAL_GET_STRING(b);
#if defined(DUK_USE_FASTINT)
    if (DUK_TVAL_IS_FASTINT(a))
        return DUK_TVAL_IS_FASTINT(b) &&
               DUK_TVAL_GET_FASTINT(a) == DUK_TVAL_GET_FASTINT(b);
#endif
    return !DUK_TVAL_IS_STRING(b) && duk_js_samevalue(a, b);
}

static inline duk_tval *constant_all(duk_compiler_ctx *comp_ctx)
{
    return DUK_HOBJECT_A_GET_BASE(comp_ctx->thr->heap, comp_ctx->curr_func.h_consts);
}

static inline duk_int_t constant_count(duk_compiler_ctx *comp_ctx)
{
    return (duk_int_t)((duk_harray *)comp_ctx->curr_func.h_consts)->length;
}

/* [ value ] -> [ ]: as constant i, which is there or the next. */
static duk_int_t constant_set(duk_compiler_ctx *comp_ctx, duk_int_t i)
{
    (void)duk_put_prop_index(comp_ctx->thr, comp_ctx->curr_func.consts_idx,
                             (duk_uarridx_t)i);
    return i;
}

/* The places kept for names are there: the last of them says how many are taken. */
static void constant_keep_names(duk_compiler_ctx *comp_ctx)
{
    for (duk_int_t n = constant_count(comp_ctx); n <= CONSTANT_MOST; n++) {
        duk_push_int(comp_ctx->thr, 0);
        constant_set(comp_ctx, n);
    }
}

/* [ name ] -> [ ]: its number among those kept. */
static duk_int_t constant_set_name(duk_compiler_ctx *comp_ctx)
{
    duk_tval *last = constant_all(comp_ctx) + CONSTANT_MOST;
    duk_int_t taken =
        DUK_TVAL_IS_NUMBER(last) ? (duk_int_t)DUK_TVAL_GET_NUMBER(last) : CONSTANT_NAMES;

    if (taken >= CONSTANT_NAMES)
        DUK_ERROR_RANGE(comp_ctx->thr, DUK_STR_CONST_LIMIT);
    duk_push_int(comp_ctx->thr, taken + 1);
    constant_set(comp_ctx, CONSTANT_MOST);
    return constant_set(comp_ctx, CONSTANT_FIRST_NAME + taken);
}

/* [ value ] -> [ ] */
static duk_int_t constant_number(duk_compiler_ctx *comp_ctx, duk_bool_t name)
{
    duk_hthread *thr = comp_ctx->thr;
    duk_compiler_func *f = &comp_ctx->curr_func;
    duk_int_t n = constant_count(comp_ctx), i, most;
    duk_tval *value = DUK_GET_TVAL_NEGIDX(thr, -1), *all = constant_all(comp_ctx);
    duk_uint32_t *recent;
    duk_uint64_t bits;

#if defined(DUK_USE_FASTINT)
    DUK_TVAL_CHKFAST_INPLACE_SLOW(value);
#endif
    bits = constant_bits(value);
    recent = &constant_recent[(bits ^ (duk_uint64_t)(duk_uintptr_t)f->h_consts >> 3) *
                                  0x9e3779b97f4a7c15u >>
                              (64 - (n < CONSTANT_MANY ? 10 : CONSTANT_RECENT_BITS))];
    i = (duk_int_t)*recent;
    if (i >= n || (name && i > CONSTANT_MOST) || !constant_is(value, all + i)) {
        most = n > DUK__GETCONST_MAX_CONSTS_CHECK ? DUK__GETCONST_MAX_CONSTS_CHECK : n;
        for (i = 0; i < most && !constant_is(value, all + i); i++)
            ;
        if (i == most)
            i = n;
    }
    if (i < n) {
        duk_pop(thr);
    } else if (n < CONSTANT_FIRST_NAME) {
        constant_set(comp_ctx, n);
    } else {
        constant_keep_names(comp_ctx);
        i = name ? constant_set_name(comp_ctx)
                 : constant_set(comp_ctx, constant_count(comp_ctx));
    }
    *recent = (duk_uint32_t)i;
    return i;
}

/* [ value ] -> [ ] */
DUK_LOCAL duk_regconst_t duk__getconst(duk_compiler_ctx *comp_ctx)
{
    return (duk_regconst_t)constant_number(comp_ctx, 1) |
           (duk_regconst_t)DUK__CONST_MARKER;
}
