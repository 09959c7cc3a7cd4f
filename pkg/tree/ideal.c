/* ideal.c: builds the ideal tree (Arborist's buildIdealTree, from buildDeps on).
 *
 *  1. a queue of nodes, by depth and then path; at first the root (or the workspaces that
 *     were selected), and every node with an edge that is missing or invalid
 *  2. for the next node: each of its problem edges gets a dep with its peer set, in a
 *     virtual tree beside the real one (ideal_peers.c)
 *  3. the deps are placed in the order of their names
 *  4. what was placed is queued, and everybody whose edges that made invalid
 *  5. when the queue is empty, the targets of links that weren't looked at are queued
 *  6. flags; what nothing needs goes; optional packages that failed or don't fit this
 *     machine become inert with what only they need (ideal_checks.c) */
#include "pkg/tree/ideal.h"

#include <stdlib.h>

#include "common/collate.h"
#include "pkg/tree/ideal_private.h"
#include "pkg/tree/tree_private.h"

/* ---- 1. The queue ---- */

static int compare(const Queued *x, const Queued *y)
{
    return x->depth != y->depth ? x->depth - y->depth : collate_compare(x->path, y->path);
}

/* Sorted from last to first by what the nodes were when they came, so that taking one is
 * cheap; of equals the older one goes first. */
static void insert(Builder *b, Node *n)
{
    Queued q = { n, n->path, node_depth(n) };
    size_t low = 0, high = b->queue.len;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (compare(&b->queue.ptr[mid], &q) > 0)
            low = mid + 1;
        else
            high = mid;
    }
    vec_push_in(b->forest->arena, &b->queue, q);
    memmove(&b->queue.ptr[low + 1], &b->queue.ptr[low],
            (b->queue.len - 1 - low) * sizeof q);
    b->queue.ptr[low] = q;
}

static void push(Builder *b, Node *n)
{
    if (n->queued)
        return;
    n->queued = true;
    insert(b, n);
}

/* In a lock with holes nodes stand beside the package that they belong to, until it
 * comes: then they are deeper. */
static void sort_anew(Builder *b)
{
    NodeList nodes = { 0 };

    for (size_t i = b->queue.len; i-- > 0;)
        vec_push(&nodes, b->queue.ptr[i].node);
    b->queue.len = 0;
    VEC_EACH (Node *, n, nodes)
        insert(b, *n);
    vec_release(&nodes);
    b->n_adopted = b->tree->n_adopted;
}

static Node *pop(Builder *b)
{
    Node *n;

    if (b->n_adopted != b->tree->n_adopted)
        sort_anew(b);
    n = b->queue.ptr[--b->queue.len].node;
    n->queued = false;
    return n;
}

/* ---- 2. Problems ---- */

static bool is_bundled(const Node *n, Str name)
{
    return !node_is_project_root(n) && !node_is_workspace(n) && node_bundles(n, name);
}

bool ideal_is_update_name(const Builder *b, Str name)
{
    for (size_t i = 0; i < b->options->place.n_update_names; i++) {
        if (str_eq(b->options->place.update_names[i], name))
            return true;
    }
    return false;
}

/* Packages that throw each other out for ever, and are never found in a circle: after so
 * many steps what is there must do, and after twice as many the tree is given up. */
static size_t steps_max(const Builder *b)
{
    return 1000 + 50 * (b->tree->nodes.len - b->tree->n_left);
}

/* Below each dependent its own copies (install-strategy=nested): such a tree can have
 * more packages than there is memory, and npm finds no end in it. */
#define NODES_MAX 500000

static int check_size(Builder *b)
{
    if (b->tree->nodes.len - b->tree->n_left <= NODES_MAX)
        return 0;
    return b->rc = err_set(b->err, ERR_ETOOBIG,
                           "the tree has more than %d packages; the install strategy "
                           "'hoisted' makes a smaller one",
                           NODES_MAX);
}

static bool is_problem(Builder *b, Node *n, Edge *e)
{
    if (is_bundled(n, e->name) || (e->to != NULL && e->to->load_failure) ||
        (e->to != NULL && node_in_shrinkwrap(e->to)))
        return false;
    if (e->to == NULL)
        return e->type != EDGE_PEER_OPTIONAL || e->explicit_request;
    if (b->in_circle || b->n_steps > steps_max(b))
        return false;
    if (!edge_is_valid(e))
        return e->type != EDGE_PEER_OPTIONAL || b->options->save ||
               b->options->requested_mutation;
    if (node_is_workspace(e->to))
        return false;
    return ideal_is_update_name(b, e->name) || e->explicit_request ||
           is_vulnerable(b->options->place.vulnerable, e->to);
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

/* ---- 3. and 4. Placing ---- */

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

static void fetch_ahead(Builder *b, Node *n)
{
    EdgeList edges;

    problem_edges(b, n, &edges);
    VEC_EACH (Edge *, e, edges)
        ideal_fetch_ahead(b, *e);
}

static void queue_placed(Builder *b, Place *p, NodeList *placed)
{
    if (p->placed == NULL || p->can_place == NULL)
        return;
    if (p->placed->error != NULL) {
        p->placed->load_failure = true;
        vec_push_in(b->forest->arena, &b->failures, p->placed);
    }
    b->mutated = true;
    queue_broken(b, p);
    push(b, p->placed);
    VEC_EACH (Node *, n, p->need_evaluation)
        queue_again(b, *n);
    vec_push_in(b->forest->arena, placed, p->placed);
}

/* What was placed, each before its peers. */
static void visit_placed(Builder *b, Place *top, NodeList *placed)
{
    VEC(Place *) left = { 0 };

    vec_push_in(b->forest->arena, &left, top);
    while (left.len > 0) {
        Place *p = left.ptr[--left.len];

        queue_placed(b, p, placed);
        for (size_t i = p->children.len; i-- > 0;)
            vec_push_in(b->forest->arena, &left, p->children.ptr[i]);
    }
}

typedef struct {
    Edge *edge;
    Node *dep;
    size_t order;
} Task;

static int by_task_name(const void *a, const void *b)
{
    const Task *x = a, *y = b;
    int c = collate_compare(x->edge->name, y->edge->name);

    return c != 0 ? c : (x->order > y->order) - (x->order < y->order);
}

static int place_all(Builder *b, Task *tasks, size_t n)
{
    NodeList placed = { 0 };

    for (size_t i = 0; i < n; i++) {
        Task *t = &tasks[i];
        Place *p;

        if (t->edge->from == NULL || t->edge->from->tree != b->tree)
            continue;
        p = place_dep(&b->options->place, t->edge, t->dep, t->edge->explicit_request,
                      b->err);
        if (p->conflict)
            return b->rc = ERR_ERESOLVE;
        visit_placed(b, p, &placed);
    }
    VEC_EACH (Node *, p, placed) {
        if ((*p)->tree != b->tree)
            continue;
        if (b->source->placed != NULL)
            b->source->placed(b->source->ctx, *p);
        fetch_ahead(b, *p);
    }
    return 0;
}

static int build_step(Builder *b, Node *n)
{
    EdgeList edges;
    VEC(Task) tasks = { 0 };

    problem_edges(b, n, &edges);
    VEC_EACH (Edge *, e, edges) {
        if (!(*e)->peer_conflicted)
            ideal_prefetch(b, *e);
    }
    VEC_EACH (Edge *, e, edges) {
        Task t = { .edge = *e, .order = tasks.len };

        if ((*e)->peer_conflicted)
            continue;
        t.dep = ideal_dep_for_edge(b, n, *e);
        if (b->rc < 0)
            return b->rc;
        vec_push_in(b->forest->arena, &tasks, t);
    }
    if (tasks.len > 1)
        qsort(tasks.ptr, tasks.len, sizeof *tasks.ptr, by_task_name);
    if (place_all(b, tasks.ptr, tasks.len) < 0)
        return b->rc;
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (e->to != NULL && e->to->is_link && e->to->target != NULL)
            vec_push_in(b->forest->arena, &b->links, e->to);
    }
    return 0;
}

/* ---- 5. Links ---- */

static void queue_links(Builder *b)
{
    NodeList links = b->links;

    b->links = (NodeList){ 0 };
    VEC_EACH (Node *, l, links) {
        Node *t = (*l)->target;

        if ((*l)->tree != b->tree || t == NULL || !node_is_below(t, b->tree->root))
            continue;
        if ((t->parent == NULL && t->fs_parent == NULL) || t->seen)
            continue;
        if ((*l)->overrides != NULL)
            node_overrides_added(t, (*l)->overrides);
        push(b, t);
    }
}

/* Most trees are done when each node was looked at once. The first circle means that what
 * is there must do, and another one that it doesn't. */
static bool goes_in_circles(Builder *b, const Node *n)
{
    size_t few = 50 + b->tree->nodes.len - b->tree->n_left;
    uint64_t what = circle_mix_at(circle_mix_text(0, n->path), n->pkg);
    bool again = b->in_circle;

    if (b->n_steps <= few || !circle_closes(&b->circle, ++b->n_late, what, b->tree))
        return false;
    b->in_circle = true;
    return again;
}

static int build_deps(Builder *b)
{
    push(b, b->tree->root);
    for (size_t i = 0; b->options->begin != NULL && i < b->options->begin->len; i++)
        push(b, b->options->begin->ptr[i]);
    for (;;) {
        while (b->queue.len > 0) {
            Node *n = pop(b);

            if (n->seen || n->tree != b->tree ||
                (n->has_shrinkwrap && !b->options->complete))
                continue;
            n->seen = true;
            if (++b->n_steps > 2 * steps_max(b) || goes_in_circles(b, n))
                return b->rc = err_set(b->err, ERR_ERESOLVE,
                                       "the dependencies of this project exclude each "
                                       "other in a circle");
            if (b->options->complete && ideal_crack_open(b, n) < 0)
                return b->rc;
            if (build_step(b, n) < 0 || check_size(b) < 0)
                return b->rc;
        }
        queue_links(b);
        if (b->queue.len == 0)
            return 0;
    }
}

/* ---- The whole ---- */

void ideal_reached(const Tree *t, NodeList *out)
{
    uint32_t mark = ++t->forest->next_mark;

    t->root->mark = mark;
    vec_push(out, t->root);
    for (size_t i = 0; i < out->len; i++) {
        MAP_EACH (m, out->ptr[i]->edges_out) {
            Node *to = ((Edge *)m->value)->to;

            if (to != NULL && to->mark != mark) {
                to->mark = mark;
                vec_push(out, to);
            }
        }
    }
}

static bool is_broken(const Node *n, bool skip_optional_peers)
{
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;
        bool skip = e->type == EDGE_PEER_OPTIONAL && skip_optional_peers;

        if (!skip && (e->to == NULL || !edge_is_valid(e)))
            return true;
    }
    return false;
}

/* What the first look finds wrong. */
static void find_broken(Tree *t, bool skip_optional_peers, NodeList *out)
{
    NodeList reached = { 0 };

    ideal_reached(t, &reached);
    VEC_EACH (Node *, n, reached) {
        if (is_broken(*n, skip_optional_peers))
            vec_push_in(t->forest->arena, out, *n);
    }
    vec_release(&reached);
}

void ideal_note_broken(Tree *t)
{
    if (t->broken_known)
        return;
    t->broken_known = true;
    find_broken(t, false, &t->broken);
}

static void queue_problems(Builder *b)
{
    Tree *t = b->tree;

    if (!t->broken_known)
        find_broken(t, !b->options->save && !b->options->requested_mutation, &t->broken);
    VEC_EACH (Node *, n, t->broken) {
        if ((*n)->tree == t)
            push(b, *n);
    }
}

void ideal_request(Tree *t, Node *from, Str name)
{
    Edge *e = node_edge(from, name);

    (void)t;
    if (e != NULL)
        e->explicit_request = true;
}

/* Whoever depends on a package that is to be updated by name. */
static void queue_updates(Builder *b)
{
    for (size_t i = 0; i < b->options->place.n_update_names; i++) {
        const NodeList *list =
            map_get(&b->tree->by_name, b->options->place.update_names[i]);

        for (size_t j = 0; list != NULL && j < list->len; j++) {
            Node *n = list->ptr[j];

            if (node_is_top(n) || node_in_dep_bundle(n) || node_in_shrinkwrap(n))
                continue;
            VEC_EACH (Edge *, e, n->edges_in)
                push(b, (*e)->from);
        }
    }
}

/* Whoever depends on what is to go. What a package brings along can't be exchanged. */
static void queue_vulnerable(Builder *b)
{
    const Vulnerable *v = b->options->place.vulnerable;

    for (size_t i = 0; v != NULL && i < v->nodes.len; i++) {
        if (node_bundler(v->nodes.ptr[i]) != NULL)
            continue;
        VEC_EACH (Edge *, e, v->nodes.ptr[i]->edges_in)
            push(b, (*e)->from);
    }
}

/* Of global packages the named ones themselves are what is asked for. */
static void request_updates(Builder *b)
{
    for (size_t i = 0; i < b->options->place.n_update_names; i++)
        ideal_request(b->tree, b->tree->root, b->options->place.update_names[i]);
}

int ideal_build(Tree *t, const TreeSource *source, const IdealOptions *options, Err *err)
{
    Builder b = {
        .tree = t, .forest = t->forest, .source = source, .options = options, .err = err
    };

    queue_problems(&b);
    if (t->forest->options.global)
        request_updates(&b);
    else
        queue_updates(&b);
    queue_vulnerable(&b);
    b.rc = node_check_root_overrides(t->root, err);
    if (b.rc == 0 && build_deps(&b) == 0)
        ideal_finish(&b);
    map_release(&b.manifests);
    map_release(&b.good_engines);
    return b.rc;
}
