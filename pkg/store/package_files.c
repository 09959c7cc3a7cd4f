/* package_files.c: see package_files.h. Files of node_modules and package.json files are
 * in a table, since a package may bring hundreds of others along; the rest is looked for
 * in the list when somebody asks. */
#include "pkg/store/package_files.h"

#include <errno.h>

#include "common/path.h"

#define TEXT_MAX ((size_t)64 << 20)
#define FOLDER ((void *)-1)

/* The rest of a file's path below the folder; ptr NULL: it isn't in it. */
static Str below(Str folder, const char *file)
{
    Str path = str_of(file);

    if (folder.len == 0)
        return path;
    if (path.len <= folder.len || path.ptr[folder.len] != '/' ||
        !str_starts(path, folder))
        return (Str){ NULL, 0 };
    return str_from(path, folder.len + 1);
}

/* "" for the base itself; ptr NULL for what is elsewhere. */
static Str in_package(Str path)
{
    if (str_eq(path, PACKAGE_FILES_BASE))
        return STR("");
    return str_starts(path, STR("/package/")) ? str_from(path, PACKAGE_FILES_BASE.len + 1)
                                              : (Str){ NULL, 0 };
}

static FilesKind kind(void *ctx, Str path)
{
    const PackageFiles *p = ctx;
    void *found = map_get(&p->paths, path);
    Str rel = in_package(path);

    if (found != NULL)
        return found == FOLDER ? FILES_DIR : FILES_FILE;
    for (uint32_t i = 0; rel.ptr != NULL && i < p->pkg.list.n_files; i++) {
        if (str_is(rel, p->pkg.list.files[i].path))
            return FILES_FILE;
        if (below(rel, p->pkg.list.files[i].path).ptr != NULL)
            return FILES_DIR;
    }
    return FILES_NONE;
}

static int read_text(void *ctx, Arena *a, Str path, Str *out, Err *err)
{
    const PackageFiles *p = ctx;
    void *found = map_get(&p->paths, path);

    if (found == NULL || found == FOLDER)
        return err_set(err, -ENOENT, "no " STR_FMT " in the package", STR_ARG(path));
    return store_read_file(&p->pkg, (uint32_t)((uintptr_t)found - 1), TEXT_MAX, a, out,
                           err);
}

static void list(void *ctx, Arena *a, Str path, FileNames *out)
{
    const PackageFiles *p = ctx;
    Str rel = in_package(path);
    Map seen = { 0 };

    /* Asked of each of hundreds of packages: without a package.json below there is none.
     */
    if (str_is(path_basename(path), "node_modules") && !map_has(&p->paths, path))
        return;
    for (uint32_t i = 0; rel.ptr != NULL && i < p->pkg.list.n_files; i++) {
        Str rest = below(rel, p->pkg.list.files[i].path), name, more;

        if (rest.ptr == NULL)
            continue;
        if (!str_cut(rest, '/', &name, &more))
            name = rest;
        if (map_set(&seen, name, ctx) == NULL)
            vec_push_in(a, out, name);
    }
    map_release(&seen);
}

static Str real(void *ctx, Arena *a, Str path)
{
    (void)a;
    return kind(ctx, path) == FILES_NONE ? (Str){ NULL, 0 } : path;
}

static void add_path(PackageFiles *p, Arena *a, Str path, void *what)
{
    Str full = path_join(a, PACKAGE_FILES_BASE, path);

    while (!map_has(&p->paths, full)) {
        map_set(&p->paths, full, what);
        what = FOLDER;
        full = path_dirname(full);
        if (full.len <= 1)
            return;
    }
}

void package_files_init(PackageFiles *p, StorePkg pkg, Arena *a)
{
    *p = (PackageFiles){ .pkg = pkg };
    for (uint32_t i = 0; i < pkg.list.n_files; i++) {
        Str path = str_of(pkg.list.files[i].path), name = path_basename(path);

        if (str_is(name, "package.json") || str_is(name, "npm-shrinkwrap.json") ||
            str_is(name, "package-lock.json"))
            add_path(p, a, path, (void *)(uintptr_t)(i + 1));
    }
}

Files package_files(PackageFiles *p)
{
    return (Files){ p, kind, read_text, list, real };
}

void package_files_release(PackageFiles *p)
{
    store_pkg_close(&p->pkg);
    map_release(&p->paths);
}
