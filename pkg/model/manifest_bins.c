/* manifest_bins.c: see manifest_bins.h. Every file and folder below directories.bin is a
 * command by its last name; what begins with a dot is none, links are not followed. */
#include "pkg/model/manifest_bins.h"

#include <stdlib.h>

#include "common/path.h"
#include "pkg/model/manifest.h"

/* Folders in folders … whoever goes deeper than this has none of his reasons. */
#define DEPTH_MAX 64

typedef struct {
    Arena *a;
    const Files *files;
    cJSON *bin;
} Finder;

static void find_in(Finder *f, Str dir, Str rel, int depth)
{
    FileNames names = { 0 };

    f->files->list(f->files->ctx, f->a, dir, &names);
    if (names.len > 1)
        qsort(names.ptr, names.len, sizeof *names.ptr, str_order);
    VEC_EACH (Str, n, names) {
        Str path = path_join(f->a, dir, *n);
        Str place = arena_strf(f->a, STR_FMT "/" STR_FMT, STR_ARG(rel), STR_ARG(*n));

        if (str_starts(*n, STR(".")))
            continue;
        json_set(f->a, f->bin, *n, json_new_str(f->a, place));
        if (depth < DEPTH_MAX && f->files->kind(f->files->ctx, path) == FILES_DIR)
            find_in(f, path, place, depth + 1);
    }
}

bool manifest_has_bin_folder(const cJSON *pkg)
{
    const cJSON *dir = json_get(json_get(pkg, "directories"), "bin");

    return json_is_str(dir) && json_str(dir).len > 0 &&
           !json_truthy(json_get(pkg, "bin"));
}

void manifest_normalize_in(Arena *a, const Files *files, Str dir, cJSON *pkg)
{
    Finder f = { a, files, NULL };

    if (manifest_has_bin_folder(pkg)) {
        /* Below "/" first: no name leads out of the package. */
        Str below = json_str(json_get(json_get(pkg, "directories"), "bin"));
        Str rel = path_without_slashes(path_join(a, STR("/"), below));

        rel = str_from(rel, 1);
        f.bin = json_new_obj(a);
        find_in(&f, rel.len > 0 ? path_join(a, dir, rel) : dir, rel, 0);
        json_set(a, pkg, STR("bin"), f.bin);
    }
    manifest_drop_private(pkg);
    manifest_normalize(a, pkg);
}
