/* fuzz_json.c: json_parse on any bytes: it ends, what it accepts can be walked, and of
 * what it refuses json_why has something to say. */
#include "common/json.h"
#include "common/json_why.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t walk(const cJSON *j)
{
    size_t n = 1 + json_str(j).len;

    JSON_EACH (m, j)
        n += walk(m);
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = { 0 };
    cJSON *doc;
    Err err;

    if (json_parse(&a, str_n((const char *)data, size), "fuzz", NULL, &doc, &err) == 0)
        (void)walk(doc);
    (void)json_why(&a, str_n((const char *)data, size));
    arena_release(&a);
    return 0;
}
