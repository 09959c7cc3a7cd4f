/* date_utc.c: a year alone means its first month. */

DUK_INTERNAL duk_ret_t duk_bi_date_constructor_utc(duk_hthread *thr)
{
    if (duk_get_top(thr) == 1) {
        duk_to_number(thr, 0);
        duk_push_int(thr, 0);
    }
    return duk_bi_date_constructor_utc_engine(thr);
}
