/* date_offset.c: how far the local zone is ahead of UTC, in seconds, at the time d. The C
 * library knows all years; the engine asks it about similar ones. */

DUK_INTERNAL duk_int_t duk_bi_date_get_local_tzoffset_gmtime(duk_double_t d)
{
    time_t seconds;
    struct tm tm;

    if (!(fabs(d) <= 8.64e15 + 864e5))
        return 0;
    seconds = (time_t)floor(d / 1000.0);
    return localtime_r(&seconds, &tm) != NULL ? (duk_int_t)tm.tm_gmtoff : 0;
}
