/* cmd_run.c: run, test, start, stop, restart: scripts of package.json, of the project or
 * of workspaces. */
#include <stdio.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/install/lifecycle.h"
#include "pkg/model/manifest.h"
#include "pkg/ui/paint.h"

/* One package whose scripts are asked for. */
typedef struct {
    Ctx *ctx;
    Str path;
    Str workspace; /* its name; "" for the project itself */
    cJSON *pkg;
} Package;

static int open_package(Ctx *ctx, Str path, Str workspace, Package *out, Err *err)
{
    PackageFile f;

    *out = (Package){ ctx, path, workspace, NULL };
    if (package_read(ctx, path, &f, err) < 0)
        return err->code;
    out->pkg = f.json;
    manifest_normalize(&ctx->arena, out->pkg);
    return 0;
}

/* "a@1.0.0", or the name alone. */
static Str label(const Package *p)
{
    Str id = package_id(&p->ctx->arena, p->pkg);

    return id.len > 0 ? id : json_str(json_get(p->pkg, "name"));
}

/* ---- Listing ---- */

/* In a list's head: what JavaScript makes of a name that is none. */
static Str shown_label(const Package *p)
{
    const cJSON *name = json_get(p->pkg, "name");
    Str id = label(p);

    return id.len > 0 || json_is_str(name) ? id
           : name == NULL                  ? STR("undefined")
                                           : json_text(&p->ctx->arena, name);
}

static bool is_lifecycle(const char *name)
{
    static const char *const names[] = {
        "prepare",       "prepublishOnly", "prepack",     "postpack",     "dependencies",
        "preinstall",    "install",        "postinstall", "prepublish",   "publish",
        "postpublish",   "prerestart",     "restart",     "postrestart",  "prestart",
        "start",         "poststart",      "prestop",     "stop",         "poststop",
        "pretest",       "test",           "posttest",    "preuninstall", "uninstall",
        "postuninstall", "preversion",     "version",     "postversion",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

static void list_json(const Package *p)
{
    Arena *a = &p->ctx->arena;
    cJSON *scripts = json_get(p->pkg, "scripts");
    cJSON *out = scripts != NULL ? scripts : json_new_obj(a);

    if (p->workspace.len > 0) {
        cJSON *outer = json_new_obj(a);

        json_add(a, outer, p->workspace, json_dup(a, out));
        out = outer;
    }
    ctx_json(p->ctx, out);
}

static void list_parseable(const Package *p)
{
    JSON_EACH (s, json_get(p->pkg, "scripts")) {
        if (p->workspace.len > 0)
            ctx_print(p->ctx, STR_FMT ":", STR_ARG(p->workspace));
        ctx_print(p->ctx, "%s:" STR_FMT "\n", s->string, STR_ARG(json_str(s)));
    }
}

static Str ink(const Package *p, Paint color, Str text)
{
    return paint(&p->ctx->arena, p->ctx->color_out, color, text);
}

static Str title(const Package *p, const char *text)
{
    return ink(p, PAINT_RESET, ink(p, PAINT_BOLD, str_of(text)));
}

static void print_head(const Package *p, bool lifecycle, bool again)
{
    Str in = ink(p, PAINT_CYAN, shown_label(p)), via = ink(p, PAINT_BLUE, STR("pkg run"));

    if (lifecycle)
        ctx_print(p->ctx, STR_FMT " included in " STR_FMT ":\n",
                  STR_ARG(title(p, "Lifecycle scripts")), STR_ARG(in));
    else if (again)
        ctx_print(p->ctx, "available via `" STR_FMT "`:\n", STR_ARG(via));
    else
        ctx_print(p->ctx, STR_FMT " available in " STR_FMT " via `" STR_FMT "`:\n",
                  STR_ARG(title(p, "Scripts")), STR_ARG(in), STR_ARG(via));
}

/* The scripts of npm's own events first. */
static void list_groups(const Package *p)
{
    const cJSON *scripts = json_get(p->pkg, "scripts");
    bool any = false;

    for (int own = 0; own < 2; own++) {
        bool head = false;

        JSON_EACH (s, scripts) {
            if (is_lifecycle(s->string) == (own == 1))
                continue;
            if (!head)
                print_head(p, own == 0, any);
            head = any = true;
            ctx_print(p->ctx, "  %s\n    " STR_FMT "\n", s->string,
                      STR_ARG(ink(p, PAINT_DIM, json_str(s))));
        }
    }
}

/* Was anything shown that the next list should stand apart from? */
static bool list(const Package *p)
{
    const cJSON *scripts = json_get(p->pkg, "scripts");

    if (p->ctx->level == LOG_SILENT)
        return false;
    if (p->ctx->json) {
        list_json(p);
        return false;
    }
    if (scripts == NULL || scripts->child == NULL)
        return false;
    if (config_bool(&p->ctx->config, "parseable")) {
        list_parseable(p);
        return false;
    }
    list_groups(p);
    return true;
}

/* ---- Running ---- */

static int missing(const Package *p, const char *event, Err *err)
{
    Str name = label(p);
    Buf b = { 0 };
    int n = command_suggest(event, p->pkg, &b);

    p->ctx->error_message =
        arena_strf(&p->ctx->arena,
                   "Missing script: \"%s\"\n%s%s\nTo see a list of scripts, run:\n  pkg "
                   "run%s" STR_FMT,
                   event,
                   n == 0   ? ""
                   : n == 1 ? "\nDid you mean this?\n"
                            : "\nDid you mean one of these?\n",
                   buf_cstr(&b), p->workspace.len > 0 ? " --workspace=" : "",
                   STR_ARG(p->workspace.len > 0 ? name : STR("")));
    buf_release(&b);
    return err_set(err, ERR_ENOCODE, "Missing script: \"%s\"", event);
}

/* This program needn't be on PATH: it is named otherwise than it is shown. */
#define RESTART "\"$npm_execpath\" stop --if-present && \"$npm_execpath\" start"
#define RESTART_SHOWN "pkg stop --if-present && pkg start"

static const char *shown(Str cmd)
{
    return str_is(cmd, RESTART) ? RESTART_SHOWN : NULL;
}

/* pre, the script itself, post; ends at the first that fails. */
static int run_events(const Package *p, const char *event, char **args, int n_args,
                      Err *err)
{
    Arena *a = &p->ctx->arena;
    const char *events[] = { arena_printf(a, "pre%s", event), event,
                             arena_printf(a, "post%s", event) };
    const char **list = arena_array(a, const char *, (size_t)n_args + 1);
    bool around = !config_bool(&p->ctx->config, "ignore-scripts");

    for (int i = 0; i < n_args; i++)
        list[i] = args[i];
    for (int i = 0; i < 3; i++) {
        Str cmd = json_str(json_get(json_get(p->pkg, "scripts"), events[i]));
        LifecycleRun run = { .event = events[i],
                             .args = i == 1 ? list : NULL,
                             .path = p->path,
                             .pkg = p->pkg,
                             .shown = shown(cmd) };
        int rc;

        if (i != 1 && !around)
            continue;
        rc = lifecycle_run(p->ctx, &run, err);
        if (rc > 0)
            return lifecycle_failed(p->ctx, p->path, run.shown ? str_of(run.shown) : cmd,
                                    &(ScriptResult){ .code = rc }, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

/* Scripts that are there though nobody wrote them. */
static const char *built_in(const Package *p, const char *event)
{
    Arena *a = &p->ctx->arena;

    if (strcmp(event, "restart") == 0)
        return RESTART;
    if (strcmp(event, "env") == 0)
        return "env";
    if (strcmp(event, "start") == 0 &&
        fs_is_file(path_join(a, p->path, STR("server.js")).ptr))
        return "node server.js";
    return NULL;
}

static int run_script(const Package *p, const char *event, char **args, int n_args,
                      Err *err)
{
    Arena *a = &p->ctx->arena;
    cJSON *scripts = json_get(p->pkg, "scripts");
    const char *own;

    /* An empty one is as good as none where there is another. */
    if (!json_truthy(json_get(scripts, event))) {
        own = built_in(p, event);
        if (own == NULL && json_get(scripts, event) != NULL)
            return run_events(p, event, args, n_args, err);
        if (own == NULL)
            return config_bool(&p->ctx->config, "if-present") ? 0
                                                              : missing(p, event, err);
        if (!json_is_obj(scripts)) {
            scripts = json_new_obj(a);
            json_set(a, p->pkg, STR("scripts"), scripts);
        }
        json_set(a, scripts, str_of(event), json_new_str(a, str_of(own)));
    }
    return run_events(p, event, args, n_args, err);
}

/* ---- Workspaces ---- */

/* The others go on; the process ends with the last failure's code. */
static void report_failure(const Package *p, const char *event, const Err *err, bool last)
{
    Ctx *ctx = p->ctx;
    int code = ctx->exit_code;

    ctx_log(ctx, LOG_ERROR, "", "Lifecycle script `%s` failed with error:", event);
    ctx_report_in(ctx, err, label(p), p->path);
    ctx->exit_code = code > 0 && err->code == ERR_ELIFECYCLE ? code : 1;
    if (!last)
        fputc('\n', stderr);
}

static int in_workspaces(Ctx *ctx, const char *event, char **args, int n_args, Err *err)
{
    Places places;

    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    for (size_t i = 0; i < places.list.len; i++) {
        const Workspace *w = &places.list.ptr[i];
        bool last = i + 1 == places.list.len;
        Package p;

        if (open_package(ctx, w->path, w->name, &p, err) < 0)
            return err->code;
        if (event == NULL) {
            if (list(&p) && !last)
                ctx_print(ctx, "\n");
        } else if (run_script(&p, event, args, n_args, err) < 0) {
            report_failure(&p, event, err, last);
        }
    }
    return 0;
}

/* ---- Commands ---- */

/* event NULL: the list. A failed script's own words are enough: only its code is passed
 * on. */
static int run(Ctx *ctx, const char *event, char **args, int n_args, Err *err)
{
    Package p;
    int rc;

    if (places_selected(ctx))
        return in_workspaces(ctx, event, args, n_args, err);
    if (open_package(ctx, ctx->config.local_prefix, STR(""), &p, err) < 0)
        return err->code;
    if (event == NULL) {
        (void)list(&p);
        return 0;
    }
    rc = run_script(&p, event, args, n_args, err);
    if (rc != ERR_ELIFECYCLE || str_starts(str_of(ctx->command), STR("install-")))
        return rc;
    ctx_report_code(ctx, json_new_num(&ctx->arena, ctx->exit_code));
    return ctx->exit_code;
}

int cmd_run(Ctx *ctx, char **args, int n_args, Err *err)
{
    return n_args > 0 ? run(ctx, args[0], args + 1, n_args - 1, err)
                      : run(ctx, NULL, NULL, 0, err);
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
    return run(ctx, "restart", args, n_args, err);
}
