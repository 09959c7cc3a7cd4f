/* symbol_new.c: new Symbol() is an error. */

DUK_INTERNAL duk_ret_t duk_bi_symbol_constructor_shared(duk_hthread *thr)
{
    if (duk_is_constructor_call(thr))
        DUK_ERROR_TYPE(thr, "Symbol is not a constructor");
    return duk_bi_symbol_constructor_shared_engine(thr);
}
