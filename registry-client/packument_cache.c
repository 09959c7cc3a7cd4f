/* packument_cache.c: is a cache file's index what was written, and a packument over it.
 */
#include "registry-client/packument_cache.h"

#include "common/bug.h"
#include "registry-client/packument_cache_data.h"

static bool text_fits(PackText t, size_t size)
{
    return t.at <= size && t.len <= size - t.at;
}

/* Every offset of the header and the tables is inside the file. */
static bool tables_fit(const PackHeader *h, const PackRecord *records,
                       const PackTag *tags, const uint32_t *order)
{
    const PackText texts[] = { h->name, h->modified, h->restricted_message, h->head,
                               h->url,  h->etag,     h->last_modified };

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        if (!text_fits(texts[i], h->index_len))
            return false;
    }
    for (uint32_t i = 0; i < h->n; i++) {
        if (!text_fits(records[i].version, h->index_len) ||
            !text_fits(records[i].engines, h->index_len) ||
            (!h->packed && !text_fits(records[i].json, h->file_size)))
            return false;
    }
    for (uint32_t i = 0; i < h->n_tags; i++) {
        if (!text_fits(tags[i].tag, h->index_len) ||
            !text_fits(tags[i].version, h->index_len))
            return false;
    }
    for (uint32_t i = 0; i < h->n_order; i++) {
        if (order[i] >= h->n)
            return false;
    }
    return true;
}

static bool header_is_good(const PackHeader *h, uint64_t size, size_t have)
{
    uint64_t tables;

    if (memcmp(h->magic, PACK_MAGIC, sizeof h->magic) != 0 ||
        h->byte_order != PACK_BYTE_ORDER || h->hash_probe != str_hash(STR(PACK_MAGIC)) ||
        (h->packed ? h->file_size > size : h->file_size != size) || h->index_len > have ||
        h->index_len < sizeof *h || h->body_at > h->file_size ||
        h->body_at < h->index_len || h->n > PACKUMENT_VERSIONS_MAX ||
        h->n_published > h->n || h->n_staged > h->n - h->n_published ||
        (h->n_order != 0 && h->n_order != h->n) || h->n_valid > h->n_order ||
        (h->n_slots & (h->n_slots - 1)) != 0)
        return false;
    tables = sizeof *h + (uint64_t)h->n * sizeof(PackRecord) +
             ((uint64_t)h->n_order + h->n_slots) * sizeof(uint32_t) +
             (uint64_t)h->n_tags * sizeof(PackTag);
    return tables <= h->index_len;
}

static Packument *packument_over(Str bytes, const PackHeader *h)
{
    Arena arena = { 0 };
    Packument *p = arena_new(&arena, Packument);
    const PackRecord *records = (const void *)(h + 1);
    const uint32_t *order = (const void *)(records + h->n);

    *p = (Packument){
        .bytes = bytes,
        .mapped = true,
        .records = records,
        .n = h->n,
        .n_published = h->n_published,
        .n_staged = h->n_staged,
        .order = h->n_order ? order : NULL,
        .n_valid = h->n_valid,
        .slots = order + h->n_order,
        .n_slots = h->n_slots,
        .tags = (const void *)(order + h->n_order + h->n_slots),
        .n_tags = h->n_tags,
        .name = h->name,
        .modified = h->modified,
        .restricted_message = h->restricted_message,
        .head = h->head,
        .has_time = h->has_time,
        .packed = h->packed,
        .head_ready = true,
    };
    p->arena = arena;
    return p;
}

bool pack_index_is_good(Str bytes, uint64_t file_size, Str url)
{
    const PackHeader *h = (const void *)bytes.ptr;
    const PackRecord *records = (const void *)(h + 1);
    const uint32_t *order;

    if (bytes.len < sizeof *h || !header_is_good(h, file_size, bytes.len) ||
        h->check !=
            pack_crc(bytes.ptr + PACK_CHECKED_FROM, h->index_len - PACK_CHECKED_FROM))
        return false;
    order = (const void *)(records + h->n);
    return tables_fit(h, records, (const void *)(order + h->n_order + h->n_slots),
                      order) &&
           (url.ptr == NULL || str_eq(str_n(bytes.ptr + h->url.at, h->url.len), url));
}

Packument *pack_over(Str bytes, PackumentKeep *keep, PackumentCacheInfo *info)
{
    const PackHeader *h = (const void *)bytes.ptr;
    Packument *p = packument_over(bytes, h);

    p->keep = keep;
    *info = (PackumentCacheInfo){ pack_text(p, h->url), pack_text(p, h->etag),
                                  pack_text(p, h->last_modified), 0, false };
    if (h->fresh.check == pack_fresh_check(&h->fresh)) {
        info->fresh_until_ms = h->fresh.fresh_until_ms;
        info->must_revalidate = h->fresh.must_revalidate;
    }
    return p;
}
