/* ideal_bundle.c: packages that bring others along in their tarball. */
#include <errno.h>

#include "common/path.h"
#include "pkg/lock/lock.h"
#include "pkg/tree/actual.h"
#include "pkg/tree/ideal_private.h"

static int no_package(Builder *b, const char *path)
{
    err_file(b->err, ENOENT, "open", path);
    return err_wrap(b->err, "Could not read package.json: Error");
}

/* Of a link npm takes the folder that its text means from where the project stands, and
 * not from where the link does: as a rule there is none, and npm gives up. A lock that
 * npm wouldn't write isn't written here either. */
static int look_for_folder(Builder *b, const Node *link)
{
    Arena *a = b->forest->arena;
    Str rel = path_relative(a, path_dirname(link->path), link->real);
    Str path = path_resolve(a, b->tree->root->path, rel);

    if (b->source->folder(b->source->ctx, path)->child == NULL)
        b->rc = no_package(b, arena_strf(a, STR_FMT "/package.json", STR_ARG(path)).ptr);
    return b->rc;
}

int ideal_crack_open(Builder *b, Node *n)
{
    const cJSON *bundle = json_get(n->pkg, "bundleDependencies");
    bool bundles = json_is_arr(bundle) && bundle->child != NULL;
    Files files;
    Str base;

    if (n->is_link && bundles && !n->inert)
        return look_for_folder(b, n);
    if (n->is_root || n->resolved.ptr == NULL || n->inert ||
        b->source->contents == NULL || (!bundles && !n->has_shrinkwrap))
        return 0;
    b->rc = b->source->contents(b->source->ctx, n, &files, &base, b->err);
    if (b->rc == 0 && n->has_shrinkwrap)
        b->rc = lock_load_below(n, &files, base, b->err);
    if (b->rc == 0 && bundles)
        b->rc = actual_load_below(n, &files, base, b->err);
    return b->rc;
}
