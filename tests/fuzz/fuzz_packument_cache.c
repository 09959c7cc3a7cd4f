/* fuzz_packument_cache.c: any bytes as a cache file. Its checks are put right first,
 * since no search would get past them otherwise. */
#include <stdlib.h>

#include "registry-client/packument_cache_data.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(Packument *p)
{
    Arena a = { 0 };
    Err err;

    for (size_t i = 0; i < packument_count(p); i++) {
        (void)packument_version(p, i);
        (void)packument_facts(p, i);
        (void)packument_read_manifest(p, i, &a, &err);
    }
    arena_release(&a);
    for (size_t i = 0; i < packument_tag_count(p); i++)
        (void)packument_tag_at(p, i);
    (void)packument_find(p, STR("1.0.0"));
    (void)packument_document(p, &err);
}

static void put_right(PackHeader *h, size_t size)
{
    if (h->index_len < PACK_CHECKED_FROM || h->index_len > size)
        return;
    h->check = pack_crc((char *)h + PACK_CHECKED_FROM, h->index_len - PACK_CHECKED_FROM);
    for (size_t i = 0; i < PACK_AT_HAND_MAX; i++) {
        PackAtHand *k = &h->at_hand[i];

        if (k->text.at <= size && k->text.len <= size - k->text.at)
            k->text_check = pack_check(str_n((char *)h + k->text.at, k->text.len));
        k->check = pack_at_hand_check(h, k);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    PackumentCacheInfo info;
    Packument *p;

    memcpy(copy, data, size);
    if (size >= sizeof(PackHeader))
        put_right((PackHeader *)(void *)copy, size);
    if (packument_cache_read(str_n(copy, size), STR("u"), &p, &info)) {
        use(p);
        packument_free(p);
    }
    free(copy);
    return 0;
}
