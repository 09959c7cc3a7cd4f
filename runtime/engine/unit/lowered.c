/* lowered.c: what lowered code needs of the engine's insides: the scope of helpers and of
 * top-level let, const and class, variables not yet initialised, scripts.
 * Part of the engine's unit. */

/* The realm's own scope stands before the global object: functions see first what is in
 * it. Its prototype is the scope of the global object. */
static duk_hobject *realm_scope(duk_hthread *thr)
{
    return thr->builtins[DUK_BIDX_GLOBAL_ENV];
}

DUK_LOCAL duk_hobject *engine_global_scope(duk_hthread *thr)
{
    duk_hobject *env = realm_scope(thr);

    while (DUK_HOBJECT_GET_CLASS_NUMBER(env) == DUK_HOBJECT_CLASS_DECENV)
        env = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, env);
    return env;
}

void engine_realm_init(duk_context *ctx)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_hobject *global = realm_scope(thr);
    duk_hdecenv *env;

    if (DUK_HOBJECT_GET_CLASS_NUMBER(global) == DUK_HOBJECT_CLASS_DECENV)
        return;
    env =
        duk_hdecenv_alloc(thr, DUK_HOBJECT_FLAG_EXTENSIBLE |
                                   DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_DECENV));
    DUK_HOBJECT_SET_PROTOTYPE(thr->heap, (duk_hobject *)env, global);
    /* The reference that the realm had to the global scope is the new scope's now. */
    thr->builtins[DUK_BIDX_GLOBAL_ENV] = (duk_hobject *)env;
    DUK_HOBJECT_INCREF(thr, (duk_hobject *)env);
}

void engine_define_helper(duk_context *ctx, const char *name)
{
    duk_hthread *thr = (duk_hthread *)ctx;

    duk_push_string(ctx, name);
    duk_insert(ctx, -2);
    duk_push_hobject(thr, realm_scope(thr));
    duk_insert(ctx, -3);
    duk_xdef_prop(thr, -3, DUK_PROPDESC_FLAGS_NONE);
    duk_pop(ctx);
}

/* %ThrowTypeError% is frozen and has no name. */
static void freeze_thrower(duk_hthread *thr)
{
    duk_hobject *h = thr->builtins[DUK_BIDX_TYPE_ERROR_THROWER];

    (void)duk_hobject_delprop_raw(thr, h, DUK_HTHREAD_STRING_LENGTH(thr),
                                  DUK_DELPROP_FLAG_FORCE);
    (void)duk_hobject_delprop_raw(thr, h, DUK_HTHREAD_STRING_NAME(thr),
                                  DUK_DELPROP_FLAG_FORCE);
    duk_push_hobject(thr, h);
    duk_push_int(thr, 0);
    duk_xdef_prop_stridx_short(thr, -2, DUK_STRIDX_LENGTH, DUK_PROPDESC_FLAGS_NONE);
    duk_push_hstring_empty(thr);
    duk_xdef_prop_stridx_short(thr, -2, DUK_STRIDX_NAME, DUK_PROPDESC_FLAGS_NONE);
    duk_pop(thr);
    DUK_HOBJECT_CLEAR_EXTENSIBLE(h);
}

/* Two properties of the object change places. */
static void swap_entries(duk_hthread *thr, duk_hobject *h, duk_int_t i, duk_int_t k)
{
    duk_hstring **keys = DUK_HOBJECT_E_GET_KEY_BASE(thr->heap, h), *key = keys[i];
    duk_propvalue *values = DUK_HOBJECT_E_GET_VALUE_BASE(thr->heap, h), value = values[i];
    duk_uint8_t *flags = DUK_HOBJECT_E_GET_FLAGS_BASE(thr->heap, h), flag = flags[i];

    keys[i] = keys[k];
    keys[k] = key;
    values[i] = values[k];
    values[k] = value;
    flags[i] = flags[k];
    flags[k] = flag;
    if (DUK_HOBJECT_GET_HSIZE(h) > 0)
        duk_hobject_realloc_props(thr, h, DUK_HOBJECT_GET_ESIZE(h),
                                  DUK_HOBJECT_GET_ASIZE(h), DUK_HOBJECT_GET_HSIZE(h), 0);
}

/* The first of the two properties is put before the other, where both are there. */
static void order_entries(duk_hthread *thr, duk_hobject *h, duk_hstring *first,
                          duk_hstring *second)
{
    duk_int_t i = lookup_entry(thr->heap, h, first),
              k = lookup_entry(thr->heap, h, second);

    if (k >= 0 && i > k)
        swap_entries(thr, h, i, k);
}

void engine_order_class(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;

    order_entries(thr, duk_known_hobject(thr, i), DUK_HTHREAD_STRING_NAME(thr),
                  DUK_HTHREAD_STRING_PROTOTYPE(thr));
}

/* A built-in function of the engine's own has its name before its length. */
static void order_function(duk_hthread *thr, duk_hobject *h)
{
    if (DUK_HOBJECT_IS_NATFUNC(h))
        order_entries(thr, h, DUK_HTHREAD_STRING_LENGTH(thr),
                      DUK_HTHREAD_STRING_NAME(thr));
}

static void order_functions(duk_hthread *thr)
{
    for (int i = 0; i < DUK_NUM_BUILTINS; i++) {
        duk_hobject *h = thr->builtins[i];

        if (h == NULL || DUK_HOBJECT_IS_ENV(h) || DUK_HOBJECT_IS_PROXY(h))
            continue;
        order_function(thr, h);
        for (duk_uint_fast32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
            duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, k);

            if (DUK_HOBJECT_E_GET_KEY(thr->heap, h, k) != NULL &&
                !DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, k) &&
                DUK_TVAL_IS_OBJECT(tv))
                order_function(thr, DUK_TVAL_GET_OBJECT(tv));
        }
    }
}

void engine_restrict_functions(duk_context *ctx)
{
    static const char *const names[] = { "caller", "arguments" };
    duk_hthread *thr = (duk_hthread *)ctx;

    duk_push_hobject_bidx(thr, DUK_BIDX_FUNCTION_PROTOTYPE);
    for (int i = 0; i < 2; i++) {
        duk_push_string(ctx, names[i]);
        duk_push_hobject_bidx(thr, DUK_BIDX_TYPE_ERROR_THROWER);
        duk_dup_top(ctx);
        duk_def_prop(ctx, -4,
                     DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER |
                         DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_CLEAR_ENUMERABLE);
    }
    duk_pop(ctx);
    freeze_thrower(thr);
    order_functions(thr);
    /* Symbol is a constructor, if one that always throws. */
    duk_get_global_literal(ctx, "Symbol");
    DUK_HOBJECT_SET_CONSTRUCTABLE(duk_known_hobject(thr, -1));
    duk_pop(ctx);
}

void engine_rebind_name(duk_context *ctx, duk_idx_t body, duk_idx_t fn)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_hobject *h = duk_get_hobject(thr, body), *env;

    if (h == NULL || !DUK_HOBJECT_IS_COMPFUNC(h) || !DUK_HOBJECT_HAS_NAMEBINDING(h))
        return;
    env = DUK_HCOMPFUNC_GET_LEXENV(thr->heap, (duk_hcompfunc *)h);
    if (env == NULL || DUK_HOBJECT_GET_ENEXT(env) != 1)
        return;
    DUK_TVAL_SET_OBJECT_UPDREF(thr, DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, env, 0),
                               duk_require_hobject(thr, fn));
}

/* ---- References to variables ---- */

void engine_push_reference(duk_context *ctx)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_activation *act = duk_hthread_get_activation_for_level(thr, -2);
    duk_hstring *name = duk_require_hstring(thr, -1);
    duk__id_lookup_result found;
    bool is = false;

    if (act != NULL && DUK_ACT_GET_FUNC(act) != NULL &&
        DUK_HOBJECT_IS_COMPFUNC(DUK_ACT_GET_FUNC(act))) {
        if (act->lex_env == NULL)
            duk_js_init_activation_environment_records_delayed(thr, act);
        act = duk_hthread_get_activation_for_level(thr, -2);
        with_resolving = true;
        is = duk__get_identifier_reference(thr, act->lex_env, name, act, 1, &found);
    }
    if (is && found.env != NULL)
        duk_push_hobject(thr, found.env);
    else
        duk_push_undefined(thr);
    duk_remove(thr, -2);
}

/* [ ] -> [ object ], whose properties are the variables of the scope at i; else false. */
static bool push_scope_object(duk_hthread *thr, duk_idx_t i)
{
    duk_hobject *env = duk_known_hobject(thr, i);

    if (DUK_HOBJECT_GET_CLASS_NUMBER(env) != DUK_HOBJECT_CLASS_OBJENV)
        return false;
    duk_push_hobject(thr, ((duk_hobjenv *)env)->target);
    return true;
}

static void variable_gone(duk_context *ctx, duk_idx_t name)
{
    (void)duk_error(ctx, DUK_ERR_REFERENCE_ERROR, "%s is not defined",
                    duk_get_string(ctx, name));
}

void engine_reference_get(duk_context *ctx, duk_idx_t env, duk_idx_t name, bool strict)
{
    duk_hthread *thr = (duk_hthread *)ctx;

    if (duk_is_undefined(ctx, env))
        variable_gone(ctx, name);
    if (!push_scope_object(thr, env)) {
        (void)duk_js_getvar_envrec(thr, duk_known_hobject(thr, env),
                                   duk_known_hstring(thr, name), 1);
        duk_pop(ctx); /* its `this` */
        return;
    }
    duk_dup(ctx, name);
    if (!duk_has_prop(ctx, -2)) {
        if (strict)
            variable_gone(ctx, name);
        duk_push_undefined(ctx);
    } else {
        duk_dup(ctx, name);
        duk_get_prop(ctx, -2);
    }
    duk_remove(ctx, -2);
}

void engine_reference_put(duk_context *ctx, duk_idx_t env, duk_idx_t name,
                          duk_idx_t value, bool strict)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    bool is_scope = !duk_is_undefined(ctx, env);

    if (is_scope && push_scope_object(thr, env)) {
        duk_dup(ctx, name);
        if (!duk_has_prop(ctx, -2) && strict)
            variable_gone(ctx, name);
        duk_hobject_putprop(thr, duk_require_tval(ctx, -1), duk_require_tval(ctx, name),
                            duk_require_tval(ctx, value), strict);
        duk_pop(ctx);
        return;
    }
    if (!is_scope && strict)
        variable_gone(ctx, name);
    duk_js_putvar_envrec(thr,
                         is_scope ? duk_known_hobject(thr, env)
                                  : engine_global_scope(thr),
                         duk_known_hstring(thr, name), duk_require_tval(ctx, value),
                         strict);
}

/* ---- Variables not yet initialised ---- */

void engine_push_uninitialized(duk_context *ctx)
{
    duk_tval tv;

    DUK_TVAL_SET_UNUSED(&tv);
    duk_push_tval((duk_hthread *)ctx, &tv);
}

bool engine_is_uninitialized(duk_context *ctx, duk_idx_t i)
{
    duk_tval *tv = duk_get_tval((duk_hthread *)ctx, i);

    return tv != NULL && DUK_TVAL_IS_UNUSED(tv);
}

/* ---- Top-level let, const and class ---- */

bool engine_lexical_declare(duk_context *ctx, duk_idx_t name)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_hstring *key = duk_require_hstring(thr, name);
    duk_hobject *env = realm_scope(thr);

    if (lookup_entry(thr->heap, env, key) >= 0)
        return false;
    duk_push_hobject(thr, env);
    duk_push_hstring(thr, key);
    duk_push_undefined(ctx);
    duk_xdef_prop(thr, -3, DUK_PROPDESC_FLAGS_W);
    duk_pop(ctx);
    DUK_TVAL_SET_UNUSED(
        DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, env,
                                         lookup_entry(thr->heap, env, key)));
    return true;
}

bool engine_lexical_exists(duk_context *ctx, duk_idx_t name)
{
    duk_hthread *thr = (duk_hthread *)ctx;

    return lookup_entry(thr->heap, realm_scope(thr), duk_require_hstring(thr, name)) >= 0;
}

void engine_lexical_init(duk_context *ctx, duk_idx_t name, bool is_const)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_hobject *env = realm_scope(thr);
    duk_int_t at = lookup_entry(thr->heap, env, duk_require_hstring(thr, name));
    duk_tval *tv;

    if (at < 0)
        return;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, env, at);
    if (is_const)
        DUK_HOBJECT_E_SET_FLAGS(thr->heap, env, at, 0);
    DUK_TVAL_SET_TVAL_UPDREF(thr, tv, thr->valstack_top - 1); /* side effects */
    duk_pop(ctx);
}

/* ---- Properties of another object than the receiver ---- */

/* The holder of the key from h on through the prototypes, *desc its property; NULL for
 * none. A proxy ends the search: it is the holder, without a property. */
static duk_hobject *find_property(duk_hthread *thr, duk_hobject *h, duk_hstring *key,
                                  duk_propdesc *desc, bool *proxy)
{
    *proxy = false;
    for (; h != NULL; h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h)) {
        if (DUK_HOBJECT_IS_PROXY(h)) {
            *proxy = true;
            return h;
        }
        if (duk_hobject_get_own_propdesc(thr, h, key, desc, 0))
            return h;
    }
    return NULL;
}

/* [ key ] -> [ key ] as a property key */
static duk_hstring *coerce_key(duk_hthread *thr, duk_idx_t i)
{
    duk_to_primitive(thr, i, DUK_HINT_STRING);
    if (!duk_is_symbol(thr, i))
        duk_to_string(thr, i);
    return duk_known_hstring(thr, i);
}

void engine_get_from(duk_context *ctx, duk_idx_t object, duk_idx_t key,
                     duk_idx_t receiver)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_propdesc desc;
    bool proxy;
    duk_hobject *h = find_property(thr, duk_require_hobject(thr, object),
                                   coerce_key(thr, key), &desc, &proxy);

    if (h == NULL) {
        duk_push_undefined(ctx);
    } else if (!proxy && (desc.flags & DUK_PROPDESC_FLAG_ACCESSOR)) {
        if (desc.get == NULL) {
            duk_push_undefined(ctx);
            return;
        }
        duk_push_hobject(thr, desc.get);
        duk_dup(ctx, receiver);
        duk_call_method(ctx, 0);
    } else {
        duk_push_hobject(thr, h);
        duk_dup(ctx, key);
        duk_get_prop(ctx, -2);
        duk_remove(ctx, -2);
    }
}

bool engine_set_from(duk_context *ctx, duk_idx_t object, duk_idx_t key,
                     duk_idx_t receiver, duk_idx_t value)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_propdesc desc;
    bool proxy;
    duk_hstring *name = coerce_key(thr, key);
    duk_hobject *h =
        find_property(thr, duk_require_hobject(thr, object), name, &desc, &proxy);

    if (h != NULL && !proxy && (desc.flags & DUK_PROPDESC_FLAG_ACCESSOR)) {
        if (desc.set == NULL)
            return false;
        duk_push_hobject(thr, desc.set);
        duk_dup(ctx, receiver);
        duk_dup(ctx, value);
        duk_call_method(ctx, 1);
        duk_pop(ctx);
        return true;
    }
    if (h != NULL && !proxy && !(desc.flags & DUK_PROPDESC_FLAG_WRITABLE))
        return false;
    if (duk_get_hobject(thr, receiver) == NULL)
        return false;
    duk_dup(ctx, key);
    duk_dup(ctx, value);
    if (!DUK_HOBJECT_IS_PROXY(duk_get_hobject(thr, receiver)) &&
        duk_hobject_get_own_propdesc(thr, duk_get_hobject(thr, receiver), name, &desc,
                                     0)) {
        if ((desc.flags & DUK_PROPDESC_FLAG_ACCESSOR) ||
            !(desc.flags & DUK_PROPDESC_FLAG_WRITABLE)) {
            duk_pop_2(ctx);
            return false;
        }
        duk_put_prop(ctx, receiver);
    } else if (!DUK_HOBJECT_IS_PROXY(duk_get_hobject(thr, receiver)) &&
               !DUK_HOBJECT_HAS_EXTENSIBLE(duk_get_hobject(thr, receiver))) {
        duk_pop_2(ctx);
        return false;
    } else {
        duk_def_prop(ctx, receiver, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
    }
    return true;
}

void engine_push_caller(duk_context *ctx)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_activation *act = duk_hthread_get_activation_for_level(thr, -2);

    if (act != NULL && DUK_ACT_GET_FUNC(act) != NULL)
        duk_push_hobject(thr, DUK_ACT_GET_FUNC(act));
    else
        duk_push_undefined(thr);
}

/* ---- Scripts ---- */

void engine_push_global_target(duk_context *ctx)
{
    duk_push_hobject(ctx, ((duk_hobjenv *)engine_global_scope(ctx))->target);
}

void engine_bind_script(duk_context *ctx, duk_idx_t fn, duk_idx_t names)
{
    duk_hthread *thr = (duk_hthread *)ctx;
    duk_hcompfunc *f = (duk_hcompfunc *)duk_require_hobject(thr, fn);
    duk_hobject *lex = realm_scope(thr), *var = engine_global_scope(thr);
    duk_hobject *old_lex = f->lex_env, *old_var = f->var_env;

    if (names >= 0 && duk_is_array(ctx, names) && duk_get_length(ctx, names) > 0)
        lex = eval_push_scope(thr, duk_normalize_index(ctx, names), lex);
    else
        duk_push_hobject(thr, lex);
    f->lex_env = lex;
    f->var_env = var;
    DUK_HOBJECT_INCREF(thr, lex);
    DUK_HOBJECT_INCREF(thr, var);
    DUK_HOBJECT_DECREF(thr, old_lex); /* side effects */
    DUK_HOBJECT_DECREF(thr, old_var);
    duk_pop(ctx);
}
