/* explain.c: explanations as JSON (Arborist's Node.explain). */
#include "pkg/tree/explain.h"

#include "common/buf.h"
#include "common/path.h"
#include "pkg/tree/too_deep.h"
#include "pkg/tree/tree_private.h"

/* ---- JSON ---- */

/* The nodes on the way here: one may be met again, but not below itself. */
typedef struct Seen {
    const Node *node;
    const struct Seen *up;
    int level;
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
    if (json_is_obj(o))
        o->valueint = 0; /* members that the other gets are this one's, too */
    return o;
}

void explain_put(Arena *a, cJSON *o, const char *key, cJSON *value)
{
    json_add(a, o, str_of(key), value ? explain_share(a, value) : json_new_null(a));
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

/* How many steps of reasons are below: an object has no other use for its number. */
static int levels_below(const cJSON *why)
{
    return (int)why->valuedouble;
}

/* Whoever looks at an explanation goes down all of it, so it has an end. */
static void put_reason(Forest *f, cJSON *why, cJSON *list, const cJSON *reason)
{
    int levels = levels_below(reason) + 1;

    if (levels > DEEPEST_LEVEL) {
        f->explained_too_deep = true;
        return;
    }
    json_push(list, explain_share(f->arena, reason));
    if (levels > levels_below(why))
        why->valuedouble = levels;
}

static cJSON *explain_edge_in(Edge *e, const Seen *seen)
{
    Forest *f = e->from->forest;
    Str wanted = edge_wanted(e);
    cJSON *o = e->explanation, *from;

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
    if (node_bundles(e->from, e->name))
        put(f, o, "bundled", json_new_bool(f->arena, true));
    if (error_name(e) != NULL)
        put_str(f, o, "error", str_of(error_name(e)));
    from = explain_node_in(e->from, NULL, seen);
    put(f, o, "from", explain_share(f->arena, from));
    o->valuedouble = levels_below(from);
    e->explanation = o;
    return o;
}

static void put_dependents(Node *n, Edge *edge, cJSON *why, const Seen *seen)
{
    Forest *f = n->forest;
    cJSON *list = json_new_arr(f->arena);

    put(f, why, "dependents", list);
    if (edge != NULL) {
        put_reason(f, why, list, explain_edge_in(edge, seen));
        return;
    }
    VEC_EACH (Edge *, e, n->edges_in) {
        if (edge_is_valid(*e) || node_is_project_root((*e)->from))
            put_reason(f, why, list, explain_edge_in(*e, seen));
    }
}

/* Where JSON ends to be some, by what V8 says of it. */
static double position_in(Str message)
{
    uint64_t n = 0;
    ptrdiff_t at = str_find(message, STR(" position "));

    if (at >= 0)
        (void)str_to_u64(str_from(message, (size_t)at + 10), &n);
    return (double)n;
}

/* What JSON keeps of an error of Node's or npm's: not its words. */
static cJSON *error_members(Forest *f, const Err *err)
{
    cJSON *o = json_new_obj(f->arena);

    if (err == NULL)
        return o;
    if (err->code == ERR_EJSONPARSE)
        put(f, o, "position", json_new_num(f->arena, position_in(str_of(err->msg))));
    else if (err->syscall != NULL)
        put(f, o, "errno", json_new_num(f->arena, err->code));
    put_str(f, o, "code", str_of(err_name(err->code)));
    if (err->code == ERR_EJSONPARSE)
        put(f, o, "systemError", json_new_obj(f->arena));
    if (err->syscall != NULL)
        put_str(f, o, "syscall", str_of(err->syscall));
    if (err->path[0] != '\0')
        put_str(f, o, "path", str_of(err->path));
    return o;
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

        json_push(errors, error_members(f, n->error));
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

/* npm says null where a workspace should stand and nothing does. */
static cJSON *is_workspace(const Node *n)
{
    Arena *a = n->forest->arena;
    const Edge *e = n->tree ? node_edge(n->tree->root, node_package_name(n)) : NULL;

    if (e != NULL && e->type == EDGE_WORKSPACE && e->to == NULL)
        return json_new_null(a);
    return json_new_bool(a, node_is_workspace(n));
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
    Seen here = { n, seen, seen != NULL ? seen->level + 1 : 0 };

    if (node_is_project_root(n) && n->source == NULL) {
        put_str(f, why, "location", n->path);
        return why;
    }
    put_identity(n, why);
    put_while_installing(n, why);
    if (n->source != NULL)
        return explain_node_in(n->source, edge, seen);
    f->explained_too_deep |= here.level == DEEPEST_LEVEL;
    if (here.level == DEEPEST_LEVEL || was_seen(seen, n))
        return why;
    put_str(f, why, "location", node_location(f->arena, n));
    put(f, why, "isWorkspace", is_workspace(n));
    put_dependents(n, edge, why, &here);
    if (n->links_in.len > 0) {
        cJSON *links = json_new_arr(f->arena);

        VEC_EACH (Node *, l, n->links_in)
            put_reason(f, why, links, make_explanation(*l, edge, &here));
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
