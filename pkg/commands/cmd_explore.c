/* cmd_explore.c: explore and edit: a shell, a command or an editor in the folder of an
 * installed package. */
#include <errno.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/proc.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/commands/places.h"
#include "pkg/install/lifecycle.h"
#include "pkg/model/manifest.h"

/* ---- explore ---- */

static Str joined(Ctx *ctx, char **args, int n)
{
    Buf b = { 0 };
    Str out;

    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " " : "", args[i]);
    out = arena_str(&ctx->arena, str_trim(buf_view(&b)));
    buf_release(&b);
    return out;
}

int cmd_explore(Ctx *ctx, char **args, int n_args, Err *err)
{
    Arena *a = &ctx->arena;
    Str modules = ctx_modules(ctx), path, command;
    LifecycleRun run = { .event = "_explore", .silent = true };
    PackageFile f;
    int rc;

    if (n_args < 1 || args[0][0] == '\0')
        return out_usage_error(ctx, STR(""), err);
    /* No way leads out of node_modules, nor is it a package itself. */
    path = path_resolve(a, modules, str_from(path_join(a, STR("/"), str_of(args[0])), 1));
    if (str_eq(path, path_resolve(a, modules, STR("."))))
        return out_usage_error(ctx, STR(""), err);
    if (package_read(ctx, path, &f, err) < 0) {
        ctx_log(ctx, LOG_ERROR, "explore", "It doesn't look like %s is installed.",
                args[0]);
        return err->code;
    }
    manifest_normalize(a, f.json);
    command = joined(ctx, args + 1, n_args - 1);
    run.cmd = command.len > 0 ? command : config_str(&ctx->config, "shell");
    run.path = path;
    run.pkg = f.json;
    if (n_args == 1)
        ctx_print(ctx, "\nExploring " STR_FMT "\nType 'exit' or ^D when finished\n\n",
                  STR_ARG(path));
    rc = lifecycle_run(ctx, &run, err);
    if (rc > 0 && n_args > 1)
        return lifecycle_failed(ctx, path, run.cmd, &(ScriptResult){ .code = rc }, err);
    return rc;
}

/* ---- edit ---- */

/* "a/@s/b" -> "a/node_modules/@s/b"; what says node_modules already is left so. */
static Str nested_path(Ctx *ctx, Str names)
{
    Arena *a = &ctx->arena;
    Str rest = names, part, out = STR("");
    bool scope = false;

    while (rest.len > 0) {
        str_next(&rest, '/', &part);
        if (out.len == 0)
            out = part;
        else if (scope)
            out = arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(out), STR_ARG(part));
        else if (!str_is(part, "node_modules"))
            out = arena_strf(a, STR_FMT "/node_modules/" STR_FMT, STR_ARG(out),
                             STR_ARG(part));
        scope = !scope && part.len > 0 && part.ptr[0] == '@';
    }
    return out;
}

static int open_editor(Ctx *ctx, Str folder, Err *err)
{
    Arena *a = &ctx->arena;
    VEC(const char *) argv = { 0 };
    Str rest = config_str(&ctx->config, "editor"), word;
    Proc p = { .stdin_too = true };

    while (rest.len > 0 && str_next(&rest, ' ', &word)) {
        if (word.len > 0)
            vec_push_in(a, &argv, arena_memdupz(a, word.ptr, word.len));
    }
    vec_push_in(a, &argv, folder.ptr);
    vec_push_in(a, &argv, NULL);
    p.argv = argv.ptr;
    ctx_flush(ctx);
    if (proc_run(&p, err) < 0)
        return err->code;
    if (p.code != 0)
        return err_set(err, ERR_ENOCODE, "editor process exited with code: %d", p.code);
    return 0;
}

int cmd_edit(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str folder;
    char *again[1];

    if (n_args != 1)
        return out_usage_error(ctx, STR(""), err);
    folder =
        path_resolve(&ctx->arena, ctx_modules(ctx), nested_path(ctx, str_of(args[0])));
    folder = arena_str(&ctx->arena, folder);
    if (fs_kind_nofollow(folder.ptr) == FS_NONE)
        return err_file(err, ENOENT, "lstat", folder.ptr);
    if (open_editor(ctx, folder, err) < 0)
        return err->code;
    again[0] = arena_memdupz(&ctx->arena, folder.ptr, folder.len);
    return cmd_rebuild(ctx, again, 1, err);
}
