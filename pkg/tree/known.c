/* known.c: see known.h. */
#include "pkg/tree/known.h"

#include "common/path.h"
#include "pkg/tree/ideal.h"
#include "pkg/tree/tree_private.h"

static bool is_plain_edge(Edge *e)
{
    return edge_is_valid(e) && (e->to != NULL || e->type == EDGE_PEER_OPTIONAL);
}

static bool brings_along(const Node *n)
{
    return n->has_shrinkwrap || json_get(n->pkg, "bundleDependencies") != NULL;
}

/* More than these, and it is no tree to rely on. */
#define BROKEN_MAX 100

/* A folder that the project's node_modules has a link to. */
static bool is_linked_folder(const Node *n)
{
    return n->parent == NULL && !n->is_root && n->links_in.len > 0 &&
           n->fs_parent != NULL && n->fs_parent->is_root;
}

static bool is_simple(const Node *n)
{
    if (n->load_failure || brings_along(n))
        return false;
    if (n->is_link)
        return n->parent != NULL && n->parent->is_root && n->target != NULL &&
               node_is_workspace(n->target);
    return n->parent != NULL || n->is_root ||
           (is_linked_folder(n) && node_is_workspace(n));
}

static bool is_broken(const Node *n)
{
    MAP_EACH (m, n->edges_out) {
        if (!is_plain_edge(m->value))
            return true;
    }
    return false;
}

/* The next run looks for what is wrong from the root on, and not behind links: what only
 * a workspace has wrong stays so. */
static bool are_reached(const Tree *t, const NodeList *broken)
{
    NodeList reached = { 0 };
    size_t n = 0;

    if (broken->len == 0 || t->links.len == 0)
        return true;
    ideal_reached(t, &reached);
    VEC_EACH (Node *, b, *broken)
        n += (*b)->mark == t->forest->next_mark;
    vec_release(&reached);
    return n == broken->len;
}

bool tree_is_plain(const Tree *t, PlaceList *broken)
{
    Arena *a = t->forest->arena;
    NodeList nodes = { 0 };

    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL)
            continue;
        if (!is_simple(*n))
            return false;
        if (is_broken(*n))
            vec_push_in(a, &nodes, *n);
    }
    VEC_EACH (Node *, n, nodes)
        vec_push_in(a, broken, (*n)->is_root ? "" : node_location(a, *n).ptr);
    return broken->len <= BROKEN_MAX && are_reached(t, &nodes);
}

/* A folder has become a workspace that the lock doesn't know. */
static bool lacks_workspace(const Tree *t)
{
    MAP_EACH (m, t->root->edges_out) {
        const Edge *e = m->value;

        if (e->type == EDGE_WORKSPACE && e->to == NULL)
            return true;
    }
    return false;
}

bool tree_trust(Tree *t, const PlaceList *broken)
{
    NodeList nodes = { 0 };
    uint32_t mark = ++t->forest->next_mark;

    if (lacks_workspace(t))
        return false;
    VEC_EACH (const char *, place, *broken) {
        Node *n = tree_at(t, str_of(*place));

        if (n == NULL)
            return false;
        n->mark = mark;
        vec_push_in(t->forest->arena, &nodes, n);
    }
    t->broken_known = true;
    t->broken = nodes;
    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL || (*n)->mark == mark)
            continue;
        MAP_EACH (m, (*n)->edges_out) {
            Edge *e = m->value;

            if (e->state == EDGE_UNKNOWN)
                e->state = e->to != NULL ? EDGE_OK : EDGE_MISSING;
        }
    }
    return true;
}

static Node *copy_of(const Node *n, Node **copies, const Tree *to)
{
    return n->is_root ? to->root : copies[n->index];
}

static Node *copy(const Node *n, Node **copies, Tree *to)
{
    Node *c = copies[n->index] = node_new(to->forest, n->name, NULL);

    c->pkg = n->pkg;
    c->path = n->path;
    c->resolved = n->resolved;
    c->integrity = n->integrity;
    c->odd_facts = n->odd_facts;
    c->has_shrinkwrap = n->has_shrinkwrap;
    c->dev = n->dev;
    c->optional = n->optional;
    c->dev_optional = n->dev_optional;
    c->peer = n->peer;
    c->extraneous = n->extraneous;
    tree_enter_place(to, c);
    return c;
}

/* Folders that links lead to come before all others, since these may stand in them. */
static void copy_folder(const Node *n, Node **copies, Tree *to)
{
    Node *c = copy(n, copies, to);

    c->fs_parent = to->root;
    vec_push_in(to->forest->arena, &to->root->fs_children, c);
    tree_add_top(to, c);
}

static void lead_to(Node *link, Node *target, Tree *to)
{
    link->is_link = true;
    link->target = target;
    link->real = target->path;
    vec_push_in(to->forest->arena, &target->links_in, link);
    tree_add_link(to, link);
}

/* A copy's parent is the copy of the parent: those come first. */
static bool copy_node(const Node *n, Node **copies, Tree *to)
{
    Node *parent = copy_of(n->parent, copies, to);
    Node *target = n->is_link ? copies[n->target->index] : NULL, *c;

    if (parent == NULL || (n->is_link && target == NULL))
        return false;
    c = copy(n, copies, to);
    c->parent = parent;
    node_put_child(parent, c);
    if (target != NULL)
        lead_to(c, target, to);
    return true;
}

bool tree_copy_places(const Tree *from, const PlaceList *places, Tree *to)
{
    uint32_t mark = ++from->forest->next_mark;
    Node **copies = arena_zalloc(to->forest->arena, from->nodes.len * sizeof(Node *));
    size_t found = 0, next = 0;

    VEC_EACH (const char *, place, *places) {
        Node *n = tree_next_at(from, &next, str_of(*place));

        if (n == NULL || n->parent == NULL)
            return false;
        n->mark = mark;
    }
    tree_reserve(to, places->len + from->tops.len + 1);
    VEC_EACH (Node *, n, from->tops) {
        if (is_linked_folder(*n))
            copy_folder(*n, copies, to);
    }
    VEC_EACH (Node *, n, from->nodes) {
        if (*n == NULL || (*n)->mark != mark)
            continue;
        if (!copy_node(*n, copies, to))
            return false;
        found++;
    }
    return found == places->len;
}
