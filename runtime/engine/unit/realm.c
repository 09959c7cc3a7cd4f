/* realm.c: a realm of its own whose global variables live in an object of the program's.
 * Part of the engine's unit. */

bool engine_push_counterpart(duk_context *ctx, duk_idx_t i, duk_context *other)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);

    for (int k = 0; h != NULL && k < DUK_NUM_BUILTINS; k++) {
        if (thr->builtins[k] != h)
            continue;
        duk_push_hobject(thr, ((duk_hthread *)other)->builtins[k]);
        return true;
    }
    return false;
}

duk_context *engine_push_realm(duk_context *ctx, duk_idx_t sandbox)
{
    duk_hthread *thr, *caller = (duk_hthread *)ctx;
    duk_hobject *target = duk_require_hobject(caller, sandbox);
    duk_hobjenv *env;

    (void)duk_push_thread_new_globalenv(ctx);
    thr = (duk_hthread *)duk_get_context(ctx, -1);
    env = duk_hobjenv_alloc(caller,
                            DUK_HOBJECT_FLAG_EXTENSIBLE |
                                DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_OBJENV));
    env->target = target;
    DUK_HOBJECT_INCREF(caller, target);
    /* The reference that the realm had to the global scope is the new scope's now. */
    DUK_HOBJECT_SET_PROTOTYPE(caller->heap, (duk_hobject *)env,
                              thr->builtins[DUK_BIDX_GLOBAL_ENV]);
    thr->builtins[DUK_BIDX_GLOBAL_ENV] = (duk_hobject *)env;
    DUK_HOBJECT_INCREF(caller, (duk_hobject *)env);
    engine_realm_init((duk_context *)thr);
    return (duk_context *)thr;
}
