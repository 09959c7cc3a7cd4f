/* meta_keys.c: the keys of objects, and sealing and freezing them
 * (ECMA-262 10.1.11, 7.3.15). Part of the engine's unit, behind meta.c. */

/* ---- Keys ---- */

static int compare_indices(const void *a, const void *b)
{
    duk_uint32_t x = *(const duk_uint32_t *)a, y = *(const duk_uint32_t *)b;

    return x < y ? -1 : x > y;
}

static void add_index(duk_hthread *thr, duk_uint32_t index)
{
    duk_push_uint(thr, index);
    duk_to_string(thr, -1);
    array_append(thr, -2);
}

/* Indices among the named properties, sorted; behind those of the array part. */
static void add_named_indices(duk_hthread *thr, duk_hobject *h)
{
    duk_uint32_t n = 0, *list;

    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, k);

        n += key != NULL && DUK_HSTRING_HAS_ARRIDX(key);
    }
    if (n == 0)
        return;
    list = duk_push_fixed_buffer(thr, n * sizeof *list);
    duk_insert(thr, -2);
    n = 0;
    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, k);

        if (key != NULL && DUK_HSTRING_HAS_ARRIDX(key))
            list[n++] = DUK_HSTRING_GET_ARRIDX_FAST(key);
    }
    qsort(list, n, sizeof *list, compare_indices);
    for (duk_uint32_t k = 0; k < n; k++)
        add_index(thr, list[k]);
    duk_remove(thr, -2);
}

static void add_indices(duk_hthread *thr, duk_hobject *h)
{
    if (DUK_HOBJECT_HAS_EXOTIC_STRINGOBJ(h)) {
        duk_hstring *s = duk_hobject_get_internal_value_string(thr->heap, h);

        for (duk_uint32_t k = 0; s != NULL && k < DUK_HSTRING_GET_CHARLEN(s); k++)
            add_index(thr, k);
    } else if (DUK_HOBJECT_IS_BUFOBJ(h) &&
               DUK_HBUFOBJ_HAS_VIRTUAL_INDICES((duk_hbufobj *)h)) {
        duk_hbufobj *b = (duk_hbufobj *)h;

        for (duk_uint32_t k = 0; b->buf != NULL && k < b->length >> b->shift; k++)
            add_index(thr, k);
    }
    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ASIZE(h); k++) {
        if (!DUK_TVAL_IS_UNUSED(DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, k)))
            add_index(thr, k);
    }
    add_named_indices(thr, h);
}

static void add_named(duk_hthread *thr, duk_hobject *h, bool symbols)
{
    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, k);

        if (key == NULL || DUK_HSTRING_HAS_ARRIDX(key) || DUK_HSTRING_HAS_HIDDEN(key) ||
            (DUK_HSTRING_HAS_SYMBOL(key) != 0) != symbols)
            continue;
        duk_push_hstring(thr, key);
        array_append(thr, -2);
    }
}

void meta_own_keys(duk_context *ctx, duk_idx_t i, int kinds)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i);

    duk_require_stack(ctx, 8);
    if (DUK_HOBJECT_IS_PROXY(h)) {
        proxy_own_keys(ctx, i, kinds);
        return;
    }
    duk_push_array(ctx);
    if (kinds & META_STRINGS) {
        add_indices(thr, h);
        if (DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || DUK_HOBJECT_HAS_EXOTIC_STRINGOBJ(h)) {
            duk_push_hstring_stridx(thr, DUK_STRIDX_LENGTH);
            array_append(ctx, -2);
        }
        add_named(thr, h, false);
    }
    if (kinds & META_SYMBOLS)
        add_named(thr, h, true);
}

/* ---- Integrity ---- */

/* [ ] -> [ ]: each own property of a proxy by itself. */
static bool seal_each(duk_context *ctx, duk_idx_t i, bool freeze)
{
    duk_idx_t keys = duk_get_top(ctx);
    duk_uarridx_t n;
    bool ok = true;

    meta_own_keys(ctx, i, META_STRINGS | META_SYMBOLS);
    n = (duk_uarridx_t)duk_get_length(ctx, keys);
    for (duk_uarridx_t k = 0; k < n && ok; k++) {
        bool accessor = false;

        duk_get_prop_index(ctx, keys, k);
        if (freeze) {
            duk_dup_top(ctx);
            meta_get_own(ctx, i);
            if (duk_is_undefined(ctx, -1)) {
                duk_pop_2(ctx);
                continue;
            }
            accessor = duk_has_prop_literal(ctx, -1, "get");
            duk_pop(ctx);
        }
        duk_push_object(ctx);
        put_flag(ctx, "configurable", true, false);
        put_flag(ctx, "writable", freeze && !accessor, false);
        ok = meta_define(ctx, i);
        if (!ok)
            (void)duk_error(ctx, DUK_ERR_TYPE_ERROR,
                            "'defineProperty' on proxy: trap returned falsish");
    }
    duk_set_top(ctx, keys);
    return ok;
}

/* What is private isn't frozen: whether it may be written the compiler knows. */
static void keep_private(duk_hthread *thr, duk_hobject *h)
{
    for (duk_uint_fast32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, i);

        if (key != NULL && DUK_HSTRING_HAS_HIDDEN(key) &&
            DUK_HSTRING_GET_DATA(key)[1] == '#' &&
            !DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, i))
            *DUK_HOBJECT_E_GET_FLAGS_PTR(thr->heap, h, i) |= DUK_PROPDESC_FLAG_WRITABLE;
    }
}

bool meta_seal(duk_context *ctx, duk_idx_t i, bool freeze)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = any_object(ctx, i);

    i = duk_normalize_index(ctx, i);
    if (DUK_HOBJECT_IS_PROXY(h))
        return meta_prevent_extensions(ctx, i) && seal_each(ctx, i, freeze);
    if (freeze && DUK_HOBJECT_IS_BUFOBJ(h) &&
        DUK_HBUFOBJ_HAS_VIRTUAL_INDICES((duk_hbufobj *)h) &&
        ((duk_hbufobj *)h)->length > 0)
        (void)duk_error(ctx, DUK_ERR_TYPE_ERROR,
                        "Cannot freeze array buffer views with elements");
    duk_hobject_object_seal_freeze_helper(thr, h, freeze);
    keep_private(thr, h);
    if (freeze && DUK_HOBJECT_IS_ARRAY(h))
        DUK_HARRAY_SET_LENGTH_NONWRITABLE((duk_harray *)h);
    DUK_HOBJECT_CLEAR_EXTENSIBLE(h);
    return true;
}

bool meta_is_sealed(duk_context *ctx, duk_idx_t i, bool frozen)
{
    duk_hobject *h = any_object(ctx, i);
    duk_idx_t keys = duk_get_top(ctx);
    duk_uarridx_t n;

    i = duk_normalize_index(ctx, i);
    if (meta_is_extensible(ctx, i))
        return false;
    if (frozen && DUK_HOBJECT_IS_ARRAY(h) && !DUK_HOBJECT_IS_PROXY(h) &&
        DUK_HARRAY_LENGTH_WRITABLE((duk_harray *)h))
        return false;
    if (!DUK_HOBJECT_IS_PROXY(h))
        return duk_hobject_object_is_sealed_frozen_helper(ctx, h, frozen) != 0;
    meta_own_keys(ctx, i, META_STRINGS | META_SYMBOLS);
    n = (duk_uarridx_t)duk_get_length(ctx, keys);
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, keys, k);
        meta_get_own(ctx, i);
        if (duk_is_undefined(ctx, -1))
            continue;
        duk_get_prop_literal(ctx, -1, "configurable");
        duk_get_prop_literal(ctx, -2, "writable");
        if (duk_to_boolean(ctx, -2) || (frozen && duk_to_boolean(ctx, -1)))
            return false;
        duk_set_top(ctx, keys + 1);
    }
    duk_set_top(ctx, keys);
    return true;
}
