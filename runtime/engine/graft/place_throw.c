/* place_throw.c: see place.c. A throw stands where its word does. */
DUK_LOCAL void duk__parse_throw_stmt(duk_compiler_ctx *comp_ctx, duk_ivalue *res)
{
    duk_uint32_t at = (duk_uint32_t)comp_ctx->prev_token.start_offset;
    duk_size_t from;

    if (place_state.origin == NULL) {
        duk__parse_throw_stmt_engine(comp_ctx, res);
        return;
    }
    if (comp_ctx->curr_token.t == DUK_TOK_THROW)
        at = (duk_uint32_t)comp_ctx->curr_token.start_offset;
    from = place_count(comp_ctx);
    duk__parse_throw_stmt_engine(comp_ctx, res);
    place_patch(comp_ctx, from, place_is_throw_op, at);
}
