/* ideal_peers.c: packages for edges, with their peer sets (Arborist's nodeFromEdge,
 * nodeFromSpec, loadPeerSet).
 *
 * A peer set is tried out in a virtual tree: a root with the dependencies of the node
 * that asks, beside the real one. There the package and all its peers stand side by side.
 */
#include <stdlib.h>

#include "common/collate.h"
#include "common/path.h"
#include "pkg/tree/explain.h"
#include "pkg/tree/ideal_private.h"
#include "pkg/tree/tree_private.h"

/* Peers of peers of peers …: more than this is a circle in which each round replaces what
 * the one before brought. */
#define PEER_DEPTH_MAX 1000

static Tree *virtual_root(Node *n, bool reuse)
{
    if (!reuse || n->virtual_root == NULL)
        n->virtual_root = tree_virtual(n);
    return n->virtual_root;
}

/* ---- One package ---- */

static Node *failure_node(Builder *b, Str name, Node *parent, const Err *err)
{
    Node *n = node_new_child(parent, name, json_new_obj(b->forest->arena));

    n->error = arena_new(b->forest->arena, Err);
    *n->error = *err;
    n->load_failure = true;
    vec_push_in(b->forest->arena, &b->failures, n);
    return n;
}

/* file:./x and file:../x that stay inside the project are links, whatever is said. */
static bool is_inside_project(Builder *b, const Edge *e, const Node *parent)
{
    Str path, root = b->tree->root->path;

    if (!str_starts(e->spec, STR("file:../")) && !str_starts(e->spec, STR("file:./")))
        return false;
    path = path_resolve(b->forest->arena, parent->path, str_from(e->spec, 5));
    return path_is_below(root, path);
}

static Node *link_to_folder(Builder *b, const Edge *e, Str path, Node *parent)
{
    const cJSON *pkg = b->source->folder(b->source->ctx, path);
    Node *n = node_new_link_to(b->forest, e->name, path, pkg), *target = n->target;

    vec_push_in(b->forest->arena, &b->links, n);
    node_set_parent(n, parent);
    /* As with npm it has none while the link finds its place: overrides come to it only
     * when it is its turn (queue_links). */
    node_load_edges(target);
    return n;
}

static int fetch(Builder *b, const Spec *spec, bool root, const cJSON **out, Err *err)
{
    const cJSON *pkg = map_get(&b->manifests, spec->raw);
    int rc = 0;

    if (pkg == NULL) {
        rc = b->source->manifest(b->source->ctx, spec, root, &pkg, err);
        if (rc == 0)
            map_set(&b->manifests, spec->raw, (void *)pkg);
    }
    *out = pkg;
    return rc;
}

void ideal_prefetch(Builder *b, Edge *e)
{
    const Spec *s = edge_spec(e);

    if (s != NULL && s->registry && b->source->prefetch != NULL &&
        map_get(&b->manifests, s->raw) == NULL)
        b->source->prefetch(b->source->ctx, s);
}

void ideal_fetch_ahead(Builder *b, Edge *e)
{
    const Spec *s = edge_spec(e);
    const cJSON *pkg;
    Err err;

    /* Tarballs lie where the one that asks for them lay: only here that is known. */
    if (s != NULL && s->type != SPEC_DIRECTORY && !s->registry)
        fetch(b, s, edge_is_from_project(e), &pkg, &err);
    else
        ideal_prefetch(b, e);
}

/* In a virtual tree each peer is looked up anew. What the real one has in its place
 * already mostly stays. */
static bool is_there_already(Edge *e, const Node *parent)
{
    Node *n = parent->source != NULL ? node_resolve(parent->source, e->name) : NULL;

    return n != NULL && edge_satisfied_by(e, n);
}

static Node *node_from_spec(Builder *b, Edge *e, const Spec *spec, Node *parent)
{
    Node *root = b->tree->root;
    bool install_links = b->forest->options.install_links;
    bool workspace = root->workspaces != NULL && map_has(root->workspaces, spec->name);
    bool copied_parent = spec->type == SPEC_DIRECTORY && install_links &&
                         parent->resolved.ptr != NULL &&
                         str_starts(parent->resolved, STR("file:"));
    const cJSON *pkg;
    Err err = { 0 };

    if (b->source->allowed != NULL &&
        b->source->allowed(b->source->ctx, spec, edge_is_from_project(e), &err) < 0)
        return failure_node(b, e->name, parent, &err);
    if (spec->type == SPEC_DIRECTORY && !copied_parent &&
        (workspace || !install_links || is_inside_project(b, e, parent)))
        return link_to_folder(b, e, spec->fetch_spec, parent);
    if (workspace) {
        const Edge *own = node_edge(root, spec->name);

        if (own != NULL && own->to != NULL && node_is_workspace(own->to) &&
            edge_satisfied_by(e, own->to))
            return own->to;
    }
    if (copied_parent)
        spec = forest_spec(b->forest, e->name,
                           arena_strf(b->forest->arena, "file:" STR_FMT,
                                      STR_ARG(path_resolve(b->forest->arena,
                                                           str_from(parent->resolved, 5),
                                                           str_from(e->spec, 5)))),
                           STR("/"));
    if (fetch(b, spec, edge_is_from_project(e), &pkg, &err) < 0)
        return failure_node(b, e->name, parent, &err);
    if (spec->registry && !json_truthy(json_get(pkg, "version"))) {
        err_set(&err, ERR_EINCOMPLETEMANIFEST,
                "incomplete manifest for " STR_FMT ", missing version", STR_ARG(e->name));
        return failure_node(b, e->name, parent, &err);
    }
    if (b->source->chosen != NULL && b->in_optional == 0 && !is_there_already(e, parent))
        b->source->chosen(b->source->ctx, spec, pkg);
    return node_new_child(parent, e->name, pkg);
}

/* What the edge asks for, from the folder of the node it belongs to. */
static const Spec *fetch_spec(Builder *b, Edge *e)
{
    Str wanted = edge_wanted(e);
    Str path = node_path(b->forest->arena, e->from);
    const Spec *s = forest_spec(b->forest, e->name, wanted, path);
    Spec scratch;

    if (s == NULL && b->rc == 0) {
        b->rc = spec_resolve(b->forest->arena, e->name, wanted, path, &scratch, b->err);
        if (b->rc == 0)
            b->rc = err_set(b->err, ERR_EUSAGE,
                            "invalid dependency \"" STR_FMT "\": \"" STR_FMT "\"",
                            STR_ARG(e->name), STR_ARG(wanted));
    }
    if (b->rc == 0 && b->forest->failure.code != 0) {
        *b->err = b->forest->failure;
        b->rc = b->err->code;
    }
    return b->rc < 0 ? NULL : s;
}

/* ---- With its peers ---- */

static Node *node_from_edge(Builder *b, Edge *e, Node *parent, Edge *second);

static void fail_peer_set(Builder *b, Edge *e, Edge *other)
{
    Forest *f = b->forest;
    Node *current = node_resolve(e->from, e->name);
    cJSON *o = json_new_obj(f->arena);

    explain_put(f->arena, o, "code", json_new_str(f->arena, STR("ERESOLVE")));
    explain_put(f->arena, o, "current", current ? explain_node(current, NULL) : NULL);
    explain_put(f->arena, o, "currentEdge", other ? explain_edge(other) : NULL);
    explain_put(f->arena, o, "edge", explain_edge(e));
    explain_put(f->arena, o, "strictPeerDeps",
                json_new_bool(f->arena, b->options->place.strict_peer_deps));
    explain_put(f->arena, o, "force", json_new_bool(f->arena, b->options->force));
    b->tree->eresolve = o;
    b->rc = err_set(b->err, ERR_ERESOLVE, "unable to resolve dependency tree");
}

static int by_edge_name(const void *a, const void *b)
{
    const Edge *x = *(Edge *const *)a, *y = *(Edge *const *)b;
    int c = collate_compare(x->name, y->name);

    return c != 0 ? c : str_cmp(x->name, y->name);
}

/* A peer that isn't there yet, though the node that asks for the set wants it too: the
 * more exact of both wishes. */
static bool load_shared_peer(Builder *b, Node *n, Edge *e, Edge *parent_edge,
                             bool conflict_ok)
{
    Node *dep = node_from_edge(b, parent_edge, n->parent, e);

    if (b->rc < 0)
        return false;
    if (edge_is_valid(e))
        return true;
    if (conflict_ok || dep->required_in != b->n_peer_sets) {
        e->peer_conflicted = true;
        return true;
    }
    if (n->parent != NULL)
        fail_peer_set(b, e, parent_edge);
    return false;
}

/* What decides how it goes on when n's peer takes another's place in the virtual tree. */
static uint64_t exchange_state(const Node *n, const Edge *e)
{
    const Node *root = n->parent;
    uint64_t h = circle_mix_at(circle_children(root), root->overrides);

    h = circle_mix_at(h, root->source ? root->source->pkg : NULL);
    return circle_mix_text(circle_mix_at(h, n->pkg), e->name);
}

/* False: it is part of the same exchange in the same tree. npm goes on for ever; here
 * what there is must do. After what comes of it: b->exchanges.len--. */
static bool begin_exchange(Builder *b, const Node *n, const Edge *e)
{
    uint64_t state = exchange_state(n, e);

    VEC_EACH (uint64_t, s, b->exchanges)
        b->peers_unwind = b->peers_unwind || *s == state;
    if (b->peers_unwind)
        return false;
    vec_push_in(b->forest->arena, &b->exchanges, state);
    return true;
}

/* The package that a peer asks for, to see whether it could take another's place. Its own
 * peers don't matter for that, but that npm fails where they are strictly in conflict,
 * and that overrides come along them. */
static Node *try_dep(Builder *b, Edge *e)
{
    const Spec *spec;
    Node *dep;

    if (b->tree->root->overrides != NULL || b->options->place.strict_peer_deps)
        return node_from_edge(b, e, NULL, NULL);
    spec = fetch_spec(b, e);
    if (spec == NULL)
        return NULL;
    b->in_optional++; /* it may be of no use */
    dep = node_from_spec(b, e, spec, virtual_root(e->from, false)->root);
    b->in_optional--;
    return dep;
}

/* One peer of a node in a virtual tree; false to stop with this node's. */
static bool load_peer(Builder *b, Node *n, Edge *e)
{
    Edge *parent_edge = node_edge(n->parent, e->name);
    Node *source = n->parent->source, *current = e->to, *dep;
    bool mine =
        source != NULL && (node_is_project_root(source) || node_is_workspace(source));
    bool conflict_ok =
        b->options->force || (!mine && !b->options->place.strict_peer_deps);

    if (current == NULL && parent_edge != NULL)
        return load_shared_peer(b, n, e, parent_edge, conflict_ok);
    if (current == NULL) {
        node_from_edge(b, e, n->parent, NULL);
        return b->rc == 0;
    }
    if (!begin_exchange(b, n, e))
        return false;
    dep = try_dep(b, e);
    if (b->rc == 0 && node_can_replace(dep, current, NULL)) {
        if (n->parent != NULL)
            node_from_edge(b, e, n->parent, NULL);
        b->exchanges.len--;
        return b->rc == 0;
    }
    b->exchanges.len--;
    if (b->rc < 0)
        return false;
    if (conflict_ok || e->from->required_in != b->n_peer_sets)
        return true;
    fail_peer_set(b, e, parent_edge);
    return false;
}

/* Peers into the virtual tree beside the node, so that they can be placed together. */
static void load_peer_set(Builder *b, Node *n)
{
    EdgeList edges = { 0 };

    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;

        if (edge_is_peer(e) && !(e->to != NULL && edge_is_valid(e)))
            vec_push_in(b->forest->arena, &edges, e);
    }
    if (edges.len > 1)
        qsort(edges.ptr, edges.len, sizeof *edges.ptr, by_edge_name);
    if (edges.len > 0 && n->parent != NULL)
        tree_fill(n->parent->tree);
    VEC_EACH (Edge *, e, edges) {
        if (n->parent == NULL || b->peers_unwind)
            break;
        if (edge_is_valid(*e) && (*e)->to != NULL)
            continue;
        if (!load_peer(b, n, *e))
            break;
    }
}

static bool is_required(const Builder *b, const Edge *e)
{
    return e != NULL && e->type != EDGE_PEER_OPTIONAL &&
           e->from->required_in == b->n_peer_sets;
}

static bool is_mere_wish(const Edge *e)
{
    return e->type == EDGE_PEER_OPTIONAL && !e->explicit_request;
}

static Node *node_from_edge(Builder *b, Edge *e, Node *parent, Edge *second)
{
    const Spec *spec = fetch_spec(b, e);
    Node *first, *other = NULL, *n;
    bool optional = is_mere_wish(e) && (second == NULL || is_mere_wish(second));

    if (spec == NULL)
        return NULL;
    if (parent == NULL)
        parent = virtual_root(e->from, false)->root;
    b->in_optional += optional;
    first = node_from_spec(b, e, spec, parent);
    if (second != NULL && !edge_is_valid(second)) {
        spec = fetch_spec(b, second);
        if (spec != NULL)
            other = node_from_spec(b, second, spec, parent);
    }
    if (spec == NULL) {
        b->in_optional -= optional;
        return NULL;
    }
    n = other != NULL && edge_is_valid(e) ? other : first;
    node_set_parent(n, parent);
    if (is_required(b, e) || is_required(b, second))
        n->required_in = b->n_peer_sets;
    if (++b->peer_depth > PEER_DEPTH_MAX)
        b->peers_unwind = true;
    if (!b->forest->options.global || !node_is_project_root(e->from))
        load_peer_set(b, n);
    b->peer_depth--;
    b->in_optional -= optional;
    return b->rc < 0 ? NULL : n;
}

/* ---- For an edge of the real tree ---- */

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

/* What an earlier peer set of the same node brought. */
static Node *there_already(Tree *vr, Str name)
{
    Edge *e;

    if (node_child(vr->root, name) == NULL)
        return NULL;
    tree_fill(vr);
    e = node_edge(vr->root, name);
    return e != NULL && edge_is_valid(e) ? e->to : NULL;
}

Node *ideal_dep_for_edge(Builder *b, Node *n, Edge *e)
{
    Tree *vr = virtual_root(n, true);
    Node *dep = there_already(vr, e->name);

    if (dep != NULL && edge_satisfied_by(e, dep))
        return dep;
    if (e->type == EDGE_PEER_OPTIONAL && !e->explicit_request &&
        !ideal_is_update_name(b, e->name) &&
        (e->to == NULL || !is_vulnerable(b->options->place.vulnerable, e->to))) {
        dep = find_hoistable(b, node_resolve_parent(n) ? node_resolve_parent(n) : n, e);
        if (dep != NULL)
            return dep;
    }
    e->from->required_in = ++b->n_peer_sets;
    dep = node_from_edge(b, e, edge_is_peer(e) ? vr->root : NULL, NULL);
    b->peers_unwind = false;
    return dep;
}
