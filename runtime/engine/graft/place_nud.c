/* place_nud.c: see place.c. An operand without operators, or behind prefix ones. */
DUK_LOCAL void duk__expr_nud(duk_compiler_ctx *comp_ctx, duk_ivalue *res)
{
    duk_uint32_t at = (duk_uint32_t)comp_ctx->prev_token.start_offset;
    duk_small_uint_t token = comp_ctx->prev_token.t;
    duk_size_t from;

    if (place_state.origin == NULL) {
        duk__expr_nud_engine(comp_ctx, res);
        return;
    }
    if (token == DUK_TOK_IDENTIFIER)
        place_state.variable = at;
    from = place_count(comp_ctx);
    duk__expr_nud_engine(comp_ctx, res);
    if (token == DUK_TOK_NEW)
        place_patch(comp_ctx, from, place_is_call_op, at);
    place_state.behind_call = 0;
    place_operand_end(comp_ctx);
}
