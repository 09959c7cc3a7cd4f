/* date_parse.c: see date_parse.h. The second half is a scanner of words, numbers and
 * signs which gathers up to three numbers of a day, four of a time and a zone; V8's rules
 * say which number is which. */
#include "runtime/engine/date_parse.h"

#include <string.h>

#define NONE (-1)

typedef struct {
    const char *p, *end;
    /* The token that p stands behind. */
    enum { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SPACE, TOKEN_SIGN } kind;
    int number, length; /* of a number: its value, its digits; of a word: its letters */
    char sign;          /* of TOKEN_SIGN */
    char word[3];       /* the first letters, small */
} Scanner;

typedef struct {
    int day[3], n_days, named_month;
    int time[4], n_times, half; /* half: 0 for AM, 12 for PM, NONE */
    int zone_sign, zone_hour, zone_minute;
} Legacy;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* ---- The specification's format ---- */

/* n digits at *p. */
static bool take_digits(const char **p, const char *end, int n, int *out)
{
    *out = 0;
    for (; n > 0; n--, (*p)++) {
        if (*p >= end || !is_digit(**p))
            return false;
        *out = *out * 10 + (**p - '0');
    }
    return true;
}

static bool take(const char **p, const char *end, char c)
{
    if (*p >= end || **p != c)
        return false;
    (*p)++;
    return true;
}

static bool iso_year(const char **p, const char *end, int *year)
{
    char c = *p < end ? **p : 0;

    if (c != '+' && c != '-')
        return take_digits(p, end, 4, year);
    (*p)++;
    if (!take_digits(p, end, 6, year) || (c == '-' && *year == 0))
        return false;
    if (c == '-')
        *year = -*year;
    return true;
}

/* Z, +hh:mm, -hh:mm or nothing. */
static bool iso_zone(const char **p, const char *end, DateFields *f)
{
    char c = *p < end ? **p : 0;
    int hours, minutes;

    if (c == 'Z' || c == 'z') {
        (*p)++;
        return true;
    }
    if (c != '+' && c != '-') {
        f->local = true;
        return true;
    }
    (*p)++;
    /* V8 does without the colon. */
    if (!take_digits(p, end, 2, &hours))
        return false;
    (void)take(p, end, ':');
    if (!take_digits(p, end, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    f->offset = (hours * 3600 + minutes * 60) * (c == '-' ? -1 : 1);
    return true;
}

/* Digits behind a point: the first three count. */
static bool iso_fraction(const char **p, const char *end, int *ms)
{
    int scale = 100;

    if (*p >= end || !is_digit(**p))
        return false;
    for (*ms = 0; *p < end && is_digit(**p); (*p)++, scale /= 10)
        *ms += (**p - '0') * scale;
    return true;
}

static bool iso_time(const char **p, const char *end, DateFields *f)
{
    if (!take_digits(p, end, 2, &f->hour) || !take(p, end, ':') ||
        !take_digits(p, end, 2, &f->minute))
        return false;
    if (take(p, end, ':')) {
        if (!take_digits(p, end, 2, &f->second))
            return false;
        if (take(p, end, '.') && !iso_fraction(p, end, &f->ms))
            return false;
    }
    if (f->hour > 24 || f->minute > 59 || f->second > 59)
        return false;
    return f->hour < 24 || (f->minute == 0 && f->second == 0 && f->ms == 0);
}

static bool parse_iso(const char *p, const char *end, DateFields *f)
{
    *f = (DateFields){ .month = 1, .day = 1 };
    if (!iso_year(&p, end, &f->year))
        return false;
    if (take(&p, end, '-')) {
        if (!take_digits(&p, end, 2, &f->month))
            return false;
        if (take(&p, end, '-') && !take_digits(&p, end, 2, &f->day))
            return false;
    }
    if (f->month < 1 || f->month > 12 || f->day < 1 || f->day > 31)
        return false;
    if (p == end)
        return true;
    return (take(&p, end, 'T') || take(&p, end, 't')) && iso_time(&p, end, f) &&
           iso_zone(&p, end, f) && p == end;
}

/* ---- What V8 accepts besides ---- */

static void scan_number(Scanner *s)
{
    const char *start = s->p;

    s->kind = TOKEN_NUMBER;
    while (s->p < s->end && *s->p == '0')
        s->p++;
    for (s->number = 0; s->p < s->end && is_digit(*s->p); s->p++) {
        if (s->number < 100000000)
            s->number = s->number * 10 + (*s->p - '0');
    }
    s->length = (int)(s->p - start);
}

static void scan_word(Scanner *s)
{
    s->kind = TOKEN_WORD;
    memset(s->word, 0, sizeof s->word);
    for (s->length = 0; s->p < s->end && is_letter(*s->p); s->p++, s->length++) {
        if (s->length < 3)
            s->word[s->length] = (char)(*s->p | 32);
    }
}

static void scan(Scanner *s)
{
    if (s->p >= s->end) {
        s->kind = TOKEN_END;
    } else if (is_digit(*s->p)) {
        scan_number(s);
    } else if (is_letter(*s->p)) {
        scan_word(s);
    } else if (*s->p == ' ' || (*s->p >= '\t' && *s->p <= '\r')) {
        s->kind = TOKEN_SPACE;
        s->p++;
    } else {
        s->kind = TOKEN_SIGN;
        s->sign = *s->p++;
    }
}

static bool next_is(const Scanner *s, char c)
{
    return s->p < s->end && *s->p == c;
}

static bool skip(Scanner *s, char c)
{
    if (!next_is(s, c))
        return false;
    s->p++;
    return true;
}

/* Months count from 1; zones are hours; `half` words say AM and PM. */
static const struct {
    char word[4];
    enum { WORD_MONTH, WORD_HALF, WORD_ZONE } kind;
    int value;
} words[] = {
    { "jan", WORD_MONTH, 1 },  { "feb", WORD_MONTH, 2 },  { "mar", WORD_MONTH, 3 },
    { "apr", WORD_MONTH, 4 },  { "may", WORD_MONTH, 5 },  { "jun", WORD_MONTH, 6 },
    { "jul", WORD_MONTH, 7 },  { "aug", WORD_MONTH, 8 },  { "sep", WORD_MONTH, 9 },
    { "oct", WORD_MONTH, 10 }, { "nov", WORD_MONTH, 11 }, { "dec", WORD_MONTH, 12 },
    { "am", WORD_HALF, 0 },    { "pm", WORD_HALF, 12 },   { "ut", WORD_ZONE, 0 },
    { "utc", WORD_ZONE, 0 },   { "z", WORD_ZONE, 0 },     { "gmt", WORD_ZONE, 0 },
    { "cdt", WORD_ZONE, -5 },  { "cst", WORD_ZONE, -6 },  { "edt", WORD_ZONE, -4 },
    { "est", WORD_ZONE, -5 },  { "mdt", WORD_ZONE, -6 },  { "mst", WORD_ZONE, -7 },
    { "pdt", WORD_ZONE, -7 },  { "pst", WORD_ZONE, -8 },
};

static int find_word(const Scanner *s)
{
    for (int i = 0; i < (int)(sizeof words / sizeof words[0]); i++) {
        if (memcmp(words[i].word, s->word, 3) == 0 &&
            (s->length <= 3 || words[i].kind == WORD_MONTH))
            return i;
    }
    return NONE;
}

static bool time_add(Legacy *l, int n)
{
    if (l->n_times >= 4)
        return false;
    l->time[l->n_times++] = n;
    return true;
}

static bool time_end(Legacy *l, int n)
{
    if (!time_add(l, n))
        return false;
    while (l->n_times < 4)
        l->time[l->n_times++] = 0;
    return true;
}

/* May n be the next of the numbers of a time that has begun? */
static bool time_expects(const Legacy *l, int n)
{
    return (l->n_times == 1 || l->n_times == 2) ? n < 60 : l->n_times == 3 && n < 1000;
}

/* Digits behind the point of a time, as milliseconds. */
static int fraction_of(const Scanner *s)
{
    int n = s->number;

    if (s->length == 1)
        return n * 100;
    if (s->length == 2)
        return n * 10;
    for (int k = s->length < 9 ? s->length : 9; k > 3; k--)
        n /= 10;
    return n;
}

static bool add_number(Legacy *l, Scanner *s)
{
    int n = s->number;

    if (skip(s, ':')) {
        if (skip(s, ':'))
            return l->n_times == 0 && time_add(l, n) && time_add(l, 0);
        if (!time_add(l, n))
            return false;
        skip(s, '.');
        return true;
    }
    if (next_is(s, '.') && time_expects(l, n)) {
        s->p++;
        time_add(l, n);
        if (s->p >= s->end || !is_digit(*s->p))
            return false;
        scan(s);
        return time_end(l, fraction_of(s));
    }
    skip(s, '.');
    if (l->zone_hour != NONE && l->zone_minute == NONE && n < 60) {
        l->zone_minute = n;
        return true;
    }
    if (time_expects(l, n)) {
        time_end(l, n);
        return s->p >= s->end || strchr(" \t\n\v\f\rzZ+-", *s->p) != NULL;
    }
    if (l->n_days >= 3)
        return false;
    l->day[l->n_days++] = n;
    skip(s, '-');
    return true;
}

static bool add_word(Legacy *l, Scanner *s, bool had_number)
{
    int i = find_word(s);

    if (i != NONE && words[i].kind == WORD_HALF && l->n_times > 0) {
        l->half = words[i].value;
    } else if (i != NONE && words[i].kind == WORD_MONTH) {
        l->named_month = words[i].value;
        skip(s, '-');
    } else if (i != NONE && words[i].kind == WORD_ZONE && had_number) {
        l->zone_sign = words[i].value < 0 ? -1 : 1;
        l->zone_hour = words[i].value < 0 ? -words[i].value : words[i].value;
        l->zone_minute = 0;
    } else {
        return !had_number && !(s->p < s->end && is_digit(*s->p));
    }
    return true;
}

/* +1, +01, +100, +0100, +01:00 behind a time or UTC. */
static bool add_zone(Legacy *l, Scanner *s)
{
    int n = 0, length = 0;

    l->zone_sign = s->sign == '-' ? -1 : 1;
    if (s->p < s->end && is_digit(*s->p)) {
        scan(s);
        n = s->number;
        length = s->length;
    }
    if (next_is(s, ':')) {
        l->zone_hour = n;
        l->zone_minute = NONE;
    } else if (length == 1 || length == 2) {
        l->zone_hour = n;
        l->zone_minute = 0;
    } else if (length == 3 || length == 4) {
        l->zone_hour = n / 100;
        l->zone_minute = n % 100;
    } else {
        return false;
    }
    return true;
}

/* Up to the parenthesis that closes, or the end. */
static void skip_parentheses(Scanner *s)
{
    for (int depth = 1; s->p < s->end && depth > 0; s->p++)
        depth += (*s->p == '(') - (*s->p == ')');
}

static bool is_day(int n)
{
    return n >= 1 && n <= 31;
}

static bool settle_day(Legacy *l, DateFields *f)
{
    if (l->n_days == 0)
        return false;
    while (l->n_days < 3)
        l->day[l->n_days++] = 1;
    if (l->named_month == NONE) {
        int year_first = !is_day(l->day[0]);

        f->year = l->day[year_first ? 0 : 2];
        f->month = l->day[year_first ? 1 : 0];
        f->day = l->day[year_first ? 2 : 1];
    } else {
        int year_first = !is_day(l->day[0]);

        f->month = l->named_month;
        f->year = l->day[year_first ? 0 : 1];
        f->day = l->day[year_first ? 1 : 0];
    }
    if (f->year < 50)
        f->year += 2000;
    else if (f->year < 100)
        f->year += 1900;
    return f->year < 1000000 && f->month >= 1 && f->month <= 12 && is_day(f->day);
}

static bool settle_time(Legacy *l, DateFields *f)
{
    while (l->n_times < 4)
        l->time[l->n_times++] = 0;
    f->hour = l->time[0];
    f->minute = l->time[1];
    f->second = l->time[2];
    f->ms = l->time[3];
    if (l->half != NONE) {
        if (f->hour > 12)
            return false;
        f->hour = f->hour % 12 + l->half;
    }
    if (f->hour < 24 && f->minute < 60 && f->second < 60 && f->ms < 1000)
        return true;
    return f->hour == 24 && f->minute == 0 && f->second == 0 && f->ms == 0;
}

static bool parse_legacy(const char *text, size_t len, DateFields *f)
{
    Scanner s = { .p = text, .end = text + len };
    Legacy l = {
        .named_month = NONE, .half = NONE, .zone_hour = NONE, .zone_minute = NONE
    };
    bool had_number = false, ok = true;

    for (scan(&s); s.kind != TOKEN_END && ok; scan(&s)) {
        if (s.kind == TOKEN_NUMBER) {
            had_number = true;
            ok = add_number(&l, &s);
        } else if (s.kind == TOKEN_WORD) {
            ok = add_word(&l, &s, had_number);
        } else if (s.kind == TOKEN_SIGN && (s.sign == '+' || s.sign == '-')) {
            bool utc = l.zone_hour == 0 && l.zone_minute == 0;

            if (utc || l.n_times > 0)
                ok = had_number = add_zone(&l, &s);
            else
                ok = !had_number;
        } else if (s.kind == TOKEN_SIGN && s.sign == '(') {
            skip_parentheses(&s);
        } else if (s.kind == TOKEN_SIGN && s.sign == ')') {
            ok = !had_number;
        }
    }
    *f = (DateFields){ .local = l.zone_sign == 0 };
    if (!ok || !settle_day(&l, f) || !settle_time(&l, f))
        return false;
    if (!f->local)
        f->offset = l.zone_sign * ((l.zone_hour == NONE ? 0 : l.zone_hour) * 3600 +
                                   (l.zone_minute == NONE ? 0 : l.zone_minute) * 60);
    return true;
}

bool date_parse(const char *text, size_t len, DateFields *out)
{
    return parse_iso(text, text + len, out) || parse_legacy(text, len, out);
}
