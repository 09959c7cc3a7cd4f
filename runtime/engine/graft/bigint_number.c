/* bigint_number.c: ToNumber refuses BigInts. */

DUK_INTERNAL duk_double_t duk_js_tonumber(duk_hthread *thr, duk_tval *tv)
{
    if (DUK_TVAL_IS_OBJECT(tv)) {
        duk_double_t d;

        duk_push_tval(thr, tv);
        duk_to_primitive(thr, -1, DUK_HINT_NUMBER);
        if (bigint_is_tval(DUK_GET_TVAL_NEGIDX(thr, -1)))
            DUK_ERROR_TYPE(thr, "Cannot convert a BigInt value to a number");
        d = duk_js_tonumber_engine(thr, DUK_GET_TVAL_NEGIDX(thr, -1));
        duk_pop(thr);
        return d;
    }
    return duk_js_tonumber_engine(thr, tv);
}
