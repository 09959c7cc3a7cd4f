/* proxy_descriptor.c: getOwnPropertyDescriptor of a proxy: its target's (see
 * proxy_own.c). */

DUK_INTERNAL void duk_hobject_object_get_own_property_descriptor(duk_hthread *thr,
                                                                 duk_idx_t obj_idx)
{
    duk_hobject *h = duk_get_hobject(thr, obj_idx);

    if (h != NULL && DUK_HOBJECT_IS_PROXY(h)) {
        obj_idx = duk_normalize_index(thr, obj_idx);
        duk_push_hobject(thr, duk_hobject_resolve_proxy_target(h));
        duk_replace(thr, obj_idx);
    }
    duk_hobject_object_get_own_property_descriptor_engine(thr, obj_idx);
}
