/* cmd_unpublish.c: unpublish, deprecate and undeprecate. */
#include <errno.h>

#include "common/semver_range.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/install/source.h"
#include "pkg/model/manifest_fix.h"
#include "pkg/output.h"
#include "pkg/publish/maintain.h"
#include "pkg/publish/publish.h"

/* ---- unpublish ---- */

static int refuse_all(Ctx *ctx, Err *err)
{
    return out_usage_error(
        ctx, STR("Refusing to delete entire project.\nRun with --force to do this."),
        err);
}

/* npm brings it into form as if it were to be published. */
static int prepare(Ctx *ctx, Str folder, cJSON *pkg, Err *err)
{
    Arena *a = &ctx->arena;
    Str id = arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(json_str(json_get(pkg, "name"))),
                        STR_ARG(json_str(json_get(pkg, "version"))));

    if (manifest_fix(a, pkg, err) < 0)
        return err->code;
    package_warn_bins(ctx, folder, pkg, id);
    return 0;
}

/* The version to take away; "" for all. *set: what the package's own settings set. */
static int what_goes(Ctx *ctx, const char *arg, Str folder, Str *name, Str *version,
                     PublishConfig *set, Err *err)
{
    bool force = config_bool(&ctx->config, "force");
    PackageFile file = { 0 };
    Spec spec;
    int rc;

    if (arg != NULL) {
        if (spec_parse(&ctx->arena, str_of(arg), ctx->input.cwd, &spec, err) < 0)
            return err->code;
        if (spec.type != SPEC_VERSION && !str_is(spec.raw_spec, "*"))
            return out_usage_error(ctx,
                                   STR("Can only unpublish a single version, or the "
                                       "entire project.\nTags and ranges are not "
                                       "supported."),
                                   err);
        if (spec.type != SPEC_VERSION && !force)
            return refuse_all(ctx, err);
        *name = spec.name;
        *version = spec.type == SPEC_VERSION ? spec.raw_spec : STR("");
    }
    rc = package_read(ctx, folder, &file, err);
    if (rc < 0 && rc != -ENOENT && rc != -ENOTDIR)
        return rc;
    if (rc < 0 && arg == NULL)
        return out_usage_error(ctx, STR(""), err);
    if (rc == 0 && prepare(ctx, folder, file.json, err) < 0)
        return err->code;
    if (arg == NULL) {
        *name = json_str(json_get(file.json, "name"));
        *version = json_str(json_get(file.json, "version"));
        if (name->len == 0)
            return err_set(err, ERR_EUSAGE, "package.json has no name");
        if (version->len == 0 && !force)
            return refuse_all(ctx, err);
    }
    if (str_eq(json_str(json_get(file.json, "name")), *name))
        publish_config(ctx, file.json, true, set);
    return 0;
}

/* With the last version the whole package goes. */
static int check_last(Ctx *ctx, Str name, Str *version, Err *err)
{
    const cJSON *versions;
    cJSON *doc = NULL;

    if (maintain_document(ctx, name, &doc, err) < 0)
        return err->code;
    versions = json_get(doc, "versions");
    if (json_len(versions) != 1 || json_getn(versions, *version) == NULL)
        return 0;
    if (!config_bool(&ctx->config, "force"))
        return out_usage_error(
            ctx,
            STR("Refusing to delete the last version of the package. It will block from "
                "republishing a new version for 24 hours.\nRun with --force to do this."),
            err);
    *version = STR("");
    return 0;
}

static int unpublish_one(Ctx *ctx, const char *arg, Str folder, Err *err)
{
    Str name = { 0 }, version = { 0 };
    PublishConfig set = { 0 };
    int rc = what_goes(ctx, arg, folder, &name, &version, &set, err);

    if (rc == 0)
        rc = check_last(ctx, name, &version, err);
    if (rc == 0 && !config_bool(&ctx->config, "dry-run"))
        rc = maintain_unpublish(ctx, name, version, err);
    if (rc == 0 && ctx->level > LOG_SILENT)
        ctx_print(ctx, "- " STR_FMT "%s" STR_FMT "\n", STR_ARG(name),
                  version.len > 0 ? "@" : "", STR_ARG(version));
    publish_config_end(ctx, &set);
    return rc;
}

int cmd_unpublish(Ctx *ctx, char **args, int n_args, Err *err)
{
    Places places;

    if (n_args > 1)
        return out_usage_error(ctx, STR(""), err);
    if (!places_selected(ctx))
        return unpublish_one(ctx, n_args > 0 ? args[0] : NULL, ctx->config.local_prefix,
                             err);
    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    VEC_EACH (Workspace, w, places.list) {
        if (unpublish_one(ctx, NULL, w->path, err) < 0)
            return err->code;
    }
    return 0;
}

/* ---- deprecate ---- */

static size_t mark_versions(Ctx *ctx, cJSON *doc, const SemverRange *range, Str message)
{
    Arena *a = &ctx->arena;
    Str name = json_str(json_get(doc, "name"));
    size_t n = 0;

    JSON_EACH (m, json_get(doc, "versions")) {
        Semver v;

        if (!json_is_obj(m) || !semver_parse(a, json_key(m), 0, &v) ||
            !semver_satisfies(&v, range))
            continue;
        n++;
        json_set(a, m, STR("deprecated"), json_new_str(a, message));
        if (message.len > 0)
            ctx_log_title(ctx, LOG_NOTICE,
                          arena_strf(&ctx->arena,
                                     "deprecating " STR_FMT "@%s with message \"" STR_FMT
                                     "\"",
                                     STR_ARG(name), m->string, STR_ARG(message)));
        else
            ctx_log_title(ctx, LOG_NOTICE,
                          arena_strf(&ctx->arena, "undeprecating " STR_FMT "@%s",
                                     STR_ARG(name), m->string));
    }
    return n;
}

static int deprecate(Ctx *ctx, const char *arg, Str message, Err *err)
{
    Arena *a = &ctx->arena;
    SemverRange range;
    Str wanted;
    cJSON *doc;
    Spec spec;

    if (spec_parse(a, str_of(arg), ctx->input.cwd, &spec, err) < 0)
        return err->code;
    wanted = str_is(spec.raw_spec, "*") ? STR("*") : spec.fetch_spec;
    if (!semver_range_parse(a, wanted, SEMVER_LOOSE | SEMVER_INCLUDE_PRERELEASE, &range))
        return err_set(err, ERR_ENOCODE, "invalid version range: " STR_FMT,
                       STR_ARG(wanted));
    if (maintain_document(ctx, spec.name, &doc, err) < 0)
        return source_not_found(&spec, err);
    /* A range that only the loose rules know is one, but means no version. */
    if (!semver_range_parse(a, wanted, SEMVER_INCLUDE_PRERELEASE, &range) ||
        mark_versions(ctx, doc, &range, message) == 0) {
        ctx_log(ctx, LOG_WARN, "deprecate", "No version found for " STR_FMT,
                STR_ARG(spec.raw_spec));
        return 0;
    }
    if (config_bool(&ctx->config, "dry-run"))
        return 0;
    if (maintain_ask(ctx, "PUT", registry_escape_name(a, spec.name), spec.name, doc, NULL,
                     err) < 0)
        return source_not_found(&spec, err);
    return 0;
}

int cmd_deprecate(Ctx *ctx, char **args, int n_args, Err *err)
{
    if (n_args < 2)
        return out_usage_error(ctx, STR(""), err);
    return deprecate(ctx, args[0], str_of(args[1]), err);
}

int cmd_undeprecate(Ctx *ctx, char **args, int n_args, Err *err)
{
    if (n_args < 1)
        return out_usage_error(ctx, STR(""), err);
    return deprecate(ctx, args[0], STR(""), err);
}
