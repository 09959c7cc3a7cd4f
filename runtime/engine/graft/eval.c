/* eval.c: the engine's eval, with the lowering before its compiler.
 *
 * The text of a direct eval has been lowered by the helper that lowered code calls in its
 * argument; that of an indirect one is lowered here. Names that the lowered text needs
 * for itself live in a scope between the code and what stands around it. */

/* [ … names ] -> [ … names env ]: a scope with those names, before `outer`. */
static duk_hobject *eval_push_scope(duk_hthread *thr, duk_idx_t names, duk_hobject *outer)
{
    duk_hdecenv *env =
        duk_hdecenv_alloc(thr, DUK_HOBJECT_FLAG_EXTENSIBLE |
                                   DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_DECENV));
    duk_size_t n = names >= 0 ? duk_get_length(thr, names) : 0;

    duk_push_hobject(thr, (duk_hobject *)env);
    DUK_HOBJECT_SET_PROTOTYPE(thr->heap, (duk_hobject *)env, outer);
    DUK_HOBJECT_INCREF_ALLOWNULL(thr, outer);
    for (duk_size_t i = 0; i < n; i++) {
        duk_get_prop_index(thr, names, (duk_uarridx_t)i);
        duk_push_undefined(thr);
        duk_xdef_prop(thr, -3, DUK_PROPDESC_FLAGS_W);
    }
    return (duk_hobject *)env;
}

static duk_activation *eval_caller(duk_hthread *thr)
{
    return duk_hthread_get_activation_for_level(thr, -2);
}

/* [ source lowered names ] -> [ … closure ] for a direct eval. */
static void eval_push_direct(duk_hthread *thr, duk_hcompfunc *func)
{
    duk_activation *caller = eval_caller(thr);
    duk_hobject *lex, *var;

    if (caller->lex_env == NULL)
        duk_js_init_activation_environment_records_delayed(thr, caller);
    caller = eval_caller(thr);
    lex = caller->lex_env;
    var = caller->var_env;
    if (DUK_HOBJECT_HAS_STRICT((duk_hobject *)func))
        lex = var = eval_push_scope(thr, -1, lex);
    else if (duk_is_array(thr, 2))
        lex = eval_push_scope(thr, 2, lex);
    duk_js_push_closure(thr, func, var, lex, 0);
}

static void eval_push_indirect(duk_hthread *thr, duk_hcompfunc *func)
{
    duk_hobject *lex = thr->builtins[DUK_BIDX_GLOBAL_ENV],
                *var = engine_global_scope(thr);

    if (DUK_HOBJECT_HAS_STRICT((duk_hobject *)func))
        lex = var = eval_push_scope(thr, -1, lex);
    else if (duk_is_array(thr, 2))
        lex = eval_push_scope(thr, 2, lex);
    duk_js_push_closure(thr, func, var, lex, 0);
}

DUK_INTERNAL duk_ret_t duk_bi_global_object_eval(duk_hthread *thr)
{
    duk_activation *self = thr->callstack_curr, *caller = eval_caller(thr);
    duk_bool_t direct = (self->flags & DUK_ACT_FLAG_DIRECT_EVAL) != 0;
    duk_small_uint_t flags = DUK_COMPILE_EVAL;
    duk_hcompfunc *func;

    duk_set_top(thr, 1);
    if (!direct &&
        DUK_UNLIKELY(((Engine *)thr->heap->heap_udata)->eval_elsewhere != NULL) &&
        ((Engine *)thr->heap->heap_udata)->eval_elsewhere(thr))
        return 1;
    if (duk_get_hstring_notsymbol(thr, 0) == NULL)
        return 1;
    if (direct && caller != NULL && (caller->flags & DUK_ACT_FLAG_STRICT))
        flags |= DUK_COMPILE_STRICT;
    engine_lower_eval(thr, direct);
    duk_dup(thr, 1);
    duk_insert(thr, 3); /* [ source lowered names lowered program map ] */
    func = origin_push_template(thr, flags);
    if (direct)
        eval_push_direct(thr, func);
    else
        eval_push_indirect(thr, func);
    if (direct) {
        caller = eval_caller(thr);
        duk_push_tval(thr,
                      (duk_tval *)(void *)((duk_uint8_t *)thr->valstack +
                                           caller->bottom_byteoff - sizeof(duk_tval)));
    } else {
        duk_push_hobject_bidx(thr, DUK_BIDX_GLOBAL);
    }
    duk_handle_call_unprotected_nargs(thr, 0, direct ? DUK_CALL_FLAG_DIRECT_EVAL : 0);
    return 1;
}
