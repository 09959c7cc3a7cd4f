/* odd_key.c: a[k] op= v and a[k]++ where k is an object, or a[k] no plain property: the
 * key is asked for the property's name once. Used by opcodes.c. */

/* A key that is an object becomes the property's name in its register, a temporary one:
 * base[key] op= value writes by it as well. */
static DUK_NOINLINE void opcodes_settle_key(duk_hthread *thr, const duk_tval *tv_obj,
                                            duk_idx_t key)
{
    if (DUK_TVAL_IS_UNDEFINED(tv_obj) || DUK_TVAL_IS_NULL(tv_obj) ||
        (duk_uint_fast32_t)key < first_temp_of(thr))
        return;
    duk_dup(thr, key);
    (void)duk_to_property_key_hstring(thr, -1);
    duk_replace(thr, key);
}

/* ++ and -- of any property of a value that has some: the key is asked for its name once.
 * False, with nothing done, for undefined and null. */
static DUK_NOINLINE bool opcodes_step_any(duk_hthread *thr, duk_tval *tv_obj,
                                          duk_tval *tv_key, duk_uint_fast32_t ins,
                                          duk_bool_t strict)
{
    duk_idx_t base = duk_get_top(thr);

    if (DUK_TVAL_IS_UNDEFINED(tv_obj) || DUK_TVAL_IS_NULL(tv_obj))
        return false;
    duk_require_stack(thr, 16);
    duk_push_tval(thr, tv_obj);
    duk_push_tval(thr, tv_key);
    if (DUK_TVAL_IS_OBJECT(tv_key))
        (void)duk_to_property_key_hstring(thr, base + 1);
    (void)duk_hobject_getprop(thr, DUK_GET_TVAL_POSIDX(thr, base),
                              DUK_GET_TVAL_POSIDX(thr, base + 1));
    bigint_to_numeric(thr, -1);
    duk_dup_top(thr);
    bigint_operate_unary(thr, ins & DUK_BC_INCDECP_FLAG_DEC ? BIGINT_DEC : BIGINT_INC);
    (void)duk_hobject_putprop(thr, DUK_GET_TVAL_POSIDX(thr, base),
                              DUK_GET_TVAL_POSIDX(thr, base + 1),
                              DUK_GET_TVAL_POSIDX(thr, base + 3), strict);
    opcodes_keep(thr, (duk_idx_t)DUK_DEC_A(ins), (ins & DUK_BC_INCDECP_FLAG_POST) != 0);
    duk_set_top(thr, base);
    return true;
}
