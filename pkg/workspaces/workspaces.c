/* workspaces.c: patterns of folders, expanded as glob does it. */
#include "pkg/workspaces/workspaces.h"

#include <dirent.h>
#include <stdlib.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/glob.h"
#include "common/path.h"
#include "pkg/model/workspace_patterns.h"

#define PACKAGE_MAX ((size_t)64 << 20)
#define DEPTH_MAX 256

typedef VEC(Str) Paths;

/* ---- Folders ---- */

/* A pattern's pieces on their way down, and where they have come. */
typedef struct {
    Arena *arena;
    Str root;
    Paths *out;    /* relative to root; "." is root itself */
    bool at_start; /* no piece is behind us: "**" goes into no links */
    int depth;
} Walk;

static void walk(Walk w, Str folder, const Str *parts, size_t n);

static Str full_path(const Walk *w, Str folder)
{
    return folder.len > 0 ? path_join(w->arena, w->root, folder)
                          : arena_str(w->arena, w->root);
}

static Str below(const Walk *w, Str folder, Str name)
{
    return folder.len > 0 ? path_join(w->arena, folder, name) : name;
}

/* Names of folders (links too) below a folder; never node_modules. */
static Paths list_folders(const Walk *w, Str folder)
{
    Str path = full_path(w, folder);
    Paths names = { 0 };
    DIR *d = opendir(path.ptr);
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
            strcmp(e->d_name, "node_modules") == 0)
            continue;
        if (e->d_type == DT_DIR ||
            fs_is_dir(path_join(w->arena, path, str_of(e->d_name)).ptr))
            vec_push_in(w->arena, &names, arena_str(w->arena, str_of(e->d_name)));
    }
    if (d != NULL)
        closedir(d);
    return names;
}

/* "**" and what follows it: here, and in all folders below; a link takes the place of
 * the "**". */
static void walk_all(Walk w, Str folder, const Str *parts, size_t n)
{
    Paths names = list_folders(&w, folder);

    walk(w, folder, parts + 1, n - 1);
    VEC_EACH (Str, name, names) {
        Str path = below(&w, folder, *name);

        if (name->ptr[0] == '.')
            continue;
        if (fs_kind_nofollow(full_path(&w, path).ptr) != FS_LINK)
            walk(w, path, parts, n);
        else if (!w.at_start)
            walk(w, path, parts + 1, n - 1);
    }
}

static void walk(Walk w, Str folder, const Str *parts, size_t n)
{
    Paths names;
    Str path;

    while (n > 0 && (parts[0].len == 0 || str_is(parts[0], ".")))
        parts++, n--;
    if (n == 0) {
        vec_push_in(w.arena, w.out, folder.len > 0 ? folder : STR("."));
        return;
    }
    if (++w.depth > DEPTH_MAX)
        return;
    if (str_is(parts[0], "**")) {
        walk_all(w, folder, parts, n);
        return;
    }
    w.at_start = false;
    if (!glob_is_magic(parts[0])) {
        path = below(&w, folder, parts[0]);
        if (fs_is_dir(full_path(&w, path).ptr))
            walk(w, str_is(path, ".") ? STR("") : path, parts + 1, n - 1);
        return;
    }
    names = list_folders(&w, folder);
    VEC_EACH (Str, name, names) {
        if (glob_match_piece(parts[0], *name))
            walk(w, below(&w, folder, *name), parts + 1, n - 1);
    }
}

/* With slashes where Windows has backslashes. */
static Str with_slashes(Arena *a, Str pattern)
{
    Str s = arena_str(a, pattern);

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            ((char *)s.ptr)[i] = '/';
    }
    return s;
}

static bool is_left(Arena *a, const WorkspacePatterns *p, Str path)
{
    Str as_folder = arena_strf(a, STR_FMT "/", STR_ARG(path));
    Glob g;

    for (size_t i = 0; i <= p->leave.len; i++) {
        glob_parse(a, i < p->leave.len ? p->leave.ptr[i] : STR("**/node_modules/**"), &g);
        g.exact = g.dots = g.whole = true;
        if (glob_match(&g, path, false) || glob_match(&g, as_folder, false))
            return true;
    }
    return false;
}

/* As seen from root, also what lies beside it. */
static Str from_root(Arena *a, Str root, Str path)
{
    Str s = path_relative(a, root, path_resolve(a, root, path));

    return s.len > 0 ? s : STR(".");
}

/* All folders that the patterns mean, each once, by name; "/" for the empty pattern. */
static Paths find_folders(Arena *a, Str root, const WorkspacePatterns *p)
{
    Paths found = { 0 }, out = { 0 };
    Walk w = { a, root, &found, true, 0 };
    Glob g;

    VEC_EACH (Str, pattern, p->take) {
        if (pattern->len == 0)
            vec_push_in(a, &found, STR("/"));
        glob_parse(a, with_slashes(a, *pattern), &g);
        for (size_t i = 0; i < g.n_sets; i++)
            walk(w, STR(""), g.sets[i].parts, g.sets[i].n);
    }
    VEC_EACH (Str, f, found) {
        if (str_starts(*f, STR("..")))
            *f = from_root(a, root, *f);
    }
    if (found.len > 1)
        qsort(found.ptr, found.len, sizeof *found.ptr, collate_order);
    VEC_EACH (Str, f, found) {
        if ((out.len == 0 || !str_eq(*f, vec_last(&out))) && !is_left(a, p, *f))
            vec_push_in(a, &out, *f);
    }
    return out;
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
    if (!json_is_obj(pkg) && !json_is_arr(pkg))
        return err_set(err, ERR_EPKGJSON, "%s is no object", file);
    w.pkg = pkg;
    w.name = json_str(json_get(pkg, "name"));
    if (w.name.len == 0) {
        Str base = path_basename(path), up = path_basename(path_dirname(path));

        w.name = up.len > 0 && up.ptr[0] == '@'
                     ? arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(up), STR_ARG(base))
                     : base;
    }
    vec_push_in(a, list, w);
    return 0;
}

/* Names that several have, each with all of its folders. */
static int check_names(const Workspaces *list, Err *err)
{
    Buf told = { 0 };
    int rc = 0;

    for (size_t i = 0; i < list->len; i++) {
        Str name = list->ptr[i].name;
        bool first = true, several = false;

        for (size_t k = 0; k < i; k++)
            first = first && !str_eq(list->ptr[k].name, name);
        for (size_t k = i + 1; first && k < list->len; k++) {
            if (!str_eq(list->ptr[k].name, name))
                continue;
            if (!several)
                buf_printf(&told,
                           "\npackage '" STR_FMT
                           "' has conflicts in the following paths:\n    " STR_FMT,
                           STR_ARG(name), STR_ARG(list->ptr[i].path));
            buf_printf(&told, "\n    " STR_FMT, STR_ARG(list->ptr[k].path));
            several = true;
        }
    }
    if (told.len > 0)
        rc = err_set(err, ERR_EDUPLICATEWORKSPACE,
                     "must not have multiple workspaces with the same name%s",
                     buf_cstr(&told));
    buf_release(&told);
    return rc;
}

/* Folders come in the order of the patterns that mean them, or lead to them. "/", to
 * which every pattern leads, is the project itself, as with npm. */
static int add_in_order(Arena *a, Str root, const WorkspacePatterns *p, Workspaces *out,
                        Err *err)
{
    Paths folders = find_folders(a, root, p);

    VEC_EACH (Str, pattern, p->take) {
        Glob g;

        glob_parse(a, with_slashes(a, *pattern), &g);
        g.exact = g.whole = true;
        VEC_EACH (Str, f, folders) {
            if (glob_match(&g, *f, true) != g.negate &&
                add(a, out, str_is(*f, "/") ? root : path_resolve(a, root, *f), err) < 0)
                return err->code;
        }
    }
    return check_names(out, err);
}

int workspaces_of(Arena *a, Str root, const cJSON *pkg, Workspaces *out, Err *err)
{
    const cJSON *list = json_get(pkg, "workspaces");
    WorkspacePatterns patterns;
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
        if (!json_is_str(e))
            return err_set(err, ERR_ENOCODE, "workspaces has an element that is no text");
    }
    workspace_patterns(a, list, &patterns);
    return add_in_order(a, root, &patterns, out, err);
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
