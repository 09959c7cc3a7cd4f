/* tree.c: forests, trees and the making of nodes. What moves nodes is move.c's. */
#include "pkg/tree/tree.h"

#include <stdlib.h>

#include "common/bug.h"
#include "common/json_write.h"
#include "common/path.h"
#include "pkg/tree/tree_private.h"

/* ---- Forests ---- */

void forest_init(Forest *f, Arena *a, const TreeOptions *options)
{
    *f = (Forest){ .arena = a, .options = *options };
    forest_own_map(f, &f->specs);
    forest_own_map(f, &f->ranges);
    forest_own_map(f, &f->bundles);
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
           str_starts(spec, STR("~")) || str_index(spec, ':') >= 0 ||
           spec_looks_like_tarball(spec);
}

/* "name\1spec\2where": by hand, since it is made for each look at an edge. */
static Str spec_key(Arena *a, Str name, Str spec, Str where)
{
    const Str pieces[] = { name, STR("\1"), spec, STR("\2"), where };
    char *key = arena_bytes(a, name.len + spec.len + where.len + 2), *p = key;

    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        if (pieces[i].len > 0)
            memcpy(p, pieces[i].ptr, pieces[i].len);
        p += pieces[i].len;
    }
    return str_n(key, (size_t)(p - key));
}

const Spec *forest_spec(Forest *f, Str name, Str spec, Str where)
{
    ArenaMark mark = arena_mark(f->arena);
    bool folder = depends_on_folder(spec);
    Str key = spec_key(f->arena, name, spec, folder ? where : STR(""));
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
    forest_own_map(f, &t->by_path);
    forest_own_map(f, &t->by_name);
    forest_own_map(f, &t->by_package);
    forest_own_map(f, &t->edges_by_name);
    t->links_by_real.arena = f->arena;
    return t;
}

bool node_list_has(const NodeList *list, const Node *n)
{
    VEC_EACH (Node *, m, *list) {
        if (*m == n)
            return true;
    }
    return false;
}

Str tree_name_from_folder(Str path)
{
    Str base = path_basename(path), up = path_basename(path_dirname(path));

    if (up.len > 0 && up.ptr[0] == '@')
        return str_sub(path, path.len - base.len - up.len - 1, path.len);
    return base;
}

static Tree *plant(Forest *f, const cJSON *pkg, Str path, Node *source)
{
    Tree *t = new_tree(f);
    Node *root = node_new(f, tree_name_from_folder(path), NULL);

    t->source = source;
    root->is_root = true;
    root->path = path;
    root->source = source;
    root->pkg = pkg;
    root->overrides = source ? source->overrides : NULL;
    t->root = root;
    t->bare = true;
    tree_enter(t, root);
    return t;
}

void tree_fill(Tree *t)
{
    if (!t->bare)
        return;
    t->bare = false;
    node_load_edges(t->root);
}

Tree *tree_new(Forest *f, const cJSON *pkg, Str path)
{
    Tree *t = plant(f, pkg, path, NULL);

    tree_fill(t);
    return t;
}

Tree *tree_virtual(Node *source)
{
    Tree *t = plant(source->forest, source->pkg, source->path, source);

    t->root->resolved = source->resolved;
    /* Overrides go the way of the edges. */
    if (source->overrides != NULL)
        tree_fill(t);
    return t;
}

void tree_reserve(Tree *t, size_t n)
{
    map_reserve(&t->by_path, n);
    map_reserve(&t->root->children, n / 2);
}

/* ---- Names, whatever the case of their letters ---- */

/* Names with capitals are old ones, and few. */
#define NAME_ROOM 256

/* Eight letters at a time: of each byte the highest bit tells. */
static bool has_capital(Str s)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t w, low;
    size_t i = 0;

    for (; s.len - i >= 8; i += 8) {
        memcpy(&w, s.ptr + i, 8);
        low = w & ~high;
        if (((low + ones * (0x80 - 'A')) & ~(low + ones * (0x7f - 'Z')) & ~w & high) != 0)
            return true;
    }
    while (i < s.len && !(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z'))
        i++;
    return i < s.len;
}

/* A name as a key of maps by name: itself, or in `room`. */
static Str name_key(Str name, char room[NAME_ROOM])
{
    size_t i;

    if (name.len > NAME_ROOM || !has_capital(name))
        return name;
    for (i = 0; i < name.len; i++)
        room[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + 32
                                                                  : name.ptr[i]);
    return str_n(room, name.len);
}

/* The same, where it may stay. */
static Str lasting_key(Forest *f, Str name)
{
    char room[NAME_ROOM];
    Str key = name_key(name, room);

    return key.ptr == room ? arena_str(f->arena, key) : key;
}

/* ---- The lists of a tree ---- */

static void *list_of(Tree *t, Map *m, Str name, size_t size)
{
    void **slot = map_slot(m, name);

    if (*slot == NULL)
        *slot = arena_zalloc(t->forest->arena, size);
    return *slot;
}

void list_remove(NodeList *list, const Node *n)
{
    for (size_t i = list->len; i-- > 0;) {
        if (list->ptr[i] == n) {
            vec_remove(list, i);
            return;
        }
    }
}

void tree_list_edge(Edge *e)
{
    Tree *t = e->from->tree;
    EdgeList *list =
        list_of(t, &t->edges_by_name, lasting_key(t->forest, e->name), sizeof *list);

    e->listed_at = list->len;
    vec_push_in(t->forest->arena, list, e);
}

EdgeList *tree_edges_named(const Tree *t, Str name)
{
    char room[NAME_ROOM];

    return map_get(&t->edges_by_name, name_key(name, room));
}

void tree_unlist_edge(Edge *e)
{
    EdgeList *list = tree_edges_named(e->from->tree, e->name);
    Edge *last = vec_last(list);

    list->ptr[e->listed_at] = last;
    last->listed_at = e->listed_at;
    list->len--;
}

/* Where a path is among the sorted tops, or would be. */
static size_t place_of_top(const Tree *t, Str path)
{
    size_t low = 0, high = t->tops_by_path.len;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (str_cmp(t->tops_by_path.ptr[mid]->path, path) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void tree_add_top(Tree *t, Node *n)
{
    size_t at = place_of_top(t, n->path);
    NodeList *l = &t->tops_by_path;

    vec_push_in(t->forest->arena, &t->tops, n);
    vec_push_in(t->forest->arena, l, n);
    memmove(&l->ptr[at + 1], &l->ptr[at], (l->len - 1 - at) * sizeof *l->ptr);
    l->ptr[at] = n;
}

void tree_drop_top(Tree *t, Node *n)
{
    size_t at = place_of_top(t, n->path);

    if (at == t->tops_by_path.len || t->tops_by_path.ptr[at] != n)
        return;
    vec_remove(&t->tops_by_path, at);
    list_remove(&t->tops, n);
}

void tree_add_link(Tree *t, Node *n)
{
    NodeList *list = list_of(t, &t->links_by_real, n->real, sizeof *list);

    vec_push_in(t->forest->arena, &t->links, n);
    vec_push_in(t->forest->arena, list, n);
}

static int by_entry(const void *a, const void *b)
{
    const Node *x = *(Node *const *)a, *y = *(Node *const *)b;

    return (x->index > y->index) - (x->index < y->index);
}

void tree_tops_at(const Tree *t, Str path, NodeList *out)
{
    for (size_t i = place_of_top(t, path); i < t->tops_by_path.len; i++) {
        Node *n = t->tops_by_path.ptr[i];

        if (!str_starts(n->path, path))
            break;
        vec_push(out, n);
    }
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, by_entry);
}

void tree_enter_place(Tree *t, Node *n)
{
    n->tree = t;
    n->index = t->nodes.len;
    vec_push_in(t->forest->arena, &t->nodes, n);
    map_set(&t->by_path, n->path, n);
}

void tree_enter(Tree *t, Node *n)
{
    Forest *f = t->forest;
    Str package;

    tree_enter_place(t, n);
    vec_push_in(f->arena, (NodeList *)list_of(t, &t->by_name, n->name, sizeof(NodeList)),
                n);
    package = t->source == NULL ? node_package_name(n) : STR("");
    if (package.len > 0)
        vec_push_in(f->arena,
                    (NodeList *)list_of(t, &t->by_package, package, sizeof(NodeList)), n);
    if (n->parent == NULL)
        tree_add_top(t, n);
    if (n->is_link)
        tree_add_link(t, n);
    MAP_EACH (e, n->edges_out)
        tree_list_edge(e->value);
}

/* Takes the holes out once they are many. */
static void compact(Tree *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->nodes.len; i++) {
        if (t->nodes.ptr[i] == NULL)
            continue;
        t->nodes.ptr[i]->index = n;
        t->nodes.ptr[n++] = t->nodes.ptr[i];
    }
    t->nodes.len = n;
    t->n_left = 0;
}

/* Copies of places are in no list (tree_copy_places). */
static void unlist_name(Tree *t, Node *n)
{
    NodeList *list = map_get(&t->by_name, n->name);

    if (list != NULL)
        list_remove(list, n);
}

static void unlist_package(Tree *t, Node *n)
{
    Str name = node_package_name(n);
    NodeList *list = name.len > 0 ? map_get(&t->by_package, name) : NULL;

    if (list == NULL)
        return;
    list_remove(list, n);
    if (list->len == 0)
        map_del(&t->by_package, name);
}

static void unlist_link(Tree *t, Node *n)
{
    NodeList *list = map_get(&t->links_by_real, n->real);

    list_remove(&t->links, n);
    if (list != NULL)
        list_remove(list, n);
}

void tree_leave(Node *n)
{
    Tree *t = n->tree;

    MAP_EACH (e, n->edges_out)
        tree_unlist_edge(e->value);
    unlist_name(t, n);
    unlist_package(t, n);
    if (map_get(&t->by_path, n->path) == n)
        map_del(&t->by_path, n->path);
    tree_drop_top(t, n);
    if (n->is_link)
        unlist_link(t, n);
    t->nodes.ptr[n->index] = NULL;
    t->n_left++;
    t->forest->n_unsettled++;
    n->tree = NULL;
    if (t->n_left > 64 && t->n_left > t->nodes.len / 2)
        compact(t);
}

/* ---- Making nodes ---- */

static Str text_or_null(const cJSON *pkg, const char *key)
{
    Str s = json_str(json_get(pkg, key));

    return s.len > 0 ? s : (Str){ NULL, 0 };
}

const cJSON *node_odd_fact(Arena *a, const Node *n, const char *key, Str text)
{
    const cJSON *odd = n->odd_facts != NULL ? json_get(n->odd_facts, key) : NULL;

    return odd != NULL && str_eq(text, json_text(a, odd)) ? odd : NULL;
}

Node *node_new(Forest *f, Str name, const cJSON *pkg)
{
    Node *n = arena_new(f->arena, Node);

    n->forest = f;
    n->name = name;
    n->pkg = pkg;
    n->dev = n->optional = n->dev_optional = n->peer = n->extraneous = true;
    n->id = f->next_id++;
    n->children.arena = n->edges_out.arena = f->arena;
    if (pkg != NULL) {
        n->resolved = text_or_null(pkg, "_resolved");
        n->integrity = text_or_null(pkg, "_integrity");
        n->has_shrinkwrap = json_truthy(json_get(pkg, "_hasShrinkwrap"));
    }
    return n;
}

Node *node_new_child(Node *parent, Str name, const cJSON *pkg)
{
    Node *n = node_new(parent->forest, name, pkg);

    node_set_parent(n, parent);
    node_load_edges(n);
    return n;
}

Node *node_new_link_to(Forest *f, Str name, Str real, const cJSON *pkg)
{
    Node *n = node_new(f, name, NULL), *target = node_new(f, name, NULL);

    n->is_link = true;
    n->real = real;
    n->pkg = target->pkg = pkg;
    n->target = target;
    target->path = real;
    vec_push_in(f->arena, &target->links_in, n);
    return n;
}

Node *node_new_link(Forest *f, Str name, Node *target)
{
    Node *n = node_new(f, name, NULL);

    n->is_link = true;
    n->real = target->path;
    n->pkg = target->pkg;
    n->target = target;
    vec_push_in(f->arena, &target->links_in, n);
    return n;
}

/* ---- Where a node is ---- */

MapEntry *node_child_entry(const Node *up, Str name)
{
    char room[NAME_ROOM];

    return map_find(&up->children, name_key(name, room));
}

void node_put_child(Node *up, Node *n)
{
    const Node *old = map_set(&up->children, lasting_key(up->forest, n->name), n);

    if (old != NULL && old != n && old->parent == up)
        up->forest->has_twins = true;
}

void node_take_child(Node *up, Str name)
{
    char room[NAME_ROOM];

    map_del(&up->children, name_key(name, room));
}

void node_put_edge(Node *n, Edge *e)
{
    map_set(&n->edges_out, lasting_key(n->forest, e->name), e);
}

void node_take_edge(Node *n, Str name)
{
    char room[NAME_ROOM];

    map_del(&n->edges_out, name_key(name, room));
}

Edge *node_edge(const Node *n, Str name)
{
    char room[NAME_ROOM];

    return map_get(&n->edges_out, name_key(name, room));
}

Node *node_child(const Node *n, Str name)
{
    char room[NAME_ROOM];

    return map_get(&n->children, name_key(name, room));
}

Node *node_child_exactly(const Node *n, Str name)
{
    Node *c = node_child(n, name);

    return c != NULL && str_eq(c->name, name) ? c : NULL;
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

bool node_is_global_top(const Node *n)
{
    const Node *up = n->parent;

    return n->forest->options.global && up != NULL && up->is_root && up->tree != NULL &&
           up->tree->source == NULL;
}

bool node_is_top(const Node *n)
{
    return n->parent == NULL || node_is_global_top(n);
}

/* The top around it, or itself. */
static const Node *node_top(const Node *n)
{
    while (!node_is_top(n))
        n = n->parent;
    return n;
}

bool node_is_omitted(const Node *n, Omit omit)
{
    const Node *top = node_top(n);

    if (!node_is_project_root(top) && !node_is_workspace(top))
        return false;
    return (n->peer && omit.peer) || (n->dev && omit.dev) ||
           (n->optional && omit.optional) ||
           (n->dev_optional && omit.optional && omit.dev);
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

Str node_path(Arena *a, const Node *n)
{
    (void)a;
    return n->path.ptr ? n->path : STR("/");
}

Str node_location(Arena *a, const Node *n)
{
    Str root = n->tree ? n->tree->root->path : STR("/"), path = node_path(a, n);

    if (str_starts(path, root) && path.len > root.len && path.ptr[root.len] == '/')
        return str_from(path, root.len + 1);
    return path_relative(a, root, path);
}

/* ---- What it is ---- */

Str node_package_name(const Node *n)
{
    return json_as_text(n->forest->arena, json_get(n->pkg, "name"));
}

const cJSON *node_version_value(const Node *n)
{
    return json_get((n->is_link && n->target != NULL ? n->target : n)->pkg, "version");
}

Str node_version(const Node *n)
{
    return json_as_text(n->forest->arena, node_version_value(n));
}

const Semver *node_semver(Node *n)
{
    if (!n->version_parsed) {
        n->version_parsed = true;
        n->has_version =
            semver_parse(n->forest->arena, node_version(n), SEMVER_LOOSE, &n->version);
    }
    return n->has_version ? &n->version : NULL;
}

bool node_has_install_script(const Node *n)
{
    const cJSON *scripts = json_get(n->pkg, "scripts");

    if (n->has_gyp && !json_is_false(json_get(n->pkg, "gypfile")))
        return true; /* what npm runs where there is no other */
    return json_truthy(json_get(n->pkg, "hasInstallScript")) ||
           json_truthy(json_get(scripts, "install")) ||
           json_truthy(json_get(scripts, "preinstall")) ||
           json_truthy(json_get(scripts, "postinstall"));
}

bool node_is_absent(const Node *n)
{
    for (; n != NULL; n = n->parent) {
        if (n->inert)
            return true;
    }
    return false;
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

/* ---- By place ---- */

Node *tree_at(const Tree *t, Str place)
{
    Arena *a = t->forest->arena;
    ArenaMark mark = arena_mark(a);
    Node *n = map_get(&t->by_path, path_resolve(a, t->root->path, place));

    arena_rewind(a, mark);
    return n;
}

static bool is_at(const Node *n, Str root, Str place)
{
    return n->path.len == root.len + 1 + place.len && str_ends(n->path, place) &&
           str_starts(n->path, root);
}

Node *tree_next_at(const Tree *t, size_t *next, Str place)
{
    Node *n;

    while (*next < t->nodes.len &&
           (t->nodes.ptr[*next] == NULL || t->nodes.ptr[*next]->is_root))
        ++*next;
    if (*next < t->nodes.len && is_at(t->nodes.ptr[*next], t->root->path, place))
        return t->nodes.ptr[(*next)++];
    n = tree_at(t, place);
    if (n != NULL)
        *next = n->index + 1;
    return n;
}
