/* packument_cache_write.c: a packument becomes a cache file. */
#include "common/buf.h"
#include "common/bug.h"
#include "common/fs.h"
#include "common/map.h"
#include "common/xalloc.h"
#include "registry-client/packument_cache_data.h"
#include "registry-client/pick_order.h"

uint32_t pack_check(Str text)
{
    uint32_t c = pack_crc(text.ptr, text.len);

    return c ? c : 1;
}

void pack_make_checks(Packument *p)
{
    uint32_t *checks = arena_array(&p->arena, uint32_t, p->n);

    for (uint32_t i = 0; i < p->n; i++)
        checks[i] = pack_check(pack_text(p, p->records[i].json));
    p->checks = checks;
}

typedef struct {
    Packument *p;
    const PackumentBody *body;
    Buf out;
    ptrdiff_t latest; /* its record; < 0: there is none */
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
        if (p->facts != NULL && p->facts[i].known) {
            r.flags |= PACK_FACTS | (p->facts[i].facts.deprecated ? PACK_DEPRECATED : 0u);
            r.engines = put_shared(w, p->facts[i].facts.engines);
        }
        /* gzip has a check of its own. */
        if (w->body == NULL || !w->body->gzip)
            r.check =
                p->checks != NULL ? p->checks[i] : pack_check(pack_text(p, from->json));
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

/* In a file that isn't packed manifests are found by where they stand in it. */
static void shift_manifests(Writer *w, size_t at, uint32_t by)
{
    PackRecord *r = (PackRecord *)(void *)(w->out.ptr + at);

    for (uint32_t i = 0; i < w->p->n; i++)
        r[i].json.at += by;
}

/* What was asked for already, and what everybody asks for. */
static void put_at_hand(Writer *w, PackHeader *h)
{
    Packument *p = w->p;
    size_t n = 0;

    for (uint32_t i = 0; i < p->n && n < PACK_AT_HAND_MAX; i++) {
        bool was_asked = p->asked != NULL && p->asked[i].ptr != NULL;
        PackAtHand *k = &h->at_hand[n];
        Str text;

        if (!was_asked && (ptrdiff_t)i != w->latest)
            continue;
        text = pack_asked(p, i);
        *k = (PackAtHand){ i, put_text(w, text), pack_check(text), 0 };
        n++;
    }
}

/* The header comes last, as it has checks of all the rest. */
static void put_header(Writer *w, PackHeader *h, const PackumentCacheInfo *info)
{
    h->fresh = (PackFreshness){ info->fresh_until_ms, info->must_revalidate, 0 };
    h->fresh.check = pack_fresh_check(&h->fresh);
    memcpy(w->out.ptr, h, sizeof *h);
    h->check = pack_crc(w->out.ptr + PACK_CHECKED_FROM, h->index_len - PACK_CHECKED_FROM);
    for (size_t i = 0; i < PACK_AT_HAND_MAX && h->at_hand[i].text.len > 0; i++)
        h->at_hand[i].check = pack_at_hand_check(h, &h->at_hand[i]);
    memcpy(w->out.ptr, h, sizeof *h);
}

/* About what will be put; the buffer grows where it is more. */
static size_t size_of_index(const Packument *p)
{
    return sizeof(PackHeader) + p->n * (sizeof(PackRecord) + 16) +
           p->n_slots * sizeof *p->slots + ((size_t)6 << 10);
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
    buf_reserve(&w->out, size_of_index(p));
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
    if (h.packed)
        put_at_hand(w, &h);
    else
        shift_manifests(w, records, h.index_len);
    h.body_at = w->out.len;
    h.file_size = h.body_at + (h.packed ? w->body->bytes.len : p->bytes.len);
    put_header(w, &h, info);
}

/* The index of the file, into w->out. */
static int compose(Writer *w, const char *path, Packument *p,
                   const PackumentCacheInfo *info, const PackumentBody *body, Err *err)
{
    *w = (Writer){ .p = p,
                   .body = body,
                   .latest = packument_find(p, packument_tag(p, STR("latest"))) };
    BUG_IF(p->mapped);
    pack_make_order(p);
    if (w->latest >= 0)
        (void)packument_facts(p, (size_t)w->latest);
    put_index(w, info);
    map_release(&w->texts);
    return buf_check(&w->out, path, err);
}

static char *take_index(Writer *w, size_t *len)
{
    *len = w->out.len;
    return xrealloc(buf_take(&w->out), *len);
}

int packument_cache_write(const char *path, Packument *p, const PackumentCacheInfo *info,
                          const PackumentBody *body, Packument **kept, Err *err)
{
    Writer w;
    Str parts[2];
    int rc = compose(&w, path, p, info, body, err);

    parts[0] = buf_view(&w.out);
    parts[1] = body != NULL ? body->bytes : p->bytes;
    if (rc == 0)
        rc = fs_write_checked(path, parts, 2, 0600, err);
    if (rc == 0 && kept != NULL) {
        PackumentCacheInfo same;
        size_t len;
        char *bytes = take_index(&w, &len);

        *kept = pack_over(str_n(bytes, len), pack_file_take(path, bytes, len), &same);
    }
    buf_release(&w.out);
    return rc;
}

int packument_draft_new(const char *path, Packument *p, const PackumentCacheInfo *info,
                        const PackumentBody *body, PackumentDraft **out, Packument **kept,
                        Err *err)
{
    PackumentCacheInfo same;
    Writer w;
    int rc = compose(&w, path, p, info, body, err);
    size_t len;
    char *bytes;

    if (rc < 0) {
        buf_release(&w.out);
        return rc;
    }
    bytes = take_index(&w, &len);
    *kept = pack_over(str_n(bytes, len),
                      pack_file_draft(path, bytes, len, body->bytes, out), &same);
    return 0;
}
