/* date_text.c: dates as text: toString, toDateString, toTimeString, toUTCString. What
 * toISOString says is the engine's. */
#include <time.h>

#define DATE_ZONES 4 /* whose names are remembered */

static const char date_days[] = "SunMonTueWedThuFriSat";
static const char date_months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static __thread struct {
    char abbreviation[16], name[64];
} date_zones[DATE_ZONES];
static __thread unsigned date_zones_next;

/* [ time ] -> [ name ] as Intl says it; may throw, as everything that users may replace.
 */
static duk_ret_t date_ask_intl(duk_context *ctx, void *unused)
{
    duk_idx_t time = duk_get_top_index(ctx);
    duk_uarridx_t n;

    (void)unused;
    duk_get_global_literal(ctx, "Intl");
    duk_get_prop_literal(ctx, -1, "DateTimeFormat");
    duk_push_literal(ctx, "en-US");
    duk_push_object(ctx);
    duk_push_literal(ctx, "long");
    duk_put_prop_literal(ctx, -2, "timeZoneName");
    duk_new(ctx, 2);
    duk_push_literal(ctx, "formatToParts");
    duk_dup(ctx, time);
    duk_call_prop(ctx, -3, 1);
    n = (duk_uarridx_t)duk_get_length(ctx, -1);
    while (n-- > 0) {
        duk_get_prop_index(ctx, -1, n);
        duk_get_prop_literal(ctx, -1, "type");
        if (strcmp(duk_to_string(ctx, -1), "timeZoneName") == 0) {
            duk_get_prop_literal(ctx, -2, "value");
            duk_to_string(ctx, -1);
            return 1;
        }
        duk_pop_2(ctx);
    }
    return duk_type_error(ctx, "no name");
}

/* The long name of the zone at the time d, which its abbreviation stands for. */
static const char *date_zone_name(duk_hthread *thr, duk_double_t d)
{
    time_t seconds = (time_t)floor(d / 1000.0);
    unsigned slot;
    struct tm tm;

    if (localtime_r(&seconds, &tm) == NULL || tm.tm_zone == NULL)
        return "";
    if (strcmp(tm.tm_zone, "UTC") == 0)
        return "Coordinated Universal Time";
    for (int i = 0; i < DATE_ZONES; i++) {
        if (strcmp(date_zones[i].abbreviation, tm.tm_zone) == 0)
            return date_zones[i].name;
    }
    slot = date_zones_next++ % DATE_ZONES;
    duk_push_number(thr, d);
    if (duk_safe_call(thr, date_ask_intl, NULL, 1, 1) != 0) {
        duk_pop(thr);
        duk_push_string(thr, tm.tm_zone);
    }
    (void)snprintf(date_zones[slot].abbreviation, sizeof date_zones[slot].abbreviation,
                   "%s", tm.tm_zone);
    (void)snprintf(date_zones[slot].name, sizeof date_zones[slot].name, "%s",
                   duk_get_string_default(thr, -1, ""));
    duk_pop(thr);
    return date_zones[slot].name;
}

/* " GMT+hhmm (name)" behind a time. */
static void date_push_zone(duk_hthread *thr, duk_double_t utc, duk_int_t offset)
{
    duk_int_t minutes = (offset < 0 ? -offset : offset) / 60;

    duk_push_sprintf(thr, " GMT%c%02d%02d (%s)", offset < 0 ? '-' : '+',
                     (int)minutes / 60, (int)minutes % 60, date_zone_name(thr, utc));
}

DUK_LOCAL duk_ret_t duk__to_string_helper(duk_hthread *thr, duk_small_uint_t flags)
{
    duk_int_t parts[DUK_DATE_IDX_NUM_PARTS], offset;
    bool local = (flags & DUK_DATE_FLAG_LOCALTIME) != 0;
    const char *day, *month;
    duk_double_t d;
    int year, pushed = 0;

    if (flags & DUK_DATE_FLAG_SEP_T)
        return duk__to_string_helper_engine(thr, flags);
    d = duk__push_this_get_timeval_tzoffset(thr, flags, &offset);
    if (DUK_ISNAN(d)) {
        duk_push_hstring_stridx(thr, DUK_STRIDX_INVALID_DATE);
        return 1;
    }
    duk_bi_date_timeval_to_parts(d, parts, NULL, DUK_DATE_FLAG_ONEBASED);
    day = date_days + parts[DUK_DATE_IDX_WEEKDAY] % 7 * 3;
    month = date_months + (parts[DUK_DATE_IDX_MONTH] - 1) * 3;
    year = (int)parts[DUK_DATE_IDX_YEAR];
    if (flags & DUK_DATE_FLAG_TOSTRING_DATE) {
        const char *sign = year < 0 ? "-" : "";

        if (local)
            duk_push_sprintf(thr, "%.3s %.3s %02d %s%04d", day, month,
                             (int)parts[DUK_DATE_IDX_DAY], sign, abs(year));
        else
            duk_push_sprintf(thr, "%.3s, %02d %.3s %s%04d", day,
                             (int)parts[DUK_DATE_IDX_DAY], month, sign, abs(year));
        pushed++;
    }
    if (flags & DUK_DATE_FLAG_TOSTRING_TIME) {
        duk_push_sprintf(thr, "%s%02d:%02d:%02d", pushed > 0 ? " " : "",
                         (int)parts[DUK_DATE_IDX_HOUR], (int)parts[DUK_DATE_IDX_MINUTE],
                         (int)parts[DUK_DATE_IDX_SECOND]);
        if (local)
            date_push_zone(thr, d - offset * 1000.0, offset);
        else
            duk_push_literal(thr, " GMT");
        pushed += 2;
    }
    duk_concat(thr, pushed);
    return 1;
}
