/* scope_room.c: a scope that closures see gets its variables as properties when it is
 * made (so that closing it can't fail), and their values when it is closed. The engine
 * defines each, twice; here they are written where they are to stand, in the order of the
 * function's table of variables. Many variables have a hash, which is the engine's. */

DUK_LOCAL void duk__preallocate_env_entries(duk_hthread *thr, duk_hobject *varmap,
                                            duk_hobject *env)
{
    duk_uint32_t n = DUK_HOBJECT_GET_ENEXT(varmap);

    if (n == 0)
        return;
    if (n >= DUK_USE_HOBJECT_HASH_PROP_LIMIT || DUK_HOBJECT_GET_ESIZE(env) != 0) {
        duk__preallocate_env_entries_engine(thr, varmap, env);
        return;
    }
    object_room(thr, env, n);
    for (duk_uint32_t i = 0; i < n; i++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, varmap, i);

        DUK_HOBJECT_E_SET_KEY(thr->heap, env, i, key);
        DUK_HSTRING_INCREF(thr, key);
        DUK_HOBJECT_E_SET_FLAGS(thr->heap, env, i, DUK_PROPDESC_FLAGS_WE);
        DUK_TVAL_SET_UNDEFINED(DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, env, i));
    }
    DUK_HOBJECT_SET_ENEXT(env, n);
}
