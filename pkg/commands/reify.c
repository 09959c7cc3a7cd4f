/* reify.c: see reify.h. */
#include "pkg/commands/reify.h"

#include "pkg/commands/reify_report.h"
#include "pkg/install/lifecycle.h"

/* ---- The project's own scripts ---- */

/* What binding.gyp stands for where no script says otherwise; "" for anything else. */
static Str default_script(const Project *p, const char *event)
{
    const cJSON *scripts = json_get(p->pkg, "scripts");

    return strcmp(event, "install") == 0 && p->has_gyp &&
                   !json_is_false(json_get(p->pkg, "gypfile")) &&
                   json_str(json_get(scripts, "install")).len == 0 &&
                   json_str(json_get(scripts, "preinstall")).len == 0
               ? STR("node-gyp rebuild")
               : STR("");
}

static int run_own_scripts(Ctx *ctx, const Project *p, Err *err)
{
    static const char *const events[] = { "preinstall", "install",    "postinstall",
                                          "prepublish", "preprepare", "prepare",
                                          "postprepare" };

    if (config_bool(&ctx->config, "ignore-scripts"))
        return 0;
    if (p->no_package)
        return project_lacks_package(p, err);
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        LifecycleRun run = { .event = events[i],
                             .path = p->root,
                             .pkg = p->pkg,
                             .cmd = default_script(p, events[i]) };

        if (lifecycle_need(ctx, &run, err) < 0)
            return err->code;
    }
    return 0;
}

/* package.json of a run that didn't have to read it: its scripts are run, and what is
 * wrong with it is told. */
static int own_scripts_fast(Ctx *ctx, const InstallResult *r, Err *err)
{
    Project p;
    int rc;

    if (!r->has_warnings &&
        (!r->has_scripts || config_bool(&ctx->config, "ignore-scripts")))
        return 0;
    rc = project_open_package(&p, ctx, err);
    if (rc == 0 && (p.no_package || json_get(p.pkg, "scripts") != NULL || p.has_gyp))
        rc = run_own_scripts(ctx, &p, err);
    project_release(&p);
    return rc;
}

/* The tree has changed: npm tells the project by these. */
static int run_dependency_scripts(Ctx *ctx, const Project *p, Err *err)
{
    static const char *const events[] = { "predependencies", "dependencies",
                                          "postdependencies" };

    if (config_bool(&ctx->config, "ignore-scripts"))
        return 0;
    for (size_t i = 0; i < 3; i++) {
        LifecycleRun run = { .event = events[i],
                             .path = p->root,
                             .pkg = p->pkg,
                             .caught = !config_bool(&ctx->config, "foreground-scripts") };

        if (lifecycle_need(ctx, &run, err) < 0)
            return err->code;
    }
    return 0;
}

/* ---- All of it ---- */

int reify(Ctx *ctx, const InstallRequest *q, bool scripts, Err *err)
{
    InstallResult r;
    int rc;

    if (ctx_is_global(ctx) && config_bool(&ctx->config, "package-lock-only"))
        return err_set(err, ERR_ESHRINKWRAPGLOBAL,
                       "cannot generate lockfile for global packages");
    rc = install_run(ctx, q, &r, err);

    if (rc == 0 && r.changed)
        rc = run_dependency_scripts(ctx, &r.project, err);
    if (rc == 0 && scripts)
        rc = r.up_to_date ? own_scripts_fast(ctx, &r, err)
                          : run_own_scripts(ctx, &r.project, err);
    if (rc == 0)
        rc = reify_report(ctx, &r, err);
    install_release(&r);
    return rc;
}

int reify_workspaces(Ctx *ctx, const Places *places, Err *err)
{
    InstallRequest q = install_request(ctx);
    VEC(char *) names = { 0 };

    VEC_EACH (Workspace, w, places->list)
        vec_push_in(&ctx->arena, &names,
                    arena_memdupz(&ctx->arena, w->name.ptr, w->name.len));
    if (names.len == 0 || !config_bool(&ctx->config, "workspaces-update"))
        return 0;
    config_set(&ctx->config, CONFIG_CLI, STR("audit"), json_new_bool(&ctx->arena, false));
    q.update = true;
    q.names = names.ptr;
    q.n_names = (int)names.len;
    q.save = q.save && !config_is_default(&ctx->config, "save");
    return reify(ctx, &q, false, err);
}
