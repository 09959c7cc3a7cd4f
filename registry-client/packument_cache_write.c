/* packument_cache_write.c: a packument becomes a cache file. */
#include "common/buf.h"
#include "common/bug.h"
#include "common/fs.h"
#include "common/map.h"
#include "registry-client/packument_cache_data.h"
#include "registry-client/pick_order.h"

uint32_t pack_check(Str text)
{
    uint32_t c = pack_crc(text.ptr, text.len);

    return c ? c : 1;
}

typedef struct {
    Packument *p;
    const PackumentBody *body;
    Buf out, packed;
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

/* What an install reads of a manifest, as one again. */
static PackText put_packed(Writer *w, uint32_t i)
{
    const PackPieces *all = &w->p->pieces[i];
    PackText t = { (uint32_t)w->packed.len, 0 };
    Str whole = pack_text(w->p, w->p->records[i].json);

    if (whole.len == 0 || whole.ptr[0] != '{') {
        buf_str(&w->packed, whole);
    } else {
        buf_putc(&w->packed, '{');
        for (uint32_t k = 0; k < all->n; k++) {
            if (k > 0)
                buf_putc(&w->packed, ',');
            buf_str(&w->packed, all->first[k]);
        }
        buf_putc(&w->packed, '}');
    }
    t.len = (uint32_t)(w->packed.len - t.at);
    return t;
}

/* How long the packed manifests become, or a little less. */
static size_t packed_size(const Packument *p)
{
    size_t n = 0;

    for (uint32_t i = 0; i < p->n; i++) {
        for (uint32_t k = 0; k < p->pieces[i].n; k++)
            n += p->pieces[i].first[k].len + 1;
        n += 2;
    }
    return n;
}

static void put_records(Writer *w, size_t at)
{
    Packument *p = w->p;

    if (w->body != NULL)
        buf_reserve(&w->packed, packed_size(p));
    for (uint32_t i = 0; i < p->n; i++) {
        const PackRecord *from = &p->records[i];
        PackRecord r = *from;

        r.version = put_text(w, pack_text(p, from->version));
        r.engines = put_shared(w, pack_text(p, from->engines));
        if (w->body != NULL)
            r.json = put_packed(w, i);
        r.check =
            pack_check(w->body != NULL ? str_n(w->packed.ptr + r.json.at, r.json.len)
                                       : pack_text(p, from->json));
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

/* Manifests stand behind the index: packed, or in the document. */
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
    PackHeader h = { .magic = PACK_MAGIC, .hash_probe = str_hash(STR(PACK_MAGIC)) };

    h.byte_order = PACK_BYTE_ORDER;
    h.packed = w->body != NULL;
    h.gzip = w->body != NULL && w->body->gzip;
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
    if (!h.packed)
        h.head = put_text(w, pack_head_text(p));
    put_room(w, -w->out.len & 7);
    h.index_len = (uint32_t)w->out.len;
    h.body_at = w->out.len + w->packed.len;
    h.file_size = h.body_at + (h.packed ? w->body->bytes.len : p->bytes.len);
    shift_manifests(w, records, h.index_len);
    h.fresh = (PackFreshness){ info->fresh_until_ms, info->must_revalidate, 0 };
    h.fresh.check = pack_fresh_check(&h.fresh);
    memcpy(w->out.ptr, &h, sizeof h);
    h.check = pack_crc(w->out.ptr + PACK_CHECKED_FROM, h.index_len - PACK_CHECKED_FROM);
    memcpy(w->out.ptr, &h, sizeof h);
}

int packument_cache_write(const char *path, Packument *p, const PackumentCacheInfo *info,
                          const PackumentBody *body, Err *err)
{
    Writer w = { .p = p, .body = body };
    Str parts[3];
    int rc;

    BUG_IF(p->mapped);
    pack_make_order(p);
    put_index(&w, info);
    rc = buf_check(&w.out, path, err);
    if (rc == 0)
        rc = buf_check(&w.packed, path, err);
    parts[0] = buf_view(&w.out);
    parts[1] = buf_view(&w.packed);
    parts[2] = body != NULL ? body->bytes : p->bytes;
    if (rc == 0)
        rc = fs_write_checked(path, parts, 3, 0600, err);
    map_release(&w.texts);
    buf_release(&w.out);
    buf_release(&w.packed);
    return rc;
}
