/* bigint_primitive.c: ToPrimitive: a BigInt is primitive. */

/* One of valueOf and toString: its result takes the object's place if it is primitive. */
static bool bigint_try_method(duk_hthread *thr, duk_idx_t i, duk_small_uint_t stridx)
{
    if (duk_get_prop_stridx(thr, i, stridx) && duk_is_callable(thr, -1)) {
        duk_dup(thr, i);
        duk_call_method(thr, 0);
        if (!duk_check_type_mask(thr, -1,
                                 DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_LIGHTFUNC |
                                     DUK_TYPE_MASK_BUFFER) ||
            bigint_is_tval(DUK_GET_TVAL_NEGIDX(thr, -1))) {
            duk_replace(thr, i);
            return true;
        }
    }
    duk_pop(thr);
    return false;
}

DUK_LOCAL void duk__to_primitive_helper(duk_hthread *thr, duk_idx_t idx, duk_int_t hint,
                                        duk_bool_t check_symbol)
{
    bool text = hint == DUK_HINT_STRING;

    idx = duk_require_normalize_index(thr, idx);
    if (!duk_check_type_mask(thr, idx,
                             DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_LIGHTFUNC |
                                 DUK_TYPE_MASK_BUFFER) ||
        bigint_is_tval(DUK_GET_TVAL_POSIDX(thr, idx)))
        return;
    if (check_symbol &&
        duk_get_method_stridx(thr, idx, DUK_STRIDX_WELLKNOWN_SYMBOL_TO_PRIMITIVE)) {
        duk_dup(thr, idx);
        duk_push_string(thr, duk__toprim_hint_strings[hint]);
        duk_call_method(thr, 1);
        if (!duk_check_type_mask(thr, -1,
                                 DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_LIGHTFUNC |
                                     DUK_TYPE_MASK_BUFFER) ||
            bigint_is_tval(DUK_GET_TVAL_NEGIDX(thr, -1))) {
            duk_replace(thr, idx);
            return;
        }
    } else if (bigint_try_method(thr, idx,
                                 text ? DUK_STRIDX_TO_STRING : DUK_STRIDX_VALUE_OF) ||
               bigint_try_method(thr, idx,
                                 text ? DUK_STRIDX_VALUE_OF : DUK_STRIDX_TO_STRING)) {
        return;
    }
    DUK_ERROR_TYPE(thr, "Cannot convert object to primitive value");
}
