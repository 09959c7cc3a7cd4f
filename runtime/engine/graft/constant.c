/* constant.c: the number of a constant. The engine compares it with the first 256 that
 * the function has, by a function call each. Here those that were last asked for are
 * found by their bits; so functions with more constants than that keep them once, too. */

#define CONSTANT_RECENT 1024

/* Numbers of constants, of whatever function: what is found there is looked at. */
static duk_uint16_t constant_recent[CONSTANT_RECENT];

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

/* [ value ] -> [ ] */
DUK_LOCAL duk_regconst_t duk__getconst(duk_compiler_ctx *comp_ctx)
{
    duk_hthread *thr = comp_ctx->thr;
    duk_compiler_func *f = &comp_ctx->curr_func;
    duk_int_t n = (duk_int_t)((duk_harray *)f->h_consts)->length, i, most;
    duk_tval *value = DUK_GET_TVAL_NEGIDX(thr, -1), *all;
    duk_uint16_t *recent;
    duk_uint64_t bits;

#if defined(DUK_USE_FASTINT)
    DUK_TVAL_CHKFAST_INPLACE_SLOW(value);
#endif
    bits = constant_bits(value);
    recent = &constant_recent[(bits ^ (duk_uint64_t)(duk_uintptr_t)f->h_consts >> 3) *
                                  0x9e3779b97f4a7c15u >>
                              54];
    all = DUK_HOBJECT_A_GET_BASE(thr->heap, f->h_consts);
    i = *recent;
    if (i >= n || !constant_is(value, all + i)) {
        most = n > DUK__GETCONST_MAX_CONSTS_CHECK ? DUK__GETCONST_MAX_CONSTS_CHECK : n;
        for (i = 0; i < most && !constant_is(value, all + i); i++)
            ;
        if (i == most)
            i = n;
    }
    if (i <= DUK__MAX_CONSTS)
        *recent = (duk_uint16_t)i;
    if (i < n) {
        duk_pop(thr);
        return (duk_regconst_t)i | (duk_regconst_t)DUK__CONST_MARKER;
    }
    if (n > DUK__MAX_CONSTS)
        DUK_ERROR_RANGE(thr, DUK_STR_CONST_LIMIT);
    (void)duk_put_prop_index(thr, f->consts_idx, (duk_uarridx_t)n);
    return (duk_regconst_t)n | (duk_regconst_t)DUK__CONST_MARKER;
}
