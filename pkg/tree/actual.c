/* actual.c: nodes from the packages in node_modules. */
#include "pkg/tree/actual.h"

#include <stdlib.h>

#include "common/json_why.h"
#include "common/path.h"
#include "pkg/model/manifest_bins.h"
#include "pkg/tree/tree_private.h"

typedef struct {
    Arena *arena;
    const Files *files;
    Tree *tree;
    Map done;   /* folders whose node_modules were read */
    Map listed; /* folders -> Map of the names in their node_modules */
} Reader;

/* Packages whose own node_modules is still to be read: npm goes level by level. */
typedef struct {
    Node *node;
    Str dir;
} Turn;

typedef VEC(Turn) Turns;

static Err *why_unreadable(Reader *r, const Err *err, Str path, Str text)
{
    Err *kept = arena_new(r->arena, Err);

    *kept = *err;
    if (err->code == ERR_EJSONPARSE) {
        err_set(kept, ERR_EJSONPARSE, STR_FMT, STR_ARG(json_why(r->arena, text)));
        err_path(kept, arena_strf(r->arena, STR_FMT, STR_ARG(path)).ptr);
    }
    return kept;
}

/* package.json of a folder, without the notes that old npms left in it; an empty one
 * where it can't be read, and why. */
static cJSON *read_manifest(Reader *r, Str dir, Err **why)
{
    Str text = { 0 }, path = path_join(r->arena, dir, STR("package.json"));
    cJSON *pkg;
    Err err = { 0 };

    *why = NULL;
    if (r->files->read(r->files->ctx, r->arena, path, &text, &err) < 0 ||
        json_parse(r->arena, text, "package.json", NULL, &pkg, &err) < 0) {
        *why = why_unreadable(r, &err, path, text);
        return json_new_obj(r->arena);
    }
    if (!json_is_obj(pkg))
        return json_new_obj(r->arena);
    for (cJSON *m = pkg->child, *next; m != NULL; m = next) {
        next = m->next;
        if (m->string[0] == '_')
            json_unlink(pkg, m);
    }
    manifest_normalize_in(r->arena, r->files, dir, pkg);
    return pkg;
}

static bool is_hidden(Str name)
{
    Str scope, rest;

    if (str_starts(name, STR(".")))
        return true;
    return str_starts(name, STR("@")) && str_cut(name, '/', &scope, &rest) &&
           str_starts(rest, STR("."));
}

static void list_sorted(Reader *r, Str dir, FileNames *out)
{
    r->files->list(r->files->ctx, r->arena, dir, out);
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, str_order);
}

/* Names of the packages in a node_modules, scopes opened. Those with a scope come last:
 * npm needs a step more to read them. A scope that is a link is no place for packages:
 * they would be written through it. */
static void package_names(Reader *r, Str nm, FileNames *out)
{
    FileNames top = { 0 };

    list_sorted(r, nm, &top);
    VEC_EACH (Str, name, top) {
        if (!str_starts(*name, STR("@")))
            vec_push_in(r->arena, out, *name);
    }
    VEC_EACH (Str, name, top) {
        FileNames inner = { 0 };

        if (!str_starts(*name, STR("@")))
            continue;
        if (r->files->kind(r->files->ctx, path_join(r->arena, nm, *name)) != FILES_DIR)
            continue;
        list_sorted(r, path_join(r->arena, nm, *name), &inner);
        VEC_EACH (Str, n, inner)
            vec_push_in(r->arena, out,
                        arena_strf(r->arena, STR_FMT "/" STR_FMT, STR_ARG(*name),
                                   STR_ARG(*n)));
    }
}

static void read_children(Reader *r, Node *n, Str dir);

static void read_package(Reader *r, Node *parent, Str name, Str path, Turns *turns)
{
    Str real = r->files->real(r->files->ctx, r->arena, path);
    FilesKind kind = r->files->kind(r->files->ctx, path);
    cJSON *pkg;
    Err *why;
    Node *n;

    if (is_hidden(name) || kind == FILES_NONE)
        return;
    /* A file, or a link to what is gone: in the way, and nothing else. */
    if (real.ptr == NULL || (kind != FILES_DIR && kind != FILES_LINK)) {
        (void)node_new_child(parent, name, json_new_obj(r->arena));
        return;
    }
    pkg = read_manifest(r, real, &why);
    if (kind == FILES_DIR) {
        n = node_new_child(parent, name, pkg);
        n->error = why;
        vec_push_in(r->arena, turns, (Turn){ n, path });
        return;
    }
    n = node_new_link_to(parent->forest, name, real, pkg);
    n->error = n->target->error = why;
    n->target->name = tree_name_from_folder(real); /* an alias' link has another name */
    n->target->from_store = str_has(real, STR("/node_modules/.store/"));
    node_load_edges(n->target);
    node_set_parent(n, parent);
    if (n->target != NULL)
        read_children(r, n->target, real);
}

static void read_level(Reader *r, Node *n, Str dir, Turns *turns)
{
    Str nm = path_join(r->arena, dir, STR("node_modules"));
    FileNames names = { 0 };

    if (map_has(&r->done, nm))
        return;
    map_set(&r->done, nm, n);
    package_names(r, nm, &names);
    VEC_EACH (Str, name, names)
        read_package(r, n, *name, path_join(r->arena, nm, *name), turns);
}

static void read_children(Reader *r, Node *n, Str dir)
{
    Turns turns = { 0 };

    vec_push_in(r->arena, &turns, (Turn){ n, dir });
    for (size_t i = 0; i < turns.len; i++)
        read_level(r, turns.ptr[i].node, turns.ptr[i].dir, &turns);
}

/* Overrides hold in workspaces from the start, not only once a link leads there. */
static Node *read_workspace(Reader *r, Str path)
{
    OverrideSet *s = r->tree->root->overrides;
    Err *why;
    Node *n = node_new_top(r->tree, read_manifest(r, path, &why), path);

    n->error = why;
    if (s == NULL)
        return n;
    n->overrides =
        override_rule_for_node(r->arena, s, node_package_name(n), node_version(n));
    MAP_EACH (e, n->edges_out)
        edge_reload(e->value, true);
    return n;
}

int actual_load_below(Node *n, const Files *files, Str base, Err *err)
{
    Reader r = { .arena = n->forest->arena, .files = files, .tree = n->tree };

    (void)err;
    n->tree->unpacking = n;
    read_children(&r, n, base);
    n->tree->unpacking = NULL;
    map_release(&r.done);
    node_calc_flags(n);
    return 0;
}

int actual_load(Tree *t, const Files *files, Err *err)
{
    Reader r = { .arena = t->forest->arena, .files = files, .tree = t };

    (void)err;
    read_children(&r, t->root, t->root->path);
    if (t->root->workspaces != NULL) {
        MAP_EACH (w, *t->root->workspaces) {
            Str path = *(const Str *)w->value;
            Node *n = map_get(&t->by_path, path);

            if (n == NULL)
                n = read_workspace(&r, path);
            read_children(&r, n, path);
        }
    }
    map_release(&r.done);
    tree_reset_flags(t);
    tree_calc_flags(t);
    return 0;
}

/* ---- What lies beside the way ---- */

static const Map *names_at(Reader *r, Str folder)
{
    Map *names = map_get(&r->listed, folder);
    FileNames list = { 0 };

    if (names != NULL)
        return names;
    names = arena_new(r->arena, Map);
    forest_own_map(r->tree->forest, names);
    map_set(&r->listed, folder, names);
    package_names(r, path_join(r->arena, folder, STR("node_modules")), &list);
    VEC_EACH (Str, name, list)
        map_set(names, *name, names);
    return names;
}

/* As far up as nothing but the project and what lies beside it is touched. */
static Str highest(const Tree *t, Str path)
{
    Str top = t->root->path;

    while (!path_is_below(top, path))
        top = path_dirname(top);
    return top;
}

/* The package that an edge finds further up, in a folder that is none of the tree's: that
 * becomes a node without contents, to hold it. */
static void load_beside(Reader *r, Node *n, Str name)
{
    Str top = highest(r->tree, n->path);

    for (Str p = path_dirname(n->path); path_is_below(top, p); p = path_dirname(p)) {
        Turns turns = { 0 };
        Node *holder;

        if (map_has(names_at(r, p), name)) {
            holder = map_get(&r->tree->by_path, p);
            if (holder == NULL) {
                holder = node_new_top(r->tree, json_new_obj(r->arena), p);
                holder->is_dummy = true;
            }
            if (!holder->is_dummy || node_child(holder, name) != NULL)
                return;
            read_package(r, holder, name,
                         path_join(r->arena, path_join(r->arena, p, STR("node_modules")),
                                   name),
                         &turns);
            VEC_EACH (Turn, t, turns)
                read_children(r, t->node, t->dir);
            return;
        }
        if (p.len <= 1)
            return;
    }
}

void actual_load_missing(Tree *t, const Files *files)
{
    Reader r = { .arena = t->forest->arena, .files = files, .tree = t };

    for (size_t i = 0; i < t->nodes.len; i++) {
        Node *n = t->nodes.ptr[i];

        if (n == NULL || n->is_link)
            continue;
        MAP_EACH (m, n->edges_out) {
            const Edge *e = m->value;

            if (e->to == NULL || e->to->is_dummy || e->to->parent != n)
                load_beside(&r, n, e->name);
        }
    }
    map_release(&r.done);
    map_release(&r.listed);
    tree_reset_flags(t);
    tree_calc_flags(t);
}
