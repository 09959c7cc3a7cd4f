/* charset.c: sets of characters; properties and case by the tables of unicode.h. */
#include "runtime/builtins/regexp/charset.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/regexp/unicode.h"

void charset_add(Arena *a, CharSet *s, uint32_t lo, uint32_t hi)
{
    if (s->n > 0 && s->ranges[s->n - 1].hi + 1 == lo) {
        s->ranges[s->n - 1].hi = hi;
        return;
    }
    if (s->n == s->cap) {
        size_t cap = s->cap > 0 ? s->cap * 2 : 4;

        s->ranges = arena_realloc(a, s->ranges, s->cap * sizeof(CharRange),
                                  cap * sizeof(CharRange));
        s->cap = cap;
    }
    s->ranges[s->n++] = (CharRange){ lo, hi };
}

void charset_add_set(Arena *a, CharSet *s, const CharSet *other)
{
    for (size_t i = 0; i < other->n; i++)
        charset_add(a, s, other->ranges[i].lo, other->ranges[i].hi);
}

static int by_low(const void *x, const void *y)
{
    uint32_t a = ((const CharRange *)x)->lo, b = ((const CharRange *)y)->lo;

    return a < b ? -1 : a > b;
}

void charset_normalize(CharSet *s)
{
    size_t n = 0;
    bool sorted = true;

    if (s->n < 2)
        return;
    for (size_t i = 1; i < s->n && sorted; i++)
        sorted = s->ranges[i - 1].lo <= s->ranges[i].lo;
    if (!sorted)
        qsort(s->ranges, s->n, sizeof(CharRange), by_low);
    for (size_t i = 1; i < s->n; i++) {
        if (s->ranges[i].lo > s->ranges[n].hi + 1)
            s->ranges[++n] = s->ranges[i];
        else if (s->ranges[i].hi > s->ranges[n].hi)
            s->ranges[n].hi = s->ranges[i].hi;
    }
    s->n = n + 1;
}

bool charset_has(const CharSet *s, uint32_t c)
{
    size_t low = 0, high = s->n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (s->ranges[middle].hi < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->n && s->ranges[low].lo <= c;
}

void charset_invert(Arena *a, CharSet *s, uint32_t max)
{
    CharSet out = { 0 };
    uint32_t next = 0;

    for (size_t i = 0; i < s->n && s->ranges[i].lo <= max; i++) {
        if (s->ranges[i].lo > next)
            charset_add(a, &out, next, s->ranges[i].lo - 1);
        next = s->ranges[i].hi + 1;
    }
    if (next <= max)
        charset_add(a, &out, next, max);
    *s = out;
}

void charset_intersect(Arena *a, CharSet *s, const CharSet *other)
{
    CharSet out = { 0 };
    size_t i = 0, j = 0;

    while (i < s->n && j < other->n) {
        CharRange x = s->ranges[i], y = other->ranges[j];
        uint32_t lo = x.lo > y.lo ? x.lo : y.lo, hi = x.hi < y.hi ? x.hi : y.hi;

        if (lo <= hi)
            charset_add(a, &out, lo, hi);
        if (x.hi < y.hi)
            i++;
        else
            j++;
    }
    *s = out;
}

void charset_subtract(Arena *a, CharSet *s, const CharSet *other)
{
    CharSet rest = { 0 };

    charset_add_set(a, &rest, other);
    charset_invert(a, &rest, CHAR_MAX_POINT);
    charset_intersect(a, s, &rest);
}

/* ---- Escapes and properties ---- */

void charset_add_escape(Arena *a, CharSet *s, char class)
{
    static const CharRange digit[] = { { '0', '9' } };
    static const CharRange word[] = {
        { '0', '9' }, { 'A', 'Z' }, { '_', '_' }, { 'a', 'z' }
    };
    static const CharRange space[] = { { 9, 13 },          { 32, 32 },
                                       { 0xA0, 0xA0 },     { 0x1680, 0x1680 },
                                       { 0x2000, 0x200A }, { 0x2028, 0x2029 },
                                       { 0x202F, 0x202F }, { 0x205F, 0x205F },
                                       { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF } };
    const CharRange *r = class == 'd' ? digit : class == 'w' ? word : space;
    size_t n = class == 'd' ? 1 : class == 'w' ? 4 : sizeof space / sizeof space[0];

    for (size_t i = 0; i < n; i++)
        charset_add(a, s, r[i].lo, r[i].hi);
}

static const unsigned char *find_property(const char *name)
{
    size_t low = 0, high = unicode_name_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = strcmp(unicode_text + unicode_names[middle].name, name);

        if (c == 0)
            return unicode_blob + unicode_names[middle].at;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool charset_add_property(Arena *a, CharSet *s, const char *name)
{
    const unsigned char *p = find_property(name);
    uint32_t n, at = 0;

    if (p == NULL)
        return false;
    n = unicode_number(&p);
    while (n-- > 0) {
        uint32_t lo = at + unicode_number(&p);

        at = lo + unicode_number(&p);
        charset_add(a, s, lo, at);
    }
    return true;
}

const unsigned char *charset_strings(const char *name)
{
    return find_property(name);
}

/* ---- Case ---- */

/* The table's entry of c or NULL. */
static const UnicodeCase *find_case(const UnicodeCase *table, unsigned count, uint32_t c)
{
    unsigned low = 0, high = count;

    while (low < high) {
        unsigned middle = (low + high) / 2;

        if (table[middle].from == c)
            return &table[middle];
        if (table[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

uint32_t case_canonical(uint32_t c, bool unicode)
{
    const UnicodeCase *e;

    if (c < 128) {
        if (unicode)
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }
    e = unicode ? find_case(unicode_fold, unicode_fold_count, c)
                : find_case(unicode_upper, unicode_upper_count, c);
    return e != NULL ? e->to : c;
}

/* A set of ASCII only: no table is needed. */
static void close_ascii(Arena *a, CharSet *s, bool unicode)
{
    CharSet out = { 0 };
    uint32_t c;

    charset_add_set(a, &out, s);
    for (c = 'a'; c <= 'z'; c++) {
        bool small = charset_has(s, c), large = charset_has(s, c - 32);

        if (small && !large)
            charset_add(a, &out, c - 32, c - 32);
        if (large && !small)
            charset_add(a, &out, c, c);
        if (unicode && (small || large) && (c == 's' || c == 'k'))
            charset_add(a, &out, c == 's' ? 0x17F : 0x212A, c == 's' ? 0x17F : 0x212A);
    }
    charset_normalize(&out);
    *s = out;
}

void charset_close_case(Arena *a, CharSet *s, bool unicode)
{
    const UnicodeCase *table = unicode ? unicode_fold : unicode_upper;
    unsigned count = unicode ? unicode_fold_count : unicode_upper_count;
    CharSet hit = { 0 }, out = { 0 };

    if (s->n == 0)
        return;
    if (s->ranges[s->n - 1].hi < 128) {
        close_ascii(a, s, unicode);
        return;
    }
    for (unsigned i = 0; i < count; i++) {
        if (charset_has(s, table[i].from) || charset_has(s, table[i].to))
            charset_add(a, &hit, table[i].to, table[i].to);
    }
    charset_normalize(&hit);
    charset_add_set(a, &out, s);
    for (unsigned i = 0; i < count && hit.n > 0; i++) {
        if (charset_has(&hit, table[i].to)) {
            charset_add(a, &out, table[i].from, table[i].from);
            charset_add(a, &out, table[i].to, table[i].to);
        }
    }
    charset_normalize(&out);
    *s = out;
}

void charset_fold(Arena *a, CharSet *s)
{
    CharSet changing = { 0 }, out = { 0 };

    for (unsigned i = 0; i < unicode_fold_count; i++) {
        if (charset_has(s, unicode_fold[i].from)) {
            charset_add(a, &changing, unicode_fold[i].from, unicode_fold[i].from);
            charset_add(a, &out, unicode_fold[i].to, unicode_fold[i].to);
        }
    }
    if (out.n == 0)
        return;
    charset_normalize(&changing);
    charset_subtract(a, s, &changing);
    charset_add_set(a, &out, s);
    charset_normalize(&out);
    *s = out;
}

void charset_add_folded(Arena *a, CharSet *s)
{
    uint32_t next = 0;

    for (unsigned i = 0; i < unicode_fold_count; i++) {
        if (unicode_fold[i].from > next)
            charset_add(a, s, next, unicode_fold[i].from - 1);
        next = unicode_fold[i].from + 1;
    }
    charset_add(a, s, next, CHAR_MAX_POINT);
}
