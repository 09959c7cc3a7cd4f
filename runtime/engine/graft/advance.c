/* advance.c: the next token. The engine copies the values of the one before, with two
 * counts of references each; they are exchanged here: what the new token's places hold
 * then, from two tokens ago, is written over or not looked at. */

static inline void advance_exchange(duk_hthread *thr, duk_idx_t a, duk_idx_t b)
{
    duk_tval *x = DUK_GET_TVAL_POSIDX(thr, a), *y = DUK_GET_TVAL_POSIDX(thr, b), z;

    DUK_TVAL_SET_TVAL(&z, x);
    DUK_TVAL_SET_TVAL(x, y);
    DUK_TVAL_SET_TVAL(y, &z);
}

DUK_LOCAL void duk__advance_helper(duk_compiler_ctx *comp_ctx, duk_small_int_t expect)
{
    duk_compiler_func *f = &comp_ctx->curr_func;
    duk_token *t = &comp_ctx->curr_token;
    duk_bool_t regexp = !(duk__token_lbp[t->t] & DUK__TOKEN_LBP_FLAG_NO_REGEXP);

    if (f->reject_regexp_in_adv) {
        f->reject_regexp_in_adv = 0;
        regexp = 0;
    }
    if (f->allow_regexp_in_adv) {
        f->allow_regexp_in_adv = 0;
        regexp = 1;
    }
    if (expect >= 0 && t->t != (duk_small_uint_t)expect)
        DUK_ERROR_SYNTAX(comp_ctx->thr, DUK_STR_PARSE_ERROR);
    comp_ctx->prev_token = *t;
    advance_exchange(comp_ctx->thr, comp_ctx->tok11_idx, comp_ctx->tok21_idx);
    advance_exchange(comp_ctx->thr, comp_ctx->tok12_idx, comp_ctx->tok22_idx);
    duk_lexer_parse_js_input_element(&comp_ctx->lex, t, f->is_strict, regexp);
}
