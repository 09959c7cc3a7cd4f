/* peer_fits.c: see peer_fits.h.
 *
 * A peer in its place is no conflict, whoever asks for it, if
 *   - its manifest failed, or what is there is the same and will do: its own peers aren't
 *     asked for then;
 *   - nothing by its name is there, or to be seen from there, and what is around the
 * place has no wish that it doesn't meet: then it is for its peers to find theirs.
 * Cutting circles, as can_place.c does, only leaves some of them out. So a set that is
 * closed under "its peers" and has none but these is free of conflicts.
 *
 * It stays so while its members are placed, one after the other: each then finds itself,
 * or is seen from further below by edges that it meets. What takes away, moves or
 * exchanges something in the tree ends that (Forest.n_unsettled). Overrides and links,
 * whose edges ask for more than a version, are left to can_place.c. */
#include "pkg/tree/peer_fits.h"

#include "pkg/tree/peers.h"

typedef struct {
    Node *dep, *target;
} PeerPlace;

typedef VEC(PeerPlace) PeerPlaces;

static Str key_of(const PeerPlace *p)
{
    return str_n((const char *)p, sizeof *p);
}

/* The place of a peer, by what is there. */
static bool fits_alone(Edge *e, Node *target, bool *asks)
{
    Node *dep = e->to, *current = node_child(target, e->name);
    Edge *own = node_edge(target, e->name);

    *asks = false;
    if (dep->is_link || dep->overrides != NULL || e->overrides != NULL)
        return false;
    if (dep->error != NULL)
        return true;
    if (own != NULL && edge_is_peer(own) && !node_is_top(target))
        return false;
    if (current != NULL)
        return node_matches(dep, current) &&
               (edge_satisfied_by(e, current) || !edge_satisfied_by(e, dep));
    *asks = true;
    return (own == NULL || edge_satisfied_by(own, dep)) &&
           node_resolve(target, e->name) == NULL;
}

/* The peers of one that are not known yet, to the others. */
static bool add_peers(PeerFits *fits, Arena *a, PeerPlace from, PeerPlaces *places)
{
    MAP_EACH (m, from.dep->edges_out) {
        Edge *e = m->value;
        PeerPlace p;
        bool asks;

        if (!edge_is_peer(e) || e->to == NULL)
            continue;
        p = (PeerPlace){ e->to, deepest_nesting_target(from.target, e->to->name) };
        if (map_has(&fits->known, key_of(&p)))
            continue;
        if (!fits_alone(e, p.target, &asks))
            return false;
        if (asks) {
            PeerPlace *kept = arena_new(a, PeerPlace);

            *kept = p;
            map_set(&fits->known, key_of(kept), kept);
            vec_push_in(a, places, p);
        }
    }
    return true;
}

bool peers_known_to_fit(const PeerFits *fits, Node *dep, Node *target)
{
    PeerPlace p = { dep, target };

    return map_has(&fits->known, key_of(&p));
}

bool peers_fit(PeerFits *fits, Node *dep, Node *target)
{
    Forest *f = target->forest;
    PeerPlace top = { dep, target };
    PeerPlaces places = { 0 };

    if (fits->n_unsettled != f->n_unsettled)
        map_clear(&fits->known);
    fits->n_unsettled = f->n_unsettled;
    fits->known.arena = f->arena;
    if (peers_known_to_fit(fits, dep, target))
        return true;
    vec_push_in(f->arena, &places, top);
    for (size_t i = 0; i < places.len; i++) {
        if (add_peers(fits, f->arena, places.ptr[i], &places))
            continue;
        for (size_t k = 1; k < places.len; k++)
            map_del(&fits->known, key_of(&places.ptr[k]));
        return false;
    }
    return true;
}
