/* date_set.c: a setter without an argument makes the date invalid. */

DUK_LOCAL duk_ret_t duk__set_part_helper(duk_hthread *thr,
                                         duk_small_uint_t flags_and_maxnargs)
{
    if (duk_get_top(thr) == 0)
        duk_push_nan(thr);
    return duk__set_part_helper_engine(thr, flags_and_maxnargs);
}
