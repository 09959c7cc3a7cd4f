/* brought.c: Arborist's loadShrinkwrapsAndUpdateTrees and loadBundlesAndUpdateTrees.
 *
 *  1. packages with a shrinkwrap get what it says, also those that stay as they are; what
 *     it brings may have one too: until there is none left
 *  2. packages with bundles get what they hold, from the top down: an upper bundle may
 *     take out a lower package
 *  3. what stands above a bundle under the name of something in it, and is wanted by
 *     nothing but such, was fetched for the bundle's own packages: it goes
 *
 * What is to go was moved away before: what only then turns out not to be needed (below a
 * package with a shrinkwrap that stays, with --omit) stays where it is, as with npm. */
#include "pkg/install/brought.h"

#include <stdlib.h>

#include "common/bin_map.h"
#include "common/path.h"
#include "pkg/install/bins.h"
#include "pkg/install/contents.h"
#include "pkg/install/disk.h"
#include "pkg/lock/lock.h"
#include "pkg/tree/actual.h"

typedef struct {
    Source *source;
    Tree *ideal, *actual;
    DiffOptions options;
    Diff *diff;
    Arena *arena;
    NodeList seen; /* whose shrinkwrap was read */
    Map retired;   /* see retire */
    Err *err;
} Bringer;

static void collect(Bringer *b, const Change *c, bool (*want)(const Node *),
                    NodeList *out)
{
    if (c->ideal != NULL && !c->ideal->is_link && !c->ideal->inert && want(c->ideal))
        vec_push_in(b->arena, out, c->ideal);
    VEC_EACH (Change *, i, c->inside)
        collect(b, *i, want, out);
}

static void changed(Bringer *b, bool (*want)(const Node *), NodeList *out)
{
    *out = (NodeList){ 0 };
    VEC_EACH (Change *, c, b->diff->changes)
        collect(b, *c, want, out);
}

/* ---- What goes ---- */

/* npm moves away what is to go before it reads the first shrinkwrap. */
static bool is_late(const Bringer *b, const Change *c, const NodeList *shadows)
{
    bool late = false;

    if (c->kind != CHANGE_REMOVE)
        return false;
    VEC_EACH (Node *, n, b->diff->wrapped)
        late |= path_is_below((*n)->path, c->actual->path);
    VEC_EACH (Node *, n, *shadows)
        late &= !path_is_below((*n)->path, c->actual->path);
    return late;
}

static void forget_late(Bringer *b, const NodeList *shadows)
{
    size_t n = 0;

    VEC_EACH (Change *, c, b->diff->changes) {
        if (!is_late(b, *c, shadows))
            b->diff->changes.ptr[n++] = *c;
    }
    b->diff->changes.len = n;
}

/* What changes or goes is moved away, with its bins, before any shrinkwrap or bundle is
 * read. Another package with the same command has lost it, and so has one inside, if
 * trees are compared once more. */
static void retire(Bringer *b)
{
    Arena *a = b->arena;

    if (b->options.retired != NULL)
        return;
    b->options.retired = &b->retired;
    VEC_EACH (Change *, c, b->diff->changes) {
        Node *n = (*c)->actual;
        cJSON *bins = NULL;
        Str folder;

        if (n == NULL || n->parent == NULL)
            continue;
        map_set(&b->retired, node_path(a, n), n);
        if (bin_map_normalize(a, n->pkg, &bins, NULL) < 0)
            continue;
        folder = bins_folder(a, n);
        JSON_EACH (e, bins)
            map_set(&b->retired, path_join(a, folder, json_key(e)), n);
    }
}

/* ---- 1. ---- */

static bool with_shrinkwrap(const Node *n)
{
    return n->has_shrinkwrap;
}

static int load_shrinkwrap(Bringer *b, Node *n)
{
    Files files;
    Str base;

    if (contents_open(b->source, n, &files, &base, b->err) < 0 ||
        lock_load_below(n, &files, base, b->err) < 0)
        return b->err->code;
    return 0;
}

/* Those that weren't read yet. *any: there were some. */
static int read_anew(Bringer *b, const NodeList *list, bool on_disk, bool *any)
{
    Files disk = disk_files();

    VEC_EACH (Node *, n, *list) {
        int rc;

        if (node_list_has(&b->seen, *n))
            continue;
        vec_push_in(b->arena, &b->seen, *n);
        *any = true;
        rc = on_disk ? lock_load_below(*n, &disk, (*n)->path, b->err)
                     : load_shrinkwrap(b, *n);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static int load_shrinkwraps(Bringer *b)
{
    NodeList list;
    bool any;

    do {
        any = false;
        diff_trees(b->ideal, b->actual, &b->options, b->diff);
        retire(b);
        changed(b, with_shrinkwrap, &list);
        if (read_anew(b, &list, false, &any) < 0 ||
            read_anew(b, &b->diff->wrapped, true, &any) < 0)
            return b->err->code;
    } while (any);
    return 0;
}

/* ---- 2. ---- */

static bool with_bundle(const Node *n)
{
    const cJSON *bundle = json_get(n->pkg, "bundleDependencies");

    return json_is_arr(bundle) && bundle->child != NULL;
}

typedef struct {
    Node *node;
    int depth;
    size_t order;
} Bundler;

static int by_depth(const void *x, const void *y)
{
    const Bundler *a = x, *b = y;

    if (a->depth != b->depth)
        return a->depth - b->depth;
    return (a->order > b->order) - (a->order < b->order);
}

/* With npm it comes into the lock anew, which learns what the registry said of it: then
 * it may be what was there, and what it brings too. */
static void take_integrity(Node *n)
{
    Str said = json_str(json_get(n->pkg, "_integrity"));

    if (n->integrity.len == 0 && said.len > 0)
        n->integrity = said;
}

/* What is in the tarball takes the places of what the lock has; the rest isn't in it. */
static int load_bundle(Bringer *b, Node *n)
{
    NodeList before = { 0 };
    Files files;
    Str base;

    MAP_EACH (e, n->children)
        vec_push_in(b->arena, &before, (Node *)e->value);
    if (contents_open(b->source, n, &files, &base, b->err) < 0 ||
        actual_load_below(n, &files, base, b->err) < 0)
        return b->err->code;
    VEC_EACH (Node *, kid, before)
        (*kid)->bundle_lacks = (*kid)->parent == n;
    take_integrity(n);
    return 0;
}

static int load_bundles(Bringer *b, NodeList *list)
{
    Bundler *all;

    changed(b, with_bundle, list);
    all = arena_array(b->arena, Bundler, list->len + 1);
    for (size_t i = 0; i < list->len; i++)
        all[i] = (Bundler){ list->ptr[i], node_depth(list->ptr[i]), i };
    qsort(all, list->len, sizeof *all, by_depth);
    for (size_t i = 0; i < list->len; i++) {
        Node *n = all[i].node;

        list->ptr[i] = n;
        if (n->tree == b->ideal && load_bundle(b, n) < 0)
            return b->err->code;
    }
    return 0;
}

/* ---- 3. ---- */

static void add_shadow(Bringer *b, NodeList *list, Node *n)
{
    n->extraneous = true;
    if (!node_list_has(list, n))
        vec_push_in(b->arena, list, n);
}

/* Somebody who isn't to go wants it. */
static bool is_wanted(const NodeList *shadows, const Node *n)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        if (!node_list_has(shadows, (*e)->from))
            return true;
    }
    return false;
}

static NodeList prune_doubles(Bringer *b, const NodeList *bundlers)
{
    NodeList shadows = { 0 };
    bool again;

    VEC_EACH (Node *, n, *bundlers) {
        if ((*n)->parent == NULL || (*n)->tree != b->ideal)
            continue;
        MAP_EACH (m, (*n)->children) {
            Node *shadow = node_resolve((*n)->parent, m->key);

            if (shadow != NULL)
                add_shadow(b, &shadows, shadow);
        }
    }
    for (size_t i = 0; i < shadows.len; i++) {
        MAP_EACH (m, shadows.ptr[i]->edges_out) {
            Edge *e = m->value;

            if (e->to != NULL)
                add_shadow(b, &shadows, e->to);
        }
    }
    do {
        again = false;
        for (size_t i = 0; i < shadows.len; i++) {
            if (!is_wanted(&shadows, shadows.ptr[i]))
                continue;
            shadows.ptr[i]->extraneous = false;
            vec_remove(&shadows, i);
            i--;
            again = true;
        }
    } while (again);
    VEC_EACH (Node *, n, shadows)
        node_detach(*n);
    return shadows;
}

int brought_along(Source *s, Tree *ideal, Tree *actual, const DiffOptions *o, Diff *out,
                  Err *err)
{
    Bringer b = { .source = s,
                  .ideal = ideal,
                  .actual = actual,
                  .options = *o,
                  .diff = out,
                  .arena = ideal->forest->arena,
                  .err = err };
    NodeList bundlers = { 0 }, shadows = { 0 };
    int rc = 0;

    if (load_shrinkwraps(&b) < 0 || load_bundles(&b, &bundlers) < 0)
        rc = err->code;
    if (rc == 0 && bundlers.len > 0) {
        shadows = prune_doubles(&b, &bundlers);
        diff_trees(ideal, actual, &b.options, out);
    }
    if (rc == 0 && out->wrapped.len > 0)
        forget_late(&b, &shadows);
    map_release(&b.retired);
    return rc;
}
