/* cmd_exec.c: exec and x: commands of packages, here or in workspaces. */
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/exec.h"
#include "pkg/output.h"
#include "pkg/commands/places.h"

static int in_workspaces(Ctx *ctx, ExecOptions *o, Err *err)
{
    Places places;
    int code = 0;

    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    VEC_EACH (Workspace, w, places.list) {
        o->run_path = o->pkg_path = w->path;
        o->bin_path = path_join(&ctx->arena, w->path, STR("node_modules/.bin"));
        o->location =
            arena_strf(&ctx->arena, " in workspace " STR_FMT " at location:\n" STR_FMT,
                       STR_ARG(w->name), STR_ARG(w->path));
        code = exec_run(ctx, o, err);
        if (code != 0)
            break;
    }
    return code;
}

int cmd_exec(Ctx *ctx, char **args, int n_args, Err *err)
{
    ExecOptions o = {
        .args = args,
        .n_args = n_args,
        .call = config_str(&ctx->config, "call"),
        .packages = config_get(&ctx->config, "package"),
        .run_path = ctx->input.cwd,
        .bin_path =
            path_join(&ctx->arena, ctx->config.local_prefix, STR("node_modules/.bin")),
    };

    if (o.call.len > 0 && n_args > 0)
        return out_usage_error(ctx, STR(""), err);
    if (places_selected(ctx))
        return in_workspaces(ctx, &o, err);
    return exec_run(ctx, &o, err);
}
