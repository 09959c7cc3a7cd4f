/* queryable.h: reading and changing JSON by paths such as people type them:
 *
 *     scripts.test   exports[.].require   contributors[0].name   keywords[]
 *
 * For `pkg get/set/delete` and `view`. The rules, oddities included, are npm's: a
 * name after an array reads it from each element; setting makes what is missing on
 * the way; deleting, too.
 */
#ifndef PKG_COMMANDS_QUERYABLE_H
#define PKG_COMMANDS_QUERYABLE_H

#include "common/json.h"

/* Adds what `key` finds in data to the object out, by the key itself, or for the
 * elements of an array by "key[0].name" …; nothing if there is nothing. With
 * `unwrap`, an array of at most one element stands for that element. Values are
 * copied into the arena. What an element lacks, and the element of an empty array, is
 * there as raw text "undefined": inspect.h shows it, for JSON queryable_drop_undefined
 * takes it out once it has been counted. */
int queryable_get(Arena *a, const cJSON *data, Str key, bool unwrap, cJSON *out,
                  Err *err);
void queryable_drop_undefined(cJSON *found);
/* Sets value (not copied; NULL deletes) in the object data. force replaces plain
 * values and arrays that are in the way. */
int queryable_set(Arena *a, cJSON *data, Str key, cJSON *value, bool force, Err *err);

#endif
