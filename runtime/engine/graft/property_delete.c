/* property_delete.c: delete on a proxy, and V8's messages. */

/* What V8 says where a property stays. */
static void refuse_delete(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key)
{
    duk_idx_t at = property_push(thr, tv_obj, tv_key);
    const char *object;

    if (duk_is_string(thr, at) && !duk_is_symbol(thr, at))
        duk_to_object(thr, at);
    object = property_owner_text(thr, at);
    (void)duk_error(thr, DUK_ERR_TYPE_ERROR, "Cannot delete property '%s' of %s",
                    property_text(thr, at + 1), object);
}

DUK_INTERNAL duk_bool_t duk_hobject_delprop(duk_hthread *thr, duk_tval *tv_obj,
                                            duk_tval *tv_key, duk_bool_t throw_flag)
{
    duk_idx_t at;

    bool view = property_is_view(tv_obj);

    if (!view && (!DUK_TVAL_IS_OBJECT(tv_obj) ||
                  !DUK_HOBJECT_IS_PROXY(DUK_TVAL_GET_OBJECT(tv_obj)))) {
        duk_tval obj = *tv_obj, key = *tv_key;

        if (DUK_TVAL_IS_UNDEFINED(tv_obj) || DUK_TVAL_IS_NULL(tv_obj))
            (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                            "Cannot convert undefined or null to object");
        if (duk_hobject_delprop_engine(thr, tv_obj, tv_key, 0))
            return 1;
        if (throw_flag)
            refuse_delete(thr, &obj, &key);
        return 0;
    }
    at = property_push(thr, tv_obj, tv_key);
    duk_dup_top(thr);
    if (!meta_delete(thr, at)) {
        if (throw_flag)
            (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                            view ? "Cannot delete property '%s' of [object Array]"
                                 : "'deleteProperty' on proxy: trap returned falsish for "
                                   "property '%s'",
                            property_text(thr, at + 1));
        duk_set_top(thr, at);
        return 0;
    }
    duk_set_top(thr, at);
    return 1;
}
