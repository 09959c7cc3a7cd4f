/* scope_close.c: see scope_room.c. */

/* Has the scope its variables where the table of variables has them? */
static inline bool scope_is_plain(duk_heap *heap, duk_hobject *env, duk_hobject *varmap)
{
    duk_uint32_t n = DUK_HOBJECT_GET_ENEXT(varmap);

    if (DUK_HOBJECT_GET_ENEXT(env) < n)
        return false;
    for (duk_uint32_t i = 0; i < n; i++) {
        if (DUK_HOBJECT_E_GET_KEY(heap, env, i) !=
                DUK_HOBJECT_E_GET_KEY(heap, varmap, i) ||
            DUK_HOBJECT_E_SLOT_IS_ACCESSOR(heap, env, i))
            return false;
    }
    return true;
}

DUK_INTERNAL void duk_js_close_environment_record(duk_hthread *thr, duk_hobject *env)
{
    duk_hdecenv *scope = (duk_hdecenv *)env;
    duk_hobject *varmap = DUK_HOBJECT_IS_DECENV(env) ? scope->varmap : NULL;
    duk_hthread *owner;

    if (varmap == NULL || !scope_is_plain(thr->heap, env, varmap)) {
        duk_js_close_environment_record_engine(thr, env);
        return;
    }
    for (duk_uint32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(varmap); i++) {
        duk_tval *reg = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, varmap, i);
        duk_tval *to = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, env, i), old;

        reg =
            (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + scope->regbase_byteoff) +
            DUK_TVAL_GET_FASTINT_U32(reg);
        DUK_TVAL_SET_TVAL(&old, to);
        DUK_TVAL_SET_TVAL(to, reg);
        DUK_TVAL_INCREF(thr, to);
        DUK_TVAL_DECREF_NORZ(thr, &old);
    }
    owner = scope->thread;
    scope->thread = NULL;
    scope->varmap = NULL;
    DUK_HTHREAD_DECREF_NORZ(thr, owner);
    DUK_HOBJECT_DECREF_NORZ(thr, varmap);
}
