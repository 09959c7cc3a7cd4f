/* json_write.c: writing JSON as JavaScript does. */
#include "common/json_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/json_scan.h"
#include "common/utf8.h"
#include "common/xalloc.h"

JsonStyle json_default_style(void)
{
    return (JsonStyle){ .indent = "  ", .newline = "\n", .last_newline = true };
}

/* At a line end: its length, 0 if there is none. */
static size_t line_end(Str s)
{
    if (str_starts(s, STR("\r\n")))
        return 2;
    return s.len > 0 && s.ptr[0] == '\n' ? 1 : 0;
}

/* Takes all line ends at the beginning of s; false where they are more than fit. */
static bool take_newlines(Str *s, char *out, size_t cap)
{
    size_t n = 0, k;

    while ((k = line_end(str_from(*s, n))) > 0)
        n += k;
    if (n == 0 || n >= cap)
        return false;
    memcpy(out, s->ptr, n);
    out[n] = '\0';
    *s = str_from(*s, n);
    return true;
}

/* All white space counts, also that of further lines: behind a first line of blanks the
 * indentation has a line end in it. */
static void take_indent(Str s, JsonStyle *style)
{
    char *out = style->indent;

    for (size_t k = 0; k < 10 && k < s.len && strchr(" \t\r\n", s.ptr[k]) != NULL; k++) {
        if (s.ptr[k] == '\n')
            out = stpcpy(out, style->newline);
        else
            *out++ = s.ptr[k];
    }
    *out = '\0';
}

JsonStyle json_style(Str text)
{
    JsonStyle style = json_default_style();
    Str s = str_starts(text, STR(UTF8_BOM)) ? str_from(text, 3) : text;

    if (str_starts(s, STR("{}")) || str_starts(s, STR("[]"))) {
        s = str_from(s, 2);
        if (take_newlines(&s, style.newline, sizeof style.newline) || s.len == 0)
            return style;
        s = STR("");
    }
    s = str_trim_left(s);
    if (s.len > 0 && (s.ptr[0] == '{' || s.ptr[0] == '['))
        s = str_from(s, 1);
    if (!take_newlines(&s, style.newline, sizeof style.newline)) {
        style.indent[0] = style.newline[0] = '\0';
        return style;
    }
    take_indent(s, &style);
    return style;
}

/* ---- Strings ---- */

static void put_escape(unsigned char c, Buf *out)
{
    switch (c) {
    case '"': buf_put(out, "\\\"", 2); break;
    case '\\': buf_put(out, "\\\\", 2); break;
    case '\b': buf_put(out, "\\b", 2); break;
    case '\f': buf_put(out, "\\f", 2); break;
    case '\n': buf_put(out, "\\n", 2); break;
    case '\r': buf_put(out, "\\r", 2); break;
    case '\t': buf_put(out, "\\t", 2); break;
    default: buf_printf(out, "\\u%04x", c);
    }
}

static void put_text(Str s, Buf *out)
{
    const char *p = s.ptr, *end = s.ptr + s.len;

    while (p < end) {
        const char *stop = json_find_special(p, end);

        buf_put(out, p, (size_t)(stop - p));
        if (stop < end)
            put_escape((unsigned char)*stop++, out);
        p = stop;
    }
}

/* What only an escape can say (json.h) at the beginning of s: its length, or 0. */
static size_t put_unsayable(Str s, Buf *out)
{
    uint32_t surrogate = utf8_surrogate(s.ptr, s.len);

    if (surrogate != 0) {
        buf_printf(out, "\\u%04x", surrogate);
        return 3;
    }
    if (!str_starts(s, STR(UTF8_NUL)))
        return 0;
    buf_puts(out, "\\u0000");
    return 2;
}

/* Text with something in it that is no UTF-8. */
static void put_odd_text(Str s, Buf *out)
{
    while (s.len > 0) {
        size_t n = put_unsayable(s, out);

        if (n == 0) {
            for (n = 1; n < s.len && (unsigned char)s.ptr[n] < 0xC0;)
                n++;
            put_text(str_sub(s, 0, n), out);
        }
        s = str_from(s, n);
    }
}

/* Nothing in it has to be escaped or is more than ASCII. */
static bool is_plain(Str s)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t w, quote, slash;
    size_t i = 0;

    for (; s.len - i >= 8; i += 8) {
        memcpy(&w, s.ptr + i, 8);
        quote = w ^ ones * '"';
        slash = w ^ ones * '\\';
        if (((w | (quote - ones) | (slash - ones) | (w - ones * 0x20)) & high) != 0)
            return false; /* or perhaps: a byte borrowed from the next */
    }
    for (; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
            return false;
    }
    return true;
}

static void put_plain(Str s, Buf *out)
{
    char *p;

    if (!buf_reserve(out, s.len + 2))
        return;
    p = out->ptr + out->len;
    *p++ = '"';
    memcpy(p, s.ptr, s.len);
    p[s.len] = '"';
    p[s.len + 1] = '\0';
    out->len += s.len + 2;
}

void json_write_str(Str s, Buf *out)
{
    if (s.len > 0 && is_plain(s)) {
        put_plain(s, out);
        return;
    }
    buf_putc(out, '"');
    if (utf8_is_valid(s.ptr, s.len))
        put_text(s, out);
    else
        put_odd_text(s, out);
    buf_putc(out, '"');
}

/* ---- Numbers ---- */

/* Fewest digits that read back as n: "d.ddde±x" taken apart. */
static int shortest(double n, char *digits, int *exponent)
{
    char text[40];
    int count = 0;
    char *e;

    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, n);
        if (strtod(text, NULL) == n)
            break;
    }
    e = strchr(text, 'e');
    *exponent = (int)strtol(e + 1, NULL, 10);
    for (char *p = text; p < e; p++) {
        if (*p >= '0' && *p <= '9')
            digits[count++] = *p;
    }
    while (count > 1 && digits[count - 1] == '0')
        count--;
    return count;
}

/* Number::toString of ECMA-262 6.1.6.1.20. */
void json_write_num(double n, Buf *out)
{
    char digits[40] = "";
    int exponent = 0, count, point;

    if (isnan(n) || isinf(n)) {
        buf_puts(out, "null");
        return;
    }
    if (n == 0) {
        buf_putc(out, '0');
        return;
    }
    if (fabs(n) < 1e15 && n == floor(n)) {
        buf_printf(out, "%.0f", n);
        return;
    }
    if (n < 0)
        buf_putc(out, '-');
    count = shortest(fabs(n), digits, &exponent);
    point = exponent + 1;
    if (point > 0 && point <= 21) {
        buf_put(out, digits, (size_t)(count < point ? count : point));
        if (count < point) {
            buf_fill(out, '0', (size_t)(point - count));
        } else if (count > point) {
            buf_putc(out, '.');
            buf_put(out, digits + point, (size_t)(count - point));
        }
    } else if (point <= 0 && point > -6) {
        buf_puts(out, "0.");
        buf_fill(out, '0', (size_t)-point);
        buf_put(out, digits, (size_t)count);
    } else {
        buf_putc(out, digits[0]);
        if (count > 1) {
            buf_putc(out, '.');
            buf_put(out, digits + 1, (size_t)(count - 1));
        }
        buf_printf(out, "e%c%d", exponent < 0 ? '-' : '+', abs(exponent));
    }
}

/* ---- Values ---- */

bool json_is_index_key(Str key, uint32_t *index)
{
    uint64_t n;

    if (key.len == 0 || key.len > 10 || (key.ptr[0] == '0' && key.len > 1) ||
        !str_to_u64(key, &n) || n > 4294967294u)
        return false;
    *index = (uint32_t)n;
    return true;
}

#define LINE_DEPTH 6

typedef struct {
    const JsonStyle *style; /* NULL: compact */
    Buf *out;
    int depth;
    Str newline, indent; /* of the style */
    char line[sizeof((JsonStyle){ 0 }.newline) +
              LINE_DEPTH * sizeof((JsonStyle){ 0 }.indent)]; /* with all its indent */
} Writer;

static void set_style(Writer *w, const JsonStyle *style)
{
    char *p = w->line;

    w->newline = str_of(style->newline);
    w->indent = str_of(style->indent);
    memcpy(p, w->newline.ptr, w->newline.len);
    p += w->newline.len;
    for (int i = 0; i < LINE_DEPTH; i++, p += w->indent.len)
        memcpy(p, w->indent.ptr, w->indent.len);
}

static void write_value(Writer *w, const cJSON *j);

static void new_line(Writer *w)
{
    if (w->style == NULL || w->style->indent[0] == '\0')
        return;
    if (w->depth <= LINE_DEPTH) {
        buf_put(w->out, w->line, w->newline.len + (size_t)w->depth * w->indent.len);
        return;
    }
    buf_str(w->out, w->newline);
    for (int i = 0; i < w->depth; i++)
        buf_str(w->out, w->indent);
}

static void write_member(Writer *w, const cJSON *m, bool *first)
{
    if (!*first)
        buf_putc(w->out, ',');
    *first = false;
    new_line(w);
    if (m->string != NULL) {
        json_write_str(str_of(m->string), w->out);
        buf_putc(w->out, ':');
        if (w->style != NULL && w->style->indent[0] != '\0')
            buf_putc(w->out, ' ');
    }
    write_value(w, m);
}

typedef struct {
    uint32_t index;
    const cJSON *member;
} IndexMember;

static int by_index(const void *a, const void *b)
{
    uint32_t x = ((const IndexMember *)a)->index, y = ((const IndexMember *)b)->index;

    return (x > y) - (x < y);
}

/* Writes the members with index keys; false if there are none, as nearly always. */
static bool write_index_members(Writer *w, const cJSON *j, bool *first)
{
    IndexMember *found = NULL;
    size_t n = 0;
    uint32_t index;

    JSON_EACH (m, j) {
        if (m->string[0] < '0' || m->string[0] > '9' ||
            !json_is_index_key(json_key(m), &index))
            continue;
        found = xreallocarray(found, n + 1, sizeof *found);
        found[n++] = (IndexMember){ index, m };
    }
    if (n == 0)
        return false;
    qsort(found, n, sizeof *found, by_index);
    for (size_t i = 0; i < n; i++)
        write_member(w, found[i].member, first);
    xfree(found);
    return true;
}

static void write_object(Writer *w, const cJSON *j)
{
    bool first = true, indices;
    uint32_t index;

    buf_putc(w->out, '{');
    w->depth++;
    indices = write_index_members(w, j, &first);
    JSON_EACH (m, j) {
        if (indices && json_is_index_key(json_key(m), &index))
            continue;
        write_member(w, m, &first);
    }
    w->depth--;
    if (!first)
        new_line(w);
    buf_putc(w->out, '}');
}

static void write_array(Writer *w, const cJSON *j)
{
    bool first = true;

    buf_putc(w->out, '[');
    w->depth++;
    JSON_EACH (m, j) {
        if (!first)
            buf_putc(w->out, ',');
        first = false;
        new_line(w);
        write_value(w, m);
    }
    w->depth--;
    if (!first)
        new_line(w);
    buf_putc(w->out, ']');
}

static void write_value(Writer *w, const cJSON *j)
{
    switch (j->type & 0xFF) {
    case cJSON_True: buf_puts(w->out, "true"); break;
    case cJSON_False: buf_puts(w->out, "false"); break;
    case cJSON_Number: json_write_num(j->valuedouble, w->out); break;
    case cJSON_String: json_write_str(str_of(j->valuestring), w->out); break;
    case cJSON_Array: write_array(w, j); break;
    case cJSON_Object: write_object(w, j); break;
    case cJSON_Raw: buf_str(w->out, str_n(j->valuestring, (size_t)j->valueint)); break;
    default: buf_puts(w->out, "null");
    }
}

void json_write_at(const cJSON *j, const JsonStyle *style, int depth, Buf *out)
{
    Writer w;

    w.style = style;
    w.out = out;
    w.depth = depth;
    if (style != NULL)
        set_style(&w, style);
    write_value(&w, j);
}

void json_write(const cJSON *j, const JsonStyle *style, Buf *out)
{
    json_write_at(j, style, 0, out);
    if (style != NULL && style->last_newline)
        buf_puts(out, style->newline);
}

Str json_text(Arena *a, const cJSON *j)
{
    Buf b = { 0 };

    json_write(j, NULL, &b);
    return buf_to_arena(&b, a);
}

Str json_in_template(Arena *a, const cJSON *j)
{
    Buf b = { 0 };

    if (json_is_str(j))
        return json_str(j);
    if (!json_is_arr(j))
        return json_is_obj(j) ? STR("[object Object]") : json_text(a, j);
    JSON_EACH (e, j) {
        if (e != j->child)
            buf_putc(&b, ',');
        if (!json_is_null(e)) /* nothing, in there */
            buf_str(&b, json_in_template(a, e));
    }
    return buf_to_arena(&b, a);
}

Str json_as_text(Arena *a, const cJSON *j)
{
    if (json_is_str(j) || !json_truthy(j) || json_is_arr(j))
        return json_str(j);
    return json_is_obj(j) ? STR("[object Object]") : json_text(a, j);
}
