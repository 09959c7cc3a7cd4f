/* describe.c: see describe.h. */
#include "pkg/tree/describe.h"

#include "common/path.h"
#include "pkg/tree/tree_private.h"

Str node_place_name(const Node *n)
{
    Str base, up;
    size_t scope;

    if (n->parent != NULL || n->path.ptr == NULL)
        return n->name;
    base = path_basename(n->path);
    up = path_basename(path_dirname(n->path));
    scope = up.len > 0 && up.ptr[0] == '@' ? up.len + 1 : 0;
    return str_from(n->path, n->path.len - base.len - scope);
}

Str node_pkgid(Arena *a, const Node *n)
{
    Str name = node_package_name(n);
    Str version = n->is_link ? json_str(json_get(n->pkg, "version")) : node_version(n);
    Str own = node_place_name(n);

    if (node_is_project_root(n))
        return arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(name.len > 0 ? name : n->name),
                          STR_ARG(version));
    if (name.len > 0 && !str_eq(name, own))
        return arena_strf(a, STR_FMT "@npm:" STR_FMT "@" STR_FMT, STR_ARG(own),
                          STR_ARG(name), STR_ARG(version));
    return arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(own), STR_ARG(version));
}

Str node_real(const Node *n)
{
    return n->is_link ? n->real : n->path;
}

Str node_origin(Arena *a, const Node *n)
{
    if (!n->is_link || n->path.ptr == NULL || n->real.ptr == NULL)
        return n->resolved;
    return arena_strf(a, "file:" STR_FMT,
                      STR_ARG(path_relative(a, path_dirname(n->path), n->real)));
}

Str node_id(Arena *a, const Node *n)
{
    Str name = node_package_name(n), version = node_version(n);

    if (name.len == 0 || version.len == 0)
        return (Str){ 0 };
    return arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(name), STR_ARG(version));
}

cJSON *node_manifest(Arena *a, const Node *n)
{
    cJSON *pkg = n->pkg != NULL ? json_dup(a, n->pkg) : json_new_obj(a), *bundle;
    Str id = node_id(a, n);

    json_del(pkg, "_id");
    bundle = n->lists_bundle ? json_get(pkg, "bundleDependencies") : NULL;
    if (bundle != NULL)
        json_unlink(pkg, bundle);
    if (id.ptr != NULL)
        json_add_str(a, pkg, "_id", id);
    if (bundle != NULL) /* added to a manifest that was complete */
        json_add(a, pkg, STR("bundleDependencies"), bundle);
    return pkg;
}

bool node_satisfies(Node *n, Str wanted)
{
    Forest *f = n->forest;
    Node *root = n->tree->root;
    Spec s;
    Err ignored;

    if (spec_parse(f->arena, wanted, root->path, &s, &ignored) < 0)
        return false;
    if (s.name.len > 0 && !str_eq(s.name, n->name))
        return false;
    return dep_valid(n, forest_spec(f, n->name, s.raw_spec, root->path), root);
}
