/* move.c: nodes enter trees, change places and leave (Arborist's root and parent
 * setters).
 *
 * A node that enters takes along what is below it. In its new tree it takes the place of
 * what stands there, finds its parent by its path, becomes the parent of tops that lie
 * below it, and is tied to the links that lead to it. Edges of both trees follow. A node
 * that left a tree has none; what was below it stays below it. */
#include <stdlib.h>

#include "common/path.h"
#include "pkg/tree/tree.h"
#include "pkg/tree/tree_private.h"

/* ---- The order in which a walk meets nodes ---- */

static void chain_up(Node *n, const Node *top, NodeList *out)
{
    for (; n != NULL; n = node_resolve_parent(n)) {
        vec_push(out, n);
        if (n == top)
            return;
    }
}

/* Of two nodes with the same parent: children in their order, then tops below it. */
static int compare_siblings(const Node *up, const Node *a, const Node *b)
{
    if ((a->parent == up) != (b->parent == up))
        return a->parent == up ? -1 : 1;
    if (a->parent == up) {
        const MapEntry *x = node_child_entry(up, a->name);
        const MapEntry *y = node_child_entry(up, b->name);

        return (x > y) - (x < y);
    }
    VEC_EACH (Node *, n, up->fs_children) {
        if (*n == a)
            return -1;
        if (*n == b)
            return 1;
    }
    return 0;
}

static int compare_in_walk(Node *a, Node *b, const Node *top)
{
    NodeList x = { 0 }, y = { 0 };
    size_t i, j;
    int c;

    if (a == b)
        return 0;
    chain_up(a, top, &x);
    chain_up(b, top, &y);
    for (i = x.len, j = y.len; i > 0 && j > 0 && x.ptr[i - 1] == y.ptr[j - 1]; i--, j--)
        ;
    if (i == 0 || j == 0)
        c = i == 0 ? -1 : 1; /* the one above comes first */
    else
        c = i == x.len ? 0 : compare_siblings(x.ptr[i], x.ptr[i - 1], y.ptr[j - 1]);
    vec_release(&x);
    vec_release(&y);
    return c;
}

/* ---- Edges follow ---- */

static int by_walk(const void *a, const void *b, void *top)
{
    const Edge *x = *(Edge *const *)a, *y = *(Edge *const *)b;

    return compare_in_walk(x->from, y->from, top);
}

/* Mostly they are in order already. */
static void sort_by_walk(EdgeList *list, Node *top)
{
    for (size_t i = 1; i < list->len; i++) {
        if (by_walk(&list->ptr[i - 1], &list->ptr[i], top) > 0) {
            qsort_r(list->ptr, list->len, sizeof *list->ptr, by_walk, top);
            return;
        }
    }
}

/* Where p's edges by that name lead may be another place now. */
static bool leads_elsewhere(const Node *p, const Edge *e, Str name)
{
    return (e->to != NULL &&
            (e->to->parent == p || (e->to->tree == NULL && e->to->path.len > 0))) ||
           node_resolve(e->from, name) != e->to;
}

/* The nodes below p and itself, unless they are more than that. */
static bool collect_few(Node *p, size_t max, NodeList *out)
{
    vec_push(out, p);
    for (size_t i = 0; i < out->len; i++) {
        const Node *n = out->ptr[i];

        if (out->len + n->fs_children.len + n->children.len > max)
            return false;
        VEC_EACH (Node *, c, n->fs_children)
            vec_push(out, *c);
        MAP_EACH (c, n->children)
            vec_push(out, (Node *)c->value);
    }
    return true;
}

/* Edges by this name below p may lead elsewhere now. They are looked for below p, or
 * among all by the name, whichever are fewer. */
static void reload_named_edges(Node *p, Str name)
{
    EdgeList *all = tree_edges_named(p->tree, name), some = { 0 };
    NodeList nodes = { 0 };

    if (all == NULL || all->len == 0)
        return;
    if (!p->forest->has_twins && collect_few(p, all->len, &nodes)) {
        VEC_EACH (Node *, n, nodes) {
            Edge *e = (*n)->tree == p->tree ? node_edge(*n, name) : NULL;

            if (e != NULL && leads_elsewhere(p, e, name))
                vec_push(&some, e);
        }
    } else {
        for (size_t i = 0; i < all->len; i++) {
            Edge *e = all->ptr[i];

            if (node_is_below(e->from, p) && leads_elsewhere(p, e, name))
                vec_push(&some, e);
        }
    }
    vec_release(&nodes);
    if (some.len > 1)
        sort_by_walk(&some, p);
    VEC_EACH (Edge *, e, some) {
        if ((*e)->from != NULL)
            edge_reload(*e, true);
    }
    vec_release(&some);
}

/* The same where p is in no tree yet. */
static void reload_named_edges_loose(Node *top, Node *p, Str name)
{
    Edge *e = node_edge(p, name);

    if (e != NULL &&
        ((e->to != NULL && e->to->parent == top) || node_resolve(p, name) != e->to))
        edge_reload(e, true);
    MAP_EACH (c, p->children)
        reload_named_edges_loose(top, c->value, name);
}

/* Edges in and out that lead across trees, or nowhere. */
static void reload_own_edges(Node *n)
{
    EdgeList in = { 0 };

    VEC_EACH (Edge *, e, n->edges_in)
        vec_push(&in, *e);
    VEC_EACH (Edge *, e, in) {
        if ((*e)->from != NULL && (*e)->from->tree != n->tree)
            edge_reload(*e, false);
    }
    vec_release(&in);
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (e->to == NULL || e->to->tree != n->tree)
            edge_reload(e, false);
    }
}

/* ---- Leaving ---- */

static void collect(Node *n, NodeList *list)
{
    vec_push(list, n);
    VEC_EACH (Node *, c, n->fs_children)
        collect(*c, list);
    MAP_EACH (c, n->children)
        collect(c->value, list);
}

static void leave_place(Node *n)
{
    if (n->parent != NULL && node_child(n->parent, n->name) == n)
        node_take_child(n->parent, n->name);
    if (n->fs_parent != NULL)
        list_remove(&n->fs_parent->fs_children, n);
    n->parent = n->fs_parent = NULL;
}

static void untie(Node *n)
{
    VEC_EACH (Node *, l, n->links_in)
        (*l)->target = NULL;
    n->links_in.len = 0;
    if (n->is_link && n->target != NULL) {
        list_remove(&n->target->links_in, n);
        n->target = NULL;
    }
}

/* Out of the lists of its tree, with what is below it. Its edges lead where they led. */
static void leave_lists(Node *n, NodeList *family)
{
    leave_place(n);
    if (n->tree == NULL)
        return;
    collect(n, family);
    VEC_EACH (Node *, m, *family) {
        tree_leave(*m);
        untie(*m);
    }
}

void node_detach(Node *n)
{
    NodeList family = { 0 };

    if (n->is_root)
        return;
    leave_lists(n, &family);
    VEC_EACH (Node *, m, family)
        reload_own_edges(*m);
    vec_release(&family);
}

/* ---- Entering ---- */

static void join(Node *n, Tree *t);

static Str path_below(Forest *f, const Node *parent, Str name)
{
    return arena_strf(f->arena, STR_FMT "/node_modules/" STR_FMT, STR_ARG(parent->path),
                      STR_ARG(name));
}

/* Is it a node_modules? No node stands at one where all but the root are in one, unless
 * it is called so. */
static bool is_modules(const Tree *t, Str dir)
{
    return t->tops.len == 1 && dir.len > t->root->path.len &&
           str_ends(dir, STR("/node_modules")) &&
           !str_ends(dir, STR("/node_modules/node_modules"));
}

/* The nearest node whose folder the path lies below. */
static Node *node_above(Tree *t, Str path)
{
    for (Str dir = path_dirname(path);; dir = path_dirname(dir)) {
        Node *n = is_modules(t, dir) ? NULL : map_get(&t->by_path, dir);

        if (n != NULL && !n->is_link)
            return n;
        if (dir.len <= 1)
            return NULL;
    }
}

static bool is_child_path(const Node *parent, Str path, Str name)
{
    return path.len == parent->path.len + name.len + 14 &&
           str_starts(path, parent->path) && str_ends(path, name) &&
           str_starts(str_from(path, parent->path.len), STR("/node_modules/"));
}

/* Gives a node without parent the one that its path names; only for those that come
 * without one. */
static void find_parent(Node *n, Tree *t)
{
    Node *up = node_above(t, n->path), *there;

    if (up == NULL || up == n)
        return;
    if (!is_child_path(up, n->path, n->name)) {
        n->fs_parent = up;
        vec_push_in(t->forest->arena, &up->fs_children, n);
        return;
    }
    there = node_child(up, n->name);
    if (there != NULL && there != n)
        node_detach(there);
    n->parent = up;
    node_put_child(up, n);
}

/* A top that lies below n is its own from now on. */
static void adopt(Node *n, Node *c, Tree *t)
{
    bool child = is_child_path(n, c->path, c->name);
    bool below = str_starts(path_dirname(c->path), n->path) &&
                 (c->fs_parent == NULL || c->fs_parent == n ||
                  str_starts(path_dirname(n->path), c->fs_parent->path));

    if (c == n || c->is_root || (!child && !below) || c->fs_parent == n)
        return;
    t->forest->n_unsettled++;
    if (c->fs_parent != NULL)
        list_remove(&c->fs_parent->fs_children, c);
    c->fs_parent = NULL;
    if (child) {
        node_put_child(n, c);
        c->parent = n;
        t->n_adopted++;
        tree_drop_top(t, c);
    } else {
        vec_push_in(t->forest->arena, &n->fs_children, c);
        c->fs_parent = n;
    }
}

static void adopt_tops(Node *n, Tree *t)
{
    NodeList tops = { 0 };

    tree_tops_at(t, n->path, &tops);
    VEC_EACH (Node *, c, tops)
        adopt(n, *c, t);
    vec_release(&tops);
}

static void tie(Node *link, Node *target)
{
    Forest *f = target->forest;

    link->target = target;
    link->pkg = target->pkg;
    link->version_parsed = false;
    vec_push_in(f->arena, &target->links_in, link);
    if (link->parent != NULL)
        reload_named_edges(link->parent, link->name);
}

/* Links to n's folder, or what n leads to as a link. */
static void tie_links(Node *n, Tree *t)
{
    const NodeList *links;

    if (n->is_link) {
        Node *there = map_get(&t->by_path, n->real);

        if (there != NULL)
            tie(n, there);
        return;
    }
    links = map_get(&t->links_by_real, n->path);
    for (size_t i = 0; links != NULL && i < links->len; i++) {
        if (links->ptr[i]->target == NULL)
            tie(links->ptr[i], n);
    }
}

/* The children come one after the other: what needs a later one leads past it until then,
 * which is how rules of overrides find their way. */
static void take_children(Node *n, Tree *t, NodeList *out)
{
    MAP_EACH (m, n->children) {
        Node *c = m->value;

        if (t == NULL || c->tree != t)
            vec_push(out, c);
    }
    VEC_EACH (Node *, c, *out)
        node_take_child(n, (*c)->name);
}

/* What was just adopted is there already. */
static void take_fs_children(Node *n, const Tree *t, NodeList *out)
{
    VEC_EACH (Node *, c, n->fs_children) {
        if ((*c)->tree != t)
            vec_push(out, *c);
    }
    VEC_EACH (Node *, c, *out) {
        list_remove(&n->fs_children, *c);
        (*c)->fs_parent = NULL;
    }
}

static void join_family(Node *n, Tree *t)
{
    NodeList kids = { 0 };

    take_fs_children(n, t, &kids);
    VEC_EACH (Node *, c, kids)
        join(*c, t);
    vec_clear(&kids);
    take_children(n, t, &kids);
    VEC_EACH (Node *, c, kids)
        join(*c, t);
    vec_release(&kids);
}

/* Puts a node that has a path, and perhaps a parent of that tree, into the tree. */
static void join(Node *n, Tree *t)
{
    Node *there = map_get(&t->by_path, n->path), *target = n->target;

    if (there == n)
        return;
    if (there != NULL)
        node_detach(there);
    if (n->is_link && target != NULL) {
        list_remove(&target->links_in, n);
        n->target = NULL;
    }
    if (n->parent == NULL)
        find_parent(n, t);
    else
        node_put_child(n->parent, n);
    tree_enter(t, n);
    if (n->parent != NULL && !n->is_link)
        reload_named_edges(n->parent, n->name);
    if (!n->is_link)
        adopt_tops(n, t);
    tie_links(n, t);
    reload_own_edges(n);
    join_family(n, t);
    if (n->is_link && target != NULL && n->target == NULL) {
        /* Its folder comes along, as it was where the link was made. */
        if (target->tree != NULL)
            node_detach(target);
        join(target, t);
    }
}

/* Below a node that is in no tree yet; n has left its own. */
static void join_loose(Node *n, Node *parent)
{
    NodeList kids = { 0 };

    n->parent = parent;
    node_put_child(parent, n);
    reload_named_edges_loose(parent, parent, n->name);
    reload_own_edges(n);
    VEC_EACH (Node *, c, n->fs_children)
        reload_own_edges(*c);
    take_children(n, NULL, &kids);
    VEC_EACH (Node *, c, kids)
        join_loose(*c, n);
    vec_release(&kids);
}

static void change_path(Node *n, Str path)
{
    Forest *f = n->forest;
    Str old = n->path;

    n->path = path;
    VEC_EACH (Node *, c, n->fs_children)
        change_path(*c, path_resolve(f->arena, path,
                                     path_relative(f->arena, old, (*c)->path)));
    MAP_EACH (m, n->children)
        change_path(m->value, path_below(f, n, ((Node *)m->value)->name));
    MAP_EACH (e, n->edges_out)
        ((Edge *)e->value)->spec_parsed = false;
}

void node_set_parent(Node *n, Node *parent)
{
    Node *target = n->target;
    Str path;

    parent = node_target(parent);
    if (n == parent || n->parent == parent)
        return;
    node_detach(n);
    if (n->is_link && n->target == NULL && target != NULL) {
        /* A link that moves keeps what it leads to. */
        n->target = target;
        vec_push_in(n->forest->arena, &target->links_in, n);
    }
    path = path_below(n->forest, parent, n->name);
    if (!str_eq(path, n->path))
        change_path(n, path);
    n->parent = parent;
    if (parent->tree != NULL)
        join(n, parent->tree);
    else
        node_put_child(parent, n);
}

void node_join(Node *n, Tree *t)
{
    join(n, t);
}

Node *node_new_top(Tree *t, const cJSON *pkg, Str path)
{
    Str base = path_basename(path), up = path_basename(path_dirname(path));
    size_t len = base.len + (up.len > 0 && up.ptr[0] == '@' ? up.len + 1 : 0);
    Node *n = node_new(t->forest, str_from(path, path.len - len), NULL);

    n->path = path;
    n->pkg = pkg;
    join(n, t);
    node_load_edges(n);
    return n;
}

void node_replace(Node *n, Node *old)
{
    Node *parent = old->parent;
    NodeList kids = { 0 };

    n->path = old->path;
    if (!n->is_link) {
        MAP_EACH (c, old->children)
            vec_push(&kids, (Node *)c->value);
        VEC_EACH (Node *, k, kids) {
            NodeList family = { 0 };

            leave_lists(*k, &family);
            vec_release(&family);
            join_loose(*k, n);
        }
        if (old->is_link && old->target != NULL)
            node_detach(old->target);
    }
    vec_release(&kids);
    node_detach(old);
    n->parent = NULL;
    node_set_parent(n, parent);
}
