/* explain.c: explanations as JSON and as text (Arborist's Node.explain, npm's
 * explain-dep and explain-eresolve). */
#include "pkg/tree/explain.h"

#include "common/buf.h"
#include "common/path.h"
#include "pkg/tree/tree_private.h"

/* ---- JSON ---- */

/* The nodes on the way here: one may be met again, but not below itself. */
typedef struct Seen {
    const Node *node;
    const struct Seen *up;
} Seen;

static cJSON *explain_node_in(Node *n, Edge *edge, const Seen *seen);

static void put(Forest *f, cJSON *o, const char *key, cJSON *value)
{
    json_add(f->arena, o, str_of(key), value);
}

cJSON *explain_share(Arena *a, const cJSON *j)
{
    cJSON *o = arena_new(a, cJSON);

    *o = *j;
    o->next = o->prev = NULL;
    o->string = NULL;
    return o;
}

static void put_str(Forest *f, cJSON *o, const char *key, Str s)
{
    put(f, o, key, json_new_str(f->arena, s));
}

static const char *error_name(Edge *e)
{
    switch (edge_state(e)) {
    case EDGE_MISSING: return edge_is_optional(e) ? NULL : "MISSING";
    case EDGE_PEER_LOCAL: return "PEER LOCAL";
    case EDGE_INVALID: return "INVALID";
    default: return NULL;
    }
}

static const char *type_name(const Edge *e)
{
    static const char *const names[] = {
        [EDGE_PROD] = "prod",
        [EDGE_DEV] = "dev",
        [EDGE_OPTIONAL] = "optional",
        [EDGE_PEER] = "peer",
        [EDGE_PEER_OPTIONAL] = "peerOptional",
        [EDGE_WORKSPACE] = "workspace",
    };

    return names[e->type];
}

static bool is_bundled(const Edge *e)
{
    JSON_EACH (b, json_get(e->from->pkg, "bundleDependencies")) {
        if (str_eq(json_str(b), e->name))
            return true;
    }
    return false;
}

static cJSON *explain_edge_in(Edge *e, const Seen *seen)
{
    Forest *f = e->from->forest;
    Str wanted = edge_wanted(e);
    cJSON *o = e->explanation;

    if (o != NULL)
        return o;
    o = json_new_obj(f->arena);
    put_str(f, o, "type", str_of(type_name(e)));
    put_str(f, o, "name", e->name);
    put_str(f, o, "spec", wanted);
    if (!str_eq(wanted, e->spec)) {
        put_str(f, o, "rawSpec", e->spec);
        put(f, o, "overridden", json_new_bool(f->arena, true));
    }
    if (is_bundled(e))
        put(f, o, "bundled", json_new_bool(f->arena, true));
    if (error_name(e) != NULL)
        put_str(f, o, "error", str_of(error_name(e)));
    put(f, o, "from", explain_share(f->arena, explain_node_in(e->from, NULL, seen)));
    e->explanation = o;
    return o;
}

static void put_dependents(Node *n, Edge *edge, cJSON *why, const Seen *seen)
{
    Forest *f = n->forest;
    cJSON *list = json_new_arr(f->arena);

    put(f, why, "dependents", list);
    if (edge != NULL) {
        json_push(list, explain_share(f->arena, explain_edge_in(edge, seen)));
        return;
    }
    VEC_EACH (Edge *, e, n->edges_in) {
        if (edge_is_valid(*e) || node_is_project_root((*e)->from))
            json_push(list, explain_share(f->arena, explain_edge_in(*e, seen)));
    }
}

static void put_identity(Node *n, cJSON *why)
{
    Forest *f = n->forest;
    Str pname = node_package_name(n);
    const cJSON *version = json_get(n->pkg, "version");

    if (!node_is_project_root(n) && !node_is_top(n))
        put_str(f, why, "name", n->name);
    else
        put(f, why, "name",
            pname.len > 0 ? json_new_str(f->arena, pname) : json_new_null(f->arena));
    if (version != NULL)
        put(f, why, "version", json_dup(f->arena, version));
    if (n->error != NULL || pname.len == 0 || !json_truthy(version)) {
        cJSON *errors = json_new_arr(f->arena);

        json_push(errors, json_new_obj(f->arena));
        put(f, why, "errors", errors);
        put(f, why, "package",
            n->pkg ? json_dup(f->arena, n->pkg) : json_new_obj(f->arena));
    }
}

static void put_while_installing(Node *n, cJSON *why)
{
    Forest *f = n->forest;
    const Node *root = n->tree ? n->tree->root : NULL;
    cJSON *o;

    if (root == NULL || root->source == NULL)
        return;
    o = json_new_obj(f->arena);
    for (int i = 0; i < 2; i++) {
        const char *key = i == 0 ? "name" : "version";

        if (json_get(root->pkg, key) != NULL)
            put(f, o, key, json_dup(f->arena, json_get(root->pkg, key)));
    }
    put_str(f, o, "path", root->source->path);
    put(f, why, "whileInstalling", o);
}

static bool was_seen(const Seen *seen, const Node *n)
{
    for (; seen != NULL; seen = seen->up) {
        if (seen->node == n)
            return true;
    }
    return false;
}

static cJSON *make_explanation(Node *n, Edge *edge, const Seen *seen)
{
    Forest *f = n->forest;
    cJSON *why = json_new_obj(f->arena);
    Seen here = { n, seen };

    if (node_is_project_root(n) && n->source == NULL) {
        put_str(f, why, "location", n->path);
        return why;
    }
    put_identity(n, why);
    put_while_installing(n, why);
    if (n->source != NULL)
        return explain_node_in(n->source, edge, seen);
    if (was_seen(seen, n))
        return why;
    put_str(f, why, "location", node_location(f->arena, n));
    put(f, why, "isWorkspace", json_new_bool(f->arena, node_is_workspace(n)));
    put_dependents(n, edge, why, &here);
    if (n->links_in.len > 0) {
        cJSON *links = json_new_arr(f->arena);

        VEC_EACH (Node *, l, n->links_in)
            json_push(links, make_explanation(*l, edge, &here));
        put(f, why, "linksIn", links);
    }
    return why;
}

static cJSON *explain_node_in(Node *n, Edge *edge, const Seen *seen)
{
    if (n->tree != NULL)
        tree_fill(n->tree);
    if (n->explanation == NULL)
        n->explanation = make_explanation(n, edge, seen);
    return n->explanation;
}

cJSON *explain_node(Node *n, Edge *edge)
{
    return explain_node_in(n, edge, NULL);
}

cJSON *explain_edge(Edge *e)
{
    return explain_edge_in(e, NULL);
}

/* ---- Text ---- */

/* Nodes on the way down, by what identifies them. */
typedef struct Path {
    const cJSON *node;
    const struct Path *up;
} Path;

static Str text_of(const cJSON *j)
{
    return json_is_str(j) ? json_str(j) : j == NULL ? STR("undefined") : STR("null");
}

/* As npm does, two spaces before each line but the first, which is empty. */
static Str indent(Arena *a, const Buf *lines)
{
    Buf out = { 0 };
    Str s;

    buf_puts(&out, "\n  ");
    for (size_t i = 0; i < lines->len; i++) {
        buf_put(&out, &lines->ptr[i], 1);
        if (lines->ptr[i] == '\n')
            buf_puts(&out, "  ");
    }
    s = arena_str(a, str_n(out.ptr, out.len));
    buf_release(&out);
    return s;
}

static Str explain_edge_text(Arena *a, const cJSON *edge, int depth, const Path *path);
static Str node_text(Arena *a, const cJSON *node, int depth, const Path *path);

static Str print_node(Arena *a, const cJSON *n)
{
    static const char *const kinds[] = { "extraneous", "dev",     "optional",
                                         "peer",       "bundled", "overridden" };
    const cJSON *location = json_get(n, "location");
    Str s = arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(text_of(json_get(n, "name"))),
                       STR_ARG(text_of(json_get(n, "version"))));

    for (int i = 0; i < 6; i++) {
        if (json_truthy(json_get(n, kinds[i])))
            s = arena_strf(a, STR_FMT " %s", STR_ARG(s), kinds[i]);
    }
    if (json_truthy(location))
        s = arena_strf(a, STR_FMT "\n" STR_FMT, STR_ARG(s), STR_ARG(json_str(location)));
    return s;
}

/* "2 more (a, the root project)": names until they are 50 characters. */
static void add_overflow(Buf *b, const cJSON *dependents, int from)
{
    int n = (int)json_len(dependents), i = 0;
    size_t len = 0;

    if (b->len > 0)
        buf_puts(b, "\n");
    buf_printf(b, "%d more (", n - from);
    JSON_EACH (d, dependents) {
        const cJSON *name = json_at(d, "from", "name", NULL);
        Str s = name == NULL ? STR("the root project") : text_of(name);

        if (i++ < from)
            continue;
        len += s.len;
        if (i - 1 > from)
            buf_puts(b, ", ");
        if (len >= 50 && i < n) {
            buf_puts(b, "...");
            break;
        }
        buf_str(b, s);
    }
    buf_puts(b, ")");
}

static Str dependents_text(Arena *a, const cJSON *node, int depth, const Path *path)
{
    const cJSON *list = json_get(node, "dependents");
    int max = (depth + 1) / 2, i = 0;
    Buf b = { 0 };
    Str s;

    if (list == NULL || list->child == NULL || depth <= 0)
        return STR("");
    JSON_EACH (e, list) {
        if (i == max)
            break;
        if (i++ > 0)
            buf_puts(&b, "\n");
        buf_str(&b, explain_edge_text(a, e, depth, path));
    }
    if ((int)json_len(list) > max)
        add_overflow(&b, list, max);
    s = indent(a, &b);
    buf_release(&b);
    return s;
}

static Str links_text(Arena *a, const cJSON *node, int depth, const Path *path)
{
    const cJSON *list = json_get(node, "linksIn");
    Buf b = { 0 };
    Str s;

    if (list == NULL || list->child == NULL || depth <= 0)
        return STR("");
    JSON_EACH (l, list) {
        if (b.len > 0)
            buf_puts(&b, "\n");
        buf_str(&b, node_text(a, l, depth - 1, path));
    }
    s = indent(a, &b);
    buf_release(&b);
    return s;
}

static Str node_text(Arena *a, const cJSON *node, int depth, const Path *path)
{
    Str head = print_node(a, node), deps = dependents_text(a, node, depth, path);
    Str links = links_text(a, node, depth, path);

    return arena_strf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(deps),
                      STR_ARG(links));
}

static bool same_member(const cJSON *a, const cJSON *b, const char *key)
{
    return str_eq(text_of(json_get(a, key)), text_of(json_get(b, key)));
}

static bool on_path(const Path *path, const cJSON *node)
{
    for (; path != NULL; path = path->up) {
        if (same_member(path->node, node, "name") &&
            same_member(path->node, node, "version") &&
            same_member(path->node, node, "location"))
            return true;
    }
    return false;
}

static Str from_text(Arena *a, const cJSON *from, int depth, const Path *path)
{
    Path here = { from, path };
    Str head, deps, links;

    if (!json_truthy(json_get(from, "name")) && !json_truthy(json_get(from, "version")))
        return STR("the root project");
    head = print_node(a, from);
    if (on_path(path, from))
        return head;
    deps = dependents_text(a, from, depth - 1, &here);
    links = links_text(a, from, depth - 1, &here);
    return arena_strf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(deps),
                      STR_ARG(links));
}

static Str explain_edge_text(Arena *a, const cJSON *edge, int depth, const Path *path)
{
    const cJSON *from = json_get(edge, "from");
    Str type = json_str(json_get(edge, "type")), spec = json_str(json_get(edge, "spec"));
    Str dep, source = from_text(a, from, depth, path);

    if (str_is(type, "workspace"))
        dep = path_relative(a, json_str(json_get(from, "location")), str_from(spec, 5));
    else
        dep = arena_strf(a, STR_FMT "@\"" STR_FMT "\"",
                         STR_ARG(text_of(json_get(edge, "name"))), STR_ARG(spec));
    if (json_truthy(json_get(edge, "overridden")))
        dep = arena_strf(a, "overridden " STR_FMT " (was \"" STR_FMT "\")", STR_ARG(dep),
                         STR_ARG(json_str(json_get(edge, "rawSpec"))));
    return arena_strf(a, STR_FMT "%s%s" STR_FMT " from " STR_FMT,
                      STR_ARG(str_is(type, "prod") ? STR("") : type),
                      str_is(type, "prod") ? "" : " ",
                      json_truthy(json_get(edge, "bundled")) ? "bundled " : "",
                      STR_ARG(dep), STR_ARG(source));
}

Str explain_node_text(Arena *a, const cJSON *node, int depth)
{
    return node_text(a, node, depth, NULL);
}

static const cJSON *while_installing(const cJSON *x)
{
    const cJSON *w = json_at(x, "dep", "whileInstalling", NULL);

    if (!json_truthy(w))
        w = json_at(x, "current", "whileInstalling", NULL);
    if (!json_truthy(w))
        w = json_at(x, "edge", "from", "whileInstalling", NULL);
    return w;
}

Str explain_eresolve(Arena *a, const cJSON *x, int depth)
{
    const cJSON *peer = json_get(x, "peerConflict"), *edge = json_get(x, "edge");
    const cJSON *found = json_get(x, "current"), *w = while_installing(x);
    Str head = STR(""), what, out;

    if (json_truthy(w))
        head = arena_strf(a, "While resolving: " STR_FMT "\n", STR_ARG(print_node(a, w)));
    if (!json_truthy(found))
        found = json_get(peer, "current");
    if (json_truthy(found))
        what = explain_node_text(a, found, depth);
    else
        what = explain_edge_text(a,
                                 json_truthy(json_get(x, "currentEdge"))
                                     ? json_get(x, "currentEdge")
                                     : edge,
                                 depth, NULL);
    out = arena_strf(a,
                     STR_FMT "Found: " STR_FMT
                             "\n\nCould not resolve dependency:\n" STR_FMT,
                     STR_ARG(head), STR_ARG(what),
                     STR_ARG(explain_edge_text(a, edge, depth, NULL)));
    if (!json_truthy(peer))
        return out;
    return arena_strf(a, STR_FMT "\n\nConflicting peer dependency: " STR_FMT,
                      STR_ARG(out),
                      STR_ARG(explain_node_text(a, json_get(peer, "peer"), depth)));
}

Str explain_report(Arena *a, const cJSON *x, int depth, bool heading)
{
    bool strict = json_truthy(json_get(x, "strictPeerDeps"));

    return arena_strf(a,
                      "%s" STR_FMT
                      "\n\nFix the upstream dependency conflict, or retry this command "
                      "with %s to accept an incorrect (and potentially broken) "
                      "dependency resolution.",
                      heading ? "# npm resolution error report\n\n" : "",
                      STR_ARG(explain_eresolve(a, x, depth)),
                      strict ? "--no-strict-peer-deps, --force, or --legacy-peer-deps"
                             : "--force or --legacy-peer-deps");
}
