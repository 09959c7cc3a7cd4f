/* tarball.c: reads a tarball's package.json by way of the store. */
#include "pkg/install/tarball.h"

#include <errno.h>

#include "pkg/install/fetch.h"

int tarball_manifest(Ctx *ctx, const Spec *spec, Arena *a, cJSON **manifest,
                     Str *integrity, Err *err)
{
    Fetch f = { .url = spec->fetch_spec, .label = spec->raw, .want_manifest = true };
    Fetch *list[] = { &f };
    Pool *pool = fetch_pool_new(ctx);
    int rc = fetch_all(ctx, pool, list, 1, a, err);

    fetch_pool_free(ctx, pool);
    if (rc < 0)
        return rc;
    if (f.rc < 0) {
        *err = f.err;
        return f.rc;
    }
    *integrity = f.got_integrity;
    if (f.manifest.len == 0)
        return err_set(err, -ENOENT, "no package.json in " STR_FMT, STR_ARG(spec->raw));
    rc = json_parse(a, f.manifest, "package.json", NULL, manifest, err);
    if (rc == 0 && !json_is_obj(*manifest))
        rc = err_set(err, ERR_EPKGJSON, "package.json of " STR_FMT " is no object",
                     STR_ARG(spec->raw));
    return rc;
}
