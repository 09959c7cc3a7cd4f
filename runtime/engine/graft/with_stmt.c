/* with_stmt.c: compiling `with (target) statement`.
 *
 * While a with's statement is compiled every variable is looked up by name (with_depth).
 * The engine counts the target in, though the with's own scope isn't there yet when it is
 * evaluated: a variable of the function would be looked for by name where identifier.c
 * doesn't look (it takes the function's registers to be reached directly). So here the
 * target is compiled before the depth grows. */
DUK_LOCAL void duk__parse_with_stmt(duk_compiler_ctx *comp_ctx, duk_ivalue *res)
{
    duk_compiler_func *func = &comp_ctx->curr_func;
    duk_regconst_t target;
    duk_int_t pc;

    if (func->is_strict)
        DUK_ERROR_SYNTAX(comp_ctx->thr, DUK_STR_WITH_IN_STRICT_MODE);
    func->with_depth--;
    func->catch_depth++;
    duk__advance(comp_ctx);
    target = duk__alloctemps(comp_ctx, 2);
    duk__advance_expect(comp_ctx, DUK_TOK_LPAREN);
    duk__exprtop_toforcedreg(comp_ctx, res, DUK__BP_FOR_EXPR, target);
    func->allow_regexp_in_adv = 1;
    func->with_depth++;
    duk__advance_expect(comp_ctx, DUK_TOK_RPAREN);
    pc = duk__get_current_pc(comp_ctx);
    duk__emit_a_bc(comp_ctx, DUK_OP_TRYCATCH | DUK__EMIT_FLAG_NO_SHUFFLE_A,
                   DUK_BC_TRYCATCH_FLAG_WITH_BINDING, target);
    /* Two places for jumps: there is no catch; the other is where it ends. */
    duk__emit_invalid(comp_ctx);
    duk__emit_invalid(comp_ctx);
    duk__parse_stmt(comp_ctx, res, 0);
    duk__emit_op_only(comp_ctx, DUK_OP_ENDTRY);
    duk__patch_jump(comp_ctx, pc + 2, duk__get_current_pc(comp_ctx));
    func->catch_depth--;
}
