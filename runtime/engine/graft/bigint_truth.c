/* bigint_truth.c: 0n is false. */

DUK_INTERNAL duk_bool_t duk_js_toboolean(duk_tval *tv)
{
    if (DUK_UNLIKELY(bigint_is_tval(tv)))
        return BIGINT_OF(tv)->n != 0;
    return duk_js_toboolean_engine(tv);
}
