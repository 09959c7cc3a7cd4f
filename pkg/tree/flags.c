/* flags.c: what a node is there for (Arborist's calcDepFlags). */
#include "pkg/tree/tree.h"

static void set_flags(Node *n, bool on)
{
    n->dev = n->optional = n->dev_optional = n->peer = n->extraneous = on;
}

void node_reset_flags(Node *n)
{
    set_flags(n, true);
}

void node_clear_flags(Node *n)
{
    set_flags(n, false);
}

void tree_reset_flags(Tree *t)
{
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL)
            set_flags(*n, !(*n)->is_dummy); /* nobody asks for what only holds others */
    }
}

static bool clear(bool *flag, bool allowed)
{
    if (!*flag || !allowed)
        return false;
    *flag = false;
    return true;
}

static bool pass_to_target(Node *link)
{
    Node *t = link->target;
    bool changed = clear(&t->dev, !link->dev);

    changed |= clear(&t->optional, !link->optional);
    changed |= clear(&t->dev_optional, !link->dev_optional);
    changed |= clear(&t->peer, !link->peer);
    changed |= clear(&t->extraneous, !link->extraneous);
    return changed;
}

static bool pass_along(const Node *n, const Edge *e)
{
    bool peer = edge_is_peer(e), optional = edge_is_optional(e), dev = edge_is_dev(e);
    Node *to = e->to;
    bool changed = clear(&to->extraneous, !n->extraneous && !(peer && optional));

    changed |= clear(&to->dev, !n->dev && !dev);
    changed |= clear(&to->optional, !n->optional && !optional);
    changed |= clear(&to->dev_optional,
                     !n->dev_optional && !n->dev && !n->optional && !dev && !optional);
    changed |= clear(&to->peer, !n->peer && !peer);
    return changed;
}

static void calc(Node *start, bool with_workspaces)
{
    Forest *f = start->forest;
    uint32_t mark = ++f->next_mark;
    NodeList queue = { 0 }, seen = { 0 };

    vec_push_in(f->arena, &queue, start);
    while (queue.len > 0) {
        Node *n = queue.ptr[--queue.len];

        if (n->mark != mark)
            vec_push_in(f->arena, &seen, n);
        n->mark = mark;
        for (Node *p = node_resolve_parent(n);
             !n->extraneous && p != NULL && p->extraneous; p = node_resolve_parent(p))
            p->extraneous = false;
        if (n->is_link) {
            if (n->target != NULL && (pass_to_target(n) || n->target->mark != mark))
                vec_push_in(f->arena, &queue, n->target);
            continue;
        }
        MAP_EACH (e, n->edges_out) {
            Edge *edge = e->value;

            if (edge->type == EDGE_WORKSPACE && !with_workspaces)
                continue;
            if (edge->to != NULL && pass_along(n, edge))
                vec_push_in(f->arena, &queue, edge->to);
        }
    }
    VEC_EACH (Node *, n, seen) {
        if (*n != start && (*n)->dev_optional && ((*n)->dev || (*n)->optional))
            (*n)->dev_optional = false;
    }
}

void node_calc_flags(Node *start)
{
    calc(start, true);
}

void tree_calc_flags(Tree *t)
{
    set_flags(t->root, false);
    node_calc_flags(t->root);
}

void tree_calc_installed_flags(Tree *t, bool trusted, bool begins)
{
    if (t->root->workspaces != NULL || !trusted) {
        tree_reset_flags(t);
        set_flags(t->root, false);
        calc(t->root, false);
    }
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL && !begins)
            (*n)->extraneous = true;
    }
    tree_calc_flags(t);
}

static unsigned flags_of(const Node *n)
{
    return (unsigned)n->dev | (unsigned)n->optional << 1 |
           (unsigned)n->dev_optional << 2 | (unsigned)n->peer << 3 |
           (unsigned)n->extraneous << 4;
}

static void put_flags(Node *n, unsigned flags)
{
    n->dev = flags & 1;
    n->optional = flags & 2;
    n->dev_optional = flags & 4;
    n->peer = flags & 8;
    n->extraneous = flags & 16;
}

bool tree_flags_hold(Tree *t)
{
    Arena *a = t->forest->arena;
    ArenaMark mark = arena_mark(a);
    uint8_t *before = arena_zalloc(a, t->nodes.len + 1);
    bool same = true;

    for (size_t i = 0; i < t->nodes.len; i++)
        before[i] = t->nodes.ptr[i] != NULL ? (uint8_t)flags_of(t->nodes.ptr[i]) : 0;
    tree_reset_flags(t);
    tree_calc_flags(t);
    for (size_t i = 0; i < t->nodes.len; i++) {
        Node *n = t->nodes.ptr[i];

        if (n == NULL)
            continue;
        same = same && (n == t->root || flags_of(n) == before[i]);
        put_flags(n, before[i]);
    }
    arena_rewind(a, mark);
    return same;
}
