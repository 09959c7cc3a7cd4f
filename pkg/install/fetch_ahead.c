/* fetch_ahead.c: packages are fetched, and linked, while the tree is still being made. */
#include <stdio.h>
#include <sys/stat.h>

#include "common/path.h"
#include "common/xalloc.h"
#include "pkg/install/fetch_private.h"
#include "pkg/install/remove.h"

FetchRun *fetch_ahead_begin(Ctx *ctx, AheadFolders at, Arena *a)
{
    FetchRun *r = arena_new(a, FetchRun);

    *r = (FetchRun){ .ctx = ctx, .arena = a, .is_ahead = true, .behind = true, .at = at };
    return r;
}

void fetch_ahead_link_into(FetchRun *r, AheadFolders at)
{
    r->at = at;
}

/* What is linked ahead is known by its place; without one, by what it has. */
static Str linked_key(Str url, Str integrity)
{
    return url.len > 0 ? url : integrity;
}

/* The first one opens the pool. NULL where that fails. */
static Fetch *new_fetch(FetchRun *r, Str url, Str registry, Str label, Str integrity)
{
    Fetch *f;
    Err ignored;

    if (r->pool == NULL) {
        if (fetch_run_begin(r, &ignored) < 0)
            return NULL;
        r->pool = fetch_pool_new(r->ctx);
        fetch_waker->ahead = r;
    }
    f = arena_new(r->arena, Fetch);
    f->url = url;
    f->registry = registry;
    f->label = label;
    f->integrity = integrity;
    f->run = r;
    f->tried_download = true; /* nobody to join */
    vec_push_in(r->arena, &r->all, f);
    r->n_open++;
    return f;
}

/* A package of the registry, or of the store, whose integrity is known. NULL for others.
 */
static Fetch *new_ahead(FetchRun *r, Str url, Str registry, Str label, Str integrity)
{
    if (integrity.len == 0 || (url.len > 0 && !str_starts(url, STR("http"))))
        return NULL;
    return new_fetch(r, url, registry, label, integrity);
}

bool fetch_is_guess(const Fetch *f)
{
    return f->run->is_ahead && f->integrity.len == 0;
}

/* What has this integrity may come of it. */
static bool may_be(const Fetch *first, Str integrity)
{
    return fetch_is_guess(first) || str_eq(first->integrity, integrity);
}

void fetch_ahead_guess(FetchRun *r, Str url, Str registry, Str name, Str version)
{
    Fetch *f;

    if (map_has(&r->by_url, url))
        return;
    f = new_fetch(r, url, registry,
                  arena_strf(r->arena, STR_FMT "@" STR_FMT, STR_ARG(name),
                             STR_ARG(version)),
                  STR(""));
    if (f == NULL)
        return;
    f->name = name;
    map_set(&r->by_url, url, f);
    fetch_download(f);
}

void fetch_ahead(FetchRun *r, Str url, Str registry, Str label, Str integrity)
{
    Fetch *f;

    if (r->at.only_look || map_has(&r->by_url, url))
        return;
    f = new_ahead(r, url, registry, label, integrity);
    if (f == NULL)
        return;
    map_set(&r->by_url, url, f);
    if (r->store->cold)
        fetch_download(f);
    else
        fetch_submit(f, STAGE_FIND);
}

bool fetch_ahead_links(const FetchRun *r)
{
    return r != NULL && (r->at.spare >= 0 || fetch_only_looks(r));
}

/* "node_modules/a", "node_modules/@s/a": deeper ones come into what is linked itself. */
static bool is_outermost(Str location)
{
    Str name;

    if (!str_starts(location, STR("node_modules/")))
        return false;
    name = str_from(location, strlen("node_modules/"));
    return str_find(name, STR("/node_modules/")) < 0;
}

static void make_scope(FetchRun *r, Str location)
{
    Str above = path_dirname(location);

    if (str_is(above, "node_modules") || str_eq(above, r->scope))
        return;
    r->scope = arena_str(r->arena, above);
    mkdirat(r->at.places, r->scope.ptr, 0777);
}

/* Where it belongs, or by a number where something else is already or nobody knows. */
static void choose_place(FetchRun *r, Fetch *f, Str location)
{
    if (r->at.places >= 0 && is_outermost(location) && !map_has(&r->places, location)) {
        make_scope(r, location);
        location = arena_str(r->arena, location);
        map_set(&r->places, location, f);
        f->path = location.ptr;
        f->at = r->at.places;
        return;
    }
    f->path = arena_printf(r->arena, "%zu", r->all.len);
    f->at = r->at.spare;
}

/* Each place in the tree is, of several with the same package the first one before the
 * others: it may have to be downloaded. */
static void look_at_place(FetchRun *r, Fetch *f, const AheadPackage *p)
{
    Str location = arena_str(r->arena, p->location);

    f->path = location.ptr;
    f->at = r->at.tree;
    map_set(&r->places, location, f);
}

void fetch_ahead_link(FetchRun *r, const AheadPackage *p)
{
    Str key = linked_key(p->url, p->integrity);
    Fetch *f, *first;

    if (!fetch_ahead_links(r))
        return;
    first = map_get(&r->linked, key);
    if (fetch_only_looks(r) ? !str_starts(p->location, STR("node_modules/"))
                            : first != NULL)
        return;
    f = new_ahead(r, p->url, p->registry, p->label, p->integrity);
    if (f == NULL)
        return;
    if (fetch_only_looks(r))
        look_at_place(r, f, p);
    else
        choose_place(r, f, p->location);
    if (first == NULL) {
        map_set(&r->linked, key, f);
        first = map_get(&r->by_url, p->url);
    }
    if (first != NULL && may_be(first, p->integrity))
        fetch_follow(f, first);
    else
        fetch_submit(f, STAGE_FIND);
}

/* ---- What comes of it ---- */

Fetch *fetch_ahead_find(FetchRun *r, const Fetch *f)
{
    Fetch *first = NULL;

    if (r == NULL)
        return NULL;
    if (f->may_keep && fetch_only_looks(r))
        first = map_get(&r->places, str_of(f->path));
    if (first == NULL)
        first = map_get(&r->linked, linked_key(f->url, f->integrity));
    if (first == NULL)
        first = map_get(&r->by_url, f->url);
    return first != NULL && may_be(first, f->integrity) ? first : NULL;
}

static bool is_there_already(const Fetch *first, const Fetch *f)
{
    return first->at == f->at && strcmp(first->path, f->path) == 0;
}

/* It stays where it is, if it is at its place. */
static bool keep(Fetch *first, Fetch *f)
{
    f->kept = first->kept && f->may_keep && strcmp(first->path, f->path) == 0;
    return f->kept;
}

/* It comes to where it is wanted, if it isn't there already. */
static bool move(Fetch *first, Fetch *f)
{
    bool there = is_there_already(first, f);

    if (first->claimed && !there)
        return false;
    if (f->may_stay && first->at == first->run->at.spare)
        f->spare = first->path;
    else if (!there && renameat(first->at, first->path, f->at, f->path) < 0)
        return false;
    first->run->emptied |= !there;
    return true;
}

bool fetch_ahead_take(Fetch *first, Fetch *f)
{
    if (!first->run->is_ahead || first->rc != 0 || first->path == NULL || first->taken ||
        f->path == NULL || f->copy || f->want_manifest)
        return false;
    if (!(fetch_only_looks(first->run) ? keep(first, f) : move(first, f)))
        return false;
    first->taken = true;
    f->list_flags = first->list_flags;
    f->notes = first->notes;
    f->rc = 0;
    return true;
}

static void wait_until_over(Fetch *f)
{
    fetch_hold_loop();
    while (!f->over)
        uv_run(f->run->ctx->loop, UV_RUN_ONCE);
    fetch_leave_loop();
}

static void remove_linked(Fetch *f)
{
    Err ignored;

    f->taken = true;
    f->run->emptied = true;
    (void)remove_tree(f->at, f->path, &ignored);
}

void fetch_ahead_clear(FetchRun *r, Str location, const Fetch *f)
{
    Fetch *there =
        r != NULL && !fetch_only_looks(r) ? map_get(&r->places, location) : NULL;

    if (there == NULL || there->taken)
        return;
    if (f != NULL && !f->copy && fetch_ahead_find(r, f) == there) {
        there->claimed = true;
        return;
    }
    wait_until_over(there);
    remove_linked(there);
}

bool fetch_ahead_emptied(const FetchRun *r)
{
    return r != NULL && r->emptied;
}

void fetch_ahead_widen(FetchRun *r)
{
    if (r == NULL)
        return;
    r->behind = false;
    fetch_pump(r);
}

/* What the tree has no place for, after all. */
static void remove_untaken(FetchRun *r)
{
    VEC_EACH (Fetch *, f, r->all) {
        if ((*f)->path != NULL && !fetch_only_looks(r) && (*f)->at == r->at.places &&
            !(*f)->taken && !(*f)->claimed)
            remove_linked(*f);
    }
}

/* What a thread has left of one that nobody waits for any more. */
static void drop_results(Fetch *f)
{
    xfree(f->bytes);
    xfree(f->failed);
    if (!f->over)
        xfree((char *)f->got_integrity.ptr);
}

void fetch_ahead_end(FetchRun *r)
{
    Job *job;

    if (r == NULL || r->pool == NULL)
        return;
    r->first = NULL;
    r->end = &r->first;
    r->behind = false;
    r->max_downloads = 0;
    VEC_EACH (Fetch *, f, r->all) {
        if ((*f)->call != NULL)
            registry_cancel((*f)->call);
        buf_release(&(*f)->body.buf);
    }
    fetch_waker->ahead = NULL;
    r->ended = true;
    while ((job = pool_take_done(r->pool, true)) != NULL)
        job->done(job);
    remove_untaken(r);
    VEC_EACH (Fetch *, f, r->all)
        drop_results(*f);
    fetch_pool_free(r->ctx, r->pool);
    r->pool = NULL;
    r->all.len = 0;
    map_release(&r->by_url);
    map_release(&r->linked);
    map_release(&r->places);
}
