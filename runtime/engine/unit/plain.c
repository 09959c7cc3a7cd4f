/* plain.c: copying and defining properties of ordinary objects without descriptors: for
 * object literals, spread and rest. Part of the engine's unit. */

/* An object whose properties are its entries and nothing else. */
static bool is_plain_object(duk_hobject *h)
{
    return (LOOKUP_FLAGS(h) & (LOOKUP_VIRTUAL | LOOKUP_ODD_INDEX)) == 0 &&
           DUK_HOBJECT_GET_ASIZE(h) == 0;
}

/* Does a spread copy the entry? */
static bool is_copied(duk_hthread *thr, duk_hobject *h, duk_uint32_t i)
{
    duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, i);

    return key != NULL && !DUK_HSTRING_HAS_HIDDEN(key) &&
           DUK_HOBJECT_E_SLOT_IS_ENUMERABLE(thr->heap, h, i);
}

/* The number of entries to copy; -1 where one is an accessor. */
static duk_int_t count_copied(duk_hthread *thr, duk_hobject *h)
{
    duk_int_t n = 0;

    for (duk_uint32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        if (!is_copied(thr, h, i))
            continue;
        if (DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, i))
            return -1;
        n++;
    }
    return n;
}

/* Writable, enumerable and configurable, with the value: a new entry, or an old one that
 * is data and configurable; else false. */
static bool define_plain(duk_hthread *thr, duk_hobject *to, duk_hstring *key,
                         duk_tval *value)
{
    duk_int_t at = lookup_entry(thr->heap, to, key);

    if (at < 0) {
        write_add(thr, to, key, value);
        return true;
    }
    if ((DUK_HOBJECT_E_GET_FLAGS(thr->heap, to, at) &
         (DUK_PROPDESC_FLAG_ACCESSOR | DUK_PROPDESC_FLAG_CONFIGURABLE)) !=
        DUK_PROPDESC_FLAG_CONFIGURABLE)
        return false;
    DUK_HOBJECT_E_SET_FLAGS(thr->heap, to, at, DUK_PROPDESC_FLAGS_WEC);
    DUK_TVAL_SET_TVAL_UPDREF(thr, DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, to, at),
                             value); /* side effects */
    return true;
}

static bool is_among(duk_hthread *thr, duk_hobject *keys, duk_hstring *key)
{
    for (duk_uint32_t i = 0; keys != NULL && i < DUK_HOBJECT_GET_ASIZE(keys); i++) {
        const duk_tval *tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, keys, i);

        if (DUK_TVAL_IS_STRING(tv) && DUK_TVAL_GET_STRING(tv) == key)
            return true;
    }
    return false;
}

bool engine_copy_plain(duk_context *ctx, duk_idx_t from, duk_idx_t to, duk_idx_t excluded)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, from), *target = duk_get_hobject(thr, to);
    duk_hobject *keys = excluded >= 0 ? duk_get_hobject(thr, excluded) : NULL;
    duk_int_t n;

    if (h == NULL || target == NULL || h == target || !is_plain_object(h) ||
        !is_plain_object(target) || !DUK_HOBJECT_HAS_EXTENSIBLE(target) ||
        (n = count_copied(thr, h)) < 0 || count_copied(thr, target) < 0)
        return false;
    /* From here on nothing is allocated: the source stays as it is. */
    if (n > 0)
        duk_hobject_resize_entrypart(thr, target,
                                     DUK_HOBJECT_GET_ENEXT(target) + (duk_uint32_t)n);
    for (duk_uint32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        if (is_copied(thr, h, i) &&
            !is_among(thr, keys, DUK_HOBJECT_E_GET_KEY(thr->heap, h, i)))
            define_plain(thr, target, DUK_HOBJECT_E_GET_KEY(thr->heap, h, i),
                         DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, i));
    }
    return true;
}

bool engine_define_plain(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);
    duk_hstring *key = duk_get_hstring(thr, -2);

    if (h == NULL || key == NULL || DUK_HSTRING_HAS_ARRIDX(key) || !is_plain_object(h) ||
        !DUK_HOBJECT_HAS_EXTENSIBLE(h) ||
        !define_plain(thr, h, key, DUK_GET_TVAL_NEGIDX(thr, -1)))
        return false;
    duk_pop_2(ctx);
    return true;
}

bool engine_has_private(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_int_t at;

    return property_private(thr, duk_require_tval(thr, i), duk_require_hstring(thr, key),
                            &at) != NULL;
}

void engine_require_private(duk_context *ctx, duk_idx_t i, duk_idx_t key, bool writing)
{
    duk_hthread *thr = ctx;

    (void)private_require(thr, duk_require_tval(thr, i), duk_require_tval(thr, key),
                          writing);
}

void engine_push_private_name(duk_context *ctx, duk_idx_t key)
{
    PrivateName p = private_parts(duk_require_string(ctx, key));

    duk_push_lstring(ctx, p.name, (duk_size_t)p.length);
}

void engine_mark_private(duk_context *ctx, duk_idx_t i, bool branded)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_int_t at = lookup_entry(thr->heap, h, duk_require_hstring(thr, -1));

    if (at >= 0)
        *DUK_HOBJECT_E_GET_FLAGS_PTR(thr->heap, h, at) |=
            branded ? LOOKUP_BRANDED : LOOKUP_OWN;
    duk_pop(ctx);
}

void engine_push_brand(duk_context *ctx, duk_idx_t i)
{
    duk_push_sprintf(ctx, DUK_HIDDEN_SYMBOL("#%p"), duk_require_heapptr(ctx, i));
}

bool engine_add_private(duk_context *ctx, duk_idx_t i, bool brand)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_hstring *key = duk_require_hstring(thr, -2);

    if (lookup_entry(thr->heap, h, key) >= 0)
        return false;
    write_add_as(thr, h, key, DUK_GET_TVAL_NEGIDX(thr, -1),
                 brand ? LOOKUP_BRAND : LOOKUP_FIELD);
    duk_pop_2(ctx);
    return true;
}
