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
 * (decide). */
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

/* ---- With its peers ---- */

/* Where everybody is everybody's peer and something is in the way, there are more ways
 * than anybody could go (npm tries). Of a set with so many, the rest counts as a
 * conflict: there is one, or nobody would be asked. */
enum { PEERS_ASKED_MAX = 1000000 };

static void look(CanPlace *c, const CanPlaceOptions *o)
{
    *c = (CanPlace){ .dep = o->dep, .target = o->target, .edge = o->edge };
    c->parent = o->parent;
    c->top = o->parent != NULL ? o->parent->top : c;
    c->vulnerable = o->vulnerable;
    c->explicit_request = o->explicit_request;
    c->prefer_dedupe = o->prefer_dedupe || edge_is_peer(o->edge);
    c->current = node_child(c->target, c->edge->name);
    c->edge_override = !edge_satisfied_by(c->edge, c->dep);
    c->can_place = check(c);
}

/* A dep whose peers are being looked at, and how far that went. */
typedef struct {
    CanPlace *c;
    size_t at; /* in its edges */
} Level;

typedef VEC(Level) Levels;

/* The next peer that isn't looked at already, further up. */
static Edge *next_peer(Level *l)
{
    MapEntry *m;

    while ((m = map_next(&l->c->dep->edges_out, &l->at)) != NULL) {
        Edge *e = m->value;

        if (edge_is_peer(e) && e->to != NULL && !e->to->on_peer_path)
            return e;
    }
    return NULL;
}

static void answer(CanPlace *c)
{
    c->answered = true;
    if (c->asks)
        c->can_place = check(c);
    if (c->can_place_self == PLACE_NONE)
        c->can_place_self = c->can_place;
}

static void add_child(CanPlace *c, const CanPlace *child)
{
    bool conflict = child->can_place == PLACE_CONFLICT;

    PeerConflict culprit = child->culprit;
    unsigned depth = child->culprit_depth > 0 ? child->culprit_depth + 1 : 0;

    c->peers_conflict = c->peers_conflict || conflict;
    if (conflict && child->current != NULL) {
        culprit = (PeerConflict){ child->current, child->dep, child->edge };
        depth = 1;
    }
    if (depth > 0 && (c->culprit_depth == 0 || depth < c->culprit_depth)) {
        c->culprit = culprit;
        c->culprit_depth = depth;
    }
}

static void enter(Arena *a, Levels *levels, CanPlace *c)
{
    c->dep->on_peer_path = true;
    vec_push_in(a, levels, (Level){ .c = c });
}

/* Ways are many, and what was found on one is needed only until it is told further up. */
static CanPlace *take(Arena *a, CanPlace **spare)
{
    CanPlace *c = *spare;

    if (c == NULL)
        return arena_new(a, CanPlace);
    *spare = c->parent;
    return c;
}

static void give_back(CanPlace **spare, CanPlace *c)
{
    c->parent = *spare;
    *spare = c;
}

static void leave(Levels *levels, CanPlace **spare)
{
    CanPlace *c = levels->ptr[--levels->len].c;

    c->dep->on_peer_path = false;
    answer(c);
    if (levels->len == 0)
        return;
    add_child(vec_last(levels).c, c);
    give_back(spare, c);
}

/* Each way through the peers, but not in circles. A list, not the stack: ways can be
 * long. */
static void ask_peers(CanPlace *top, PeerFits *fits)
{
    Arena *a = top->target->forest->arena;
    CanPlace *spare = NULL;
    Levels levels = { 0 };

    enter(a, &levels, top);
    while (levels.len > 0) {
        CanPlace *c = vec_last(&levels).c, *child;
        Edge *e = next_peer(&vec_last(&levels));
        CanPlaceOptions o = {
            .parent = c, .edge = e, .prefer_dedupe = true, .vulnerable = c->vulnerable
        };

        if (fits->n_asked >= PEERS_ASKED_MAX)
            c->peers_conflict = true;
        if (e == NULL || fits->n_asked >= PEERS_ASKED_MAX) {
            leave(&levels, &spare);
            continue;
        }
        fits->n_asked++;
        o.dep = e->to;
        o.target = deepest_nesting_target(c->target, e->to->name);
        child = take(a, &spare);
        look(child, &o);
        if (child->asks && !peers_known_to_fit(fits, child->dep, child->target)) {
            enter(a, &levels, child);
            continue;
        }
        answer(child);
        add_child(c, child);
        give_back(&spare, child);
    }
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

    look(c, o);
    if (c->asks && has_peers(c->dep) && !peers_fit(o->fits, c->dep, c->target))
        ask_peers(c, o->fits);
    else
        answer(c);
    return c;
}
