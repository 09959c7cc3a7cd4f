/* identifier.c: looking up variables that are not the function's own registers.
 *
 * The engine looks through the scope chain by name. The common case, a variable of a
 * closed scope, of an enclosing function that still runs, or of the global object, is
 * found here without the detours; everything else (with, proxies, accessors) is the
 * engine's. */

/* A let, const or class is read before its declaration was reached. What lowering put
 * behind the name ("x$1") isn't shown. */
_Noreturn static void identifier_uninitialized(duk_hthread *thr, duk_hstring *name)
{
    const char *text = (const char *)DUK_HSTRING_GET_DATA(name);
    const char *mark = strrchr(text, '$');
    int n = (int)strlen(text);

    if (mark != NULL && mark != text && mark[1] >= '0' && mark[1] <= '9')
        n = (int)(mark - text);
    (void)duk_error_raw(thr, DUK_ERR_REFERENCE_ERROR, NULL, 0,
                        "Cannot access '%.*s' before initialization", n, text);
    for (;;)
        ;
}

/* Where `name` lives among the registers of an open scope, or NULL. */
static inline duk_tval *identifier_register(duk_hthread *thr, duk_hdecenv *env,
                                            duk_hstring *name)
{
    duk_int_t at = lookup_entry(thr->heap, env->varmap, name);
    duk_tval *tv;

    if (at < 0)
        return NULL;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, env->varmap, at);
    return (
        duk_tval *)(void *)((duk_uint8_t *)env->thread->valstack + env->regbase_byteoff +
                            sizeof(duk_tval) * (duk_size_t)DUK_TVAL_GET_FASTINT_U32(tv));
}

/* The scope to begin with. A function's code reaches its own registers directly, never by
 * name, unless a with, a catch or an eval put a scope between: then lex_env and var_env
 * differ. *skip_registers says that the scope's registers are the running function's. */
static inline duk_hobject *identifier_first_scope(duk_hthread *thr, duk_activation *act,
                                                  bool *skip_registers)
{
    duk_hobject *env = act->lex_env, *func;

    *skip_registers = false;
    func = DUK_ACT_GET_FUNC(act);
    if (env == NULL) {
        env = DUK_HCOMPFUNC_GET_LEXENV(thr->heap, (duk_hcompfunc *)func);
        return env != NULL ? env : thr->builtins[DUK_BIDX_GLOBAL_ENV];
    }
    *skip_registers = func != NULL && env == act->var_env && DUK_HOBJECT_HAS_NEWENV(func);
    return env;
}

/* A helper of lowered code: it is in the realm's own scope, and no scope between has a
 * variable of such a name. NULL: it isn't, or the function is of another realm. */
#define IDENTIFIER_HELPER 5 /* bytes: longer ones are found as any name is */

static inline duk_tval *identifier_helper(duk_hthread *thr, duk_activation *act,
                                          duk_hstring *name)
{
    duk_hobject *realm = thr->builtins[DUK_BIDX_GLOBAL_ENV], *env = act->lex_env;
    duk_int_t at;

    if (env == NULL)
        env = DUK_HCOMPFUNC_GET_LEXENV(thr->heap, (duk_hcompfunc *)DUK_ACT_GET_FUNC(act));
    while (env != NULL && env != realm)
        env = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, env);
    if (env == NULL)
        return NULL;
    at = lookup_entry(thr->heap, realm, name);
    return at >= 0 ? DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, realm, at) : NULL;
}

/* Where the value of `name` lies, or NULL where the engine has to look. With *attrs the
 * attributes of the binding. act is an activation of compiled code. */
static duk_tval *identifier_lookup(duk_hthread *thr, duk_activation *act,
                                   duk_hstring *name, duk_uint_t *attrs)
{
    duk_uint_t sanity = DUK_HOBJECT_PROTOTYPE_CHAIN_SANITY;
    bool skip;
    duk_hobject *env;

    if (DUK_HSTRING_GET_BYTELEN(name) <= IDENTIFIER_HELPER && lookup_is_lowered(name)) {
        duk_tval *tv = identifier_helper(thr, act, name);

        if (tv != NULL) {
            *attrs = 0;
            return tv;
        }
    }
    env = identifier_first_scope(thr, act, &skip);
    for (; env != NULL && sanity-- != 0;
         env = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, env)) {
        duk_hobject *holder = env;
        duk_int_t at;

        if (DUK_LIKELY(DUK_HOBJECT_GET_CLASS_NUMBER(env) == DUK_HOBJECT_CLASS_DECENV)) {
            if (!skip && ((duk_hdecenv *)env)->thread != NULL) {
                duk_tval *tv = identifier_register(thr, (duk_hdecenv *)env, name);

                if (tv != NULL) {
                    *attrs = DUK_PROPDESC_FLAGS_W;
                    return tv;
                }
            }
        } else {
            holder = ((duk_hobjenv *)env)->target;
            /* The object of a `with` isn't asked for names that lowering made. */
            if (((duk_hobjenv *)env)->has_this && lookup_is_lowered(name)) {
                skip = false;
                continue;
            }
            if (((duk_hobjenv *)env)->has_this || (LOOKUP_FLAGS(holder) & LOOKUP_VIRTUAL))
                return NULL;
        }
        skip = false;
        at = lookup_entry(thr->heap, holder, name);
        if (at >= 0) {
            *attrs = DUK_HOBJECT_E_GET_FLAGS(thr->heap, holder, at);
            if (*attrs & DUK_PROPDESC_FLAG_ACCESSOR)
                return NULL;
            return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, holder, at);
        }
        /* Not an own property of the global object: an inherited one, or none. */
        if (holder != env)
            return NULL;
    }
    return NULL;
}
