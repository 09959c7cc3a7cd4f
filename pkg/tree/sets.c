/* sets.c: comparing nodes, and sets of nodes (Arborist's gatherDepSet, optionalSet). */
#include "pkg/tree/tree.h"
#include "pkg/tree/tree_private.h"

bool node_matches(const Node *a, const Node *b)
{
    Str an, bn, av, bv;

    if (a == b)
        return true;
    if (!str_eq(a->name, b->name))
        return false;
    if (a->is_link)
        return b->is_link && a->target != NULL && b->target != NULL &&
               node_matches(a->target, b->target);
    if (a->is_root && b->is_root)
        return str_eq(a->path, b->path);
    if (a->integrity.ptr != NULL && b->integrity.ptr != NULL)
        return str_eq(a->integrity, b->integrity);
    if (a->resolved.ptr != NULL && b->resolved.ptr != NULL)
        return str_eq(a->resolved, b->resolved);
    an = node_package_name(a);
    bn = node_package_name(b);
    av = node_version(a);
    bv = node_version(b);
    return an.len > 0 && str_eq(an, bn) && av.len > 0 && str_eq(av, bv);
}

/* ---- Sets by marks ---- */

/* What is reached from `from` by edges that the filter takes. Members have the mark. */
static void reach(Forest *f, const NodeList *from, EdgeFilter filter, void *ctx,
                  uint32_t mark, NodeList *out)
{
    VEC_EACH (Node *, n, *from) {
        if ((*n)->mark != mark)
            vec_push_in(f->arena, out, *n);
        (*n)->mark = mark;
    }
    for (size_t i = 0; i < out->len; i++) {
        MAP_EACH (m, out->ptr[i]->edges_out) {
            Edge *e = m->value;

            if (e->to != NULL && e->to->mark != mark && filter(e, ctx)) {
                e->to->mark = mark;
                vec_push_in(f->arena, out, e->to);
            }
        }
    }
}

static bool is_needed_outside(const Node *n, uint32_t mark, EdgeFilter filter, void *ctx)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        if ((*e)->from->mark != mark && filter(*e, ctx))
            return true;
    }
    return false;
}

void gather_dep_set(Forest *f, const NodeList *from, EdgeFilter filter, void *ctx,
                    NodeList *out)
{
    uint32_t mark = ++f->next_mark;
    NodeList left = { 0 };
    size_t kept = 0;

    *out = (NodeList){ 0 };
    reach(f, from, filter, ctx, mark, out);
    /* Those that somebody outside needs are not theirs, and outside from then on: so is
     * what they need. */
    VEC_EACH (Node *, n, *out) {
        if (!is_needed_outside(*n, mark, filter, ctx))
            continue;
        (*n)->mark = 0;
        vec_push_in(f->arena, &left, *n);
    }
    for (size_t i = 0; i < left.len; i++) {
        MAP_EACH (m, left.ptr[i]->edges_out) {
            Edge *e = m->value;

            if (e->to != NULL && e->to->mark == mark && filter(e, ctx)) {
                e->to->mark = 0;
                vec_push_in(f->arena, &left, e->to);
            }
        }
    }
    VEC_EACH (Node *, n, *out) {
        if ((*n)->mark == mark)
            out->ptr[kept++] = *n;
    }
    out->len = kept;
}

static bool outside_and_alive(Edge *e, void *ctx)
{
    return !node_list_has(ctx, e->to) && !e->from->inert;
}

void optional_set(Forest *f, Node *n, NodeList *out)
{
    NodeList set = { 0 };

    vec_push_in(f->arena, &set, n);
    for (size_t i = 0; i < set.len; i++) {
        VEC_EACH (Edge *, e, set.ptr[i]->edges_in) {
            if (!edge_is_optional(*e) && !node_list_has(&set, (*e)->from))
                vec_push_in(f->arena, &set, (*e)->from);
        }
    }
    gather_dep_set(f, &set, outside_and_alive, &set, out);
}

/* ---- Replacing ---- */

bool node_can_replace(Node *n, Node *old, const Node *peer_set)
{
    Forest *f = old->forest;
    NodeList from = { 0 }, set = { 0 };

    if (!str_eq(n->name, old->name) ||
        !str_eq(node_package_name(n), node_package_name(old)))
        return false;
    if (old->edges_out.len > 0 &&
        (n->overrides != NULL ? !override_equal(n->overrides, old->overrides)
                              : old->overrides != NULL))
        return false;
    vec_push_in(f->arena, &from, old);
    VEC_EACH (Edge *, e, old->edges_in) {
        if (!node_is_top(old) && (*e)->from->parent == old->parent && edge_is_peer(*e) &&
            peer_set != NULL && node_child_exactly(peer_set, (*e)->from->name) != NULL)
            continue;
        if (edge_satisfied_by(*e, n))
            continue;
        /* Who is there for the old one only goes with it: a set that may be large. */
        if (set.len == 0)
            gather_dep_set(f, &from, edge_is_valid_elsewhere, old, &set);
        if (!node_list_has(&set, (*e)->from))
            return false;
    }
    return true;
}

bool node_can_dedupe(Node *n, bool prefer_dedupe, bool explicit_request)
{
    Node *up = node_resolve_parent(n), *other;
    const Semver *v, *w;

    if (up == NULL || node_resolve_parent(up) == NULL)
        return false;
    if (node_in_dep_bundle(n) || node_in_shrinkwrap(n))
        return false;
    if (n->edges_in.len == 0)
        return true;
    other = node_resolve(node_resolve_parent(up), n->name);
    if (other == NULL)
        return false;
    if (node_matches(other, n))
        return true;
    if (!node_can_replace(other, n, NULL))
        return false;
    v = node_semver(other);
    w = node_semver(n);
    if (prefer_dedupe || (v != NULL && w != NULL && semver_compare(v, w) == 0))
        return true;
    if (!node_is_overridden(n) && v != NULL && w != NULL && semver_compare(v, w) > 0)
        return true;
    return explicit_request;
}
