/* workspaces.c: patterns of folders, expanded as glob does it. */
#include "pkg/workspaces/workspaces.h"

#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/path.h"

#define PACKAGE_MAX ((size_t)64 << 20)
#define DEPTH_MAX 64

typedef VEC(Str) Paths;

/* ---- Patterns ---- */

static bool is_magic(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr("*?[{", s.ptr[i]) != NULL)
            return true;
    }
    return false;
}

/* "a{b,c}d" → "abd", "acd"; without a brace itself. */
static void expand_braces(Arena *a, Str pattern, Paths *out)
{
    ptrdiff_t open = str_index(pattern, '{'), close;
    Str inner, one;
    int depth = 0;

    close = -1;
    for (size_t i = open < 0 ? pattern.len : (size_t)open; i < pattern.len; i++) {
        depth += (pattern.ptr[i] == '{') - (pattern.ptr[i] == '}');
        if (depth == 0) {
            close = (ptrdiff_t)i;
            break;
        }
    }
    if (open < 0 || close < 0) {
        vec_push_in(a, out, pattern);
        return;
    }
    inner = str_sub(pattern, (size_t)open + 1, (size_t)close);
    for (size_t i = 0, start = 0; i <= inner.len; i++) {
        if (i < inner.len) {
            depth += (inner.ptr[i] == '{') - (inner.ptr[i] == '}');
            if (inner.ptr[i] != ',' || depth > 0)
                continue;
        }
        one = str_sub(inner, start, i);
        start = i + 1;
        expand_braces(a,
                      arena_strf(a, STR_FMT STR_FMT STR_FMT,
                                 STR_ARG(str_sub(pattern, 0, (size_t)open)), STR_ARG(one),
                                 STR_ARG(str_from(pattern, (size_t)close + 1))),
                      out);
    }
}

/* Names of folders (links too) below a folder, sorted; no hidden ones. */
static Paths list_folders(Arena *a, Str folder)
{
    Paths names = { 0 };
    DIR *d = opendir(arena_memdupz(a, folder.ptr, folder.len));
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        if (e->d_name[0] == '.' || strcmp(e->d_name, "node_modules") == 0)
            continue;
        if (e->d_type == DT_DIR ||
            fs_is_dir(arena_printf(a, STR_FMT "/%s", STR_ARG(folder), e->d_name)))
            vec_push_in(a, &names, arena_str(a, str_of(e->d_name)));
    }
    if (d != NULL)
        closedir(d);
    if (names.len > 1)
        qsort(names.ptr, names.len, sizeof *names.ptr, collate_order);
    return names;
}

static void expand(Arena *a, Str folder, Str pattern, int depth, Paths *out)
{
    Str rest = pattern, part;
    Paths names;
    const char *glob;

    while (rest.len > 0 && (rest.ptr[0] == '/' || str_starts(rest, STR("./"))))
        rest = str_from(rest, rest.ptr[0] == '/' ? 1 : 2);
    if (rest.len == 0 || str_is(rest, ".")) {
        vec_push_in(a, out, folder);
        return;
    }
    if (depth > DEPTH_MAX)
        return;
    str_next(&rest, '/', &part);
    if (str_is(part, "**")) {
        expand(a, folder, rest, depth + 1, out);
        names = list_folders(a, folder);
        VEC_EACH (Str, n, names)
            expand(a, path_join(a, folder, *n), pattern, depth + 1, out);
        return;
    }
    if (!is_magic(part)) {
        Str next = path_join(a, folder, part);

        if (fs_is_dir(next.ptr))
            expand(a, next, rest, depth + 1, out);
        return;
    }
    glob = arena_memdupz(a, part.ptr, part.len);
    names = list_folders(a, folder);
    VEC_EACH (Str, n, names) {
        if (fnmatch(glob, arena_memdupz(a, n->ptr, n->len), FNM_PERIOD) == 0)
            expand(a, path_join(a, folder, *n), rest, depth + 1, out);
    }
}

/* ---- Workspaces ---- */

static bool has_path(const Workspaces *list, Str path)
{
    VEC_EACH (Workspace, w, *list) {
        if (str_eq(w->path, path))
            return true;
    }
    return false;
}

static int add(Arena *a, Workspaces *list, Str path, Err *err)
{
    const char *file = arena_printf(a, STR_FMT "/package.json", STR_ARG(path));
    Workspace w = { .path = path };
    cJSON *pkg;
    Str text;

    if (has_path(list, path) || !fs_is_file(file))
        return 0;
    if (fs_read_arena(a, file, PACKAGE_MAX, &text, err) < 0)
        return err->code;
    if (json_parse(a, text, file, NULL, &pkg, err) < 0)
        return err->code;
    w.pkg = pkg;
    w.name = json_str(json_get(pkg, "name"));
    if (w.name.len == 0) {
        Str base = path_basename(path), up = path_basename(path_dirname(path));

        w.name = up.len > 0 && up.ptr[0] == '@'
                     ? arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(up), STR_ARG(base))
                     : base;
    }
    VEC_EACH (Workspace, other, *list) {
        if (str_eq(other->name, w.name))
            return err_set(err, ERR_EDUPLICATEWORKSPACE,
                           "must not have multiple workspaces with the same name\n"
                           "package '" STR_FMT "' has conflicts in the following paths:\n"
                           "    " STR_FMT "\n    " STR_FMT,
                           STR_ARG(w.name), STR_ARG(other->path), STR_ARG(w.path));
    }
    vec_push_in(a, list, w);
    return 0;
}

static void take_out(Arena *a, Workspaces *list, Str root, Str pattern)
{
    Paths paths = { 0 };

    expand(a, root, pattern, 0, &paths);
    VEC_EACH (Str, p, paths) {
        for (size_t i = list->len; i-- > 0;) {
            if (str_eq(list->ptr[i].path, path_without_slashes(*p)))
                vec_remove(list, i);
        }
    }
}

static int take_pattern(Arena *a, Workspaces *list, Str root, Str pattern, Err *err)
{
    Paths paths = { 0 };

    if (pattern.len > 0 && pattern.ptr[0] == '!') {
        take_out(a, list, root, str_from(pattern, 1));
        return 0;
    }
    expand(a, root, pattern, 0, &paths);
    VEC_EACH (Str, p, paths) {
        if (add(a, list, path_without_slashes(*p), err) < 0)
            return err->code;
    }
    return 0;
}

int workspaces_of(Arena *a, Str root, const cJSON *pkg, Workspaces *out, Err *err)
{
    const cJSON *list = json_get(pkg, "workspaces");
    Paths patterns = { 0 };
    Err ignored;

    *out = (Workspaces){ 0 };
    if (err == NULL)
        err = &ignored;
    if (json_is_null(list))
        return err_set(err, ERR_ENOCODE,
                       "Cannot read properties of null (reading 'packages')");
    if (json_is_obj(list))
        list = json_get(list, "packages");
    if (json_get(pkg, "workspaces") != NULL && !json_is_arr(list))
        return err_set(err, ERR_EWORKSPACESCONFIG, "workspaces config expects an Array");
    JSON_EACH (e, list) {
        if (json_is_str(e) && json_str(e).len > 0)
            expand_braces(a, json_str(e), &patterns);
    }
    VEC_EACH (Str, p, patterns) {
        if (take_pattern(a, out, root, *p, err) < 0)
            return err->code;
    }
    return 0;
}

int workspaces_of_folder(Arena *a, Str root, Workspaces *out, Err *err)
{
    const char *file = arena_printf(a, STR_FMT "/package.json", STR_ARG(root));
    Err ignored;
    cJSON *pkg;
    Str text;

    *out = (Workspaces){ 0 };
    if (err == NULL)
        err = &ignored;
    if (fs_read_arena(a, file, PACKAGE_MAX, &text, err) < 0 ||
        json_parse(a, text, file, NULL, &pkg, err) < 0)
        return err->code;
    return workspaces_of(a, root, pkg, out, err);
}
