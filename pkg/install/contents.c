/* contents.c: see contents.h: an entry of the store as files (pkg/model/files.h). */
#include "pkg/install/contents.h"

#include <errno.h>

#include "common/path.h"
#include "pkg/install/fetch.h"

#define BASE STR("/package")
#define TEXT_MAX ((size_t)64 << 20)

typedef struct Contents {
    Arena *arena;
    StorePkg pkg;
    Map paths; /* below BASE: files -> index + 1, folders -> FOLDER */
    struct Contents *next;
} Contents;

#define FOLDER ((void *)-1)

/* ---- As files ---- */

static FilesKind kind(void *ctx, Str path)
{
    const Contents *c = ctx;
    void *found = map_get(&c->paths, path);

    if (found == NULL)
        return FILES_NONE;
    return found == FOLDER ? FILES_DIR : FILES_FILE;
}

static int read_text(void *ctx, Arena *a, Str path, Str *out, Err *err)
{
    const Contents *c = ctx;
    void *found = map_get(&c->paths, path);

    if (found == NULL || found == FOLDER)
        return err_set(err, -ENOENT, "no " STR_FMT " in the package", STR_ARG(path));
    return store_read_file(&c->pkg, (uint32_t)((uintptr_t)found - 1), TEXT_MAX, a, out,
                           err);
}

static void list(void *ctx, Arena *a, Str path, FileNames *out)
{
    const Contents *c = ctx;

    MAP_EACH (e, c->paths) {
        if (str_eq(path_dirname(e->key), path))
            vec_push_in(a, out, path_basename(e->key));
    }
}

static Str real(void *ctx, Arena *a, Str path)
{
    (void)a;
    return kind(ctx, path) == FILES_NONE ? (Str){ NULL, 0 } : path;
}

/* ---- Opening ---- */

/* Only what package managers look at: package.json files and locks, and folders. */
static void add_path(Contents *c, Str path, void *what)
{
    Str full = path_join(c->arena, BASE, path);

    while (!map_has(&c->paths, full)) {
        map_set(&c->paths, full, what);
        what = FOLDER;
        full = path_dirname(full);
        if (full.len <= 1)
            return;
    }
}

static void index_files(Contents *c)
{
    const FileList *l = &c->pkg.list;

    for (uint32_t i = 0; i < l->n_files; i++) {
        Str path = str_of(l->files[i].path), name = path_basename(path);

        if (str_is(name, "package.json") || str_is(name, "npm-shrinkwrap.json") ||
            str_is(name, "package-lock.json"))
            add_path(c, path, (void *)(uintptr_t)(i + 1));
    }
}

/* The tarball into the store; *integrity is what its entry is called by. */
static int fetch_tarball(Source *s, Node *n, Str *integrity, Err *err)
{
    Fetch f = { .url = str_starts(n->resolved, STR("file:")) ? str_from(n->resolved, 5)
                                                             : n->resolved,
                .label = arena_strf(s->arena, STR_FMT "@" STR_FMT, STR_ARG(n->name),
                                    STR_ARG(node_version(n))),
                .integrity = n->integrity.ptr != NULL ? n->integrity : STR("") };
    Fetch *all[] = { &f };
    Pool *pool;
    int rc;

    if (source_is_made(s, n->resolved)) {
        f.url = STR("");
        if (source_make_package(s, n->name, n->resolved, &f.integrity, err) < 0)
            return err->code;
    }
    pool = fetch_pool_new(s->ctx);
    rc = fetch_all(s->ctx, pool, all, 1, s->arena, err);
    fetch_pool_free(s->ctx, pool);
    if (rc == 0 && f.rc < 0) {
        *err = f.err;
        rc = f.rc;
    }
    *integrity = f.integrity.len > 0 ? f.integrity : f.got_integrity;
    return rc;
}

int contents_open(Source *s, Node *n, Files *out, Str *base, Err *err)
{
    Contents *c = arena_new(s->arena, Contents);
    StoreKey key;
    Store *store;
    Str integrity = { 0 };

    c->arena = s->arena;
    if (ctx_store(s->ctx, &store, err) < 0 || fetch_tarball(s, n, &integrity, err) < 0)
        return err->code;
    if (!fetch_store_key(s->arena, integrity, &key) ||
        !store_find(store, &key, s->arena, &c->pkg))
        return err_set(err, ERR_ESTORE, STR_FMT "@" STR_FMT " left the store again",
                       STR_ARG(n->name), STR_ARG(node_version(n)));
    c->next = s->contents;
    s->contents = c;
    index_files(c);
    *out = (Files){ c, kind, read_text, list, real };
    *base = BASE;
    return 0;
}

int contents_of_node(void *source, Node *n, Files *out, Str *base, Err *err)
{
    return contents_open(source, n, out, base, err);
}

void contents_release(Source *s)
{
    for (Contents *c = s->contents; c != NULL; c = c->next) {
        store_pkg_close(&c->pkg);
        map_release(&c->paths);
    }
    s->contents = NULL;
}
