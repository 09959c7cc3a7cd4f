/* tree.c: nodes in their places. */
#include "pkg/tree/tree.h"

#include "common/bug.h"
#include "common/jstext.h"
#include "common/path.h"
#include "pkg/tree/tree_private.h"

/* ---- Forests ---- */

void forest_init(Forest *f, Arena *a, const TreeOptions *options)
{
    *f = (Forest){ .arena = a, .options = *options };
    forest_own_map(f, &f->specs);
    forest_own_map(f, &f->ranges);
    forest_own_map(f, &f->tops);
}

void forest_own_map(Forest *f, Map *m)
{
    vec_push(&f->maps, m);
}

void forest_release(Forest *f)
{
    VEC_EACH (Map *, m, f->maps)
        map_release(*m);
    vec_release(&f->maps);
}

const SemverRange *forest_range(Forest *f, Str text)
{
    MapEntry *e = map_find(&f->ranges, text);
    SemverRange *r;

    if (e != NULL)
        return e->value;
    r = arena_new(f->arena, SemverRange);
    if (!semver_range_parse(f->arena, text, SEMVER_LOOSE, r))
        r = NULL;
    map_set(&f->ranges, arena_str(f->arena, text), r);
    return r;
}

static bool depends_on_folder(Str spec)
{
    return str_index(spec, '/') >= 0 || str_starts(spec, STR(".")) ||
           str_index(spec, ':') >= 0 || spec_looks_like_tarball(spec);
}

const Spec *forest_spec(Forest *f, Str name, Str spec, Str where)
{
    ArenaMark mark = arena_mark(f->arena);
    bool folder = depends_on_folder(spec);
    Str key = arena_strf(f->arena, STR_FMT "%c" STR_FMT "%c" STR_FMT, STR_ARG(name), 1,
                         STR_ARG(spec), 2, folder ? (int)where.len : 0, where.ptr);
    MapEntry *e = map_find(&f->specs, key);
    Spec *s;

    if (e != NULL) {
        arena_rewind(f->arena, mark);
        return e->value;
    }
    s = arena_new(f->arena, Spec);
    if (spec_resolve(f->arena, name, spec, folder ? where : STR("/"), s, NULL) < 0)
        s = NULL;
    map_set(&f->specs, key, s);
    return s;
}

/* ---- Trees ---- */

static Tree *new_tree(Forest *f)
{
    Tree *t = arena_new(f->arena, Tree);

    t->forest = f;
    forest_own_map(f, &t->by_name);
    forest_own_map(f, &t->edges_by_name);
    return t;
}

Tree *tree_new(Forest *f, const cJSON *pkg, Str path)
{
    Tree *t = new_tree(f);
    Node *root = node_new(f, json_str(json_get(pkg, "name")), NULL);

    if (root->name.len == 0)
        root->name = path_basename(path);
    root->is_root = true;
    root->path = path;
    root->location = STR("");
    t->root = root;
    tree_enter(t, root);
    map_set(&f->tops, path, root);
    node_set_package(root, pkg);
    return t;
}

Tree *tree_virtual(Node *source)
{
    Forest *f = source->tree->forest;
    Tree *t = new_tree(f);
    Node *root = node_new(f, source->name, NULL);

    root->is_root = true;
    root->path = node_path(f->arena, source);
    root->location = STR("");
    root->resolved = source->resolved;
    t->root = root;
    t->source = source;
    tree_enter(t, root);
    node_set_package(root, source->pkg);
    return t;
}

void tree_enter(Tree *t, Node *n)
{
    NodeList *list = map_get(&t->by_name, n->name);

    n->tree = t;
    vec_push_in(t->forest->arena, &t->nodes, n);
    if (list == NULL) {
        list = arena_new(t->forest->arena, NodeList);
        map_set(&t->by_name, n->name, list);
    }
    vec_push_in(t->forest->arena, list, n);
}

static void list_remove(NodeList *list, const Node *n)
{
    for (size_t i = list->len; list && i-- > 0;) {
        if (list->ptr[i] == n) {
            vec_remove(list, i);
            return;
        }
    }
}

/* Takes the holes out once they are many. */
static void compact(Tree *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->nodes.len; i++) {
        if (t->nodes.ptr[i] != NULL)
            t->nodes.ptr[n++] = t->nodes.ptr[i];
    }
    t->nodes.len = n;
    t->n_left = 0;
}

void tree_leave(Node *n)
{
    Tree *t = n->tree;
    NodeList *list = map_get(&t->by_name, n->name);

    if (list != NULL)
        list_remove(list, n);
    for (size_t i = t->nodes.len; i-- > 0;) {
        if (t->nodes.ptr[i] == n) {
            t->nodes.ptr[i] = NULL;
            t->n_left++;
            break;
        }
    }
    n->tree = NULL;
    if (t->n_left > 64 && t->n_left > t->nodes.len / 2)
        compact(t);
}

/* ---- Making nodes ---- */

Node *node_new(Forest *f, Str name, const cJSON *pkg)
{
    Node *n = arena_new(f->arena, Node);

    n->name = name;
    n->pkg = pkg;
    n->dev = n->optional = n->dev_optional = n->peer = n->extraneous = true;
    n->id = f->next_id++;
    forest_own_map(f, &n->children);
    forest_own_map(f, &n->edges_out);
    if (pkg != NULL) {
        Str resolved = json_str(json_get(pkg, "_resolved"));
        Str integrity = json_str(json_get(pkg, "_integrity"));

        n->resolved = resolved.len > 0 ? resolved : (Str){ NULL, 0 };
        n->integrity = integrity.len > 0 ? integrity : (Str){ NULL, 0 };
        n->has_shrinkwrap = json_truthy(json_get(pkg, "_hasShrinkwrap"));
    }
    return n;
}

/* The nearest top whose folder the path lies below. */
static Node *find_fs_parent(Tree *t, Str path)
{
    Str dir = path_dirname(path);

    for (;;) {
        Node *n = map_get(&t->forest->tops, dir);
        Str up = path_dirname(dir);

        if (n != NULL && n->tree == t)
            return n;
        if (up.len == dir.len)
            return NULL;
        dir = up;
    }
}

Node *node_new_top(Tree *t, const cJSON *pkg, Str path)
{
    Forest *f = t->forest;
    Str name = json_str(json_get(pkg, "name"));
    Node *n = node_new(f, name.len > 0 ? name : path_basename(path), NULL);

    n->path = path;
    n->location = path_relative(f->arena, t->root->path, path);
    n->fs_parent = find_fs_parent(t, path);
    if (n->fs_parent != NULL)
        vec_push_in(f->arena, &n->fs_parent->fs_children, n);
    tree_enter(t, n);
    map_set(&f->tops, path, n);
    node_set_package(n, pkg);
    return n;
}

Node *node_new_link(Forest *f, Str name, Node *target)
{
    Node *n = node_new(f, name, target->pkg);

    n->is_link = true;
    n->target = target;
    n->resolved = n->integrity = (Str){ NULL, 0 };
    return n;
}

/* ---- Where a node is ---- */

Node *node_child(const Node *n, Str name)
{
    return map_get(&n->children, name);
}

Node *node_resolve(const Node *n, Str name)
{
    for (; n != NULL; n = node_resolve_parent(n)) {
        Node *found = node_child(n, name);

        if (found != NULL)
            return found;
    }
    return NULL;
}

bool node_is_project_root(const Node *n)
{
    return n->is_root;
}

bool node_is_workspace(const Node *n)
{
    const Edge *e;

    if (n->is_root || n->tree == NULL)
        return false;
    e = node_edge(n->tree->root, node_package_name(n));
    return e != NULL && e->type == EDGE_WORKSPACE && e->to != NULL &&
           (e->to == n || e->to->target == n);
}

int node_depth(const Node *n)
{
    int d = 0;

    for (; !node_is_top(n); n = n->parent)
        d++;
    return d;
}

bool node_is_below(const Node *n, const Node *ancestor)
{
    for (; n != NULL; n = node_resolve_parent(n)) {
        if (n == ancestor)
            return true;
    }
    return false;
}

Str node_location(Arena *a, const Node *n)
{
    Str up;

    if (n->parent == NULL)
        return n->location.ptr ? n->location : STR("");
    up = node_location(a, n->parent);
    return arena_strf(a, STR_FMT "%snode_modules/" STR_FMT, STR_ARG(up),
                      up.len > 0 ? "/" : "", STR_ARG(n->name));
}

Str node_path(Arena *a, const Node *n)
{
    if (n->parent == NULL)
        return n->path.ptr ? n->path : STR("/");
    return arena_strf(a, STR_FMT "/node_modules/" STR_FMT,
                      STR_ARG(node_path(a, n->parent)), STR_ARG(n->name));
}

/* ---- What it is ---- */

Str node_package_name(const Node *n)
{
    return json_str(json_get(n->pkg, "name"));
}

Str node_version(const Node *n)
{
    return json_str(json_get(n->pkg, "version"));
}

const Semver *node_semver(Node *n)
{
    if (!n->version_parsed) {
        n->version_parsed = true;
        n->has_version =
            n->tree != NULL && semver_parse(n->tree->forest->arena, node_version(n),
                                            SEMVER_LOOSE, &n->version);
        n->version_parsed = n->tree != NULL;
    }
    return n->has_version ? &n->version : NULL;
}

bool node_has_install_script(const Node *n)
{
    const cJSON *scripts = json_get(n->pkg, "scripts");

    return json_truthy(json_get(n->pkg, "hasInstallScript")) ||
           json_truthy(json_get(scripts, "install")) ||
           json_truthy(json_get(scripts, "preinstall")) ||
           json_truthy(json_get(scripts, "postinstall"));
}

static bool bundles(const Node *n, Str name)
{
    const cJSON *list = json_get(n->pkg, "bundleDependencies");

    if (json_is_true(list))
        return node_edge(n, name) != NULL;
    JSON_EACH (item, list) {
        if (str_eq(json_str(item), name))
            return true;
    }
    return false;
}

static Node *find_bundler(Node *n, uint32_t mark)
{
    Node *b;

    if (n->mark == mark || n->parent == NULL)
        return NULL;
    n->mark = mark;
    b = find_bundler(n->parent, mark);
    if (b != NULL)
        return b;
    if (bundles(n->parent, n->name))
        return n->parent;
    VEC_EACH (Edge *, e, n->edges_in) {
        b = find_bundler((*e)->from, mark);
        if (b != NULL && b == n->parent)
            return b;
    }
    return NULL;
}

Node *node_bundler(Node *n)
{
    if (n->tree == NULL)
        return NULL;
    return find_bundler(n, ++n->tree->forest->next_mark);
}

bool node_in_dep_bundle(Node *n)
{
    Node *b = node_bundler(n);

    return b != NULL && !b->is_root;
}

bool node_in_shrinkwrap(const Node *n)
{
    for (const Node *p = n->parent; p != NULL; p = p->parent) {
        if (p->has_shrinkwrap)
            return true;
    }
    return false;
}

bool node_is_registry_dependency(const Node *n)
{
    if (n->edges_in.len == 0)
        return false;
    VEC_EACH (Edge *, e, n->edges_in) {
        const Spec *s = edge_spec(*e);

        if (s == NULL || !s->registry)
            return false;
    }
    return true;
}

/* ---- Moving nodes ---- */

/* Edges by this name below p may lead elsewhere now. */
static void reload_named_edges(Node *p, Str name)
{
    EdgeList *list = p->tree ? map_get(&p->tree->edges_by_name, name) : NULL;

    for (size_t i = 0; list != NULL && i < list->len; i++) {
        Edge *e = list->ptr[i];
        bool here;

        if (e->from == NULL || !node_is_below(e->from, p))
            continue;
        here = e->to != NULL && e->to->parent == p;
        if (here || node_resolve(e->from, name) != e->to)
            edge_reload(e, true);
    }
}

typedef void (*EachNode)(Node *n, void *ctx);

static void each_below(Node *n, EachNode fn, void *ctx)
{
    fn(n, ctx);
    MAP_EACH (c, n->children)
        each_below(c->value, fn, ctx);
    for (size_t i = 0; i < n->fs_children.len; i++)
        each_below(n->fs_children.ptr[i], fn, ctx);
}

static void collect(Node *n, void *ctx)
{
    Forest *f = ((void **)ctx)[0];
    NodeList *list = ((void **)ctx)[1];

    vec_push_in(f->arena, list, n);
}

/* All edges of the nodes, after they changed their tree. */
static void reload_edges(const NodeList *nodes)
{
    VEC_EACH (Node *, n, *nodes) {
        /* The list changes while edges leave it. */
        for (size_t i = (*n)->edges_in.len; i-- > 0;) {
            if (i < (*n)->edges_in.len && (*n)->edges_in.ptr[i]->from->tree != (*n)->tree)
                edge_reload((*n)->edges_in.ptr[i], false);
        }
        MAP_EACH (e, (*n)->edges_out) {
            Edge *edge = e->value;

            if (edge->to == NULL || edge->to->tree != (*n)->tree)
                edge_reload(edge, false);
        }
    }
}

static void enter_all(Tree *t, const NodeList *nodes)
{
    VEC_EACH (Node *, n, *nodes) {
        if ((*n)->tree != NULL && (*n)->tree != t)
            tree_leave(*n);
        if ((*n)->tree == NULL)
            tree_enter(t, *n);
        MAP_EACH (e, (*n)->edges_out)
            tree_list_edge(t, e->value);
    }
}

void tree_list_edge(Tree *t, Edge *e)
{
    EdgeList *list = map_get(&t->edges_by_name, e->name);

    if (list == NULL) {
        list = arena_new(t->forest->arena, EdgeList);
        map_set(&t->edges_by_name, e->name, list);
    }
    vec_push_in(t->forest->arena, list, e);
}

/* Edges that left the tree leave its lists when those are gone through. */
void tree_unlist_edges(Tree *t, const NodeList *nodes)
{
    VEC_EACH (Node *, n, *nodes) {
        MAP_EACH (e, (*n)->edges_out) {
            Edge *edge = e->value;
            EdgeList *list = map_get(&t->edges_by_name, edge->name);

            for (size_t i = 0; list != NULL && i < list->len; i++) {
                if (list->ptr[i] == edge) {
                    vec_remove(list, i);
                    break;
                }
            }
        }
    }
}

void node_detach(Node *n)
{
    Forest *f;
    Node *parent = n->parent;
    NodeList nodes = { 0 };
    void *ctx[2];
    Tree *old = n->tree, *own;

    if (old == NULL || n->is_root)
        return;
    f = old->forest;
    ctx[0] = f;
    ctx[1] = &nodes;
    each_below(n, collect, ctx);
    if (parent != NULL && map_get(&parent->children, n->name) == n)
        map_del(&parent->children, n->name);
    if (n->fs_parent != NULL)
        list_remove(&n->fs_parent->fs_children, n);
    n->parent = n->fs_parent = NULL;
    if (n->is_link && n->target != NULL)
        list_remove(&n->target->links_in, n);
    tree_unlist_edges(old, &nodes);
    own = arena_new(f->arena, Tree);
    own->forest = f;
    forest_own_map(f, &own->by_name);
    forest_own_map(f, &own->edges_by_name);
    own->root = n;
    enter_all(own, &nodes);
    reload_edges(&nodes);
    if (parent != NULL)
        reload_named_edges(parent, n->name);
}

void node_set_parent(Node *n, Node *parent)
{
    Forest *f = parent->tree->forest;
    NodeList nodes = { 0 };
    void *ctx[2] = { f, &nodes };
    Node *there;

    parent = node_target(parent);
    if (n == parent || n->parent == parent)
        return;
    there = node_child(parent, n->name);
    if (there != NULL && there != n)
        node_detach(there);
    if (n->parent != NULL) {
        Node *old_parent = n->parent;

        map_del(&old_parent->children, n->name);
        n->parent = NULL;
        if (old_parent->tree == parent->tree) {
            /* Within one tree: only names around it change. */
            n->parent = parent;
            map_set(&parent->children, n->name, n);
            reload_named_edges(old_parent, n->name);
            reload_named_edges(parent, n->name);
            each_below(n, collect, ctx);
            VEC_EACH (Node *, m, nodes) {
                MAP_EACH (e, (*m)->edges_out)
                    edge_reload(e->value, true);
            }
            return;
        }
    }
    each_below(n, collect, ctx);
    if (n->tree != NULL)
        tree_unlist_edges(n->tree, &nodes);
    n->parent = parent;
    map_set(&parent->children, n->name, n);
    enter_all(parent->tree, &nodes);
    VEC_EACH (Node *, m, nodes) {
        if (map_is_empty(&(*m)->edges_out) && !(*m)->is_link && (*m)->pkg != NULL)
            node_load_edges(*m);
    }
    if (n->is_link && n->target != NULL)
        vec_push_in(f->arena, &n->target->links_in, n);
    if (!n->is_link || true)
        reload_named_edges(parent, n->name);
    reload_edges(&nodes);
}

void node_replace(Node *n, Node *old)
{
    Node *parent = old->parent;
    NodeList kids = { 0 };
    Forest *f = old->tree->forest;

    MAP_EACH (c, old->children)
        vec_push_in(f->arena, &kids, (Node *)c->value);
    node_set_parent(n, parent);
    if (!n->is_link) {
        VEC_EACH (Node *, k, kids)
            node_set_parent(*k, n);
    }
}
