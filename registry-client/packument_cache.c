/* packument_cache.c: the cache file of a packument: writing, mapping, checking. */
#include "registry-client/packument_cache.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/bug.h"
#include "common/fs.h"
#include "common/map.h"
#include "common/xalloc.h"
#include "registry-client/pick_order.h"

#define MAGIC "smewpk1\n"
/* Written and read as numbers: a machine of the other byte order sees another one. */
#define BYTE_ORDER_MARK 0x01020304u

typedef struct {
    int64_t fresh_until_ms;
    uint32_t must_revalidate;
    uint32_t check;
} Freshness;

typedef struct {
    char magic[8];
    uint32_t check;     /* of the index from `file_size` on */
    uint32_t index_len; /* the header, the tables and the short texts */
    Freshness fresh;
    uint64_t file_size;
    uint64_t hash_probe; /* str_hash(MAGIC): slots are good for one hash only */
    uint32_t byte_order;
    uint32_t n, n_published, n_staged, n_order, n_slots, n_tags, has_time;
    PackText name, modified, restricted_message, head;
    PackText url, etag, last_modified;
    uint32_t n_valid; /* of the order: how many are versions */
    uint32_t unused;  /* keeps the records at a multiple of 8 */
} Header;

_Static_assert(sizeof(Header) % 8 == 0, "records follow");
_Static_assert(sizeof(PackRecord) == 40, "a record has no holes");

#define CHECKED_FROM offsetof(Header, file_size)

static uint32_t crc(const void *p, size_t len)
{
    return libdeflate_crc32(0, p, len);
}

uint32_t pack_check(Str text)
{
    uint32_t c = crc(text.ptr, text.len);

    return c ? c : 1;
}

static uint32_t fresh_check(const Freshness *f)
{
    return crc(f, offsetof(Freshness, check)) ^ BYTE_ORDER_MARK;
}

/* ---- Writing ---- */

typedef struct {
    Packument *p;
    Buf out;
    Map texts; /* short text → its offset: engines repeat from version to version */
} Writer;

static PackText put_text(Writer *w, Str s)
{
    PackText t = { (uint32_t)w->out.len, (uint32_t)s.len };

    buf_str(&w->out, s);
    return t;
}

static PackText put_shared(Writer *w, Str s)
{
    PackText t;
    uintptr_t at;

    if (s.len == 0)
        return (PackText){ 0, 0 };
    at = (uintptr_t)map_get(&w->texts, s);
    if (at != 0)
        return (PackText){ (uint32_t)at, (uint32_t)s.len };
    t = put_text(w, s);
    map_set(&w->texts, s, (void *)(uintptr_t)t.at);
    return t;
}

static void put_records(Writer *w, size_t at)
{
    Packument *p = w->p;

    for (uint32_t i = 0; i < p->n; i++) {
        const PackRecord *from = &p->records[i];
        PackRecord r = *from;

        r.version = put_text(w, pack_text(p, from->version));
        r.engines = put_shared(w, pack_text(p, from->engines));
        r.check = pack_check(pack_text(p, from->json));
        memcpy(w->out.ptr + at + i * sizeof r, &r, sizeof r);
    }
}

static void put_tags(Writer *w, size_t at)
{
    for (uint32_t i = 0; i < w->p->n_tags; i++) {
        PackumentTag tag = packument_tag_at(w->p, i);
        PackTag t;

        t.tag = put_text(w, tag.tag);
        t.version = put_text(w, tag.version);
        memcpy(w->out.ptr + at + i * sizeof t, &t, sizeof t);
    }
}

/* Room for an array, zeroed; returns where it is. */
static size_t put_room(Writer *w, size_t len)
{
    size_t at = w->out.len;

    buf_fill(&w->out, '\0', len);
    return at;
}

/* Manifests stand in the document, which begins where the index ends. */
static void shift_manifests(Writer *w, size_t at, uint32_t by)
{
    PackRecord *r = (PackRecord *)(void *)(w->out.ptr + at);

    for (uint32_t i = 0; i < w->p->n; i++)
        r[i].json.at += by;
}

static void put_index(Writer *w, const PackumentCacheInfo *info)
{
    Packument *p = w->p;
    size_t records, tags;
    Header h = { .magic = MAGIC, .hash_probe = str_hash(STR(MAGIC)) };

    h.byte_order = BYTE_ORDER_MARK;
    h.n = p->n;
    h.n_published = p->n_published;
    h.n_staged = p->n_staged;
    h.n_order = p->order ? p->n : 0;
    h.n_valid = p->n_valid;
    h.n_slots = p->n_slots;
    h.n_tags = p->n_tags;
    h.has_time = p->has_time;
    put_room(w, sizeof h);
    records = put_room(w, p->n * sizeof(PackRecord));
    buf_put(&w->out, p->order, h.n_order * sizeof *p->order);
    buf_put(&w->out, p->slots, p->n_slots * sizeof *p->slots);
    tags = put_room(w, p->n_tags * sizeof(PackTag));
    h.name = put_text(w, packument_name(p));
    h.modified = put_text(w, packument_modified(p));
    h.restricted_message = put_text(w, pack_text(p, p->restricted_message));
    h.url = put_text(w, info->url);
    h.etag = put_text(w, info->etag);
    h.last_modified = put_text(w, info->last_modified);
    put_tags(w, tags);
    put_records(w, records);
    h.head = put_text(w, pack_head_text(p));
    put_room(w, -w->out.len & 7);
    h.index_len = (uint32_t)w->out.len;
    h.file_size = w->out.len + p->bytes.len;
    shift_manifests(w, records, h.index_len);
    h.fresh = (Freshness){ info->fresh_until_ms, info->must_revalidate, 0 };
    h.fresh.check = fresh_check(&h.fresh);
    memcpy(w->out.ptr, &h, sizeof h);
    h.check = crc(w->out.ptr + CHECKED_FROM, h.index_len - CHECKED_FROM);
    memcpy(w->out.ptr, &h, sizeof h);
}

int packument_cache_write(const char *path, Packument *p, const PackumentCacheInfo *info,
                          Err *err)
{
    Writer w = { .p = p };
    Str parts[2];
    int rc;

    BUG_IF(p->mapped);
    pack_make_order(p);
    put_index(&w, info);
    rc = buf_check(&w.out, path, err);
    parts[0] = buf_view(&w.out);
    parts[1] = p->bytes; /* not copied: documents of ten megabytes are no rarity */
    if (rc == 0)
        rc = fs_write_cache_parts(path, parts, 2, 0600, err);
    map_release(&w.texts);
    buf_release(&w.out);
    return rc;
}

/* ---- Reading ---- */

static bool text_fits(PackText t, size_t size)
{
    return t.at <= size && t.len <= size - t.at;
}

/* Every offset of the header and the tables is inside the file. */
static bool tables_fit(const Header *h, const PackRecord *records, const PackTag *tags,
                       const uint32_t *order)
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
            !text_fits(records[i].json, h->file_size))
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

static bool header_is_good(const Header *h, size_t size)
{
    uint64_t tables;

    if (memcmp(h->magic, MAGIC, sizeof h->magic) != 0 ||
        h->byte_order != BYTE_ORDER_MARK || h->hash_probe != str_hash(STR(MAGIC)) ||
        h->file_size != size || h->index_len > size || h->index_len < sizeof *h ||
        h->n > PACKUMENT_VERSIONS_MAX || h->n_published > h->n ||
        h->n_staged > h->n - h->n_published || (h->n_order != 0 && h->n_order != h->n) ||
        h->n_valid > h->n_order || (h->n_slots & (h->n_slots - 1)) != 0)
        return false;
    tables = sizeof *h + (uint64_t)h->n * sizeof(PackRecord) +
             ((uint64_t)h->n_order + h->n_slots) * sizeof(uint32_t) +
             (uint64_t)h->n_tags * sizeof(PackTag);
    return tables <= h->index_len;
}

static Packument *packument_over(Str bytes, const Header *h)
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
        .head_ready = true,
    };
    p->arena = arena;
    return p;
}

bool packument_cache_read(Str bytes, Str url, PackumentKeep *keep, Packument **out,
                          PackumentCacheInfo *info)
{
    const Header *h = (const void *)bytes.ptr;
    Packument *p;

    if (bytes.len < sizeof *h || !header_is_good(h, bytes.len) ||
        h->check != crc(bytes.ptr + CHECKED_FROM, h->index_len - CHECKED_FROM))
        return false;
    p = packument_over(bytes, h);
    if (!tables_fit(h, p->records, p->tags, p->order) ||
        (url.ptr != NULL && !str_eq(pack_text(p, h->url), url))) {
        packument_free(p);
        return false;
    }
    p->keep = keep;
    *info = (PackumentCacheInfo){ pack_text(p, h->url), pack_text(p, h->etag),
                                  pack_text(p, h->last_modified), 0, false };
    if (h->fresh.check == fresh_check(&h->fresh)) {
        info->fresh_until_ms = h->fresh.fresh_until_ms;
        info->must_revalidate = h->fresh.must_revalidate;
    }
    *out = p;
    return true;
}

/* ---- Files ---- */

typedef struct {
    PackumentKeep keep;
    char *map;
    size_t size, index_end; /* of its pages */
} Mapping;

static void unmap(PackumentKeep *keep)
{
    Mapping *m = container_of(keep, Mapping, keep);

    munmap(m->map, m->size);
    xfree(m);
}

/* The kernel maps sixteen pages for each that is looked at: of a thousand documents that
 * is more than all else that an install keeps in memory. They stay in the file's cache.
 */
static void drop_document(PackumentKeep *keep)
{
    Mapping *m = container_of(keep, Mapping, keep);

    if (m->index_end < m->size)
        (void)madvise(m->map + m->index_end, m->size - m->index_end, MADV_DONTNEED);
}

static size_t pages_end(size_t len)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (len + page - 1) / page * page;
}

bool packument_cache_open(const char *path, Str url, Packument **out,
                          PackumentCacheInfo *info)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    Mapping *m;
    void *map;

    if (fd < 0)
        return false;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
        st.st_size < (off_t)sizeof(Header) || st.st_size > UINT32_MAX) {
        close(fd);
        return false;
    }
    map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (map == MAP_FAILED)
        return false;
    m = xmalloc(sizeof *m);
    *m = (Mapping){ { unmap, drop_document }, map, (size_t)st.st_size, 0 };
    if (packument_cache_read(str_n(map, m->size), url, &m->keep, out, info)) {
        m->index_end = pages_end(((const Header *)map)->index_len);
        drop_document(&m->keep);
        return true;
    }
    unmap(&m->keep);
    return false;
}

void packument_cache_refresh(const char *path, int64_t fresh_until_ms,
                             bool must_revalidate)
{
    Freshness f = { fresh_until_ms, must_revalidate, 0 };
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return;
    f.check = fresh_check(&f);
    /* Another process may have replaced the file since: then its freshness is off by
     * the moments between, with the same document or a newer one. */
    (void)!pwrite(fd, &f, sizeof f, offsetof(Header, fresh));
    close(fd);
}
