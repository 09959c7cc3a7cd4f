/* bigint_not.c: ~ of an object. */

DUK_LOCAL DUK_EXEC_ALWAYS_INLINE_PERF void
duk__vm_bitwise_not(duk_hthread *thr, duk_uint_fast_t idx_src, duk_uint_fast_t idx_dst)
{
    if (DUK_UNLIKELY(DUK_TVAL_IS_OBJECT(DUK_GET_TVAL_POSIDX(thr, (duk_idx_t)idx_src))))
        bigint_slow_unary(thr, (duk_idx_t)idx_src, (duk_idx_t)idx_dst, BIGINT_NOT);
    else
        duk__vm_bitwise_not_engine(thr, idx_src, idx_dst);
}
