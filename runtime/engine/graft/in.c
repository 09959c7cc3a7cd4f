/* in.c: `in` where the right side is no object: V8's message. */

DUK_INTERNAL duk_bool_t duk_js_in(duk_hthread *thr, duk_tval *tv_x, duk_tval *tv_y)
{
    if ((!DUK_TVAL_IS_OBJECT(tv_y) || bigint_is_tval(tv_y)) &&
        !DUK_TVAL_IS_BUFFER(tv_y) && !DUK_TVAL_IS_LIGHTFUNC(tv_y)) {
        duk_idx_t at = duk_get_top(thr);

        duk_require_stack(thr, 4);
        duk_push_tval(thr, tv_x);
        duk_push_tval(thr, tv_y);
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "Cannot use 'in' operator to search for '%s' in %s",
                        property_owner_text(thr, at), property_owner_text(thr, at + 1));
    }
    return duk_js_in_engine(thr, tv_x, tv_y);
}
