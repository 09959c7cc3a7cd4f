/* fetch_packument.c: one entry for each document that was asked for. */
#include "registry-client/fetch_packument.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/fs.h"
#include "common/path.h"
#include "common/vec.h"
#include "common/xalloc.h"
#include "registry-client/answer_error.h"
#include "registry-client/cache_policy.h"
#include "registry-client/client_data.h"
#include "registry-client/packument_cache.h"
#include "registry-client/packument_data.h"
#include "registry-client/read_document.h"
#include "registry-client/redact.h"

#define ACCEPT_SHORT \
    "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*"
#define ACCEPT_FULL "application/json"

typedef struct {
    RegistryClient *client;
    Str key, name, url, registry;
    PackumentKind kind;     /* as asked for */
    PackumentKind asks;     /* of the request under way: full after a 404 */
    const char *cache_path; /* NULL: no cache */
    Packument *packument;   /* what callers get */
    Packument *stale;       /* of the cache, while its validators are out */
    PackumentCacheInfo info;
    bool over;                   /* packument or err is final */
    bool held;                   /* nobody wants it yet: see registry_packument_hold */
    bool decoded;                /* asks libcurl to undo whatever coding comes */
    Err *err;                    /* set where there is no packument */
    const PackumentWatch *watch; /* who is told when it comes; NULL: nobody */
    RegistryCall *call;          /* under way; NULL: none */
    RegistryPriority priority;
    RegistryBufSink body; /* of the answer that is under way, or being read */
    DocumentReading reading;
    /* Of that answer. */
    int status;
    CachePolicy policy;
    Str etag, last_modified;
    uint64_t content_length;
} Entry;

typedef struct PackumentStore {
    Arena arena;
    Map entries; /* "s/name", "f/name" or "i/name" → Entry */
    VEC(Entry *) all;
    Map folders;       /* of the cache that are there */
    size_t being_kept; /* bytes of documents that threads write */
} PackumentStore;

/* ---- The store ---- */

static PackumentStore *store_of(RegistryClient *c)
{
    if (c->packuments == NULL)
        c->packuments = xcalloc(1, sizeof *c->packuments);
    return c->packuments;
}

void packument_store_free(PackumentStore *s)
{
    if (s == NULL)
        return;
    VEC_EACH (Entry *, e, s->all) {
        if ((*e)->reading.held) {
            packument_free((*e)->reading.packument);
            read_document_let_go(&(*e)->reading);
        }
        packument_free((*e)->packument);
        packument_free((*e)->stale);
        buf_release(&(*e)->body.buf);
    }
    vec_release(&s->all);
    map_release(&s->entries);
    map_release(&s->folders);
    arena_release(&s->arena);
    xfree(s);
}

static uint64_t fnv(Str s)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    return h;
}

/* A package name makes a good file name once its slash is escaped: names can't begin
 * with a dot. What is no proper name isn't kept. */
static const char *path_in_cache(RegistryClient *c, Arena *a, Str registry, Str escaped,
                                 PackumentKind kind)
{
    if (c->o.cache_dir.len == 0 || escaped.len == 0 || escaped.len > 240 ||
        escaped.ptr[0] == '.' || str_index(escaped, '/') >= 0)
        return NULL;
    return arena_printf(a, STR_FMT "/index/%016llx/" STR_FMT "%s",
                        STR_ARG(c->o.cache_dir), (unsigned long long)fnv(registry),
                        STR_ARG(escaped), kind == PACKUMENT_SHORT ? "" : ".full");
}

void packument_forget(RegistryClient *c, Str registry, Str path)
{
    Arena scratch = { 0 };
    const char *file;

    for (PackumentKind k = PACKUMENT_SHORT; k <= PACKUMENT_FULL; k++) {
        file = path_in_cache(c, &scratch, registry, path, k);
        if (file != NULL)
            (void)unlink(file);
    }
    arena_release(&scratch);
}

/* "f/name", in the room where it fits: asked for at every look at a document. */
static Str key_of(Arena *a, PackumentKind kind, Str name, char *room, size_t size)
{
    char *p = name.len + 2 <= size ? room : arena_bytes(a, name.len + 2);

    p[0] = "sfi"[kind];
    p[1] = '/';
    if (name.len > 0)
        memcpy(p + 2, name.ptr, name.len);
    return str_n(p, name.len + 2);
}

static Entry *entry_of(RegistryClient *c, Str name, PackumentKind kind, bool *is_new)
{
    PackumentStore *s = store_of(c);
    Arena *a = &s->arena;
    char text[512];
    Str key = key_of(a, kind, name, text, sizeof text);
    Entry *e = map_get(&s->entries, key);
    Str escaped;

    *is_new = e == NULL;
    if (e != NULL)
        return e;
    e = arena_new(a, Entry);
    e->client = c;
    e->key = arena_str(a, key);
    e->name = str_from(e->key, 2);
    e->kind = e->asks = kind;
    e->registry = registry_for(&c->o, e->name);
    escaped = registry_escape_name(a, e->name);
    e->url = registry_url(a, e->registry, escaped);
    e->cache_path = path_in_cache(c, a, e->registry, escaped, kind);
    map_set(&s->entries, e->key, e);
    vec_push(&s->all, e);
    return e;
}

/* ---- The end of an entry ---- */

static void settle(Entry *e, Packument *p)
{
    const PackumentWatch *w = e->watch;

    e->packument = p;
    e->over = true;
    e->watch = NULL;
    if (w != NULL && p != NULL)
        w->there(w->arg, e->name, p);
}

static void settle_stale(Entry *e)
{
    Packument *p = e->stale;

    e->stale = NULL;
    settle(e, p);
}

static void fail(Entry *e, const Err *err)
{
    e->client->stats.fresh_until_ms = 0;
    e->err = arena_new(&store_of(e->client)->arena, Err);
    *e->err = *err;
    packument_free(e->stale);
    e->stale = NULL;
    settle(e, NULL);
}

/* ---- Answers ---- */

static void ask(Entry *e);

static CachePolicy policy_of(const RegistryAnswer *a)
{
    CacheHeaders h = { .cache_control = registry_header(a, "cache-control"),
                       .pragma = registry_header(a, "pragma"),
                       .expires = registry_header(a, "expires"),
                       .date = registry_header(a, "date"),
                       .age = registry_header(a, "age"),
                       .last_modified = registry_header(a, "last-modified"),
                       .vary = registry_header(a, "vary") };

    return cache_policy(&h, client_now_ms());
}

static void note_freshness(Entry *e, int64_t until_ms, bool must_revalidate)
{
    RegistryStats *s = &e->client->stats;

    if (must_revalidate)
        until_ms = 0;
    if (until_ms < s->fresh_until_ms)
        s->fresh_until_ms = until_ms;
}

/* Keeping is a convenience: that it fails is worth a line in the log. */
static void not_kept(RegistryClient *c, const Err *err)
{
    client_log(c, REGISTRY_LOG_SILLY, "cache %s", err->msg);
}

/* A file of the cache that a thread writes. */
typedef struct {
    RegistryWork work;
    RegistryClient *client;
    PackumentDraft *draft;
    size_t len;
    int rc;
    Err err;
} Keeping;

static void write_kept(RegistryWork *w)
{
    Keeping *k = container_of(w, Keeping, work);

    k->rc = packument_draft_write(k->draft, &k->err);
}

static void end_kept(RegistryWork *w)
{
    Keeping *k = container_of(w, Keeping, work);

    if (k->rc < 0)
        not_kept(k->client, &k->err);
    packument_draft_end(k->draft, k->rc == 0);
    store_of(k->client)->being_kept -= k->len;
    xfree(k);
}

/* Shorter ones are written before a thread has woken up; of more than this at a time the
 * loop's thread writes, too. */
#define KEPT_ASIDE_FROM ((size_t)32 << 10)
#define BEING_KEPT_MAX ((size_t)32 << 20)

static bool may_keep_aside(const Entry *e, const PackumentBody *body)
{
    RegistryClient *c = e->client;

    return c->threads.submit != NULL && body->bytes.len >= KEPT_ASIDE_FROM &&
           store_of(c)->being_kept + body->bytes.len <= BEING_KEPT_MAX;
}

/* The answer's bytes go into the cache's file behind this. */
static int keep_aside(Entry *e, Packument *p, const PackumentCacheInfo *info,
                      const PackumentBody *body, Packument **kept, Err *err)
{
    RegistryClient *c = e->client;
    PackumentDraft *draft;
    Keeping *k;

    if (packument_draft_new(e->cache_path, p, info, body, &draft, kept, err) < 0)
        return err->code;
    (void)buf_take(&e->body.buf);
    k = xcalloc(1, sizeof *k);
    *k = (Keeping){ .work = { write_kept, end_kept },
                    .client = c,
                    .draft = draft,
                    .len = body->bytes.len };
    store_of(c)->being_kept += k->len;
    if (!c->threads.submit(c->threads.arg, &k->work)) {
        write_kept(&k->work);
        end_kept(&k->work);
    }
    return 0;
}

static int keep_now(Entry *e, Packument *p, const PackumentCacheInfo *info,
                    const PackumentBody *body, Packument **kept, Err *err)
{
    if (kept != NULL && body != NULL && may_keep_aside(e, body))
        return keep_aside(e, p, info, body, kept, err);
    return packument_cache_write(e->cache_path, p, info, body, kept, err);
}

static bool keep(Entry *e, Packument *p, const PackumentBody *body, Packument **kept)
{
    PackumentCacheInfo info = { .url = e->url,
                                .etag = e->etag,
                                .last_modified = e->last_modified,
                                .fresh_until_ms = e->policy.fresh_until_ms,
                                .must_revalidate = e->policy.must_revalidate };
    PackumentStore *s = store_of(e->client);
    bool may = e->cache_path != NULL && e->policy.storable;
    Str folder = path_dirname(str_of(e->cache_path));
    Err err;

    note_freshness(e, may ? e->policy.fresh_until_ms : 0, e->policy.must_revalidate);
    if (!may)
        return false;
    if ((!map_has(&s->folders, folder) && fs_mkdirs_for(e->cache_path, 0755, &err) < 0) ||
        keep_now(e, p, &info, e->kind == PACKUMENT_SHORT ? NULL : body, kept, &err) < 0) {
        not_kept(e->client, &err);
        return false;
    }
    map_set(&s->folders, folder, s);
    return true;
}

/* An answer's document stands in memory only until the cache has it: then the file does,
 * of which little is read. An install goes through a hundred megabytes of them. Of a full
 * one all is wanted: p has a copy of it. */
static Packument *in_place_of(Entry *e, Packument *p, const PackumentBody *body)
{
    const DocumentReading *r = &e->reading;
    Packument *kept = NULL;

    if (r->is_whole) {
        (void)keep(e, p, body, NULL);
        return p;
    }
    if (!keep(e, p, body, &kept) &&
        packument_from_json(r->text, r->name, NULL, &kept, NULL) < 0)
        BUG("a document that was read is none");
    kept->is_new = true;
    packument_free(p);
    return kept;
}

static void take_document(Entry *e, Packument *p)
{
    PackumentBody body = { .bytes = e->reading.body,
                           .gzip = e->reading.body.ptr != e->reading.text.ptr };

    p->packed = e->kind == PACKUMENT_INSTALL;
    p->is_new = true;
    p->content_length = e->content_length;
    /* Who waits reads while the text is there: the cache has that at hand then. */
    settle(e, p);
    e->packument = in_place_of(e, p, &body);
    buf_release(&e->body.buf);
    packument_free(e->stale);
    e->stale = NULL;
}

static void fail_empty(Entry *e)
{
    char url[512];
    Err err;

    redact_url(e->url, url, sizeof url);
    err_set(
        &err, -ENODATA,
        "Invalid response body while trying to fetch %s: Cache input stream was empty",
        url);
    err.fetch = true;
    fail(e, &err);
}

static void on_read(DocumentReading *r)
{
    Entry *e = container_of(r, Entry, reading);
    Err err;

    if (r->coded) {
        e->decoded = true;
        ask(e);
    } else if (r->text.len == 0 && e->status == 200 && e->cache_path != NULL &&
               e->policy.storable) {
        fail_empty(e);
    } else if (r->packument == NULL) {
        answer_no_json(e->url, r->text, &r->why, &err);
        fail(e, &err);
    } else if (e->held) {
        r->held = true;
    } else {
        take_document(e, r->packument);
    }
}

/* What counts of the answer stays, as a thread may read its document. */
static void take_answer(Entry *e, const RegistryAnswer *a)
{
    Arena *arena = &store_of(e->client)->arena;
    Str coding = registry_header(a, "content-encoding");
    bool plain = e->decoded || coding.len == 0 || str_ieq(coding, STR("identity"));

    if (!plain && !str_ieq(coding, STR("gzip")) && !str_ieq(coding, STR("x-gzip"))) {
        e->decoded = true;
        ask(e);
        return;
    }
    e->status = a->status;
    e->policy = policy_of(a);
    e->etag = arena_str(arena, registry_header(a, "etag"));
    e->last_modified = arena_str(arena, registry_header(a, "last-modified"));
    e->content_length = 0;
    (void)str_to_u64(registry_header(a, "content-length"), &e->content_length);
    e->reading = (DocumentReading){ .name = str_from(e->key, 2).ptr,
                                    .body = { buf_cstr(&e->body.buf), e->body.buf.len },
                                    .gzip = !plain,
                                    .is_whole = e->kind == PACKUMENT_FULL,
                                    .aside = e->held,
                                    .over = on_read };
    read_document(e->client, &e->reading);
}

/* 304: the document at hand is still the one. */
static void take_unchanged(Entry *e, const RegistryAnswer *a)
{
    CachePolicy policy = policy_of(a);

    e->client->stats.not_modified++;
    note_freshness(e, policy.fresh_until_ms, policy.must_revalidate);
    packument_cache_refresh(e->cache_path, policy.fresh_until_ms, policy.must_revalidate);
    settle_stale(e);
}

static bool is_network_failure(int rc, const RegistryAnswer *a)
{
    return rc < 0 && a->status == 0 && rc != ERR_ENOTCACHED;
}

/* The cache's document serves though the registry was asked: where that can't be reached,
 * unless the document itself forbids it; while it is fresh, also where the registry has a
 * fault of its own. */
static bool may_serve_stale(const Entry *e, int rc, const RegistryAnswer *a)
{
    if (e->stale == NULL || rc == 0)
        return false;
    if (is_network_failure(rc, a))
        return !e->info.must_revalidate;
    return (a->status == 500 || (a->status >= 502 && a->status <= 504)) &&
           client_now_ms() < e->info.fresh_until_ms;
}

static void log_stale(const Entry *e, const RegistryAnswer *a)
{
    char url[512];

    redact_url(e->url, url, sizeof url);
    client_log(e->client, REGISTRY_LOG_HTTP, "fetch GET 200 %s %ldms (cache %s)", url,
               a->time_ms, a->status == 0 ? "stale" : "revalidated");
}

static void on_answer(void *arg, int rc, const RegistryAnswer *a, const Err *err)
{
    Entry *e = arg;

    e->call = NULL;
    if (rc == 0 && a->status == 304 && e->stale != NULL) {
        take_unchanged(e, a);
    } else if (rc == 0) {
        take_answer(e, a);
    } else if (may_serve_stale(e, rc, a)) {
        log_stale(e, a);
        note_freshness(e, 0, true);
        settle_stale(e);
    } else if (rc == ERR_E404 && e->asks == PACKUMENT_SHORT) {
        /* There are registries that know full documents only. */
        e->asks = PACKUMENT_FULL;
        ask(e);
    } else {
        fail(e, err);
    }
}

static void ask(Entry *e)
{
    RegistryHeader headers[2];
    RegistryRequest q = { .url = e->url,
                          .registry = e->registry,
                          .package = e->name,
                          .accept = e->asks == PACKUMENT_SHORT ? STR(ACCEPT_SHORT)
                                                               : STR(ACCEPT_FULL),
                          .headers = headers,
                          .sink = &e->body.sink,
                          .raw = !e->decoded,
                          .gzip = true,
                          .max_bytes = PACKUMENT_BYTES_MAX,
                          .priority = e->priority };

    buf_release(&e->body.buf);
    registry_buf_sink_init(&e->body, PACKUMENT_BYTES_MAX);
    if (e->stale != NULL && e->info.etag.len > 0)
        headers[q.n_headers++] = (RegistryHeader){ STR("if-none-match"), e->info.etag };
    if (e->stale != NULL && e->info.last_modified.len > 0)
        headers[q.n_headers++] =
            (RegistryHeader){ STR("if-modified-since"), e->info.last_modified };
    e->call = registry_start(e->client, &q, on_answer, e);
}

/* ---- Asking ---- */

/* What the cache has becomes `stale`. */
static bool open_kept(Entry *e)
{
    if (e->cache_path == NULL)
        return false;
    if (e->kind == PACKUMENT_FULL)
        return packument_cache_open_document(e->cache_path, e->url, &e->stale, &e->info);
    return packument_cache_open(e->cache_path, e->url, &e->stale, &e->info);
}

/* True if the cache's document serves as it is; else it is left in `stale`. */
static bool from_cache(Entry *e)
{
    const RegistryOptions *o = &e->client->o;

    if (!open_kept(e))
        return false;
    if (o->offline || o->prefer_offline)
        return true;
    return !o->prefer_online && !e->info.must_revalidate &&
           client_now_ms() < e->info.fresh_until_ms;
}

static Entry *begin(RegistryClient *c, Str name, PackumentKind kind,
                    RegistryPriority priority)
{
    bool is_new;
    Entry *e = entry_of(c, name, kind, &is_new);

    if (!is_new && e->call != NULL && priority < e->priority)
        registry_hurry(e->call);
    if (is_new || priority < e->priority)
        e->priority = priority;
    if (!is_new)
        return e;
    if (from_cache(e)) {
        c->stats.from_cache++;
        note_freshness(e, e->info.fresh_until_ms, e->info.must_revalidate);
        settle_stale(e);
    } else {
        ask(e);
    }
    return e;
}

/* Somebody wants it now: what came already is his. */
static void release(Entry *e)
{
    e->held = false;
    if (!e->reading.held)
        return;
    take_document(e, e->reading.packument);
    read_document_let_go(&e->reading);
}

Packument *registry_packument_prefetch(RegistryClient *c, Str name, PackumentKind kind,
                                       RegistryPriority priority, const PackumentWatch *w)
{
    Entry *e = begin(c, name, kind, priority);

    if (w != NULL && !e->over) {
        if (e->watch == NULL)
            e->watch = w;
        release(e);
    }
    return e->packument;
}

bool registry_packument_hold(RegistryClient *c, Str name, PackumentKind kind)
{
    Entry *e = begin(c, name, kind, REGISTRY_FIRST);

    e->held = !e->over;
    return e->held && e->stale == NULL;
}

void registry_packument_unwatch(RegistryClient *c, const PackumentWatch *w)
{
    if (c->packuments == NULL)
        return;
    VEC_EACH (Entry *, e, c->packuments->all) {
        if ((*e)->watch == w)
            (*e)->watch = NULL;
    }
}

static int wait_for(Entry *e, Packument **out, Err *err)
{
    const RegistryThreads *t = &e->client->threads;

    while (!e->over) {
        if (t->help == NULL || !t->help(t->arg))
            uv_run(e->client->loop, UV_RUN_ONCE);
    }
    *out = e->packument;
    if (e->packument != NULL)
        return 0;
    if (err != NULL)
        *err = *e->err;
    return e->err->code;
}

int registry_packument(RegistryClient *c, Str name, PackumentKind kind, Packument **out,
                       Err *err)
{
    Entry *e = begin(c, name, kind, REGISTRY_FIRST);

    release(e);
    return wait_for(e, out, err);
}

bool registry_ask_anew(RegistryClient *c, bool on)
{
    bool before = c->o.prefer_online;

    c->o.prefer_online = on;
    return before;
}
