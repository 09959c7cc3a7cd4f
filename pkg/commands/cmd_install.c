/* cmd_install.c: install, ci, uninstall, update, dedupe, prune: what they ask for. */
#include "pkg/commands/commands.h"
#include "pkg/commands/reify.h"

int cmd_install(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    q.add = args;
    q.n_add = n_args;
    if (ctx_is_global(ctx) && n_args == 0)
        return err_set(err, ERR_EGLOBAL, "a global install wants packages");
    return reify(ctx, &q, n_args == 0 && !ctx_is_global(ctx), err);
}

int cmd_ci(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EGLOBAL, "`npm ci` does not work for global packages");
    q.ci = true;
    return reify(ctx, &q, true, err);
}

int cmd_uninstall(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    if (n_args == 0)
        return err_set(err, ERR_EUSAGE, "Must provide a package name to remove");
    q.rm = args;
    q.n_rm = n_args;
    return reify(ctx, &q, false, err);
}

int cmd_update(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    q.update = true;
    q.names = args;
    q.n_names = n_args;
    /* Other than npm install, an update leaves package.json alone unless told to. */
    q.save = q.save && !config_is_default(&ctx->config, "save");
    return reify(ctx, &q, false, err);
}

int cmd_dedupe(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EDEDUPEGLOBAL,
                       "`npm dedupe` does not work in global mode.");
    q.dedupe = true;
    q.save = false;
    return reify(ctx, &q, false, err);
}

int cmd_find_dupes(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EDEDUPEGLOBAL,
                       "`npm dedupe` does not work in global mode.");
    q.dedupe = q.dry_run = true;
    q.save = false;
    return reify(ctx, &q, false, err);
}

int cmd_prune(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    q.prune = true;
    return reify(ctx, &q, false, err);
}
