/* bigint_arith.c: - * / % ** where an operand is an object. */

DUK_LOCAL DUK_EXEC_ALWAYS_INLINE_PERF void
duk__vm_arith_binary_op(duk_hthread *thr, duk_tval *tv_x, duk_tval *tv_y,
                        duk_uint_fast_t idx_z, duk_small_uint_fast_t opcode)
{
    BigintBinary op;

    if (DUK_LIKELY(!DUK_TVAL_IS_OBJECT(tv_x) && !DUK_TVAL_IS_OBJECT(tv_y))) {
        duk__vm_arith_binary_op_engine(thr, tv_x, tv_y, idx_z, opcode);
        return;
    }
    /* Only the kind of the opcode is given, as the engine's own function wants it. */
    switch (opcode & ~0x03u) {
    case DUK_OP_SUB & ~0x03u: op = BIGINT_SUB; break;
    case DUK_OP_MUL & ~0x03u: op = BIGINT_MUL; break;
    case DUK_OP_DIV & ~0x03u: op = BIGINT_DIV; break;
    case DUK_OP_MOD & ~0x03u: op = BIGINT_MOD; break;
    default: op = BIGINT_POW;
    }
    bigint_slow_binary(thr, tv_x, tv_y, (duk_idx_t)idx_z, op);
}
