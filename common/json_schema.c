/* json_schema.c: walking a document along its schema. Where something is wrong the way
 * there is known as keys and indices; where that stands in the text is looked up only
 * then. */
#include "common/json_schema.h"

#include <regex.h>
#include <stdio.h>

#include "common/buf.h"
#include "common/utf8.h"

#define MAX_STEPS 64
#define MESSAGE_MAX 4096

typedef struct {
    const char *key; /* NULL: an index */
    size_t index;
} Step;

typedef struct {
    Arena *arena;
    const cJSON *root;
    Str text;
    Step path[MAX_STEPS];
    size_t depth;
    bool quiet; /* only whether there is a violation is asked */
    size_t found;
    void (*fn)(void *ctx, const JsonViolation *v);
    void *ctx;
} Check;

static void check(Check *c, const cJSON *schema, const cJSON *value);

/* ---- Where a value stands in the text (which is known to be valid JSON) ---- */

static size_t skip_space(Str s, size_t i)
{
    while (i < s.len &&
           (s.ptr[i] == ' ' || s.ptr[i] == '\t' || s.ptr[i] == '\n' || s.ptr[i] == '\r'))
        i++;
    return i;
}

static size_t skip_string(Str s, size_t i)
{
    for (i++; i < s.len && s.ptr[i] != '"'; i++) {
        if (s.ptr[i] == '\\')
            i++;
    }
    return i + 1;
}

static size_t skip_value(Str s, size_t i)
{
    int depth = 0;

    do {
        i = skip_space(s, i);
        if (i >= s.len)
            return s.len;
        if (s.ptr[i] == '"') {
            i = skip_string(s, i);
            continue;
        }
        depth += s.ptr[i] == '{' || s.ptr[i] == '[';
        depth -= s.ptr[i] == '}' || s.ptr[i] == ']';
        i++;
        while (depth == 0 && i < s.len && strchr(",]} \t\r\n", s.ptr[i]) == NULL)
            i++;
    } while (depth > 0);
    return i;
}

/* Is the key at i (a string of the text) this one? Keys with escapes are decoded. */
static bool is_key(Check *c, size_t i, size_t end, const char *key)
{
    Str raw = str_sub(c->text, i, end), plain = str_sub(raw, 1, raw.len - 1);
    cJSON *decoded;
    Err err;

    if (str_index(plain, '\\') < 0)
        return str_is(plain, key);
    return json_parse(c->arena, raw, "key", NULL, &decoded, &err) == 0 &&
           str_is(json_str(decoded), key);
}

/* The last member of that name (as JSON.parse takes it), or the element at the index:
 * where its value begins. i is at the brace; i itself where there is none. */
static size_t child_offset(Check *c, size_t i, const Step *step)
{
    size_t found = i, at = skip_space(c->text, i + 1);

    for (size_t n = 0;
         at < c->text.len && c->text.ptr[at] != '}' && c->text.ptr[at] != ']'; n++) {
        bool hit = step->key == NULL && n == step->index;

        if (step->key != NULL) {
            size_t end = skip_string(c->text, at);

            hit = is_key(c, at, end, step->key);
            at = skip_space(c->text, skip_space(c->text, end) + 1);
        }
        if (hit)
            found = at;
        at = skip_space(c->text, skip_value(c->text, at));
        if (at < c->text.len && c->text.ptr[at] == ',')
            at = skip_space(c->text, at + 1);
    }
    return found;
}

static JsonPos position(Check *c)
{
    size_t at = str_starts(c->text, STR(UTF8_BOM)) ? 3 : 0;

    at = skip_space(c->text, at);
    for (size_t i = 0; i < c->depth; i++)
        at = child_offset(c, at, &c->path[i]);
    return json_pos(c->text, at);
}

/* ---- Violations ---- */

static Str path_text(Check *c)
{
    Buf b = { .max = MESSAGE_MAX };

    for (size_t i = 0; i < c->depth; i++) {
        if (c->path[i].key == NULL)
            buf_printf(&b, "[%zu]", c->path[i].index);
        else
            buf_printf(&b, "%s%s", i > 0 ? "." : "", c->path[i].key);
    }
    return buf_to_arena(&b, c->arena);
}

static void violation(Check *c, Str message)
{
    JsonViolation v;

    c->found++;
    if (c->quiet)
        return;
    v.path = path_text(c);
    v.message = message;
    v.pos = position(c);
    c->fn(c->ctx, &v);
}

static void child(Check *c, const cJSON *schema, const cJSON *value, Step step)
{
    if (c->depth == MAX_STEPS)
        return;
    c->path[c->depth++] = step;
    check(c, schema, value);
    c->depth--;
}

/* ---- Types ---- */

static const char *type_of(const cJSON *v)
{
    return json_is_str(v)    ? "string"
           : json_is_num(v)  ? "number"
           : json_is_arr(v)  ? "array"
           : json_is_obj(v)  ? "object"
           : json_is_bool(v) ? "boolean"
                             : "null";
}

static const char *named(const char *type)
{
    return strcmp(type, "array") == 0    ? "an array"
           : strcmp(type, "object") == 0 ? "an object"
           : strcmp(type, "null") == 0   ? "null"
           : strcmp(type, "string") == 0 ? "a string"
           : strcmp(type, "number") == 0 ? "a number"
                                         : "a boolean";
}

static const cJSON *resolve(Check *c, const cJSON *schema)
{
    for (int i = 0; i < 8; i++) {
        Str ref = json_str(json_get(schema, "$ref"));

        if (!str_starts(ref, STR("#/$defs/")))
            break;
        schema = json_getn(json_get(c->root, "$defs"), str_from(ref, 8));
    }
    return schema;
}

/* The types that a schema lets through, each once: those of its alternatives. */
static size_t collect_types(Check *c, const cJSON *schema, const char **out, size_t n)
{
    const cJSON *type;

    schema = resolve(c, schema);
    type = json_get(schema, "type");
    JSON_EACH (alternative, json_get(schema, "anyOf"))
        n = collect_types(c, alternative, out, n);
    for (const cJSON *t = json_is_arr(type) ? type->child : type; t != NULL;
         t = json_is_arr(type) ? t->next : NULL) {
        bool there = false;

        for (size_t i = 0; i < n; i++)
            there = there || strcmp(out[i], json_cstr(t)) == 0;
        if (!there && n < 8)
            out[n++] = json_cstr(t);
    }
    return n;
}

static Str type_message(Check *c, const cJSON *schema, const cJSON *value)
{
    const char *types[8];
    size_t n = collect_types(c, schema, types, 0);
    Buf b = { .max = MESSAGE_MAX };

    buf_puts(&b, "must be ");
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ", named(types[i]));
    buf_printf(&b, ", not %s", named(type_of(value)));
    return buf_to_arena(&b, c->arena);
}

static bool type_fits(Check *c, const cJSON *schema, const cJSON *value)
{
    const char *types[8], *type = type_of(value);
    size_t n = collect_types(c, schema, types, 0);

    for (size_t i = 0; i < n; i++) {
        if (strcmp(types[i], type) == 0)
            return true;
    }
    return n == 0;
}

/* ---- Keywords ---- */

static bool matches(const char *pattern, const char *text)
{
    regex_t re;
    bool ok;

    if (regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return true;
    ok = regexec(&re, text, 0, NULL, 0) == 0;
    regfree(&re);
    return ok;
}

static void check_string(Check *c, const cJSON *schema, const cJSON *value)
{
    const cJSON *list = json_get(schema, "enum");
    const char *pattern = json_cstr(json_get(schema, "pattern"));
    Buf b = { .max = MESSAGE_MAX };

    if (pattern != NULL && !matches(pattern, json_cstr(value)))
        violation(c, arena_strf(c->arena, "'%s' is not one", json_cstr(value)));
    if (list == NULL)
        return;
    buf_puts(&b, "must be one of");
    JSON_EACH (e, list) {
        if (json_equal(e, value)) {
            buf_release(&b);
            return;
        }
        buf_printf(&b, "%s '%s'", e == list->child ? "" : ",", json_cstr(e));
    }
    violation(c, arena_strf(c->arena, "%s, not '%s'", b.ptr, json_cstr(value)));
    buf_release(&b);
}

static const cJSON *member_schema(const cJSON *schema, const char *key)
{
    const cJSON *found = json_get(json_get(schema, "properties"), key);

    JSON_EACH (p, json_get(schema, "patternProperties")) {
        if (found == NULL && matches(p->string, key))
            found = p;
    }
    return found != NULL ? found : json_get(schema, "additionalProperties");
}

static void check_object(Check *c, const cJSON *schema, const cJSON *value)
{
    JSON_EACH (m, value) {
        const cJSON *s = member_schema(schema, m->string);
        Step step = { .key = m->string };

        if (json_is_obj(s)) {
            child(c, s, m, step);
        } else if (json_is_false(s) && c->depth < MAX_STEPS) {
            c->path[c->depth++] = step;
            violation(c, STR("is not known here"));
            c->depth--;
        }
    }
}

/* The first alternative whose type fits says what is wrong inside. */
static void check_any(Check *c, const cJSON *schema, const cJSON *value)
{
    const cJSON *nearest = NULL;
    bool quiet = c->quiet;
    size_t found = c->found;

    c->quiet = true;
    JSON_EACH (alternative, json_get(schema, "anyOf")) {
        c->found = 0;
        check(c, alternative, value);
        if (c->found == 0) {
            c->quiet = quiet;
            c->found = found;
            return;
        }
        if (nearest == NULL && type_fits(c, alternative, value))
            nearest = alternative;
    }
    c->quiet = quiet;
    c->found = found;
    if (quiet)
        c->found++;
    else if (nearest != NULL)
        check(c, nearest, value);
    else
        violation(c, type_message(c, schema, value));
}

static void check(Check *c, const cJSON *schema, const cJSON *value)
{
    size_t i = 0;

    schema = resolve(c, schema);
    if (json_get(schema, "anyOf") != NULL) {
        check_any(c, schema, value);
        return;
    }
    if (!type_fits(c, schema, value)) {
        violation(c, type_message(c, schema, value));
        return;
    }
    if (json_is_str(value))
        check_string(c, schema, value);
    else if (json_is_obj(value))
        check_object(c, schema, value);
    else if (json_is_arr(value) && json_is_obj(json_get(schema, "items"))) {
        JSON_EACH (e, value)
            child(c, json_get(schema, "items"), e, (Step){ .index = i++ });
    }
}

void json_schema_check(Arena *a, const cJSON *schema, const cJSON *doc, Str text,
                       void (*fn)(void *ctx, const JsonViolation *v), void *ctx)
{
    Check c = { .arena = a, .root = schema, .text = text, .fn = fn, .ctx = ctx };

    check(&c, schema, doc);
}
