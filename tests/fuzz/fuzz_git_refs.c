/* fuzz_git_refs.c: whatever a server lists, reading it ends. */
#include "pkg/model/git_refs.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = { 0 };
    GitRefs r;

    if (size > 65536)
        return 0;
    git_refs_parse(&a, str_n((const char *)data, size), &r);
    (void)git_refs_find(&r, STR("HEAD"));
    (void)git_refs_document(&a, &r, STR("x"));
    git_refs_release(&r);
    arena_release(&a);
    return 0;
}
