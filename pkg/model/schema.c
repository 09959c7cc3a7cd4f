/* schema.c: the schema's text stands in the program (scripts/mk/pkg.mk). */
#include "pkg/model/schema.h"

#include <stdint.h>

#include "common/bug.h"

extern const char pkg_json_schema[];
extern const uint64_t pkg_json_schema_size;

void manifest_check(Arena *a, const cJSON *doc, Str text,
                    void (*fn)(void *ctx, const JsonViolation *v), void *ctx)
{
    cJSON *schema;
    Err err;

    if (json_parse(a, str_n(pkg_json_schema, pkg_json_schema_size), "pkg.json.schema",
                   NULL, &schema, &err) < 0)
        BUG("pkg.json.schema is not valid JSON");
    json_schema_check(a, schema, doc, text, fn, ctx);
}
