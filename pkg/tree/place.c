/* place.c: acts on what can_place.c decides (Arborist's PlaceDep).
 *
 *  1. walk up from the deepest place; the highest one that isn't a conflict is taken
 *  2. none: an error for the project's own dependencies, else a warning and the place
 * where the dep alone would fit
 *  3. KEEP: what is there stays; what became needless below goes
 *  4. put a new node there; what it replaces goes, with what only that needed
 *  5. remove copies below that the new one makes needless
 *  6. place its peers that aren't met yet */
#include "pkg/tree/place.h"

#include <stdlib.h>

#include "common/collate.h"
#include "pkg/tree/circles.h"
#include "pkg/tree/explain.h"
#include "pkg/tree/peers.h"
#include "pkg/tree/tree_private.h"

static bool is_update_name(const PlaceOptions *o, Str name)
{
    for (size_t i = 0; i < o->n_update_names; i++) {
        if (str_eq(o->update_names[i], name))
            return true;
    }
    return false;
}

/* Is the conflict the project's own: does its dependency, or one of its peer set's, cause
 * it? */
static bool is_mine(const Place *p)
{
    const Place *top = p;
    bool peers = false;
    EdgeList entries;
    Node *node;

    while (top->parent != NULL)
        top = top->parent;
    node = top->edge->from;
    if (node_is_workspace(node) || node_is_project_root(node))
        return true;
    if (!edge_is_peer(top->edge))
        return false;
    VEC_EACH (Edge *, e, node->edges_in) {
        if (edge_is_peer(*e))
            peers = true;
        else if (edge_is_from_project(*e))
            return true;
    }
    if (!peers)
        return false;
    peer_entries(node, &entries);
    VEC_EACH (Edge *, e, entries) {
        if (edge_is_from_project(*e))
            return true;
    }
    return false;
}

/* The deepest place of each is to be found below that of the one it is a peer of; where
 * nothing moved since, those further up are known. */
static Node *start_node(Place *p)
{
    Forest *f = p->dep->forest;
    ArenaMark mark = arena_mark(f->arena);
    VEC(Place *) up = { 0 };
    Node *n = NULL;

    for (; p != NULL && n == NULL; p = p->parent) {
        if (p->start != NULL && p->n_unsettled == f->n_unsettled)
            n = p->start;
        else
            vec_push_in(f->arena, &up, p);
    }
    while (up.len > 0) {
        p = up.ptr[--up.len];
        p->start = n =
            deepest_nesting_target(n != NULL ? n : p->edge->from, p->edge->name);
        p->n_unsettled = f->n_unsettled;
    }
    arena_rewind(f->arena, mark);
    return n;
}

/* ---- Conflicts ---- */

/* What stands against the dep itself, or against one of its peers. */
static cJSON *peer_conflict(Place *p)
{
    Forest *f = p->dep->forest;
    const CanPlace *self = p->can_place_self;
    cJSON *o = json_new_obj(f->arena);

    if (self == NULL || self->can_place_self == PLACE_CONFLICT) {
        explain_put(f->arena, o, "current",
                    p->current ? explain_node(p->current, NULL) : NULL);
        explain_put(f->arena, o, "peer", explain_node(p->dep, p->edge));
        return o;
    }
    if (p->culprit.dep == NULL)
        return NULL;
    explain_put(f->arena, o, "current", explain_node(p->culprit.current, NULL));
    explain_put(f->arena, o, "peer", explain_node(p->culprit.dep, p->culprit.edge));
    return o;
}

static cJSON *explain_conflict(Place *p, Edge *edge, Node *dep)
{
    Forest *f = edge->from->forest;
    Node *current = node_resolve(edge->from, edge->name);
    cJSON *o = json_new_obj(f->arena), *peer;

    explain_put(f->arena, o, "code", json_new_str(f->arena, STR("ERESOLVE")));
    explain_put(f->arena, o, "edge", explain_edge(edge));
    explain_put(f->arena, o, "dep", explain_node(dep, edge));
    explain_put(f->arena, o, "force", json_new_bool(f->arena, p->options->force));
    explain_put(f->arena, o, "isMine", json_new_bool(f->arena, is_mine(p)));
    explain_put(f->arena, o, "strictPeerDeps",
                json_new_bool(f->arena, p->options->strict_peer_deps));
    if (p->parent != NULL) {
        explain_put(f->arena, o, "current", current ? explain_node(current, edge) : NULL);
        explain_put(f->arena, o, "peerConflict",
                    p->current ? explain_node(p->current, p->edge) : NULL);
        return o;
    }
    explain_put(f->arena, o, "current", current ? explain_node(current, NULL) : NULL);
    peer = peer_conflict(p);
    if (peer != NULL)
        explain_put(f->arena, o, "peerConflict", peer);
    return o;
}

static void warn_conflict(Place *p, Edge *edge, Node *dep)
{
    IdealWarning w = { .code = ERR_ERESOLVE,
                       .message = STR("overriding peer dependency") };

    edge->peer_conflicted = true;
    if (p->options->warnings == NULL)
        return;
    w.detail = explain_conflict(p, edge, dep);
    vec_push_in(edge->from->forest->arena, p->options->warnings, w);
}

static void fail_peer_conflict(Place *p, Err *err)
{
    Place *top = p;

    while (top->parent != NULL)
        top = top->parent;
    p->conflict = true;
    top->edge->from->tree->eresolve = explain_conflict(p, top->edge, top->dep);
    err_set(err, ERR_ERESOLVE, "could not resolve");
}

/* ---- Taking out ---- */

static void detach_all(const NodeList *nodes)
{
    VEC_EACH (Node *, n, *nodes)
        node_detach(*n);
}

static int by_location(const void *a, const void *b)
{
    const Node *x = *(Node *const *)a, *y = *(Node *const *)b;

    return collate_compare(x->name, y->name);
}

/* A node's children as they came; removing one of them doesn't disturb the list. */
static void children_of(Forest *f, const Node *n, NodeList *out)
{
    *out = (NodeList){ 0 };
    MAP_EACH (c, n->children)
        vec_push_in(f->arena, out, (Node *)c->value);
}

/* The same in order of their names. */
static void sorted_children(Forest *f, const Node *n, NodeList *out)
{
    children_of(f, n, out);
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, by_location);
}

static void prune_dedupable(const Place *p, Node *n, bool descend)
{
    Forest *f;
    NodeList set, list = { 0 };

    if (n->tree == NULL)
        return;
    f = n->forest;
    if (node_can_dedupe(n, p->options->prefer_dedupe, p->explicit_request)) {
        vec_push_in(f->arena, &list, n);
        gather_dep_set(f, &list, edge_is_valid_elsewhere, n, &set);
        detach_all(&set);
        return;
    }
    if (!descend)
        return;
    sorted_children(f, n, &list);
    VEC_EACH (Node *, c, list)
        prune_dedupable(p, *c, true);
    for (size_t i = 0; i < n->fs_children.len; i++) {
        sorted_children(f, n->fs_children.ptr[i], &list);
        VEC_EACH (Node *, c, list)
            prune_dedupable(p, *c, true);
    }
}

/* ---- Replacing ---- */

static bool not_around(Edge *e, void *ctx)
{
    return e->from != ctx && e->to != ctx && edge_is_valid(e);
}

/* What the new node makes invalid, and what only the old one needed, goes. */
static void prune_for_replacement(Node *n, const NodeList *old_deps)
{
    Forest *f = n->forest;
    NodeList invalid = { 0 }, set;

    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (e->to != NULL && !edge_is_valid(e))
            vec_push_in(f->arena, &invalid, e->to);
    }
    VEC_EACH (Node *, d, *old_deps) {
        NodeList one = { 0 };

        vec_push_in(f->arena, &one, *d);
        gather_dep_set(f, &one, edge_is_valid_elsewhere, *d, &set);
        VEC_EACH (Node *, s, set)
            vec_push_in(f->arena, &invalid, *s);
    }
    gather_dep_set(f, &invalid, not_around, n, &set);
    detach_all(&set);
}

static bool only_not_to(Edge *e, void *ctx)
{
    return e->to != ctx;
}

static bool not_to_nor_conflicted(Edge *e, void *ctx)
{
    return e->to != ctx && !e->peer_conflicted;
}

/* Peer sets beside the replaced node that want the old one and can nest go, to be placed
 * again deeper; those that can't are overridden. */
static void collect_peer_sets(Place *p, Node *old, NodeList *out)
{
    Forest *f = old->forest;
    Node *target = old->parent;

    VEC_EACH (Edge *, in, old->edges_in) {
        Edge *e = *in;
        EdgeList entries;

        if (!edge_is_peer(e) || e->from->parent != target || e->peer_conflicted ||
            edge_satisfied_by(e, p->placed))
            continue;
        peer_entries(e->from, &entries);
        for (size_t i = 0; i < entries.len; i++) {
            Edge *entry = entries.ptr[i];
            Node *node = entry->to;
            NodeList one = { 0 }, set;

            if (node == target || edge_is_from_project(entry)) {
                warn_conflict(p, e, p->dep);
                continue;
            }
            vec_push_in(f->arena, &one, node);
            gather_dep_set(f, &one, not_to_nor_conflicted, node, &set);
            VEC_EACH (Node *, s, set)
                vec_push_in(f->arena, out, *s);
        }
    }
}

static void replace_old(Place *p, Node *old)
{
    Forest *f = old->forest;
    NodeList old_deps = { 0 }, peer_sets = { 0 };

    MAP_EACH (m, old->edges_out) {
        Edge *e = m->value;
        NodeList one = { 0 }, set;

        if (e->to == NULL || node_edge(p->placed, e->name) != NULL)
            continue;
        vec_push_in(f->arena, &one, e->to);
        gather_dep_set(f, &one, only_not_to, e->to, &set);
        VEC_EACH (Node *, s, set)
            vec_push_in(f->arena, &old_deps, *s);
    }
    collect_peer_sets(p, old, &peer_sets);
    node_replace(p->placed, old);
    prune_for_replacement(p->placed, &old_deps);
    VEC_EACH (Node *, d, peer_sets) {
        VEC_EACH (Edge *, e, (*d)->edges_in)
            vec_push_in(f->arena, &p->need_evaluation, (*e)->from);
        node_detach(*d);
    }
}

/* ---- Placing ---- */

static Node *copy_of(Forest *f, const Node *dep)
{
    Node *n = node_new(f, dep->name, NULL);

    n->pkg = dep->pkg;
    n->real = dep->real;
    n->overrides = dep->overrides;
    n->resolved = dep->resolved;
    n->integrity = dep->integrity;
    n->odd_facts = dep->odd_facts;
    n->has_shrinkwrap = dep->has_shrinkwrap;
    n->error = dep->error;
    n->is_link = dep->is_link;
    n->target = dep->target;
    n->is_dummy = dep->is_dummy;
    node_load_edges(n);
    return n;
}

/* The node would sit below itself: a link to that one instead. */
static Node *ancestor_itself(Node *target, const Node *dep)
{
    for (Node *n = target; n != NULL; n = node_resolve_parent(n)) {
        if (!node_is_top(n) && node_matches(n, dep))
            return n;
    }
    return NULL;
}

static void prune_below(Place *p, Node *target)
{
    Tree *t = target->tree;
    const NodeList *named;
    NodeList copies = { 0 }, kids;

    if (t == NULL)
        return; /* what it belongs to was pruned meanwhile */
    named = map_get(&t->by_name, p->edge->name);
    for (size_t i = 0; named != NULL && i < named->len; i++)
        vec_push_in(t->forest->arena, &copies, named->ptr[i]);
    VEC_EACH (Node *, n, copies) {
        if ((*n)->tree != t || node_is_top(*n) || !node_is_below(*n, target))
            continue;
        prune_dedupable(p, *n, false);
        if ((*n)->tree != t)
            continue;
        children_of(t->forest, *n, &kids);
        VEC_EACH (Node *, k, kids)
            prune_dedupable(p, *k, false);
    }
}

static void put_there(Place *p, Node *target)
{
    Forest *f = target->forest;
    Node *old, *above = ancestor_itself(target, p->dep);

    if (above != NULL) {
        p->placed = node_new_link(f, p->dep->name, above);
        node_set_parent(p->placed, target);
        f->n_unsettled++; /* it is no copy of the dep */
        return;
    }
    p->takes_peers = true;
    p->placed = copy_of(f, p->dep);
    old = node_child(target, p->edge->name);
    if (old != NULL)
        replace_old(p, old);
    else
        node_set_parent(p->placed, target);
    if (edge_is_peer(p->edge) && !edge_satisfied_by(p->edge, p->placed))
        warn_conflict(p, p->edge, p->dep);
    if (p->edge->to != NULL && p->edge->to != p->placed && edge_is_valid(p->edge))
        prune_dedupable(p, p->edge->to, false);
    prune_below(p, target);
}

/* 1. */
static void find_place(Place *p)
{
    for (Node *target = start_node(p); target != NULL;
         target = node_resolve_parent(target)) {
        Edge *target_edge = node_edge(target, p->edge->name);
        CanPlaceOptions o = { .dep = p->dep,
                              .edge = p->edge,
                              .target = target,
                              .parent = p->parent ? p->parent->can_place : NULL,
                              .prefer_dedupe = p->options->prefer_dedupe,
                              .explicit_request = p->explicit_request,
                              .fits = p->fits,
                              .vulnerable = p->options->vulnerable };
        CanPlace *c;

        if (!node_is_top(target) && target_edge != NULL && edge_is_peer(target_edge))
            continue;
        c = can_place(&o);
        if (c->can_place_self != PLACE_CONFLICT)
            p->can_place_self = c;
        if (c->can_place == PLACE_CONFLICT)
            break;
        p->can_place = c;
        if (p->dep->error != NULL || p->options->strategy == STRATEGY_NESTED)
            break;
        if (p->options->strategy == STRATEGY_SHALLOW &&
            node_resolve_parent(target) != NULL &&
            node_is_project_root(node_resolve_parent(target)))
            break;
    }
}

/* 1. to 5. */
static Place *place_alone(const PlaceOptions *options, Edge *edge, Node *dep,
                          bool explicit_request, Place *parent, Err *err)
{
    Arena *a = edge->from->forest->arena;
    Place *p = arena_new(a, Place);
    Placement kind;

    *p = (Place){ .options = options,
                  .edge = edge,
                  .dep = dep,
                  .explicit_request = explicit_request,
                  .parent = parent,
                  .fits = parent ? parent->fits : arena_new(a, PeerFits),
                  .current = edge->to };
    if (edge->to != NULL && edge_is_valid(edge) && !explicit_request &&
        !is_update_name(options, edge->name) &&
        !is_vulnerable(options->vulnerable, edge->to))
        return p;
    find_place(p);
    if (parent == NULL && p->can_place_self != NULL &&
        (p->can_place == NULL || edge_is_peer(edge)))
        can_place_blame(p->can_place_self, p->fits, &p->culprit);
    if (p->can_place == NULL) {
        if (!options->force && (is_mine(p) || options->strict_peer_deps)) {
            fail_peer_conflict(p, err);
            return p;
        }
        if (p->can_place_self == NULL) {
            warn_conflict(p, edge, p->dep);
            return p;
        }
        p->can_place = p->can_place_self;
    }
    kind = p->can_place->can_place == PLACE_CONFLICT ? p->can_place->can_place_self
                                                     : p->can_place->can_place;
    if (kind == PLACE_KEEP) {
        if (edge_is_peer(edge) && !edge_is_valid(edge))
            warn_conflict(p, edge, p->dep);
        prune_dedupable(p, p->can_place->target, true);
        return p;
    }
    put_there(p, p->can_place->target);
    return p;
}

/* ---- 6. Its peers ---- */

/* A package that was placed, and how far its peers are. */
typedef struct {
    Place *p;
    EdgeList edges;
    size_t next;
} Placing;

typedef VEC(Placing) Placings;

static void enter(Arena *a, Placings *placings, Place *p)
{
    Placing l = { .p = p };

    if (p->takes_peers) {
        MAP_EACH (m, p->placed->edges_out)
            vec_push_in(a, &l.edges, (Edge *)m->value);
    }
    vec_push_in(a, placings, l);
}

/* The package for a peer's edge that isn't met yet, from the peer set. */
static Node *peer_for(const Place *p, Edge *e)
{
    Node *virtual_root = p->dep->parent, *peer;

    if (!edge_is_peer(e) || edge_is_valid(e) || e->peer_conflicted)
        return NULL;
    peer = virtual_root ? node_child(virtual_root, e->name) : NULL;
    return peer != NULL && edge_satisfied_by(e, peer) ? peer : NULL;
}

/* Each peer throws out what one before it needs: npm goes on for ever. Here the rest is
 * left to those whose dependencies are missing then. */
static bool places_again(Circle *circle, size_t depth, const Edge *e, const Node *peer,
                         const Tree *tree)
{
    uint64_t what = circle_mix_at(circle_mix_text(0, e->from->path), e->from->pkg);

    return tree != NULL && depth >= 64 &&
           circle_closes(circle, depth, circle_mix_at(what, peer), tree);
}

/* Peers of peers can go far: a list, not the stack. */
Place *place_dep(const PlaceOptions *options, Edge *edge, Node *dep,
                 bool explicit_request, Err *err)
{
    Arena *a = edge->from->forest->arena;
    Place *top = place_alone(options, edge, dep, explicit_request, NULL, err);
    Tree *tree = edge->from->tree;
    Placings placings = { 0 };
    Circle circle = { .placing = true };

    enter(a, &placings, top);
    while (placings.len > 0) {
        Placing *l = &vec_last(&placings);
        Place *p = l->p, *child;
        Edge *e = l->next < l->edges.len ? l->edges.ptr[l->next++] : NULL;
        Node *peer = e != NULL ? peer_for(p, e) : NULL;

        if (peer != NULL && places_again(&circle, placings.len, e, peer, tree)) {
            break;
        } else if (peer != NULL) {
            child = place_alone(options, e, peer, explicit_request, p, err);
            vec_push_in(a, &p->children, child);
            enter(a, &placings, child);
        } else if (e == NULL) {
            placings.len--;
            if (p->parent != NULL)
                p->parent->conflict = p->parent->conflict || p->conflict;
        }
    }
    return top;
}
