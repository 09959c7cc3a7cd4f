/* ini.c: reading ini text.
 *
 * In two steps, like npm's module, because the result shows it: first each [section] is a
 * member of the outermost object under its whole name; then those with dots in their
 * names are hung into each other, in the order in which they came.
 *
 * What is odd about JavaScript's objects is part of what the module does, so it is here
 * too: a section with the name of a text value loses its keys, one with the name of a
 * list sets elements by index.
 */
#include "common/ini.h"

#include <math.h>

#include "common/json_write.h"
#include "common/jstext.h"
#include "common/map.h"
#include "common/utf8.h"
#include "common/vec.h"

typedef enum { LEAF, LIST, TABLE } NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    cJSON *leaf;      /* LEAF: text, number, boolean or null */
    VEC(Node *) list; /* LIST: NULL is a hole */
    Map table;        /* TABLE: of Node * */
    bool from_json;   /* TABLE: has Object.prototype: a "__proto__" set later vanishes */
    Node *next;       /* TABLE: the next one of the reader, for the end */
};

typedef struct {
    Arena *a;
    bool repeats;
    Map seen;     /* with repeats: how often a key was read, in whatever section */
    Node *tables; /* all of them */
    Node *out;
    Node *at; /* what keys are set in: out or a section; NULL: they vanish */
} Reader;

/* ---- Nodes ---- */

static Node *node_new(Reader *r, NodeKind kind)
{
    Node *n = arena_new(r->a, Node);

    n->kind = kind;
    if (kind == TABLE) {
        n->next = r->tables;
        r->tables = n;
    }
    return n;
}

static Node *node_of_json(Reader *r, cJSON *j)
{
    Node *n = node_new(r, json_is_obj(j) ? TABLE : json_is_arr(j) ? LIST : LEAF);

    n->leaf = j;
    n->from_json = true;
    JSON_EACH (e, j) {
        if (n->kind == LIST)
            vec_push_in(r->a, &n->list, node_of_json(r, e));
        else
            map_set(&n->table, json_key(e), node_of_json(r, e));
    }
    return n;
}

static int node_to_json(Reader *r, const Node *n, int depth, cJSON **out, Err *err)
{
    cJSON *child;
    int rc;

    if (depth > 2 * INI_MAX_DEPTH)
        return err_set(err, ERR_ETOODEEP, "ini nested too deeply");
    if (n == NULL || n->kind == LEAF) {
        *out = n ? n->leaf : json_new_null(r->a);
        return 0;
    }
    *out = n->kind == LIST ? json_new_arr(r->a) : json_new_obj(r->a);
    for (size_t i = 0; n->kind == LIST && i < n->list.len; i++) {
        rc = node_to_json(r, n->list.ptr[i], depth + 1, &child, err);
        if (rc < 0)
            return rc;
        json_push(*out, child);
    }
    MAP_EACH (e, n->table) {
        rc = node_to_json(r, e->value, depth + 1, &child, err);
        if (rc < 0)
            return rc;
        json_add(r->a, *out, e->key, child);
    }
    return 0;
}

static bool is_truthy(const Node *n)
{
    return n != NULL && (n->kind != LEAF || json_truthy(n->leaf));
}

/* ---- Keys and values ---- */

static bool is_quoted(Str s)
{
    return s.len > 0 && s.ptr[0] == s.ptr[s.len - 1] &&
           (s.ptr[0] == '"' || s.ptr[0] == '\'');
}

/* JSON.parse, which, unlike json_parse, refuses a byte order mark. NULL where it throws.
 */
static cJSON *parse_quoted(Arena *a, Str s)
{
    cJSON *j;

    if (str_starts(s, STR(UTF8_BOM)) || json_parse(a, s, "value", NULL, &j, NULL) < 0)
        return NULL;
    return j;
}

/* Up to an unescaped ; or #, without the escapes. */
static Str unescape(Arena *a, Str s)
{
    char *out = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == ';' || c == '#')
            break;
        if (c == '\\' && i + 1 < s.len) {
            c = s.ptr[++i];
            if (c != '\\' && c != ';' && c != '#')
                out[n++] = '\\';
        }
        out[n++] = c;
    }
    return js_trim(str_n(out, n));
}

cJSON *ini_value(Arena *a, Str text)
{
    Str s = js_trim(text);
    cJSON *j;

    if (!is_quoted(s))
        return json_new_str(a, unescape(a, s));
    if (s.ptr[0] == '\'')
        s = str_sub(s, 1, s.len > 1 ? s.len - 1 : 1);
    j = parse_quoted(a, s);
    return j ? j : json_new_str(a, s);
}

static void write_as_string(const cJSON *j, bool in_list, Buf *out)
{
    if (json_is_str(j)) {
        buf_str(out, json_str(j));
    } else if (json_is_arr(j)) {
        JSON_EACH (e, j) {
            if (e != j->child)
                buf_putc(out, ',');
            write_as_string(e, true, out);
        }
    } else if (json_is_obj(j)) {
        buf_puts(out, "[object Object]");
    } else if (json_is_num(j) && isinf(j->valuedouble)) {
        buf_puts(out, j->valuedouble < 0 ? "-Infinity" : "Infinity");
    } else if (!in_list || !json_is_null(j)) {
        json_write(j, NULL, out);
    }
}

/* JavaScript's String(value): what a value is as the name of a member. */
static Str as_string(Arena *a, const cJSON *j)
{
    Buf b = { 0 };

    if (json_is_str(j))
        return json_str(j);
    write_as_string(j, false, &b);
    return buf_to_arena(&b, a);
}

/* ---- Setting members ---- */

/* list.length = value. */
static int set_length(Node *list, const Node *value, Err *err)
{
    const cJSON *j = value->kind == LEAF ? value->leaf : NULL;
    uint64_t n = 0;

    if (json_is_num(j) && j->valuedouble >= 0 && j->valuedouble == floor(j->valuedouble))
        n = j->valuedouble < INI_MAX_INDEX ? (uint64_t)j->valuedouble : UINT64_MAX;
    else if (json_is_true(j))
        n = 1;
    else if (j == NULL || json_is_num(j) ||
             (json_is_str(j) && js_trim(json_str(j)).len > 0 &&
              !str_to_u64(js_trim(json_str(j)), &n)))
        return err_set(err, ERR_EINI, "invalid length of a list");
    if (n > list->list.len)
        return err_set(err, ERR_ETOOBIG, "a list of an ini file is too long");
    list->list.len = (size_t)n;
    return 0;
}

static int put_element(Reader *r, Node *list, Str key, Node *value, Err *err)
{
    uint32_t i;

    if (str_is(key, "length"))
        return set_length(list, value, err);
    if (!json_is_index_key(key, &i))
        return 0; /* a property of the array: nothing shows it */
    if (i >= INI_MAX_INDEX)
        return err_set(err, ERR_ETOOBIG, "a list of an ini file is too long");
    while (list->list.len <= i)
        vec_push_in(r->a, &list->list, NULL);
    list->list.ptr[i] = value;
    return 0;
}

/* in[key] = value */
static int put(Reader *r, Node *in, Str key, Node *value, Err *err)
{
    if (in->kind == LIST)
        return put_element(r, in, key, value, err);
    map_set(&in->table, key, value);
    return 0;
}

/* in[key], NULL where it has no such member of its own. */
static Node *get(const Node *in, Str key)
{
    uint32_t i;

    if (in->kind == TABLE)
        return map_get(&in->table, key);
    return json_is_index_key(key, &i) && i < in->list.len ? in->list.ptr[i] : NULL;
}

/* A line's key and value: where there is a list already it gets longer. */
static int set_member(Reader *r, Node *in, Str key, Node *value, bool is_list, Err *err)
{
    Node *old, *list;

    if (in == NULL)
        return 0;
    old = get(in, key);
    if (old != NULL && old->kind == LIST) {
        vec_push_in(r->a, &old->list, value);
        return 0;
    }
    if (!is_list || (in->kind == LIST && str_is(key, "length")))
        return put(r, in, key, value, err);
    list = node_new(r, LIST);
    if (old != NULL)
        vec_push_in(r->a, &list->list, old);
    vec_push_in(r->a, &list->list, value);
    return put(r, in, key, list, err);
}

/* ---- Lines ---- */

static Str without_leading_space(Str s)
{
    size_t n;

    while ((n = js_space(s)) > 0)
        s = str_from(s, n);
    return s;
}

/* "[name]" with nothing but space behind it. */
static bool is_section(Str line, Str *name)
{
    ptrdiff_t end = str_index(line, ']');

    if (line.ptr[0] != '[' || end < 0)
        return false;
    *name = str_sub(line, 1, (size_t)end);
    return without_leading_space(str_from(line, (size_t)end + 1)).len == 0;
}

static void begin_section(Reader *r, Str name)
{
    cJSON *value = ini_value(r->a, name);
    Str key = as_string(r->a, value);
    Node *n;

    if (json_is_str(value) && str_is(key, "__proto__")) {
        r->at = node_new(r, TABLE); /* read, and belongs nowhere */
        return;
    }
    n = map_get(&r->out->table, key);
    if (!is_truthy(n)) {
        n = node_new(r, TABLE);
        map_set(&r->out->table, key, n);
    }
    r->at = n->kind == LEAF ? NULL : n;
}

/* Names that every object has; counting how often they came goes wrong in the module. */
static bool is_inherited_name(Str key)
{
    static const char *const names[] = {
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_is(key, names[i]))
            return true;
    }
    return false;
}

static int no_text_key(Err *err)
{
    return err_set(err, ERR_EINI, "a key of an ini file is not a text");
}

/* Is the key one of a list, because of its [] or because it came before? */
static int key_is_list(Reader *r, const cJSON *raw, Str key, bool *is_list, Err *err)
{
    if (!r->repeats) {
        *is_list = json_is_str(raw) && key.len > 2 && str_ends(key, STR("[]"));
        if (json_is_null(raw))
            return no_text_key(err);
        if (json_is_obj(raw) && json_is_num(json_get(raw, "length")) &&
            json_get(raw, "length")->valuedouble > 2)
            return no_text_key(err);
        return 0;
    }
    *is_list = map_has(&r->seen, key) && !is_inherited_name(key);
    map_set(&r->seen, key, NULL);
    return *is_list && !json_is_str(raw) ? no_text_key(err) : 0;
}

static Node *value_of(Reader *r, Str line, ptrdiff_t eq)
{
    cJSON *j;

    if (eq < 0)
        return node_of_json(r, json_new_bool(r->a, true));
    j = ini_value(r->a, str_from(line, (size_t)eq + 1));
    if (json_is_str(j) && (str_is(json_str(j), "true") || str_is(json_str(j), "false")))
        j = json_new_bool(r->a, json_str(j).ptr[0] == 't');
    else if (json_is_str(j) && str_is(json_str(j), "null"))
        j = json_new_null(r->a);
    return node_of_json(r, j);
}

static int read_key(Reader *r, Str line, Err *err)
{
    ptrdiff_t eq = str_index(line, '=');
    Str key;
    cJSON *raw;
    bool is_list;
    int rc;

    if (eq == 0)
        return 0;
    /* A regular expression's dot doesn't match these ends of lines. */
    if (eq > 0 && (str_has(str_from(line, (size_t)eq), STR("\u2028")) ||
                   str_has(str_from(line, (size_t)eq), STR("\u2029"))))
        return 0;
    raw = ini_value(r->a, eq < 0 ? line : str_sub(line, 0, (size_t)eq));
    key = as_string(r->a, raw);
    rc = key_is_list(r, raw, key, &is_list, err);
    if (rc < 0)
        return rc;
    if (is_list && str_ends(key, STR("[]")))
        key.len -= 2;
    if (str_is(key, "__proto__") && json_is_str(raw))
        return 0;
    return set_member(r, r->at, key, value_of(r, line, eq), is_list, err);
}

static int read_line(Reader *r, Str line, Err *err)
{
    Str text = without_leading_space(line), name;

    if (text.len == 0 || text.ptr[0] == ';' || text.ptr[0] == '#')
        return 0;
    if (!is_section(line, &name))
        return read_key(r, line, err);
    begin_section(r, name);
    return 0;
}

static int read_lines(Reader *r, Str text, Err *err)
{
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        int rc;

        end = at;
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
            end++;
        if (end == at)
            continue;
        rc = read_line(r, str_sub(text, at, end), err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

/* ---- Sections in sections ---- */

/* Takes the piece up to a dot without a backslash off *rest; false for the last one. */
static bool next_part(Str *rest, Str *part)
{
    for (size_t i = 0; i < rest->len; i++) {
        if (rest->ptr[i] == '.' && (i == 0 || rest->ptr[i - 1] != '\\')) {
            *part = str_sub(*rest, 0, i);
            *rest = str_from(*rest, i + 1);
            return true;
        }
    }
    *part = *rest;
    return false;
}

/* "a\.b" -> "a.b" */
static Str without_escaped_dots(Arena *a, Str s)
{
    char *out = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '\\' || i + 1 == s.len || s.ptr[i + 1] != '.')
            out[n++] = s.ptr[i];
    }
    return str_n(out, n);
}

/* The object at member `part` of in; a new one takes the place of anything else. */
static Node *step_into(Reader *r, Node *in, Str part, Err *err)
{
    Node *n = get(in, part);

    if (n != NULL && n->kind != LEAF)
        return n;
    if (n != NULL && json_is_null(n->leaf)) {
        err_set(err, ERR_EINI, "'" STR_FMT "' is null and has no sections",
                STR_ARG(part));
        return NULL;
    }
    n = node_new(r, TABLE);
    return put(r, in, part, n, err) < 0 ? NULL : n;
}

/* Hangs one section to its place; *moved where that is another than it had. */
static int nest(Reader *r, Str name, bool *moved, Err *err)
{
    Node *in = r->out;
    Str rest = name, part, last;
    int depth = 0;

    while (next_part(&rest, &part)) {
        if (str_is(part, "__proto__"))
            continue;
        if (++depth > INI_MAX_DEPTH)
            return err_set(err, ERR_ETOODEEP,
                           "sections of an ini file nested deeper than %d levels",
                           INI_MAX_DEPTH);
        in = step_into(r, in, part, err);
        if (in == NULL)
            return err ? err->code : ERR_EINI;
    }
    last = without_escaped_dots(r->a, part);
    *moved = in != r->out || !str_eq(last, part);
    if (!*moved || (in->from_json && in->kind == TABLE && str_is(last, "__proto__")))
        return 0;
    return put(r, in, last, map_get(&r->out->table, name), err);
}

static int nest_all(Reader *r, Err *err)
{
    VEC(Str) names = { 0 };
    VEC(Str) gone = { 0 };
    bool moved = false;
    int rc;

    MAP_EACH (e, r->out->table)
        vec_push_in(r->a, &names, e->key);
    VEC_EACH (Str, name, names) {
        Node *n = map_get(&r->out->table, *name);

        if (n->kind == LIST || (n->kind == LEAF && !json_is_null(n->leaf)))
            continue;
        rc = nest(r, *name, &moved, err);
        if (rc < 0)
            return rc;
        if (moved)
            vec_push_in(r->a, &gone, *name);
    }
    VEC_EACH (Str, name, gone)
        map_del(&r->out->table, *name);
    return 0;
}

/* ---- All of it ---- */

/* cJSON can't hold NUL. */
static Str without_nul(Arena *a, Str text)
{
    Buf b = { 0 };

    if (text.len == 0 || memchr(text.ptr, '\0', text.len) == NULL)
        return text;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\0')
            buf_puts(&b, "\uFFFD");
        else
            buf_putc(&b, text.ptr[i]);
    }
    return buf_to_arena(&b, a);
}

int ini_parse(Arena *a, Str text, bool repeats_make_lists, cJSON **out, Err *err)
{
    Reader r = { .a = a, .repeats = repeats_make_lists };
    int rc;

    if (text.len > INI_MAX_BYTES)
        return err_set(err, ERR_ETOOBIG, "ini file larger than %zu bytes",
                       (size_t)INI_MAX_BYTES);
    r.out = r.at = node_new(&r, TABLE);
    rc = read_lines(&r, without_nul(a, text), err);
    if (rc == 0)
        rc = nest_all(&r, err);
    if (rc == 0)
        rc = node_to_json(&r, r.out, 0, out, err);
    for (Node *n = r.tables; n != NULL; n = n->next)
        map_release(&n->table);
    map_release(&r.seen);
    return rc;
}
