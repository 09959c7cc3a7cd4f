/* date_parse.c: the text of a date (engine/date_parse.h) as a time value. */
#include "runtime/engine/date_parse.h"

DUK_LOCAL_DECL duk_double_t duk__timeclip(duk_double_t x);

DUK_LOCAL duk_ret_t duk__parse_string(duk_hthread *thr, const char *str)
{
    duk_double_t parts[DUK_DATE_IDX_NUM_PARTS] = { 0 }, d;
    DateFields f;

    if (!date_parse(str, strlen(str), &f)) {
        duk_push_nan(thr);
        return 1;
    }
    parts[DUK_DATE_IDX_YEAR] = f.year;
    parts[DUK_DATE_IDX_MONTH] = f.month - 1;
    parts[DUK_DATE_IDX_DAY] = f.day - 1;
    parts[DUK_DATE_IDX_HOUR] = f.hour;
    parts[DUK_DATE_IDX_MINUTE] = f.minute;
    parts[DUK_DATE_IDX_SECOND] = f.second;
    parts[DUK_DATE_IDX_MILLISECOND] = f.ms;
    d = duk_bi_date_get_timeval_from_dparts(parts, f.local ? DUK_DATE_FLAG_LOCALTIME : 0);
    duk_push_number(thr, duk__timeclip(d - f.offset * 1000.0));
    return 1;
}
