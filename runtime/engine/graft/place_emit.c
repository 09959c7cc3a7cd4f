/* place_emit.c: see place.c; and calls of helpers that have an opcode of their own
 * (helper_ops.h). */

static void place_emit(duk_compiler_ctx *comp_ctx, duk_instr_t ins)
{
    duk__emit_engine(comp_ctx, ins);
    place_instr(comp_ctx, place_count(comp_ctx) - 1)->line =
        place_now(comp_ctx, DUK_DEC_OP(ins));
}

/* The opcode for calls of that helper, 0: it has none. */
static duk_small_uint_t place_helper_op(duk_hstring *name)
{
    static const char prefix[] = "\xca\x83";
    const char *text = (const char *)DUK_HSTRING_GET_DATA(name);

    if (strncmp(text, prefix, sizeof prefix - 1) != 0)
        return 0;
    for (int i = 0; i < HELPER_OPS; i++) {
        if (strcmp(text + sizeof prefix - 1, helper_ops[i].name) == 0)
            return HELPER_FIRST_OP + (duk_small_uint_t)i;
    }
    return 0;
}

/* Loading the function to be called: left out where it is such a helper; the call has to
 * follow for the same register. */
static bool place_holds_helper(duk_compiler_ctx *comp_ctx, duk_instr_t ins)
{
    PlaceState *s = &place_state;
    duk_compiler_func *f = &comp_ctx->curr_func;
    duk_regconst_t reg = (duk_regconst_t)DUK_DEC_A(ins);
    duk_small_uint_t op;

    if (DUK_DEC_OP(ins) != DUK_OP_CSVAR_CR || s->n_helpers == PLACE_HELPERS)
        return false;
    /* With more registers than instructions can name it goes through one of these. */
    if (f->needs_shuffle && (reg == f->shuffle1 || reg == f->shuffle2))
        return false;
    op = place_helper_op(DUK_TVAL_GET_STRING(
        DUK_HOBJECT_A_GET_VALUE_PTR(comp_ctx->thr->heap, f->h_consts, DUK_DEC_B(ins))));
    if (op == 0)
        return false;
    s->helpers[s->n_helpers++] = (PlaceHelper){ f->h_consts, ins, op };
    return true;
}

/* The call of HELPER_ARRAY: one instruction with its arguments, where these have just
 * been loaded, from a register and as a small number; 0: they haven't. */
static duk_instr_t place_array_call(duk_compiler_ctx *comp_ctx, duk_regconst_t reg)
{
    duk_size_t n = place_count(comp_ctx);
    duk_instr_t from, limit;
    duk_int_t wanted;

    if (n < 2)
        return 0;
    from = place_instr(comp_ctx, n - 2)->ins;
    limit = place_instr(comp_ctx, n - 1)->ins;
    if (DUK_DEC_OP(from) != DUK_OP_LDREG || DUK_DEC_OP(limit) != DUK_OP_LDINT ||
        (duk_regconst_t)DUK_DEC_A(from) != reg + 2 || DUK_DEC_BC(from) > DUK_BC_B_MAX ||
        (duk_regconst_t)DUK_DEC_A(limit) != reg + 3 || reg > DUK_BC_A_MAX)
        return 0;
    wanted = (duk_int_t)DUK_DEC_BC(limit) - (duk_int_t)DUK_BC_LDINT_BIAS + 1;
    if (wanted < 0 || wanted > DUK_BC_C_MAX)
        return 0;
    comp_ctx->curr_func.bw_code.p -= 2 * sizeof(duk_compiler_instr);
    return DUK_ENC_OP_A_B_C(HELPER_ARRAY_OP, (duk_instr_t)reg, DUK_DEC_BC(from),
                            (duk_instr_t)wanted);
}

/* The call of HELPER_STEP: one instruction with its arguments, where these are registers;
 * 0: they aren't. */
static duk_instr_t place_step_call(duk_compiler_ctx *comp_ctx, duk_regconst_t reg)
{
    duk_size_t n = place_count(comp_ctx);
    duk_instr_t from[3];

    if (n < 3)
        return 0;
    for (duk_size_t i = 0; i < 3; i++) {
        from[i] = place_instr(comp_ctx, n - 3 + i)->ins;
        if (DUK_DEC_OP(from[i]) != DUK_OP_LDREG ||
            (duk_regconst_t)DUK_DEC_A(from[i]) != reg + 2 + (duk_regconst_t)i ||
            DUK_DEC_BC(from[i]) > DUK_BC_C_MAX)
            return 0;
    }
    comp_ctx->curr_func.bw_code.p -= 3 * sizeof(duk_compiler_instr);
    return DUK_ENC_OP_A_B_C(HELPER_STEP_OP, DUK_DEC_BC(from[0]), DUK_DEC_BC(from[1]),
                            DUK_DEC_BC(from[2]));
}

/* The call with its arguments in one instruction; 0: there is none. */
static duk_instr_t place_short_call(duk_compiler_ctx *comp_ctx, duk_small_uint_t op,
                                    duk_instr_t ins)
{
    duk_regconst_t reg = (duk_regconst_t)DUK_DEC_BC(ins);

    if (op == HELPER_FIRST_OP + HELPER_ARRAY && DUK_DEC_A(ins) == 2)
        return place_array_call(comp_ctx, reg);
    if (op == HELPER_FIRST_OP + HELPER_STEP && DUK_DEC_A(ins) == 3)
        return place_step_call(comp_ctx, reg);
    return 0;
}

/* The call of such a helper? Then it is made its own. */
static duk_instr_t place_call(duk_compiler_ctx *comp_ctx, duk_instr_t ins)
{
    PlaceState *s = &place_state;
    const PlaceHelper *h = s->helpers + s->n_helpers - 1;

    if (s->n_helpers == 0 || !place_is_call_op(DUK_DEC_OP(ins)) ||
        h->consts != comp_ctx->curr_func.h_consts ||
        DUK_DEC_A(h->load) != DUK_DEC_BC(ins))
        return ins;
    s->n_helpers--;
    if (DUK_DEC_OP(ins) == DUK_OP_CALL0) {
        duk_instr_t call = place_short_call(comp_ctx, h->op, ins);

        return call != 0 ? call : DUK_ENC_OP_A_BC(h->op, DUK_DEC_A(ins), DUK_DEC_BC(ins));
    }
    /* Too many arguments to be counted in it. */
    place_emit(comp_ctx, h->load);
    return ins;
}

DUK_LOCAL void duk__emit(duk_compiler_ctx *comp_ctx, duk_instr_t ins)
{
    if (place_state.origin == NULL)
        duk__emit_engine(comp_ctx, ins);
    else if (!place_holds_helper(comp_ctx, ins))
        place_emit(comp_ctx, place_call(comp_ctx, ins));
}
