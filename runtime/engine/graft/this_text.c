/* this_text.c: String.prototype's methods say their names where they have no string. */

DUK_INTERNAL duk_hstring *duk_push_this_coercible_to_string(duk_hthread *thr)
{
    duk_push_this(thr);
    if (DUK_UNLIKELY(duk_is_null_or_undefined(thr, -1))) {
        duk_push_current_function(thr);
        duk_get_prop_literal(thr, -1, "name");
        DUK_ERROR_FMT1(thr, DUK_ERR_TYPE_ERROR,
                       "String.prototype.%s called on null or undefined",
                       duk_get_string_default(thr, -1, ""));
    }
    duk_pop(thr);
    return duk_push_this_coercible_to_string_engine(thr);
}
