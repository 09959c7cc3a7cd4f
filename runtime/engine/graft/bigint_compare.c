/* bigint_compare.c: < and its kin where an object, or a BigInt, is concerned. */

DUK_INTERNAL duk_bool_t duk_js_compare_helper(duk_hthread *thr, duk_tval *tv_x,
                                              duk_tval *tv_y, duk_small_uint_t flags)
{
    duk_bool_t result;
    int order;

    if (DUK_LIKELY(!DUK_TVAL_IS_OBJECT(tv_x) && !DUK_TVAL_IS_OBJECT(tv_y)))
        return duk_js_compare_helper_engine(thr, tv_x, tv_y, flags);
    duk_require_stack(thr, 8);
    duk_push_tval(thr, tv_x);
    duk_push_tval(thr, tv_y);
    duk_to_primitive(thr, flags & DUK_COMPARE_FLAG_EVAL_LEFT_FIRST ? -2 : -1,
                     DUK_HINT_NUMBER);
    duk_to_primitive(thr, flags & DUK_COMPARE_FLAG_EVAL_LEFT_FIRST ? -1 : -2,
                     DUK_HINT_NUMBER);
    if (!bigint_is_tval(DUK_GET_TVAL_NEGIDX(thr, -2)) &&
        !bigint_is_tval(DUK_GET_TVAL_NEGIDX(thr, -1))) {
        result = duk_js_compare_helper_engine(thr, DUK_GET_TVAL_NEGIDX(thr, -2),
                                              DUK_GET_TVAL_NEGIDX(thr, -1), flags);
    } else {
        order = bigint_order(thr); /* 2: none */
        result = order == 2 ? 0 : (order < 0) != (flags & DUK_COMPARE_FLAG_NEGATE);
    }
    duk_pop_2(thr);
    return result;
}
