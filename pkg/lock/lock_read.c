/* lock_read.c: a tree from package-lock.json (Arborist's loadVirtual). */
#include <math.h>
#include <stdlib.h>

#include "common/glob.h"
#include "common/path.h"
#include "pkg/lock/lock.h"
#include "pkg/lock/lock_private.h"
#include "pkg/model/manifest.h"
#include "pkg/model/workspace_patterns.h"
#include "pkg/tree/tree_private.h"

/* ---- The version ---- */

/* A value as a number, as JavaScript takes it; NAN for none. */
static double as_number(const cJSON *v)
{
    Str text = str_trim(json_str(v));
    char *end;
    double n;

    if (json_is_num(v))
        return v->valuedouble;
    if (json_is_arr(v) && v->child != NULL)
        return v->child->next == NULL && !json_is_true(v->child) &&
                       !json_is_false(v->child)
                   ? as_number(v->child)
                   : NAN;
    if (json_is_obj(v))
        return NAN;
    if (!json_is_str(v) || text.len == 0)
        return json_is_true(v);
    n = strtod(text.ptr, &end); /* ends at what is trimmed away, or at the end */
    return end == text.ptr + text.len && isfinite(n) ? n : NAN;
}

/* What npm goes by: 1 below 2, then 2, 3, or more. */
static int number_of_version(double n)
{
    if (isnan(n))
        return 0;
    if (n < 2)
        return n == 1;
    return n < 3 ? 2 : n == 3 ? 3 : n < 1000 ? (int)ceil(n) : 1000;
}

static void take_version(Lock *lock)
{
    const cJSON *said = json_get(lock->doc, "lockfileVersion");
    double n = said != NULL ? as_number(said) : NAN;

    lock->said = said;
    lock->version = number_of_version(n);
    if (!json_truthy(said) || (json_is_num(said) && n == lock->version))
        return;
    lock->odd = (LockVersion){ said, isnan(n) };
}

int lock_parse(Arena *a, Str text, const char *what, Lock *out, Err *err)
{
    int rc = lock_has_conflicts(text)
                 ? lock_merge_conflicts(a, text, what, &out->doc, err)
                 : json_parse(a, text, what, NULL, &out->doc, err);

    if (rc < 0)
        return rc;
    out->style = json_style(text);
    /* Any other value counts for the members that it has. */
    if (json_is_null(out->doc))
        return err_set(err, ERR_EBADLOCK, "%s is no object", what);
    out->doc = json_as_object(a, out->doc);
    take_version(out);
    out->packages = json_get(out->doc, "packages");
    if (json_is_arr(out->packages))
        out->packages = json_numbered(a, out->packages);
    out->is_v1 = !json_is_obj(out->packages);
    out->is_ancient = out->version < 2 && !json_truthy(json_get(out->doc, "requires"));
    if (out->is_v1)
        out->packages = json_new_obj(a);
    return 0;
}

typedef struct {
    Node *base; /* whose lock it is */
    const Lock *lock;
    const LockHooks *hooks;
    Map nodes; /* location -> Node, where somebody looks there */
    bool looked_up;
    bool reset_flags; /* what the lock says of dev and optional doesn't count here */
    bool moves;       /* the tree becomes part of another one */
} Loader;

static bool flag(const cJSON *entry, const char *key)
{
    return json_truthy(json_get(entry, key));
}

/* A fact that should be a text; what it is instead is kept beside it. */
static Str text_fact(Node *n, const cJSON *entry, const char *key)
{
    Arena *a = n->forest->arena;
    const cJSON *said = json_get(entry, key);

    if (json_is_str(said) || !json_truthy(said))
        return json_str(said);
    n->odd_facts = entry;
    return json_text(a, said);
}

static void set_facts(Loader *l, Node *n, cJSON *entry)
{
    Arena *a = n->forest->arena;
    Str resolved, integrity;

    n->odd_facts = NULL;
    resolved = text_fact(n, entry, "resolved");
    integrity = text_fact(n, entry, "integrity");
    if (str_starts(resolved, STR("file:")))
        resolved =
            arena_strf(a, "file:" STR_FMT,
                       STR_ARG(path_resolve(a, l->base->path, str_from(resolved, 5))));
    n->resolved = resolved.len > 0 ? resolved : (Str){ NULL, 0 };
    n->integrity = integrity.len > 0 ? integrity : (Str){ NULL, 0 };
    n->has_shrinkwrap = flag(entry, "hasShrinkwrap");
    if (n->has_shrinkwrap && !json_is_true(json_get(entry, "hasShrinkwrap")))
        n->odd_facts = entry;
    if (l->reset_flags)
        return;
    n->extraneous = flag(entry, "extraneous");
    n->dev = flag(entry, "dev");
    n->optional = flag(entry, "optional");
    n->peer = flag(entry, "peer");
    n->dev_optional = flag(entry, "devOptional") || n->dev || n->optional;
}

/* What a package in this folder is called: its last piece, with the scope before it. */
static Str name_of_folder(Str path)
{
    Str base = path_basename(path), up = path_basename(path_dirname(path));
    size_t len = base.len + (up.len > 0 && up.ptr[0] == '@' ? up.len + 1 : 0);

    return str_from(path, path.len - len);
}

/* The entry as a manifest: it has its name even where the lock leaves it out. */
static const cJSON *as_manifest(Arena *a, cJSON *entry, Str path)
{
    if (!flag(entry, "name"))
        json_set(a, entry, STR("name"), json_new_str(a, name_of_folder(path)));
    manifest_normalize(a, entry);
    return entry;
}

/* A shrinkwrap's package takes the place of the one that is there with all that is in it:
 * what the shrinkwrap doesn't list further down isn't there any more. */
static void drop_children(Node *n)
{
    NodeList kids = { 0 };

    MAP_EACH (m, n->children)
        vec_push_in(n->forest->arena, &kids, (Node *)m->value);
    VEC_EACH (Node *, k, kids)
        node_detach(*k);
}

static void load_entry(Loader *l, cJSON *entry)
{
    Tree *t = l->base->tree;
    Arena *a = t->forest->arena;
    Str path = path_resolve(a, l->base->path, json_key(entry));
    Node *n = map_get(&t->by_path, path);
    Str key = json_key(entry);

    if (json_is_arr(entry)) /* has none of the members */
        entry = json_new_obj(a);
    if (n == NULL || n->is_link) {
        n = node_new_top(t, as_manifest(a, entry, path), path);
    } else if (l->reset_flags) {
        drop_children(n);
        node_set_package(n, as_manifest(a, entry, path));
        node_reset_flags(n);
    }
    set_facts(l, n, entry);
    if (l->hooks->placed != NULL && l->lock->version >= 2)
        l->hooks->placed(l->hooks->ctx, n);
    if (l->looked_up)
        map_set(&l->nodes, key, n);
}

static int load_link(Loader *l, const cJSON *entry, Err *err)
{
    const LockHooks *hooks = l->hooks;
    Tree *t = l->base->tree;
    Arena *a = t->forest->arena;
    Str path = path_resolve(a, l->base->path, json_key(entry));
    Str real = path_resolve(a, l->base->path, json_str(json_get(entry, "resolved")));
    Str location = path_relative(a, l->base->path, real);
    Node *target = map_get(&l->nodes, location), *n;
    const cJSON *pkg, *locked;

    if (target == NULL)
        return err_set(err, ERR_EMISSINGTARGET,
                       "Missing target in lock file: \"" STR_FMT
                       "\" is referenced by \"%s\" but does not exist.\nTo fix:\n"
                       "1. rm package-lock.json\n2. npm install",
                       STR_ARG(location), entry->string);
    n = node_new_link(t->forest, STR(""), target);
    n->path = path;
    n->name = json_str(json_get(as_manifest(a, json_new_obj(a), path), "name"));
    node_join(n, t);
    n->extraneous = target->extraneous;
    n->dev = target->dev;
    n->optional = target->optional;
    n->peer = target->peer;
    n->dev_optional = target->dev_optional;
    map_set(&l->nodes, json_key(entry), n);
    /* npm reads the project's package.json anew: its wishes are the last now. */
    if (target->is_root)
        node_set_package(target, target->pkg);
    if (target->parent != NULL || target->is_root || hooks->folder == NULL)
        return 0;
    /* Its owner may have changed it since; what the link says of it stays the lock's, but
     * where npm moves both to another tree. */
    pkg = hooks->folder(hooks->ctx, real);
    locked = l->moves ? pkg : n->pkg;
    if (pkg != NULL) {
        n->pkg = NULL;
        node_set_package(target, pkg);
        n->pkg = locked;
    }
    return 0;
}

/* Locks of version 1 say of each package whether it came in a bundle; the manifests that
 * we make of them say whom a package bundles. */
static void assign_bundles(Loader *l)
{
    Arena *a = l->base->forest->arena;

    MAP_EACH (m, l->nodes) {
        Node *n = m->value;
        cJSON *list, *pkg = n->parent ? (cJSON *)n->parent->pkg : NULL;

        if (pkg == NULL || (n->is_link && n->target->is_root) ||
            !flag(n->pkg, "inBundle") || flag(pkg, "inBundle") ||
            node_edge(n->parent, n->name) == NULL)
            continue;
        list = json_get(pkg, "bundleDependencies");
        if (list == NULL) {
            list = json_new_arr(a);
            json_add(a, pkg, STR("bundleDependencies"), list);
            n->parent->lists_bundle = true;
        }
        json_push(list, json_new_str(a, n->name));
    }
}

static int load_all(Loader *l, Err *err)
{
    size_t n = 0;
    int rc = 0;

    l->looked_up = l->lock->version < 2; /* for bundles */
    JSON_EACH (entry, l->lock->packages) {
        if (!json_is_obj(entry) && !json_is_arr(entry) && entry->string[0] != '\0')
            return err_set(err, ERR_EBADLOCK, "the lock's entry of '%s' is no object",
                           entry->string);
        l->looked_up |= flag(entry, "link");
        n++;
    }
    tree_reserve(l->base->tree, n);
    map_set(&l->nodes, STR(""), l->base);
    JSON_EACH (entry, l->lock->packages) {
        if (entry->string[0] != '\0' && !flag(entry, "link"))
            load_entry(l, entry);
    }
    JSON_EACH (entry, l->lock->packages) {
        if (rc == 0 && entry->string[0] != '\0' && flag(entry, "link"))
            rc = load_link(l, entry, err);
    }
    if (rc == 0 && l->lock->version < 2)
        assign_bundles(l);
    map_release(&l->nodes);
    return rc;
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
        *seen += str_eq(e->name, json_key(d)); /* or its twin in other letters */
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
        *seen += str_eq(e->name, json_key(d)); /* or its twin in other letters */
    }
    return true;
}

typedef VEC(Glob) GlobList;

static GlobList parse_all(Arena *a, const Str *patterns, size_t n)
{
    GlobList out = { 0 };

    for (size_t i = 0; i < n; i++) {
        Glob g;

        glob_parse_plain(a, patterns[i], &g);
        vec_push_in(a, &out, g);
    }
    return out;
}

static bool any_means(const GlobList *list, Str location)
{
    VEC_EACH (Glob, g, *list) {
        if (glob_means(g, location))
            return true;
    }
    return false;
}

static bool is_workspace(const GlobList *take, const GlobList *leave, Str location)
{
    if (str_starts(location, STR("node_modules/")) ||
        str_has(location, STR("/node_modules/")))
        return false;
    return any_means(take, location) && !any_means(leave, location);
}

/* Are those that the lock lists (by its own patterns) the project's, each in its folder?
 */
static bool same_workspaces(Node *root, const cJSON *packages, size_t *seen)
{
    Arena *a = root->forest->arena;
    const cJSON *list = json_get(json_get(packages, ""), "workspaces");
    WorkspacePatterns patterns;
    GlobList take, leave;

    workspace_patterns(a, json_is_obj(list) ? json_get(list, "packages") : list,
                       &patterns);
    if (patterns.take.len == 0)
        return true;
    take = parse_all(a, patterns.take.ptr, patterns.take.len);
    leave = parse_all(a, patterns.leave.ptr, patterns.leave.len);
    JSON_EACH (entry, packages) {
        Str path, name;
        const Edge *e;

        if (entry->string[0] == '\0' || !is_workspace(&take, &leave, json_key(entry)))
            continue;
        path = path_resolve(a, root->path, json_key(entry));
        name = json_str(json_get(entry, "name"));
        e = node_edge(root, name.len > 0 ? name : name_of_folder(path));
        if (e == NULL || e->type != EDGE_WORKSPACE ||
            !str_starts(e->spec, STR("file:")) || !str_eq(str_from(e->spec, 5), path))
            return false;
        ++*seen;
    }
    return true;
}

/* Does the project want what `entry` says? packages: with its workspaces; NULL: whatever
 * these are. */
static bool root_agrees(Tree *t, const cJSON *entry, const cJSON *packages)
{
    const cJSON *optional = json_get(entry, "optionalDependencies");
    size_t seen = 0;

    MAP_EACH (e, t->root->edges_out)
        seen += packages == NULL && ((Edge *)e->value)->type == EDGE_WORKSPACE;
    return same_edges(t->root, json_get(entry, "dependencies"), optional, EDGE_PROD,
                      &seen) &&
           same_edges(t->root, json_get(entry, "devDependencies"), NULL, EDGE_DEV,
                      &seen) &&
           same_edges(t->root, optional, NULL, EDGE_OPTIONAL, &seen) &&
           same_peers(t->root, entry, &seen) &&
           (packages == NULL || same_workspaces(t->root, packages, &seen)) &&
           seen == t->root->edges_out.len;
}

int lock_load(Tree *t, const Lock *lock, const LockHooks *hooks, bool *suspect, Err *err)
{
    Loader l = { .base = t->root, .lock = lock, .hooks = hooks };
    int rc;

    t->locked = lock->is_v1 ? NULL : lock->packages;
    /* Ancient ones don't say who wants what: then their flags are all there is. */
    *suspect = !lock->is_ancient &&
               !root_agrees(t, json_get(lock->packages, ""), lock->packages);
    node_clear_flags(t->root); /* a link to the project has what the project has */
    t->forest->odd_spec = false;
    rc = load_all(&l, err);
    if (rc == 0 && t->forest->odd_spec)
        rc = err_set(err, ERR_ENOCODE, "must provide string spec");
    if (rc == 0 && (*suspect || !hooks->trusts_flags)) {
        tree_reset_flags(t);
        tree_calc_flags(t);
    }
    return rc;
}

int lock_load_hidden(Tree *t, const Lock *lock, bool begins, LockFolder folder, void *ctx,
                     Err *err)
{
    LockHooks hooks = { .folder = folder, .ctx = ctx };
    Loader l = { .base = t->root, .lock = lock, .hooks = &hooks, .moves = begins };
    int rc;

    t->locked = lock->is_v1 ? NULL : lock->packages;
    rc = load_all(&l, err);
    /* It says nothing of the root: package.json is held against itself, and fails where
     * it has a dependency in two lists. */
    if (rc == 0)
        tree_calc_installed_flags(t, root_agrees(t, t->root->pkg, NULL), begins);
    return rc;
}

int lock_load_below(Node *n, const Files *files, Str base, Err *err)
{
    static const char *const names[] = { "npm-shrinkwrap.json", "package-lock.json" };
    Arena *a = n->forest->arena;

    for (int i = 0; i < 2; i++) {
        static const LockHooks none;
        Loader l = { .base = n, .hooks = &none, .reset_flags = true };
        Lock lock;
        Str text;
        Err ignored;
        int rc;

        if (files->read(files->ctx, a, path_join(a, base, str_of(names[i])), &text,
                        &ignored) < 0 ||
            lock_parse(a, text, names[i], &lock, &ignored) < 0)
            continue;
        if (lock.is_v1)
            lock_finish_v1(a, &lock, n->pkg, n->path);
        l.lock = &lock;
        rc = load_all(&l, err);
        node_calc_flags(n);
        return rc;
    }
    return 0;
}
