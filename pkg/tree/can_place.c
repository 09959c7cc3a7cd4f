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

/* "This, if all of its peers find their places": they are looked at between two askings
 * (answer). */
static Placement can_place_peers(CanPlace *c, Placement state)
{
    c->can_place_self = state;
    c->asks = !c->answered;
    if (c->asks)
        return PLACE_NONE;
    return c->peers_conflict ? PLACE_CONFLICT : state;
}

static Placement check_free(CanPlace *c)
{
    Node *current =
        c->target != c->top->edge->from ? node_resolve(c->target, c->edge->name) : NULL;

    for (size_t i = 0; current != NULL && i < current->edges_in.len; i++) {
        Edge *e = current->edges_in.ptr[i];

        if (node_is_below(e->from, c->target) && edge_is_valid(e) &&
            !edge_satisfied_by(e, c->dep))
            return PLACE_CONFLICT;
    }
    return can_place_peers(c, PLACE_OK);
}

/* From the top down, each below the one before. */
static Node *deepest(const CanPlace *c)
{
    Arena *a = c->target->forest->arena;
    ArenaMark mark = arena_mark(a);
    VEC(const CanPlace *) up = { 0 };
    Node *n = c->top->edge->from;

    for (; c != NULL; c = c->parent)
        vec_push_in(a, &up, c);
    while (up.len > 0)
        n = deepest_nesting_target(n, up.ptr[--up.len]->edge->name);
    arena_rewind(a, mark);
    return n;
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

/* Would all that the entry brings stand below the target, if placed anew? */
static bool can_nest(CanPlace *c, Edge *entry)
{
    Forest *f = c->target->forest;
    ArenaMark mark = arena_mark(f->arena);
    NodeList walk = { 0 };
    bool nests = true;

    peer_walk_begin(f, &walk, entry->to);
    for (size_t i = 0; nests && i < walk.len; i++) {
        Node *deep = deepest_nesting_target(entry->from, walk.ptr[i]->name);

        nests = deep != c->target && !node_is_below(c->target, deep);
        peer_walk_on(f, &walk, i);
    }
    arena_rewind(f->arena, mark);
    return nests;
}

/* 5g: every peer set that the current package is in can go elsewhere. */
static bool can_nest_current(CanPlace *c)
{
    EdgeList entries;

    peer_entries(c->current, &entries);
    VEC_EACH (Edge *, entry, entries) {
        Node *to = (*entry)->to, *rep;

        if (*entry == c->edge || *entry == c->top->edge)
            continue;
        rep = c->dep->parent ? node_child(c->dep->parent, to->name) : NULL;
        if (rep != NULL && node_can_replace(rep, to, c->dep->parent))
            continue;
        if (rep == NULL && c->dep->parent != NULL && can_clobber(c, to))
            continue;
        if (!can_nest(c, *entry))
            return false;
    }
    return true;
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
    if (c->target != (c->place.deepest ? c->place.deepest : deepest(c)))
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

/* ---- With its peers ---- */

/* npm goes each way from a package to its peers, their peers and so on, but not in
 * circles; where everybody is everybody's peer these are more than anybody could go. But
 * what comes of a peer depends on little of the way: the dep, its target and how deep it
 * could go tell it, and what asking another time would change is only that what stands
 * there will do. So each such place is asked for its peers once, the nearest first.
 *
 * Only where one dep can be reached in several places this may be another answer than
 * npm's: a conflict at the end of a way that leads to a package twice. */

static void look(CanPlace *c)
{
    c->current = node_child(c->target, c->edge->name);
    c->edge_override = !edge_satisfied_by(c->edge, c->dep);
    c->can_place = check(c);
}

static void answer(CanPlace *c)
{
    c->answered = true;
    if (c->asks)
        c->can_place = check(c);
    if (c->can_place_self == PLACE_NONE)
        c->can_place_self = c->can_place;
}

/* Places whose peers are asked, in this order. */
typedef struct {
    CanPlace *top; /* from whom all ways begin */
    PeerFits *fits;
    VEC(CanPlace *) list;
    Map known; /* AskedPlace, as bytes -> CanPlace * */
} Places;

static Str place_key(const CanPlace *c)
{
    return str_n((const char *)&c->place, sizeof c->place);
}

static void add_place(Places *places, CanPlace *c)
{
    vec_push(&places->list, c);
    map_set(&places->known, place_key(c), c);
}

static CanPlace *take(Places *places)
{
    CanPlace *c = places->fits->spare;

    if (c == NULL)
        return arena_new(places->top->target->forest->arena, CanPlace);
    places->fits->spare = c->parent;
    return c;
}

static void give_back(Places *places, CanPlace *c)
{
    c->parent = places->fits->spare;
    places->fits->spare = c;
}

/* The first one is the caller's. */
static void release_places(Places *places)
{
    for (size_t i = 1; i < places->list.len; i++)
        give_back(places, places->list.ptr[i]);
    vec_release(&places->list);
    map_release(&places->known);
}

/* A peer of c in its place, not looked at yet. */
static CanPlace *begin_peer(Places *places, CanPlace *c, Edge *e)
{
    CanPlace *peer = take(places);
    const AskedPlace *up = &c->place;

    *peer = (CanPlace){ .dep = e->to, .edge = e, .parent = c, .top = c->top };
    peer->vulnerable = c->vulnerable;
    peer->prefer_dedupe = true;
    peer->target = deepest_nesting_target(c->target, e->to->name);
    peer->place = (AskedPlace){ peer->dep, peer->target, peer->target };
    if (up->deepest != up->target)
        peer->place.deepest = deepest_nesting_target(up->deepest, e->to->name);
    return peer;
}

static bool is_open_peer(const Edge *e)
{
    return edge_is_peer(e) && e->to != NULL && !e->to->on_peer_path;
}

/* Do its own peers decide? Not where what is there would do. */
static bool depends_on_peers(CanPlace *c)
{
    return c->asks && (c->current == NULL || !edge_satisfied_by(c->edge, c->current));
}

/* Is one of the peers of a place a conflict, whatever theirs are? */
static bool ask_peers(Places *places, CanPlace *c)
{
    MAP_EACH (m, c->dep->edges_out) {
        CanPlace *peer;
        bool known;

        if (!is_open_peer(m->value))
            continue;
        peer = begin_peer(places, c, m->value);
        known = map_has(&places->known, place_key(peer));
        if (!known)
            look(peer);
        if (!known && depends_on_peers(peer) &&
            !peers_known_to_fit(places->fits, peer->dep, peer->target))
            add_place(places, peer);
        else
            give_back(places, peer);
        if (!known && peer->can_place == PLACE_CONFLICT)
            return true;
    }
    return false;
}

static void mark_path(const CanPlace *c, const CanPlace *top, bool on)
{
    for (; c != top; c = c->parent)
        c->dep->on_peer_path = on;
    top->dep->on_peer_path = on;
}

/* Is a peer of c a conflict, or a peer's peer …, without those that led from top to c? */
static bool has_conflict(CanPlace *top, CanPlace *c, PeerFits *fits)
{
    Places places = { .top = top, .fits = fits };
    bool conflict = false;

    mark_path(c, top, true);
    add_place(&places, c);
    for (size_t i = 0; i < places.list.len && !conflict; i++)
        conflict = ask_peers(&places, places.list.ptr[i]);
    mark_path(c, top, false);
    release_places(&places);
    return conflict;
}

static bool has_peers(const Node *dep)
{
    MAP_EACH (m, dep->edges_out) {
        const Edge *e = m->value;

        if (edge_is_peer(e) && e->to != NULL)
            return true;
    }
    return false;
}

CanPlace *can_place(const CanPlaceOptions *o)
{
    CanPlace *c = arena_new(o->target->forest->arena, CanPlace);

    *c = (CanPlace){ .dep = o->dep, .target = o->target, .edge = o->edge };
    c->parent = o->parent;
    c->top = o->parent != NULL ? o->parent->top : c;
    c->vulnerable = o->vulnerable;
    c->explicit_request = o->explicit_request;
    c->prefer_dedupe = o->prefer_dedupe || edge_is_peer(o->edge);
    look(c);
    if (c->asks && has_peers(c->dep) && !peers_fit(o->fits, c->dep, c->target)) {
        c->place = (AskedPlace){ c->dep, c->target, deepest(c) };
        c->peers_conflict = has_conflict(c, c, o->fits);
    }
    answer(c);
    return c;
}

/* ---- Who is to blame ---- */

static bool leads_back(const CanPlace *peer, const CanPlace *top)
{
    const CanPlace *up = peer;

    while (up != top) {
        up = up->parent;
        if (up->dep == peer->dep)
            return true;
    }
    return false;
}

/* With all of its peers. Of those of one place it is found out once. */
static bool is_conflict(Places *places, CanPlace *c)
{
    CanPlace *asked;

    if (!depends_on_peers(c))
        return c->can_place == PLACE_CONFLICT;
    asked = map_get(&places->known, place_key(c));
    if (!asked->answered)
        asked->peers_conflict = has_conflict(places->top, c, places->fits);
    asked->answered = true;
    return asked->peers_conflict;
}

/* Of the peers of one: the first that is a conflict with something. */
static bool blame_peers(Places *places, CanPlace *c, PeerConflict *out)
{
    MAP_EACH (m, c->dep->edges_out) {
        CanPlace *peer;
        bool added, blamed;

        if (!edge_is_peer(m->value) || ((Edge *)m->value)->to == NULL)
            continue;
        peer = begin_peer(places, c, m->value);
        if (leads_back(peer, places->top)) {
            give_back(places, peer);
            continue;
        }
        look(peer);
        added = peer->asks && !map_has(&places->known, place_key(peer));
        if (added)
            add_place(places, peer);
        blamed = peer->current != NULL && is_conflict(places, peer);
        if (blamed)
            *out = (PeerConflict){ peer->current, peer->dep, peer->edge };
        if (!added)
            give_back(places, peer);
        if (blamed)
            return true;
    }
    return false;
}

bool can_place_blame(CanPlace *c, PeerFits *fits, PeerConflict *out)
{
    Places places = { .top = c, .fits = fits };
    bool found = false;

    if (!c->peers_conflict)
        return false;
    add_place(&places, c);
    for (size_t i = 0; i < places.list.len && !found; i++)
        found = blame_peers(&places, places.list.ptr[i], out);
    release_places(&places);
    return found;
}
