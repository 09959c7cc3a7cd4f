/* property_write.c: writing an own property in place, and adding one to a plain object.
 */

/* Objects to which a name can't simply be added or found. */
#define WRITE_ODD                                                  \
    (DUK_HOBJECT_FLAG_EXOTIC_STRINGOBJ | DUK_HOBJECT_FLAG_BUFOBJ | \
     DUK_HOBJECT_FLAG_EXOTIC_PROXYOBJ)

/* True where no prototype of h has a say in `key` being added to h. */
static bool write_may_add(duk_hthread *thr, duk_hobject *h, duk_hstring *key)
{
    duk_uint_t sanity = DUK_HOBJECT_PROTOTYPE_CHAIN_SANITY;

    if (!DUK_HOBJECT_HAS_EXTENSIBLE(h))
        return false;
    while ((h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h)) != NULL && sanity-- != 0) {
        duk_int_t at;

        if (LOOKUP_FLAGS(h) & LOOKUP_VIRTUAL)
            return false;
        at = lookup_entry(thr->heap, h, key);
        if (at >= 0)
            return (DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, at) &
                    (DUK_PROPDESC_FLAG_WRITABLE | DUK_PROPDESC_FLAG_ACCESSOR)) ==
                   DUK_PROPDESC_FLAG_WRITABLE;
    }
    return h == NULL;
}

/* A new property of the object, which hasn't got it. */
static inline void write_add_as(duk_hthread *thr, duk_hobject *h, duk_hstring *key,
                                duk_tval *tv_val, duk_uint8_t flags)
{
    duk_tval val, *tv;
    duk_int_t at;

    /* Growing the object may collect garbage, and finalizers may move the value stack;
     * the value itself stays reachable from where the caller has it. */
    DUK_TVAL_SET_TVAL(&val, tv_val);
    at = duk__hobject_alloc_entry_checked(thr, h, key);
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    DUK_TVAL_SET_TVAL(tv, &val);
    DUK_TVAL_INCREF(thr, tv);
    DUK_HOBJECT_E_SET_FLAGS(thr->heap, h, at, flags);
}

static void write_add(duk_hthread *thr, duk_hobject *h, duk_hstring *key,
                      duk_tval *tv_val)
{
    write_add_as(thr, h, key, tv_val, DUK_PROPDESC_FLAGS_WEC);
}

/* Of private names only the engine's unit gives objects new ones. */
static inline bool write_is_private(duk_hstring *key)
{
    return DUK_HSTRING_HAS_HIDDEN(key) && DUK_HSTRING_GET_DATA(key)[1] == '#';
}

/* False where the engine has to do it. */
static bool write_name(duk_hthread *thr, duk_hobject *h, duk_hstring *key,
                       duk_tval *tv_val)
{
    duk_int_t at;
    duk_tval *tv;

    if (DUK_HSTRING_HAS_ARRIDX(key) || (LOOKUP_FLAGS(h) & WRITE_ODD) ||
        (DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) && key == DUK_HTHREAD_STRING_LENGTH(thr)))
        return false;
    at = lookup_entry(thr->heap, h, key);
    if (at < 0) {
        if (!write_may_add(thr, h, key) || write_is_private(key))
            return false;
        write_add(thr, h, key, tv_val);
        return true;
    }
    if ((DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, at) &
         (DUK_PROPDESC_FLAG_WRITABLE | DUK_PROPDESC_FLAG_ACCESSOR)) !=
        DUK_PROPDESC_FLAG_WRITABLE)
        return false;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    DUK_TVAL_SET_TVAL_UPDREF(thr, tv, tv_val); /* side effects */
    return true;
}

static inline __attribute__((always_inline)) bool
write_value(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key, duk_tval *tv_val)
{
    duk_hobject *h;

    if (DUK_UNLIKELY(!DUK_TVAL_IS_OBJECT(tv_obj)))
        return false;
    h = DUK_TVAL_GET_OBJECT(tv_obj);
    if (DUK_TVAL_IS_STRING(tv_key))
        return write_name(thr, h, DUK_TVAL_GET_STRING(tv_key), tv_val);
    if (DUK_TVAL_IS_FASTINT(tv_key) && DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) &&
        DUK_HOBJECT_HAS_ARRAY_PART(h)) {
        duk_int64_t i = DUK_TVAL_GET_FASTINT(tv_key);
        duk_tval *tv;

        if ((duk_uint64_t)i >= DUK_HOBJECT_GET_ASIZE(h))
            return false;
        tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, (duk_uint32_t)i);
        if (DUK_TVAL_IS_UNUSED(tv))
            return duk__putprop_shallow_fastpath_array_tval(thr, h, tv_key, tv_val) != 0;
        DUK_TVAL_SET_TVAL_UPDREF(thr, tv, tv_val); /* side effects */
        return true;
    }
    return false;
}

/* A typed array's numeric key: an element is written, or nothing at all happens. */
static bool write_element(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key,
                          duk_tval *tv_val)
{
    duk_tval obj = *tv_obj, value = *tv_val;
    duk_idx_t at = duk_get_top(thr);
    double index = -1;

    if (DUK_TVAL_IS_NUMBER(tv_key)) {
        index = DUK_TVAL_GET_NUMBER(tv_key);
    } else if (DUK_TVAL_IS_STRING(tv_key) &&
               lookup_may_be_number(DUK_TVAL_GET_STRING(tv_key))) {
        int kind;

        duk_require_stack(thr, 8);
        duk_push_tval(thr, tv_key);
        kind = view_index_of_key(thr, -1, &index);
        duk_pop(thr);
        if (kind == 0)
            return false;
        if (kind == 2)
            index = -1;
    } else {
        return false;
    }
    duk_require_stack(thr, 8);
    duk_push_tval(thr, &obj);
    duk_push_tval(thr, &value);
    view_store(thr, at, index == floor(index) ? index : -1);
    duk_set_top(thr, at);
    return true;
}

/* Is it an element that a typed array among the prototypes hasn't got? Nothing happens
 * then. */
static bool write_is_lost(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key)
{
    duk_hobject *h = DUK_TVAL_IS_OBJECT(tv_obj) ? DUK_TVAL_GET_OBJECT(tv_obj) : NULL;
    double index = 0;
    int kind;

    if (h == NULL || DUK_HOBJECT_IS_BUFOBJ(h) ||
        !(DUK_TVAL_IS_NUMBER(tv_key) ||
          (DUK_TVAL_IS_STRING(tv_key) &&
           DUK_HSTRING_GET_BYTELEN(DUK_TVAL_GET_STRING(tv_key)) > 0 &&
           lookup_may_be_number(DUK_TVAL_GET_STRING(tv_key)))))
        return false;
    do {
        h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
        if (h == NULL || DUK_HOBJECT_IS_PROXY(h))
            return false;
    } while (!DUK_HOBJECT_IS_BUFOBJ(h) || !((duk_hbufobj *)h)->is_typedarray);
    duk_require_stack(thr, 8);
    duk_push_tval(thr, tv_key);
    duk_to_string(thr, -1);
    kind = view_index_of_key(thr, -1, &index);
    duk_pop(thr);
    return kind == 2 ||
           (kind == 1 && index >= (double)lookup_view_length((duk_hbufobj *)h));
}

/* What V8 says of a module's namespace, which is a proxy here. */
static void refuse_namespace(duk_hthread *thr, duk_idx_t i, duk_idx_t key)
{
    if (!engine_push_proxy(thr, i))
        return;
    if (!engine_own_data(thr, -1, ENGINE_NAMESPACE)) {
        duk_pop_2(thr);
        return;
    }
    duk_dup(thr, key);
    if (duk_has_prop(thr, -4))
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "Cannot assign to read only property '%s' of object '[object "
                        "Module]'",
                        property_text(thr, key));
    (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                    "Cannot add property %s, object is not extensible",
                    property_text(thr, key));
}

/* Where a proxy stands on the way: the specification's Set. */
static duk_bool_t write_by_proxy(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key,
                                 duk_tval *tv_val, duk_bool_t throw_flag)
{
    duk_tval value = *tv_val;
    duk_idx_t at;
    bool ok;

    duk_require_stack(thr, 16);
    duk_push_tval(thr, &value);
    at = property_push(thr, tv_obj, tv_key) - 1; /* [ value object key ] */
    duk_dup_top(thr);
    duk_dup(thr, at);
    ok = meta_set(thr, at + 1, at + 1);
    if (!ok && throw_flag)
        refuse_namespace(thr, at + 1, at + 2);
    if (!ok && throw_flag)
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "'set' on proxy: trap returned falsish for property '%s'",
                        property_text(thr, at + 2));
    duk_set_top(thr, at);
    return ok;
}

/* The object's private name, if it has it. */
static bool write_private(duk_hthread *thr, duk_tval *tv_obj, duk_hstring *key,
                          duk_tval *tv_val)
{
    duk_int_t at;
    duk_hobject *h = property_private(thr, tv_obj, key, &at), *set;

    if (h == NULL)
        return false;
    if (!DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at)) {
        duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);

        DUK_TVAL_SET_TVAL_UPDREF(thr, tv, tv_val); /* side effects */
        return true;
    }
    set = DUK_HOBJECT_E_GET_VALUE_SETTER(thr->heap, h, at);
    if (set == NULL)
        return false;
    duk_require_stack(thr, 8);
    duk_push_hobject(thr, set);
    duk_push_tval(thr, tv_obj);
    duk_push_tval(thr, tv_val);
    duk_call_method(thr, 1);
    duk_pop(thr);
    return true;
}

/* Which property of the object at i or of its prototypes refuses to be written: true for
 * an accessor without setter, or data; false where there is none. */
static bool write_refuser(duk_hthread *thr, duk_idx_t i, duk_hstring *key, bool *accessor)
{
    duk_hobject *h = duk_known_hobject(thr, i);
    duk_propdesc desc;

    if (!duk__get_propdesc(thr, h, key, &desc, 0))
        return false;
    *accessor = (desc.flags & DUK_PROPDESC_FLAG_ACCESSOR) != 0;
    return *accessor || !(desc.flags & DUK_PROPDESC_FLAG_WRITABLE);
}

/* [ ] -> [ text ]: the object that has the accessor, the one at i or a prototype of it.
 */
static const char *write_holder_text(duk_hthread *thr, duk_idx_t i, duk_hstring *key)
{
    duk_hobject *h = duk_known_hobject(thr, i);
    duk_propdesc desc;

    while (DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h) != NULL &&
           !duk_hobject_get_own_propdesc(thr, h, key, &desc, 0))
        h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    duk_push_hobject(thr, h);
    return property_owner_text(thr, duk_get_top(thr) - 1);
}

/* What V8 says where a property can't be written. */
static void refuse_write(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key)
{
    static const char *const types[] = { "", "", "", "boolean", "number", "string" };
    duk_idx_t at = property_push(thr, tv_obj, tv_key); /* [ object key ] */
    const char *key = property_text(thr, at + 1), *owner = property_owner_text(thr, at);
    duk_int_t type = duk_get_type(thr, at);
    bool accessor = false;

    if (type == DUK_TYPE_STRING && !duk_is_symbol(thr, at)) {
        duk_dup(thr, at);
        duk_to_object(thr, -1);
        duk_replace(thr, at);
    } else if (type < DUK_TYPE_OBJECT || bigint_is(thr, at)) {
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR, "Cannot create property '%s' on %s '%s'",
                        key,
                        duk_is_symbol(thr, at)   ? "symbol"
                        : type < DUK_TYPE_OBJECT ? types[type]
                                                 : "bigint",
                        owner);
    }
    if (!duk_is_object(thr, at))
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR, "Cannot assign to read only property");
    if (write_refuser(thr, at, duk_known_hstring(thr, at + 1), &accessor) && accessor)
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "Cannot set property %s of %s which has only a getter", key,
                        write_holder_text(thr, at, duk_known_hstring(thr, at + 1)));
    if (write_refuser(thr, at, duk_known_hstring(thr, at + 1), &accessor))
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        type == DUK_TYPE_STRING
                            ? "Cannot assign to read only property '%s' of string '%s'"
                        : duk_is_function(thr, at)
                            ? "Cannot assign to read only property '%s' of function '%s'"
                            : "Cannot assign to read only property '%s' of object '%s'",
                        key, owner);
    if (type == DUK_TYPE_STRING)
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "Cannot create property '%s' on string '%s'", key, owner);
    (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                    "Cannot add property %s, object is not extensible", key);
}

DUK_INTERNAL duk_bool_t duk_hobject_putprop(duk_hthread *thr, duk_tval *tv_obj,
                                            duk_tval *tv_key, duk_tval *tv_val,
                                            duk_bool_t throw_flag)
{
    if (write_value(thr, tv_obj, tv_key, tv_val))
        return 1;
    if (DUK_UNLIKELY(property_is_of_nothing(tv_obj)))
        property_of_nothing(thr, tv_obj, tv_key, true);
    if (property_is_view(tv_obj) && write_element(thr, tv_obj, tv_key, tv_val))
        return 1;
    if (DUK_UNLIKELY(write_is_lost(thr, tv_obj, tv_key)))
        return 1;
    if (DUK_UNLIKELY(property_is_private(tv_key)))
        return write_private(thr, tv_obj, DUK_TVAL_GET_STRING(tv_key), tv_val);
    if (property_meets_proxy(thr, tv_obj))
        return write_by_proxy(thr, tv_obj, tv_key, tv_val, throw_flag);
    {
        duk_tval obj = *tv_obj, key = *tv_key;

        if (duk_hobject_putprop_engine(thr, tv_obj, tv_key, tv_val, 0))
            return 1;
        if (throw_flag)
            refuse_write(thr, &obj, &key);
    }
    return 0;
}
