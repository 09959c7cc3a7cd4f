/* publish.c: see publish.h. */
#include "pkg/publish/publish.h"

#include "common/base64.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/semver.h"
#include "common/version.h"
#include "pkg/publish/otp.h"
#include "pkg/publish/prepare.h"
#include "pkg/publish/provenance.h"
#include "registry-client/auth.h"
#include "registry-client/fetch_packument.h"
#include "registry-client/redact.h"
#include "registry-client/request.h"

/* ---- publishConfig ---- */

/* These are looked at before the manifest is, as npm does it. */
static const char of_the_run[] = "dry-run force foreground-scripts ignore-scripts json "
                                 "script-shell unicode";

void publish_config_tell(Ctx *ctx, const cJSON *own)
{
    JSON_EACH (e, own) {
        Str text = config_unknown(&ctx->arena, "publishConfig", json_key(e));

        if (text.len > 0)
            ctx_log_title(ctx, LOG_WARN, text);
    }
}

static bool has_set(const PublishConfig *set, const char *name)
{
    VEC_EACH (const char *, key, *set) {
        if (strcmp(*key, name) == 0)
            return true;
    }
    return false;
}

/* What the command line says goes before it, and isn't told of. */
static cJSON *not_on_command_line(Ctx *ctx, const cJSON *own, const PublishConfig *set)
{
    cJSON *left = json_new_obj(&ctx->arena);

    JSON_EACH (e, own) {
        if (config_get_at(&ctx->config, CONFIG_CLI, e->string) == NULL ||
            has_set(set, e->string))
            json_add(&ctx->arena, left, json_key(e), json_dup(&ctx->arena, e));
    }
    return left;
}

void publish_config(Ctx *ctx, const cJSON *manifest, bool tell, PublishConfig *set)
{
    const cJSON *own = not_on_command_line(ctx, json_get(manifest, "publishConfig"), set);

    if (tell)
        publish_config_tell(ctx, own);
    JSON_EACH (e, own) {
        if (json_is_null(e) || config_word_in(of_the_run, json_key(e)))
            continue;
        config_set(&ctx->config, CONFIG_CLI, json_key(e), e);
        if (!has_set(set, e->string))
            vec_push_in(&ctx->arena, set, e->string);
    }
    if (set->len > 0)
        ctx_renew_client(ctx);
}

void publish_config_end(Ctx *ctx, PublishConfig *set)
{
    VEC_EACH (const char *, key, *set)
        config_unset(&ctx->config, CONFIG_CLI, str_of(*key));
    if (set->len > 0)
        ctx_renew_client(ctx);
    *set = (PublishConfig){ 0 };
}

Str publish_access(const Ctx *ctx)
{
    Str access = config_str(&ctx->config, "access");

    return str_is(access, "private") ? STR("restricted") : access;
}

/* ---- May it be published? ---- */

int publish_check_login(Ctx *ctx, Str name, Str *registry, Err *err)
{
    RegistryOptions o = ctx_registry_options(ctx);
    RegistryAuth auth;
    char shown[512];

    *registry = registry_for(&o, name);
    auth = registry_auth(&ctx->arena, &o, *registry, *registry);
    if (auth.header.len > 0 || auth.certfile.len > 0)
        return 0;
    redact_url(*registry, shown, sizeof shown);
    if (config_bool(&ctx->config, "dry-run")) {
        ctx_log(ctx, LOG_WARN, ctx->command,
                "This command requires you to be logged in to %s (dry-run)", shown);
        return 0;
    }
    return err_set(err, ERR_ENEEDAUTH, "This command requires you to be logged in to %s",
                   shown);
}

static bool counts_for_latest(Arena *a, Packument *p, size_t i, Semver *v)
{
    return semver_parse(a, packument_version(p, i).version, 0, v) && v->n_pre == 0 &&
           !packument_facts(p, i).deprecated;
}

int publish_check_version(Ctx *ctx, const Packed *p, bool default_tag, Err *err)
{
    Arena *a = &ctx->arena;
    Semver own, best = { 0 }, v;
    RegistryClient *client;
    bool any = false, there = false;
    Packument *known;

    if (ctx_client(ctx, &client, err) < 0)
        return err->code;
    registry_ask_anew(client, true);
    if (registry_packument(client, p->name, PACKUMENT_SHORT, &known, err) < 0 ||
        !semver_parse(a, p->version, 0, &own)) {
        *err = (Err){ 0 };
        return 0; /* a registry that doesn't know will say so itself */
    }
    for (size_t i = 0; i < packument_published(known); i++) {
        if (!counts_for_latest(a, known, i, &v))
            continue;
        there |= str_eq(packument_version(known, i).version, p->version);
        if (!any || semver_compare(&v, &best) > 0)
            best = v;
        any = true;
    }
    if (there)
        return err_set(
            err, ERR_ENOCODE,
            "You cannot publish over the previously published versions: " STR_FMT ".",
            STR_ARG(p->version));
    if (any && default_tag && semver_compare(&best, &own) >= 0)
        return err_set(err, ERR_ENOCODE,
                       "Cannot implicitly apply the \"latest\" tag because previously "
                       "published version " STR_FMT
                       " is higher than the new version " STR_FMT
                       ". You must specify a tag using --tag.",
                       STR_ARG(best.raw), STR_ARG(p->version));
    return 0;
}

/* ---- The document ---- */

static void drop_private_fields(cJSON *manifest)
{
    json_del(manifest, "_integrity");
    json_del(manifest, "_resolved");
    json_del(manifest, "_from");
}

static cJSON *dist_of(Ctx *ctx, const Packed *p, Str registry)
{
    Arena *a = &ctx->arena;
    cJSON *dist = json_new_obj(a);
    Str url =
        registry_url(a, registry,
                     arena_strf(a, STR_FMT "/-/" STR_FMT "-" STR_FMT ".tgz",
                                STR_ARG(p->name), STR_ARG(p->name), STR_ARG(p->version)));

    if (str_starts(url, STR("https://")))
        url = arena_strf(a, "http://" STR_FMT, STR_ARG(str_from(url, 8)));
    json_add_str(a, dist, "integrity", p->integrity);
    json_add_str(a, dist, "shasum", p->shasum);
    json_add_str(a, dist, "tarball", url);
    return dist;
}

static cJSON *manifest_of(Ctx *ctx, const Packed *p, Str registry, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *m = json_dup(a, p->manifest);

    drop_private_fields(m);
    if (p->is_folder && prepare_manifest(ctx, p->folder, m, err) < 0)
        return NULL;
    json_set(a, m, STR("_id"), json_new_str(a, p->id));
    json_set(a, m, STR("_nodeVersion"), json_new_str(a, STR(NODE_COMPAT_VERSION)));
    json_set(a, m, STR("_npmVersion"), json_new_str(a, STR(NPM_COMPAT_VERSION)));
    json_set(a, m, STR("dist"), dist_of(ctx, p, registry));
    return m;
}

static cJSON *attachment(Ctx *ctx, const Packed *p)
{
    Arena *a = &ctx->arena;
    cJSON *list = json_new_obj(a), *one = json_new_obj(a);
    Buf data = { 0 };

    base64_encode(p->gz.ptr, p->gz.len, &data);
    json_add_str(a, one, "content_type", STR("application/octet-stream"));
    json_add_str(a, one, "data", buf_view(&data));
    json_add(a, one, STR("length"), json_new_num(a, (double)p->gz.len));
    json_add(a, list,
             arena_strf(a, STR_FMT "-" STR_FMT ".tgz", STR_ARG(p->name),
                        STR_ARG(p->version)),
             one);
    buf_release(&data);
    return list;
}

static cJSON *document_of(Ctx *ctx, const Packed *p, Str registry, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *doc = json_new_obj(a), *tags = json_new_obj(a), *versions = json_new_obj(a);
    cJSON *manifest = manifest_of(ctx, p, registry, err);
    const cJSON *description = json_get(manifest, "description");
    Str tag = json_str(json_get(manifest, "tag"));
    Str access = publish_access(ctx);

    if (manifest == NULL)
        return NULL;
    json_add_str(a, doc, "_id", p->name);
    json_add_str(a, doc, "name", p->name);
    if (description != NULL)
        json_add(a, doc, STR("description"), json_dup(a, description));
    if (tag.len == 0)
        tag = config_str(&ctx->config, "tag");
    json_add(a, tags, tag, json_new_str(a, p->version));
    json_add(a, versions, p->version, manifest);
    json_add(a, doc, STR("dist-tags"), tags);
    json_add(a, doc, STR("versions"), versions);
    json_add(a, doc, STR("access"),
             access.len > 0 ? json_new_str(a, access) : json_new_null(a));
    json_add(a, doc, STR("_attachments"), attachment(ctx, p));
    return doc;
}

static void attach_bundle(Ctx *ctx, const Packed *p, const cJSON *bundle, cJSON *doc)
{
    Arena *a = &ctx->arena;
    Str text = json_text(a, bundle);
    cJSON *one = json_new_obj(a);

    json_add_str(a, one, "content_type", json_str(json_get(bundle, "mediaType")));
    json_add_str(a, one, "data", text);
    json_add(a, one, STR("length"), json_new_num(a, (double)text.len));
    json_add(a, json_get(doc, "_attachments"),
             arena_strf(a, STR_FMT "-" STR_FMT ".sigstore", STR_ARG(p->name),
                        STR_ARG(p->version)),
             one);
}

/* Nobody is asked for a one-time password: who approves it will be. */
static int upload_staged(Ctx *ctx, RegistryRequest *q, Str *stage_id, Err *err)
{
    RegistryClient *client;
    cJSON *answer;

    q->method = "POST";
    q->url = arena_strf(&ctx->arena, "-/stage/package/" STR_FMT, STR_ARG(q->url));
    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask_json(client, q, &ctx->arena, &answer, err) < 0)
        return err->code;
    *stage_id = json_str(json_get(answer, "stageId"));
    return 0;
}

int publish_upload(Ctx *ctx, const Packed *p, Str registry, Str *stage_id, Err *err)
{
    Arena *a = &ctx->arena;
    RegistryRequest q = { .method = "PUT",
                          .url = registry_escape_name(a, p->name),
                          .registry = registry,
                          .package = p->id,
                          .has_body = true };
    RegistryAnswer answer;
    cJSON *bundle, *doc;
    Buf body = { 0 };
    int rc;

    if (json_truthy(json_get(p->manifest, "private")))
        return err_set(err, ERR_EPRIVATE,
                       "This package has been marked as private\nRemove the 'private' "
                       "field from the package.json to publish it.");
    if (!str_starts(p->name, STR("@")) && str_is(publish_access(ctx), "restricted"))
        return err_set(err, ERR_EUNSCOPED, "Can't restrict access to unscoped packages.");
    if (provenance_bundle(ctx, p, registry, &bundle, err) < 0)
        return err->code;
    doc = document_of(ctx, p, registry, err);
    if (doc == NULL)
        return err->code;
    if (bundle != NULL)
        attach_bundle(ctx, p, bundle, doc);
    json_write(doc, NULL, &body);
    q.body = buf_view(&body);
    if (stage_id == NULL)
        rc = otp_ask(ctx, &q, a, &answer, err);
    else
        rc = upload_staged(ctx, &q, stage_id, err);
    buf_release(&body);
    return rc;
}
