/* words.c: see words.h. */
#include "pkg/ui/words.h"

#include <inttypes.h>
#include <time.h>

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    WEEK = 7 * DAY,
    MONTH = 30 * DAY,
    YEAR = 365 * DAY
};

/* Seconds between both, rounded as JavaScript rounds. */
static int64_t distance(int64_t a, int64_t b)
{
    return ((a > b ? a - b : b - a) + 500) / 1000;
}

/* The day's beginning where we are. */
static int64_t midnight(int64_t ms)
{
    time_t t = (time_t)(ms / 1000);
    struct tm tm;

    localtime_r(&t, &tm);
    tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
    tm.tm_isdst = -1;
    return (int64_t)mktime(&tm) * 1000;
}

static const struct {
    int64_t below, unit; /* seconds; unit 0: one word */
    const char *past, *future;
} steps[] = {
    { 30, 0, "just now", "just now" },
    { MINUTE, 1, "seconds", NULL },
    { 2 * MINUTE, 0, "a minute ago", "a minute from now" },
    { HOUR, MINUTE, "minutes", NULL },
    { 2 * HOUR, 0, "an hour ago", "an hour from now" },
    { DAY, HOUR, "hours", NULL },
    { 2 * DAY, 0, "yesterday", "tomorrow" },
    { WEEK, DAY, "days", NULL },
    { 2 * WEEK, 0, "a week ago", "a week from now" },
    { MONTH, WEEK, "weeks", NULL },
    { 2 * MONTH, 0, "a month ago", "a month from now" },
    { YEAR, MONTH, "months", NULL },
    { 2 * YEAR, 0, "a year ago", "a year from now" },
    { INT64_MAX, 0, "over a year ago", "over a year from now" },
};

void words_relative(int64_t date_ms, int64_t now_ms, Buf *out)
{
    int64_t delta = distance(now_ms, date_ms);
    size_t i = 0;
    bool past;

    if (delta > DAY && delta < WEEK) {
        date_ms = midnight(date_ms);
        delta = distance(now_ms, date_ms);
    }
    past = now_ms >= date_ms;
    while (delta >= steps[i].below)
        i++;
    if (steps[i].unit == 0)
        buf_puts(out, past ? steps[i].past : steps[i].future);
    else
        buf_printf(out, "%" PRId64 " %s %s", delta / steps[i].unit, steps[i].past,
                   past ? "ago" : "from now");
}

void words_bytes(double n, Buf *out)
{
    if (n < 1000)
        buf_printf(out, "%.15g B", n);
    else if (n < 999950)
        buf_printf(out, "%.1f kB", n / 1e3);
    else if (n < 999950000)
        buf_printf(out, "%.1f MB", n / 1e6);
    else
        buf_printf(out, "%.1f GB", n / 1e9);
}

void words_person(Str name, Str email, Str url, Buf *out)
{
    buf_str(out, name);
    if (email.len > 0)
        buf_printf(out, " <" STR_FMT ">", STR_ARG(email));
    if (url.len > 0)
        buf_printf(out, " (" STR_FMT ")", STR_ARG(url));
}
