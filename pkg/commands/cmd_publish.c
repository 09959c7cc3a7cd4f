/* cmd_publish.c: publish. */
#include "common/json_write.h"
#include "common/path.h"
#include "common/semver.h"
#include "common/semver_range.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/model/manifest_fix.h"
#include "pkg/output.h"
#include "pkg/publish/oidc.h"
#include "pkg/publish/publish.h"
#include "registry-client/auth.h"
#include "registry-client/redact.h"

static bool is_range(Ctx *ctx, Str text)
{
    SemverRange r;

    return semver_range_parse(&ctx->arena, text, 0, &r);
}

/* Before any script runs. */
static int check_range(Ctx *ctx, Err *err)
{
    Str tag = config_str(&ctx->config, "tag");

    if (!is_range(ctx, tag))
        return 0;
    return err_set(err, ERR_ENOCODE,
                   "Tag name must not be a valid SemVer range: " STR_FMT,
                   STR_ARG(str_trim(tag)));
}

static int check_prerelease(Ctx *ctx, const Packed *p, bool *is_default, Err *err)
{
    Semver v;

    *is_default = config_is_default(&ctx->config, "tag");
    if (!config_bool(&ctx->config, "force") && *is_default &&
        semver_parse(&ctx->arena, p->version, SEMVER_LOOSE, &v) && v.n_pre > 0)
        return err_set(err, ERR_ENOCODE,
                       "You must specify a tag using --tag when "
                       "publishing a prerelease version.");
    return 0;
}

static void announce(Ctx *ctx, Str registry, Str tag, bool stage)
{
    Str access = publish_access(ctx);
    char shown[512];

    redact_url(registry, shown, sizeof shown);
    ctx_log(ctx, LOG_NOTICE, "", "%s to %s with tag " STR_FMT " and %s access%s",
            stage ? "Staging" : "Publishing", shown, STR_ARG(tag),
            access.len > 0 ? access.ptr : "default",
            config_bool(&ctx->config, "dry-run") ? " (dry-run)" : "");
}

/* In CI the package may be one that the registry trusts this run with. */
static void oidc(Ctx *ctx, const Packed *p)
{
    RegistryOptions o = ctx_registry_options(ctx);

    oidc_log_in(ctx, p->name, registry_for(&o, p->name));
}

/* npm mends the manifest, which tells of its names, and then prepares it, which tells of
 * the commands once more. */
static void warn_of_names(Ctx *ctx, const Packed *p)
{
    if (p->is_folder)
        package_warn(ctx, p->folder, p->manifest, p->id);
}

static void warn_of_bins(Ctx *ctx, const Packed *p)
{
    if (p->is_folder)
        package_warn_bins(ctx, p->folder, p->manifest, p->id);
}

/* What of package.json is not as it should be; the registry gets it mended. */
static void tell_fixes(Ctx *ctx, const Packed *p)
{
    PackageFile f;
    cJSON *old;
    Buf changes = { 0 };
    Err ignored;

    if (!p->is_folder || package_read(ctx, p->folder, &f, &ignored) < 0)
        return;
    old = json_dup(&ctx->arena, f.json);
    if (manifest_fix(&ctx->arena, f.json, &ignored) == 0)
        manifest_fix_changes(&ctx->arena, old, f.json, &changes);
    if (changes.len > 0) {
        ctx_log(ctx, LOG_WARN, ctx->command,
                "npm auto-corrected some errors in your package.json when publishing.  "
                "Please run \"npm pkg fix\" to address these errors.");
        ctx_log(ctx, LOG_WARN, ctx->command, "errors corrected:\n" STR_FMT,
                STR_ARG(str_trim_right(buf_view(&changes))));
    }
    buf_release(&changes);
}

/* p: as it was packed; now: as package.json says by now. tag: the settings', whatever
 * publishConfig says; npm tells of that one. */
static int transmit(Ctx *ctx, const Packed *p, const Packed *now, Str tag, Str *stage_id,
                    Err *err)
{
    bool is_default;
    Str registry;
    Spec spec;

    if (check_prerelease(ctx, now, &is_default, err) < 0)
        return err->code;
    if (!ctx->json)
        pack_report(ctx, p);
    if (spec_resolve(&ctx->arena, now->name, tag, STR("/"), &spec, err) < 0)
        return err->code;
    if (now->together != NULL && json_truthy(json_get(now->manifest, "private")))
        return err_set(err, ERR_EPRIVATE,
                       "This package has been marked as private\nRemove the 'private' "
                       "field from the package.json to publish it.");
    oidc(ctx, now);
    if (publish_check_login(ctx, now->name, &registry, err) < 0)
        return err->code;
    if (!config_bool(&ctx->config, "force") &&
        publish_check_version(ctx, now, is_default, err) < 0)
        return err->code;
    announce(ctx, registry, tag, stage_id != NULL);
    if (config_bool(&ctx->config, "dry-run"))
        return 0;
    return publish_upload(ctx, now, registry, stage_id, err);
}

/* Of several workspaces they become one object, as far as no script is between them. */
static void report_json(Ctx *ctx, const Packed *p, const Str *stage_id)
{
    cJSON *j = json_new_obj(&ctx->arena);

    json_add(&ctx->arena, j, p->name, pack_json(&ctx->arena, p));
    if (stage_id != NULL && stage_id->len > 0)
        json_add_str(&ctx->arena, json_getn(j, p->name), "stageId", *stage_id);
    ctx_json(ctx, j);
}

static void say_done(Ctx *ctx, const Packed *p, Str tag, const Str *stage_id)
{
    if (stage_id == NULL) {
        ctx_print(ctx, "+ " STR_FMT "\n", STR_ARG(p->id));
        return;
    }
    if (stage_id->len > 0)
        ctx_print(ctx, "+ " STR_FMT " (staged with id " STR_FMT ")\n", STR_ARG(p->id),
                  STR_ARG(*stage_id));
    else
        ctx_print(ctx, "+ " STR_FMT " (staged)\n", STR_ARG(p->id));
    ctx_log(ctx, LOG_NOTICE, "stage",
            "package " STR_FMT " has been staged with tag " STR_FMT, STR_ARG(p->id),
            STR_ARG(tag));
}

/* Reads what is to be published, and packs it; *now: what the registry gets to know. */
static int make(Ctx *ctx, Packed *p, Packed *now, PublishConfig *set, Err *err)
{
    if (pack_mend(ctx, p, err) < 0)
        return err->code;
    warn_of_names(ctx, p);
    warn_of_bins(ctx, p);
    publish_config(ctx, p->manifest, false, set);
    if (pack_script(ctx, p, "prepublishOnly", err) < 0 ||
        pack_make(ctx, p, NULL, err) < 0 || pack_again(ctx, p, now, err) < 0)
        return err->code;
    warn_of_names(ctx, now);
    tell_fixes(ctx, now);
    warn_of_bins(ctx, now);
    publish_config(ctx, now->manifest, true, set);
    return 0;
}

/* together: the workspaces that are published in one go, it among them; NULL: none. As
 * with npm the tarball is told of by the name that it had when it was packed. */
static int publish_one(Ctx *ctx, Str arg, const Workspaces *together, bool stage,
                       Err *err)
{
    Str id = STR(""), *stage_id = stage ? &id : NULL;
    Str tag = config_str(&ctx->config, "tag");
    PublishConfig set = { 0 };
    Packed p, now = { 0 };
    int rc = check_range(ctx, err);

    if (rc < 0)
        return rc;
    rc = pack_look(ctx, arg, &p, err);
    p.together = together;
    if (rc == 0)
        rc = make(ctx, &p, &now, &set, err);
    if (rc == 0)
        rc = transmit(ctx, &p, &now, tag, stage_id, err);
    if (rc == 0 && ctx->json)
        report_json(ctx, &p, stage_id);
    if (rc == 0)
        rc = pack_script(ctx, &now, "publish", err);
    if (rc == 0)
        rc = pack_script(ctx, &now, "postpublish", err);
    if (rc == 0 && !ctx->json && ctx->level > LOG_SILENT)
        say_done(ctx, &p, tag, stage_id);
    publish_config_end(ctx, &set);
    pack_release(&p);
    return rc;
}

static int publish_places(Ctx *ctx, const Places *places, bool stage, Err *err)
{
    VEC_EACH (Workspace, w, places->list) {
        int rc = publish_one(ctx, w->path, &places->list, stage, err);

        if (rc == ERR_EPRIVATE)
            ctx_log(ctx, LOG_WARN, ctx->command,
                    "Skipping workspace " STR_FMT ", marked as private",
                    STR_ARG(w->name));
        else if (rc < 0)
            return rc;
    }
    return 0;
}

static int publish(Ctx *ctx, char **args, int n_args, bool stage, Err *err)
{
    Places places;

    if (n_args > 1)
        return out_usage_error(ctx, STR(""), err);
    if (places_selected(ctx) && (n_args == 0 || strcmp(args[0], ".") == 0)) {
        if (places_find(ctx, true, &places, err) < 0)
            return err->code;
        return publish_places(ctx, &places, stage, err);
    }
    if (places_selected(ctx))
        ctx_log_title(ctx, LOG_WARN, STR("Ignoring workspaces for specified package(s)"));
    return publish_one(ctx, n_args > 0 ? str_of(args[0]) : ctx->config.local_prefix, NULL,
                       stage, err);
}

int cmd_publish(Ctx *ctx, char **args, int n_args, Err *err)
{
    return publish(ctx, args, n_args, false, err);
}

int publish_staged(Ctx *ctx, char **args, int n_args, Err *err)
{
    return publish(ctx, args, n_args, true, err);
}
