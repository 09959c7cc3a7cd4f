/* error_cause.c: new Error(message, { cause }). The constructors take a second argument
 * because errors_take_options (engine/unit/function.c) says so to the engine. */

DUK_INTERNAL duk_ret_t duk_bi_error_constructor_shared(duk_hthread *thr)
{
    duk_ret_t rc = duk_bi_error_constructor_shared_engine(thr);

    if (duk_is_object(thr, 1) && duk_has_prop_literal(thr, 1, "cause")) {
        duk_push_literal(thr, "cause");
        duk_get_prop_literal(thr, 1, "cause");
        duk_def_prop(thr, -3,
                     DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE |
                         DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_CLEAR_ENUMERABLE);
    }
    return rc;
}
