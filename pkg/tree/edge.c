/* edge.c: dependencies: where they lead, and whether what is there will do. */
#include <ctype.h>

#include "common/path.h"
#include "pkg/tree/tree.h"
#include "pkg/tree/tree_private.h"

Edge *node_edge(const Node *n, Str name)
{
    return map_get(&n->edges_out, name);
}

static Str spec_folder(Edge *e)
{
    Forest *f = e->from->tree->forest;
    Node *n = e->from;

    if (n->resolved.ptr != NULL && str_starts(n->resolved, STR("file:"))) {
        const Spec *s = forest_spec(f, STR(""), n->resolved, STR("/"));

        if (s != NULL && s->type == SPEC_FILE)
            return path_dirname(s->fetch_spec);
    }
    return node_path(f->arena, node_target(n));
}

const Spec *edge_spec(Edge *e)
{
    if (!e->spec_parsed && e->from != NULL && e->from->tree != NULL) {
        e->parsed = forest_spec(e->from->tree->forest, e->name,
                                e->spec.len > 0 ? e->spec : STR("*"), spec_folder(e));
        e->spec_parsed = true;
    }
    return e->parsed;
}

/* ---- Will it do? ---- */

static bool version_valid(Node *child, Str range)
{
    const SemverRange *r = forest_range(child->tree->forest, range);
    const Semver *v = node_semver(child);

    return r != NULL && v != NULL && semver_satisfies(v, r);
}

static bool link_valid(Node *child, const Spec *s, Node *from)
{
    if (from->tree->forest->options.install_links && !node_is_workspace(child))
        return !child->is_link;
    return child->is_link && child->target != NULL &&
           str_eq(child->target->path, s->fetch_spec);
}

static bool tarball_valid(Node *child, const Spec *s)
{
    return !child->is_link && child->resolved.ptr != NULL &&
           str_starts(child->resolved, STR("file:")) &&
           str_eq(str_from(child->resolved, 5), s->fetch_spec);
}

static bool is_commit(Str s)
{
    if (s.len < 40 || s.len > 64)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!isxdigit((unsigned char)s.ptr[i]))
            return false;
    }
    return true;
}

static bool git_valid(Node *child, const Spec *s)
{
    Forest *f = child->tree->forest;
    const Spec *have =
        child->resolved.ptr ? forest_spec(f, STR(""), child->resolved, STR("/")) : NULL;
    unsigned flags = is_commit(s->git_committish.ptr ? s->git_committish : STR(""))
                         ? 0
                         : HOSTED_NO_COMMITTISH;

    if (have == NULL)
        return false;
    if (!have->has_hosted) {
        if (!str_eq(have->fetch_spec, s->fetch_spec))
            return false;
    } else if (!s->has_hosted ||
               !str_eq(hosted_url(f->arena, &s->hosted, HOSTED_SSH, flags),
                       hosted_url(f->arena, &have->hosted, HOSTED_SSH, flags))) {
        return false;
    }
    return s->git_range.ptr == NULL || version_valid(child, s->git_range);
}

bool dep_valid(Node *child, const Spec *s, Node *from)
{
    const Spec *have;

    if (s == NULL)
        return false;
    switch (s->type) {
    case SPEC_RANGE:
        if (str_is(s->fetch_spec, "*"))
            return true;
        return version_valid(child, s->fetch_spec);
    case SPEC_VERSION: return version_valid(child, s->fetch_spec);
    case SPEC_DIRECTORY: return link_valid(child, s, from);
    case SPEC_FILE: return tarball_valid(child, s);
    case SPEC_ALIAS: return dep_valid(child, s->sub, from);
    case SPEC_TAG:
        if (child->resolved.ptr == NULL)
            return false;
        have = forest_spec(child->tree->forest, STR(""), child->resolved, STR("/"));
        return have != NULL && have->type == SPEC_REMOTE;
    case SPEC_REMOTE:
        return child->resolved.ptr != NULL && str_eq(child->resolved, s->fetch_spec);
    case SPEC_GIT: return git_valid(child, s);
    }
    return false;
}

bool edge_satisfied_by(Edge *e, Node *n)
{
    if (e->from == NULL || e->from->tree == NULL || n->tree == NULL ||
        !str_eq(n->name, e->name))
        return false;
    if (dep_valid(n, edge_spec(e), e->from))
        return true;
    if (e->accept.ptr == NULL)
        return false;
    return dep_valid(n,
                     forest_spec(e->from->tree->forest, e->name,
                                 e->accept.len > 0 ? e->accept : STR("*"),
                                 spec_folder(e)),
                     e->from);
}

EdgeState edge_state(Edge *e)
{
    if (e->state != EDGE_UNKNOWN)
        return e->state;
    if (e->to == NULL)
        e->state = EDGE_MISSING;
    else if (edge_is_peer(e) && e->from == e->to->parent && !node_is_top(e->from))
        e->state = EDGE_PEER_LOCAL;
    else
        e->state = edge_satisfied_by(e, e->to) ? EDGE_OK : EDGE_INVALID;
    return e->state;
}

/* ---- Where it leads ---- */

static void leave(Edge *e)
{
    EdgeList *in = &e->to->edges_in;

    for (size_t i = in->len; i-- > 0;) {
        if (in->ptr[i] == e) {
            vec_remove(in, i);
            return;
        }
    }
}

void edge_reload(Edge *e, bool hard)
{
    Node *to;

    if (e->from == NULL)
        return;
    to = node_resolve(e->from, e->name);
    if (to != e->to) {
        if (e->to != NULL)
            leave(e);
        e->to = to;
        e->state = EDGE_UNKNOWN;
        if (to != NULL)
            vec_push_in(e->from->tree->forest->arena, &to->edges_in, e);
    } else if (hard) {
        e->state = EDGE_UNKNOWN;
    }
}

static void detach(Edge *e)
{
    NodeList self = { 0 };

    (void)self;
    if (e->to != NULL)
        leave(e);
    map_del(&e->from->edges_out, e->name);
    e->from = e->to = NULL;
    e->state = EDGE_MISSING;
}

static Edge *add_edge(Node *n, Str name, Str spec, EdgeType type, Str accept)
{
    Forest *f = n->tree->forest;
    Edge *old = node_edge(n, name), *e;

    if (old != NULL)
        detach(old);
    e = arena_new(f->arena, Edge);
    *e = (Edge){
        .from = n, .name = name, .spec = spec, .type = (uint8_t)type, .accept = accept
    };
    map_set(&n->edges_out, name, e);
    tree_list_edge(n->tree, e);
    edge_reload(e, true);
    return e;
}

void node_add_workspace_edge(Node *root, Str name, Str spec)
{
    add_edge(root, name, spec, EDGE_WORKSPACE, (Str){ NULL, 0 });
}

/* ---- From the manifest ---- */

static void load_type(Node *n, const cJSON *deps, EdgeType type)
{
    const cJSON *accept = json_get(n->pkg, "acceptDependencies");

    JSON_EACH (d, deps) {
        Str name = json_key(d);
        const Edge *have = node_edge(n, name);
        const cJSON *a = json_getn(accept, name);

        if (have != NULL && have->type == EDGE_WORKSPACE)
            continue;
        if (json_is_str(d))
            add_edge(n, name, json_str(d), type, a ? json_str(a) : (Str){ NULL, 0 });
    }
}

/* Peers first those that must be there, then the optional ones. */
static void load_peers(Node *n)
{
    const cJSON *meta = json_get(n->pkg, "peerDependenciesMeta");

    for (int optional = 0; optional < 2; optional++) {
        JSON_EACH (d, json_get(n->pkg, "peerDependencies")) {
            const cJSON *m = json_getn(meta, json_key(d));
            bool is_optional = json_truthy(json_get(m, "optional"));
            const cJSON *a =
                json_getn(json_get(n->pkg, "acceptDependencies"), json_key(d));
            const Edge *have = node_edge(n, json_key(d));

            if (is_optional != (optional == 1) || !json_is_str(d) ||
                (have != NULL && have->type == EDGE_WORKSPACE))
                continue;
            add_edge(n, json_key(d), json_str(d),
                     optional ? EDGE_PEER_OPTIONAL : EDGE_PEER,
                     a ? json_str(a) : (Str){ NULL, 0 });
        }
    }
}

void node_load_edges(Node *n)
{
    const Node *source = n->tree->source != NULL && n->is_root ? n->tree->source : NULL;
    bool top = node_is_top(n) && !n->global_top;
    bool source_top = source == NULL || (node_is_top(source) && !source->global_top);

    if (!n->tree->forest->options.legacy_peer_deps)
        load_peers(n);
    load_type(n, json_get(n->pkg, "dependencies"), EDGE_PROD);
    load_type(n, json_get(n->pkg, "optionalDependencies"), EDGE_OPTIONAL);
    if (top && n->path.ptr != NULL && source_top)
        load_type(n, json_get(n->pkg, "devDependencies"), EDGE_DEV);
}

void node_set_package(Node *n, const cJSON *pkg)
{
    NodeList self = { 0 };

    vec_push_in(n->tree->forest->arena, &self, n);
    tree_unlist_edges(n->tree, &self);
    for (size_t at = 0;;) {
        MapEntry *e = map_next(&n->edges_out, &at);
        Edge *edge;

        if (e == NULL)
            break;
        edge = e->value;
        if (edge->type == EDGE_WORKSPACE) {
            tree_list_edge(n->tree, edge);
            continue;
        }
        if (edge->to != NULL)
            leave(edge);
        edge->from = edge->to = NULL;
        map_del(&n->edges_out, edge->name);
    }
    n->pkg = pkg;
    n->version_parsed = false;
    node_load_edges(n);
    VEC_EACH (Edge *, e, n->edges_in)
        (*e)->state = EDGE_UNKNOWN;
}
