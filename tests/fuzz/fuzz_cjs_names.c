/* fuzz_cjs_names.c: the look for a CommonJS module's names, on any bytes. */
#include "runtime/modules/cjs_names.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = { 0 };
    CjsNames names;

    cjs_names(&a, str_n((const char *)data, size), &names);
    (void)text_is_module(&a, str_n((const char *)data, size));
    arena_release(&a);
    return 0;
}
