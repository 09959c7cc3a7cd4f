/* cmd_install.c: install, ci, uninstall, update, dedupe, prune: what they ask for. */
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/reify.h"
#include "pkg/output.h"

/* -w, -ws, or a current folder that is a workspace. */
static int choose_workspaces(Ctx *ctx, InstallRequest *q, Err *err)
{
    Places places;

    if (ctx_is_global(ctx))
        return 0;
    if (places_find_to_change(ctx, &places, err) < 0)
        return err->code;
    q->workspaces = places.list;
    return 0;
}

int cmd_install(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);
    char dot[] = ".", *here[] = { dot };
    int n_wanted = 0;

    q.add = arena_array(&ctx->arena, char *, (size_t)n_args + 1);
    for (int i = 0; i < n_args; i++) {
        Str path = path_resolve(&ctx->arena, ctx->input.cwd, str_of(args[i]));

        n_wanted += !str_eq(path, ctx_prefix(ctx));
        /* "" asks for nothing, and nothing is installed into itself. */
        if (*args[i] != '\0' && !str_eq(path, ctx_prefix(ctx)))
            q.add[q.n_add++] = args[i];
    }
    if (ctx_is_global(ctx) && q.n_add < n_wanted)
        return out_usage_error(ctx, STR(""), err);
    if (choose_workspaces(ctx, &q, err) < 0)
        return err->code;
    if (ctx_is_global(ctx) && n_wanted == 0) { /* the package here */
        q.add = here;
        q.n_add = 1;
    }
    return reify(ctx, &q, n_wanted == 0 && !ctx_is_global(ctx), err);
}

int cmd_ci(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);
    int rc;

    (void)args;
    (void)n_args;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_ECIGLOBAL, "`npm ci` does not work for global packages");
    q.ci = true;
    q.save = false;
    if (choose_workspaces(ctx, &q, err) < 0)
        return err->code;
    rc = reify(ctx, &q, true, err);
    return rc == ERR_EUSAGE && ctx->error_message.len > 0
               ? out_usage_error_of(ctx, command_find("ci"), ctx->error_message, err)
               : rc;
}

/* `uninstall -g` alone means the package here. */
static int own_name(Ctx *ctx, char **out, Err *err)
{
    PackageFile f;
    Str name;

    if (package_read(ctx, ctx->config.local_prefix, &f, err) < 0)
        return err->code == -ENOENT ? out_usage_error(ctx, STR(""), err) : err->code;
    name = json_str(json_get(f.json, "name"));
    *out = arena_memdupz(&ctx->arena, name.ptr, name.len);
    return 0;
}

int cmd_uninstall(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);
    char *own;

    if (n_args == 0) {
        if (!ctx_is_global(ctx))
            return err_set(err, ERR_ENOCODE, "Must provide a package name to remove");
        if (own_name(ctx, &own, err) < 0)
            return err->code;
        args = &own;
        n_args = 1;
    }
    q.rm = args;
    q.n_rm = n_args;
    if (choose_workspaces(ctx, &q, err) < 0)
        return err->code;
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
    if (choose_workspaces(ctx, &q, err) < 0)
        return err->code;
    if (config_num(&ctx->config, "depth", 0) != 0)
        ctx_log(ctx, LOG_WARN, "update", "The --depth option no longer has any effect.");
    return reify(ctx, &q, false, err);
}

static int dedupe(Ctx *ctx, Err *err)
{
    InstallRequest q = install_request(ctx);

    if (ctx_is_global(ctx))
        return err_set(err, ERR_EDEDUPEGLOBAL,
                       "`npm dedupe` does not work in global mode.");
    q.dedupe = true;
    q.save = false;
    if (choose_workspaces(ctx, &q, err) < 0)
        return err->code;
    return reify(ctx, &q, false, err);
}

int cmd_dedupe(Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)args;
    (void)n_args;
    return dedupe(ctx, err);
}

int cmd_find_dupes(Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)args;
    (void)n_args;
    config_set(&ctx->config, CONFIG_CLI, STR("dry-run"),
               json_new_bool(&ctx->arena, true));
    return dedupe(ctx, err);
}

int cmd_prune(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    q.prune = true;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_ENOCODE, "global requires add, rm, or update option");
    if (choose_workspaces(ctx, &q, err) < 0)
        return err->code;
    return reify(ctx, &q, false, err);
}

/* ---- And then the tests ---- */

int cmd_install_test(Ctx *ctx, char **args, int n_args, Err *err)
{
    int rc = cmd_install(ctx, args, n_args, err);

    return rc != 0 ? rc : cmd_test(ctx, NULL, 0, err);
}

int cmd_install_ci_test(Ctx *ctx, char **args, int n_args, Err *err)
{
    int rc = cmd_ci(ctx, args, n_args, err);

    return rc != 0 ? rc : cmd_test(ctx, NULL, 0, err);
}
