/* bigint_equal.c: BigInts are equal by their values, loosely to numbers and texts, too.
 */

DUK_INTERNAL duk_bool_t duk_js_equals_helper(duk_hthread *thr, duk_tval *tv_x,
                                             duk_tval *tv_y, duk_small_uint_t flags)
{
    bool x = bigint_is_tval(tv_x), y = bigint_is_tval(tv_y);

    if (DUK_LIKELY(!x && !y))
        return duk_js_equals_helper_engine(thr, tv_x, tv_y, flags);
    if (x && y)
        return bigint_compare(BIGINT_OF(tv_x), BIGINT_OF(tv_y)) == 0;
    if (flags != 0)
        return 0;
    return x ? bigint_equals_value(thr, tv_x, tv_y)
             : bigint_equals_value(thr, tv_y, tv_x);
}
