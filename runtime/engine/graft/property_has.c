/* property_has.c: `in` where a proxy stands on the way. */

DUK_INTERNAL duk_bool_t duk_hobject_hasprop(duk_hthread *thr, duk_tval *tv_obj,
                                            duk_tval *tv_key)
{
    duk_idx_t at;
    bool has;

    if (!property_is_view(tv_obj) && !property_meets_proxy(thr, tv_obj))
        return duk_hobject_hasprop_engine(thr, tv_obj, tv_key);
    if (property_is_private(tv_key)) {
        (void)property_private(thr, tv_obj, tv_key, &has);
        return has;
    }
    at = property_push(thr, tv_obj, tv_key);
    has = meta_has(thr, at);
    duk_set_top(thr, at);
    return has;
}
