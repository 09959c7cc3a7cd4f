/* cmd_audit.c: audit: known vulnerabilities of what the lock lists. */
#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/install/audit.h"
#include "pkg/output.h"
#include "pkg/ui/audit_text.h"

/* What the registry said instead of advisories. */
static int endpoint_failed(Ctx *ctx, const Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *o;

    ctx_log(ctx, LOG_WARN, "audit", "%s", err->msg);
    if (ctx->json) {
        o = json_new_obj(a);
        json_add(a, o, STR("message"), json_new_str(a, str_of(err->msg)));
        json_add(a, o, STR("method"), json_new_str(a, STR("POST")));
        ctx_json(ctx, o);
    }
    return 1;
}

static int report(Ctx *ctx, Reading *r, Err *err)
{
    const Config *c = &ctx->config;
    Arena *a = &r->survey.project.arena;
    Str level = config_str(c, "audit-level");
    AuditOptions o = { .omit_dev = project_omits(c, "dev"),
                       .omit_optional = project_omits(c, "optional"),
                       .omit_peer = project_omits(c, "peer") };
    cJSON *result;
    Buf b = { 0 };

    o.filter = reading_filter(r, config_bool(c, "include-workspace-root"));
    if (audit_report(&r->survey, &o, &result, err) < 0)
        return endpoint_failed(ctx, err);
    if (ctx->json) {
        out_json_now(ctx, result);
    } else {
        audit_text(a, result, ctx->color_out, &b);
        out_say(ctx, buf_view(&b));
        buf_release(&b);
    }
    return audit_reaches(result, level.len > 0 ? level : STR("low")) ? 1 : 0;
}

int cmd_audit(Ctx *ctx, char **args, int n_args, Err *err)
{
    const Config *c = &ctx->config;
    bool by_lock = !json_is_false(config_get(c, "package-lock"));
    SurveyOptions so = { .from = by_lock ? SURVEY_LOCK : SURVEY_DISK };
    Reading r;
    int rc;

    if (n_args > 0 && strcmp(args[0], "fix") == 0) {
        if (!by_lock)
            return out_usage_error(ctx, STR("fix cannot be used without a package-lock"),
                                   err);
        return err_set(err, ERR_EUNSUPPORTED, "`audit fix` is not there yet");
    }
    if (n_args > 0 && strcmp(args[0], "signatures") == 0)
        return err_set(err, ERR_EUNSUPPORTED, "`audit signatures` is not there yet");
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EAUDITGLOBAL,
                       "`npm audit` does not support testing globals");
    rc = reading_open(&r, ctx, &so, err);
    if (rc == 0)
        rc = report(ctx, &r, err);
    reading_close(&r);
    return rc;
}
