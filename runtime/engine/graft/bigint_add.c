/* bigint_add.c: + where an operand is an object. */

static DUK_EXEC_NOINLINE_PERF void bigint_slow_binary(duk_hthread *thr, duk_tval *tv_x,
                                                      duk_tval *tv_y, duk_idx_t idx_z,
                                                      BigintBinary op)
{
    duk_push_tval(thr, tv_x);
    duk_push_tval(thr, tv_y);
    bigint_operate(thr, op);
    duk_replace(thr, idx_z); /* side effects */
}

DUK_LOCAL DUK_EXEC_ALWAYS_INLINE_PERF void duk__vm_arith_add(duk_hthread *thr,
                                                             duk_tval *tv_x,
                                                             duk_tval *tv_y,
                                                             duk_small_uint_fast_t idx_z)
{
    if (DUK_UNLIKELY(DUK_TVAL_IS_OBJECT(tv_x) || DUK_TVAL_IS_OBJECT(tv_y)))
        bigint_slow_binary(thr, tv_x, tv_y, (duk_idx_t)idx_z, BIGINT_ADD);
    else
        duk__vm_arith_add_engine(thr, tv_x, tv_y, idx_z);
}
