/* can_place.c: decides about one place (Arborist's CanPlaceDep).
 *
 *  1. a dep whose manifest failed goes anywhere
 *  2. not where the target itself has it as a peer dependency
 *  3. not where the target needs another version of it
 *  4. where nothing is: CONFLICT if it would shadow what something below needs, else OK
 *  5. where something is:
 *     a. the same: KEEP (REPLACE if asked for by name)
 *     b. newer than what is there (or older, but not vulnerable as that is), and all who
 *        need that are content: REPLACE
 *     c. what is there will do: KEEP
 *     d. older, but deduping is preferred, and all are content: REPLACE
 *     e. it could nest deeper: CONFLICT
 *     f. the dependent's own node_modules: REPLACE
 *     g. for peers: REPLACE if the peer sets that need the current one can be nested
 * And all of its peers must find their places as well. */
#include "pkg/tree/can_place.h"

#include "pkg/tree/peers.h"

static Placement can_place_peers(CanPlace *c, Placement state)
{
    Forest *f = c->target->forest;
    NodeList *path = arena_new(f->arena, NodeList);
    bool conflict = false;

    c->can_place_self = state;
    for (size_t i = 0; c->peer_path && i < c->peer_path->len; i++)
        vec_push_in(f->arena, path, c->peer_path->ptr[i]);
    vec_push_in(f->arena, path, c->dep);
    MAP_EACH (m, c->dep->edges_out) {
        Edge *e = m->value;
        CanPlaceOptions o = { .dep = e->to,
                              .edge = e,
                              .parent = c,
                              .prefer_dedupe = true,
                              .peer_path = path,
                              .vulnerable = c->vulnerable };
        CanPlace *child;
        bool walked = false;

        if (!edge_is_peer(e) || e->to == NULL)
            continue;
        for (size_t i = 0; i < path->len; i++)
            walked = walked || path->ptr[i] == e->to;
        if (walked)
            continue;
        o.target = deepest_nesting_target(c->target, e->to->name);
        child = can_place(&o);
        vec_push_in(f->arena, &c->children, child);
        conflict = conflict || child->can_place == PLACE_CONFLICT;
    }
    return conflict ? PLACE_CONFLICT : state;
}

static Placement check_free(CanPlace *c)
{
    const CanPlace *top = c;
    Node *current;

    while (top->parent != NULL)
        top = top->parent;
    current =
        c->target != top->edge->from ? node_resolve(c->target, c->edge->name) : NULL;
    for (size_t i = 0; current != NULL && i < current->edges_in.len; i++) {
        Edge *e = current->edges_in.ptr[i];

        if (node_is_below(e->from, c->target) && edge_is_valid(e) &&
            !edge_satisfied_by(e, c->dep))
            return PLACE_CONFLICT;
    }
    return can_place_peers(c, PLACE_OK);
}

static Node *deepest(const CanPlace *c)
{
    Node *start = c->parent ? deepest(c->parent) : c->edge->from;

    return deepest_nesting_target(start, c->edge->name);
}

/* Can the entry's own package be clobbered: do all peers it brings fit the new ones? */
static bool can_clobber(CanPlace *c, Node *entry_node)
{
    Forest *f = c->target->forest;
    NodeList walk = { 0 };
    uint32_t mark = ++f->next_mark;

    entry_node->mark = mark;
    vec_push_in(f->arena, &walk, entry_node);
    for (size_t i = 0; i < walk.len; i++) {
        MAP_EACH (m, walk.ptr[i]->edges_out) {
            Edge *e = m->value;
            Node *rep;

            if (!edge_is_peer(e) || !edge_is_valid(e))
                continue;
            rep = node_child(c->dep->parent, e->name);
            if (rep == NULL) {
                if (e->to != NULL && e->to->mark != mark) {
                    e->to->mark = mark;
                    vec_push_in(f->arena, &walk, e->to);
                }
            } else if (!edge_satisfied_by(e, rep)) {
                return false;
            }
        }
    }
    return true;
}

/* 5g: every peer set that the current package is in can go elsewhere. */
static bool can_nest_current(CanPlace *c)
{
    const CanPlace *top = c;
    PeerEntries entries;
    bool can_replace = true;

    while (top->parent != NULL)
        top = top->parent;
    peer_entries(c->current, &entries);
    for (size_t i = 0; i < entries.len; i++) {
        Edge *entry = entries.ptr[i].entry;
        Node *rep;
        bool nest = true;

        if (entry == c->edge || entry == top->edge)
            continue;
        rep = c->dep->parent ? node_child(c->dep->parent, entry->to->name) : NULL;
        if (rep != NULL && node_can_replace(rep, entry->to, &c->dep->parent->children))
            continue;
        if (rep == NULL && c->dep->parent != NULL && can_clobber(c, entry->to))
            continue;
        VEC_EACH (Node *, peer, entries.ptr[i].peers) {
            Node *deep;

            if (!nest)
                break;
            deep = deepest_nesting_target(entry->from, (*peer)->name);
            if (deep == c->target || node_is_below(c->target, deep)) {
                nest = false;
                can_replace = false;
            }
        }
    }
    return can_replace;
}

static Placement try_replace(CanPlace *c)
{
    return node_can_replace(c->dep, c->current, NULL) ? can_place_peers(c, PLACE_REPLACE)
                                                      : PLACE_CONFLICT;
}

/* May it take the place of what is there, by its version? An older one will do to get rid
 * of a vulnerable one. */
static bool wants_place(const CanPlace *c)
{
    const Semver *cur = node_semver(c->current), *new = node_semver(c->dep);

    if (cur == NULL || new == NULL)
        return false;
    return semver_compare(new, cur) >= 0 || (is_vulnerable(c->vulnerable, c->current) &&
                                             !is_vulnerable(c->vulnerable, c->dep));
}

static Placement check_current(CanPlace *c)
{
    bool wants;
    Placement p;

    if (node_matches(c->dep, c->current) &&
        (edge_satisfied_by(c->edge, c->current) || c->edge_override))
        return c->explicit_request ? PLACE_REPLACE : PLACE_KEEP;
    wants = wants_place(c);
    if (wants && (p = try_replace(c)) != PLACE_CONFLICT)
        return p;
    if (edge_satisfied_by(c->edge, c->current) &&
        (!c->explicit_request || c->prefer_dedupe))
        return PLACE_KEEP;
    if (c->prefer_dedupe && !wants && (p = try_replace(c)) != PLACE_CONFLICT)
        return p;
    if (c->target != deepest(c))
        return PLACE_CONFLICT;
    if (!edge_is_peer(c->edge) && c->target == c->edge->from)
        return can_place_peers(c, PLACE_REPLACE);
    if (c->parent == NULL && !edge_is_peer(c->edge))
        return PLACE_CONFLICT;
    return can_nest_current(c) ? can_place_peers(c, PLACE_REPLACE) : PLACE_CONFLICT;
}

static Placement check(CanPlace *c)
{
    Edge *target_edge = node_edge(c->target, c->edge->name);

    if (c->dep->error != NULL)
        return c->current ? PLACE_REPLACE : PLACE_OK;
    if (target_edge != NULL && edge_is_peer(target_edge) && !node_is_top(c->target))
        return PLACE_CONFLICT;
    if (c->current == NULL && target_edge != NULL && target_edge != c->edge &&
        !edge_satisfied_by(target_edge, c->dep))
        return PLACE_CONFLICT;
    return c->current ? check_current(c) : check_free(c);
}

CanPlace *can_place(const CanPlaceOptions *o)
{
    CanPlace *c = arena_new(o->target->forest->arena, CanPlace);

    c->dep = o->dep;
    c->target = o->target;
    c->edge = o->edge;
    c->parent = o->parent;
    c->peer_path = o->peer_path;
    c->vulnerable = o->vulnerable;
    c->explicit_request = o->explicit_request;
    c->prefer_dedupe = o->prefer_dedupe || edge_is_peer(o->edge);
    c->current = node_child(c->target, c->edge->name);
    c->edge_override = !edge_satisfied_by(c->edge, c->dep);
    c->can_place = check(c);
    if (c->can_place_self == PLACE_NONE)
        c->can_place_self = c->can_place;
    return c;
}
