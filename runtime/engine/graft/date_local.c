/* date_local.c: fields of a date as a time. Local times that the clock skips or shows
 * twice count by the offset before the change, as the specification says. */

DUK_LOCAL_DECL duk_double_t duk__timeclip(duk_double_t x);
DUK_INTERNAL_DECL duk_int_t duk_bi_date_get_local_tzoffset_gmtime(duk_double_t d);

/* Seconds that the zone is ahead of UTC at the local time d. */
static duk_double_t date_local_offset(duk_double_t d)
{
    duk_double_t before = duk_bi_date_get_local_tzoffset_gmtime(d - DUK_DATE_MSEC_DAY);
    duk_double_t after = duk_bi_date_get_local_tzoffset_gmtime(d + DUK_DATE_MSEC_DAY);

    if (before != after &&
        duk_bi_date_get_local_tzoffset_gmtime(d - before * 1000.0) != before &&
        duk_bi_date_get_local_tzoffset_gmtime(d - after * 1000.0) == after)
        return after;
    return before;
}

DUK_INTERNAL duk_double_t duk_bi_date_get_timeval_from_dparts(duk_double_t *dparts,
                                                              duk_small_uint_t flags)
{
    duk_double_t day, time, d;

    for (int i = 0; i <= DUK_DATE_IDX_MILLISECOND; i++) {
        if (DUK_ISFINITE(dparts[i]))
            dparts[i] = duk_js_tointeger_number(dparts[i]);
    }
    time = dparts[DUK_DATE_IDX_HOUR] * DUK_DATE_MSEC_HOUR +
           dparts[DUK_DATE_IDX_MINUTE] * DUK_DATE_MSEC_MINUTE +
           dparts[DUK_DATE_IDX_SECOND] * DUK_DATE_MSEC_SECOND +
           dparts[DUK_DATE_IDX_MILLISECOND];
    day = duk__make_day(dparts[DUK_DATE_IDX_YEAR], dparts[DUK_DATE_IDX_MONTH],
                        dparts[DUK_DATE_IDX_DAY]);
    d = day * DUK_DATE_MSEC_DAY + time;
    if (!DUK_ISFINITE(d))
        return DUK_DOUBLE_NAN;
    if (flags & DUK_DATE_FLAG_LOCALTIME)
        d -= date_local_offset(d) * 1000.0;
    return duk__timeclip(d);
}
