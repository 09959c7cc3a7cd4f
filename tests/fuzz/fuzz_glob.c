/* fuzz_glob.c: any pattern against any path ends, and reads no byte it should not. */
#include "common/glob.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The pattern, a line end, the path. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str pattern, path;
    Arena a = { 0 };
    Glob g;

    if (size > 4096)
        return 0;
    str_cut(str_n((const char *)data, size), '\n', &pattern, &path);
    glob_parse(&a, pattern, &g);
    (void)glob_match(&g, path, false);
    (void)glob_match(&g, path, true);
    arena_release(&a);
    return 0;
}
