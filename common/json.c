/* json.c: cJSON trees in arenas. */
#include "common/json.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/bug.h"
#include "common/json_scan.h"
#include "common/map.h"
#include "common/xalloc.h"

#define DEFAULT_MAX_BYTES ((size_t)512 << 20)
#define DEFAULT_MAX_DEPTH 512

/* cJSON takes its memory here. Where no arena is set (a cJSON call outside of
 * this file) it is the heap's. */
static _Thread_local Arena *current;

static void *hook_alloc(size_t size)
{
    return current ? arena_alloc(current, size) : xmalloc(size);
}

static void hook_free(void *p)
{
    if (current == NULL)
        xfree(p);
}

__attribute__((constructor)) static void install_hooks(void)
{
    cJSON_Hooks hooks = { hook_alloc, hook_free };

    cJSON_InitHooks(&hooks);
}

/* ---- Parsing ---- */

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

/* Value of the four hex digits at p, which the scan has checked. */
static unsigned hex4(const char *p)
{
    char digits[5] = { p[0], p[1], p[2], p[3], '\0' };

    return (unsigned)strtoul(digits, NULL, 16);
}

/* A copy in which the escapes that cJSON refuses read \uFFFD. */
static Str mend_escapes(Arena *a, Str text)
{
    char *copy = arena_memdupz(a, text.ptr, text.len);

    for (size_t i = 0; i + 1 < text.len; i++) {
        unsigned u;

        if (copy[i] != '\\')
            continue;
        if (copy[i + 1] != 'u') {
            i++;
            continue;
        }
        u = hex4(copy + i + 2);
        if (u >= 0xD800 && u < 0xDC00 && i + 11 < text.len && copy[i + 6] == '\\' &&
            copy[i + 7] == 'u' && (hex4(copy + i + 8) & 0xFC00) == 0xDC00) {
            i += 11;
            continue;
        }
        if (u == 0 || (u & 0xF800) == 0xD800)
            memcpy(copy + i + 2, "FFFD", 4);
        i += 5;
    }
    return (Str){ copy, text.len };
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
        first->type = m->type;
        first->child = m->child;
        first->valuestring = m->valuestring;
        first->valueint = m->valueint;
        first->valuedouble = m->valuedouble;
    }
    map_release(&seen);
}

static bool may_have_dups(const cJSON *obj)
{
    size_t n = 0;

    JSON_EACH (m, obj) {
        if (++n > 16)
            return true;
        for (const cJSON *o = obj->child; o != m; o = o->next) {
            if (strcmp(o->string, m->string) == 0)
                return true;
        }
    }
    return false;
}

static void merge_all_dups(cJSON *j)
{
    if (cJSON_IsObject(j) && may_have_dups(j))
        merge_dups(j);
    JSON_EACH (m, j) {
        if (m->child != NULL)
            merge_all_dups(m);
    }
}

int json_parse(Arena *a, Str text, const char *what, const JsonLimits *limits,
               cJSON **out, Err *err)
{
    size_t max = limits && limits->max_bytes ? limits->max_bytes : DEFAULT_MAX_BYTES;
    int depth = limits && limits->max_depth ? limits->max_depth : DEFAULT_MAX_DEPTH;
    JsonScan scan;
    JsonScanResult r;
    Arena *before = current;

    if (text.len > max)
        return err_set(err, ERR_ETOOBIG, "%s is larger than the limit of %zu bytes", what,
                       max);
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_from(text, 3);
    r = json_scan(text, depth, &scan);
    if (r != JSON_SCAN_OK)
        return scan_error(r, text, scan.offset, what, depth, err);
    if (scan.odd_escape)
        text = mend_escapes(a, text);
    current = a;
    *out = cJSON_ParseWithLength(text.ptr, text.len);
    current = before;
    if (*out == NULL)
        return err_set(err, ERR_EJSONPARSE, "%s: cannot be read as JSON", what);
    if (!limits || !limits->keep_dups)
        merge_all_dups(*out);
    return 0;
}

/* ---- Looking up ---- */

cJSON *json_getn(const cJSON *obj, Str key)
{
    if (!json_is_obj(obj))
        return NULL;
    JSON_EACH (m, obj) {
        if (strncmp(m->string, key.ptr, key.len) == 0 && m->string[key.len] == '\0')
            return m;
    }
    return NULL;
}

cJSON *json_get(const cJSON *obj, const char *key)
{
    return json_getn(obj, str_of(key));
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
    if (j == NULL || cJSON_IsNull(j) || cJSON_IsFalse(j))
        return false;
    if (cJSON_IsString(j))
        return j->valuestring[0] != '\0';
    if (cJSON_IsNumber(j))
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

    cJSON_SetNumberValue(j, n);
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

void json_add(Arena *a, cJSON *obj, Str key, cJSON *value)
{
    BUG_IF(!cJSON_IsObject(obj));
    value->string = arena_memdupz(a, key.ptr, key.len);
    append(obj, value);
}

void json_push(cJSON *arr, cJSON *value)
{
    BUG_IF(!cJSON_IsArray(arr));
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
    if (cJSON_IsString(a))
        return strcmp(a->valuestring, b->valuestring) == 0;
    if (cJSON_IsNumber(a))
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
        const cJSON *other = cJSON_IsObject(a) ? json_get(b, x->string) : y;

        if (other == NULL || !json_equal(x, other))
            return false;
        y = y->next;
    }
    return true;
}
