/* install_place.c: what is in the stage comes into its place. */
#include <fcntl.h>
#include <unistd.h>

#include "common/bin_map.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/install_private.h"
#include "pkg/install/remove.h"

static bool is_real_folder(const char *path)
{
    return fs_kind_nofollow(path) == FS_DIR;
}

/* Bins of what goes go too; those of what stays are made anew. */
static void retire_bins(InstallRun *u, Node *n)
{
    Arena *a = u->a;
    Str folder;
    cJSON *bins = NULL;
    Err ignored;

    if (n->parent != NULL && node_is_global_top(n))
        vec_push_in(a, &u->gone, n);
    if (n->parent == NULL || node_is_global_top(n) ||
        bin_map_normalize(a, n->pkg, &bins, NULL) < 0)
        return;
    if (bins == NULL || bins->child == NULL)
        return;
    folder = path_join(a, node_location(a, n->parent), STR("node_modules/.bin"));
    /* Without links for bins there is no such folder: npm makes it to look into it. */
    if (fs_mkdirs(path_join(a, u->p->root, folder).ptr, 0777, &ignored) < 0 ||
        !is_real_folder(path_join(a, u->p->root, folder).ptr))
        return;
    JSON_EACH (b, bins)
        commit_retire(&u->commit, path_join(a, folder, json_key(b)).ptr);
}

/* Has the package that stands there now a command of this name? */
static bool still_has_bin(InstallRun *u, const Node *gone, Str name)
{
    Node *n = node_child_exactly(u->p->ideal->root, gone->name);
    cJSON *bins = NULL;

    return n != NULL && !n->inert &&
           bin_map_normalize(u->a, node_target(n)->pkg, &bins, NULL) == 0 &&
           json_getn(bins, name) != NULL;
}

void install_remove_global_bins(InstallRun *u)
{
    Arena *a = u->a;

    VEC_EACH (Node *, n, u->gone) {
        Str folder = path_join(a, u->ctx->config.global_prefix, STR("bin")), target;
        Str place = node_path(a, *n);
        cJSON *bins = NULL;
        Err ignored;

        if (bin_map_normalize(a, node_target(*n)->pkg, &bins, NULL) < 0)
            continue;
        JSON_EACH (b, bins) {
            Str path = path_join(a, folder, json_key(b));

            if (fs_readlink(a, path.ptr, &target, &ignored) == 0 &&
                path_is_below(place, path_resolve(a, folder, target)) &&
                (fs_kind(path.ptr) == FS_NONE || !still_has_bin(u, *n, json_key(b))))
                (void)fs_unlink(path.ptr, &ignored);
        }
    }
}

static void remove_from_stage(InstallRun *u, Str location)
{
    Err ignored;

    (void)remove_tree(u->commit.stage_fd, arena_memdupz(u->a, location.ptr, location.len),
                      &ignored);
}

/* node_modules may come as one: with all that stands in the stage. */
static void leave_out(InstallRun *u, Str location)
{
    Str up = path_dirname(location);

    remove_from_stage(u, location);
    while (!str_is(up, "node_modules") &&
           unlinkat(u->commit.stage_fd, arena_memdupz(u->a, up.ptr, up.len),
                    AT_REMOVEDIR) == 0)
        up = path_dirname(up);
}

static void drop_inert(InstallRun *u, const Change *c)
{
    VEC_EACH (Change *, i, c->inside) {
        if ((*i)->ideal != NULL && (*i)->ideal->inert)
            remove_from_stage(u, (*i)->location);
        else
            drop_inert(u, *i);
    }
}

/* What stays as it is inside of a package that changes comes back from the old folder of
 * the uppermost one. */
typedef struct {
    InstallRun *u;
    const Change *top;
    unsigned number; /* of the old folder */
    Map seen;        /* several may have the same command */
} Keeper;

static void keep(Keeper *k, Str location)
{
    if (map_has(&k->seen, location))
        return;
    map_set(&k->seen, location, NULL);
    commit_keep(&k->u->commit, k->number, location.ptr + k->top->location.len + 1,
                location.ptr);
}

/* Commands lie beside their package, in a folder that is new. */
static void keep_bins(Keeper *k, const Node *n)
{
    Arena *a = k->u->a;
    Str folder = path_join(a, node_location(a, n->parent), STR("node_modules/.bin"));
    cJSON *bins = NULL;

    if (n->is_link || bin_map_normalize(a, n->pkg, &bins, NULL) < 0)
        return;
    JSON_EACH (b, bins) {
        Str location = path_join(a, folder, json_key(b));

        if (fs_kind_nofollow(path_join(a, k->u->p->root, location).ptr) != FS_NONE)
            keep(k, location);
    }
}

static void keep_inside(Keeper *k, const Change *c)
{
    VEC_EACH (Str, location, c->kept) {
        Node *n =
            map_get(&k->u->actual->by_path, path_join(k->u->a, k->u->p->root, *location));

        keep(k, *location);
        if (n != NULL)
            keep_bins(k, n);
    }
    VEC_EACH (Change *, i, c->inside) {
        if (!(*i)->ideal->inert)
            keep_inside(k, *i);
    }
}

static void plan(InstallRun *u, const Change *c)
{
    const char *location = c->location.ptr;
    Keeper k = { .u = u, .top = c };

    if (c->actual != NULL)
        retire_bins(u, c->actual);
    /* What nobody knew of, and stands there all the same, is retired by the commit. */
    if (c->ideal == NULL || c->actual != NULL || c->kept.len > 0 || c->inside.len > 0)
        k.number = commit_retire(&u->commit, location);
    if (c->ideal == NULL)
        return;
    if (c->ideal->inert) {
        leave_out(u, c->location);
        return;
    }
    drop_inert(u, c);
    if (c->spare != NULL)
        commit_add_spare(&u->commit, c->spare, location);
    else
        commit_add(&u->commit, location);
    keep_inside(&k, c);
    map_release(&k.seen);
}

int install_put_in_place(InstallRun *u)
{
    VEC_EACH (Change *, c, u->diff.changes)
        plan(u, *c);
    if (fetch_ahead_emptied(u->p->source.ahead))
        commit_drop_empty_scopes(&u->commit);
    return commit_apply(&u->commit, u->err);
}
