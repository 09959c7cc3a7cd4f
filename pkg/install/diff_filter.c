/* diff_filter.c: partial installs: `-w`, `--no-workspaces`, `update -g NAME`. */
#include "pkg/install/diff.h"

typedef struct {
    Arena *a;
    Tree *ideal, *actual;
    NodeList list; /* of both trees */
} Chooser;

static Node *same_place(Chooser *c, Tree *t, const Node *n)
{
    if (n->tree == t)
        return (Node *)n;
    return map_get(&t->by_path, node_path(c->a, n));
}

static void choose(Chooser *c, Node *n)
{
    if (n == NULL || n->chosen)
        return;
    n->chosen = true;
    vec_push_in(c->a, &c->list, n);
}

static void choose_needed(Chooser *c, Node *n)
{
    if (n == NULL)
        return;
    MAP_EACH (m, n->edges_out)
        choose(c, ((Edge *)m->value)->to);
}

/* What was chosen, and all that it needs in one of the two trees. What nothing needs
 * below an installed one is chosen, but not what that needs. */
static void walk(Chooser *c)
{
    NodeList unneeded = { 0 };

    for (size_t i = 0; i < c->list.len; i++) {
        Node *n = c->list.ptr[i], *target = node_target(n), *actual;

        if (target == NULL)
            continue;
        actual = same_place(c, c->actual, target);
        choose_needed(c, same_place(c, c->ideal, target));
        choose_needed(c, actual);
        if (n->is_link)
            choose(c, target);
        if (actual == NULL)
            continue;
        MAP_EACH (m, actual->children) {
            Node *child = m->value;

            if (child->extraneous)
                vec_push_in(c->a, &unneeded, child);
        }
    }
    VEC_EACH (Node *, n, unneeded)
        (*n)->chosen = true;
}

static void choose_root_deps(Chooser *c, Tree *t)
{
    MAP_EACH (m, t->root->edges_out) {
        Edge *e = m->value;

        if (e->type != EDGE_WORKSPACE)
            choose(c, e->to);
    }
}

static void reset(Tree *t)
{
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL)
            (*n)->chosen = false;
    }
}

bool diff_choose(Tree *ideal, Tree *actual, const DiffOptions *o)
{
    Chooser c = { .a = ideal->forest->arena, .ideal = ideal, .actual = actual };
    bool any = o->root_deps || o->n_names > 0 ||
               (o->workspaces != NULL && o->workspaces->len > 0);

    if (!any)
        return false;
    reset(ideal);
    reset(actual);
    for (size_t i = 0; o->workspaces != NULL && i < o->workspaces->len; i++) {
        choose(&c, node_child(ideal->root, o->workspaces->ptr[i].name));
        choose(&c, node_child(actual->root, o->workspaces->ptr[i].name));
    }
    for (size_t i = 0; i < o->n_names; i++) {
        choose(&c, node_child(ideal->root, o->names[i]));
        choose(&c, node_child(actual->root, o->names[i]));
    }
    if (o->root_deps) {
        choose_root_deps(&c, ideal);
        choose_root_deps(&c, actual);
    }
    if (c.list.len == 0)
        return false;
    walk(&c);
    ideal->root->chosen = actual->root->chosen = true;
    return true;
}

/* ---- Afterwards ---- */

static bool has_chosen_link(const Node *n)
{
    VEC_EACH (Node *, l, n->links_in) {
        if ((*l)->chosen)
            return true;
    }
    return false;
}

static bool has_live_link(const Node *n)
{
    VEC_EACH (Node *, l, n->links_in) {
        if (!(*l)->inert)
            return true;
    }
    return false;
}

static void take_over(Node *n, const Node *actual)
{
    n->resolved = actual->resolved;
    n->integrity = actual->integrity;
    n->odd_facts = actual->odd_facts;
    n->dev = actual->dev;
    n->optional = actual->optional;
    n->dev_optional = actual->dev_optional;
    n->peer = actual->peer;
    n->extraneous = actual->extraneous;
    n->has_shrinkwrap = actual->has_shrinkwrap;
    node_set_package(n, actual->pkg);
    node_tell_arrivals(n);
}

static void leave(Node *n)
{
    n->inert = true;
    MAP_EACH (m, n->children)
        leave(m->value);
    VEC_EACH (Node *, f, n->fs_children)
        leave(*f);
}

/* What lies in a folder that stays as it is comes along, chosen or not. */
static void bring(Chooser *c, const Node *there)
{
    Node *n = same_place(c, c->ideal, there);

    if (n != NULL) {
        n->inert = false;
        if (!n->is_link && !there->is_link)
            take_over(n, there);
    }
    MAP_EACH (m, there->children)
        bring(c, m->value);
    VEC_EACH (Node *, f, there->fs_children)
        bring(c, *f);
}

static bool is_same_kind(const Node *n, const Node *there)
{
    return n->is_link == there->is_link && (!n->is_link || str_eq(n->real, there->real));
}

static Node *graft(Chooser *c, Node *there);

/* The package at its place in the other tree; NULL where there is nothing to put it in.
 */
static Node *transplant(Chooser *c, Node *there)
{
    Node *above = there->parent != NULL ? same_place(c, c->ideal, there->parent) : NULL;
    Node *n;

    if (there->parent != NULL && above == NULL)
        return NULL;
    if (there->is_link) {
        Node *target = graft(c, there->target);

        if (target == NULL || above == NULL)
            return NULL;
        n = node_new_link(c->ideal->forest, there->name, target);
        node_set_parent(n, above);
        return n;
    }
    n = above != NULL ? node_new_child(above, there->name, there->pkg)
                      : node_new_top(c->ideal, there->pkg, there->path);
    take_over(n, there);
    return n;
}

/* What is there has its place, whatever should have been there instead. */
static Node *graft(Chooser *c, Node *there)
{
    Node *n = there->is_root ? c->ideal->root : same_place(c, c->ideal, there);

    if (n != NULL && !n->is_root && !is_same_kind(n, there)) {
        node_detach(n);
        n = NULL;
    }
    if (n != NULL) {
        n->inert = false;
        return n;
    }
    n = transplant(c, there);
    if (n == NULL)
        return NULL;
    MAP_EACH (m, there->children)
        (void)graft(c, m->value);
    return n;
}

/* Puts what is of another kind than it should be into `others`. */
static void keep(Chooser *c, Node *n, NodeList *others)
{
    Node *there = same_place(c, c->actual, n);

    if (there == NULL) {
        n->inert = true;
    } else if (has_chosen_link(there)) {
        return;
    } else if (!is_same_kind(n, there)) {
        vec_push_in(c->a, others, there);
    } else if (!n->is_link) {
        leave(n);
        bring(c, there);
    }
}

static void add_left(Chooser *c, Node *there)
{
    if (!there->chosen && same_place(c, c->ideal, there) == NULL)
        (void)graft(c, there);
}

void diff_keep_rest(Tree *ideal, Tree *actual)
{
    Chooser c = { .a = ideal->forest->arena, .ideal = ideal, .actual = actual };
    NodeList others = { 0 };

    VEC_EACH (Node *, n, ideal->nodes) {
        if (*n != NULL && !(*n)->is_root && !(*n)->chosen)
            keep(&c, *n, &others);
    }
    VEC_EACH (Node *, there, others)
        (void)graft(&c, *there);
    VEC_EACH (Node *, n, actual->nodes) {
        if (*n != NULL && !(*n)->is_root)
            add_left(&c, *n);
    }
    VEC_EACH (Node *, n, ideal->nodes) {
        if (*n != NULL && !(*n)->is_root && (*n)->parent == NULL && !has_live_link(*n))
            (*n)->inert = true;
    }
    tree_calc_flags(ideal);
}
