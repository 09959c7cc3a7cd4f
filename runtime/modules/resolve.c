/* resolve.c: files, folders and node_modules. exports and imports are in
 * resolve_package.c.
 *
 * 1. "/…", "./…", "../…": a file, a file with an extension, a folder (its main, its
 * index)
 * 2. "#…": the imports of the package around
 * 3. a name: the package's own name (self-reference), then node_modules of each folder
 *    upwards: exports where the package has them, else as in 1. */
#include "runtime/modules/resolve.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/fs.h"
#include "common/path.h"

int resolve_fail(ResolveError *e, const char *type, const char *code, const char *fmt,
                 ...)
{
    va_list ap;

    e->type = type;
    e->code = code;
    va_start(ap, fmt);
    vsnprintf(e->msg, sizeof e->msg, fmt, ap);
    va_end(ap);
    return -1;
}

static int not_found(ResolveError *e)
{
    return resolve_fail(e, "Error", "MODULE_NOT_FOUND", "%s", "");
}

/* A package.json that is no JSON: require and import complain differently. */
static int bad_package(ResolveError *e, const PackageJson *p, const ResolveHow *how)
{
    if (how->import)
        return resolve_fail(e, "Error", "ERR_INVALID_PACKAGE_CONFIG",
                            "Invalid package config %s.", p->path);
    e->path = str_of(p->path);
    return resolve_fail(e, "SyntaxError", "", "Error parsing %s: %s", p->path, p->error);
}

/* ---- 1. Files and folders ---- */

/* The real path of a folder (NUL-terminated), asked for once: as in Node it is taken to
 * stay. */
static const Str *real_folder(Resolver *r, Str dir)
{
    Str *real = map_get(&r->folders, dir);

    if (real == NULL) {
        real = arena_new(r->arena, Str);
        if (fs_realpath(r->arena, dir.ptr, real, NULL) < 0)
            return NULL;
        map_set(&r->folders, dir, real);
    }
    return real;
}

/* The path if it is a file, by its real name. */
static bool try_file(Resolver *r, Str path, Str *out)
{
    FsKind kind = fs_kind_nofollow(path.ptr);
    ptrdiff_t slash = str_rindex(path, '/');
    const Str *real;

    if (kind == FS_LINK && fs_is_file(path.ptr)) {
        *out = path;
        return r->preserve_symlinks || fs_realpath(r->arena, path.ptr, out, NULL) == 0;
    }
    if (kind != FS_FILE)
        return false;
    *out = path;
    if (r->preserve_symlinks || slash <= 0)
        return true;
    real = real_folder(r, arena_str(r->arena, str_sub(path, 0, (size_t)slash)));
    if (real == NULL)
        return false;
    if (!str_eq(*real, str_sub(path, 0, (size_t)slash)))
        *out = path_join(r->arena, *real, str_from(path, (size_t)slash + 1));
    return true;
}

static bool try_extensions(Resolver *r, Str path, const ResolveHow *how, Str *out)
{
    for (size_t i = 0; i < how->n_extensions; i++) {
        Str full = arena_strf(r->arena, STR_FMT STR_FMT, STR_ARG(path),
                              STR_ARG(how->extensions[i]));

        if (try_file(r, full, out))
            return true;
    }
    return false;
}

/* 1 found, 0 not here, -1 an error: the package's main leads nowhere and it has no index.
 */
static int try_folder(Resolver *r, Str dir, const ResolveHow *how, Str *out,
                      ResolveError *error)
{
    const PackageJson *p = package_json_in(&r->packages, dir);
    Str main;

    if (p != NULL && p->error != NULL)
        return bad_package(error, p, how);
    if (p == NULL || p->main.len == 0)
        return try_extensions(r, path_join(r->arena, dir, STR("index")), how, out);
    main = path_resolve(r->arena, dir, p->main);
    if (try_file(r, main, out) || try_extensions(r, main, how, out) ||
        try_extensions(r, path_join(r->arena, main, STR("index")), how, out))
        return 1;
    if (try_extensions(r, path_join(r->arena, dir, STR("index")), how, out)) {
        r->bad_main = p;
        return 1;
    }
    resolve_fail(error, "Error", "MODULE_NOT_FOUND",
                 "Cannot find module '" STR_FMT "'. Please verify that the package.json "
                 "has a valid \"main\" entry",
                 STR_ARG(main));
    error->path = str_of(p->path);
    error->request_path = dir;
    return -1;
}

/* A request that ends like this means a folder, never a file. */
static bool names_folder(Str request)
{
    return str_ends(request, STR("/")) || str_is(request, ".") || str_is(request, "..") ||
           str_ends(request, STR("/.")) || str_ends(request, STR("/.."));
}

static int try_path(Resolver *r, Str path, bool folder_only, const ResolveHow *how,
                    Str *out, ResolveError *error)
{
    FsKind kind = fs_kind(path.ptr);

    if (how->import)
        return kind == FS_FILE && !folder_only && try_file(r, path, out);
    if (!folder_only) {
        if (kind == FS_FILE)
            return try_file(r, path, out);
        if (try_extensions(r, path, how, out))
            return 1;
    }
    return kind == FS_DIR ? try_folder(r, path, how, out, error) : 0;
}

int resolve_path(Resolver *r, Str path, const ResolveHow *how, Str *out,
                 ResolveError *error)
{
    int rc = try_path(r, path_resolve(r->arena, STR("/"), path), names_folder(path), how,
                      out, error);

    return rc == 1 ? 0 : rc < 0 ? -1 : not_found(error);
}

/* ---- 3. Packages ---- */

/* "@scope/name/sub" -> "@scope/name" and "./sub"; "." where there is no sub. */
static bool split_request(Resolver *r, Str request, Str *name, Str *subpath)
{
    ptrdiff_t slash = str_index(request, '/');

    if (request.len > 0 && request.ptr[0] == '@') {
        if (slash < 0)
            return false;
        ptrdiff_t second = str_index(str_from(request, (size_t)slash + 1), '/');

        slash = second < 0 ? -1 : slash + 1 + second;
    }
    *name = slash < 0 ? request : str_sub(request, 0, (size_t)slash);
    *subpath = slash < 0 ? STR(".")
                         : arena_strf(r->arena, "." STR_FMT,
                                      STR_ARG(str_from(request, (size_t)slash)));
    return name->len > 0 && name->ptr[0] != '.' && str_index(*name, '\\') < 0 &&
           str_index(*name, '%') < 0;
}

/* A request in one folder of packages: 1 found, 0 not here, -1 an error. */
static int try_packages(Resolver *r, Str dir, Str request, const ResolveHow *how,
                        Str *out, ResolveError *error)
{
    Str name, subpath, package_dir, path;
    const PackageJson *p;

    if (!fs_is_dir(arena_str(r->arena, dir).ptr))
        return 0;
    if (split_request(r, request, &name, &subpath)) {
        package_dir = path_join(r->arena, dir, name);
        p = package_json_in(&r->packages, package_dir);
        if (p != NULL && p->error != NULL)
            return bad_package(error, p, how);
        if (p != NULL && p->exports != NULL)
            return resolve_exports(r, p, subpath, how, out, error) < 0 ? -1 : 1;
        if (how->import && str_is(subpath, ".")) {
            /* Without exports a package's main is found as require finds it. */
            const Str extensions[] = { STR(".js"), STR(".json"), STR(".node") };
            ResolveHow main = *how;

            main.extensions = extensions;
            main.n_extensions = sizeof extensions / sizeof extensions[0];
            return p != NULL ? try_folder(r, package_dir, &main, out, error) : 0;
        }
    }
    path = path_join(r->arena, dir, request);
    if (str_ends(path, STR("/")))
        path = arena_str(r->arena, str_sub(path, 0, path.len - 1));
    return try_path(r, path, names_folder(request), how, out, error);
}

int resolve_in_paths(Resolver *r, Str request, const Str *dirs, size_t n_dirs,
                     const ResolveHow *how, Str *out, ResolveError *error)
{
    for (size_t i = 0; i < n_dirs; i++) {
        int rc = try_packages(r, dirs[i], request, how, out, error);

        if (rc != 0)
            return rc < 0 ? -1 : 0;
    }
    return not_found(error);
}

static int from_node_modules(Resolver *r, Str request, Str dir, const ResolveHow *how,
                             Str *out, ResolveError *error)
{
    for (;;) {
        Str up;

        if (!str_is(path_basename(dir), "node_modules")) {
            Str packages = path_join(r->arena, dir, STR("node_modules"));
            int rc = try_packages(r, packages, request, how, out, error);

            if (rc != 0)
                return rc < 0 ? -1 : 0;
        }
        up = path_dirname(dir);
        if (up.len == dir.len)
            break;
        dir = up;
    }
    return not_found(error);
}

/* The package that the requiring module is part of, by its own name. */
static int from_self(Resolver *r, Str request, Str dir, const ResolveHow *how, Str *out,
                     ResolveError *error)
{
    const PackageJson *p = package_json_scope(&r->packages, dir);
    Str name, subpath;

    if (p == NULL || p->exports == NULL || !split_request(r, request, &name, &subpath) ||
        !str_eq(name, p->name))
        return 0;
    return resolve_exports(r, p, subpath, how, out, error) < 0 ? -1 : 1;
}

/* NODE_PATH and the folders of old. */
static int from_global_paths(Resolver *r, Str request, const ResolveHow *how, Str *out,
                             ResolveError *error)
{
    Str rest = str_of(getenv("NODE_PATH")), dir;

    while (rest.len > 0 && str_next(&rest, ':', &dir)) {
        int rc;

        if (dir.len == 0)
            continue;
        rc = try_packages(r, arena_str(r->arena, dir), request, how, out, error);
        if (rc != 0)
            return rc < 0 ? -1 : 0;
    }
    return not_found(error);
}

static bool is_relative(Str request)
{
    return str_is(request, ".") || str_is(request, "..") ||
           str_starts(request, STR("./")) || str_starts(request, STR("../"));
}

static int resolve_uncached(Resolver *r, Str request, Str dir, const ResolveHow *how,
                            Str *out, ResolveError *error)
{
    int rc;

    if (request.len == 0)
        return not_found(error);
    if (is_relative(request) || path_is_absolute(request)) {
        Str path = path_resolve(r->arena, dir, request);

        rc = try_path(r, path, names_folder(request), how, out, error);
        return rc == 1 ? 0 : rc < 0 ? -1 : not_found(error);
    }
    if (request.ptr[0] == '#')
        return resolve_imports(r, request, dir, how, out, error);
    rc = from_self(r, request, dir, how, out, error);
    if (rc != 0)
        return rc < 0 ? -1 : 0;
    rc = from_node_modules(r, request, dir, how, out, error);
    if (rc < 0 && strcmp(error->code, "MODULE_NOT_FOUND") == 0 && error->msg[0] == '\0' &&
        !how->import)
        rc = from_global_paths(r, request, how, out, error);
    return rc;
}

int resolve_request(Resolver *r, Str request, Str dir, const ResolveHow *how, Str *out,
                    ResolveError *error)
{
    ArenaMark mark = arena_mark(r->arena);
    Str key = arena_strf(r->arena, STR_FMT "%c" STR_FMT, STR_ARG(dir),
                         how->import ? 2 : 1, STR_ARG(request));
    const Str *known = map_get(&r->found, key);
    Str *kept;
    int rc;

    if (known != NULL) {
        *out = *known;
        arena_rewind(r->arena, mark);
        return 0;
    }
    rc = resolve_uncached(r, request, dir, how, out, error);
    if (rc == 0) {
        kept = arena_new(r->arena, Str);
        *kept = *out;
        map_set(&r->found, key, kept);
    }
    return rc;
}
