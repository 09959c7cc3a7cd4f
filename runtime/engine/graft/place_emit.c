/* place_emit.c: see place.c. */
DUK_LOCAL void duk__emit(duk_compiler_ctx *comp_ctx, duk_instr_t ins)
{
    duk__emit_engine(comp_ctx, ins);
    if (place_state.origin != NULL)
        place_instr(comp_ctx, place_count(comp_ctx) - 1)->line =
            place_now(comp_ctx, DUK_DEC_OP(ins));
}
