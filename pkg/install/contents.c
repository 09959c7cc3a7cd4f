/* contents.c: see contents.h. */
#include "pkg/install/contents.h"

#include "pkg/install/fetch.h"
#include "pkg/store/package_files.h"

typedef struct Contents {
    PackageFiles files;
    struct Contents *next;
} Contents;

/* The tarball into the store; *integrity is what its entry is called by. */
static int fetch_tarball(Source *s, Node *n, Str *integrity, Err *err)
{
    Fetch f = { .name = n->name,
                .label = arena_strf(s->arena, STR_FMT "@" STR_FMT, STR_ARG(n->name),
                                    STR_ARG(node_version(n))),
                .integrity = n->integrity.ptr != NULL ? n->integrity : STR("") };
    Fetch *all[] = { &f };
    Pool *pool;
    int rc;

    if (!source_is_made(s, n->resolved)) {
        f.url = source_tarball_url(s, n, &f.integrity, err);
        if (err->code < 0)
            return err->code;
    } else {
        f.url = STR("");
        if (source_make_package(s, n->name, n->resolved, &f.integrity, err) < 0)
            return err->code;
    }
    pool = fetch_pool_new(s->ctx);
    rc = fetch_all(s->ctx, pool, all, 1, s->arena, err);
    fetch_pool_free(s->ctx, pool);
    if (rc == 0 && f.rc < 0) {
        *err = *f.err;
        rc = f.rc;
    }
    *integrity = f.integrity.len > 0 ? f.integrity : f.got_integrity;
    return rc;
}

int contents_open(Source *s, Node *n, Files *out, Str *base, Err *err)
{
    Contents *c = arena_new(s->arena, Contents);
    StoreKey key;
    StorePkg pkg;
    Store *store;
    Str integrity = { 0 };

    if (ctx_store(s->ctx, &store, err) < 0 || fetch_tarball(s, n, &integrity, err) < 0)
        return err->code;
    if (!fetch_store_key(s->arena, integrity, &key) ||
        !store_find(store, &key, s->arena, &pkg))
        return err_set(err, ERR_ESTORE, STR_FMT "@" STR_FMT " left the store again",
                       STR_ARG(n->name), STR_ARG(node_version(n)));
    package_files_init(&c->files, pkg, s->arena);
    c->next = s->contents;
    s->contents = c;
    *out = package_files(&c->files);
    *base = PACKAGE_FILES_BASE;
    return 0;
}

int contents_of_node(void *source, Node *n, Files *out, Str *base, Err *err)
{
    return contents_open(source, n, out, base, err);
}

void contents_release(Source *s)
{
    for (Contents *c = s->contents; c != NULL; c = c->next)
        package_files_release(&c->files);
    s->contents = NULL;
}
