/* constant_load.c: the value of an expression as a register or constant. Where a function
 * has more constants than an instruction's short fields hold, whole numbers are loaded
 * without one, which takes as many instructions; and values may have wide numbers. */

/* Loads constant i, whatever its number. */
static duk_regconst_t constant_load(duk_compiler_ctx *comp_ctx, duk_int_t i,
                                    duk_regconst_t to)
{
    duk_regconst_t into = to;

    if (to < 0)
        into = to = DUK__ALLOCTEMP(comp_ctx);
    if (i <= CONSTANT_MOST) {
        duk__emit_a_bc(comp_ctx, DUK_OP_LDCONST, to, i);
        return to;
    }
    if (to > DUK_BC_A_MAX) {
        comp_ctx->curr_func.needs_shuffle = 1;
        into = comp_ctx->curr_func.shuffle1;
    }
    duk__emit(comp_ctx, DUK_ENC_OP_A_BC(CONSTANT_WIDE_OP, into, i & DUK_BC_BC_MAX));
    duk__emit(comp_ctx, DUK_ENC_OP_ABC(DUK_OP_NOP, i >> 16));
    if (into != to)
        duk__emit(comp_ctx, DUK_ENC_OP_A_BC(DUK_OP_STREG, into, to));
    return to;
}

DUK_LOCAL
duk_regconst_t duk__ispec_toregconst_raw(duk_compiler_ctx *comp_ctx, duk_ispec *x,
                                         duk_regconst_t forced_reg,
                                         duk_small_uint_t flags)
{
    duk_hthread *thr = comp_ctx->thr;
    duk_tval *tv;
    duk_int32_t whole;
    duk_int_t i;

    if (x->t != DUK_ISPEC_VALUE || constant_count(comp_ctx) <= DUK_BC_B_MAX)
        return duk__ispec_toregconst_raw_engine(comp_ctx, x, forced_reg, flags);
    tv = DUK_GET_TVAL_POSIDX(thr, x->valstack_idx);
    if (DUK_TVAL_IS_NUMBER(tv) &&
        duk_is_whole_get_int32_nonegzero(DUK_TVAL_GET_NUMBER(tv), &whole))
        return duk__ispec_toregconst_raw_engine(comp_ctx, x, forced_reg,
                                                flags & ~(duk_small_uint_t)
                                                            DUK__IVAL_FLAG_ALLOW_CONST);
    if (!DUK_TVAL_IS_NUMBER(tv) && !DUK_TVAL_IS_STRING(tv))
        return duk__ispec_toregconst_raw_engine(comp_ctx, x, forced_reg, flags);
    duk_dup(thr, x->valstack_idx);
    i = constant_number(comp_ctx, 0);
    if (flags & DUK__IVAL_FLAG_ALLOW_CONST && i <= CONSTANT_MOST)
        return (duk_regconst_t)i | (duk_regconst_t)DUK__CONST_MARKER;
    return constant_load(comp_ctx, i, forced_reg);
}
