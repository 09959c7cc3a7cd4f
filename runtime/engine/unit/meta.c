/* meta.c: the essential internal methods of objects that are no proxies, and of all (see
 * engine/meta.h). Part of the engine's unit. */

void meta_to_key(duk_context *ctx, duk_idx_t i)
{
    duk_to_property_key_hstring(ctx, i);
}

bool meta_is_proxy(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(ctx, i);

    return h != NULL && DUK_HOBJECT_IS_PROXY(h);
}

/* ---- Descriptors ---- */

/* Is the code that called this native one of our own modules? */
static bool is_called_by_module(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    duk_activation *act = thr->callstack_curr;
    bool is;

    act = act != NULL ? act->parent : NULL;
    if (act == NULL || DUK_ACT_GET_FUNC(act) == NULL ||
        !DUK_HOBJECT_IS_COMPFUNC(DUK_ACT_GET_FUNC(act)))
        return false;
    duk_push_tval(thr, &act->tv_func);
    duk_get_prop_literal(ctx, -1, ENGINE_FILE_NAME);
    is = duk_is_string(ctx, -1) && strncmp(duk_get_string(ctx, -1), "node:", 5) == 0;
    duk_pop_2(ctx);
    return is;
}

/* What a program has put on Object.prototype is none of our own modules' descriptors'. */
static bool is_foreign_field(duk_context *ctx, duk_idx_t i, const char *name)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);
    bool own;

    if (h == NULL || DUK_HOBJECT_IS_PROXY(h))
        return false;
    duk_push_string(ctx, name);
    own = lookup_entry(thr->heap, h, duk_known_hstring(thr, -1)) >= 0;
    duk_pop(ctx);
    return !own && is_called_by_module(ctx);
}

/* [ ] -> [ value ] where the descriptor at i has that field; else nothing. */
static bool take_field(duk_context *ctx, duk_idx_t i, const char *name)
{
    if (!duk_has_prop_string(ctx, i, name) || is_foreign_field(ctx, i, name))
        return false;
    duk_get_prop_string(ctx, i, name);
    return true;
}

static void take_flag(duk_context *ctx, duk_idx_t i, const char *name, bool *has,
                      bool *value)
{
    *has = take_field(ctx, i, name);
    *value = false;
    if (*has) {
        *value = duk_to_boolean(ctx, -1);
        duk_pop(ctx);
    }
}

/* [ ] -> [ function | undefined ] */
static bool take_function(duk_context *ctx, duk_idx_t i, const char *name,
                          const char *what)
{
    if (!take_field(ctx, i, name)) {
        duk_push_undefined(ctx);
        return false;
    }
    if (!duk_is_undefined(ctx, -1) && !duk_is_function(ctx, -1))
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR, "%s must be a function: %s", what,
                        duk_push_string_readable((duk_hthread *)ctx, -1));
    return true;
}

void meta_read_descriptor(duk_context *ctx, duk_idx_t i, MetaDescriptor *d)
{
    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 8);
    if (!duk_check_type_mask(ctx, i,
                             DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_BUFFER |
                                 DUK_TYPE_MASK_LIGHTFUNC) ||
        bigint_is(ctx, i))
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR,
                        "Property description must be an object: %s",
                        engine_push_description(ctx, i));
    *d = (MetaDescriptor){ .at = duk_get_top(ctx) };
    take_flag(ctx, i, "enumerable", &d->has_enumerable, &d->enumerable);
    take_flag(ctx, i, "configurable", &d->has_configurable, &d->configurable);
    d->has_value = take_field(ctx, i, "value");
    if (!d->has_value)
        duk_push_undefined(ctx);
    take_flag(ctx, i, "writable", &d->has_writable, &d->writable);
    d->has_get = take_function(ctx, i, "get", "Getter");
    d->has_set = take_function(ctx, i, "set", "Setter");
    if ((d->has_get || d->has_set) && (d->has_value || d->has_writable))
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR,
                        "Invalid property descriptor. Cannot both specify accessors and "
                        "a value or writable attribute, #<Object>");
}

static void put_flag(duk_context *ctx, const char *name, bool has, bool value)
{
    if (!has)
        return;
    duk_push_boolean(ctx, value);
    duk_put_prop_string(ctx, -2, name);
}

static void put_field(duk_context *ctx, const char *name, bool has, duk_idx_t at)
{
    if (!has)
        return;
    duk_dup(ctx, at);
    duk_put_prop_string(ctx, -2, name);
}

/* [ ] -> [ object ]: FromPropertyDescriptor */
static void push_descriptor(duk_context *ctx, const MetaDescriptor *d)
{
    duk_push_object(ctx);
    put_field(ctx, "value", d->has_value, d->at);
    put_flag(ctx, "writable", d->has_writable, d->writable);
    put_field(ctx, "get", d->has_get, d->at + 1);
    put_field(ctx, "set", d->has_set, d->at + 2);
    put_flag(ctx, "enumerable", d->has_enumerable, d->enumerable);
    put_flag(ctx, "configurable", d->has_configurable, d->configurable);
}

/* CompletePropertyDescriptor */
static void complete(MetaDescriptor *d)
{
    if (d->has_get || d->has_set)
        d->has_get = d->has_set = true;
    else
        d->has_value = d->has_writable = true;
    d->has_enumerable = d->has_configurable = true;
}

/* IsCompatiblePropertyDescriptor; `current` NULL: there is no such property. */
static bool is_compatible(duk_context *ctx, bool extensible, const MetaDescriptor *d,
                          const MetaDescriptor *current)
{
    bool accessor = d->has_get || d->has_set, data = d->has_value || d->has_writable;

    if (current == NULL)
        return extensible;
    if (current->configurable)
        return true;
    if ((d->has_configurable && d->configurable) ||
        (d->has_enumerable && d->enumerable != current->enumerable))
        return false;
    if (!accessor && !data)
        return true;
    if (accessor != (current->has_get || current->has_set))
        return false;
    if (accessor)
        return (!d->has_get || duk_samevalue(ctx, d->at + 1, current->at + 1)) &&
               (!d->has_set || duk_samevalue(ctx, d->at + 2, current->at + 2));
    if (current->writable)
        return true;
    return !(d->has_writable && d->writable) &&
           (!d->has_value || duk_samevalue(ctx, d->at, current->at));
}

/* ---- Prototypes, extensibility ---- */

static duk_hobject *any_object(duk_context *ctx, duk_idx_t i)
{
    return duk_require_hobject_promote_mask(ctx, i,
                                            DUK_TYPE_MASK_LIGHTFUNC |
                                                DUK_TYPE_MASK_BUFFER);
}

void meta_get_prototype(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i), *proto;

    if (DUK_HOBJECT_IS_PROXY(h)) {
        proxy_get_prototype(ctx, i);
        return;
    }
    proto = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    if (proto != NULL)
        duk_push_hobject(thr, proto);
    else
        duk_push_null(ctx);
}

bool meta_set_prototype(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i), *proto = duk_get_hobject(thr, -1);
    bool ok;

    if (DUK_HOBJECT_IS_PROXY(h))
        return proxy_set_prototype(ctx, i);
    ok = proto == DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    if (!ok && DUK_HOBJECT_HAS_EXTENSIBLE(h) &&
        h != thr->builtins[DUK_BIDX_OBJECT_PROTOTYPE]) {
        duk_hobject *p = proto;

        while (p != NULL && p != h && !DUK_HOBJECT_IS_PROXY(p))
            p = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, p);
        ok = p != h;
        if (ok)
            DUK_HOBJECT_SET_PROTOTYPE_UPDREF(thr, h, proto);
    }
    duk_pop(ctx);
    return ok;
}

bool meta_is_extensible(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = any_object(ctx, i);

    return DUK_HOBJECT_IS_PROXY(h) ? proxy_is_extensible(ctx, i)
                                   : DUK_HOBJECT_HAS_EXTENSIBLE(h) != 0;
}

bool meta_prevent_extensions(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = any_object(ctx, i);

    if (DUK_HOBJECT_IS_PROXY(h))
        return proxy_prevent_extensions(ctx, i);
    DUK_HOBJECT_CLEAR_EXTENSIBLE(h);
    return true;
}

/* ---- Typed arrays ---- */

/* What the key on top is to the object at i: 0 an ordinary name, 1 an element (number in
 * *k), 2 a numeric key without element. */
static int element_key(duk_context *ctx, duk_idx_t i, double *k)
{
    duk_tval *tv = duk_require_tval(ctx, i);
    duk_hstring *key = duk_known_hstring((duk_hthread *)ctx, -1);
    View v;
    int kind;

    if (!property_is_view(tv) || !lookup_may_be_number(key))
        return 0;
    kind = view_index_of_key(ctx, -1, k);
    if (kind != 1)
        return kind;
    view_read(ctx, i, &v);
    return *k < (double)v.length ? 1 : 2;
}

/* [ key value getter setter ] -> [ ] */
static bool define_element(duk_context *ctx, duk_idx_t i, const MetaDescriptor *d,
                           int kind, double k)
{
    bool ok = kind == 1 && !(d->has_configurable && !d->configurable) &&
              !(d->has_enumerable && !d->enumerable) && !d->has_get && !d->has_set &&
              !(d->has_writable && !d->writable);

    if (ok && d->has_value) {
        duk_dup(ctx, d->at);
        view_store(ctx, i, k);
    }
    duk_set_top(ctx, d->at - 1);
    return ok;
}

/* ---- Own properties ---- */

void meta_get_own(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = any_object(ctx, i);
    double k = 0;
    int kind;
    View v;

    i = duk_normalize_index(ctx, i);
    meta_to_key(ctx, -1);
    if (DUK_HOBJECT_IS_PROXY(h)) {
        proxy_get_own(ctx, i);
        return;
    }
    settle_lazy(ctx, h, duk_known_hstring((duk_hthread *)ctx, -1));
    kind = element_key(ctx, i, &k);
    if (kind == 0) {
        duk_hobject_object_get_own_property_descriptor_engine(ctx, i);
        return;
    }
    duk_pop(ctx);
    if (kind != 1) {
        duk_push_undefined(ctx);
        return;
    }
    duk_push_object(ctx);
    view_read(ctx, i, &v);
    view_push_element(ctx, &v, (size_t)k);
    duk_put_prop_literal(ctx, -2, "value");
    put_flag(ctx, "writable", true, true);
    put_flag(ctx, "enumerable", true, true);
    put_flag(ctx, "configurable", true, true);
}

/* The engine's flags for what is in a descriptor. */
static duk_uint_t define_flags(const MetaDescriptor *d)
{
    duk_uint_t f = 0;

    f |= d->has_value ? DUK_DEFPROP_HAVE_VALUE : 0;
    f |= d->has_writable ? DUK_DEFPROP_HAVE_WRITABLE : 0;
    f |= d->writable ? DUK_DEFPROP_WRITABLE : 0;
    f |= d->has_get ? DUK_DEFPROP_HAVE_GETTER : 0;
    f |= d->has_set ? DUK_DEFPROP_HAVE_SETTER : 0;
    f |= d->has_enumerable ? DUK_DEFPROP_HAVE_ENUMERABLE : 0;
    f |= d->enumerable ? DUK_DEFPROP_ENUMERABLE : 0;
    f |= d->has_configurable ? DUK_DEFPROP_HAVE_CONFIGURABLE : 0;
    f |= d->configurable ? DUK_DEFPROP_CONFIGURABLE : 0;
    return f;
}

/* [ key value getter setter ] -> [ ] */
static bool define_plainly(duk_context *ctx, duk_idx_t i, const MetaDescriptor *d)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i);
    duk_hstring *key = duk_known_hstring(thr, d->at - 1);
    bool ok;

    if (key == DUK_HTHREAD_STRING_LENGTH(thr) && DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) &&
        d->has_value) {
        /* ArraySetLength converts twice. */
        double n;

        duk_dup(ctx, d->at);
        n = duk_to_uint32(ctx, -1);
        duk_pop(ctx);
        duk_dup(ctx, d->at);
        if (duk_to_number(ctx, -1) != n)
            (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Invalid array length");
        duk_replace(ctx, d->at);
    }
    ok = duk_hobject_define_property_helper(
             thr, define_flags(d), h, key, d->has_value ? d->at : -1,
             d->has_get ? duk_get_hobject(thr, d->at + 1) : NULL,
             d->has_set ? duk_get_hobject(thr, d->at + 2) : NULL, 0) != 0;
    duk_set_top(ctx, d->at - 1);
    return ok;
}

bool meta_define(duk_context *ctx, duk_idx_t i)
{
    MetaDescriptor d;
    double k = 0;
    int kind;

    i = duk_normalize_index(ctx, i);
    meta_to_key(ctx, -2);
    meta_read_descriptor(ctx, -1, &d);
    duk_remove(ctx, d.at - 1);
    d.at--;
    if (meta_is_proxy(ctx, i)) {
        push_descriptor(ctx, &d);
        duk_replace(ctx, d.at);
        duk_set_top(ctx, d.at + 1);
        return proxy_define(ctx, i);
    }
    duk_dup(ctx, d.at - 1);
    kind = element_key(ctx, i, &k);
    duk_pop(ctx);
    if (kind != 0)
        return define_element(ctx, i, &d, kind, k);
    return define_plainly(ctx, i, &d);
}

bool meta_has_own(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i);
    duk_hstring *k;
    duk_propdesc desc;
    double index;
    int kind;
    bool has;

    duk_dup(ctx, key);
    if (DUK_HOBJECT_IS_PROXY(h)) {
        meta_get_own(ctx, i < 0 ? i - 1 : i);
        has = !duk_is_undefined(ctx, -1);
    } else {
        k = duk_to_property_key_hstring(thr, -1);
        kind = element_key(ctx, i < 0 ? i - 1 : i, &index);
        has = kind == 0 ? duk_hobject_get_own_propdesc(thr, h, k, &desc, 0) != 0
                        : kind == 1;
    }
    duk_pop(ctx);
    return has;
}

bool meta_is_enumerable(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i);
    duk_idx_t top = duk_get_top(ctx);
    duk_propdesc desc;
    bool is = false;

    i = duk_normalize_index(ctx, i);
    duk_dup(ctx, key);
    if (DUK_HOBJECT_IS_PROXY(h)) {
        meta_get_own(ctx, i);
        is = duk_is_object(ctx, -1) && duk_get_prop_literal(ctx, -1, "enumerable") &&
             duk_to_boolean(ctx, -1);
    } else if (duk_hobject_get_own_propdesc(thr, h, duk_to_property_key_hstring(thr, -1),
                                            &desc, 0)) {
        is = (desc.flags & DUK_PROPDESC_FLAG_ENUMERABLE) != 0;
    }
    duk_set_top(ctx, top);
    return is;
}

/* ---- Get, set, has, delete ---- */

bool meta_has(duk_context *ctx, duk_idx_t i)
{
    double k;
    int kind;

    i = duk_normalize_index(ctx, i);
    if (meta_is_proxy(ctx, i))
        return proxy_has(ctx, i);
    meta_to_key(ctx, -1);
    duk_dup(ctx, i); /* [ key object ] */
    for (;;) {
        if (meta_is_proxy(ctx, -1)) {
            bool has;

            duk_dup(ctx, -2);
            has = proxy_has(ctx, duk_get_top(ctx) - 2);
            duk_pop_2(ctx);
            return has;
        }
        if (meta_has_own(ctx, -1, duk_get_top(ctx) - 2)) {
            duk_pop_2(ctx);
            return true;
        }
        duk_dup(ctx, -2);
        kind = element_key(ctx, duk_get_top(ctx) - 2, &k);
        duk_pop(ctx);
        if (kind == 2) {
            duk_pop_2(ctx);
            return false;
        }
        meta_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
        if (duk_is_null(ctx, -1)) {
            duk_pop_2(ctx);
            return false;
        }
    }
}

/* [ key object ] -> [ value ] for an own property, true; else nothing. */
static bool get_own_value(duk_context *ctx, duk_idx_t receiver)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_known_hobject(thr, -1);
    duk_hstring *key = duk_known_hstring(thr, -2);
    duk_propdesc desc;
    double k;
    int kind;

    duk_dup(ctx, -2);
    kind = element_key(ctx, duk_get_top(ctx) - 2, &k);
    duk_pop(ctx);
    if (kind != 0) {
        View v;

        view_read(ctx, -1, &v);
        if (kind == 1)
            view_push_element(ctx, &v, (size_t)k);
        else
            duk_push_undefined(ctx);
        duk_replace(ctx, -3);
        duk_pop(ctx);
        return true;
    }
    if (!duk_hobject_get_own_propdesc(thr, h, key, &desc, DUK_GETDESC_FLAG_PUSH_VALUE))
        return false;
    /* [ key object value ] */
    if (desc.flags & DUK_PROPDESC_FLAG_ACCESSOR) {
        duk_pop(ctx);
        if (desc.get == NULL) {
            duk_push_undefined(ctx);
        } else {
            duk_push_hobject(thr, desc.get);
            duk_dup(ctx, receiver);
            duk_call_method(ctx, 0);
        }
    }
    duk_replace(ctx, -3);
    duk_pop(ctx);
    return true;
}

void meta_get(duk_context *ctx, duk_idx_t i, duk_idx_t receiver)
{
    i = duk_normalize_index(ctx, i);
    receiver = duk_normalize_index(ctx, receiver);
    duk_require_stack(ctx, 16);
    meta_to_key(ctx, -1);
    duk_dup(ctx, i);
    any_object(ctx, -1);
    for (;;) {
        if (meta_is_proxy(ctx, -1)) {
            duk_insert(ctx, -2); /* [ proxy key ] */
            proxy_get(ctx, duk_get_top(ctx) - 2, receiver);
            duk_remove(ctx, -2);
            return;
        }
        if (get_own_value(ctx, receiver))
            return;
        meta_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
        if (duk_is_null(ctx, -1)) {
            duk_pop_2(ctx);
            duk_push_undefined(ctx);
            return;
        }
    }
}

/* A value becomes the receiver's own property: [ key value ] -> [ ] */
static bool set_on_receiver(duk_context *ctx, duk_idx_t receiver)
{
    bool exists, accessor, writable;

    if (!duk_check_type_mask(ctx, receiver,
                             DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_BUFFER |
                                 DUK_TYPE_MASK_LIGHTFUNC)) {
        duk_pop_2(ctx);
        return false;
    }
    duk_dup(ctx, -2);
    meta_get_own(ctx, receiver);
    exists = duk_is_object(ctx, -1);
    if (exists) {
        accessor = duk_has_prop_literal(ctx, -1, "get");
        writable = duk_get_prop_literal(ctx, -1, "writable") && duk_to_boolean(ctx, -1);
        duk_pop(ctx);
        if (accessor || !writable) {
            duk_pop_3(ctx);
            return false;
        }
    }
    duk_pop(ctx);
    duk_push_object(ctx); /* [ key value descriptor ] */
    duk_swap_top(ctx, -2);
    duk_put_prop_literal(ctx, -2, "value");
    if (!exists) {
        put_flag(ctx, "writable", true, true);
        put_flag(ctx, "enumerable", true, true);
        put_flag(ctx, "configurable", true, true);
    }
    return meta_define(ctx, receiver);
}

/* [ key value view ]: a typed array on the way takes a numeric key, its own or where it
 * has no such element: then [ ] and true (TypedArray [[Set]]). */
static bool set_element(duk_context *ctx, duk_idx_t receiver)
{
    duk_idx_t view = duk_get_top_index(ctx);
    double k = -1;
    int kind;

    if (!property_is_view(duk_require_tval(ctx, view)))
        return false;
    duk_dup(ctx, view - 2);
    kind = element_key(ctx, view, &k);
    duk_pop(ctx);
    if (kind == 0)
        return false;
    if (duk_get_heapptr(ctx, view) == duk_get_heapptr(ctx, receiver)) {
        duk_dup(ctx, view - 1);
        view_store(ctx, view, kind == 1 ? k : -1);
    } else if (kind == 1) {
        return false;
    }
    duk_set_top(ctx, view - 2);
    return true;
}

bool meta_set(duk_context *ctx, duk_idx_t i, duk_idx_t receiver)
{
    duk_hthread *thr = ctx;
    duk_idx_t base = duk_get_top(ctx) - 2;

    i = duk_normalize_index(ctx, i);
    receiver = duk_normalize_index(ctx, receiver);
    duk_require_stack(ctx, 16);
    meta_to_key(ctx, base);
    duk_dup(ctx, i);
    any_object(ctx, -1);
    for (;;) { /* [ key value object ] */
        duk_propdesc desc;

        if (meta_is_proxy(ctx, -1)) {
            bool ok;

            duk_insert(ctx, base); /* [ proxy key value ] */
            ok = proxy_set(ctx, base, receiver);
            duk_pop(ctx);
            return ok;
        }
        if (set_element(ctx, receiver))
            return true;
        if (duk_hobject_get_own_propdesc(thr, duk_known_hobject(thr, -1),
                                         duk_known_hstring(thr, base), &desc, 0)) {
            duk_pop(ctx);
            if (!(desc.flags & DUK_PROPDESC_FLAG_ACCESSOR)) {
                if (desc.flags & DUK_PROPDESC_FLAG_WRITABLE)
                    return set_on_receiver(ctx, receiver);
                duk_pop_2(ctx);
                return false;
            }
            if (desc.set == NULL) {
                duk_pop_2(ctx);
                return false;
            }
            duk_push_hobject(thr, desc.set);
            duk_replace(ctx, base);
            duk_dup(ctx, receiver);
            duk_insert(ctx, base + 1);
            duk_call_method(ctx, 1);
            duk_pop(ctx);
            return true;
        }
        meta_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
        if (duk_is_null(ctx, -1)) {
            duk_pop(ctx);
            return set_on_receiver(ctx, receiver);
        }
    }
}

bool meta_delete(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = any_object(ctx, i);
    double k;
    int kind;
    bool ok;

    i = duk_normalize_index(ctx, i);
    meta_to_key(ctx, -1);
    if (DUK_HOBJECT_IS_PROXY(h))
        return proxy_delete(ctx, i);
    kind = element_key(ctx, i, &k);
    if (kind != 0) {
        duk_pop(ctx);
        return kind == 2;
    }
    ok = duk_hobject_delprop_raw(ctx, h, duk_known_hstring((duk_hthread *)ctx, -1), 0) !=
         0;
    duk_pop(ctx);
    return ok;
}
