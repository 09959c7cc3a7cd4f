/* json.c: trees of cJSON nodes in arenas. Reading text is json_parse.c's. */
#include "common/json.h"

#include <limits.h>
#include <stdlib.h>

#include "common/bug.h"
#include "common/xalloc.h"

JsonPos json_pos(Str text, size_t offset)
{
    JsonPos pos = { .offset = offset, .line = 1, .column = 1 };

    for (size_t i = 0; i < offset && i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            pos.line++;
            pos.column = 1;
        } else {
            pos.column++;
        }
    }
    return pos;
}

/* ---- Looking up ---- */

/* The first byte decides nearly always. */
static bool is_key(const char *s, Str key)
{
    if (key.len == 0)
        return s[0] == '\0';
    return s[0] == key.ptr[0] && strncmp(s, key.ptr, key.len) == 0 && s[key.len] == '\0';
}

cJSON *json_getn(const cJSON *obj, Str key)
{
    if (!json_is_obj(obj) || !json_may_have(obj, key))
        return NULL;
    JSON_EACH (m, obj) {
        if (is_key(m->string, key))
            return m;
    }
    return NULL;
}

cJSON *json_at(const cJSON *obj, ...)
{
    va_list ap;
    const char *key;
    cJSON *j = (cJSON *)obj;

    va_start(ap, obj);
    while (j != NULL && (key = va_arg(ap, const char *)) != NULL)
        j = json_get(j, key);
    va_end(ap);
    return j;
}

bool json_truthy(const cJSON *j)
{
    if (j == NULL || json_is_null(j) || json_is_false(j))
        return false;
    if (json_is_str(j))
        return j->valuestring[0] != '\0';
    if (json_is_num(j))
        return j->valuedouble != 0 && j->valuedouble == j->valuedouble;
    return true;
}

Str json_str(const cJSON *j)
{
    return str_of(json_cstr(j));
}

const char *json_cstr(const cJSON *j)
{
    return json_is_str(j) ? j->valuestring : NULL;
}

size_t json_len(const cJSON *j)
{
    size_t n = 0;

    JSON_EACH (m, j)
        n++;
    return n;
}

/* ---- Building ---- */

static cJSON *new_node(Arena *a, int type)
{
    cJSON *j = arena_new(a, cJSON);

    j->type = type;
    return j;
}

cJSON *json_new_obj(Arena *a)
{
    return new_node(a, cJSON_Object);
}

cJSON *json_new_arr(Arena *a)
{
    return new_node(a, cJSON_Array);
}

cJSON *json_new_str(Arena *a, Str s)
{
    cJSON *j = new_node(a, cJSON_String);

    j->valuestring = arena_memdupz(a, s.ptr, s.len);
    return j;
}

cJSON *json_new_num(Arena *a, double n)
{
    cJSON *j = new_node(a, cJSON_Number);

    j->valuedouble = n;
    j->valueint = n >= INT_MAX ? INT_MAX : n <= (double)INT_MIN ? INT_MIN : (int)n;
    return j;
}

cJSON *json_new_bool(Arena *a, bool b)
{
    return new_node(a, b ? cJSON_True : cJSON_False);
}

cJSON *json_new_null(Arena *a)
{
    return new_node(a, cJSON_NULL);
}

/* Its length is valueint's: it needn't end there. */
cJSON *json_new_raw(Arena *a, Str text)
{
    cJSON *j = new_node(a, cJSON_Raw);

    BUG_IF(text.len > INT_MAX);
    j->valuestring = (char *)text.ptr;
    j->valueint = (int)text.len;
    return j;
}

/* An object without members has no bits, one with members at least one. */
static void note_key(cJSON *obj, Str key)
{
    if (obj->child == NULL || obj->valueint != 0)
        obj->valueint |= (int)json_key_bit(key);
}

/* cJSON keeps the last child in the first one's prev. */
static void append(cJSON *parent, cJSON *item)
{
    cJSON *last = parent->child ? parent->child->prev : NULL;

    item->next = NULL;
    if (last == NULL) {
        parent->child = item;
        item->prev = item;
        return;
    }
    last->next = item;
    item->prev = last;
    parent->child->prev = item;
}

cJSON *json_dup(Arena *a, const cJSON *j)
{
    cJSON *copy;

    if (j == NULL)
        return NULL;
    copy = new_node(a, j->type & 0xFF);
    copy->valueint = j->valueint;
    copy->valuedouble = j->valuedouble;
    if (j->valuestring != NULL)
        copy->valuestring = arena_strdup(a, j->valuestring);
    if (j->string != NULL)
        copy->string = arena_strdup(a, j->string);
    JSON_EACH (m, j)
        append(copy, json_dup(a, m));
    return copy;
}

cJSON *json_as_object(Arena *a, cJSON *value)
{
    cJSON *o;
    int i = 0;

    if (json_is_obj(value))
        return value;
    o = json_new_obj(a);
    if (json_is_arr(value)) {
        JSON_EACH (e, value)
            json_add(a, o, arena_strf(a, "%d", i++), json_dup(a, e));
    }
    return o;
}

bool json_has_text(const cJSON *list, Str text)
{
    JSON_EACH (e, list) {
        if (json_is_str(e) && str_eq(json_str(e), text))
            return true;
    }
    return false;
}

cJSON *json_numbered(Arena *a, const cJSON *list)
{
    cJSON *o = json_new_obj(a);
    size_t n = 0;

    JSON_EACH (e, list)
        json_add(a, o, arena_strf(a, "%zu", n++), json_dup(a, e));
    return o;
}

void json_add(Arena *a, cJSON *obj, Str key, cJSON *value)
{
    BUG_IF(!json_is_obj(obj));
    value->string = arena_memdupz(a, key.ptr, key.len);
    note_key(obj, key);
    append(obj, value);
}

void json_add_str(Arena *a, cJSON *obj, const char *key, Str text)
{
    json_add(a, obj, str_of(key), json_new_str(a, text));
}

cJSON *json_add_obj(Arena *a, cJSON *obj, const char *key)
{
    cJSON *inner = json_new_obj(a);

    json_add(a, obj, str_of(key), inner);
    return inner;
}

void json_push(cJSON *arr, cJSON *value)
{
    BUG_IF(!json_is_arr(arr));
    append(arr, value);
}

void json_set(Arena *a, cJSON *obj, Str key, cJSON *value)
{
    cJSON *old = json_getn(obj, key);

    if (old == NULL) {
        json_add(a, obj, key, value);
        return;
    }
    if (old == value)
        return;
    value->string = old->string;
    value->next = old->next;
    value->prev = old->prev;
    if (value->next != NULL)
        value->next->prev = value;
    else
        obj->child->prev = value;
    if (obj->child == old) {
        obj->child = value;
        if (value->next == NULL)
            value->prev = value;
    } else {
        value->prev->next = value;
    }
}

void json_unlink(cJSON *parent, cJSON *child)
{
    if (parent->child == child) {
        parent->child = child->next;
        if (child->next != NULL)
            child->next->prev = child->prev;
    } else {
        child->prev->next = child->next;
        if (child->next != NULL)
            child->next->prev = child->prev;
        else
            parent->child->prev = child->prev;
    }
    child->next = child->prev = NULL;
}

bool json_del(cJSON *obj, const char *key)
{
    cJSON *m = json_get(obj, key);

    if (m == NULL)
        return false;
    json_unlink(obj, m);
    return true;
}

typedef struct {
    cJSON *node;
    int (*cmp)(Str a, Str b);
} SortItem;

static int compare_items(const void *a, const void *b)
{
    const SortItem *x = a, *y = b;

    return x->cmp(json_key(x->node), json_key(y->node));
}

void json_sort_keys(cJSON *obj, int (*cmp)(Str a, Str b))
{
    size_t n = json_len(obj), i = 0;
    SortItem *items;

    if (n < 2)
        return;
    items = xreallocarray(NULL, n, sizeof *items);
    JSON_EACH (m, obj)
        items[i++] = (SortItem){ m, cmp };
    qsort(items, n, sizeof *items, compare_items);
    obj->child = NULL;
    for (i = 0; i < n; i++)
        append(obj, items[i].node);
    xfree(items);
}

static bool equal_scalar(const cJSON *a, const cJSON *b)
{
    if (json_is_str(a))
        return strcmp(a->valuestring, b->valuestring) == 0;
    if (json_is_num(a))
        return a->valuedouble == b->valuedouble;
    return true;
}

bool json_equal(const cJSON *a, const cJSON *b)
{
    const cJSON *y;

    if (a == NULL || b == NULL)
        return a == b;
    if ((a->type & 0xFF) != (b->type & 0xFF) || !equal_scalar(a, b) ||
        json_len(a) != json_len(b))
        return false;
    y = b->child;
    JSON_EACH (x, a) {
        const cJSON *other = json_is_obj(a) ? json_get(b, x->string) : y;

        if (other == NULL || !json_equal(x, other))
            return false;
        y = y->next;
    }
    return true;
}
