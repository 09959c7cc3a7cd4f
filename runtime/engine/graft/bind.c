/* bind.c: the length of bound functions whose target's is none of its own, or no small
 * integer. */

DUK_INTERNAL duk_ret_t duk_bi_function_prototype_bind(duk_hthread *thr)
{
    duk_idx_t args = duk_get_top(thr) - 1;
    duk_hobject *target;
    duk_tval *tv = NULL;
    duk_double_t len = 0;
    duk_int_t at;

    duk_push_this(thr);
    if (!duk_is_callable(thr, -1))
        DUK_ERROR_TYPE(thr, "Bind must be called on a function");
    target = duk_get_hobject(thr, -1);
    duk_pop(thr);
    (void)duk_bi_function_prototype_bind_engine(thr);
    if (target != NULL && !DUK_HOBJECT_HAS_CONSTRUCTABLE(target))
        DUK_HOBJECT_CLEAR_CONSTRUCTABLE(duk_known_hobject(thr, -1));
    if (target == NULL || DUK_HOBJECT_IS_PROXY(target))
        return 1;
    at = lookup_entry(thr->heap, target, DUK_HTHREAD_STRING_LENGTH(thr));
    if (at >= 0 && DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, target, at))
        return 1;
    if (at >= 0)
        tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, target, at);
    if (tv != NULL && DUK_TVAL_IS_NUMBER(tv)) {
        len = DUK_TVAL_GET_NUMBER(tv);
        len = DUK_ISNAN(len) ? 0 : DUK_TRUNC(len) - (args > 0 ? args : 0);
    }
    duk_push_number(thr, len > 0 ? len : 0);
    duk_xdef_prop_stridx_short(thr, -2, DUK_STRIDX_LENGTH, DUK_PROPDESC_FLAGS_C);
    return 1;
}
