/* cmd_run.c: run, test, start, stop, restart: scripts of package.json. */
#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/context.h"
#include "pkg/install/lifecycle.h"
#include "pkg/model/manifest.h"

#define PACKAGE_MAX ((size_t)64 << 20)

static int read_package(Ctx *ctx, Str folder, cJSON **out, Err *err)
{
    const char *file = path_join(&ctx->arena, folder, STR("package.json")).ptr;
    Str text;

    if (fs_read_arena(&ctx->arena, file, PACKAGE_MAX, &text, err) < 0)
        return err_wrap(err, "cannot read package.json");
    if (json_parse(&ctx->arena, text, file, NULL, out, err) < 0)
        return err->code;
    manifest_normalize(&ctx->arena, *out);
    return 0;
}

static void list(Ctx *ctx, const cJSON *pkg)
{
    static const char *const lifecycle[] = { "test", "start", "stop", "restart" };
    const cJSON *scripts = json_get(pkg, "scripts");
    Str name = json_str(json_get(pkg, "name"));
    bool any = false;

    if (ctx->json) {
        Buf b = { 0 };
        JsonStyle style = json_default_style();

        json_write(scripts ? scripts : json_new_obj(&ctx->arena), &style, &b);
        ctx_write(ctx, buf_view(&b));
        buf_release(&b);
        return;
    }
    for (int own = 0; own < 2; own++) {
        bool head = false;

        JSON_EACH (s, scripts) {
            bool known = false;

            for (size_t i = 0; i < sizeof lifecycle / sizeof lifecycle[0]; i++)
                known |= strcmp(s->string, lifecycle[i]) == 0;
            if (known == (own == 1))
                continue;
            if (!head)
                ctx_print(ctx,
                          own ? "%s via `pkg run`:\n"
                              : "Lifecycle scripts included "
                                "in %s:\n",
                          own        ? "available"
                          : name.len ? name.ptr
                                     : "this project");
            head = any = true;
            ctx_print(ctx, "  %s\n    " STR_FMT "\n", s->string, STR_ARG(json_str(s)));
        }
        if (head)
            ctx_print(ctx, "\n");
    }
    (void)any;
}

static int missing(const cJSON *pkg, const char *event, Err *err)
{
    const char *best = NULL;
    int least = 3;

    JSON_EACH (s, json_get(pkg, "scripts")) {
        int d = command_distance(event, s->string);

        if (d < least) {
            least = d;
            best = s->string;
        }
    }
    err_set(err, ERR_EUSAGE, "Missing script: \"%s\"", event);
    if (best != NULL)
        err_hint(err,
                 "\nDid you mean this?\n  pkg run %s\n\nTo see a list of scripts, run:\n"
                 "  pkg run",
                 best);
    else
        err_hint(err, "\nTo see a list of scripts, run:\n  pkg run");
    return err->code;
}

/* pre, the script itself, post; ends at the first that fails. */
static int run_event(Ctx *ctx, const cJSON *pkg, Str folder, const char *event,
                     char **args, int n_args, Err *err)
{
    Arena *a = &ctx->arena;
    const char *pre = arena_printf(a, "pre%s", event);
    const char *post = arena_printf(a, "post%s", event);
    const char *events[] = { pre, event, post };
    const char **list = arena_array(a, const char *, (size_t)n_args + 1);

    for (int i = 0; i < n_args; i++)
        list[i] = args[i];
    for (int i = 0; i < 3; i++) {
        LifecycleRun run = {
            .event = events[i], .args = i == 1 ? list : NULL, .path = folder, .pkg = pkg
        };
        int rc;

        if (i != 1 && config_bool(&ctx->config, "ignore-scripts"))
            continue;
        rc = lifecycle_run(ctx, &run, err);
        if (rc != 0)
            return rc;
    }
    return 0;
}

/* Scripts that are there though nobody wrote them. */
static const char *built_in(const char *event, Str folder, Arena *a)
{
    if (strcmp(event, "start") == 0 &&
        fs_is_file(path_join(a, folder, STR("server.js")).ptr))
        return "node server.js";
    if (strcmp(event, "env") == 0)
        return "env";
    return NULL;
}

static int run(Ctx *ctx, const char *event, char **args, int n_args, Err *err)
{
    Str folder = ctx_prefix(ctx);
    const char *own;
    cJSON *pkg, *scripts;

    if (ctx->config.found_workspace.len > 0)
        folder = ctx->config.found_workspace;
    if (read_package(ctx, folder, &pkg, err) < 0)
        return err->code;
    scripts = json_get(pkg, "scripts");
    if (json_get(scripts, event) == NULL) {
        own = built_in(event, folder, &ctx->arena);
        if (own == NULL)
            return config_bool(&ctx->config, "if-present") ? 0 : missing(pkg, event, err);
        if (!json_is_obj(scripts)) {
            scripts = json_new_obj(&ctx->arena);
            json_set(&ctx->arena, pkg, STR("scripts"), scripts);
        }
        json_set(&ctx->arena, scripts, str_of(event),
                 json_new_str(&ctx->arena, str_of(own)));
    }
    return run_event(ctx, pkg, folder, event, args, n_args, err);
}

int cmd_run(Ctx *ctx, char **args, int n_args, Err *err)
{
    cJSON *pkg;

    if (n_args > 0)
        return run(ctx, args[0], args + 1, n_args - 1, err);
    if (read_package(ctx, ctx_prefix(ctx), &pkg, err) < 0)
        return err->code;
    list(ctx, pkg);
    return 0;
}

int cmd_test(Ctx *ctx, char **args, int n_args, Err *err)
{
    return run(ctx, "test", args, n_args, err);
}

int cmd_start(Ctx *ctx, char **args, int n_args, Err *err)
{
    return run(ctx, "start", args, n_args, err);
}

int cmd_stop(Ctx *ctx, char **args, int n_args, Err *err)
{
    return run(ctx, "stop", args, n_args, err);
}

int cmd_restart(Ctx *ctx, char **args, int n_args, Err *err)
{
    cJSON *pkg;
    Str folder = ctx_prefix(ctx);

    if (read_package(ctx, folder, &pkg, err) < 0)
        return err->code;
    if (json_get(json_get(pkg, "scripts"), "restart") != NULL)
        return run(ctx, "restart", args, n_args, err);
    for (int i = 0; i < 2; i++) {
        const char *event = i == 0 ? "stop" : "start";
        int rc;

        if (i == 0 && json_get(json_get(pkg, "scripts"), event) == NULL)
            continue;
        rc = run(ctx, event, args, n_args, err);
        if (rc != 0)
            return rc;
    }
    return 0;
}
