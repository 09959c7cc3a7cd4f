/* tarball.c: reads a tarball's package.json by way of the store. */
#include "pkg/install/tarball.h"

#include <errno.h>

#include "pkg/install/fetch.h"
#include "pkg/model/manifest.h"
#include "pkg/model/manifest_bins.h"
#include "pkg/store/package_files.h"

static int read_one(Ctx *ctx, Fetch *f, Arena *a, cJSON **manifest, Err *err)
{
    Pool *pool = fetch_pool_new(ctx);
    int rc = fetch_all(ctx, pool, &f, 1, a, err);

    fetch_pool_free(ctx, pool);
    if (rc < 0)
        return rc;
    if (f->rc < 0) {
        *err = *f->err;
        return f->rc;
    }
    if (f->manifest.len == 0)
        return err_set(err, -ENOENT, "no package.json in " STR_FMT, STR_ARG(f->label));
    rc = json_parse(a, f->manifest, "package.json", NULL, manifest, err);
    if (rc == 0 && !json_is_obj(*manifest))
        rc = err_set(err, ERR_EPKGJSON, "package.json of " STR_FMT " is no object",
                     STR_ARG(f->label));
    return rc;
}

/* As the package's own folder has it: commands may be files of a folder in it. */
static void normalize(Ctx *ctx, const Fetch *f, Arena *a, cJSON *manifest)
{
    Str integrity = f->got_integrity.len > 0 ? f->got_integrity : f->integrity;
    PackageFiles files;
    Files in;
    StoreKey key;
    StorePkg pkg;
    Store *store;
    Err ignored;

    if (manifest_has_bin_folder(manifest) && fetch_store_key(a, integrity, &key) &&
        ctx_store(ctx, &store, &ignored) == 0 && store_find(store, &key, a, &pkg)) {
        package_files_init(&files, pkg, a);
        in = package_files(&files);
        manifest_normalize_in(a, &in, PACKAGE_FILES_BASE, manifest);
        package_files_release(&files);
    } else {
        manifest_drop_private(manifest);
        manifest_normalize(a, manifest);
    }
}

int tarball_manifest(Ctx *ctx, const Spec *spec, Arena *a, cJSON **manifest,
                     Str *integrity, Err *err)
{
    Fetch f = { .url = spec->fetch_spec,
                .label = spec->raw,
                .spec = spec->type != SPEC_FILE ? STR("")
                        : spec->name.len > 0
                            ? arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(spec->name),
                                         STR_ARG(spec->save_spec))
                            : spec->save_spec,
                .integrity = spec->integrity,
                .want_manifest = true };
    int rc = read_one(ctx, &f, a, manifest, err);

    *integrity = f.got_integrity.len > 0 ? f.got_integrity : f.integrity;
    if (rc == 0)
        normalize(ctx, &f, a, *manifest);
    return rc;
}

int tarball_manifest_of(Ctx *ctx, Str label, Str integrity, Arena *a, cJSON **manifest,
                        Err *err)
{
    Fetch f = { .label = label, .integrity = integrity, .want_manifest = true };
    int rc = read_one(ctx, &f, a, manifest, err);

    if (rc == 0)
        normalize(ctx, &f, a, *manifest);
    return rc;
}
