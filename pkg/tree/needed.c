/* needed.c: see needed.h. */
#include "pkg/tree/needed.h"

static void add(Tree *t, NodeList *list, uint32_t mark, Node *n)
{
    if (n == NULL || n->mark == mark)
        return;
    n->mark = mark;
    vec_push_in(t->forest->arena, list, n);
}

uint32_t tree_mark_needed(Tree *t, const NodeList *workspaces, bool with_root)
{
    uint32_t mark = ++t->forest->next_mark;
    NodeList list = { 0 };

    VEC_EACH (Node *, n, *workspaces)
        add(t, &list, mark, *n);
    if (with_root) {
        MAP_EACH (m, t->root->edges_out) {
            Edge *e = m->value;

            if (e->type != EDGE_WORKSPACE)
                add(t, &list, mark, e->to);
        }
    }
    for (size_t i = 0; i < list.len; i++) {
        MAP_EACH (m, list.ptr[i]->edges_out) {
            Node *to = ((Edge *)m->value)->to;

            add(t, &list, mark, to);
            if (to != NULL && to->is_link)
                add(t, &list, mark, to->target);
        }
        MAP_EACH (m, list.ptr[i]->children) {
            Node *child = m->value;

            if (child->extraneous)
                child->mark = mark;
        }
    }
    return mark;
}

uint32_t tree_mark_without_workspaces(Tree *t)
{
    uint32_t mark = ++t->forest->next_mark;
    NodeList list = { 0 };

    MAP_EACH (m, t->root->edges_out) {
        Edge *e = m->value;

        if (e->to != NULL && !node_is_workspace(e->to))
            add(t, &list, mark, e->to);
    }
    for (size_t i = 0; i < list.len; i++) {
        MAP_EACH (m, list.ptr[i]->edges_out) {
            Node *to = ((Edge *)m->value)->to;

            if (to != NULL && !node_is_workspace(to))
                add(t, &list, mark, to);
        }
    }
    return mark;
}
