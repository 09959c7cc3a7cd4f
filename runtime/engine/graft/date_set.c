/* date_set.c: a setter without an argument makes the date invalid; setting the year makes
 * an invalid one valid again; setYear, with one argument, is about local time. */

/* setFullYear and setYear count from midnight of 1 January 1970, local time, where there
 * was no date; the engine from what it was then in Greenwich. */
static void date_set_begin(duk_hthread *thr, duk_small_uint_t flags)
{
    duk_double_t dparts[DUK_DATE_IDX_NUM_PARTS] = { 1970 };
    duk_idx_t n = duk_get_top(thr);

    duk_push_this(thr);
    if (duk_is_object(thr, -1) &&
        DUK_HOBJECT_GET_CLASS_NUMBER(duk_require_hobject(thr, -1)) ==
            DUK_HOBJECT_CLASS_DATE &&
        duk_xget_owndataprop_stridx_short(thr, -1, DUK_STRIDX_INT_VALUE) &&
        duk_is_nan(thr, -1)) {
        for (duk_idx_t i = 0; i < n; i++)
            duk_to_number(thr, i); /* may throw, and then it stays invalid */
        duk_pop(thr);
        (void)duk__set_this_timeval_from_dparts(thr, dparts, flags);
    }
    duk_set_top(thr, n);
}

DUK_LOCAL duk_ret_t duk__set_part_helper(duk_hthread *thr,
                                         duk_small_uint_t flags_and_maxnargs)
{
    if (duk_get_top(thr) == 0)
        duk_push_nan(thr);
    if (flags_and_maxnargs & DUK_DATE_FLAG_YEAR_FIXUP) {
        duk_set_top(thr, 1);
        flags_and_maxnargs |= DUK_DATE_FLAG_LOCALTIME;
    }
    if (flags_and_maxnargs & DUK_DATE_FLAG_NAN_TO_ZERO)
        date_set_begin(thr, flags_and_maxnargs);
    return duk__set_part_helper_engine(thr, flags_and_maxnargs);
}
