/* json_schema.h: does a document keep to a JSON Schema?
 *
 *     json_schema_check(&arena, schema, doc, text, on_violation, ctx);
 *
 * Knows what our schemas use of draft 2020-12: type, properties, patternProperties,
 * additionalProperties, items, enum, pattern (a POSIX expression), anyOf, and $ref to
 * "#/$defs/…". Anything else is a note for people. Pure.
 */
#ifndef COMMON_JSON_SCHEMA_H
#define COMMON_JSON_SCHEMA_H

#include "common/json.h"

typedef struct {
    Str path;    /* "scripts.test", "files[2]"; "" for the document itself */
    Str message; /* "must be a string, not a number" */
    JsonPos pos; /* of the value in the text */
} JsonViolation;

/* Calls fn for each violation, in the document's order. `doc` is what json_parse made of
 * `text`. The violation's texts live in the arena. */
void json_schema_check(Arena *a, const cJSON *schema, const cJSON *doc, Str text,
                       void (*fn)(void *ctx, const JsonViolation *v), void *ctx);

#endif
