/* lifecycle.c: from settings to the environment of scripts. */
#include "pkg/install/lifecycle.h"

#include <stdio.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/jstext.h"
#include "common/path.h"
#include "common/version.h"

static ScriptBase *base_made; /* one context a process */

static void put(void *ctx, const char *name, Str value)
{
    env_set_put(ctx, str_of(name), value);
}

/* The first `name` of PATH; ptr NULL if there is none. */
static Str on_path(Ctx *ctx, const char *name)
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

/* A machine without Node: scripts that say `node` get the runtime that stands beside this
 * program, under that name, in a folder at the end of PATH. */
static Str stand_in_for_node(Ctx *ctx, EnvSet *env)
{
    Arena *a = &ctx->arena;
    Str smew = path_join(a, path_dirname(str_of(ctx->exe)), STR("smew"));
    Str folder = path_join(a, ctx->cache, STR("bin"));
    Str node = path_join(a, folder, STR("node")), target;
    const char *old = env_set_get(env, "PATH");
    Err ignored;

    if (access(smew.ptr, X_OK) < 0) {
        smew = on_path(ctx, "smew");
        if (smew.ptr == NULL)
            return STR("node");
    }
    if (fs_readlink(a, node.ptr, &target, &ignored) < 0 || !str_eq(target, smew)) {
        (void)fs_mkdirs(folder.ptr, 0755, &ignored);
        (void)fs_unlink(node.ptr, &ignored);
        (void)fs_symlink(smew.ptr, node.ptr, &ignored);
    }
    env_set_puts(env, "PATH",
                 arena_printf(a, "%s%s" STR_FMT, old ? old : "", old && *old ? ":" : "",
                              STR_ARG(folder)));
    return node;
}

const ScriptBase *lifecycle_base(Ctx *ctx)
{
    Arena *a = &ctx->arena;
    ScriptBase *b = base_made;
    Str shell, node, gyp = config_str(&ctx->config, "node-gyp");

    if (b != NULL)
        return b;
    b = base_made = arena_new(a, ScriptBase);
    env_set_init(&b->env, a, ctx->input.environ_);
    config_env(&ctx->config, config_user_agent(&ctx->config, a), put, &b->env);
    node = on_path(ctx, "node");
    if (node.ptr == NULL)
        node = stand_in_for_node(ctx, &b->env);
    env_set_put(&b->env, STR("NODE"), node);
    env_set_put(&b->env, STR("npm_node_execpath"), node);
    env_set_puts(&b->env, "npm_execpath", ctx->exe);
    env_set_puts(&b->env, "npm_command", ctx->command);
    shell = config_str(&ctx->config, "script-shell");
    b->shell = shell.len > 0 ? shell.ptr : NULL;
    b->node_gyp = gyp.len > 0 ? gyp.ptr : NULL;
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

/* With --json it goes to stderr: stdout is JSON's alone. */
static void announce(Ctx *ctx, const LifecycleRun *run, Str cmd)
{
    Str name = json_str(json_get(run->pkg, "name"));
    Str version = json_str(json_get(run->pkg, "version"));
    Buf b = { 0 };

    buf_puts(&b, "\n> ");
    if (name.len > 0 && version.len > 0 && !run->no_id)
        buf_printf(&b, STR_FMT "@" STR_FMT " ", STR_ARG(name), STR_ARG(version));
    buf_printf(&b, "%s\n", run->event);
    put_command(&b, cmd);
    for (size_t i = 0; run->args != NULL && run->args[i] != NULL; i++)
        buf_printf(&b, " %s", run->args[i]);
    buf_puts(&b, "\n\n");
    if (ctx->json)
        (void)!fwrite(b.ptr, 1, b.len, stderr);
    else
        ctx_write(ctx, buf_view(&b));
    buf_release(&b);
}

static Str script_of(const LifecycleRun *run)
{
    return run->cmd.len > 0
               ? run->cmd
               : json_str(json_get(json_get(run->pkg, "scripts"), run->event));
}

typedef struct {
    Ctx *ctx;
    ScriptResult result;
    bool ended;
} Caught;

/* What a script that was quiet said is told when it fails. */
static void on_end(void *data, const ScriptResult *r)
{
    Caught *c = data;
    bool failed = r->code != 0 || r->signal != 0;

    if (failed && r->output.len > 0)
        ctx_log(c->ctx, LOG_ERROR, "", STR_FMT, STR_ARG(str_trim(r->output)));
    c->result = *r;
    c->ended = true;
}

/* The shell that couldn't be started, as Node tells it. */
static int no_shell(Ctx *ctx, const LifecycleRun *run, int code, Err *err)
{
    Str shell = config_str(&ctx->config, "script-shell");
    const char *syscall;

    if (shell.len == 0)
        shell = STR("sh");
    syscall = arena_strf(&ctx->arena, "spawn " STR_FMT, STR_ARG(shell)).ptr;
    err_set(err, code, "%s %s", syscall, err_name(code));
    err->syscall = syscall;
    return err_path(err, arena_str(&ctx->arena, run->path).ptr);
}

int lifecycle_run(Ctx *ctx, const LifecycleRun *run, Err *err)
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
    ScriptResult r;

    if (cmd.len == 0)
        return 0;
    if (!run->silent && !run->caught && ctx->level > LOG_SILENT)
        announce(ctx, run, cmd);
    ctx_flush(ctx);
    script_start(ctx->loop, lifecycle_base(ctx), &o, on_end, &c);
    while (!c.ended)
        uv_run(ctx->loop, UV_RUN_ONCE);
    r = c.result;
    if (r.spawn_error < 0)
        return no_shell(ctx, run, r.spawn_error, err);
    if (r.signal != 0 && !run->caught)
        ctx->exit_signal = r.signal;
    return r.signal ? 128 + r.signal : r.code;
}

int lifecycle_failed(Ctx *ctx, Str path, Str cmd, int code, Err *err)
{
    ctx->exit_code = code;
    err_set(err, ERR_ELIFECYCLE, "command failed\ncommand sh -c " STR_FMT, STR_ARG(cmd));
    return err_path(err, arena_str(&ctx->arena, path).ptr);
}

int lifecycle_need(Ctx *ctx, const LifecycleRun *run, Err *err)
{
    int rc = lifecycle_run(ctx, run, err);

    return rc > 0 ? lifecycle_failed(ctx, run->path, script_of(run), rc, err) : rc;
}
