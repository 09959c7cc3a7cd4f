/* known.c: see known.h. */
#include "pkg/tree/known.h"

#include "common/path.h"
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

static bool is_simple(const Node *n)
{
    return !n->is_link && !n->extraneous && !n->load_failure &&
           (n->parent != NULL || n->is_root) && !brings_along(n);
}

static bool is_broken(const Node *n)
{
    MAP_EACH (m, n->edges_out) {
        if (!is_plain_edge(m->value))
            return true;
    }
    return false;
}

bool tree_is_plain(const Tree *t, PlaceList *broken)
{
    Arena *a = t->forest->arena;

    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL)
            continue;
        if (!is_simple(*n))
            return false;
        if (is_broken(*n))
            vec_push_in(a, broken, (*n)->is_root ? "" : node_location(a, *n).ptr);
    }
    return broken->len <= BROKEN_MAX;
}

static Node *node_at(const Tree *t, const char *place)
{
    Arena *a = t->forest->arena;
    ArenaMark mark = arena_mark(a);
    Node *n = t->root;

    if (place[0] != '\0')
        n = map_get(&t->by_path, path_join(a, t->root->path, str_of(place)));
    arena_rewind(a, mark);
    return n;
}

bool tree_trust(Tree *t, const PlaceList *broken)
{
    NodeList nodes = { 0 };
    uint32_t mark = ++t->forest->next_mark;

    VEC_EACH (const char *, place, *broken) {
        Node *n = node_at(t, *place);

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

static bool is_at(const Node *n, Str root, Str place)
{
    return n->path.len == root.len + 1 + place.len && str_ends(n->path, place) &&
           str_starts(n->path, root);
}

/* The places were noted in the order of the nodes: the next one is the first to look at.
 */
static Node *next_at(const Tree *t, size_t *next, Str place)
{
    Node *n;

    while (*next < t->nodes.len &&
           (t->nodes.ptr[*next] == NULL || t->nodes.ptr[*next]->is_root))
        ++*next;
    if (*next < t->nodes.len && is_at(t->nodes.ptr[*next], t->root->path, place))
        return t->nodes.ptr[(*next)++];
    n = node_at(t, place.ptr);
    if (n != NULL)
        *next = n->index + 1;
    return n;
}

/* A copy's parent is the copy of the parent: those come first. */
static bool copy_node(const Node *n, Node **copies, Tree *to)
{
    Node *parent = n->parent->is_root ? to->root : copies[n->parent->index];
    Node *c;

    if (parent == NULL)
        return false;
    c = copies[n->index] = node_new(to->forest, n->name, NULL);
    c->pkg = n->pkg;
    c->path = n->path;
    c->parent = parent;
    c->resolved = n->resolved;
    c->integrity = n->integrity;
    c->has_shrinkwrap = n->has_shrinkwrap;
    c->dev = n->dev;
    c->optional = n->optional;
    c->dev_optional = n->dev_optional;
    c->peer = n->peer;
    c->extraneous = n->extraneous;
    node_put_child(parent, c);
    tree_enter_place(to, c);
    return true;
}

bool tree_copy_places(const Tree *from, const PlaceList *places, Tree *to)
{
    uint32_t mark = ++from->forest->next_mark;
    Node **copies = arena_zalloc(to->forest->arena, from->nodes.len * sizeof(Node *));
    size_t found = 0, next = 0;

    VEC_EACH (const char *, place, *places) {
        Node *n = next_at(from, &next, str_of(*place));

        if (n == NULL || n->parent == NULL)
            return false;
        n->mark = mark;
    }
    tree_reserve(to, places->len + 1);
    VEC_EACH (Node *, n, from->nodes) {
        if (*n == NULL || (*n)->mark != mark)
            continue;
        if (!copy_node(*n, copies, to))
            return false;
        found++;
    }
    return found == places->len;
}
