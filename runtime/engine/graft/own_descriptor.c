/* own_descriptor.c: a typed array has no `length` of its own: the engine makes one up,
 * the specification has an accessor on the prototype. */

DUK_LOCAL duk_bool_t duk__get_own_propdesc_raw(duk_hthread *thr, duk_hobject *obj,
                                               duk_hstring *key, duk_uint32_t arr_idx,
                                               duk_propdesc *out_desc,
                                               duk_small_uint_t flags)
{
    duk_bool_t found =
        duk__get_own_propdesc_raw_engine(thr, obj, key, arr_idx, out_desc, flags);

    if (DUK_UNLIKELY(found && key == DUK_HTHREAD_STRING_LENGTH(thr) &&
                     DUK_HOBJECT_IS_BUFOBJ(obj) && out_desc->e_idx < 0)) {
        if (flags & DUK_GETDESC_FLAG_PUSH_VALUE)
            duk_pop(thr);
        return 0;
    }
    return found;
}
