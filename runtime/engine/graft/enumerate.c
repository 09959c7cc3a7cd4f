/* enumerate.c: for-in passes over what is hidden by a property that isn't enumerable, of
 * an object nearer than the one that has it; where proxies stand on the way it goes by
 * the specification's own steps. */

DUK_LOCAL_DECL duk_bool_t duk__get_propdesc(duk_hthread *thr, duk_hobject *obj,
                                            duk_hstring *key, duk_propdesc *out_desc,
                                            duk_small_uint_t flags);

#define ENUMERATE_HIDDEN DUK_HIDDEN_SYMBOL("passedOver")

/* Has the object an entry with a name that is enumerable, or one that isn't? */
static bool enumerate_has(duk_hobject *h, bool enumerable)
{
    for (duk_uint_fast32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(NULL, h, i);

        if (key != NULL && !DUK_HSTRING_HAS_SYMBOL(key) &&
            (DUK_HOBJECT_E_SLOT_IS_ENUMERABLE(NULL, h, i) != 0) == enumerable)
            return true;
    }
    return false;
}

/* May one of the object's properties hide another of its prototypes'? */
static bool enumerate_may_hide(duk_hthread *thr, duk_hobject *h, bool *proxy)
{
    bool hiding = false;

    for (; h != NULL; h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h)) {
        if (DUK_HOBJECT_IS_PROXY(h)) {
            *proxy = true;
            return false;
        }
        if (hiding && enumerate_has(h, true))
            return true;
        hiding = hiding || enumerate_has(h, false);
    }
    return false;
}

/* Is the nearest property of that name one that isn't enumerable? */
static bool enumerate_is_hidden(duk_hthread *thr, duk_hobject *h, duk_hstring *key)
{
    duk_propdesc desc;

    return duk__get_propdesc(thr, h, key, &desc, 0) &&
           !(desc.flags & DUK_PROPDESC_FLAG_ENUMERABLE);
}

/* [ keys object seen ] -> the same: the object's own keys that aren't in `seen` are noted
 * there, with whether they are enumerable. */
static void enumerate_own(duk_hthread *thr, duk_idx_t keys)
{
    duk_uarridx_t n;

    meta_own_keys(thr, keys + 1, META_STRINGS);
    n = (duk_uarridx_t)duk_get_length(thr, -1);
    for (duk_uarridx_t i = 0; i < n; i++) {
        duk_set_top(thr, keys + 4);
        duk_get_prop_index(thr, keys + 3, i);
        duk_dup_top(thr);
        if (duk_has_prop(thr, keys + 2))
            continue;
        duk_dup_top(thr);
        meta_get_own(thr, keys + 1); /* [ … key descriptor ] */
        if (duk_is_undefined(thr, -1))
            continue;
        duk_get_prop_literal(thr, -1, "enumerable");
        if (duk_to_boolean(thr, -1)) {
            duk_dup(thr, keys + 4);
            duk_push_true(thr);
            duk_xdef_prop_wec(thr, keys);
        }
        duk_set_top(thr, keys + 5);
        duk_push_true(thr);
        duk_xdef_prop_wec(thr, keys + 2);
    }
    duk_set_top(thr, keys + 3);
}

/* [ object ] -> [ object of the names that for-in gives ] */
static void enumerate_by_steps(duk_hthread *thr)
{
    duk_idx_t keys = duk_get_top(thr) - 1;

    duk_require_stack(thr, 24);
    duk_push_bare_object(thr);
    duk_insert(thr, keys);
    duk_push_bare_object(thr);
    while (duk_is_object(thr, keys + 1)) {
        enumerate_own(thr, keys);
        meta_get_prototype(thr, keys + 1);
        duk_replace(thr, keys + 1);
    }
    duk_set_top(thr, keys + 1);
}

/* [ object ] -> [ enumerator ] */
DUK_INTERNAL void duk_hobject_enumerator_create(duk_hthread *thr,
                                                duk_small_uint_t enum_flags)
{
    duk_hobject *target = duk_get_hobject(thr, -1), *e;
    bool proxy = false, looks = target != NULL &&
                                !(enum_flags & (DUK_ENUM_OWN_PROPERTIES_ONLY |
                                                DUK_ENUM_INCLUDE_NONENUMERABLE)) &&
                                enumerate_may_hide(thr, target, &proxy);

    if (DUK_UNLIKELY(proxy)) {
        enumerate_by_steps(thr);
        enum_flags |= DUK_ENUM_OWN_PROPERTIES_ONLY;
    }
    if (looks)
        duk_dup_top(thr);
    duk_hobject_enumerator_create_engine(thr, enum_flags);
    if (!looks)
        return;
    duk_push_literal(thr, ENUMERATE_HIDDEN);
    e = duk_known_hobject(thr, -2);
    for (duk_uint_fast32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(e); i++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, e, i);

        if (key == NULL || DUK_HSTRING_HAS_SYMBOL(key) ||
            !enumerate_is_hidden(thr, target, key))
            continue;
        /* The enumerator passes over keys that its object hasn't got. */
        DUK_HOBJECT_E_SET_KEY(thr->heap, e, i, duk_known_hstring(thr, -1));
        DUK_HSTRING_INCREF(thr, duk_known_hstring(thr, -1));
        DUK_HSTRING_DECREF_NORZ(thr, key);
    }
    duk_pop(thr);
    duk_remove(thr, -2);
}
