/* bigint_bits.c: & | ^ << >> >>> where an operand is an object. */

DUK_LOCAL DUK_EXEC_ALWAYS_INLINE_PERF void
duk__vm_bitwise_binary_op(duk_hthread *thr, duk_tval *tv_x, duk_tval *tv_y,
                          duk_small_uint_fast_t idx_z, duk_small_uint_fast_t opcode)
{
    BigintBinary op;

    if (DUK_LIKELY(!DUK_TVAL_IS_OBJECT(tv_x) && !DUK_TVAL_IS_OBJECT(tv_y))) {
        duk__vm_bitwise_binary_op_engine(thr, tv_x, tv_y, idx_z, opcode);
        return;
    }
    switch (opcode & ~0x03u) {
    case DUK_OP_BAND & ~0x03u: op = BIGINT_AND; break;
    case DUK_OP_BOR & ~0x03u: op = BIGINT_OR; break;
    case DUK_OP_BXOR & ~0x03u: op = BIGINT_XOR; break;
    case DUK_OP_BASL & ~0x03u: op = BIGINT_SHL; break;
    case DUK_OP_BLSR & ~0x03u: op = BIGINT_SHR; break;
    default: op = BIGINT_SAR;
    }
    bigint_slow_binary(thr, tv_x, tv_y, (duk_idx_t)idx_z, op);
}
