/* js_date.c: dates as text. */
#include "registry-client/js_date.h"

#include <stdio.h>
#include <time.h>

typedef struct {
    const char *p, *end;
} Reader;

typedef struct {
    int year, month, day, hour, minute, second, ms;
    bool has_zone;
    int zone_minutes; /* east of UTC */
} Fields;

/* Days since 1970 of a day in the proleptic Gregorian calendar; month from 1. */
static int64_t days_of(int64_t year, int month, int day)
{
    int64_t y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool take(Reader *r, char c)
{
    if (r->p == r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

/* Exactly n digits. */
static bool digits(Reader *r, int n, int *out)
{
    *out = 0;
    if (r->end - r->p < n)
        return false;
    for (int i = 0; i < n; i++, r->p++) {
        if (*r->p < '0' || *r->p > '9')
            return false;
        *out = *out * 10 + (*r->p - '0');
    }
    return true;
}

/* One to six digits. */
static bool number(Reader *r, int *out)
{
    const char *from = r->p;

    *out = 0;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9' && r->p - from < 6)
        *out = *out * 10 + (*r->p++ - '0');
    return r->p > from;
}

/* ".123456": milliseconds of it. */
static bool fraction(Reader *r, int *ms)
{
    int weight = 100;
    const char *from = r->p;

    *ms = 0;
    for (; r->p < r->end && *r->p >= '0' && *r->p <= '9'; r->p++, weight /= 10)
        *ms += (*r->p - '0') * weight;
    return r->p > from;
}

static bool zone(Reader *r, Fields *f)
{
    int sign, h, m;

    if (r->p == r->end)
        return true;
    f->has_zone = true;
    if (take(r, 'Z') || take(r, 'z'))
        return true;
    sign = take(r, '+') ? 1 : take(r, '-') ? -1 : 0;
    if (sign == 0 || !digits(r, 2, &h) || (take(r, ':'), !digits(r, 2, &m)))
        return false;
    f->zone_minutes = sign * (h * 60 + m);
    return h < 24 && m < 60;
}

/* ECMA-262 21.4.1.32. */
static bool read_iso(Reader *r, Fields *f)
{
    int sign = take(r, '+') ? 1 : take(r, '-') ? -1 : 0;

    *f = (Fields){ .month = 1, .day = 1 };
    if (!digits(r, sign ? 6 : 4, &f->year) || (sign < 0 && f->year == 0))
        return false;
    if (sign < 0)
        f->year = -f->year;
    if (take(r, '-') &&
        (!digits(r, 2, &f->month) || (take(r, '-') && !digits(r, 2, &f->day))))
        return false;
    if (r->p == r->end) {
        f->has_zone = true;
        return true;
    }
    if (!take(r, 'T') && !take(r, 't') && !take(r, ' '))
        return false;
    if (!digits(r, 2, &f->hour) || !take(r, ':') || !digits(r, 2, &f->minute))
        return false;
    if (take(r, ':') &&
        (!digits(r, 2, &f->second) || (take(r, '.') && !fraction(r, &f->ms))))
        return false;
    return zone(r, f) && r->p == r->end;
}

static void skip_gaps(Reader *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == ',' || *r->p == '-'))
        r->p++;
}

static int month_of(Str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (int i = 0; i < 12 && word.len >= 3; i++) {
        if (str_ieq(str_sub(word, 0, 3), str_n(names + (size_t)3 * (size_t)i, 3)))
            return i + 1;
    }
    return 0;
}

static Str word(Reader *r)
{
    const char *from = r->p;

    while (r->p < r->end && ((*r->p | 32) >= 'a' && (*r->p | 32) <= 'z'))
        r->p++;
    return (Str){ from, (size_t)(r->p - from) };
}

static bool clock_time(Reader *r, Fields *f)
{
    if (!take(r, ':') || !number(r, &f->minute))
        return false;
    return !take(r, ':') || number(r, &f->second);
}

/* "Tue, 01 Jan 2013 00:00:00 GMT", "Jan 1 2013", "1 January 2013 10:00". */
static bool read_words(Reader *r, Fields *f)
{
    int seen_day = 0, seen_year = 0;

    *f = (Fields){ 0 };
    for (skip_gaps(r); r->p < r->end; skip_gaps(r)) {
        Str w = word(r);
        int n;

        if (w.len > 0) {
            if (month_of(w))
                f->month = month_of(w);
            else if (str_ieq(w, STR("GMT")) || str_ieq(w, STR("UTC")) ||
                     str_ieq(w, STR("Z")))
                f->has_zone = true;
        } else if (*r->p == '+' && f->has_zone) {
            return zone(r, f) && r->p == r->end;
        } else if (!number(r, &n)) {
            return false;
        } else if (r->p < r->end && *r->p == ':') {
            f->hour = n;
            if (!clock_time(r, f))
                return false;
        } else if (!seen_day) {
            seen_day = 1;
            f->day = n;
        } else if (!seen_year) {
            seen_year = 1;
            f->year = n < 50 ? 2000 + n : n < 100 ? 1900 + n : n;
        } else {
            return false;
        }
    }
    return f->month && seen_day && seen_year;
}

static bool to_ms(const Fields *f, int64_t *ms)
{
    bool midnight = f->hour == 24 && f->minute == 0 && f->second == 0 && f->ms == 0;

    if (f->month < 1 || f->month > 12 || f->day < 1 || f->day > 31 ||
        (f->hour > 23 && !midnight) || f->minute > 59 || f->second > 59)
        return false;
    if (f->has_zone) {
        *ms = days_of(f->year, f->month, f->day) * 86400000 +
              ((int64_t)f->hour * 60 + f->minute - f->zone_minutes) * 60000 +
              f->second * 1000 + f->ms;
    } else {
        struct tm tm = { .tm_year = f->year - 1900,
                         .tm_mon = f->month - 1,
                         .tm_mday = f->day,
                         .tm_hour = f->hour,
                         .tm_min = f->minute,
                         .tm_sec = f->second,
                         .tm_isdst = -1 };

        *ms = (int64_t)mktime(&tm) * 1000 + f->ms;
    }
    /* The range of a Date: 100 million days on both sides. */
    return *ms >= -8640000000000000 && *ms <= 8640000000000000;
}

/* Eight bytes at once: where both texts have the same byte it has that one, elsewhere one
 * from '0' to what `most` has. */
static bool is_like(const char *p, const char *least, const char *most)
{
    const uint64_t top = 0x8080808080808080u;
    uint64_t v, low, high, over;

    memcpy(&v, p, sizeof v);
    memcpy(&low, least, sizeof low);
    memcpy(&high, most, sizeof high);
    over = v ^ low; /* of a digit its value */
    return (over & top) == 0 && ((((high ^ low) | top) - over) & top) == top;
}

static int two(const char *p)
{
    return (p[0] - '0') * 10 + (p[1] - '0');
}

/* "2020-01-01T00:00:00.000Z": as registries write it, a hundred thousand times for one
 * install. What ends differently is understood too. */
static bool read_usual(Str s, Fields *f)
{
    const char *p = s.ptr;
    Reader r;

    if (s.len < 20 || !is_like(p, "0000-00-", "9999-99-") ||
        !is_like(p + 8, "00T00:00", "99T99:99") ||
        !is_like(p + 11, "00:00:00", "99:99:99"))
        return false;
    *f = (Fields){ .year = two(p) * 100 + two(p + 2),
                   .month = two(p + 5),
                   .day = two(p + 8),
                   .hour = two(p + 11),
                   .minute = two(p + 14),
                   .second = two(p + 17) };
    r = (Reader){ p + 19, p + s.len };
    if (take(&r, '.') && !fraction(&r, &f->ms))
        return false;
    return zone(&r, f) && r.p == r.end;
}

bool js_date_parse(Str s, int64_t *ms)
{
    Reader r;
    Fields f;

    if (read_usual(s, &f))
        return to_ms(&f, ms);
    s = str_trim(s);
    r = (Reader){ s.ptr, s.ptr + s.len };
    if (s.len > 0 && read_iso(&r, &f))
        return to_ms(&f, ms);
    r = (Reader){ s.ptr, s.ptr + s.len };
    return s.len > 0 && read_words(&r, &f) && to_ms(&f, ms);
}

void js_date_locale(int64_t ms, char *out, size_t size)
{
    time_t t = (time_t)(ms >= 0 ? ms / 1000 : -((999 - ms) / 1000));
    struct tm tm;

    localtime_r(&t, &tm);
    snprintf(out, size, "%d/%d/%d, %d:%02d:%02d %s", tm.tm_mon + 1, tm.tm_mday,
             tm.tm_year + 1900, tm.tm_hour % 12 ? tm.tm_hour % 12 : 12, tm.tm_min,
             tm.tm_sec, tm.tm_hour < 12 ? "AM" : "PM");
}

void js_date_iso(int64_t ms, char *out, size_t size)
{
    int64_t seconds = ms >= 0 ? ms / 1000 : -((999 - ms) / 1000);
    time_t t = (time_t)seconds;
    struct tm tm;

    gmtime_r(&t, &tm);
    snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", tm.tm_year + 1900,
             tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
             (int)(ms - seconds * 1000));
}
