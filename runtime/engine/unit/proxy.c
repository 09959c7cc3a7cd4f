/* proxy.c: the internal methods of proxies: each asks its trap, and checks what that says
 * against the target (ECMA-262 10.5). Part of the engine's unit; meta.c comes after. */

#define PROXY_ERROR(...) (void)duk_error(ctx, DUK_ERR_TYPE_ERROR, __VA_ARGS__)

static void push_descriptor(duk_context *ctx, const MetaDescriptor *d);
static void complete(MetaDescriptor *d);
static bool is_compatible(duk_context *ctx, bool extensible, const MetaDescriptor *d,
                          const MetaDescriptor *current);

/* How V8's messages show a key. */
static const char *key_text(duk_context *ctx, duk_idx_t key)
{
    if (duk_is_symbol(ctx, key))
        engine_push_symbol_text(ctx, key);
    else
        duk_dup(ctx, key);
    return duk_get_string_default(ctx, -1, "");
}

/* [ ] -> [ target trap handler target ], true; or, without such a trap, [ target ]. */
static bool push_trap(duk_context *ctx, duk_idx_t i, const char *name)
{
    duk_hproxy *p = (duk_hproxy *)duk_require_hobject(ctx, i);

    duk_require_stack(ctx, 24);
    duk_native_stack_check((duk_hthread *)ctx);
    duk_push_hobject(ctx, p->target);
    duk_push_hobject(ctx, p->handler);
    duk_get_prop_string(ctx, -1, name);
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop_2(ctx);
        return false;
    }
    if (!duk_is_function(ctx, -1))
        PROXY_ERROR("%s is not a function",
                    duk_push_string_readable((duk_hthread *)ctx, -1));
    duk_swap_top(ctx, -2);
    duk_dup(ctx, -3);
    return true;
}

void meta_push_proxy(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    duk_hobject *target =
        duk_require_hobject_promote_mask(thr, -2,
                                         DUK_TYPE_MASK_LIGHTFUNC | DUK_TYPE_MASK_BUFFER);
    duk_hobject *handler =
        duk_require_hobject_promote_mask(thr, -1,
                                         DUK_TYPE_MASK_LIGHTFUNC | DUK_TYPE_MASK_BUFFER);
    duk_uint_t flags = LOOKUP_FLAGS(target) &
                       (DUK_HOBJECT_FLAG_CALLABLE | DUK_HOBJECT_FLAG_CONSTRUCTABLE);
    duk_hproxy *p;

    flags |= flags & DUK_HOBJECT_FLAG_CALLABLE
                 ? DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_FUNCTION) |
                       DUK_HOBJECT_FLAG_SPECIAL_CALL
                 : DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_OBJECT);
    p = duk_hproxy_alloc(thr, DUK_HOBJECT_FLAG_EXTENSIBLE |
                                  DUK_HOBJECT_FLAG_EXOTIC_PROXYOBJ | flags);
    p->handler = handler;
    p->target = target;
    DUK_HOBJECT_INCREF(thr, handler);
    DUK_HOBJECT_INCREF(thr, target);
    duk_push_hobject(thr, &p->obj);
    duk_replace(ctx, -3);
    duk_pop(ctx);
}

void meta_replace_handler(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hproxy *p = (duk_hproxy *)duk_require_hobject(ctx, i);
    duk_hobject *old = p->handler;

    p->handler = duk_require_hobject(ctx, -1);
    DUK_HOBJECT_INCREF(thr, p->handler);
    duk_push_hobject(ctx, old);
    DUK_HOBJECT_DECREF(thr, old);
    duk_pop_2(ctx);
}

/* ---- Prototype, extensibility ---- */

static void proxy_get_prototype(duk_context *ctx, duk_idx_t i)
{
    if (!push_trap(ctx, i, "getPrototypeOf")) {
        meta_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
        return;
    }
    duk_call_method(ctx, 1); /* [ target proto ] */
    if (!duk_is_null(ctx, -1) && !duk_is_object(ctx, -1))
        PROXY_ERROR("'getPrototypeOf' on proxy: trap returned neither object nor null");
    if (!meta_is_extensible(ctx, -2)) {
        meta_get_prototype(ctx, -2);
        if (!duk_samevalue(ctx, -1, -2))
            PROXY_ERROR("'getPrototypeOf' on proxy: proxy target is non-extensible but "
                        "the trap did not return its actual prototype");
        duk_pop(ctx);
    }
    duk_remove(ctx, -2);
}

/* [ proto ] -> [ ] */
static bool proxy_set_prototype(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t proto = duk_get_top_index(ctx);
    bool ok;

    if (!push_trap(ctx, i, "setPrototypeOf")) {
        duk_dup(ctx, proto);
        ok = meta_set_prototype(ctx, -2);
    } else {
        duk_dup(ctx, proto);
        duk_call_method(ctx, 2);
        ok = duk_to_boolean(ctx, -1);
        if (ok && !meta_is_extensible(ctx, proto + 1)) {
            meta_get_prototype(ctx, proto + 1);
            if (!duk_samevalue(ctx, -1, proto))
                PROXY_ERROR("'setPrototypeOf' on proxy: trap returned truish for setting "
                            "a new prototype on the non-extensible proxy target");
        }
    }
    duk_set_top(ctx, proto);
    return ok;
}

static bool proxy_is_extensible(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(ctx);
    bool is;

    if (!push_trap(ctx, i, "isExtensible")) {
        is = meta_is_extensible(ctx, -1);
    } else {
        duk_call_method(ctx, 1);
        is = duk_to_boolean(ctx, -1);
        if (is != meta_is_extensible(ctx, top))
            PROXY_ERROR("'isExtensible' on proxy: trap result does not reflect "
                        "extensibility of proxy target (which is '%s')",
                        is ? "false" : "true");
    }
    duk_set_top(ctx, top);
    return is;
}

static bool proxy_prevent_extensions(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(ctx);
    bool ok;

    if (!push_trap(ctx, i, "preventExtensions")) {
        ok = meta_prevent_extensions(ctx, -1);
    } else {
        duk_call_method(ctx, 1);
        ok = duk_to_boolean(ctx, -1);
        if (ok && meta_is_extensible(ctx, top))
            PROXY_ERROR("'preventExtensions' on proxy: the proxy target is extensible");
    }
    duk_set_top(ctx, top);
    return ok;
}

/* ---- Own properties ---- */

/* [ ] -> [ value getter setter ] of what the target at i has under the key, if anything.
 */
static bool read_target(duk_context *ctx, duk_idx_t i, duk_idx_t key, MetaDescriptor *d)
{
    duk_dup(ctx, key);
    meta_get_own(ctx, i);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    meta_read_descriptor(ctx, -1, d);
    return true;
}

static void check_descriptor(duk_context *ctx, duk_idx_t target, duk_idx_t key,
                             MetaDescriptor *d)
{
    MetaDescriptor current;
    bool has = read_target(ctx, target, key, &current);

    complete(d);
    if (!is_compatible(ctx, meta_is_extensible(ctx, target), d, has ? &current : NULL))
        PROXY_ERROR("'getOwnPropertyDescriptor' on proxy: trap returned descriptor for "
                    "property '%s' that is incompatible with the existing property in "
                    "the proxy target",
                    key_text(ctx, key));
    if (!d->configurable && (!has || current.configurable))
        PROXY_ERROR("'getOwnPropertyDescriptor' on proxy: trap reported "
                    "non-configurability for property '%s' which is either non-existent "
                    "or configurable in the proxy target",
                    key_text(ctx, key));
    if (!d->configurable && d->has_writable && !d->writable && current.writable)
        PROXY_ERROR("'getOwnPropertyDescriptor' on proxy: trap reported non-configurable "
                    "and writable for property '%s' which is non-configurable, "
                    "non-writable in the proxy target",
                    key_text(ctx, key));
}

/* [ key ] -> [ descriptor | undefined ] */
static void proxy_get_own(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t key = duk_get_top_index(ctx), target = key + 1;
    MetaDescriptor d;

    if (!push_trap(ctx, i, "getOwnPropertyDescriptor")) {
        duk_dup(ctx, key);
        meta_get_own(ctx, target);
        duk_replace(ctx, key);
        duk_set_top(ctx, key + 1);
        return;
    }
    duk_dup(ctx, key);
    duk_call_method(ctx, 2); /* [ key target result ] */
    if (duk_is_undefined(ctx, -1)) {
        if (read_target(ctx, target, key, &d)) {
            if (!d.configurable)
                PROXY_ERROR("'getOwnPropertyDescriptor' on proxy: trap returned "
                            "undefined for property '%s' which is non-configurable in "
                            "the proxy target",
                            key_text(ctx, key));
            if (!meta_is_extensible(ctx, target))
                PROXY_ERROR("'getOwnPropertyDescriptor' on proxy: trap returned "
                            "undefined for property '%s' which exists in the "
                            "non-extensible proxy target",
                            key_text(ctx, key));
        }
        duk_push_undefined(ctx);
    } else {
        if (!duk_is_object(ctx, -1))
            PROXY_ERROR("'getOwnPropertyDescriptor' on proxy: trap returned neither "
                        "object nor undefined for property '%s'",
                        key_text(ctx, key));
        meta_read_descriptor(ctx, -1, &d);
        check_descriptor(ctx, target, key, &d);
        push_descriptor(ctx, &d);
    }
    duk_replace(ctx, key);
    duk_set_top(ctx, key + 1);
}

static void check_defined(duk_context *ctx, duk_idx_t target, duk_idx_t key)
{
    MetaDescriptor d, current;
    bool has, fixed;

    meta_read_descriptor(ctx, key + 1, &d);
    has = read_target(ctx, target, key, &current);
    fixed = d.has_configurable && !d.configurable;
    if (!has && !meta_is_extensible(ctx, target))
        PROXY_ERROR("'defineProperty' on proxy: trap returned truish for adding property "
                    "'%s'  to the non-extensible proxy target",
                    key_text(ctx, key));
    if (!has && fixed)
        PROXY_ERROR("'defineProperty' on proxy: trap returned truish for defining "
                    "non-configurable property '%s' which is either non-existent or "
                    "configurable in the proxy target",
                    key_text(ctx, key));
    if (!has)
        return;
    if (!is_compatible(ctx, meta_is_extensible(ctx, target), &d, &current) ||
        (fixed && current.configurable) ||
        (current.has_value && !current.configurable && current.writable &&
         d.has_writable && !d.writable))
        PROXY_ERROR("'defineProperty' on proxy: trap returned truish for adding property "
                    "'%s'  that is incompatible with the existing property in the proxy "
                    "target",
                    key_text(ctx, key));
}

/* [ key descriptor ] -> [ ] */
static bool proxy_define(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t key = duk_get_top(ctx) - 2, target = key + 2;
    bool ok;

    if (!push_trap(ctx, i, "defineProperty")) {
        duk_dup(ctx, key);
        duk_dup(ctx, key + 1);
        ok = meta_define(ctx, target);
    } else {
        duk_dup(ctx, key);
        duk_dup(ctx, key + 1);
        duk_call_method(ctx, 3);
        ok = duk_to_boolean(ctx, -1);
        if (ok)
            check_defined(ctx, target, key);
    }
    duk_set_top(ctx, key);
    return ok;
}

/* ---- has, get, set, delete ---- */

/* [ key ] -> [ ] */
static bool proxy_has(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t key = duk_get_top_index(ctx), target = key + 1;
    MetaDescriptor d;
    bool has;

    meta_to_key(ctx, key);
    if (!push_trap(ctx, i, "has")) {
        duk_dup(ctx, key);
        has = meta_has(ctx, target);
    } else {
        duk_dup(ctx, key);
        duk_call_method(ctx, 2);
        has = duk_to_boolean(ctx, -1);
        if (!has && read_target(ctx, target, key, &d)) {
            if (!d.configurable)
                PROXY_ERROR("'has' on proxy: trap returned falsish for property '%s' "
                            "which exists in the proxy target as non-configurable",
                            key_text(ctx, key));
            if (!meta_is_extensible(ctx, target))
                PROXY_ERROR("'has' on proxy: trap returned falsish for property '%s' but "
                            "the proxy target is not extensible",
                            key_text(ctx, key));
        }
    }
    duk_set_top(ctx, key);
    return has;
}

/* [ key ] -> [ value ] */
static void proxy_get(duk_context *ctx, duk_idx_t i, duk_idx_t receiver)
{
    duk_idx_t key = duk_get_top_index(ctx), target = key + 1;
    MetaDescriptor d;

    meta_to_key(ctx, key);
    if (!push_trap(ctx, i, "get")) {
        duk_dup(ctx, key);
        meta_get(ctx, target, receiver);
    } else {
        duk_idx_t value = target + 1;

        duk_dup(ctx, key);
        duk_dup(ctx, receiver);
        duk_call_method(ctx, 3);
        if (read_target(ctx, target, key, &d) && !d.configurable) {
            if (d.has_value && !d.writable && !duk_samevalue(ctx, value, d.at))
                PROXY_ERROR("'get' on proxy: property '%s' is a read-only and "
                            "non-configurable data property on the proxy target but the "
                            "proxy did not return its actual value",
                            key_text(ctx, key));
            if (d.has_get && duk_is_undefined(ctx, d.at + 1) &&
                !duk_is_undefined(ctx, value))
                PROXY_ERROR(
                    "'get' on proxy: property '%s' is a non-configurable accessor "
                    "property on the proxy target and does not have a getter "
                    "function, but the trap did not return 'undefined'",
                    key_text(ctx, key));
        }
        duk_set_top(ctx, value + 1);
    }
    duk_replace(ctx, key);
    duk_set_top(ctx, key + 1);
}

/* [ key value ] -> [ ] */
static bool proxy_set(duk_context *ctx, duk_idx_t i, duk_idx_t receiver)
{
    duk_idx_t key = duk_get_top(ctx) - 2, target = key + 2;
    MetaDescriptor d;
    bool ok;

    meta_to_key(ctx, key);
    if (!push_trap(ctx, i, "set")) {
        duk_dup(ctx, key);
        duk_dup(ctx, key + 1);
        ok = meta_set(ctx, target, receiver);
    } else {
        duk_dup(ctx, key);
        duk_dup(ctx, key + 1);
        duk_dup(ctx, receiver);
        duk_call_method(ctx, 4);
        ok = duk_to_boolean(ctx, -1);
        if (ok && read_target(ctx, target, key, &d) && !d.configurable) {
            if (d.has_value && !d.writable && !duk_samevalue(ctx, key + 1, d.at))
                PROXY_ERROR(
                    "'set' on proxy: trap returned truish for property '%s' which "
                    "exists in the proxy target as a non-configurable and "
                    "non-writable data property with a different value",
                    key_text(ctx, key));
            if (d.has_set && duk_is_undefined(ctx, d.at + 2))
                PROXY_ERROR(
                    "'set' on proxy: trap returned truish for property '%s' which "
                    "exists in the proxy target as a non-configurable and "
                    "non-writable accessor property without a setter",
                    key_text(ctx, key));
        }
    }
    duk_set_top(ctx, key);
    return ok;
}

/* [ key ] -> [ ] */
static bool proxy_delete(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t key = duk_get_top_index(ctx), target = key + 1;
    MetaDescriptor d;
    bool ok;

    if (!push_trap(ctx, i, "deleteProperty")) {
        duk_dup(ctx, key);
        ok = meta_delete(ctx, target);
    } else {
        duk_dup(ctx, key);
        duk_call_method(ctx, 2);
        ok = duk_to_boolean(ctx, -1);
        if (ok && read_target(ctx, target, key, &d)) {
            if (!d.configurable)
                PROXY_ERROR(
                    "'deleteProperty' on proxy: trap returned truish for property "
                    "'%s' which is non-configurable in the proxy target",
                    key_text(ctx, key));
            if (!meta_is_extensible(ctx, target))
                PROXY_ERROR(
                    "'deleteProperty' on proxy: trap returned truish for property "
                    "'%s' but the proxy target is non-extensible",
                    key_text(ctx, key));
        }
    }
    duk_set_top(ctx, key);
    return ok;
}

/* ---- Keys ---- */

/* The list that a trap gave, checked to be one of different keys: [ list ] -> [ array ]
 */
static void read_keys(duk_context *ctx)
{
    duk_uarridx_t n;

    if (!duk_is_object(ctx, -1))
        PROXY_ERROR("CreateListFromArrayLike called on non-object");
    duk_get_prop_literal(ctx, -1, "length");
    n = duk_to_number(ctx, -1) > 0 ? (duk_uarridx_t)duk_to_uint(ctx, -1) : 0;
    duk_pop(ctx);
    duk_push_array(ctx);
    duk_push_bare_object(ctx); /* [ list array seen ] */
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, -3, k);
        if (!duk_is_string(ctx, -1))
            PROXY_ERROR("%s is not a valid property name",
                        duk_push_string_readable((duk_hthread *)ctx, -1));
        duk_dup_top(ctx);
        if (duk_has_prop(ctx, -3))
            PROXY_ERROR("'ownKeys' on proxy: trap returned duplicate entries");
        duk_dup_top(ctx);
        duk_push_true(ctx);
        duk_put_prop(ctx, -4);
        array_append(ctx, -3);
    }
}

static void missing_key(duk_context *ctx, duk_idx_t key)
{
    PROXY_ERROR("'ownKeys' on proxy: trap result did not include '%s'",
                key_text(ctx, key));
}

/* [ target … list array seen ]: the target's fixed keys are all there, and where it is
 * closed, all of them and no others. */
static void check_keys(duk_context *ctx, duk_idx_t target, duk_idx_t seen)
{
    bool extensible = meta_is_extensible(ctx, target);
    duk_idx_t own = duk_get_top(ctx);
    duk_uarridx_t n, found = 0;

    meta_own_keys(ctx, target, META_STRINGS | META_SYMBOLS);
    n = (duk_uarridx_t)duk_get_length(ctx, own);
    for (duk_uarridx_t k = 0; k < n; k++) {
        MetaDescriptor d;
        bool has;

        duk_set_top(ctx, own + 1);
        duk_get_prop_index(ctx, own, k);
        duk_dup_top(ctx);
        has = duk_has_prop(ctx, seen);
        found += has;
        if (has)
            continue;
        if (!extensible || (read_target(ctx, target, own + 1, &d) && !d.configurable))
            missing_key(ctx, own + 1);
    }
    if (!extensible && found != duk_get_length(ctx, seen - 1))
        PROXY_ERROR("'ownKeys' on proxy: trap returned extra keys but proxy target is "
                    "non-extensible");
    duk_set_top(ctx, own);
}

static void proxy_own_keys(duk_context *ctx, duk_idx_t i, int kinds)
{
    duk_idx_t target = duk_get_top(ctx), out;

    if (!push_trap(ctx, i, "ownKeys")) {
        meta_own_keys(ctx, target, kinds);
        duk_remove(ctx, target);
        return;
    }
    duk_call_method(ctx, 1); /* [ target list ] */
    read_keys(ctx);          /* [ target list array seen ] */
    check_keys(ctx, target, target + 3);
    out = duk_get_top(ctx);
    duk_push_array(ctx);
    for (duk_uarridx_t k = 0; k < duk_get_length(ctx, target + 2); k++) {
        duk_get_prop_index(ctx, target + 2, k);
        if (kinds & (duk_is_symbol(ctx, -1) ? META_SYMBOLS : META_STRINGS))
            array_append(ctx, out);
        else
            duk_pop(ctx);
    }
    duk_replace(ctx, target);
    duk_set_top(ctx, target + 1);
}
