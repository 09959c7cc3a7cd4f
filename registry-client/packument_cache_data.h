/* packument_cache_data.h: the layout of a cache file. Private to
 * registry-client/packument_cache*.c. */
#ifndef REGISTRY_CLIENT_PACKUMENT_CACHE_DATA_H
#define REGISTRY_CLIENT_PACKUMENT_CACHE_DATA_H

#include <libdeflate.h>

#include "registry-client/packument_cache.h"
#include "registry-client/packument_data.h"

#define PACK_MAGIC "smewpk5\n"
/* Written and read as numbers: a machine of the other byte order sees another one. */
#define PACK_BYTE_ORDER 0x01020304u

typedef struct {
    int64_t fresh_until_ms;
    uint32_t must_revalidate;
    uint32_t check;
} PackFreshness;

/* A manifest of a packed file that is at hand: behind the index, where it was asked for
 * before the file was written, else behind the document. */
typedef struct {
    uint32_t record;
    PackText text; /* in the file */
    uint32_t text_check;
    uint32_t check; /* of this; what fails is a free place */
} PackAtHand;

#define PACK_AT_HAND_MAX 16

typedef struct {
    char magic[8];
    uint32_t check;     /* of the index from `file_size` on */
    uint32_t index_len; /* the header, the tables and the short texts */
    PackFreshness fresh;
    PackAtHand at_hand[PACK_AT_HAND_MAX];
    uint64_t file_size;  /* when it was written: a packed one may grow */
    uint64_t body_at;    /* of the document */
    uint64_t hash_probe; /* str_hash(PACK_MAGIC): slots are good for one hash only */
    uint32_t byte_order;
    uint32_t n, n_published, n_staged, n_order, n_slots, n_tags, has_time;
    uint32_t packed; /* manifests are what an install reads, and stand in the document
                        without its coding; there is no head */
    uint32_t gzip;   /* the document is compressed */
    PackText name, modified, restricted_message, head;
    PackText url, etag, last_modified;
    uint32_t n_valid; /* of the order: how many are versions */
    uint32_t unused;  /* keeps the records at a multiple of 8 */
} PackHeader;

_Static_assert(sizeof(PackHeader) % 8 == 0, "records follow");
_Static_assert(sizeof(PackRecord) == 40, "a record has no holes");

#define PACK_CHECKED_FROM offsetof(PackHeader, file_size)

static inline uint32_t pack_crc(const void *p, size_t len)
{
    return libdeflate_crc32(0, p, len);
}

static inline uint32_t pack_fresh_check(const PackFreshness *f)
{
    return pack_crc(f, offsetof(PackFreshness, check)) ^ PACK_BYTE_ORDER;
}

/* Also a text that is at hand belongs to this document only. */
static inline uint32_t pack_at_hand_check(const PackHeader *h, const PackAtHand *k)
{
    return pack_crc(k, offsetof(PackAtHand, check)) ^ h->check;
}

/* The index of a file of this size is whole, and of this URL (ptr NULL: of any). `bytes`
 * are the file's beginning: the index at least. */
bool pack_index_is_good(Str bytes, uint64_t file_size, Str url);

/* A packument over an index that is good. */
Packument *pack_over(Str bytes, PackumentKeep *keep, PackumentCacheInfo *info);

/* What keeps the file at path of which `bytes` (xmalloc'ed, taken) are the beginning, an
 * index that is good at least. */
PackumentKeep *pack_file_take(const char *path, char *bytes, size_t len);
/* The same of a file that is yet to be written, of these and of a body (xmalloc'ed,
 * taken).
 */
PackumentKeep *pack_file_draft(const char *path, char *bytes, size_t len, Str body,
                               PackumentDraft **out);

#endif
