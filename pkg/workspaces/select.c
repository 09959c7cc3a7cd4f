/* select.c: see select.h. */
#include "pkg/workspaces/select.h"

#include "common/glob.h"
#include "common/path.h"

static bool lies_in(Arena *a, Str folder, Str path)
{
    return glob_match_plain(a, arena_strf(a, STR_FMT "/*", STR_ARG(folder)), path);
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
