/* queryable.c: see queryable.h. */
#include "pkg/commands/queryable.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/jstext.h"
#include "common/vec.h"

typedef struct {
    Str text;
    bool append; /* "[]" */
} Key;

typedef struct {
    Key *ptr;
    size_t len, cap;
} Keys;

/* ---- paths ---- */

static void push_key(Arena *a, Keys *keys, Str text)
{
    vec_push_in(a, keys, (Key){ .text = text });
}

/* The parts between dots; "[]" splits, too, from the right as npm does it. */
static void push_plain(Arena *a, Keys *keys, Str s)
{
    for (size_t i = s.len; i-- > 0;) {
        if (!str_starts(str_from(s, i), STR("[]")))
            continue;
        Str before = str_sub(s, 0, i), after = str_from(s, i + 2);

        if (after.len > 0 && after.ptr[0] == '.')
            after = str_from(after, 1);
        if (before.len > 0)
            push_plain(a, keys, before);
        vec_push_in(a, keys, (Key){ .append = true });
        if (after.len > 0)
            push_plain(a, keys, after);
        return;
    }
    Str part;

    while (str_next(&s, '.', &part))
        push_key(a, keys, part);
}

/* Finds the last "[key]" that has something before it and something inside. */
static bool find_bracket(Str s, size_t *open, size_t *close)
{
    for (size_t i = s.len; i-- > 1;) {
        ptrdiff_t end;

        if (s.ptr[i] != '[')
            continue;
        end = str_index(str_from(s, i + 1), ']');
        if (end <= 0)
            continue;
        *open = i;
        *close = i + 1 + (size_t)end;
        return true;
    }
    return false;
}

static void parse(Arena *a, Keys *keys, Str s)
{
    size_t open, close;
    Str after;

    if (!find_bracket(s, &open, &close)) {
        push_plain(a, keys, s);
        return;
    }
    parse(a, keys, str_sub(s, 0, open));
    push_key(a, keys, str_sub(s, open + 1, close));
    after = str_from(s, close + 1);
    if (after.len > 0 && after.ptr[0] == '.')
        after = str_from(after, 1);
    if (after.len > 0)
        parse(a, keys, after);
}

/* What JavaScript's Number() makes of it; NAN where it is none. */
static double to_number(Arena *a, Str s)
{
    char *end, *text;
    double n;

    s = str_trim(s);
    if (s.len == 0)
        return 0;
    if (strchr("0123456789+-.", s.ptr[0]) == NULL)
        return NAN;
    text = arena_memdupz(a, s.ptr, s.len);
    if (strpbrk(text, "nNpPiIxX") != NULL)
        return NAN;
    n = strtod(text, &end);
    return *end == '\0' ? n : NAN;
}

static cJSON *element(const cJSON *arr, size_t i)
{
    JSON_EACH (e, arr)
        if (i-- == 0)
            return e;
    return NULL;
}

/* ---- reading ---- */

static const cJSON *child(Arena *a, const cJSON *data, Str key)
{
    uint64_t i;

    if (json_is_obj(data))
        return json_getn(data, key);
    if (json_is_str(data) && str_is(key, "length"))
        return json_new_num(a, (double)js_length(json_str(data)));
    if (json_is_str(data) && str_to_u64(key, &i) && i < json_str(data).len &&
        js_length(json_str(data)) == json_str(data).len)
        return json_new_str(a, str_sub(json_str(data), (size_t)i, (size_t)i + 1));
    if (json_is_arr(data) && str_to_u64(key, &i))
        return element(data, (size_t)i);
    return NULL;
}

static cJSON *undefined(Arena *a)
{
    return json_new_raw(a, STR("undefined"));
}

static cJSON *of_element(Arena *a, const cJSON *e, Str key)
{
    const cJSON *v;

    if (json_is_arr(e) && str_is(key, "length"))
        return json_new_num(a, (double)json_len(e));
    v = json_is_arr(e) ? NULL : child(a, e, key);
    return v != NULL ? json_dup(a, v) : undefined(a);
}

static int get_from_each(Arena *a, const cJSON *arr, Str label, Str key, cJSON *out)
{
    size_t i = 0;

    JSON_EACH (e, arr) {
        json_set(a, out,
                 arena_strf(a, STR_FMT "[%zu]." STR_FMT, STR_ARG(label), i, STR_ARG(key)),
                 of_element(a, e, key));
        i++;
    }
    return 0;
}

void queryable_drop_undefined(cJSON *found)
{
    for (cJSON *m = found->child, *next; m != NULL; m = next) {
        next = m->next;
        if (json_is_raw(m))
            json_unlink(found, m);
    }
}

int queryable_get(Arena *a, const cJSON *data, Str key, bool unwrap, cJSON *out, Err *err)
{
    Keys keys = { 0 };
    Str label = STR("");

    parse(a, &keys, str_trim(key));
    for (size_t i = 0; i < keys.len; i++) {
        const Key *k = &keys.ptr[i];
        double n = to_number(a, k->text);

        if (k->append)
            return err_set(err, ERR_EINVALIDSYNTAX,
                           "Empty brackets are not valid syntax for retrieving values.");
        if (json_is_arr(data) && (isnan(n) || n != floor(n)))
            return get_from_each(a, data, label, k->text, out);
        data = child(a, data, k->text);
        if (data == NULL)
            return 0;
        label = arena_strf(a, STR_FMT STR_FMT, STR_ARG(label), STR_ARG(k->text));
    }
    if (unwrap && json_is_arr(data) && json_len(data) <= 1)
        data = data->child;
    json_set(a, out, arena_str(a, key), data != NULL ? json_dup(a, data) : undefined(a));
    return 0;
}

/* ---- changing ---- */

typedef struct {
    Arena *a;
    Keys keys;
    size_t at; /* keys used */
    Str whole;
    cJSON *value; /* NULL: delete */
    bool force;
    Err *err;
} Setter;

/* A JavaScript number as a property name. */
static Str number_text(Arena *a, double n)
{
    if (n == floor(n) && fabs(n) < 1e15)
        return arena_strf(a, "%.0f", n);
    return arena_strf(a, "%.17g", n);
}

static void array_put(Arena *a, cJSON *arr, size_t i, cJSON *value)
{
    cJSON *old = element(arr, i);

    if (old) {
        /* Takes the old one's place in the chain. */
        value->next = old->next;
        value->prev = old->prev;
        if (old->next)
            old->next->prev = value;
        else
            arr->child->prev = value;
        if (arr->child == old)
            arr->child = value;
        else
            old->prev->next = value;
        if (value->next == NULL)
            arr->child->prev = value;
        return;
    }
    for (size_t n = json_len(arr); n < i; n++)
        json_push(arr, json_new_null(a));
    json_push(arr, value);
}

static void remove_at(cJSON *data, Str name, double index)
{
    if (json_is_obj(data)) {
        cJSON *m = json_getn(data, name);

        if (m)
            json_unlink(data, m);
        return;
    }
    /* As Array.prototype.splice: what is no number is 0, negative from the end. */
    double n = isnan(index) ? 0 : trunc(index), len = (double)json_len(data);
    cJSON *e;

    if (n < 0)
        n = len + n > 0 ? len + n : 0;
    e = element(data, (size_t)n);
    if (e)
        json_unlink(data, e);
}

static cJSON *set_keys(Setter *s, cJSON *data, const Key *key);

/* What the next key is looked up in; NULL with an error if something is in the way. */
static cJSON *next_data(Setter *s, cJSON *old, Str name)
{
    const Key *next = &s->keys.ptr[s->at];
    bool contents = !s->force && old && !json_is_null(old) && s->value;
    bool is_object = json_is_obj(old) || json_is_arr(old);

    if (contents && !is_object) {
        err_set(s->err, ERR_EOVERRIDEVALUE,
                "Property " STR_FMT " already exists and is not an Array or Object.",
                STR_ARG(name));
        return NULL;
    }
    if (contents && !next->append && json_is_arr(old) &&
        isnan(to_number(s->a, next->text))) {
        err_set(s->err, ERR_ENOADDPROP, "Can't add property " STR_FMT " to an Array.",
                STR_ARG(s->whole));
        return NULL;
    }
    return is_object ? old : json_new_obj(s->a);
}

static bool forbidden(Str key)
{
    return str_is(key, "__proto__") || str_is(key, "constructor") ||
           str_is(key, "prototype");
}

/* Puts the next level, or the value, into data. */
static cJSON *put(Setter *s, cJSON *data, Str name, double index)
{
    bool array = json_is_arr(data), indexed = !isnan(index) && index >= 0;
    cJSON *old = !array    ? json_getn(data, name)
                 : indexed ? element(data, (size_t)index)
                           : NULL;
    cJSON *value = s->value;

    if (s->at < s->keys.len) {
        value = next_data(s, old, name);
        if (value == NULL)
            return NULL;
        value = set_keys(s, value, &s->keys.ptr[s->at++]);
        if (value == NULL)
            return NULL;
    } else if (value == NULL) {
        remove_at(data, name, index);
        return data;
    }
    if (value == old)
        return data;
    if (!array)
        json_set(s->a, data, name, value);
    else if (indexed && index < 1e7)
        array_put(s->a, data, (size_t)index, value);
    return data; /* a name on an array is lost in JSON */
}

static cJSON *set_keys(Setter *s, cJSON *data, const Key *key)
{
    double index = key->append ? NAN : to_number(s->a, key->text);
    bool is_index = key->append || !isnan(index);
    Str name = key->text;

    if (forbidden(key->text)) {
        err_set(s->err, ERR_EFORBIDDENKEY, "Forbidden key: \"" STR_FMT "\"",
                STR_ARG(key->text));
        return NULL;
    }
    if (is_index && json_is_obj(data) && data->child == NULL)
        data = json_new_arr(s->a);
    if (s->force && json_is_arr(data) && !is_index)
        data = json_numbered(s->a, data);
    if (key->append && !json_is_arr(data)) {
        err_set(s->err, ERR_ENOAPPEND, "Can't use append syntax in non-Array element");
        return NULL;
    }
    if (key->append)
        index = (double)json_len(data);
    if (!isnan(index))
        name = number_text(s->a, index);
    return put(s, data, name, index);
}

int queryable_set(Arena *a, cJSON *data, Str key, cJSON *value, bool force, Err *err)
{
    Err local = { 0 };
    Setter s = {
        .a = a, .whole = key, .value = value, .force = force, .err = err ? err : &local
    };

    parse(a, &s.keys, str_trim(key));
    if (s.keys.len == 0) /* never, but parse cannot say so */
        return 0;
    s.at = 1;
    return set_keys(&s, data, &s.keys.ptr[0]) ? 0 : s.err->code;
}
