/* property_read.c: reading a property without copying base and key to the value stack. */

DUK_INTERNAL duk_bool_t duk_hobject_getprop(duk_hthread *thr, duk_tval *tv_obj,
                                            duk_tval *tv_key)
{
    duk_tval tmp, *tv = lookup_value(thr, tv_obj, tv_key, &tmp);

    if (tv == NULL)
        return duk_hobject_getprop_engine(thr, tv_obj, tv_key);
    duk_push_tval(thr, tv);
    /* Whether the property is there matters to few callers, and undefined may mean both.
     */
    if (DUK_UNLIKELY(tv == &tmp && DUK_TVAL_IS_UNDEFINED(tv)))
        return 0;
    return 1;
}
