/* cmd_publish.c: publish. */
#include "common/json_write.h"
#include "common/path.h"
#include "common/semver.h"
#include "common/semver_range.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/publish/publish.h"
#include "registry-client/redact.h"

static bool is_range(Ctx *ctx, Str text)
{
    SemverRange r;

    return semver_range_parse(&ctx->arena, text, 0, &r);
}

static int check_tag(Ctx *ctx, const Packed *p, bool *is_default, Err *err)
{
    Str tag = config_str(&ctx->config, "tag");
    Semver v;
    Spec spec;

    *is_default = config_is_default(&ctx->config, "tag");
    if (is_range(ctx, tag))
        return err_set(err, ERR_ENOCODE,
                       "Tag name must not be a valid SemVer range: " STR_FMT,
                       STR_ARG(str_trim(tag)));
    if (!config_bool(&ctx->config, "force") && *is_default &&
        semver_parse(&ctx->arena, p->version, SEMVER_LOOSE, &v) && v.n_pre > 0)
        return err_set(err, ERR_ENOCODE,
                       "You must specify a tag using --tag when "
                       "publishing a prerelease version.");
    return spec_resolve(&ctx->arena, p->name, tag, STR("/"), &spec, err);
}

static void announce(Ctx *ctx, Str registry)
{
    Str access = config_str(&ctx->config, "access");
    char shown[512];

    redact_url(registry, shown, sizeof shown);
    ctx_log(ctx, LOG_NOTICE, "", "Publishing to %s with tag " STR_FMT " and %s access%s",
            shown, STR_ARG(config_str(&ctx->config, "tag")),
            access.len > 0 ? access.ptr : "default",
            config_bool(&ctx->config, "dry-run") ? " (dry-run)" : "");
}

static int transmit(Ctx *ctx, const Packed *p, bool workspace, Err *err)
{
    bool is_default;
    Str registry;

    if (check_tag(ctx, p, &is_default, err) < 0)
        return err->code;
    if (!ctx->json)
        pack_report(ctx, p);
    if (workspace && json_truthy(json_get(p->manifest, "private")))
        return err_set(err, ERR_EPRIVATE,
                       "This package has been marked as private\nRemove the 'private' "
                       "field from the package.json to publish it.");
    if (publish_check_login(ctx, p->name, &registry, err) < 0)
        return err->code;
    if (!config_bool(&ctx->config, "force") &&
        publish_check_version(ctx, p, registry, is_default, err) < 0)
        return err->code;
    announce(ctx, registry);
    if (config_bool(&ctx->config, "dry-run"))
        return 0;
    return publish_upload(ctx, p, registry, err);
}

static void report_json(Ctx *ctx, const Packed *p)
{
    JsonStyle style = json_default_style();
    cJSON *j = json_new_obj(&ctx->arena);
    Buf b = { 0 };

    json_add(&ctx->arena, j, p->name, pack_json(&ctx->arena, p));
    json_write(j, &style, &b);
    ctx_write(ctx, buf_view(&b));
    buf_release(&b);
}

static int publish_one(Ctx *ctx, Str arg, bool workspace, Err *err)
{
    Packed p;
    int rc = pack_look(ctx, arg, &p, err);

    if (rc == 0)
        publish_config(ctx, p.manifest);
    if (rc == 0)
        rc = pack_script(ctx, &p, "prepublishOnly", err);
    if (rc == 0)
        rc = pack_make(ctx, &p, NULL, err);
    if (rc == 0)
        rc = transmit(ctx, &p, workspace, err);
    if (rc == 0 && ctx->json)
        report_json(ctx, &p);
    if (rc == 0)
        rc = pack_script(ctx, &p, "publish", err);
    if (rc == 0)
        rc = pack_script(ctx, &p, "postpublish", err);
    if (rc == 0 && !ctx->json && ctx->level > LOG_SILENT)
        ctx_print(ctx, "+ " STR_FMT "\n", STR_ARG(p.id));
    pack_release(&p);
    return rc;
}

static int publish_places(Ctx *ctx, const Places *places, Err *err)
{
    VEC_EACH (Workspace, w, places->list) {
        int rc = publish_one(ctx, w->path, true, err);

        if (rc == ERR_EPRIVATE)
            ctx_log(ctx, LOG_WARN, "publish",
                    "Skipping workspace " STR_FMT ", marked as private",
                    STR_ARG(w->name));
        else if (rc < 0)
            return rc;
    }
    return 0;
}

int cmd_publish(Ctx *ctx, char **args, int n_args, Err *err)
{
    Places places;

    if (n_args > 1)
        return err_set(err, ERR_EUSAGE, "publish takes one package");
    if (places_selected(ctx) && (n_args == 0 || strcmp(args[0], ".") == 0)) {
        if (places_find(ctx, true, &places, err) < 0)
            return err->code;
        return publish_places(ctx, &places, err);
    }
    if (places_selected(ctx))
        ctx_warn(ctx, "Ignoring workspaces for specified package(s)");
    return publish_one(ctx, n_args > 0 ? str_of(args[0]) : ctx->config.local_prefix,
                       false, err);
}
