/* fuzz_packument_scan.c: what JSON.parse takes as an object, the scan takes too and
 * cuts at the same places; other bytes end without harm. */
#include <stdlib.h>

#include "common/json.h"
#include "common/packument_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In order, repeated keys too: cJSON_Compare looks keys up instead. */
static bool same(const cJSON *a, const cJSON *b)
{
    const cJSON *m = b->child;

    if ((a->type & 0xFF) != (b->type & 0xFF) || !str_eq(json_str(a), json_str(b)) ||
        (json_is_num(a) && a->valuedouble != b->valuedouble))
        return false;
    JSON_EACH (e, a) {
        if (m == NULL || (e->string && strcmp(e->string, m->string) != 0) || !same(e, m))
            return false;
        m = m->next;
    }
    return m == NULL;
}

static void same_members(Arena *a, const cJSON *doc, const PackumentScan *s)
{
    JsonLimits limits = { .keep_dups = true };
    const cJSON *m = doc->child;
    Err err;

    for (size_t i = 0; i < s->n_members; i++, m = m->next) {
        cJSON *value;

        if (m == NULL ||
            json_parse(a, s->members[i].value, "slice", &limits, &value, &err) < 0 ||
            !same(value, m))
            abort();
    }
    if (m != NULL)
        abort();
}

/* What is cut out of a manifest is members of it. */
static void cut(Arena *a, Str text, bool is_object)
{
    Str *pieces;
    size_t n;
    bool ok = packument_scan_install(a, text, &pieces, &n);
    JsonLimits limits = { .keep_dups = true };

    if (is_object && !ok)
        abort();
    for (size_t i = 0; is_object && i < n; i++) {
        Str object = arena_strf(a, "{" STR_FMT "}", STR_ARG(pieces[i]));
        cJSON *members;
        Err err;

        if (json_parse(a, object, "piece", &limits, &members, &err) < 0)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    JsonLimits limits = { .keep_dups = true };
    Str text = str_n((const char *)data, size);
    Arena a = { 0 };
    PackumentScan s;
    bool ok = packument_scan(&a, text, &s);
    cJSON *doc;
    Err err;

    if (json_parse(&a, text, "fuzz", &limits, &doc, &err) == 0 && json_is_obj(doc)) {
        if (!ok)
            abort();
        same_members(&a, doc, &s);
        cut(&a, text, true);
    } else {
        cut(&a, text, false);
    }
    arena_release(&a);
    return 0;
}
