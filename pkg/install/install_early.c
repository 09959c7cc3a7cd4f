/* install_early.c: what an install will need of the network is begun while the project
 * and its lock are read. */
#include "common/fs.h"
#include "common/path.h"
#include "common/spec.h"
#include "pkg/install/install_private.h"
#include "registry-client/fetch_packument.h"

static bool is_there(Ctx *ctx, Str folder, const char *name)
{
    return fs_kind(path_join(&ctx->arena, folder, str_of(name)).ptr) != FS_NONE;
}

/* The document of what is to be added by name: each of them is read. What stands in
 * yarn.lock may come from elsewhere. */
static void ask_for_added(Ctx *ctx, RegistryClient *client, const InstallRequest *q)
{
    if (is_there(ctx, ctx_prefix(ctx), "yarn.lock"))
        return;
    for (int i = 0; i < q->n_add; i++) {
        Spec spec;
        Err ignored;

        if (spec_parse(&ctx->arena, str_of(q->add[i]), ctx->input.cwd, &spec, &ignored) <
                0 ||
            !spec.registry)
            continue;
        (void)registry_packument_prefetch(client, (spec.sub ? spec.sub : &spec)->name,
                                          PACKUMENT_INSTALL, REGISTRY_FIRST, NULL);
    }
    /* Only to send the request: a document that comes while nobody waits for it goes to
     * the cache, out of which it would have to be read again. */
    uv_run(ctx->loop, UV_RUN_NOWAIT);
}

void install_early(Ctx *ctx, const InstallRequest *q)
{
    RegistryClient *client;
    Err ignored;

    if ((q->n_add == 0 && is_there(ctx, ctx->cache, "index")) ||
        config_bool(&ctx->config, "offline") || ctx_client(ctx, &client, &ignored) < 0)
        return;
    /* Opening OpenSSL, or a shared libcurl, takes milliseconds: a thread does that. */
    if (!registry_client_warm(client))
        ask_for_added(ctx, client, q);
}
