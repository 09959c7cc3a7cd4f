/* fuzz_packument_cache.c: any bytes as a cache file. The index's check is put right
 * first, since no search would get past it otherwise. */
#include <libdeflate.h>
#include <stdlib.h>

#include "registry-client/packument_cache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(Packument *p)
{
    Err err;

    for (size_t i = 0; i < packument_count(p); i++) {
        (void)packument_version(p, i);
        (void)packument_manifest(p, i, &err);
    }
    for (size_t i = 0; i < packument_tag_count(p); i++)
        (void)packument_tag_at(p, i);
    (void)packument_find(p, STR("1.0.0"));
    (void)packument_document(p, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    PackumentCacheInfo info;
    Packument *p;
    uint32_t len, check;

    memcpy(copy, data, size);
    if (size >= 48) {
        memcpy(&len, copy + 12, 4);
        if (len >= 32 && len <= size) {
            check = libdeflate_crc32(0, copy + 32, len - 32);
            memcpy(copy + 8, &check, 4);
        }
    }
    if (packument_cache_read(str_n(copy, size), STR("u"), NULL, &p, &info)) {
        use(p);
        packument_free(p);
    }
    free(copy);
    return 0;
}
