/* folder.c: see folder.h (pacote's DirFetcher). */
#include "pkg/install/folder.h"

#include <errno.h>

#include "common/fs.h"
#include "common/integrity.h"
#include "common/path.h"
#include "pkg/install/disk.h"
#include "pkg/install/fetch.h"
#include "pkg/install/lifecycle.h"
#include "pkg/model/manifest_bins.h"
#include "pkg/pack/folder.h"

int folder_manifest(Arena *a, Str folder, cJSON **out, Err *err)
{
    const char *file = path_join(a, folder, STR("package.json")).ptr;
    Files files = disk_files();
    Str text;
    int rc = fs_read_arena(a, file, FOLDER_MANIFEST_MAX, &text, err);

    if (rc == -ENOENT)
        return err_wrap(err, "Could not read package.json: Error");
    if (rc < 0 || json_parse(a, text, file, NULL, out, err) < 0)
        return err->code;
    if (!json_is_obj(*out))
        return err_set(err, ERR_EPKGJSON, "%s is no object", file);
    manifest_normalize_in(a, &files, folder, *out);
    return 0;
}

static int prepare(Ctx *ctx, Arena *a, Str folder, const cJSON *manifest, Err *err)
{
    bool foreground = config_bool(&ctx->config, "foreground-scripts");
    LifecycleRun run = {
        .event = "prepare", .path = folder, .pkg = manifest, .caught = !foreground
    };
    int before = ctx->exit_code, rc;
    EnvSet extra;

    if (config_bool(&ctx->config, "ignore-scripts") ||
        json_str(json_get(json_get(manifest, "scripts"), "prepare")).len == 0)
        return 0;
    env_set_init(&extra, a, NULL);
    env_set_put(&extra, STR("npm_package_resolved"), folder);
    env_set_puts(&extra, "npm_package_integrity", "null");
    run.extra = &extra;
    rc = lifecycle_need(ctx, &run, err);
    env_set_release(&extra);
    /* Whether that is the end of it is for who asked to say. */
    if (rc < 0 && err != NULL) {
        err->status = ctx->exit_code;
        ctx->exit_code = before;
    }
    return rc;
}

static int keep(Ctx *ctx, Arena *a, Str gz, Str *integrity, Err *err)
{
    Str sha512 = STR("sha512");
    Integrity i;
    StoreKey key;
    Store *store;

    if (ctx_store(ctx, &store, err) < 0 ||
        integrity_of(a, gz, &sha512, 1, STR(""), &i, err) < 0)
        return err->code;
    *integrity = integrity_text(a, &i);
    if (!fetch_store_key(a, *integrity, &key))
        return err_set(err, ERR_EINTERNAL, "no name in the store for a packed folder");
    store->cold = false;
    return store_put_tarball(store, &key, gz, err);
}

int folder_to_store(Ctx *ctx, Arena *a, Str folder, Str *integrity, Err *err)
{
    Files files = disk_files();
    PackFolder f = { .files = &files, .folder = folder };
    PackEntries entries = { 0 };
    Buf gz = { 0 };
    int rc = folder_manifest(a, folder, &f.manifest, err);

    if (rc == 0)
        rc = prepare(ctx, a, folder, f.manifest, err);
    if (rc == 0)
        rc = pack_folder(a, &f, &gz, &entries, err);
    if (f.gitignore_fallback)
        ctx_log(ctx, LOG_WARN, "gitignore-fallback", "%s", PACK_GITIGNORE_WARNING);
    if (rc == 0)
        rc = keep(ctx, a, buf_view(&gz), integrity, err);
    buf_release(&gz);
    return rc;
}
