/* semver.c: versions (node-semver's classes/semver.js and internal/re.js, as hand-written
 * readers instead of regular expressions). */
#include "common/semver.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/jstext.h"

/* ---- Reading ---- */

bool semver_is_id_char(char c)
{
    return ascii_digit(c) || ascii_letter(c) || c == '-';
}

/* [v=\s]* */
Str semver_skip_prefix(Str s)
{
    for (;;) {
        size_t n = js_space(s);

        if (n == 0 && s.len > 0 && (s.ptr[0] == 'v' || s.ptr[0] == '='))
            n = 1;
        if (n == 0)
            return s;
        s = str_from(s, n);
    }
}

/* Digits; strict: without leading zeros (of "01" only the 0 is read, as the regular
 * expression's first alternative does). */
static bool read_number(Str *s, bool loose, Str *out)
{
    size_t n = 0;

    while (n < s->len && ascii_digit(s->ptr[n]))
        n++;
    if (n == 0)
        return false;
    if (!loose && n > 1 && s->ptr[0] == '0')
        n = 1;
    *out = str_sub(*s, 0, n);
    *s = str_from(*s, n);
    return true;
}

static bool all_digits(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!ascii_digit(s.ptr[i]))
            return false;
    }
    return true;
}

/* One identifier at the start of s: its length, 0 where there is none. */
static size_t id_length(Str s, bool loose, bool build)
{
    size_t n = 0;

    while (n < s.len && semver_is_id_char(s.ptr[n]))
        n++;
    /* Strict: a number has no leading zero; its 0 alone is one. */
    if (!build && !loose && n > 1 && s.ptr[0] == '0' && all_digits(str_sub(s, 0, n)))
        return 1;
    return n;
}

size_t semver_ids_length(Str s, bool loose, bool build)
{
    size_t n = id_length(s, loose, build);

    while (n > 0 && n < s.len && s.ptr[n] == '.') {
        size_t k = id_length(str_from(s, n + 1), loose, build);

        if (k == 0)
            break;
        n += 1 + k;
    }
    return n;
}

static void read_pre_and_build(Str *s, bool loose, SemverParts *out)
{
    bool hyphen = s->len > 0 && s->ptr[0] == '-';
    size_t skip = hyphen ? 1 : 0, n = 0;

    /* Loose "1.2.34.5" is 1.2.3 with the prerelease 4.5: the hyphen may be missing. */
    if (loose && out->patch.len > 1 && s->len > 1 && s->ptr[0] == '.' &&
        semver_is_id_char(s->ptr[1]) && ascii_digit(out->patch.ptr[out->patch.len - 1])) {
        out->patch.len--;
        *s = (Str){ s->ptr - 1, s->len + 1 };
    }

    if (hyphen || loose)
        n = semver_ids_length(str_from(*s, skip), loose, false);
    /* Loose: the hyphen is optional, so a lone one is an identifier itself. */
    if (n == 0 && hyphen && loose) {
        skip = 0;
        n = semver_ids_length(*s, loose, false);
    }
    if (n > 0) {
        out->pre = str_sub(*s, skip, skip + n);
        *s = str_from(*s, skip + n);
    }
    if (s->len > 1 && s->ptr[0] == '+') {
        n = semver_ids_length(str_from(*s, 1), loose, true);
        if (n > 0) {
            out->build = str_sub(*s, 1, n + 1);
            *s = str_from(*s, n + 1);
        }
    }
}

static bool eat_dot(Str *s)
{
    if (s->len == 0 || s->ptr[0] != '.')
        return false;
    *s = str_from(*s, 1);
    return true;
}

bool semver_read_full(Str *s, bool loose, SemverParts *out)
{
    Str rest = *s;

    *out = (SemverParts){ 0 };
    if (!read_number(&rest, loose, &out->major) || !eat_dot(&rest) ||
        !read_number(&rest, loose, &out->minor) || !eat_dot(&rest) ||
        !read_number(&rest, loose, &out->patch))
        return false;
    read_pre_and_build(&rest, loose, out);
    *s = rest;
    return true;
}

static bool read_x(Str *s, bool loose, Str *out)
{
    if (s->len > 0 && (s->ptr[0] == 'x' || s->ptr[0] == 'X' || s->ptr[0] == '*')) {
        *out = str_sub(*s, 0, 1);
        *s = str_from(*s, 1);
        return true;
    }
    return read_number(s, loose, out);
}

bool semver_read_partial(Str *s, bool loose, SemverParts *out)
{
    Str rest = *s, after;

    *out = (SemverParts){ 0 };
    if (!read_x(&rest, loose, &out->major))
        return false;
    *s = after = rest;
    if (!eat_dot(&after) || !read_x(&after, loose, &out->minor))
        return true;
    *s = rest = after;
    if (!eat_dot(&rest) || !read_x(&rest, loose, &out->patch))
        return true;
    read_pre_and_build(&rest, loose, out);
    *s = rest;
    return true;
}

/* ---- Building ---- */

static bool to_number(Str digits, uint64_t *out)
{
    return str_to_u64(digits, out) && *out <= SEMVER_MAX_NUMBER;
}

static Str without_zeros(Str digits)
{
    while (digits.len > 1 && digits.ptr[0] == '0')
        digits = str_from(digits, 1);
    return digits;
}

static size_t count_pieces(Str s)
{
    size_t n = s.ptr != NULL;

    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] == '.';
    return n;
}

void semver_set_pre(Arena *a, Str pre, Semver *out)
{
    Str rest = pre, piece;

    out->n_pre = 0;
    out->pre = arena_array(a, SemverId, count_pieces(pre));
    while (str_next(&rest, '.', &piece)) {
        SemverId *id = &out->pre[out->n_pre++];

        id->text = piece;
        id->is_number = all_digits(piece) && to_number(piece, &id->number) &&
                        id->number < SEMVER_MAX_NUMBER;
        if (id->is_number)
            id->text = without_zeros(piece);
    }
}

bool semver_from_parts(Arena *a, const SemverParts *p, Str raw, Semver *out)
{
    Str rest, piece;

    *out = (Semver){ .raw = raw };
    if (!to_number(p->major, &out->major) || !to_number(p->minor, &out->minor) ||
        !to_number(p->patch, &out->patch))
        return false;
    if (p->pre.ptr != NULL)
        semver_set_pre(a, p->pre, out);
    if (p->build.ptr != NULL) {
        rest = p->build;
        out->build = arena_array(a, Str, count_pieces(p->build));
        while (str_next(&rest, '.', &piece))
            out->build[out->n_build++] = piece;
    }
    return true;
}

#define PLAIN_DIGITS 15

bool semver_plain_number(const char **p, const char *end, uint64_t *out)
{
    const char *from = *p;
    uint64_t n = 0;

    while (*p < end && **p >= '0' && **p <= '9')
        n = n * 10 + (uint64_t)(*(*p)++ - '0');
    *out = n;
    return *p > from && *p - from <= PLAIN_DIGITS && (*from != '0' || *p - from == 1);
}

/* "1.2.3" and no more, as most versions are. */
static bool read_plain(Str text, Semver *out)
{
    const char *p = text.ptr, *end;
    uint64_t n[3];

    if (text.len == 0)
        return false;
    end = p + text.len;
    for (int k = 0; k < 3; k++) {
        if ((k > 0 && (p == end || *p++ != '.')) || !semver_plain_number(&p, end, &n[k]))
            return false;
    }
    if (p < end)
        return false;
    *out = (Semver){ .major = n[0], .minor = n[1], .patch = n[2], .raw = text };
    return true;
}

bool semver_parse(Arena *a, Str text, unsigned flags, Semver *out)
{
    bool loose = flags & SEMVER_LOOSE;
    SemverParts p;
    Str s;

    if (read_plain(text, out))
        return true;
    if (text.len > SEMVER_MAX_LENGTH && js_length(text) > SEMVER_MAX_LENGTH)
        return false;
    s = js_trim(text);
    if (loose)
        s = semver_skip_prefix(s);
    else if (s.len > 0 && s.ptr[0] == 'v')
        s = str_from(s, 1);
    return semver_read_full(&s, loose, &p) && s.len == 0 &&
           semver_from_parts(a, &p, text, out);
}

Str semver_text(Arena *a, const Semver *v)
{
    Buf b = { 0 };

    buf_printf(&b, "%llu.%llu.%llu", (unsigned long long)v->major,
               (unsigned long long)v->minor, (unsigned long long)v->patch);
    for (uint32_t i = 0; i < v->n_pre; i++) {
        buf_putc(&b, i == 0 ? '-' : '.');
        buf_str(&b, v->pre[i].text);
    }
    return buf_to_arena(&b, a);
}

/* ---- Comparing ---- */

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static double as_double(Str digits)
{
    char text[SEMVER_MAX_LENGTH + 1];
    size_t n = digits.len < sizeof text - 1 ? digits.len : sizeof text - 1;

    memcpy(text, digits.ptr, n);
    text[n] = '\0';
    return strtod(text, NULL);
}

bool semver_is_digits(Str s)
{
    return s.len > 0 && all_digits(s);
}

int semver_compare_ids(const SemverId *a, const SemverId *b)
{
    bool anum = a->is_number || all_digits(a->text);
    bool bnum = b->is_number || all_digits(b->text);

    if (a->is_number && b->is_number)
        return compare_numbers(a->number, b->number);
    if (anum && bnum) {
        double x = as_double(a->text), y = as_double(b->text);

        return (x > y) - (x < y);
    }
    if (anum != bnum)
        return anum ? -1 : 1;
    int c = str_cmp(a->text, b->text);
    return (c > 0) - (c < 0);
}

bool semver_same_text(const Semver *v, const Semver *w)
{
    if (v->major != w->major || v->minor != w->minor || v->patch != w->patch ||
        v->n_pre != w->n_pre)
        return false;
    for (uint32_t i = 0; i < v->n_pre; i++) {
        if (!str_eq(v->pre[i].text, w->pre[i].text))
            return false;
    }
    return true;
}

static int compare_pre(const Semver *v, const Semver *w)
{
    if (v->n_pre == 0 || w->n_pre == 0)
        return (v->n_pre == 0) - (w->n_pre == 0);
    /* The first pieces that differ in text decide, even where they are one and the same
     * number (digits beyond a number's precision): node-semver does this too. */
    for (uint32_t i = 0; i < v->n_pre && i < w->n_pre; i++) {
        if (!str_eq(v->pre[i].text, w->pre[i].text))
            return semver_compare_ids(&v->pre[i], &w->pre[i]);
    }
    return compare_numbers(v->n_pre, w->n_pre);
}

int semver_compare(const Semver *v, const Semver *w)
{
    int c = compare_numbers(v->major, w->major);

    if (c == 0)
        c = compare_numbers(v->minor, w->minor);
    if (c == 0)
        c = compare_numbers(v->patch, w->patch);
    return c != 0 ? c : compare_pre(v, w);
}

static int by_version(const void *x, const void *y)
{
    return semver_compare(x, y);
}

void semver_sort(Semver *list, size_t n)
{
    if (n > 1)
        qsort(list, n, sizeof *list, by_version);
}

int semver_compare_build(const Semver *v, const Semver *w)
{
    int c = semver_compare(v, w);

    if (c != 0)
        return c;
    for (uint32_t i = 0; i < v->n_build && i < w->n_build; i++) {
        SemverId x = { .text = v->build[i] }, y = { .text = w->build[i] };

        if (!str_eq(x.text, y.text))
            return semver_compare_ids(&x, &y);
    }
    return compare_numbers(v->n_build, w->n_build);
}
