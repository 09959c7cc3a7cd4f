/* thrower.c: what %ThrowTypeError% says. */

DUK_INTERNAL duk_ret_t duk_bi_type_error_thrower(duk_hthread *thr)
{
    DUK_ERROR_TYPE(thr, "'caller', 'callee', and 'arguments' properties may not be "
                        "accessed on strict mode functions or the arguments objects for "
                        "calls to them");
}
