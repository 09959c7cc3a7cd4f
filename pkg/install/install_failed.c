/* install_failed.c: optional packages whose scripts failed go again, with what only they
 * need and with their commands. */
#include "common/bin_map.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/install_private.h"
#include "pkg/install/remove.h"

static Str on_disk(InstallRun *u, Str location)
{
    return path_join(u->a, u->p->root, location);
}

/* As npm does it, whoever they lead to now. */
static void drop_commands(InstallRun *u, Str folder, const cJSON *bins)
{
    JSON_EACH (b, bins)
        (void)fs_unlink(path_join(u->a, folder, json_key(b)).ptr, NULL);
}

static void drop_package(InstallRun *u, Node *n)
{
    cJSON *bins = NULL;
    Err ignored;

    n->inert = true;
    (void)remove_tree(AT_FDCWD, node_path(u->a, n).ptr, &ignored);
    if (n->parent == NULL || bin_map_normalize(u->a, n->pkg, &bins, NULL) < 0)
        return;
    drop_commands(u, build_bin_folder(u->ctx, u->a, n), bins);
}

/* ---- install-strategy=linked ---- */

static void drop_places(InstallRun *u, const NodeList *set)
{
    Err ignored;

    VEC_EACH (IsolatedPlace, p, u->isolated.packages) {
        if (!node_list_has(set, p->node->source))
            continue;
        p->node->inert = true;
        (void)remove_tree(AT_FDCWD, on_disk(u, p->location).ptr, &ignored);
    }
}

/* Does it stand beside a package that has gone? */
static bool is_beside(InstallRun *u, const IsolatedPlace *l)
{
    VEC_EACH (IsolatedPlace, p, u->isolated.packages) {
        if (p->node->inert && !p->bundled &&
            path_is_below(p->node->parent->path, l->node->path))
            return true;
    }
    return false;
}

/* Links to what has gone, and those that stood beside it, with their commands. */
static void drop_links(InstallRun *u)
{
    VEC_EACH (IsolatedPlace, l, u->isolated.links) {
        const Node *to = l->node->target;
        size_t cut = l->location.len - l->node->name.len;
        bool leads_there = to != NULL && to->source != NULL && to->source->inert;

        if (!leads_there && !is_beside(u, l))
            continue;
        (void)fs_unlink(on_disk(u, l->location).ptr, NULL);
        drop_commands(u,
                      path_join(u->a, on_disk(u, str_sub(l->location, 0, cut)),
                                STR(".bin")),
                      l->bin);
    }
}

void install_drop_failed(InstallRun *u)
{
    u->r->lost |= u->failed.len > 0;
    VEC_EACH (Node *, n, u->failed) {
        Node *of = (*n)->in_store && (*n)->source != NULL ? (*n)->source : *n;
        NodeList set;

        optional_set(of->forest, of, &set);
        if (u->linked)
            drop_places(u, &set);
        VEC_EACH (Node *, m, set) {
            if (u->linked)
                (*m)->inert = true;
            else
                drop_package(u, *m);
        }
    }
    if (u->linked && u->failed.len > 0)
        drop_links(u);
}
