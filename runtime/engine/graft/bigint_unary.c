/* bigint_unary.c: - of an object; + of a BigInt is an error that ToNumber has. */

static DUK_EXEC_NOINLINE_PERF void bigint_slow_unary(duk_hthread *thr, duk_idx_t src,
                                                     duk_idx_t dst, BigintUnary op)
{
    duk_dup(thr, src);
    bigint_operate_unary(thr, op);
    duk_replace(thr, dst); /* side effects */
}

DUK_LOCAL DUK_EXEC_ALWAYS_INLINE_PERF void
duk__vm_arith_unary_op(duk_hthread *thr, duk_uint_fast_t idx_src, duk_uint_fast_t idx_dst,
                       duk_small_uint_fast_t opcode)
{
    if (DUK_UNLIKELY(opcode == DUK_OP_UNM &&
                     DUK_TVAL_IS_OBJECT(DUK_GET_TVAL_POSIDX(thr, (duk_idx_t)idx_src))))
        bigint_slow_unary(thr, (duk_idx_t)idx_src, (duk_idx_t)idx_dst, BIGINT_NEG);
    else
        duk__vm_arith_unary_op_engine(thr, idx_src, idx_dst, opcode);
}
