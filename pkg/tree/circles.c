/* circles.c: see circles.h. */
#include "pkg/tree/circles.h"

uint64_t circle_mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9e3779b97f4a7c15u;
    return h ^ (h >> 29);
}

uint64_t circle_mix_at(uint64_t h, const void *p)
{
    return circle_mix(h, (uintptr_t)p);
}

uint64_t circle_mix_text(uint64_t h, Str s)
{
    return circle_mix(h, str_hash(s));
}

uint64_t circle_children(const Node *n)
{
    uint64_t sum = 0;

    MAP_EACH (c, n->children) {
        const Node *child = c->value;

        sum += circle_mix_at(circle_mix_at(1, child->pkg), child->overrides);
    }
    return sum;
}

static uint64_t node_state(const Node *n)
{
    uint64_t h = circle_mix_at(circle_mix_text(0, n->path), n->pkg);

    h = circle_mix_at(circle_mix(h, n->seen * 2u + n->queued), n->overrides);
    MAP_EACH (m, n->edges_out) {
        const Edge *e = m->value;

        if (e->peer_conflicted)
            h = circle_mix_text(h, e->name);
    }
    return h;
}

static uint64_t tree_state(const Tree *t, bool placing)
{
    uint64_t sum = 0;

    VEC_EACH (Node *, n, t->nodes) {
        const Tree *v = *n != NULL ? (*n)->virtual_root : NULL;

        if (*n != NULL)
            sum += node_state(*n);
        if (v != NULL && !placing)
            sum += circle_mix(circle_mix_text(2, (*n)->path), circle_children(v->root));
    }
    return sum;
}

bool circle_closes(Circle *c, size_t step, uint64_t what, const Tree *t)
{
    bool keep = (step & (step - 1)) == 0;
    uint64_t state;

    if (step <= c->step)
        c->step = 0;
    if (!keep && (c->step == 0 || what != c->what))
        return false;
    state = tree_state(t, c->placing);
    if (c->step > 0 && what == c->what && state == c->state)
        return true;
    if (keep)
        *c = (Circle){ step, what, state, c->placing };
    return false;
}
