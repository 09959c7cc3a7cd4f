/* select.c: see select.h. */
#include "pkg/workspaces/select.h"

#include <fnmatch.h>

#include "common/path.h"

/* A pattern's parts against a path's; "**" stands for any number of folders, as in
 * minimatch neither takes in names that begin with a dot. */
static bool matches(Arena *a, Str pattern, Str path)
{
    Str part, name, rest = path;

    if (pattern.len == 0 || path.len == 0)
        return pattern.len == path.len;
    str_next(&pattern, '/', &part);
    if (str_is(part, "**")) {
        for (;;) {
            if (matches(a, pattern, rest))
                return true;
            if (rest.len == 0 || rest.ptr[0] == '.')
                return false;
            str_next(&rest, '/', &name);
        }
    }
    str_next(&rest, '/', &name);
    return fnmatch(arena_memdupz(a, part.ptr, part.len),
                   arena_memdupz(a, name.ptr, name.len), FNM_PERIOD) == 0 &&
           matches(a, pattern, rest);
}

static bool lies_in(Arena *a, Str folder, Str path)
{
    return matches(a, arena_strf(a, STR_FMT "/*", STR_ARG(folder)), path);
}

static bool is_meant(Arena *a, const Workspace *w, Str filter, Str root, Str from,
                     Str cwd)
{
    Str path = path_relative(a, from, w->path);
    Str from_root = path_relative(a, root, path_resolve(a, cwd, filter));

    if (str_eq(filter, w->name) || str_eq(path_resolve(a, from, filter), w->path))
        return true;
    if (str_starts(filter, STR("./")))
        path = arena_strf(a, "./" STR_FMT, STR_ARG(path));
    return lies_in(a, from_root, path) || lies_in(a, filter, path);
}

static bool is_in(const Workspaces *list, const Workspace *w)
{
    VEC_EACH (Workspace, x, *list) {
        if (str_eq(x->path, w->path))
            return true;
    }
    return false;
}

void workspaces_select(Arena *a, const Workspaces *all, const cJSON *filters, Str root,
                       Str from, Str cwd, Workspaces *out)
{
    *out = (Workspaces){ 0 };
    if (filters == NULL || filters->child == NULL) {
        VEC_EACH (Workspace, w, *all)
            vec_push_in(a, out, *w);
        return;
    }
    JSON_EACH (f, filters) {
        VEC_EACH (Workspace, w, *all) {
            if (is_meant(a, w, json_str(f), root, from, cwd) && !is_in(out, w))
                vec_push_in(a, out, *w);
        }
    }
}
