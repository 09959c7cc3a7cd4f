/* peers.c: peer sets (Arborist's peerEntrySets, deepestNestingTarget). */
#include "pkg/tree/peers.h"

static void add_once(Forest *f, NodeList *list, Node *n, uint32_t mark)
{
    if (n->mark == mark)
        return;
    n->mark = mark;
    vec_push_in(f->arena, list, n);
}

/* Peers of peers, downwards. */
static void close_over_peers(Forest *f, NodeList *list, uint32_t mark, bool upwards)
{
    for (size_t i = 0; i < list->len; i++) {
        MAP_EACH (m, list->ptr[i]->edges_out) {
            Edge *e = m->value;

            if (edge_is_peer(e) && e->to != NULL && edge_is_valid(e))
                add_once(f, list, e->to, mark);
        }
        if (!upwards)
            continue;
        VEC_EACH (Edge *, e, list->ptr[i]->edges_in) {
            if (edge_is_peer(*e) && edge_is_valid(*e))
                add_once(f, list, (*e)->from, mark);
        }
    }
}

void peer_entries(Node *n, PeerEntries *out)
{
    Forest *f = n->forest;
    NodeList all = { 0 };

    *out = (PeerEntries){ 0 };
    add_once(f, &all, n, ++f->next_mark);
    close_over_peers(f, &all, f->next_mark, true);
    VEC_EACH (Node *, peer, all) {
        VEC_EACH (Edge *, e, (*peer)->edges_in) {
            PeerEntry entry = { .entry = *e };

            if (!edge_is_valid(*e) || (edge_is_peer(*e) && !node_is_top((*e)->from)))
                continue;
            add_once(f, &entry.peers, *peer, ++f->next_mark);
            close_over_peers(f, &entry.peers, f->next_mark, false);
            if (n->mark == f->next_mark)
                vec_push_in(f->arena, out, entry);
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
