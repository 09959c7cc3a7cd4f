/* edge.c: dependencies: where they lead, and whether what is there will do. */
#include <ctype.h>

#include "common/path.h"
#include "pkg/tree/tree.h"
#include "pkg/tree/tree_private.h"

/* ---- What it asks for ---- */

static Str referred(const cJSON *pkg, Str name)
{
    static const char *const kinds[] = { "devDependencies", "optionalDependencies",
                                         "dependencies", "peerDependencies" };

    for (int i = 0; i < 4; i++) {
        const cJSON *v = json_getn(json_get(pkg, kinds[i]), name);

        if (json_truthy(v))
            return json_str(v);
    }
    return (Str){ NULL, 0 };
}

static const Node *root_of(const Node *n)
{
    if (n->source != NULL)
        n = n->source;
    return n->tree != NULL ? n->tree->root : n;
}

static bool is_overridden(const Edge *e)
{
    return e->overrides != NULL && e->overrides->value.len > 0 &&
           str_eq(e->overrides->name, e->name);
}

Str edge_wanted(Edge *e)
{
    Str value, found;

    if (e->from == NULL || !is_overridden(e))
        return e->spec;
    value = e->overrides->value;
    if (e->overrides->no_text && e->from->forest->failure.code == 0)
        err_set(&e->from->forest->failure, ERR_EINVALIDTYPE,
                "override for " STR_FMT " is no text", STR_ARG(e->overrides->key));
    if (str_is(value, "*"))
        return e->spec;
    if (!str_starts(value, STR("$")))
        return value;
    found = referred(root_of(e->from)->pkg, str_from(value, 1));
    if (found.ptr == NULL)
        found = referred(e->from->pkg, str_from(value, 1));
    if (found.ptr != NULL)
        return found;
    if (e->from->forest->failure.code == 0)
        err_set(&e->from->forest->failure, ERR_ENOCODE,
                "Unable to resolve reference " STR_FMT, STR_ARG(value));
    return e->spec;
}

OverrideSet *edge_rule_in(Edge *e, OverrideSet *s)
{
    Str spec = e->spec.len > 0 ? e->spec : edge_wanted(e);

    return override_rule_for_edge(e->from->forest->arena, s, e->name, spec,
                                  &e->from->forest->failure);
}

/* Where file specs start: tarballs' dependencies lie beside the tarball, overrides in the
 * project. */
static Str spec_folder(Edge *e)
{
    Node *n = e->from;

    if (is_overridden(e))
        return root_of(n)->path;
    if (n->resolved.ptr != NULL && str_starts(n->resolved, STR("file:"))) {
        const Spec *s = forest_spec(n->forest, STR(""), n->resolved, STR("/"));

        if (s != NULL && s->type == SPEC_FILE)
            return path_dirname(s->fetch_spec);
    }
    return node_path(n->forest->arena, node_target(n));
}

static const Spec *parse_spec(Edge *e, Str text)
{
    return forest_spec(e->from->forest, e->name, text.len > 0 ? text : STR("*"),
                       spec_folder(e));
}

const Spec *edge_spec(Edge *e)
{
    if (!e->spec_parsed && e->from != NULL) {
        e->parsed = parse_spec(e, edge_wanted(e));
        /* References change with the project's manifest. */
        e->spec_parsed = e->overrides == NULL;
    }
    return e->parsed;
}

/* ---- Will it do? ---- */

static bool version_valid(Node *child, Str range)
{
    const SemverRange *r = forest_range(child->forest, range);
    const Semver *v = node_semver(child);

    return r != NULL && v != NULL && semver_satisfies(v, r);
}

static bool link_valid(Node *child, const Spec *s, Node *from)
{
    if (from->forest->options.install_links && !node_is_workspace(child))
        return !child->is_link;
    return child->is_link && str_eq(child->real, s->fetch_spec);
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

static Str committish(const Spec *s)
{
    return s->git_committish.ptr ? s->git_committish : STR("");
}

/* What branch or tag the lock's commit was found by: nobody can tell that of the commit
 * alone. A lock that doesn't say will do. */
static bool is_locked_ref(Node *child, const Spec *s, Node *from)
{
    static const char *const kinds[] = { "dependencies", "optionalDependencies",
                                         "devDependencies", "peerDependencies" };
    Arena *a = from->forest->arena;
    const cJSON *entry, *text = NULL;
    const Spec *then;

    if (from->tree == NULL || from->tree->locked == NULL)
        return true;
    entry = json_getn(from->tree->locked, node_location(a, from));
    for (int i = 0; i < 4 && !json_truthy(text); i++)
        text = json_getn(json_get(entry, kinds[i]), child->name);
    if (!json_truthy(text))
        return true;
    then = forest_spec(from->forest, child->name, json_str(text), from->path);
    return then == NULL || then->type != SPEC_GIT ||
           str_eq(committish(then), committish(s));
}

static bool git_valid(Node *child, const Spec *s, Node *from)
{
    Forest *f = child->forest;
    const Spec *have =
        child->resolved.ptr ? forest_spec(f, STR(""), child->resolved, STR("/")) : NULL;
    bool by_commit = is_commit(committish(s));
    unsigned flags = by_commit ? 0 : HOSTED_NO_COMMITTISH;

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
    if (s->git_range.ptr != NULL)
        return version_valid(child, s->git_range);
    return by_commit || is_locked_ref(child, s, from);
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
        have = forest_spec(child->forest, STR(""), child->resolved, STR("/"));
        return have != NULL && have->type == SPEC_REMOTE;
    case SPEC_REMOTE:
        return child->resolved.ptr != NULL && str_eq(child->resolved, s->fetch_spec);
    case SPEC_GIT: return git_valid(child, s, from);
    }
    return false;
}

static bool fits(Edge *e, Node *n, Str text)
{
    if (dep_valid(n, parse_spec(e, text), e->from))
        return true;
    return e->accept.ptr != NULL && dep_valid(n, parse_spec(e, e->accept), e->from);
}

bool edge_satisfied_by(Edge *e, Node *n)
{
    if (e->from == NULL || !str_eq(n->name, e->name))
        return false;
    if (e->overrides == NULL || e->overrides->key_spec.len == 0)
        return dep_valid(n, edge_spec(e), e->from) ||
               (e->accept.ptr != NULL && dep_valid(n, parse_spec(e, e->accept), e->from));
    /* What comes in a tarball can't be overridden. */
    if (n->has_shrinkwrap || node_in_shrinkwrap(n) || node_bundler(n) != NULL)
        return fits(e, n, e->spec);
    if (fits(e, n, edge_wanted(e)))
        return true;
    /* What the manifest asks for will do where the rule isn't about it. */
    return fits(e, n, e->spec) && !fits(e, n, e->overrides->key_spec);
}

static bool overrides_conflict(Edge *e)
{
    bool conflict;

    if (e->overrides == NULL || e->to->overrides == NULL || e->to->edges_out.len == 0)
        return false;
    override_specific(e->from->forest->arena, e->overrides, e->to->overrides, &conflict);
    return conflict;
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
        e->state = edge_satisfied_by(e, e->to) && !overrides_conflict(e) ? EDGE_OK
                                                                         : EDGE_INVALID;
    return e->state;
}

/* ---- Where it leads ---- */

static void leave(Edge *e)
{
    EdgeList *in = &e->to->edges_in;
    Node *to = e->to;

    for (size_t i = in->len; i-- > 0;) {
        if (in->ptr[i] == e) {
            vec_remove(in, i);
            break;
        }
    }
    if (e->overrides != NULL)
        node_overrides_removed(to, e->overrides);
}

/* Packages of one tarball, one in the other: with npm they come together, and their edges
 * don't come anew. */
static bool comes_along(const Tree *t, const Edge *e)
{
    const Node *top = t->unpacking;

    return top != NULL && e->from != top && node_is_below(e->from, top) &&
           node_is_below(e->to, top) &&
           (node_is_below(e->from, e->to) || node_is_below(e->to, e->from));
}

static void tell_arrival(Edge *e)
{
    const Tree *t = e->to->tree;

    if (t != NULL && t->arrived != NULL && !comes_along(t, e))
        t->arrived(t->arrived_ctx, e);
}

void node_tell_arrivals(Node *n)
{
    for (size_t i = 0; i < n->edges_in.len; i++)
        tell_arrival(n->edges_in.ptr[i]);
}

static void arrive(Edge *e)
{
    Node *to = e->to;

    if (e->overrides != NULL &&
        (to->overrides == NULL || !override_equal(to->overrides, e->overrides)))
        node_overrides_added(to, e->overrides);
    vec_push_in(to->forest->arena, &to->edges_in, e);
    tell_arrival(e);
}

static void set_overrides(Edge *e, OverrideSet *s)
{
    e->overrides = s;
    e->spec_parsed = false;
}

void edge_reload(Edge *e, bool hard)
{
    OverrideSet *old = NULL, *new = NULL;
    Node *to;

    if (e->from == NULL)
        return;
    e->explanation = NULL;
    if (e->from->overrides != NULL) {
        OverrideSet *s = edge_rule_in(e, e->from->overrides);

        if (e->overrides == NULL || !override_equal(s, e->overrides)) {
            old = e->overrides;
            new = s;
            set_overrides(e, s);
        }
    } else if (e->overrides != NULL) {
        set_overrides(e, NULL);
    }
    to = node_resolve(e->from, e->name);
    if (to != e->to) {
        if (e->to != NULL)
            leave(e);
        e->to = to;
        e->state = EDGE_UNKNOWN;
        if (to != NULL)
            arrive(e);
    } else if (hard) {
        e->state = EDGE_UNKNOWN;
    } else if (new != NULL && e->to != NULL) {
        node_overrides_removed(e->to, old);
        node_overrides_added(e->to, new);
    }
}

/* Takes an edge out of the lists of both its ends. */
static void edge_detach(Edge *e)
{
    e->explanation = NULL;
    if (e->to != NULL)
        leave(e);
    if (e->from->tree != NULL)
        tree_unlist_edge(e);
    node_take_edge(e->from, e->name);
    e->from = e->to = NULL;
    e->state = EDGE_MISSING;
}

static Edge *add_edge(Node *n, Str name, Str spec, EdgeType type, Str accept)
{
    Forest *f = n->forest;
    Edge *old = node_edge(n, name), *e;

    if (old != NULL)
        edge_detach(old);
    e = arena_alloc(f->arena, sizeof *e);
    *e = (Edge){
        .from = n, .name = name, .spec = spec, .type = (uint8_t)type, .accept = accept
    };
    if (n->overrides != NULL)
        e->overrides = edge_rule_in(e, n->overrides);
    node_put_edge(n, e);
    if (n->tree != NULL)
        tree_list_edge(e);
    edge_reload(e, true);
    return e;
}

static void node_add_workspace_edge(Node *root, Str name, Str spec)
{
    add_edge(root, name, spec, EDGE_WORKSPACE, (Str){ NULL, 0 });
}

static void load_workspaces(Node *n)
{
    if (n->workspaces == NULL)
        return;
    MAP_EACH (w, *n->workspaces) {
        const Str *path = w->value;

        node_add_workspace_edge(n, w->key,
                                arena_strf(n->forest->arena, "file:" STR_FMT,
                                           STR_ARG(*path)));
    }
}

void node_set_workspaces(Node *root, Map *workspaces)
{
    root->workspaces = workspaces;
    load_workspaces(root);
    node_load_edges(root);
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
        else
            n->forest->odd_spec = true;
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

            if (!json_is_str(d))
                n->forest->odd_spec = true;
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
    const Node *source = n->source;
    bool top =
        node_is_top(n) && !node_is_global_top(n) && n->path.ptr != NULL && !n->from_store;
    bool source_top =
        source == NULL || (node_is_top(source) && !node_is_global_top(source));

    if (n->is_link)
        return;
    if (!n->forest->options.legacy_peer_deps)
        load_peers(n);
    load_type(n, json_get(n->pkg, "dependencies"), EDGE_PROD);
    load_type(n, json_get(n->pkg, "optionalDependencies"), EDGE_OPTIONAL);
    if (top && source_top)
        load_type(n, json_get(n->pkg, "devDependencies"), EDGE_DEV);
}

void node_set_package(Node *n, const cJSON *pkg)
{
    for (size_t at = 0;;) {
        MapEntry *e = map_next(&n->edges_out, &at);

        if (e == NULL)
            break;
        edge_detach(e->value);
    }
    VEC_EACH (Node *, l, n->links_in) {
        if ((*l)->pkg == n->pkg)
            (*l)->pkg = pkg;
    }
    n->explanation = NULL;
    n->pkg = pkg;
    n->version_parsed = false;
    load_workspaces(n);
    node_load_edges(n);
    VEC_EACH (Edge *, e, n->edges_in)
        edge_reload(*e, true);
}

bool edge_is_from_project(const Edge *e)
{
    return node_is_project_root(e->from) || node_is_workspace(e->from);
}

bool edge_is_valid_elsewhere(Edge *e, void *node)
{
    return e->to != node && edge_is_valid(e);
}
