/* arguments.c: an arguments object is iterable as an array is (ECMA-262 10.4.4.6). */
DUK_LOCAL void duk__create_arguments_object(duk_hthread *thr, duk_hobject *func,
                                            duk_hobject *varenv, duk_idx_t idx_args)
{
    duk__create_arguments_object_engine(thr, func, varenv, idx_args);
    duk_push_literal(thr, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    engine_push_array_values(thr);
    duk_xdef_prop(thr, -3, DUK_PROPDESC_FLAGS_WC);
}
