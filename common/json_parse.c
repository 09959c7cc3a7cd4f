/* json_parse.c: JSON text to a tree of cJSON's nodes in an arena, in one pass.
 *
 * The nodes are cJSON's, the reading is not: an install reads tens of megabytes of
 * manifests and locks, and cJSON asks its allocator and the C library's strtod for each
 * piece. What this refuses is looked at once more by json_scan.c, which knows where and
 * why. */
#include "common/json.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/hex.h"
#include "common/json_scan.h"
#include "common/jstext.h"
#include "common/map.h"
#include "common/utf8.h"

#define DEFAULT_MAX_BYTES ((size_t)512 << 20)
#define DEFAULT_MAX_DEPTH 512
/* Each level is a C call. */
#define HARD_MAX_DEPTH 1000

typedef struct {
    Arena *arena;
    const char *p, *end;
    int depth_left;
    bool keep_dups;
} Parser;

/* ---- Errors ---- */

/* The character at p as it is shown in a message. */
static void show_token(Str text, size_t at, char *out, size_t cap)
{
    unsigned char c = (unsigned char)text.ptr[at];
    size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    if (c < 0x20 || c == 0x7F || n > text.len - at)
        snprintf(out, cap, "\\x%02x", c);
    else
        snprintf(out, cap, "%.*s", (int)n, text.ptr + at);
}

static int scan_error(JsonScanResult r, Str text, size_t at, const char *what, int depth,
                      Err *err)
{
    JsonPos pos = json_pos(text, at);
    char token[16];

    if (r == JSON_SCAN_TOO_DEEP)
        return err_set(err, ERR_ETOODEEP, "%s:%d:%d: JSON nested deeper than %d levels",
                       what, pos.line, pos.column, depth);
    if (r == JSON_SCAN_END || at >= text.len)
        return err_set(err, ERR_EJSONPARSE, "%s:%d:%d: unexpected end of JSON input",
                       what, pos.line, pos.column);
    show_token(text, at, token, sizeof token);
    if (r == JSON_SCAN_CONTROL)
        return err_set(err, ERR_EJSONPARSE,
                       "%s:%d:%d: bad control character %s in a string of JSON", what,
                       pos.line, pos.column, token);
    if (r == JSON_SCAN_ESCAPE)
        return err_set(err, ERR_EJSONPARSE, "%s:%d:%d: bad escape in a string of JSON",
                       what, pos.line, pos.column);
    return err_set(err, ERR_EJSONPARSE, "%s:%d:%d: unexpected token '%s' in JSON", what,
                   pos.line, pos.column, token);
}

static int why_not(Str text, const char *what, int depth, Err *err)
{
    JsonScan scan;
    JsonScanResult r = json_scan(text, depth, &scan);

    if (r != JSON_SCAN_OK)
        return scan_error(r, text, scan.offset, what, depth, err);
    return err_set(err, ERR_EJSONPARSE, "%s: cannot be read as JSON", what);
}

/* ---- Repeated keys ---- */

static void take_value(cJSON *to, const cJSON *from)
{
    to->type = from->type;
    to->child = from->child;
    to->valuestring = from->valuestring;
    to->valueint = from->valueint;
    to->valuedouble = from->valuedouble;
}

/* Keeps the last value of a repeated key at the place of the first. */
static void merge_dups(cJSON *obj)
{
    Map seen = { 0 };

    for (cJSON *m = obj->child, *next; m != NULL; m = next) {
        cJSON *first = map_get(&seen, json_key(m));

        next = m->next;
        if (first == NULL) {
            map_set(&seen, json_key(m), m);
            continue;
        }
        json_unlink(obj, m);
        take_value(first, m);
    }
    map_release(&seen);
}

/* Keys by their length and ends: of most objects each has bits of its own. */
typedef struct {
    uint64_t bits[4];
    bool doubt;
} KeySet;

static void key_set_add(KeySet *s, const char *key, size_t len)
{
    unsigned h = (unsigned)len * 31 + (unsigned char)key[0];

    if (len > 2)
        h = h * 31 + (unsigned char)key[len - 2] * 7 + (unsigned char)key[len / 2];
    if (len > 0)
        h = h * 31 + (unsigned char)key[len - 1];
    h = (h * 2654435761u) >> 24;
    s->doubt |= s->bits[h >> 6] >> (h & 63) & 1;
    s->bits[h >> 6] |= (uint64_t)1 << (h & 63);
}

static bool has_dups(const cJSON *obj)
{
    size_t n = 0;

    JSON_EACH (m, obj) {
        if (++n > 32)
            return true; /* who knows: a map tells */
        for (const cJSON *o = obj->child; o != m; o = o->next) {
            if (o->string[0] == m->string[0] && strcmp(o->string, m->string) == 0)
                return true;
        }
    }
    return false;
}

/* ---- Strings ---- */

/* Behind "\u": a character. What UTF-8 or a C string has no place for is written as it
 * would be if there were one (json.h). */
static char *read_unicode(Parser *s, char *out)
{
    int u = hex_value4(s->p, s->end), low;

    if (u < 0)
        return NULL;
    s->p += 4;
    if (utf16_is_high((uint32_t)u) && s->end - s->p >= 6 && s->p[0] == '\\' &&
        s->p[1] == 'u') {
        low = hex_value4(s->p + 2, s->end);
        if (low >= 0 && utf16_is_low((uint32_t)low)) {
            s->p += 6;
            return out + utf8_put(out, utf16_join((uint32_t)u, (uint32_t)low));
        }
    }
    if (u == 0)
        return (char *)memcpy(out, UTF8_NUL, 2) + 2;
    return out + utf8_put(out, (uint32_t)u);
}

/* At a backslash. NULL for a bad escape. */
static char *read_escape(Parser *s, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *which;

    if (s->end - s->p < 2)
        return NULL;
    if (s->p[1] == 'u') {
        s->p += 2;
        return read_unicode(s, out);
    }
    which = memchr(from, s->p[1], sizeof from - 1);
    if (which == NULL)
        return NULL;
    s->p += 2;
    *out++ = to[which - from];
    return out;
}

/* The rest of a string from its first escape on. No escape is shorter than its
 * character. */
static char *read_escaped(Parser *s, char *out)
{
    for (;;) {
        const char *stop = json_find_special(s->p, s->end);

        memcpy(out, s->p, (size_t)(stop - s->p));
        out += stop - s->p;
        s->p = stop;
        if (stop == s->end || (unsigned char)*stop < 0x20)
            return NULL;
        if (*stop == '"')
            return out;
        out = read_escape(s, out);
        if (out == NULL)
            return NULL;
    }
}

static const char *end_of_string(const char *p, const char *end)
{
    while ((p = json_find_special(p, end)) < end && *p == '\\')
        p += end - p >= 2 ? 2 : 1;
    return p;
}

#define SHORT_TEXT 32

/* Most texts are short: those are copied as one piece of fixed size, where there is room
 * for it on both sides. */
static char *copy_text(Parser *s, const char *from, size_t len)
{
    Arena *a = s->arena;
    char *out;

    if (len >= SHORT_TEXT || s->end - from < SHORT_TEXT || a->end - a->at < SHORT_TEXT)
        return arena_memdupz(a, from, len);
    out = arena_bytes(a, len + 1);
    memcpy(out, from, SHORT_TEXT);
    out[len] = '\0';
    return out;
}

/* At the opening quote: NUL-terminated, NULL where it is none. */
static char *read_string(Parser *s, size_t *len)
{
    const char *from = ++s->p, *stop = json_find_special(from, s->end);
    char *out, *end;

    if (stop == s->end)
        return NULL;
    if (*stop == '"') {
        s->p = stop + 1;
        *len = (size_t)(stop - from);
        return copy_text(s, from, *len);
    }
    out = arena_bytes(s->arena, (size_t)(end_of_string(from, s->end) - from) + 1);
    end = read_escaped(s, out);
    if (end == NULL)
        return NULL;
    s->p++;
    *end = '\0';
    *len = (size_t)(end - out);
    return out;
}

/* ---- Numbers ---- */

static void set_number(cJSON *j, double n)
{
    j->type = cJSON_Number;
    j->valuedouble = n;
    j->valueint = n >= INT_MAX ? INT_MAX : n <= (double)INT_MIN ? INT_MIN : (int)n;
}

static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    return p;
}

/* -?int frac? exp? NULL where it is none. *plain: no fraction and no exponent. */
static const char *number_end(const char *p, const char *end, bool *plain)
{
    const char *from;

    *plain = true;
    if (p < end && *p == '-')
        p++;
    from = p;
    p = p < end && *p == '0' ? p + 1 : skip_digits(p, end);
    if (p == from)
        return NULL;
    if (p < end && *p == '.') {
        from = ++p;
        p = skip_digits(p, end);
        *plain = false;
        if (p == from)
            return NULL;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        from = p;
        p = skip_digits(p, end);
        *plain = false;
        if (p == from)
            return NULL;
    }
    return p;
}

static bool read_number(Parser *s, cJSON *j)
{
    bool plain, minus = *s->p == '-';
    const char *from = s->p, *to = number_end(from, s->end, &plain);
    double n = 0;

    if (to == NULL)
        return false;
    s->p = to;
    if (plain && to - from <= 15) {
        for (const char *p = from + minus; p < to; p++)
            n = n * 10 + (*p - '0');
        set_number(j, minus ? -n : n);
    } else {
        set_number(j, strtod(arena_memdupz(s->arena, from, (size_t)(to - from)), NULL));
    }
    return true;
}

/* ---- Values ---- */

static void skip_space(Parser *s)
{
    while (s->p < s->end &&
           (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t'))
        s->p++;
}

static bool read_word(Parser *s, const char *word, size_t len, cJSON *j, int type)
{
    if ((size_t)(s->end - s->p) < len || memcmp(s->p, word, len) != 0)
        return false;
    s->p += len;
    j->type = type;
    return true;
}

static bool read_value(Parser *s, cJSON *j);

/* cJSON keeps the last child in the first one's prev. */
static cJSON *add_child(Parser *s, cJSON *parent, cJSON *last)
{
    cJSON *j = arena_alloc(s->arena, sizeof *j);

    *j = (cJSON){ 0 };
    if (last == NULL)
        parent->child = j;
    else
        last->next = j;
    j->prev = last;
    parent->child->prev = j;
    return j;
}

/* Behind a value: true before the next one, *end behind the closing bracket. */
static bool goes_on(Parser *s, char close, bool *end)
{
    skip_space(s);
    *end = s->p < s->end && *s->p == close;
    if (s->p == s->end || (*s->p != ',' && !*end))
        return false;
    s->p++;
    return !*end;
}

static bool is_empty(Parser *s, char close)
{
    s->p++;
    skip_space(s);
    if (s->p == s->end || *s->p != close)
        return false;
    s->p++;
    return true;
}

static bool read_array(Parser *s, cJSON *j)
{
    cJSON *last = NULL;
    bool end = false;

    j->type = cJSON_Array;
    if (is_empty(s, ']'))
        return true;
    do {
        last = add_child(s, j, last);
        if (!read_value(s, last))
            return false;
    } while (goes_on(s, ']', &end));
    return end;
}

static bool read_key(Parser *s, cJSON *obj, cJSON *j, KeySet *keys)
{
    size_t len;

    skip_space(s);
    if (s->p == s->end || *s->p != '"' || (j->string = read_string(s, &len)) == NULL)
        return false;
    key_set_add(keys, j->string, len);
    obj->valueint |= (int)json_key_bit(str_n(j->string, len));
    skip_space(s);
    if (s->p == s->end || *s->p != ':')
        return false;
    s->p++;
    return true;
}

static bool read_object(Parser *s, cJSON *j)
{
    KeySet keys = { 0 };
    cJSON *last = NULL;
    bool end = false;

    j->type = cJSON_Object;
    if (is_empty(s, '}'))
        return true;
    do {
        last = add_child(s, j, last);
        if (!read_key(s, j, last, &keys) || !read_value(s, last))
            return false;
    } while (goes_on(s, '}', &end));
    if (end && keys.doubt && !s->keep_dups && has_dups(j))
        merge_dups(j);
    return end;
}

static bool read_nested(Parser *s, cJSON *j)
{
    bool ok;

    if (s->depth_left == 0)
        return false;
    s->depth_left--;
    ok = *s->p == '{' ? read_object(s, j) : read_array(s, j);
    s->depth_left++;
    return ok;
}

static bool read_value(Parser *s, cJSON *j)
{
    size_t len;

    skip_space(s);
    if (s->p == s->end)
        return false;
    switch (*s->p) {
    case '{':
    case '[': return read_nested(s, j);
    case '"':
        j->type = cJSON_String;
        j->valuestring = read_string(s, &len);
        return j->valuestring != NULL;
    case 't': return read_word(s, "true", 4, j, cJSON_True);
    case 'f': return read_word(s, "false", 5, j, cJSON_False);
    case 'n': return read_word(s, "null", 4, j, cJSON_NULL);
    default: return read_number(s, j);
    }
}

int json_parse(Arena *a, Str text, const char *what, const JsonLimits *limits,
               cJSON **out, Err *err)
{
    size_t max = limits && limits->max_bytes ? limits->max_bytes : DEFAULT_MAX_BYTES;
    int depth = limits && limits->max_depth ? limits->max_depth : DEFAULT_MAX_DEPTH;
    Parser s = { .arena = a, .keep_dups = limits && limits->keep_dups };

    if (text.len > max)
        return err_set(err, ERR_ETOOBIG, "%s is larger than the limit of %zu bytes", what,
                       max);
    if (str_starts(text, STR(UTF8_BOM)))
        text = str_from(text, 3);
    text = js_decode_utf8(a, text);
    s.p = text.ptr;
    s.end = text.ptr + text.len;
    s.depth_left = depth < HARD_MAX_DEPTH ? depth : HARD_MAX_DEPTH;
    *out = arena_new(a, cJSON);
    if (!read_value(&s, *out))
        return why_not(text, what, depth, err);
    skip_space(&s);
    return s.p == s.end ? 0 : why_not(text, what, depth, err);
}
