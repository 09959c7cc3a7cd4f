/* node_overrides.c: which override rules hold for a node, as edges come and go. */
#include "pkg/tree/tree.h"
#include "pkg/tree/tree_private.h"

enum { DEEPEST_PASS = 1000 };

int node_load_overrides(Node *root, Err *err)
{
    int rc = overrides_parse(root->forest->arena, json_get(root->pkg, "overrides"),
                             &root->overrides, err);

    if (rc == 0 && root->overrides != NULL) {
        MAP_EACH (m, root->edges_out)
            edge_reload(m->value, true);
    }
    return rc;
}

int node_check_root_overrides(Node *root, Err *err)
{
    if (root->overrides == NULL)
        return 0;
    MAP_EACH (m, root->edges_out) {
        Edge *e = m->value;
        Str wanted = edge_wanted(e);

        if (!str_eq(wanted, e->spec) && !str_starts(wanted, STR("$")))
            return err_set(err, ERR_EOVERRIDE,
                           "Override for " STR_FMT "@" STR_FMT
                           " conflicts with direct dependency",
                           STR_ARG(e->name), STR_ARG(e->spec));
    }
    if (root->forest->failure.code != 0) {
        *err = root->forest->failure;
        return err->code;
    }
    return 0;
}

bool node_is_overridden(const Node *n)
{
    if (n->overrides == NULL || n->overrides->value.len == 0 ||
        !str_eq(n->overrides->name, n->name))
        return false;
    VEC_EACH (Edge *, e, n->edges_in) {
        const OverrideSet *s = (*e)->overrides;

        if (s != NULL && str_eq(s->name, n->name) && str_eq(s->value, node_version(n)) &&
            !override_equal(s, (*e)->from->overrides))
            return true;
    }
    return false;
}

/* Does a rule of the set apply to an edge anywhere below? */
static bool matches_below(OverrideSet *s, Node *start)
{
    Forest *f = start->forest;
    NodeList walk = { 0 };
    uint32_t mark = ++f->next_mark;
    bool found = false;

    start->mark = mark;
    vec_push(&walk, start);
    for (size_t i = 0; i < walk.len && !found; i++) {
        MAP_EACH (m, walk.ptr[i]->edges_out) {
            Edge *e = m->value;
            Node *to = e->to ? node_target(e->to) : NULL;

            if (str_eq(edge_rule_in(e, s)->name, e->name)) {
                found = true;
                break;
            }
            if (to != NULL && to->mark != mark) {
                to->mark = mark;
                vec_push(&walk, to);
            }
        }
    }
    vec_release(&walk);
    return found;
}

static void pass_on_now(Node *n)
{
    if (n->is_link) {
        if (n->target != NULL && n->overrides != NULL &&
            matches_below(n->overrides, n->target))
            node_overrides_added(n->target, n->overrides);
        return;
    }
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        edge_reload(e, true);
        if (e->to != NULL)
            node_overrides_added(e->to, e->overrides);
    }
}

/* Down a long chain the rest is put off until the stack is free again. */
static void pass_on(Node *n)
{
    Forest *f = n->forest;

    if (f->passing == DEEPEST_PASS) {
        vec_push_in(f->arena, &f->to_pass_on, n);
        return;
    }
    f->passing++;
    pass_on_now(n);
    f->passing--;
    while (f->passing == 0 && f->to_pass_on.len > 0) {
        f->passing++;
        pass_on_now(f->to_pass_on.ptr[--f->to_pass_on.len]);
        f->passing--;
    }
}

void node_overrides_added(Node *n, OverrideSet *s)
{
    OverrideSet *specific;
    bool conflict;

    if (s == NULL)
        return;
    if (n->overrides == NULL) {
        n->overrides = s;
        pass_on(n);
        return;
    }
    if (override_equal(n->overrides, s))
        return;
    specific = override_specific(n->forest->arena, n->overrides, s, &conflict);
    if (specific != NULL && !override_equal(n->overrides, specific)) {
        n->overrides = specific;
        pass_on(n);
    }
}

void node_overrides_removed(Node *n, OverrideSet *s)
{
    OverrideSet *rest = NULL;
    bool conflict;

    if (n->overrides == NULL || s == NULL || !override_equal(n->overrides, s))
        return;
    VEC_EACH (Edge *, e, n->edges_in) {
        if (rest != NULL && (*e)->overrides != NULL)
            rest = override_specific(n->forest->arena, (*e)->overrides, rest, &conflict);
        else
            rest = (*e)->overrides;
    }
    if (rest != NULL && override_equal(n->overrides, rest))
        return;
    n->overrides = rest;
    if (rest != NULL)
        pass_on(n);
}

void tree_pass_overrides(Tree *t)
{
    if (t->root->overrides == NULL)
        return;
    for (size_t i = 0; i < t->nodes.len; i++) {
        Node *n = t->nodes.ptr[i];

        if (n != NULL && n->is_link && n->overrides != NULL)
            pass_on(n);
    }
}
