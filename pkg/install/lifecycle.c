/* lifecycle.c: from settings to the environment of scripts. */
#include "pkg/install/lifecycle.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/jstext.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/install/project.h"
#include "pkg/install/stand_in.h"

static ScriptBase *base_made; /* one context a process */

static void put(void *ctx, const char *name, Str value)
{
    env_set_put(ctx, str_of(name), value);
}

Str lifecycle_on_path(Ctx *ctx, const char *name)
{
    const char *path = config_getenv(&ctx->config, STR("PATH"));
    Str rest = str_of(path), folder;

    while (rest.len > 0 && str_next(&rest, ':', &folder)) {
        const char *file =
            arena_printf(&ctx->arena, STR_FMT "/%s", STR_ARG(folder), name);

        if (folder.len > 0 && access(file, X_OK) == 0 && fs_is_file(file))
            return str_of(file);
    }
    return (Str){ NULL, 0 };
}

/* The one that comes with the machine's npm; "" without. */
static Str npms_node_gyp(Ctx *ctx)
{
    Arena *a = &ctx->arena;
    Str npm = lifecycle_on_path(ctx, "npm"), real, file;
    Err ignored;

    if (npm.ptr == NULL || fs_realpath(a, npm.ptr, &real, &ignored) < 0)
        return STR("");
    file = path_resolve(a, path_dirname(real),
                        STR("../node_modules/node-gyp/bin/node-gyp.js"));
    return fs_is_file(file.ptr) ? file : STR("");
}

/* Scripts find a `node-gyp` before all others of PATH: the one of the setting, or npm's.
 * Where there is neither, it is the machine's matter. */
static void offer_node_gyp(Ctx *ctx, ScriptBase *b)
{
    static const char text[] = "#!/bin/sh\nexec node \"$npm_config_node_gyp\" \"$@\"\n";
    Arena *a = &ctx->arena;
    Str gyp = config_str(&ctx->config, "node-gyp");
    Str folder = path_join(a, ctx->cache, STR("node-gyp-bin"));
    const char *file = path_join(a, folder, STR("node-gyp")).ptr;
    Err ignored;

    if (gyp.len == 0)
        gyp = npms_node_gyp(ctx);
    if (gyp.len == 0)
        return;
    if (access(file, X_OK) < 0 &&
        (fs_mkdirs(folder.ptr, 0755, &ignored) < 0 ||
         fs_write_cache(file, str_of(text), 0755, &ignored) < 0))
        return;
    b->node_gyp = arena_memdupz(a, gyp.ptr, gyp.len);
    b->node_gyp_folder = folder.ptr;
}

const ScriptBase *lifecycle_base(Ctx *ctx)
{
    Arena *a = &ctx->arena;
    ScriptBase *b = base_made;
    Str shell, node;

    if (b != NULL)
        return b;
    b = base_made = arena_new(a, ScriptBase);
    env_set_init(&b->env, a, ctx->input.environ_);
    config_env(&ctx->config, config_user_agent(&ctx->config, a), put, &b->env);
    if (project_omits(&ctx->config, "dev"))
        env_set_puts(&b->env, "NODE_ENV", "production");
    node = stand_in_offer(ctx, &b->env);
    env_set_put(&b->env, STR("NODE"), node);
    env_set_put(&b->env, STR("npm_node_execpath"), node);
    env_set_puts(&b->env, "npm_execpath", ctx->exe);
    env_set_puts(&b->env, "npm_command", ctx->command);
    env_set_puts(&b->env, "COLOR", ctx->color_out ? "1" : "0");
    shell = config_str(&ctx->config, "script-shell");
    b->shell = shell.len > 0 ? shell.ptr : NULL;
    offer_node_gyp(ctx, b);
    return b;
}

void lifecycle_end(void)
{
    if (base_made != NULL)
        env_set_release(&base_made->env);
    base_made = NULL;
}

/* Each line of a script's text gets its own "> ". */
static void put_command(Buf *b, Str cmd)
{
    Str rest = js_trim(cmd), line;

    buf_puts(b, "> ");
    while (rest.len > 0) {
        bool more = str_next(&rest, '\n', &line) && rest.len > 0;

        buf_printf(b, STR_FMT "%s", STR_ARG(line), more ? "\n> " : "");
    }
}

static Str script_of(const LifecycleRun *run)
{
    return run->cmd.len > 0
               ? run->cmd
               : json_str(json_get(json_get(run->pkg, "scripts"), run->event));
}

void lifecycle_announce(Ctx *ctx, const LifecycleRun *run)
{
    Str name = json_str(json_get(run->pkg, "name"));
    Str version = json_str(json_get(run->pkg, "version"));
    Buf b = { 0 };

    if (ctx->level <= LOG_SILENT)
        return;
    buf_puts(&b, "\n> ");
    if (name.len > 0 && version.len > 0 && !run->no_id)
        buf_printf(&b, STR_FMT "@" STR_FMT " ", STR_ARG(name), STR_ARG(version));
    buf_printf(&b, "%s\n", run->event);
    put_command(&b, run->shown != NULL ? str_of(run->shown) : script_of(run));
    for (size_t i = 0; run->args != NULL && run->args[i] != NULL; i++)
        buf_printf(&b, " %s", run->args[i]);
    buf_puts(&b, "\n\n");
    if (ctx->json)
        (void)!fwrite(b.ptr, 1, b.len, stderr);
    else
        ctx_write(ctx, buf_view(&b));
    ctx_flush(ctx);
    buf_release(&b);
}

typedef struct {
    Ctx *ctx;
    ScriptResult result;
    bool ended;
} Caught;

/* What it said lives on as long as the command. */
static void on_end(void *data, const ScriptResult *r)
{
    Caught *c = data;

    c->result = *r;
    for (int i = 0; i < 2; i++)
        c->result.output[i] = arena_str(&c->ctx->arena, r->output[i]);
    c->ended = true;
}

int lifecycle_no_shell(Ctx *ctx, Str folder, int code, Err *err)
{
    Str shell = config_str(&ctx->config, "script-shell");
    const char *syscall;

    if (shell.len == 0)
        shell = STR("sh");
    syscall = arena_strf(&ctx->arena, "spawn " STR_FMT, STR_ARG(shell)).ptr;
    err_set(err, code, "%s %s", syscall, err_name(code));
    err->syscall = syscall;
    return err_path(err, arena_str(&ctx->arena, folder).ptr);
}

/* In *r how it ended, all zeros where there is no such script. */
static int run_script(Ctx *ctx, const LifecycleRun *run, ScriptResult *r, Err *err)
{
    Str cmd = script_of(run);
    ScriptOptions o = { .event = run->event,
                        .cmd = arena_memdupz(&ctx->arena, cmd.ptr, cmd.len),
                        .args = run->args,
                        .path = arena_memdupz(&ctx->arena, run->path.ptr, run->path.len),
                        .pkg = run->pkg,
                        .extra = run->extra,
                        .bins = run->bins,
                        .inherit = !run->caught };
    Caught c = { .ctx = ctx };

    *r = (ScriptResult){ 0 };
    if (cmd.len == 0)
        return 0;
    if (!run->silent && !run->caught)
        lifecycle_announce(ctx, run);
    ctx_flush(ctx);
    script_start(ctx->loop, lifecycle_base(ctx), &o, on_end, &c);
    while (!c.ended)
        uv_run(ctx->loop, UV_RUN_ONCE);
    *r = c.result;
    if (r->spawn_error < 0)
        return lifecycle_no_shell(ctx, run->path, r->spawn_error, err);
    if (r->signal != 0 && !run->caught)
        ctx->exit_signal = r->signal;
    return 0;
}

int lifecycle_run(Ctx *ctx, const LifecycleRun *run, Err *err)
{
    ScriptResult r;

    if (run_script(ctx, run, &r, err) < 0)
        return err->code;
    return r.signal ? 128 + r.signal : r.code;
}

/* "command failed", by what, which command, and what it had printed: all in one text. */
int lifecycle_failed(Ctx *ctx, Str path, Str cmd, const ScriptResult *r, Err *err)
{
    Str shell = config_str(&ctx->config, "script-shell");
    Buf b = { 0 };

    buf_puts(&b, "command failed");
    if (r->signal != 0)
        buf_printf(&b, "\nsignal SIG%s", sigabbrev_np(r->signal));
    buf_printf(&b, "\ncommand " STR_FMT " -c " STR_FMT,
               STR_ARG(shell.len > 0 ? shell : STR("sh")), STR_ARG(cmd));
    for (int i = 0; i < 2; i++) {
        if (r->output[i].len > 0)
            buf_printf(&b, "\n" STR_FMT, STR_ARG(js_trim(r->output[i])));
    }
    ctx->exit_code = r->signal != 0 ? 1 : r->code;
    ctx->error_message = buf_to_arena(&b, &ctx->arena);
    buf_release(&b);
    err_set(err, r->signal != 0 ? ERR_ENOCODE : ERR_ELIFECYCLE, "command failed");
    return path.len > 0 ? err_path(err, arena_str(&ctx->arena, path).ptr) : err->code;
}

int lifecycle_need(Ctx *ctx, const LifecycleRun *run, Err *err)
{
    ScriptResult r;

    if (run_script(ctx, run, &r, err) < 0)
        return err->code;
    return r.code != 0 || r.signal != 0
               ? lifecycle_failed(ctx, run->path, script_of(run), &r, err)
               : 0;
}
