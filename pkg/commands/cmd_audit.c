/* cmd_audit.c: audit: known vulnerabilities of what the lock lists. */
#include "pkg/commands/commands.h"
#include "pkg/commands/audit_failed.h"
#include "pkg/commands/audit_signatures.h"
#include "pkg/commands/reading.h"
#include "pkg/commands/reify.h"
#include "pkg/install/audit.h"
#include "pkg/install/script_review.h"
#include "pkg/output.h"
#include "pkg/ui/audit_text.h"
#include "pkg/ui/inspect.h"

int audit_failed(Ctx *ctx, const cJSON *failure, Err *err)
{
    const cJSON *body = json_get(failure, "body");
    Buf b = { 0 };

    ctx_log(ctx, LOG_WARN, "audit", STR_FMT,
            STR_ARG(json_str(json_get(failure, "message"))));
    if (ctx->json) {
        ctx_json(ctx, failure);
    } else {
        if (json_is_str(body))
            buf_str(&b, json_str(body));
        else if (body != NULL)
            inspect_json(body, false, &b);
        else
            buf_puts(&b, "undefined");
        out_say(ctx, buf_view(&b));
        buf_release(&b);
    }
    /* npm throws a text, which its JSON has no words for. */
    ctx->error_json = json_new_obj(&ctx->arena);
    json_add_str(&ctx->arena, ctx->error_json, "summary", STR(""));
    return err_set(err, ERR_ENOCODE, "audit endpoint returned an error");
}

static int report(Ctx *ctx, Reading *r, Err *err)
{
    const Config *c = &ctx->config;
    Project *p = &r->survey.project;
    Arena *a = &p->arena;
    Str level = config_str(c, "audit-level");
    AuditOptions o = { .omit = project_omit(c) };
    cJSON *result, *policy;
    Audit *u;
    Buf b = { 0 };

    /* No script runs; npm looks all the same whether the settings would do. */
    if (script_policy_find(ctx, p->pkg, false, &policy, err) < 0)
        return err->code;
    o.filter = reading_filter(r, config_bool(c, "include-workspace-root"));
    u = audit_begin(p, r->survey.tree, &o);
    audit_start(u);
    if (audit_finish(u, err) < 0) {
        cJSON *failure = audit_failure_json(u, err);

        audit_end(u);
        return audit_failed(ctx, failure, err);
    }
    result = audit_json(u);
    audit_end(u);
    if (ctx->json) {
        out_json_now(ctx, result);
    } else {
        audit_text(a, result, ctx->color_out, &b);
        out_say(ctx, buf_view(&b));
        buf_release(&b);
    }
    return audit_reaches(result, level.len > 0 ? level : STR("low")) ? 1 : 0;
}

/* npm's way: an install of a tree from which what is vulnerable is to go. */
static int fix(Ctx *ctx, Err *err)
{
    InstallRequest q = install_request(ctx);
    Places places;

    if (ctx_is_global(ctx))
        return err_set(err, ERR_EAUDITGLOBAL,
                       "`npm audit` does not support testing globals");
    if (places_find_to_change(ctx, &places, err) < 0)
        return err->code;
    q.workspaces = places.list;
    q.audit_fix = true;
    return reify(ctx, &q, false, err);
}

int cmd_audit(Ctx *ctx, char **args, int n_args, Err *err)
{
    const Config *c = &ctx->config;
    bool by_lock = config_bool(c, "package-lock") && config_bool(c, "shrinkwrap");
    SurveyOptions so = { .from = by_lock ? SURVEY_LOCK : SURVEY_IDEAL };
    Reading r;
    int rc;

    if (n_args > 0 && strcmp(args[0], "fix") == 0) {
        if (!by_lock)
            return out_usage_error(ctx, STR("fix cannot be used without a package-lock"),
                                   err);
        return fix(ctx, err);
    }
    if (n_args > 0 && strcmp(args[0], "signatures") == 0)
        return audit_signatures(ctx, err);
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EAUDITGLOBAL,
                       "`npm audit` does not support testing globals");
    rc = reading_open(&r, ctx, &so, err);
    if (rc == 0)
        rc = report(ctx, &r, err);
    reading_close(&r);
    return rc;
}
