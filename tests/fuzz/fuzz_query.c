/* fuzz_query.c: any text as a dependency selector. */
#include <stddef.h>
#include <stdint.h>

#include "pkg/tree/query_parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = { 0 };
    QuerySelectors list = { 0 };
    Err err;

    if (size < 4096)
        query_parse(&a, str_n((const char *)data, size), &list, &err);
    arena_release(&a);
    return 0;
}
