/* install_place.c: what is in the stage comes into its place. */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/bin_map.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/bins.h"
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
    folder = bins_location(a, n);
    /* Without links for bins there is no such folder: npm makes it to look into it. */
    if (fs_mkdirs(path_join(a, u->p->root, folder).ptr, 0777, &ignored) < 0 ||
        !is_real_folder(path_join(a, u->p->root, folder).ptr))
        return;
    JSON_EACH (b, bins)
        commit_retire(&u->commit, path_join(a, folder, json_key(b)).ptr);
}

/* A package that nobody knew of stands where another one comes: its commands go with it,
 * as npm finds them when it empties the folder. */
static void retire_bins_of_folder(InstallRun *u, Str location)
{
    Arena *a = u->a;
    const char *file =
        path_join(a, path_join(a, u->p->root, location), STR("package.json")).ptr;
    Str modules = path_dirname(location), text;
    cJSON *pkg, *bins = NULL;
    Err ignored;

    if (str_starts(path_basename(modules), STR("@")))
        modules = path_dirname(modules);
    if (fs_read_arena(a, file, 0, &text, &ignored) < 0 ||
        json_parse(a, text, file, NULL, &pkg, &ignored) < 0 ||
        bin_map_normalize(a, pkg, &bins, NULL) < 0)
        return;
    JSON_EACH (b, bins) {
        Str bin = path_join(a, path_join(a, modules, STR(".bin")), json_key(b));

        if (fs_kind(path_join(a, u->p->root, bin).ptr) != FS_NONE)
            commit_retire(&u->commit, bin.ptr);
    }
}

/* The name of the global package whose file that is; "" where it is nobody's. */
static Str global_owner(InstallRun *u, Str path)
{
    Str modules = path_join(u->a, u->p->root, STR("node_modules")), name, rest;
    ptrdiff_t slash;

    if (!path_is_below(modules, path))
        return STR("");
    rest = str_from(path, modules.len + 1);
    slash = str_index(rest, '/');
    if (slash >= 0 && rest.ptr[0] == '@')
        slash = str_index(str_from(rest, (size_t)slash + 1), '/') + slash + 1;
    name = slash > 0 ? str_sub(rest, 0, (size_t)slash) : rest;
    return name;
}

/* Has this run given the command to that package? */
static bool has_got(InstallRun *u, Str package, Str command)
{
    cJSON *bins = NULL;

    if (!config_bool(&u->ctx->config, "bin-links"))
        return false;
    VEC_EACH (Change *, c, u->diff.changes) {
        Node *n = (*c)->ideal;

        if (n != NULL && !n->inert && str_eq(n->name, package))
            return bin_map_normalize(u->a, node_target(n)->pkg, &bins, NULL) == 0 &&
                   json_getn(bins, command) != NULL;
    }
    return false;
}

/* npm takes the commands of what goes or is replaced out of the way, whichever package
 * has got them since, and links those that come. Links that lead elsewhere are the
 * user's. */
static void each_gone_bin(InstallRun *u,
                          void (*what)(InstallRun *u, Str path, Str owner, Str command))
{
    Arena *a = u->a;
    Str folder = path_join(a, u->ctx->config.global_prefix, STR("bin"));

    VEC_EACH (Node *, n, u->gone) {
        cJSON *bins = NULL;
        Str target, owner;
        Err ignored;

        if (bin_map_normalize(a, node_target(*n)->pkg, &bins, NULL) < 0)
            continue;
        JSON_EACH (b, bins) {
            Str path = path_join(a, folder, json_key(b));

            if (fs_readlink(a, path.ptr, &target, &ignored) < 0)
                continue;
            owner = global_owner(u, path_resolve(a, folder, target));
            if (owner.len > 0)
                what(u, path, owner, json_key(b));
        }
    }
}

static void set_free(InstallRun *u, Str path, Str owner, Str command)
{
    (void)owner, (void)command;
    map_set(&u->free_bins, path, u);
}

void install_free_global_bins(InstallRun *u)
{
    u->free_bins = (Map){ .arena = u->a };
    each_gone_bin(u, set_free);
    u->build.free = &u->free_bins;
}

static void remove_unless_got(InstallRun *u, Str path, Str owner, Str command)
{
    Err ignored;

    if (!has_got(u, owner, command))
        (void)fs_unlink(path.ptr, &ignored);
}

void install_remove_global_bins(InstallRun *u)
{
    each_gone_bin(u, remove_unless_got);
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
    Str folder = bins_location(a, n);
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

/* ---- What a package that is kept doesn't keep ---- */

static Node *child_that_stays(const Node *n, Str name)
{
    Node *kid = node_child_exactly(n, name);

    return kid != NULL && !kid->inert ? kid : NULL;
}

static void note_bins(Arena *a, const Node *n, Map *names)
{
    const Node *target = n->is_link ? n->target : n;
    cJSON *bins = NULL;

    if (target == NULL || bin_map_normalize(a, target->pkg, &bins, NULL) < 0)
        return;
    JSON_EACH (b, bins)
        map_set(names, json_key(b), NULL);
}

/* In a node_modules, in a scope of it or in its .bin: what is none of the tree's. */
typedef struct {
    InstallRun *u;
    const Node *n;
    Map bins; /* names of those that stay */
} Cleaner;

/* A scope, or the folder of commands, in which something stays. */
static bool holds_any(const Cleaner *k, Str name)
{
    if (str_is(name, ".bin"))
        return k->bins.len > 0;
    MAP_EACH (e, k->n->children) {
        const Node *kid = e->value;

        if (!kid->inert && kid->name.len > name.len && kid->name.ptr[name.len] == '/' &&
            str_starts(kid->name, name))
            return true;
    }
    return false;
}

static void retire_strangers(Cleaner *k, Str folder, Str within)
{
    DIR *d = fs_open_dir(k->u->commit.root_fd, folder.ptr, false);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        Str own = str_of(e->d_name), name = path_join(k->u->a, within, own);
        Str place = path_join(k->u->a, folder, own);
        bool stays = str_is(within, ".bin") ? map_has(&k->bins, own)
                                            : child_that_stays(k->n, name) != NULL;

        if (stays || str_is(own, ".") || str_is(own, ".."))
            continue;
        if (within.len == 0 && holds_any(k, own) &&
            is_real_folder(path_join(k->u->a, k->u->p->root, place).ptr))
            retire_strangers(k, place, name);
        else
            commit_retire(&k->u->commit, place.ptr);
    }
    closedir(d);
}

/* As with npm, only its own files come along and the tree's packages: not what its
 * tarball brought without bundling it, nor what goes. What it bundles comes whole. */
static void retire_brought(InstallRun *u, const Node *n)
{
    Str modules = path_join(u->a, node_location(u->a, n), STR("node_modules"));
    Cleaner k = { .u = u, .n = n };
    bool any = false;

    if (n->is_link ||
        fs_kind_nofollow(path_join(u->a, u->p->root, modules).ptr) != FS_DIR)
        return;
    MAP_EACH (e, n->children) {
        Node *kid = e->value;

        if (kid->inert)
            continue;
        any = true;
        note_bins(u->a, kid, &k.bins);
        if (node_bundler(kid) == NULL)
            retire_brought(u, kid);
    }
    if (any)
        retire_strangers(&k, modules, STR(""));
    else
        commit_retire(&u->commit, modules.ptr);
    map_release(&k.bins);
}

static void retire_brought_inside(InstallRun *u, const Change *c)
{
    VEC_EACH (Str, location, c->kept) {
        const Node *n = tree_at(u->p->ideal, *location);

        if (n != NULL)
            retire_brought(u, n);
    }
    VEC_EACH (Change *, i, c->inside) {
        if (!(*i)->ideal->inert)
            retire_brought_inside(u, *i);
    }
}

/* All that the project's node_modules has is retired already, or stays. */
static bool is_vacant(InstallRun *u, Str location)
{
    return commit_is_vacant(&u->commit, location.ptr) ||
           (u->keeps && str_starts(location, STR("node_modules/")));
}

static void plan(InstallRun *u, const Change *c)
{
    const char *location = c->location.ptr;
    Keeper k = { .u = u, .top = c };

    if (c->in_place && !c->ideal->inert) { /* what is inside comes by itself */
        VEC_EACH (Change *, i, c->inside)
            plan(u, *i);
        return;
    }
    if (c->actual != NULL)
        retire_bins(u, c->actual);
    else if (c->ideal != NULL && !c->ideal->inert && !c->ideal->is_link &&
             !is_vacant(u, c->location))
        retire_bins_of_folder(u, c->location);
    if (c->ideal != NULL && !c->ideal->inert)
        retire_brought_inside(u, c);
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
    if (u->keeps)
        install_retire_others(u);
    VEC_EACH (Change *, c, u->diff.changes)
        plan(u, *c);
    if (fetch_ahead_emptied(u->p->source.ahead))
        commit_drop_empty_scopes(&u->commit);
    return commit_apply(&u->commit, u->err);
}
