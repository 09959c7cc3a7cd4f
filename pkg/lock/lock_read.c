/* lock_read.c: a tree from package-lock.json (Arborist's loadVirtual). */
#include "common/path.h"
#include "pkg/lock/lock.h"
#include "pkg/tree/tree_private.h"

int lock_parse(Arena *a, Str text, const char *what, Lock *out, Err *err)
{
    const cJSON *version;
    int rc = json_parse(a, text, what, NULL, &out->doc, err);

    if (rc < 0)
        return rc;
    out->style = json_style(text);
    if (!json_is_obj(out->doc))
        return err_set(err, ERR_EBADLOCK, "%s is no object", what);
    version = json_get(out->doc, "lockfileVersion");
    out->version = json_is_num(version) ? (int)version->valuedouble : 0;
    out->packages = json_get(out->doc, "packages");
    if (!json_is_obj(out->packages))
        return err_set(err, ERR_EUNSUPPORTED,
                       "%s has no \"packages\": locks of version 1 can't be read yet",
                       what);
    return 0;
}

/* "node_modules/a/node_modules/@b/c" -> the location above and the name; false for tops.
 */
static bool split_location(Str location, Str *above, Str *name)
{
    Str mark = STR("node_modules/");
    ptrdiff_t at = -1;

    for (size_t i = 0; i + mark.len <= location.len; i++) {
        if (str_starts(str_from(location, i), mark) &&
            (i == 0 || location.ptr[i - 1] == '/'))
            at = (ptrdiff_t)i;
    }
    if (at < 0)
        return false;
    *name = str_from(location, (size_t)at + mark.len);
    *above = at == 0 ? STR("") : str_sub(location, 0, (size_t)at - 1);
    /* node_modules/a/lib is no package's place. */
    return name->len > 0 &&
           (name->ptr[0] == '@'
                ? str_index(str_from(*name, (size_t)str_index(*name, '/') + 1), '/') < 0
                : str_index(*name, '/') < 0);
}

typedef struct {
    Tree *t;
    const Lock *lock;
    Map nodes; /* location -> Node */
    LockFolder folder;
    void *ctx;
} Loader;

static bool flag(const cJSON *entry, const char *key)
{
    return json_truthy(json_get(entry, key));
}

static void set_facts(Loader *l, Node *n, const cJSON *entry)
{
    Arena *a = l->t->forest->arena;
    Str resolved = json_str(json_get(entry, "resolved"));
    Str integrity = json_str(json_get(entry, "integrity"));

    if (str_starts(resolved, STR("file:")))
        resolved =
            arena_strf(a, "file:" STR_FMT,
                       STR_ARG(path_resolve(a, l->t->root->path, str_from(resolved, 5))));
    n->resolved = resolved.len > 0 ? resolved : (Str){ NULL, 0 };
    n->integrity = integrity.len > 0 ? integrity : (Str){ NULL, 0 };
    n->has_shrinkwrap = flag(entry, "hasShrinkwrap");
    n->extraneous = flag(entry, "extraneous");
    n->dev = flag(entry, "dev");
    n->optional = flag(entry, "optional");
    n->peer = flag(entry, "peer");
    n->dev_optional = flag(entry, "devOptional") || n->dev || n->optional;
}

/* The entry as a manifest: it has its name even where the lock leaves it out. */
static const cJSON *as_manifest(Loader *l, const cJSON *entry, Str name)
{
    cJSON *pkg;

    if (json_truthy(json_get(entry, "name")))
        return entry;
    pkg = json_dup(l->t->forest->arena, entry);
    json_set(l->t->forest->arena, pkg, STR("name"),
             json_new_str(l->t->forest->arena, name));
    return pkg;
}

/* Entries whose parents come first: locations are sorted that way in a lock, but needn't
 * be. */
static Node *load_entry(Loader *l, const cJSON *entry);

static Node *node_at(Loader *l, Str location)
{
    Node *n = map_get(&l->nodes, location);
    const cJSON *entry;

    if (n != NULL)
        return n;
    entry = json_getn(l->lock->packages, location);
    return entry != NULL ? load_entry(l, entry) : NULL;
}

static Node *load_top(Loader *l, const cJSON *entry, Str location)
{
    Arena *a = l->t->forest->arena;
    Str path = path_resolve(a, l->t->root->path, location);
    const cJSON *pkg = l->folder ? l->folder(l->ctx, path) : NULL;
    Node *n = map_get(&l->t->forest->tops, path);

    if (n != NULL && n->tree == l->t)
        return n;
    if (pkg == NULL || pkg->child == NULL)
        pkg = as_manifest(l, entry, path_basename(path));
    n = node_new_top(l->t, pkg, path);
    set_facts(l, n, entry);
    return n;
}

static Node *load_link(Loader *l, const cJSON *entry, Str name, Node *parent)
{
    Arena *a = l->t->forest->arena;
    Str path = path_resolve(a, l->t->root->path, json_str(json_get(entry, "resolved")));
    Node *target = node_at(l, path_relative(a, l->t->root->path, path)), *n;

    if (target == NULL)
        return NULL;
    n = node_new_link(l->t->forest, name, target);
    n->extraneous = target->extraneous;
    n->dev = target->dev;
    n->optional = target->optional;
    n->peer = target->peer;
    n->dev_optional = target->dev_optional;
    node_set_parent(n, parent);
    return n;
}

static Node *load_entry(Loader *l, const cJSON *entry)
{
    Str location = json_key(entry), above, name;
    Node *n, *parent;

    if (location.len == 0)
        return l->t->root;
    if (!split_location(location, &above, &name)) {
        n = load_top(l, entry, location);
    } else {
        parent = node_at(l, above);
        if (parent == NULL)
            parent = l->t->root;
        if (flag(entry, "link")) {
            n = load_link(l, entry, name, parent);
        } else {
            n = node_new(l->t->forest, name, as_manifest(l, entry, name));
            set_facts(l, n, entry);
            node_set_parent(n, parent);
        }
    }
    if (n != NULL)
        map_set(&l->nodes, location, n);
    return n;
}

/* ---- Does package.json want what the lock says? ---- */

static bool same_edges(Node *root, const cJSON *deps, const cJSON *without, EdgeType type,
                       size_t *seen)
{
    JSON_EACH (d, deps) {
        const Edge *e;

        if (without != NULL && json_getn(without, json_key(d)) != NULL)
            continue;
        e = node_edge(root, json_key(d));
        if (e == NULL || e->type != type || !str_eq(e->spec, json_str(d)))
            return false;
        (*seen)++;
    }
    return true;
}

static bool same_peers(Node *root, const cJSON *entry, size_t *seen)
{
    const cJSON *meta = json_get(entry, "peerDependenciesMeta");

    JSON_EACH (d, json_get(entry, "peerDependencies")) {
        bool optional = json_truthy(json_get(json_getn(meta, json_key(d)), "optional"));
        const Edge *e = node_edge(root, json_key(d));

        if (e == NULL || e->type != (optional ? EDGE_PEER_OPTIONAL : EDGE_PEER) ||
            !str_eq(e->spec, json_str(d)))
            return false;
        (*seen)++;
    }
    return true;
}

static bool root_agrees(Tree *t, const Lock *lock)
{
    const cJSON *entry = json_get(lock->packages, "");
    const cJSON *optional = json_get(entry, "optionalDependencies");
    size_t seen = 0, workspaces = 0;

    MAP_EACH (e, t->root->edges_out)
        workspaces += ((Edge *)e->value)->type == EDGE_WORKSPACE;
    return same_edges(t->root, json_get(entry, "dependencies"), optional, EDGE_PROD,
                      &seen) &&
           same_edges(t->root, json_get(entry, "devDependencies"), NULL, EDGE_DEV,
                      &seen) &&
           same_edges(t->root, optional, NULL, EDGE_OPTIONAL, &seen) &&
           same_peers(t->root, entry, &seen) &&
           seen + workspaces == t->root->edges_out.len;
}

int lock_load(Tree *t, const Lock *lock, LockFolder folder, void *ctx, bool *suspect,
              Err *err)
{
    Loader l = { .t = t, .lock = lock, .folder = folder, .ctx = ctx };
    int rc = 0;

    *suspect = !root_agrees(t, lock);
    map_set(&l.nodes, STR(""), t->root);
    JSON_EACH (entry, lock->packages) {
        if (map_get(&l.nodes, json_key(entry)) == NULL && load_entry(&l, entry) == NULL) {
            rc = err_set(
                err, ERR_EBADLOCK,
                "Missing target in lock file: \"%s\" is referenced by \"%s\" but does "
                "not exist",
                json_cstr(json_get(entry, "resolved"))
                    ? json_cstr(json_get(entry, "resolved"))
                    : "",
                entry->string);
            break;
        }
    }
    map_release(&l.nodes);
    if (rc == 0) {
        tree_reset_flags(t);
        tree_calc_flags(t);
    }
    return rc;
}
