/* thrower.c: what %ThrowTypeError% says, and what sloppy functions have instead. */

/* V8 gives functions of sloppy code `caller` and `arguments` of their own, which are
 * null; ours come to the accessors that they inherit. */
static bool thrower_is_sloppy(duk_hthread *thr)
{
    duk_hobject *h;

    duk_push_this(thr);
    h = duk_get_hobject(thr, -1);
    duk_pop(thr);
    return h != NULL && DUK_HOBJECT_IS_COMPFUNC(h) && !DUK_HOBJECT_HAS_STRICT(h) &&
           DUK_HOBJECT_HAS_CONSTRUCTABLE(h);
}

DUK_INTERNAL duk_ret_t duk_bi_type_error_thrower(duk_hthread *thr)
{
    if (thrower_is_sloppy(thr)) {
        duk_push_null(thr);
        return 1;
    }
    DUK_ERROR_TYPE(thr, "'caller', 'callee', and 'arguments' properties may not be "
                        "accessed on strict mode functions or the arguments objects for "
                        "calls to them");
}
