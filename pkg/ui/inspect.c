/* inspect.c: see inspect.h. The layout rules are those of Node's reduceToSingleString
 * and groupArrayElements: entries go on one line if what is below them is at most
 * three levels deep and the line isn't too long; arrays of more than six short
 * entries are set in columns. */
#include "pkg/ui/inspect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/json_write.h"
#include "common/jstext.h"
#include "common/utf8.h"
#include "common/vec.h"

#define DEPTH 5
#define BREAK 80
#define COMPACT 3
#define LINE_MIN 16

typedef struct {
    Arena *a;
    int indent;
    int depth; /* of the object that was begun last */
    bool colours;
} Inspect;

typedef struct {
    Str *ptr;
    size_t len, cap;
} Lines;

static Str format(Inspect *x, const cJSON *v, int level);

/* ---- colours ---- */

/* Those of Node's inspect.styles. */
typedef enum {
    STYLE_STRING,
    STYLE_NUMBER,
    STYLE_NULL,
    STYLE_UNDEFINED,
    STYLE_SPECIAL
} Style;

static Str styled(Inspect *x, Style style, Str text)
{
    static const struct {
        int on, off;
    } codes[] = { { 32, 39 }, { 33, 39 }, { 1, 22 }, { 90, 39 }, { 36, 39 } };

    if (!x->colours)
        return text;
    return arena_strf(x->a, "\x1b[%dm" STR_FMT "\x1b[%dm", codes[style].on, STR_ARG(text),
                      codes[style].off);
}

/* As wide as it is shown. */
static size_t width(const Inspect *x, Str s)
{
    size_t w = js_length(s), escapes = 0;
    ptrdiff_t at;

    while (x->colours && (at = str_find(s, STR("\x1b["))) >= 0) {
        ptrdiff_t end = str_index(str_from(s, (size_t)at), 'm');

        if (end < 0)
            break;
        escapes += (size_t)end + 1;
        s = str_from(s, (size_t)at + (size_t)end + 1);
    }
    return w - escapes;
}

/* ---- strings ---- */

static char quote_for(Str s)
{
    if (str_index(s, '\'') < 0)
        return '\'';
    if (str_index(s, '"') < 0)
        return '"';
    return str_index(s, '`') < 0 && !str_has(s, STR("${")) ? '`' : '\'';
}

static void put_char(Buf *b, unsigned char c, char quote)
{
    static const char *const names = "\bb\tt\nn\ff\rr";
    const char *n = c ? strchr(names, c) : NULL;

    if (c == (unsigned char)quote || c == '\\')
        buf_printf(b, "\\%c", c);
    else if (n && c < ' ')
        buf_printf(b, "\\%c", n[1]);
    else if (c < ' ' || c == 0x7f)
        buf_printf(b, "\\x%02X", c);
    else
        buf_putc(b, (char)c);
}

/* U+0080 to U+009F, U+0000 and lone surrogates (json.h): how many bytes it has, or 0. */
static size_t put_unprintable(Str s, Buf *b)
{
    uint32_t surrogate = utf8_surrogate(s.ptr, s.len);

    if (surrogate != 0) {
        buf_printf(b, "\\u%04x", surrogate);
        return 3;
    }
    if (str_starts(s, STR(UTF8_NUL))) {
        buf_puts(b, "\\x00");
        return 2;
    }
    if ((unsigned char)s.ptr[0] != 0xc2 || s.len < 2 || (unsigned char)s.ptr[1] >= 0xa0)
        return 0;
    buf_printf(b, "\\x%02X", (unsigned char)s.ptr[1]);
    return 2;
}

static Str quoted(Arena *a, Str s)
{
    char quote = quote_for(s);
    Buf b = { 0 };

    buf_putc(&b, quote);
    for (size_t i = 0; i < s.len;) {
        size_t n = put_unprintable(str_from(s, i), &b);

        i += n;
        if (n == 0)
            put_char(&b, (unsigned char)s.ptr[i++], quote);
    }
    buf_putc(&b, quote);
    return buf_to_arena(&b, a);
}

/* A long text is shown line by line, joined by " +". */
static Str format_string(Inspect *x, Str s)
{
    size_t w = js_length(s);
    Buf b = { 0 };
    Str rest = s;

    if (w <= LINE_MIN || (int)w <= BREAK - x->indent - 4 || str_index(s, '\n') < 0)
        return styled(x, STYLE_STRING, quoted(x->a, s));
    while (rest.len > 0) {
        ptrdiff_t end = str_index(rest, '\n');
        size_t n = end < 0 ? rest.len : (size_t)end + 1;

        buf_str(&b, styled(x, STYLE_STRING, quoted(x->a, str_sub(rest, 0, n))));
        rest = str_from(rest, n);
        if (rest.len > 0) {
            buf_puts(&b, " +\n");
            buf_fill(&b, ' ', (size_t)x->indent + 2);
        }
    }
    return buf_to_arena(&b, x->a);
}

static Str format_key(Inspect *x, Str key)
{
    bool plain = key.len > 0 && !(key.ptr[0] >= '0' && key.ptr[0] <= '9');

    for (size_t i = 0; i < key.len; i++) {
        char c = key.ptr[i];

        plain = plain && (c == '_' || (c >= '0' && c <= '9') ||
                          ((c | 32) >= 'a' && (c | 32) <= 'z'));
    }
    return plain ? key : styled(x, STYLE_STRING, quoted(x->a, key));
}

/* ---- arrays in columns ---- */

/* The C library's own are in libm, which nothing else here needs. */
static double round_down(double n)
{
    double whole = (double)(int64_t)n;

    return whole > n ? whole - 1 : whole;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static size_t columns(Inspect *x, size_t n, size_t total, size_t longest)
{
    double actual = (double)longest + 2;
    double bias = sqrt(actual - (double)total / (double)n);
    double biased = actual - 3 - bias > 1 ? actual - 3 - bias : 1;
    double best = smaller(round_down(sqrt(2.5 * biased * (double)n) / biased + 0.5),
                          round_down((BREAK - x->indent) / actual));

    return (size_t)smaller(smaller(best, COMPACT * 4), 15);
}

static void put_padded(const Inspect *x, Buf *b, Str s, size_t size, bool before)
{
    size_t w = width(x, s), pad = size > w ? size - w : 0;

    if (before)
        buf_fill(b, ' ', pad);
    buf_str(b, s);
    if (!before)
        buf_fill(b, ' ', pad);
}

static Str column_line(Inspect *x, const Lines *l, size_t from, size_t to,
                       const size_t *widths, bool numbers)
{
    Buf b = { 0 };

    for (size_t j = from; j < to; j++) {
        size_t size = widths[j - from];

        if (j + 1 < to)
            put_padded(x, &b, arena_strf(x->a, STR_FMT ", ", STR_ARG(l->ptr[j])), size,
                       numbers);
        else
            put_padded(x, &b, l->ptr[j], numbers ? size - 2 : 0, true);
    }
    return buf_to_arena(&b, x->a);
}

static bool all_numbers(const cJSON *arr)
{
    JSON_EACH (e, arr)
        if (!json_is_num(e))
            return false;
    return true;
}

static Lines group(Inspect *x, Lines l, const cJSON *arr)
{
    size_t total = 0, longest = 0, n, widths[16] = { 0 };
    Lines out = { 0 };

    for (size_t i = 0; i < l.len; i++) {
        size_t w = width(x, l.ptr[i]);

        total += w + 2;
        longest = w > longest ? w : longest;
    }
    if ((longest + 2) * 3 + (size_t)x->indent >= BREAK ||
        ((double)total / (double)(longest + 2) <= 5 && longest > 6))
        return l;
    n = columns(x, l.len, total, longest);
    if (n <= 1)
        return l;
    for (size_t i = 0; i < l.len; i++) {
        size_t w = width(x, l.ptr[i]) + 2;

        widths[i % n] = w > widths[i % n] ? w : widths[i % n];
    }
    for (size_t i = 0; i < l.len; i += n)
        vec_push_in(x->a, &out,
                    column_line(x, &l, i, i + n < l.len ? i + n : l.len, widths,
                                all_numbers(arr)));
    return out;
}

/* ---- objects and arrays ---- */

static bool fits_one_line(Inspect *x, const Lines *l)
{
    size_t total = l->len + l->len + (size_t)x->indent + 1 + 10;

    if (total + l->len > BREAK)
        return false;
    for (size_t i = 0; i < l->len; i++) {
        total += width(x, l->ptr[i]);
        if (total > BREAK || str_index(l->ptr[i], '\n') >= 0)
            return false;
    }
    return true;
}

static Str join(Inspect *x, const Lines *l, const char *braces, bool one_line)
{
    Buf b = { 0 };

    buf_putc(&b, braces[0]);
    for (size_t i = 0; i < l->len; i++) {
        buf_puts(&b, i == 0 ? "" : ",");
        buf_putc(&b, one_line ? ' ' : '\n');
        buf_fill(&b, ' ', one_line ? 0 : (size_t)x->indent + 2);
        buf_str(&b, l->ptr[i]);
    }
    buf_putc(&b, one_line ? ' ' : '\n');
    buf_fill(&b, ' ', one_line ? 0 : (size_t)x->indent);
    buf_putc(&b, braces[1]);
    return buf_to_arena(&b, x->a);
}

static Str format_entry(Inspect *x, const cJSON *e, bool array, int level)
{
    Str value;

    x->indent += 2;
    value = format(x, e, level);
    x->indent -= 2;
    if (array)
        return value;
    return arena_strf(x->a, STR_FMT ": " STR_FMT, STR_ARG(format_key(x, json_key(e))),
                      STR_ARG(value));
}

typedef struct {
    const cJSON *member;
    uint32_t index;
} Indexed;

static int by_index(const void *a, const void *b)
{
    uint32_t x = ((const Indexed *)a)->index, y = ((const Indexed *)b)->index;

    return x < y ? -1 : x > y;
}

/* Adds the members in the order in which JavaScript enumerates them: names that are
 * array indices come first. */
static void add_members(Inspect *x, const cJSON *v, Lines *l, int level)
{
    VEC(Indexed) first = { 0 };
    uint32_t index;

    JSON_EACH (m, v)
        if (json_is_index_key(json_key(m), &index))
            vec_push_in(x->a, &first, (Indexed){ m, index });
    if (first.len > 1)
        qsort(first.ptr, first.len, sizeof *first.ptr, by_index);
    for (size_t i = 0; i < first.len; i++)
        vec_push_in(x->a, l, format_entry(x, first.ptr[i].member, false, level));
    JSON_EACH (m, v)
        if (!json_is_index_key(json_key(m), &index))
            vec_push_in(x->a, l, format_entry(x, m, false, level));
}

static Str format_nested(Inspect *x, const cJSON *v, int level)
{
    bool array = json_is_arr(v);
    const char *braces = array ? "[]" : "{}";
    Lines l = { 0 };
    size_t n;

    if (v->child == NULL)
        return str_of(braces);
    if (level > DEPTH)
        return styled(x, STYLE_SPECIAL, array ? STR("[Array]") : STR("[Object]"));
    x->depth = ++level;
    if (!array)
        add_members(x, v, &l, level);
    for (const cJSON *e = array ? v->child : NULL; e; e = e->next)
        vec_push_in(x->a, &l, format_entry(x, e, true, level));
    n = l.len;
    if (array && n > 6)
        l = group(x, l, v);
    return join(x, &l, braces,
                x->depth - level < COMPACT && n == l.len && fits_one_line(x, &l));
}

static Str format(Inspect *x, const cJSON *v, int level)
{
    Buf b = { 0 };

    if (json_is_str(v))
        return format_string(x, json_str(v));
    if (json_is_obj(v) || json_is_arr(v))
        return format_nested(x, v, level);
    if (json_is_raw(v))
        return styled(x, STYLE_UNDEFINED, str_n(v->valuestring, (size_t)v->valueint));
    if (json_is_null(v))
        return styled(x, STYLE_NULL, STR("null"));
    if (!json_is_num(v))
        return styled(x, STYLE_NUMBER, json_is_true(v) ? STR("true") : STR("false"));
    json_write_num(v->valuedouble, &b);
    return styled(x, STYLE_NUMBER, buf_to_arena(&b, x->a));
}

void inspect_json(const cJSON *value, bool colours, Buf *out)
{
    Arena a = { 0 };
    Inspect x = { .a = &a, .colours = colours };

    buf_str(out, format(&x, value, 0));
    arena_release(&a);
}
