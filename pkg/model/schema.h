/* schema.h: package.json beside pkg.json.schema, which is part of the program. */
#ifndef PKG_MODEL_SCHEMA_H
#define PKG_MODEL_SCHEMA_H

#include "common/json_schema.h"

/* Calls fn for each place where the manifest (doc, made of text by json_parse and not
 * changed since) is not what the schema says. */
void manifest_check(Arena *a, const cJSON *doc, Str text,
                    void (*fn)(void *ctx, const JsonViolation *v), void *ctx);

#endif
