/* cmd_install.c: install, ci and uninstall: what they ask for, and what they print. */
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/context.h"
#include "pkg/install/install.h"
#include "pkg/install/lifecycle.h"

/* ---- At the end ---- */

static void print_json(Ctx *ctx, const ReifyCounts *c)
{
    ctx_print(ctx,
              "{\n  \"added\": %u,\n  \"changed\": %u,\n  \"removed\": %u,\n"
              "  \"funding\": %u\n}\n",
              c->added, c->changed, c->removed, c->funding);
}

static void print_report(Ctx *ctx, ReifyCounts *c)
{
    Buf b = { 0 };

    c->took_ms = (int64_t)((uv_hrtime() - ctx->started_ns) / 1000000);
    if (ctx->json) {
        print_json(ctx, c);
    } else if (ctx->level > LOG_SILENT) {
        report_counts(c, &b);
        report_funding(c->funding, &b);
        ctx_write(ctx, buf_view(&b));
    }
    buf_release(&b);
}

/* ---- The project's own scripts ---- */

static int run_own_scripts(Ctx *ctx, const Project *p, Err *err)
{
    static const char *const events[] = { "preinstall", "install",    "postinstall",
                                          "prepublish", "preprepare", "prepare",
                                          "postprepare" };

    if (config_bool(&ctx->config, "ignore-scripts") ||
        config_bool(&ctx->config, "dry-run"))
        return 0;
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        LifecycleRun run = { .event = events[i], .path = p->root, .pkg = p->pkg };

        if (lifecycle_need(ctx, &run, err) < 0)
            return err->code;
    }
    return 0;
}

/* package.json of a run that didn't have to read it. */
static int own_scripts_fast(Ctx *ctx, Err *err)
{
    Project p;
    int rc = project_open(&p, ctx, err);

    if (rc == 0 && json_get(p.pkg, "scripts") != NULL)
        rc = run_own_scripts(ctx, &p, err);
    project_release(&p);
    return rc;
}

static int finish(Ctx *ctx, const InstallRequest *q, bool scripts, Err *err)
{
    InstallResult r;
    int rc = install_run(ctx, q, &r, err);

    if (rc == 0 && scripts)
        rc = r.up_to_date ? own_scripts_fast(ctx, err)
                          : run_own_scripts(ctx, &r.project, err);
    if (rc == 0)
        print_report(ctx, &r.counts);
    install_release(&r);
    return rc;
}

/* ---- Commands ---- */

int cmd_install(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    q.add = args;
    q.n_add = n_args;
    if (ctx_is_global(ctx) && n_args == 0)
        return err_set(err, ERR_EGLOBAL, "a global install wants packages");
    return finish(ctx, &q, n_args == 0 && !ctx_is_global(ctx), err);
}

int cmd_ci(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EGLOBAL, "`npm ci` does not work for global packages");
    q.ci = true;
    return finish(ctx, &q, true, err);
}

int cmd_uninstall(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    if (n_args == 0)
        return err_set(err, ERR_EUSAGE, "Must provide a package name to remove");
    q.rm = args;
    q.n_rm = n_args;
    return finish(ctx, &q, false, err);
}

int cmd_update(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    q.update = true;
    q.names = args;
    q.n_names = n_args;
    /* Other than npm install, an update leaves package.json alone unless told to. */
    q.save = q.save && !config_is_default(&ctx->config, "save");
    return finish(ctx, &q, false, err);
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
    return finish(ctx, &q, false, err);
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
    return finish(ctx, &q, false, err);
}

int cmd_prune(Ctx *ctx, char **args, int n_args, Err *err)
{
    InstallRequest q = install_request(ctx);

    (void)args;
    (void)n_args;
    q.prune = true;
    return finish(ctx, &q, false, err);
}
