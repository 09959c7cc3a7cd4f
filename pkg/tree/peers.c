/* peers.c: peer sets (Arborist's peerEntrySets, deepestNestingTarget). */
#include "pkg/tree/peers.h"

static void add_once(Forest *f, NodeList *list, Node *n, uint32_t mark)
{
    if (n->mark == mark)
        return;
    n->mark = mark;
    vec_push_in(f->arena, list, n);
}

/* The peers of one, to the list. */
static void add_peers(Forest *f, NodeList *list, const Node *n, uint32_t mark)
{
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (edge_is_peer(e) && e->to != NULL && edge_is_valid(e))
            add_once(f, list, e->to, mark);
    }
}

/* Those that have it as a peer. */
static void add_dependents(Forest *f, NodeList *list, const Node *n, uint32_t mark)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        if (edge_is_peer(*e) && edge_is_valid(*e))
            add_once(f, list, (*e)->from, mark);
    }
}

void peer_walk_begin(Forest *f, NodeList *walk, Node *n)
{
    *walk = (NodeList){ 0 };
    add_once(f, walk, n, ++f->next_mark);
}

void peer_walk_on(Forest *f, NodeList *walk, size_t i)
{
    add_peers(f, walk, walk->ptr[i], walk->ptr[0]->mark);
}

/* Marks all from which peers lead to n. */
static uint32_t mark_dependents(Node *n)
{
    Forest *f = n->forest;
    ArenaMark room = arena_mark(f->arena);
    NodeList walk;
    uint32_t mark;

    peer_walk_begin(f, &walk, n);
    mark = f->next_mark;
    for (size_t i = 0; i < walk.len; i++)
        add_dependents(f, &walk, walk.ptr[i], mark);
    arena_rewind(f->arena, room);
    return mark;
}

void peer_entries(Node *n, EdgeList *out)
{
    Forest *f = n->forest;
    NodeList all;
    uint32_t mark;

    *out = (EdgeList){ 0 };
    peer_walk_begin(f, &all, n);
    mark = f->next_mark;
    for (size_t i = 0; i < all.len; i++) {
        add_peers(f, &all, all.ptr[i], mark);
        add_dependents(f, &all, all.ptr[i], mark);
    }
    mark = mark_dependents(n);
    VEC_EACH (Node *, peer, all) {
        if ((*peer)->mark != mark)
            continue;
        VEC_EACH (Edge *, e, (*peer)->edges_in) {
            if (edge_is_valid(*e) && (!edge_is_peer(*e) || node_is_top((*e)->from)))
                vec_push_in(f->arena, out, *e);
        }
    }
}

Node *deepest_nesting_target(Node *start, Str name)
{
    for (Node *n = start; n != NULL; n = node_resolve_parent(n)) {
        const Edge *e;

        if (node_is_project_root(n) || node_resolve_parent(n) == NULL ||
            node_is_global_top(n))
            return n;
        e = node_edge(n, name);
        if (e == NULL || !edge_is_peer(e))
            return n;
    }
    return NULL;
}
