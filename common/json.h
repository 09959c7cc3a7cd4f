/* json.h: reading JSON as strictly as JSON.parse, into a cJSON tree in an arena.
 *
 *     cJSON *doc;
 *     if (json_parse(&arena, text, "package.json", NULL, &doc, &err) < 0) …
 *     Str name = json_str(json_get(doc, "name"));
 *
 * Nodes are cJSON's, and live in the arena like their strings: call none of cJSON's
 * functions on them, and build new ones only with the json_new_ functions.
 * Key order is kept; of repeated keys the last value wins, at the first place,
 * as in JavaScript. Bytes that are no UTF-8 are U+FFFD, as Node reads files. What
 * escapes alone can say stays what it is: a surrogate without its other half is three
 * bytes (ED A0..BF xx), U+0000 is two (C0 80). json_write writes them as escapes again,
 * out_clean shows them, and js_well_formed makes them U+FFFD for everybody else.
 * Writing is json_write.h's.
 */
#ifndef COMMON_JSON_H
#define COMMON_JSON_H

#include <cjson/cJSON.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/str.h"

typedef struct {
    size_t max_bytes; /* 0: 512 MiB */
    int max_depth;    /* 0: 512 */
    bool keep_dups;   /* leave repeated keys: for documents nobody edits */
} JsonLimits;

/* Where a scan stopped; line and column count from 1, columns in bytes. */
typedef struct {
    size_t offset;
    int line, column;
} JsonPos;

/* Parses the whole text. `what` names it in messages ("package.json"). A byte
 * order mark at the start is skipped. Fails with ERR_EJSONPARSE
 * ("package.json:3:7: unexpected token '}' in JSON"), ERR_ETOOBIG or
 * ERR_ETOODEEP. limits may be NULL. */
int json_parse(Arena *a, Str text, const char *what, const JsonLimits *limits,
               cJSON **out, Err *err);

/* Line and column of an offset. */
JsonPos json_pos(Str text, size_t offset);

/* Member of an object, case-sensitive; NULL if obj is NULL, not an object or
 * has no such member. */
cJSON *json_getn(const cJSON *obj, Str key);
static inline cJSON *json_get(const cJSON *obj, const char *key);
/* Along a path of members: json_at(doc, "dist", "tarball", NULL). */
cJSON *json_at(const cJSON *obj, ...) __attribute__((sentinel));

static inline bool json_is(const cJSON *j, int type)
{
    return j != NULL && (j->type & 0xFF) == type;
}
static inline bool json_is_obj(const cJSON *j)
{
    return json_is(j, cJSON_Object);
}
static inline bool json_is_arr(const cJSON *j)
{
    return json_is(j, cJSON_Array);
}
static inline bool json_is_str(const cJSON *j)
{
    return json_is(j, cJSON_String);
}
static inline bool json_is_num(const cJSON *j)
{
    return json_is(j, cJSON_Number);
}
static inline bool json_is_true(const cJSON *j)
{
    return json_is(j, cJSON_True);
}
static inline bool json_is_false(const cJSON *j)
{
    return json_is(j, cJSON_False);
}
static inline bool json_is_bool(const cJSON *j)
{
    return json_is_true(j) || json_is_false(j);
}
static inline bool json_is_raw(const cJSON *j)
{
    return json_is(j, cJSON_Raw);
}
static inline bool json_is_null(const cJSON *j)
{
    return json_is(j, cJSON_NULL);
}
/* An object's valueint has a bit for each of its keys, and others in time; 0: nobody
 * knows. Most questions are for what isn't there, and walking through a list only to find
 * that costs a miss of the cache for each member. The numbers are such that the common
 * keys of manifests and locks have bits of their own. */
static inline unsigned json_key_bit(Str key)
{
    unsigned first = key.len > 0 ? (unsigned char)key.ptr[0] : 0;
    unsigned last = key.len > 0 ? (unsigned char)key.ptr[key.len - 1] : 0;

    return 1u << ((((unsigned)key.len * 24 + first * 19 + last * 37) * 2654435761u) >>
                  27);
}
static inline bool json_may_have(const cJSON *obj, Str key)
{
    return obj->valueint == 0 || ((unsigned)obj->valueint & json_key_bit(key)) != 0;
}
static inline cJSON *json_get(const cJSON *obj, const char *key)
{
    Str k = str_of(key);

    return json_is_obj(obj) && json_may_have(obj, k) ? json_getn(obj, k) : NULL;
}

/* As JavaScript's `if (value)`. */
bool json_truthy(const cJSON *j);

/* Text of a string node, the empty Str (ptr "") for anything else. */
Str json_str(const cJSON *j);
/* NUL-terminated text of a string node, NULL for anything else. */
const char *json_cstr(const cJSON *j);
/* Key of a member. */
static inline Str json_key(const cJSON *member)
{
    return str_of(member->string);
}
/* Number of members or elements; 0 for anything else. Walks the list. */
size_t json_len(const cJSON *j);

static inline cJSON *json_first(const cJSON *j)
{
    return j != NULL ? j->child : NULL;
}
/* e walks over the members or elements of j (which may be NULL). */
#define JSON_EACH(e, j) for (cJSON *e = json_first(j); e != NULL; e = e->next)

/* New nodes in an arena. Text is copied. */
cJSON *json_new_obj(Arena *a);
cJSON *json_new_arr(Arena *a);
cJSON *json_new_str(Arena *a, Str s);
cJSON *json_new_num(Arena *a, double n);
cJSON *json_new_bool(Arena *a, bool b);
cJSON *json_new_null(Arena *a);
/* A text that json_write_at wrote, to be written as it is: borrowed, and nothing else can
 * be done with it. */
cJSON *json_new_raw(Arena *a, Str text);
/* What `{ ...value }` has: a list's elements by their number, of a text or a number
 * nothing. An object is returned as it is. */
cJSON *json_as_object(Arena *a, cJSON *value);
/* A deep copy in the arena. */
cJSON *json_dup(Arena *a, const cJSON *j);
/* Does the list hold this text? False for what is no list. */
bool json_has_text(const cJSON *list, Str text);
/* A copy of the list as an object, whose members have their numbers for names. */
cJSON *json_numbered(Arena *a, const cJSON *list);

/* Sets a member: replaces it where it stands, or appends. */
void json_set(Arena *a, cJSON *obj, Str key, cJSON *value);
/* Appends without looking for an existing one: for building. */
void json_add(Arena *a, cJSON *obj, Str key, cJSON *value);
void json_add_str(Arena *a, cJSON *obj, const char *key, Str text);
/* The new object. */
cJSON *json_add_obj(Arena *a, cJSON *obj, const char *key);
void json_push(cJSON *arr, cJSON *value);
/* Takes a member out; false if there was none. */
bool json_del(cJSON *obj, const char *key);
/* Takes a child (member or element) out of its parent. */
void json_unlink(cJSON *parent, cJSON *child);
/* Sorts members by key. The order is the caller's: npm sorts dependency lists by
 * localeCompare (collate.h). */
void json_sort_keys(cJSON *obj, int (*cmp)(Str a, Str b));
/* Same value, members in any order. */
bool json_equal(const cJSON *a, const cJSON *b);

#endif
