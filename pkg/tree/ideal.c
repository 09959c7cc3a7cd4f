/* ideal.c: builds the ideal tree (Arborist's buildIdealTree, from buildDeps on).
 *
 *  1. a queue of nodes, by depth and then path; at first the root, and every node with an
 * edge that is missing or invalid
 *  2. for the next node: each of its problem edges gets a dep with its peer set, in a
 * virtual tree beside the real one
 *  3. the deps are placed in the order of their names
 *  4. what was placed is queued, and everybody whose edges that made invalid
 *  5. when the queue is empty, the targets of links that weren't looked at are queued
 *  6. flags; what nothing needs goes; optional packages that failed or don't fit this
 * machine become inert with what only they need */
#include "pkg/tree/ideal.h"

#include <stdlib.h>

#include "common/collate.h"
#include "pkg/tree/tree_private.h"

typedef struct {
    Tree *tree;
    Forest *forest;
    const TreeSource *source;
    const IdealOptions *options;
    NodeList queue;
    bool sorted;
    NodeList links;    /* whose targets may have dependencies */
    NodeList failures; /* nodes whose manifest could not be had */
    Map manifests;     /* raw spec -> const cJSON * */
    bool mutated;
    Err *err;
    int rc;
} Builder;

/* ---- 1. The queue ---- */

static void push(Builder *b, Node *n)
{
    if (n->queued)
        return;
    n->queued = true;
    b->sorted = false;
    vec_push_in(b->forest->arena, &b->queue, n);
}

typedef struct {
    Node *node;
    int depth;
    Str path;
} Queued;

static int by_depth_and_path(const void *a, const void *b)
{
    const Queued *x = a, *y = b;

    if (x->depth != y->depth)
        return x->depth - y->depth;
    int c = collate_compare(x->path, y->path);
    return c != 0 ? c : (x->node->id > y->node->id) - (x->node->id < y->node->id);
}

/* Sorted from last to first, so that taking one is cheap. */
static void sort_queue(Builder *b)
{
    ArenaMark mark = arena_mark(b->forest->arena);
    size_t n = b->queue.len;
    Queued *items = arena_array(b->forest->arena, Queued, n);

    for (size_t i = 0; i < n; i++) {
        Node *node = b->queue.ptr[i];

        items[i] = (Queued){ node, node_depth(node), node_path(b->forest->arena, node) };
    }
    qsort(items, n, sizeof *items, by_depth_and_path);
    for (size_t i = 0; i < n; i++)
        b->queue.ptr[n - 1 - i] = items[i].node;
    arena_rewind(b->forest->arena, mark);
    b->sorted = true;
}

static Node *pop(Builder *b)
{
    Node *n;

    if (!b->sorted)
        sort_queue(b);
    n = b->queue.ptr[--b->queue.len];
    n->queued = false;
    return n;
}

/* ---- 2. Deps with their peers ---- */

static bool is_bundled(const Node *n, Str name)
{
    const cJSON *list = json_get(n->pkg, "bundleDependencies");

    if (node_is_project_root(n) || node_is_workspace(n))
        return false;
    JSON_EACH (item, list) {
        if (str_eq(json_str(item), name))
            return true;
    }
    return false;
}

static bool is_update_name(const Builder *b, Str name)
{
    for (size_t i = 0; i < b->options->place.n_update_names; i++) {
        if (str_eq(b->options->place.update_names[i], name))
            return true;
    }
    return false;
}

static bool is_problem(Builder *b, Node *n, Edge *e)
{
    if (is_bundled(n, e->name) || (e->to != NULL && e->to->load_failure) ||
        (e->to != NULL && node_in_shrinkwrap(e->to)))
        return false;
    if (e->to == NULL)
        return e->type != EDGE_PEER_OPTIONAL || e->explicit_request;
    if (!edge_is_valid(e))
        return e->type != EDGE_PEER_OPTIONAL || b->options->save ||
               b->options->requested_mutation;
    if (node_is_workspace(e->to))
        return false;
    return is_update_name(b, e->name) || e->explicit_request;
}

static void problem_edges(Builder *b, Node *n, EdgeList *out)
{
    *out = (EdgeList){ 0 };
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (is_problem(b, n, e))
            vec_push_in(b->forest->arena, out, e);
    }
}

static Tree *virtual_root(Builder *b, Node *n, bool reuse)
{
    (void)b;
    if (!reuse || n->virtual_root == NULL)
        n->virtual_root = tree_virtual(n);
    return n->virtual_root;
}

static Node *failure_node(Builder *b, Str name, Node *parent, const Err *err)
{
    Node *n = node_new(b->forest, name, json_new_obj(b->forest->arena));

    n->error = arena_new(b->forest->arena, Err);
    *n->error = *err;
    n->load_failure = true;
    vec_push_in(b->forest->arena, &b->failures, n);
    node_set_parent(n, parent);
    return n;
}

/* The folder of a link is a node of the real tree, made when the first link leads there.
 */
static Node *link_target(Builder *b, Str path)
{
    Node *n = map_get(&b->forest->tops, path);

    if (n != NULL && n->tree == b->tree)
        return n;
    return node_new_top(b->tree, b->source->folder(b->source->ctx, path), path);
}

static Node *node_from_spec(Builder *b, const Edge *e, const Spec *spec, Node *parent)
{
    bool root = node_is_project_root(e->from) || node_is_workspace(e->from);
    const cJSON *pkg;
    Err err = { 0 };
    Node *n;

    if (spec == NULL) {
        err_set(&err, ERR_EUSAGE, "invalid dependency: \"" STR_FMT "\": \"" STR_FMT "\"",
                STR_ARG(e->name), STR_ARG(e->spec));
        return failure_node(b, e->name, parent, &err);
    }
    if (spec->type == SPEC_DIRECTORY &&
        (e->type == EDGE_WORKSPACE || !b->forest->options.install_links)) {
        n = node_new_link(b->forest, e->name, link_target(b, spec->fetch_spec));
        vec_push_in(b->forest->arena, &b->links, n);
        node_set_parent(n, parent);
        return n;
    }
    pkg = map_get(&b->manifests, spec->raw);
    if (pkg == NULL) {
        if (b->source->manifest(b->source->ctx, spec, root, &pkg, &err) < 0)
            return failure_node(b, e->name, parent, &err);
        map_set(&b->manifests, spec->raw, (void *)pkg);
    }
    n = node_new(b->forest, e->name, pkg);
    node_set_parent(n, parent);
    return n;
}

static Node *node_from_edge(Builder *b, Edge *e, Node *parent, Edge *second,
                            NodeList *required);

static bool in_list(const NodeList *list, const Node *n)
{
    VEC_EACH (Node *, m, *list) {
        if (*m == n)
            return true;
    }
    return false;
}

static void fail_peer_set(Builder *b, Edge *e, Edge *other)
{
    if (b->rc == 0)
        b->rc = err_set(b->err, ERR_ERESOLVE,
                        "unable to resolve dependency tree: peer " STR_FMT "@\"" STR_FMT
                        "\" of " STR_FMT "@" STR_FMT " conflicts with \"" STR_FMT "\"",
                        STR_ARG(e->name), STR_ARG(e->spec), STR_ARG(e->from->name),
                        STR_ARG(node_version(e->from)),
                        STR_ARG(other ? other->spec : STR("what is there")));
}

static int by_edge_name(const void *a, const void *b)
{
    return collate_compare((*(Edge *const *)a)->name, (*(Edge *const *)b)->name);
}

/* One peer of a node in a virtual tree; false where the node lost its place meanwhile. */
static bool load_peer(Builder *b, Node *n, Edge *e, NodeList *required)
{
    Node *parent = n->parent, *source = n->tree->source, *dep;
    Edge *parent_edge = node_edge(parent, e->name);
    bool mine =
        source != NULL && (node_is_project_root(source) || node_is_workspace(source));
    bool conflict_ok =
        b->options->force || (!mine && !b->options->place.strict_peer_deps);

    if (e->to == NULL && parent_edge == NULL) {
        node_from_edge(b, e, parent, NULL, required);
        return n->parent != NULL;
    }
    if (e->to == NULL) {
        dep = node_from_edge(b, parent_edge, parent, e, required);
        if (edge_is_valid(e))
            return true;
        if (conflict_ok || !in_list(required, dep)) {
            e->peer_conflicted = true;
            return true;
        }
        if (n->parent == NULL)
            return false;
        fail_peer_set(b, e, parent_edge);
        return false;
    }
    dep = node_from_edge(b, e, NULL, NULL, required);
    if (e->to != NULL && node_can_replace(dep, e->to, NULL)) {
        node_from_edge(b, e, n->parent, NULL, required);
        return n->parent != NULL;
    }
    if (!conflict_ok && in_list(required, e->from)) {
        fail_peer_set(b, e, parent_edge);
        return false;
    }
    return true;
}

/* Peers into the virtual tree beside the node, so that they can be placed together. */
static Node *load_peer_set(Builder *b, Node *n, NodeList *required)
{
    EdgeList edges = { 0 };

    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (edge_is_peer(e) && !(e->to != NULL && edge_is_valid(e)))
            vec_push_in(b->forest->arena, &edges, e);
    }
    if (edges.len > 1)
        qsort(edges.ptr, edges.len, sizeof *edges.ptr, by_edge_name);
    VEC_EACH (Edge *, e, edges) {
        if (n->parent == NULL || b->rc < 0)
            break;
        /* Optional peers are no problem until somebody brings them. */
        if ((*e)->from == NULL || (edge_is_valid(*e) && (*e)->to != NULL))
            continue;
        if (!load_peer(b, n, *e, required))
            break;
    }
    return n;
}

static Node *node_from_edge(Builder *b, Edge *e, Node *parent, Edge *second,
                            NodeList *required)
{
    Node *first, *other = NULL, *n;

    if (parent == NULL)
        parent = virtual_root(b, e->from, false)->root;
    first = node_from_spec(b, e, edge_spec(e), parent);
    if (second != NULL && !edge_is_valid(second))
        other = node_from_spec(b, second, edge_spec(second), parent);
    n = other != NULL && edge_is_valid(e) ? other : first;
    node_set_parent(n, parent);
    if ((in_list(required, e->from) && e->type != EDGE_PEER_OPTIONAL) ||
        (second != NULL && in_list(required, second->from) &&
         second->type != EDGE_PEER_OPTIONAL))
        vec_push_in(b->forest->arena, required, n);
    n->peer_source = parent->tree->source;
    if (b->forest->options.global && node_is_project_root(e->from))
        return n;
    return load_peer_set(b, n, required);
}

/* A package that is already somewhere below, for an optional peer. */
static Node *find_hoistable(Builder *b, Node *root, Edge *e)
{
    NodeList queue = { 0 };

    MAP_EACH (c, root->children)
        vec_push_in(b->forest->arena, &queue, (Node *)c->value);
    for (size_t i = 0; i < queue.len; i++) {
        Node *n = queue.ptr[i];

        if (str_eq(n->name, e->name) && !node_in_dep_bundle(n) && edge_satisfied_by(e, n))
            return n;
        MAP_EACH (c, n->children)
            vec_push_in(b->forest->arena, &queue, (Node *)c->value);
    }
    return NULL;
}

static Node *dep_for_edge(Builder *b, Node *n, Edge *e)
{
    Node *source = edge_is_peer(e) && n->peer_source ? n->peer_source : n;
    Tree *vr = virtual_root(b, source, true);
    Edge *vr_edge = node_edge(vr->root, e->name);
    Node *dep = vr_edge != NULL && edge_is_valid(vr_edge) ? vr_edge->to : NULL;
    NodeList required = { 0 };

    if (dep != NULL && edge_satisfied_by(e, dep))
        return dep;
    if (e->type == EDGE_PEER_OPTIONAL && !e->explicit_request &&
        !is_update_name(b, e->name)) {
        dep = find_hoistable(b, node_resolve_parent(n) ? node_resolve_parent(n) : n, e);
        if (dep != NULL)
            return dep;
    }
    vec_push_in(b->forest->arena, &required, e->from);
    return node_from_edge(b, e, edge_is_peer(e) ? vr->root : NULL, NULL, &required);
}

/* ---- 3. and 4. ---- */

static void queue_again(Builder *b, Node *n)
{
    n->seen = false;
    push(b, n);
}

static void queue_broken(Builder *b, Place *p)
{
    bool replaced = p->can_place->can_place_self == PLACE_REPLACE;

    VEC_EACH (Edge *, e, p->placed->edges_in) {
        if (*e == p->edge || (*e)->peer_conflicted || edge_is_valid(*e))
            continue;
        if (replaced || !(*e)->from->seen || b->options->save ||
            b->options->requested_mutation)
            queue_again(b, (*e)->from);
    }
}

static void prefetch_deps(Builder *b, Node *n)
{
    EdgeList edges;

    if (b->source->prefetch == NULL)
        return;
    problem_edges(b, n, &edges);
    VEC_EACH (Edge *, e, edges) {
        const Spec *s = edge_spec(*e);

        if (s != NULL)
            b->source->prefetch(b->source->ctx, s);
    }
}

static void visit_placed(Builder *b, Place *p)
{
    if (p->placed != NULL && p->placed->tree == b->tree && p->can_place != NULL) {
        if (p->placed->error != NULL) {
            p->placed->load_failure = true;
            vec_push_in(b->forest->arena, &b->failures, p->placed);
        }
        b->mutated = true;
        queue_broken(b, p);
        push(b, p->placed);
        VEC_EACH (Node *, n, p->need_evaluation)
            queue_again(b, *n);
        prefetch_deps(b, p->placed);
    }
    VEC_EACH (Place *, c, p->children)
        visit_placed(b, *c);
}

typedef struct {
    Edge *edge;
    Node *dep;
} Task;

static int by_task_name(const void *a, const void *b)
{
    return collate_compare(((const Task *)a)->edge->name, ((const Task *)b)->edge->name);
}

static int build_step(Builder *b, Node *n)
{
    EdgeList edges;
    VEC(Task) tasks = { 0 };

    n->seen = true;
    problem_edges(b, n, &edges);
    if (b->source->prefetch != NULL)
        prefetch_deps(b, n);
    VEC_EACH (Edge *, e, edges) {
        Task t = { .edge = *e };

        if ((*e)->peer_conflicted)
            continue;
        t.dep = dep_for_edge(b, n, *e);
        if (b->rc < 0)
            return b->rc;
        vec_push_in(b->forest->arena, &tasks, t);
    }
    if (tasks.len > 1)
        qsort(tasks.ptr, tasks.len, sizeof *tasks.ptr, by_task_name);
    VEC_EACH (Task, t, tasks) {
        Place *p;

        if (t->edge->from == NULL || t->edge->from->tree != b->tree)
            continue;
        p = place_dep(&b->options->place, t->edge, t->dep, t->edge->explicit_request,
                      NULL, b->err);
        if (p->conflict)
            return b->rc = ERR_ERESOLVE;
        visit_placed(b, p);
    }
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (e->to != NULL && e->to->is_link && e->to->target != NULL)
            vec_push_in(b->forest->arena, &b->links, e->to);
    }
    return 0;
}

/* 5. */
static void queue_links(Builder *b)
{
    NodeList links = b->links;

    b->links = (NodeList){ 0 };
    VEC_EACH (Node *, l, links) {
        Node *t = (*l)->target;

        if ((*l)->tree != b->tree || t == NULL || !node_is_below(t, b->tree->root))
            continue;
        if ((t->parent != NULL || t->fs_parent != NULL) && !t->seen)
            push(b, t);
    }
}

static int build_deps(Builder *b)
{
    push(b, b->tree->root);
    for (;;) {
        while (b->queue.len > 0) {
            Node *n = pop(b);

            if (n->seen || n->tree != b->tree || n->has_shrinkwrap)
                continue;
            if (build_step(b, n) < 0)
                return b->rc;
        }
        queue_links(b);
        if (b->queue.len == 0)
            return 0;
    }
}

/* ---- 6. ---- */

static void prune_extraneous(Tree *t)
{
    NodeList gone = { 0 };

    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL && (*n)->extraneous && (*n)->parent != NULL)
            vec_push_in(t->forest->arena, &gone, *n);
    }
    VEC_EACH (Node *, n, gone) {
        if ((*n)->tree == t)
            node_detach(*n);
    }
}

static void fix_flags(Builder *b)
{
    bool from_disk = b->options->loaded_from_disk;
    bool mutate = b->mutated || b->options->requested_mutation;

    if (from_disk && mutate)
        tree_reset_flags(b->tree);
    if (!from_disk || mutate)
        tree_calc_flags(b->tree);
    if (b->options->prune && from_disk && (mutate || b->options->flags_suspect))
        prune_extraneous(b->tree);
}

static void make_inert(Builder *b, Node *n)
{
    NodeList set;

    optional_set(b->forest, n, &set);
    VEC_EACH (Node *, m, set)
        (*m)->inert = true;
}

static int drop_failed(Builder *b)
{
    VEC_EACH (Node *, n, b->failures) {
        if ((*n)->tree != b->tree)
            continue;
        if (!(*n)->optional) {
            *b->err = *(*n)->error;
            return b->rc = b->err->code;
        }
        make_inert(b, *n);
    }
    return 0;
}

static void queue_problems(Builder *b)
{
    VEC_EACH (Node *, n, b->tree->nodes) {
        if (*n == NULL || (*n)->is_link)
            continue;
        MAP_EACH (m, (*n)->edges_out) {
            Edge *e = m->value;
            bool skip = e->type == EDGE_PEER_OPTIONAL && !b->options->save &&
                        !b->options->requested_mutation;

            if (!skip && (e->to == NULL ? !edge_is_valid(e) : !edge_is_valid(e))) {
                push(b, *n);
                break;
            }
        }
    }
}

void ideal_request(Tree *t, Node *from, Str name)
{
    Edge *e = node_edge(from, name);

    (void)t;
    if (e != NULL)
        e->explicit_request = true;
}

int ideal_build(Tree *t, const TreeSource *source, const IdealOptions *options, Err *err)
{
    Builder b = {
        .tree = t, .forest = t->forest, .source = source, .options = options, .err = err
    };

    queue_problems(&b);
    if (build_deps(&b) == 0) {
        fix_flags(&b);
        drop_failed(&b);
    }
    map_release(&b.manifests);
    return b.rc;
}
