/* diff.c: two trees, place by place. */
#include "pkg/install/diff.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "common/bin_map.h"
#include "common/integrity.h"
#include "common/path.h"
#include "pkg/install/bins.h"

typedef struct {
    Arena *a;
    const DiffOptions *o;
    bool partial; /* only what is chosen may change */
    Map actual;   /* location -> Node */
    Map brought;  /* paths of what is as its bundle had it: see take_bundle */
    Diff *out;
} Differ;

/* ---- Is it the same? ---- */

static bool is_retired(const Map *retired, Str path)
{
    if (retired == NULL || retired->len == 0)
        return false;
    for (; path.len > 1; path = path_dirname(path)) {
        if (map_has(retired, path))
            return true;
    }
    return false;
}

bool diff_has_bins(Arena *a, const Map *retired, Node *n)
{
    cJSON *bins = NULL;
    struct stat st;
    Str folder;

    const cJSON *pkg = node_target(n) != NULL ? node_target(n)->pkg : n->pkg;

    if (node_is_global_top(n) || json_get(pkg, "bin") == NULL ||
        bin_map_normalize(a, pkg, &bins, NULL) < 0)
        return true;
    folder = bins_folder(a, n);
    JSON_EACH (b, bins) {
        Str path = path_join(a, folder, json_key(b));

        if (is_retired(retired, path) || stat(path.ptr, &st) < 0)
            return false;
    }
    return true;
}

static bool has_bins(Differ *d, Node *n)
{
    return diff_has_bins(d->a, d->o->retired, n);
}

static bool same_text(Str a, Str b)
{
    return a.ptr != NULL && b.ptr != NULL && str_eq(a, b);
}

static bool same_integrity(Differ *d, Str a, Str b)
{
    Integrity x, y;

    if (a.len == 0 || b.len == 0)
        return false;
    if (str_eq(a, b))
        return true;
    return integrity_parse(d->a, a, false, &x) && integrity_parse(d->a, b, false, &y) &&
           integrity_match(&x, &y) != NULL;
}

static bool same_target(Differ *d, Node *a, Node *b)
{
    return a->target != NULL && b->target != NULL &&
           str_eq(node_path(d->a, a->target), node_path(d->a, b->target));
}

static bool is_same(Differ *d, Node *ideal, Node *actual)
{
    bool no_integrity, no_resolved;

    if (ideal->is_link != actual->is_link)
        return false;
    if (ideal->is_link)
        return same_target(d, ideal, actual) && has_bins(d, ideal) &&
               str_eq(node_version(ideal->target), node_version(actual->target));
    if (ideal->pkg == actual->pkg && ideal->resolved.ptr == actual->resolved.ptr &&
        ideal->integrity.ptr == actual->integrity.ptr &&
        (ideal->resolved.ptr != NULL || ideal->integrity.ptr != NULL))
        return has_bins(d, ideal); /* one was made of the other */
    if (!str_eq(node_version(ideal), node_version(actual)))
        return false;
    no_integrity = ideal->integrity.len == 0 && actual->integrity.len == 0;
    no_resolved = ideal->resolved.len == 0 && actual->resolved.len == 0;
    if (no_integrity && !(same_text(ideal->resolved, actual->resolved) || no_resolved))
        return false;
    if (!no_integrity && !same_integrity(d, ideal->integrity, actual->integrity))
        return false;
    return has_bins(d, ideal);
}

/* ---- What lies in a tarball ---- */

/* It gives way with all that is in it: what was resolved below, because the bundle lacks
 * it or a new search put it elsewhere, isn't unpacked by anybody. */
static void drop_resolved(Differ *d, Node *n, const Node *actual)
{
    NodeList gone = { 0 };

    MAP_EACH (e, n->children) {
        Node *kid = e->value;

        if (node_child_exactly(actual, kid->name) == NULL)
            vec_push_in(d->a, &gone, kid);
    }
    VEC_EACH (Node *, g, gone)
        node_detach(*g);
}

static void copy_below(Differ *d, Node *parent, Node *actual)
{
    Node *n = node_child(parent, actual->name);

    if (n == NULL || !str_eq(node_version(n), node_version(actual)))
        n = node_new_child(parent, actual->name, actual->pkg);
    else
        node_set_package(n, actual->pkg);
    n->resolved = actual->resolved;
    n->integrity = actual->integrity;
    n->odd_facts = actual->odd_facts;
    n->dev = actual->dev;
    n->optional = actual->optional;
    n->dev_optional = actual->dev_optional;
    n->peer = actual->peer;
    n->extraneous = actual->extraneous;
    n->inert = false; /* it is there, whether or not it can run here */
    drop_resolved(d, n, actual);
    node_tell_arrivals(n);
    MAP_EACH (e, actual->children)
        copy_below(d, n, e->value);
    map_set(&d->brought, node_path(d->a, n), n);
}

/* Without its tarball nobody knows what a package bundles. Where it stays as it is, what
 * is there is what it bundles, and stays too: even what is left out of the tree, and what
 * lacks its commands. */
static void take_bundle(Differ *d, Node *ideal, Node *actual)
{
    const cJSON *bundle = json_get(ideal->pkg, "bundleDependencies");
    NodeList kids = { 0 };

    if (!json_is_arr(bundle) || bundle->child == NULL || ideal->is_link)
        return;
    MAP_EACH (e, actual->children) {
        Node *kid = e->value;

        if (!kid->is_link && node_bundler(kid) != NULL)
            vec_push_in(d->a, &kids, kid);
    }
    ideal->tree->unpacking = ideal;
    VEC_EACH (Node *, k, kids)
        copy_below(d, ideal, *k);
    ideal->tree->unpacking = NULL;
}

static bool is_brought(const Differ *d, const Node *n)
{
    return n != NULL && d->brought.len > 0 && map_has(&d->brought, node_path(d->a, n));
}

static void note_wrapped(Differ *d, Node *ideal)
{
    if (ideal->has_shrinkwrap && !ideal->is_link)
        vec_push_in(d->a, &d->out->wrapped, ideal);
}

/* ---- Place by place ---- */

static bool is_untouched(const Differ *d, const Node *ideal, const Node *actual)
{
    return d->partial && !(ideal != NULL && ideal->chosen) &&
           !(actual != NULL && actual->chosen);
}

static bool is_out(Differ *d, Node *n)
{
    if (node_is_omitted(n, d->o->omit))
        n->inert = true;
    return n->inert;
}

static Change *change_new(Differ *d, Str location, Node *ideal, Node *actual)
{
    Change *c = arena_new(d->a, Change);

    c->location = location;
    c->ideal = ideal;
    c->actual = actual;
    c->kind = ideal == NULL ? CHANGE_REMOVE : actual ? CHANGE_REPLACE : CHANGE_ADD;
    d->out->n_removed += c->kind == CHANGE_REMOVE;
    d->out->n_replaced += c->kind == CHANGE_REPLACE;
    d->out->n_added += c->kind == CHANGE_ADD;
    return c;
}

/* The whole of it is as it should be, but for what is inside and goes. */
static bool is_all_same(Differ *d, Node *ideal, Node *actual)
{
    if (!is_same(d, ideal, actual))
        return false;
    note_wrapped(d, ideal);
    take_bundle(d, ideal, actual);
    MAP_EACH (e, actual->children) {
        Node *there = e->value;

        if (node_child_exactly(ideal, there->name) == NULL &&
            is_untouched(d, NULL, there))
            return false;
    }
    MAP_EACH (e, ideal->children) {
        Node *kid = e->value, *there = node_child_exactly(actual, kid->name);

        if (is_out(d, kid))
            continue;
        if (there == NULL || !is_all_same(d, kid, there))
            return false;
    }
    return true;
}

static void inside(Differ *d, Change *c);

static Change *inner(Differ *d, Change *outer, Node *ideal, Node *actual)
{
    Change *c = change_new(d, node_location(d->a, ideal ? ideal : actual), ideal, actual);

    vec_push_in(d->a, &outer->listed, c);
    if (ideal != NULL)
        vec_push_in(d->a, &outer->inside, c);
    inside(d, c);
    return c;
}

/* It stays as it is, inside of a folder that is exchanged; packages in it may go. */
static void drop_inside(Differ *d, Change *outer, Node *ideal, Node *actual)
{
    MAP_EACH (e, actual->children) {
        Node *there = e->value, *kid = node_child_exactly(ideal, there->name);

        if (kid == NULL || (is_out(d, kid) && !is_brought(d, kid)))
            inner(d, outer, NULL, there);
        else if (!kid->is_link)
            drop_inside(d, outer, kid, there);
    }
}

/* It comes in the tarball of the package around it, as the one before did: there is
 * nothing to do, but what has changed is told of. */
static void tell_bundled(Differ *d, Change *outer, Node *ideal, Node *actual)
{
    if (!is_same(d, ideal, actual)) {
        Change *c = change_new(d, node_location(d->a, ideal), ideal, actual);

        vec_push_in(d->a, &outer->listed, c);
        outer = c;
    }
    MAP_EACH (e, actual->children) {
        Node *there = e->value, *kid = node_child_exactly(ideal, there->name);

        if (is_untouched(d, kid, there))
            continue;
        if (kid == NULL || is_out(d, kid))
            inner(d, outer, NULL, there);
        else if (node_in_dep_bundle(kid) && !kid->bundle_lacks)
            tell_bundled(d, outer, kid, there);
    }
}

/* What stands inside a folder that is exchanged. */
static void inside(Differ *d, Change *c)
{
    Node *actual = c->actual != NULL && !c->actual->is_link ? c->actual : NULL;

    if (c->ideal != NULL && c->ideal->is_link) {
        if (actual != NULL)
            MAP_EACH (e, actual->children)
                inner(d, c, NULL, e->value);
        return;
    }
    if (actual != NULL) {
        MAP_EACH (e, actual->children) {
            Node *there = e->value;
            Node *kid =
                c->ideal != NULL ? node_child_exactly(c->ideal, there->name) : NULL;

            if (is_untouched(d, kid, there) && c->ideal != NULL)
                vec_push_in(d->a, &c->kept, node_location(d->a, there));
            else if (kid == NULL || is_out(d, kid))
                inner(d, c, NULL, there);
            else if (node_in_dep_bundle(kid) && !kid->bundle_lacks)
                tell_bundled(d, c, kid, there);
            else if (is_all_same(d, kid, there)) {
                vec_push_in(d->a, &c->kept, node_location(d->a, kid));
                drop_inside(d, c, kid, there);
            } else
                inner(d, c, kid, there);
        }
    }
    if (c->ideal == NULL)
        return;
    MAP_EACH (e, c->ideal->children) {
        Node *kid = e->value;

        if ((actual != NULL && node_child_exactly(actual, kid->name) != NULL) ||
            is_untouched(d, kid, NULL))
            continue;
        if (!is_out(d, kid) && !node_in_dep_bundle(kid))
            inner(d, c, kid, NULL);
    }
}

/* The root, or a folder somewhere below it. */
static bool is_inside(const Node *top)
{
    while (top != NULL && top->fs_parent != NULL)
        top = top->fs_parent;
    return top != NULL && top->is_root;
}

/* Links that the project put there, and into it; others belong to packages. */
static void note_link(Differ *d, Node *n)
{
    if ((n->parent->is_root && !n->inert) || is_inside(n->target))
        vec_push_in(d->a, &d->out->links, n);
}

static void take(Differ *d, Str location, Node *ideal, Node *actual)
{
    Change *c = change_new(d, location, ideal, actual);

    inside(d, c);
    vec_push_in(d->a, &d->out->changes, c);
}

static void children(Differ *d, Node *ideal, Node *actual);

static void old_children(Differ *d, Node *ideal, Node *actual)
{
    MAP_EACH (e, actual->children) {
        Node *there = e->value, *kid = node_child_exactly(ideal, there->name);

        if (is_untouched(d, kid, there))
            continue;
        if (is_brought(d, kid)) {
            if (!is_out(d, kid))
                children(d, kid, there);
        } else if (kid == NULL || is_out(d, kid)) {
            take(d, node_location(d->a, there), NULL, there);
        } else if (!is_same(d, kid, there)) {
            take(d, node_location(d->a, kid), kid, there);
        } else if (kid->is_link) {
            note_link(d, kid);
        } else {
            note_wrapped(d, kid);
            take_bundle(d, kid, there);
            children(d, kid, there);
        }
    }
}

static void new_children(Differ *d, Node *ideal, Node *actual)
{
    MAP_EACH (e, ideal->children) {
        Node *kid = e->value;

        if ((actual != NULL && node_child_exactly(actual, kid->name) != NULL) ||
            is_untouched(d, kid, NULL))
            continue;
        if (!is_out(d, kid) && !node_in_dep_bundle(kid))
            take(d, node_location(d->a, kid), kid, NULL);
    }
}

static void children(Differ *d, Node *ideal, Node *actual)
{
    if (actual != NULL)
        old_children(d, ideal, actual);
    new_children(d, ideal, actual);
}

/* As npm walks through it: the last one of each folder first. */
static void list_change(Differ *d, Change *c)
{
    vec_push_in(d->a, &d->out->all, c);
    for (size_t i = c->listed.len; i-- > 0;)
        list_change(d, c->listed.ptr[i]);
}

/* Folders in the project that are no longer its own, since a link to them has gone: what
 * was installed into them goes too. */
static void left_folders(Differ *d, Tree *ideal, Tree *actual)
{
    VEC_EACH (Node *, n, actual->nodes) {
        if (*n == NULL || (*n)->is_root || (*n)->parent != NULL ||
            (*n)->fs_parent != actual->root || map_has(&ideal->by_path, (*n)->path))
            continue;
        MAP_EACH (e, (*n)->children) {
            if (!is_untouched(d, NULL, e->value))
                take(d, node_location(d->a, e->value), NULL, e->value);
        }
    }
}

/* The project, or a folder of it. */
static bool is_own(const Node *n)
{
    return n != NULL && n->parent == NULL && is_inside(n);
}

void diff_trees(Tree *ideal, Tree *actual, const DiffOptions *o, Diff *out)
{
    Differ d = { .a = ideal->forest->arena, .o = o, .out = out };

    *out = (Diff){ 0 };
    d.partial = out->partial = diff_choose(ideal, actual, o);
    VEC_EACH (Node *, n, actual->nodes) {
        if (*n != NULL && (*n)->parent == NULL)
            map_set(&d.actual, node_location(d.a, *n), *n);
    }
    /* A linked folder that lies elsewhere has a node_modules of its own, which is not the
     * project's to change. npm lists what is there before what is new. */
    VEC_EACH (Node *, n, ideal->nodes) {
        Node *there = is_own(*n) ? map_get(&d.actual, node_location(d.a, *n)) : NULL;

        if (there != NULL)
            old_children(&d, *n, there);
    }
    left_folders(&d, ideal, actual);
    VEC_EACH (Node *, n, ideal->nodes) {
        if (is_own(*n))
            new_children(&d, *n, map_get(&d.actual, node_location(d.a, *n)));
    }
    for (size_t i = out->changes.len; i-- > 0;)
        list_change(&d, out->changes.ptr[i]);
    map_release(&d.actual);
    map_release(&d.brought);
}
