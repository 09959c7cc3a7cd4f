/* function_constructor.c: Function(), whose text goes through the lowering. */
DUK_INTERNAL duk_ret_t duk_bi_function_constructor(duk_hthread *thr)
{
    return engine_make_function(thr);
}
