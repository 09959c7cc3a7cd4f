/* proxy_own.c: what a proxy has of its own is what its target has.
 *
 * The engine looks at the proxy object itself, which has nothing, in hasOwnProperty,
 * propertyIsEnumerable and getOwnPropertyDescriptor. A trap for that is not asked. */

DUK_INTERNAL duk_bool_t duk_hobject_object_ownprop_helper(duk_hthread *thr,
                                                          duk_small_uint_t required_flags)
{
    duk_tval *tv = thr->valstack_bottom - 1; /* `this` */

    if (DUK_TVAL_IS_OBJECT(tv) && DUK_HOBJECT_IS_PROXY(DUK_TVAL_GET_OBJECT(tv))) {
        duk_hobject *target = duk_hobject_resolve_proxy_target(DUK_TVAL_GET_OBJECT(tv));

        DUK_TVAL_SET_OBJECT_UPDREF(thr, tv, target); /* side effects */
    }
    return duk_hobject_object_ownprop_helper_engine(thr, required_flags);
}
