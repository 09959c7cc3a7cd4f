/* substr.c: substr of null and undefined is an error. */

DUK_INTERNAL duk_ret_t duk_bi_string_prototype_substr(duk_hthread *thr)
{
    (void)duk_push_this_coercible_to_string(thr);
    duk_pop(thr);
    return duk_bi_string_prototype_substr_engine(thr);
}
