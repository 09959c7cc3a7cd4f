/* ini_write.c: writing ini text. */
#include "common/ini.h"

#include <stdlib.h>

#include "common/json_write.h"
#include "common/jstext.h"

typedef struct {
    Arena scratch;
    const IniStyle *style;
    Buf *out;
} Writer;

/* ---- Keys and values ---- */

static bool needs_quotes(Str s)
{
    Str trimmed = js_trim(s);

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '=' || s.ptr[i] == '\r' || s.ptr[i] == '\n')
            return true;
    }
    if (s.len == 0)
        return false;
    if (s.len > 1 && s.ptr[0] == s.ptr[s.len - 1] &&
        (s.ptr[0] == '"' || s.ptr[0] == '\''))
        return true;
    return s.ptr[0] == '[' || trimmed.len != s.len;
}

static void ini_write_text(Str text, Buf *out)
{
    if (needs_quotes(text)) {
        json_write_str(text, out);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == ';' || text.ptr[i] == '#')
            buf_putc(out, '\\');
        buf_putc(out, text.ptr[i]);
    }
}

void ini_write_value(const cJSON *value, Buf *out)
{
    if (json_is_str(value))
        ini_write_text(json_str(value), out);
    else
        json_write(value, NULL, out);
}

/* ---- Order of members ---- */

typedef struct {
    Str key;
    const cJSON *value;
    bool is_index;
    uint32_t index;
} Member;

static int by_units(const void *a, const void *b)
{
    return js_cmp(((const Member *)a)->key, ((const Member *)b)->key);
}

static int by_index(const void *a, const void *b)
{
    const Member *x = a, *y = b;

    return x->index < y->index ? -1 : x->index > y->index;
}

/* Members as Object.keys gives them: those that look like indices come first. */
static Member *members_of(Writer *w, const cJSON *obj, size_t *n)
{
    Member *list = arena_array(&w->scratch, Member, json_len(obj) + 1);
    size_t n_index = 0;
    uint32_t at = 0;

    *n = 0;
    for (int pass = 0; pass < 2; pass++) {
        JSON_EACH (e, obj) {
            Member m = { .key = json_key(e), .value = e };

            if (json_is_arr(obj))
                m.key = arena_strf(&w->scratch, "%u", at++);
            m.is_index = json_is_index_key(m.key, &m.index);
            if (m.is_index == (pass == 0))
                list[(*n)++] = m;
        }
        if (pass == 0)
            n_index = *n;
    }
    if (w->style->sort)
        qsort(list, *n, sizeof *list, by_units);
    else
        qsort(list, n_index, sizeof *list, by_index);
    return list;
}

/* ---- Lines ---- */

/* "key" or "key[]", as it is written. */
static Str key_text(Writer *w, const Member *m, bool list_mark)
{
    Buf b = { 0 };

    ini_write_text(list_mark ? arena_strf(&w->scratch, STR_FMT "[]", STR_ARG(m->key))
                             : m->key,
                   &b);
    return buf_to_arena(&b, &w->scratch);
}

/* The longest key as it is written, in UTF-16 units. */
static size_t key_width(Writer *w, const Member *list, size_t n)
{
    size_t width = 0;

    for (size_t i = 0; i < n; i++) {
        size_t len;

        if (json_is_obj(list[i].value))
            continue;
        len = js_length(key_text(w, &list[i], json_is_arr(list[i].value)));
        if (len > width)
            width = len;
    }
    return width;
}

static void put_eol(Writer *w)
{
    buf_puts(w->out, w->style->crlf ? "\r\n" : "\n");
}

static void put_line(Writer *w, Str key, const cJSON *value, size_t width)
{
    size_t len = width ? js_length(key) : 0;

    buf_str(w->out, key);
    if (len < width)
        buf_fill(w->out, ' ', width - len);
    buf_puts(w->out, w->style->spaced || w->style->align ? " = " : "=");
    ini_write_value(value, w->out);
    put_eol(w);
}

static void put_member(Writer *w, const Member *m, size_t width)
{
    Str key;

    if (!json_is_arr(m->value)) {
        put_line(w, key_text(w, m, false), m->value, width);
        return;
    }
    key = key_text(w, m, !w->style->plain_lists);
    JSON_EACH (e, m->value)
        put_line(w, key, e, width);
}

static bool has_lines(const Member *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!json_is_obj(list[i].value) &&
            (!json_is_arr(list[i].value) || list[i].value->child != NULL))
            return true;
    }
    return false;
}

static void put_header(Writer *w, Str section)
{
    buf_putc(w->out, '[');
    ini_write_text(section, w->out);
    buf_putc(w->out, ']');
    put_eol(w);
    if (w->style->newline)
        put_eol(w);
}

/* ---- Sections ---- */

/* The name with a backslash before each dot that has none. */
static Str escape_dots(Writer *w, Str name)
{
    char *out = arena_bytes(&w->scratch, 2 * name.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '.' && (i == 0 || name.ptr[i - 1] != '\\'))
            out[n++] = '\\';
        out[n++] = name.ptr[i];
    }
    return str_n(out, n);
}

static void put_object(Writer *w, const cJSON *obj, Str section)
{
    size_t n, begin = w->out->len;
    Member *list = members_of(w, obj, &n);
    size_t width = w->style->align ? key_width(w, list, n) : 0;

    if (section.len > 0 && has_lines(list, n))
        put_header(w, section);
    for (size_t i = 0; i < n; i++) {
        if (!json_is_obj(list[i].value))
            put_member(w, &list[i], width);
    }
    for (size_t i = 0; i < n; i++) {
        size_t before = w->out->len, behind_eol;
        Str name;

        if (!json_is_obj(list[i].value))
            continue;
        name = escape_dots(w, list[i].key);
        if (section.len > 0)
            name = arena_strf(&w->scratch, STR_FMT "." STR_FMT, STR_ARG(section),
                              STR_ARG(name));
        if (before > begin)
            put_eol(w);
        behind_eol = w->out->len;
        put_object(w, list[i].value, name);
        if (w->out->len == behind_eol)
            buf_truncate(w->out, before);
    }
}

void ini_write(const cJSON *obj, const IniStyle *style, Buf *out)
{
    static const IniStyle plain;
    Writer w = { .style = style ? style : &plain, .out = out };

    put_object(&w, obj, w.style->section);
    arena_release(&w.scratch);
}
