/* fetch.c: the way of a package from somewhere to its place.
 *
 *     pool: FIND    in the store? link it: over
 *                   its tarball in the store? check, extract, link: over
 *     loop:         download
 *     pool: UNPACK  check, extract (the tarball is kept with it), link: over
 *
 * The network may be much quicker than the disk: what is downloaded and waits to be
 * unpacked is bounded, and so is the memory of an install.
 */
#include "pkg/install/fetch_private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/base64.h"
#include "common/bug.h"
#include "common/fs.h"
#include "common/integrity.h"
#include "common/xalloc.h"
#include "pkg/install/intact.h"
#include "pkg/ui/progress.h"
#include "registry-client/request.h"

#define TARBALL_MAX ((size_t)1 << 30)
#define MANIFEST_MAX ((size_t)16 << 20)

#define UNPACK_TRIES 5
/* Downloads begin while less than this waits, and so many at a time (the client has
 * limits of its own, below that). */
#define HELD_MAX ((size_t)8 << 20)
#define DOWNLOADS_MAX 128
/* Tarballs of this size and more take milliseconds to unpack. */
#define LONG_FROM ((size_t)256 << 10)
/* … and while the tree is being made, less by so many: its documents go before. */
#define DOCUMENTS_ROOM 8

Waker *fetch_waker;

/* ---- In the pool ---- */

/* "sha512-…" and nothing else, as registries have it: 64 bytes in base64. */
static bool plain_store_key(Str integrity, StoreKey *key)
{
    unsigned char digest[66];
    Str text;

    if (integrity.len != 95 || !str_starts(integrity, STR("sha512-")) ||
        !str_ends(integrity, STR("==")))
        return false;
    text = str_from(integrity, 7);
    for (size_t i = 0, at = 0; i < 88; i += 4, at += 3) {
        unsigned v = 0;

        for (size_t k = 0; k < 4; k++) {
            int d = i + k < 86 ? base64_standard_value(text.ptr[i + k]) : 0;

            if (d < 0)
                return false;
            v = v << 6 | (unsigned)d;
        }
        digest[at] = (unsigned char)(v >> 16);
        digest[at + 1] = (unsigned char)(v >> 8);
        digest[at + 2] = (unsigned char)v;
    }
    *key = store_key("sha512", digest, 64);
    return true;
}

bool fetch_store_key(Arena *scratch, Str integrity, StoreKey *key)
{
    Integrity i;
    Str strongest;
    Buf digest = { 0 };
    bool ok = false;

    if (plain_store_key(integrity, key))
        return true;
    if (integrity.len == 0 || !integrity_parse(scratch, integrity, false, &i))
        return false;
    strongest = integrity_strongest(&i, NULL);
    for (size_t n = 0; n < i.len && !ok; n++) {
        if (!str_eq(i.hashes[n].algorithm, strongest))
            continue;
        base64_decode(i.hashes[n].digest, &digest);
        if (digest.len >= 16 && digest.len <= 64) {
            *key = store_key(arena_memdupz(scratch, strongest.ptr, strongest.len),
                             (unsigned char *)digest.ptr, digest.len);
            ok = true;
        }
    }
    buf_release(&digest);
    return ok;
}

/* Text that outlives the thread's scratch memory: freed by take_results. */
static Str keep_text(Str s)
{
    char *copy = xmalloc(s.len + 1);

    memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return str_n(copy, s.len);
}

static int read_manifest(Fetch *f, const StorePkg *p, Arena *scratch)
{
    long at = filelist_find(&p->list, "package.json");
    Str text = STR("");

    if (at >= 0 &&
        store_read_file(p, (uint32_t)at, MANIFEST_MAX, scratch, &text, f->err) < 0)
        return f->err->code;
    f->manifest = keep_text(text);
    return 0;
}

/* The entry is there: into its place. */
static int use(Fetch *f, const StorePkg *p, PoolThread *t)
{
    LinkOptions options = { .copy = f->copy,
                            .umask = f->run->ctx->package_umask,
                            .sharer = &t->sharer };
    LinkStats stats = { 0 };

    f->list_flags = p->list.flags;
    if (f->want_manifest && f->manifest.ptr == NULL &&
        read_manifest(f, p, &t->scratch) < 0)
        return f->err->code;
    if (f->path == NULL)
        return 0;
    if (fetch_only_looks(f->run)) {
        f->kept = intact_is(p, f->at, f->path, f->run->ctx->umask, options.umask);
        return 0;
    }
    return link_package(p, f->at, f->path, &options, &stats, f->err);
}

static int wrong_integrity(Fetch *f, Str bytes, const Integrity *want)
{
    Arena a = { 0 };
    Integrity got;
    Str algorithm = integrity_strongest(want, NULL), w, g;

    if (integrity_of(&a, bytes, &algorithm, 1, STR(""), &got, f->err) == 0) {
        w = integrity_text(&a, want);
        g = integrity_text(&a, &got);
        err_set(f->err, ERR_EINTEGRITY,
                STR_FMT " integrity checksum failed when using " STR_FMT
                        ": wanted " STR_FMT " but got " STR_FMT ". (%zu bytes)",
                STR_ARG(w), STR_ARG(algorithm), STR_ARG(w), STR_ARG(g), bytes.len);
    }
    arena_release(&a);
    return f->err->code;
}

/* Checks the bytes; without an integrity, finds it. */
static int check(Fetch *f, Str bytes, Arena *scratch)
{
    Integrity want, got;
    Str sha512 = STR("sha512"), algorithm;

    if (f->integrity.len > 0 && integrity_parse(scratch, f->integrity, false, &want)) {
        algorithm = integrity_strongest(&want, NULL);
        if (integrity_of(scratch, bytes, &algorithm, 1, STR(""), &got, f->err) < 0)
            return f->err->code;
        return integrity_match(&got, &want) != NULL ? 0
                                                    : wrong_integrity(f, bytes, &want);
    }
    if (integrity_of(scratch, bytes, &sha512, 1, STR(""), &got, f->err) < 0)
        return f->err->code;
    f->got_integrity = keep_text(integrity_text(scratch, &got));
    return 0;
}

static Str integrity_now(const Fetch *f)
{
    return f->got_integrity.ptr != NULL ? f->got_integrity : f->integrity;
}

static bool is_file(const Fetch *f)
{
    return f->url.len > 0 && f->url.ptr[0] == '/';
}

static int unpack(Fetch *f, Str bytes, bool replace, PoolThread *t)
{
    ExtractOptions options = { .replace = replace, .sharer = &t->sharer };
    StorePkg p;
    StoreKey key;
    int rc = 0;

    if (check(f, bytes, &t->scratch) < 0)
        return f->err->code;
    if (bytes.len == 0 && !is_file(f))
        return err_set(f->err, ERR_ENODATA, "Cache input stream was empty");
    if (!fetch_store_key(&t->scratch, integrity_now(f), &key))
        return err_set(f->err, ERR_EINVALIDINTEGRITY, "integrity of " STR_FMT " is none",
                       STR_ARG(f->label));
    /* Somebody who takes the same entry for damaged may replace ours under our hands. */
    for (int tries = 0; tries < UNPACK_TRIES; tries++, options.replace = true) {
        rc = extract_tarball(f->run->store, &t->room, &key, bytes, &options, &t->scratch,
                             &p, &f->notes, f->err);
        if (rc < 0)
            return rc;
        rc = use(f, &p, t);
        store_pkg_close(&p);
        if (rc != ERR_ESTORE)
            break;
    }
    return rc;
}

static bool is_damage(int rc)
{
    return rc == ERR_ETARBALL || rc == ERR_TAR_BAD_ARCHIVE || rc == ERR_ENODATA ||
           rc == ERR_Z_DATA_ERROR || rc == ERR_Z_BUF_ERROR;
}

/* 1: the bytes must be downloaded. */
static int find(Fetch *f, PoolThread *t)
{
    StoreKey key;
    StorePkg p;
    Str bytes;
    bool damaged = false;
    int rc;

    if (!fetch_store_key(&t->scratch, f->integrity, &key))
        return 1;
    if (store_find(f->run->store, &key, &t->scratch, &p)) {
        p.fresh = f->fresh;
        rc = use(f, &p, t);
        store_pkg_close(&p);
        if (rc != ERR_ESTORE)
            return rc;
        damaged = true;
    }
    if (store_get_tarball(f->run->store, &key, &t->scratch, &bytes, f->err) != 1)
        return 1;
    rc = unpack(f, bytes, damaged, t);
    return rc == ERR_EINTEGRITY || is_damage(rc) ? 1 : rc;
}

static int read_file(Fetch *f, PoolThread *t)
{
    Str bytes;
    const char *path = arena_memdupz(&t->scratch, f->url.ptr, f->url.len);

    if (fs_read_arena(&t->scratch, path, TARBALL_MAX, &bytes, f->err) < 0)
        return f->err->code;
    return unpack(f, bytes, true, t);
}

static void run(Job *job, PoolThread *t)
{
    Fetch *f = container_of(job, Fetch, job);
    Err err = { 0 };

    f->err = &err;
    if (f->stage == STAGE_UNPACK)
        f->rc = unpack(f, str_n(f->bytes, f->n_bytes), f->rc == ERR_ESTORE, t);
    else
        f->rc = find(f, t);
    if (f->rc == 1 && is_file(f))
        f->rc = read_file(f, t);
    f->err = NULL;
    if (f->rc < 0) {
        f->failed = xmalloc(sizeof err);
        *f->failed = err;
    }
}

/* ---- On the loop ---- */

static void over(Fetch *f);
static void done(Job *job);

void fetch_submit(Fetch *f, int stage)
{
    f->stage = stage;
    f->job.run = run;
    f->job.done = done;
    f->job.is_long = stage == STAGE_UNPACK && f->n_bytes >= LONG_FROM;
    f->job.is_aside = fetch_is_guess(f);
    /* Without a thread the loop does it, which may be about to wait. */
    if (!pool_submit(f->run->pool, &f->job))
        uv_async_send(&fetch_waker->async);
}

static void keep_error(Fetch *f, const Err *err)
{
    f->err = arena_new(f->run->arena, Err);
    *f->err = *err;
}

static void drop_bytes(Fetch *f)
{
    if (f->bytes != NULL)
        f->run->held -= f->n_bytes;
    xfree(f->bytes);
    f->bytes = NULL;
}

static void on_tarball(void *arg, int rc, const RegistryAnswer *a, const Err *err)
{
    Fetch *f = arg;

    (void)a;
    f->tried_download = true;
    f->call = NULL;
    f->run->n_downloads--;
    if (rc < 0) {
        buf_release(&f->body.buf);
        f->rc = rc;
        f->not_there = fetch_is_guess(f);
        keep_error(f, err);
        over(f);
        return;
    }
    drop_bytes(f);
    f->n_bytes = f->body.buf.len;
    f->bytes = buf_take(&f->body.buf);
    f->run->held += f->n_bytes;
    fetch_submit(f, STAGE_UNPACK);
    fetch_pump(f->run);
}

static void wait_for(Fetch *f, Fetch *first)
{
    f->next_waiting = first->waiting;
    first->waiting = f;
}

/* Somebody is downloading the same already: wait for that. The same means the same
 * place: each place is asked for what it is said to have, whatever else has the same
 * bytes. */
static bool join(Fetch *f)
{
    Fetch *first;

    if (f->integrity.len == 0 || f->tried_download)
        return false;
    first = map_get(&f->run->by_url, f->url);
    if (first == NULL) {
        map_set(&f->run->by_url, f->url, f);
        return false;
    }
    if (!str_eq(first->integrity, f->integrity))
        return false;
    wait_for(f, first);
    return true;
}

/* "a@http://…/a-1.0.0.tgz", "a@file:/…/a.tgz", as npm calls what it has from there. */
static Str resource_of(const Fetch *f)
{
    if (f->spec.len > 0)
        return f->spec;
    if (!is_file(f) && str_find(f->label, f->url) >= 0)
        return f->label;
    return arena_strf(f->run->arena, STR_FMT "%s%s" STR_FMT, STR_ARG(f->name),
                      f->name.len > 0 ? "@" : "", is_file(f) ? "file:" : "",
                      STR_ARG(f->url));
}

static void start_download(Fetch *f)
{
    RegistryRequest q = { .url = f->url,
                          .registry = f->registry,
                          .package = resource_of(f),
                          .accept = STR("*/*"),
                          .raw = true,
                          .resume = true,
                          .max_bytes = TARBALL_MAX,
                          .sink = &f->body.sink,
                          .priority = REGISTRY_LATER };

    f->run->n_downloads++;
    registry_buf_sink_init(&f->body, TARBALL_MAX);
    f->call = registry_start(f->run->client, &q, on_tarball, f);
}

static size_t downloads_max(const FetchRun *r)
{
    size_t all;

    if (!r->behind)
        return r->max_downloads;
    all = registry_requests_max(r->client);
    return all >= 2 * DOCUMENTS_ROOM ? all - DOCUMENTS_ROOM : (all + 1) / 2;
}

/* Begins as many downloads as there is room for. */
void fetch_pump(FetchRun *r)
{
    Fetch *f;

    while ((f = r->first) != NULL && r->held < HELD_MAX &&
           r->n_downloads < downloads_max(r)) {
        r->first = f->next;
        if (r->first == NULL)
            r->end = &r->first;
        start_download(f);
    }
}

static void queue_download(Fetch *f)
{
    f->next = NULL;
    *f->run->end = f;
    f->run->end = &f->next;
    fetch_pump(f->run);
}

void fetch_download(Fetch *f)
{
    Err none;

    if (f->url.len == 0) {
        f->rc = err_set(&none, ERR_EINVALIDTYPE, "nothing says where " STR_FMT " is from",
                        STR_ARG(f->label));
        keep_error(f, &none);
        over(f);
        return;
    }
    if (!join(f))
        queue_download(f);
}

static void take_results(Fetch *f)
{
    Arena *a = f->run->arena;
    Str text;

    if (f->failed != NULL) {
        keep_error(f, f->failed);
        xfree(f->failed);
        f->failed = NULL;
    }
    if (f->got_integrity.ptr != NULL) {
        text = f->got_integrity;
        f->got_integrity = arena_str(a, text);
        xfree((char *)text.ptr);
    }
    if (f->manifest.ptr != NULL) {
        text = f->manifest;
        f->manifest = arena_str(a, text);
        xfree((char *)text.ptr);
    }
    drop_bytes(f);
}

/* What the first one did is the half of it, or all. */
static void follow(Fetch *f, Fetch *first)
{
    if (first->not_there) {
        f->rc = first->rc;
        f->err = first->err;
        f->not_there = true;
        over(f);
        return;
    }
    f->fresh = first->run->is_ahead && first->rc == 0 && !fetch_only_looks(first->run) &&
               str_eq(integrity_now(first), f->integrity);
    if (fetch_ahead_take(first, f))
        over(f);
    else
        fetch_submit(f, STAGE_FIND);
}

/* Those who waited for the same package find it in the store now. The last one wakes the
 * loop: where its end came by a timer, the loop would wait for something else after it.
 */
static void over(Fetch *f)
{
    Fetch *next = f->waiting;

    take_results(f);
    f->over = true;
    if (--f->run->n_open == 0)
        uv_async_send(&fetch_waker->async);
    if (!f->run->is_ahead && map_get(&f->run->by_url, f->url) == f)
        map_del(&f->run->by_url, f->url);
    f->waiting = NULL;
    while (next != NULL) {
        Fetch *after = next->next_waiting;

        follow(next, f);
        next = after;
    }
    fetch_pump(f->run);
}

static bool may_be_another_time(const Fetch *f)
{
    bool wrong = (f->rc == ERR_EINTEGRITY && !f->guessed) || f->rc == ERR_Z_DATA_ERROR;

    if (is_file(f))
        return f->rc == -ENOENT || f->rc == -EISDIR || wrong;
    return f->stage == STAGE_UNPACK && wrong;
}

/* As npm's reader of archives says it. */
static void tell_damage(const Fetch *f)
{
    if (f->run->is_ahead || f->rc >= 0 || f->failed == NULL || !is_damage(f->rc))
        return;
    if (f->rc == ERR_ENODATA)
        ctx_log(f->run->ctx, LOG_WARN, "tar", "%s",
                "TAR_BAD_ARCHIVE: Unrecognized archive format");
    else if (f->rc != ERR_ETARBALL)
        ctx_log(f->run->ctx, LOG_WARN, "tar", "%s", f->failed->msg);
}

/* What came isn't what it should be, or a file isn't there: it may be another time, as
 * npm has it. Not of what is fetched ahead, which is asked for once more when it is
 * needed. */
static bool tries_again(Fetch *f)
{
    FetchRun *r = f->run;

    if (r->is_ahead || !may_be_another_time(f))
        return false;
    ctx_log(r->ctx, LOG_WARN, "tarball",
            "tarball data for " STR_FMT " (" STR_FMT ") seems to be corrupted. Trying "
            "again.",
            STR_ARG(resource_of(f)),
            STR_ARG(f->integrity.len > 0 ? f->integrity : STR("null")));
    if (f->came_wrong)
        return false;
    f->came_wrong = true;
    xfree(f->failed);
    f->failed = NULL;
    xfree((char *)f->got_integrity.ptr);
    f->got_integrity = (Str){ 0 };
    f->rc = 0;
    drop_bytes(f);
    if (is_file(f))
        fetch_submit(f, STAGE_FIND);
    else
        queue_download(f);
    return true;
}

static void done(Job *job)
{
    Fetch *f = container_of(job, Fetch, job);

    if (f->run->ended)
        return;
    tell_damage(f);
    if (f->rc == 1 && f->run->at.only_look)
        f->rc = 0; /* it isn't kept */
    if (f->rc == 1)
        fetch_download(f);
    else if (!tries_again(f))
        over(f);
}

static void on_wake(uv_async_t *async)
{
    Waker *w = (Waker *)(void *)async;
    Job *job;

    while ((job = pool_take_done(w->pool, false)) != NULL)
        job->done(job);
}

static void wake(void *arg)
{
    uv_async_send(arg);
}

void fetch_follow(Fetch *f, Fetch *first)
{
    if (first->over)
        follow(f, first);
    else
        wait_for(f, first);
}

/* It is being fetched ahead, or was. */
static bool join_ahead(Fetch *f)
{
    Fetch *first = fetch_ahead_find(fetch_waker->ahead, f);

    if (first == NULL)
        return false;
    fetch_follow(f, first);
    return true;
}

static void begin(FetchRun *r, Fetch *f)
{
    f->run = r;
    f->rc = 0;
    r->n_open++;
    if (join_ahead(f))
        return;
    if (r->store->cold && f->integrity.len > 0 && str_starts(f->url, STR("http")))
        fetch_download(f);
    else
        fetch_submit(f, STAGE_FIND);
}

/* ---- Faces ---- */

void fetch_hold_loop(void)
{
    if (fetch_waker->waiting++ == 0)
        uv_ref((uv_handle_t *)&fetch_waker->async);
}

void fetch_leave_loop(void)
{
    if (--fetch_waker->waiting == 0)
        uv_unref((uv_handle_t *)&fetch_waker->async);
}

Pool *fetch_pool_new(Ctx *ctx)
{
    if (fetch_waker == NULL) {
        fetch_waker = xcalloc(1, sizeof *fetch_waker);
        uv_async_init(ctx->loop, &fetch_waker->async, on_wake);
        uv_unref((uv_handle_t *)&fetch_waker->async);
        fetch_waker->pool = pool_new(0, ctx->umask, wake, &fetch_waker->async);
    }
    fetch_waker->users++;
    return fetch_waker->pool;
}

static void on_waker_closed(uv_handle_t *handle)
{
    xfree(handle);
}

void fetch_pool_free(Ctx *ctx, Pool *p)
{
    (void)ctx;
    if (p == NULL || --fetch_waker->users > 0)
        return;
    BUG_IF(fetch_waker->pool != p);
    pool_free(p);
    uv_close((uv_handle_t *)&fetch_waker->async, on_waker_closed);
    fetch_waker = NULL;
}

int fetch_run_begin(FetchRun *r, Err *err)
{
    r->end = &r->first;
    r->max_downloads = DOWNLOADS_MAX;
    if (ctx_store(r->ctx, &r->store, err) < 0 || ctx_client(r->ctx, &r->client, err) < 0)
        return err->code;
    return 0;
}

FetchRun *fetch_start(Ctx *ctx, Pool *pool, Fetch **list, size_t n, Arena *a, Err *err)
{
    FetchRun *r = arena_new(a, FetchRun);

    *r = (FetchRun){ .ctx = ctx, .pool = pool, .arena = a, .n_all = n };
    if (fetch_run_begin(r, err) < 0)
        return NULL;
    fetch_hold_loop();
    fetch_ahead_widen(fetch_waker->ahead);
    for (size_t i = 0; i < n; i++)
        begin(r, list[i]);
    return r;
}

void fetch_finish(FetchRun *r)
{
    while (r->n_open > 0) {
        uv_run(r->ctx->loop, UV_RUN_ONCE);
        progress_set("fetching", r->n_all - r->n_open, r->n_all);
    }
    progress_clear();
    ctx_log(r->ctx, LOG_VERBOSE, "fetch", "%zu packages", r->n_all);
    fetch_leave_loop();
    map_release(&r->by_url);
    r->store->cold = false;
}

int fetch_all(Ctx *ctx, Pool *pool, Fetch **list, size_t n, Arena *a, Err *err)
{
    FetchRun *r = fetch_start(ctx, pool, list, n, a, err);

    if (r == NULL)
        return err->code;
    fetch_finish(r);
    return 0;
}
