/* provenance.c: see provenance.h. */
#include "pkg/publish/provenance.h"

#include <stdlib.h>

#include "common/base64.h"
#include "common/fs.h"
#include "common/json_write.h"
#include "common/spec.h"
#include "pkg/publish/provenance_statement.h"
#include "pkg/publish/sigstore.h"
#include "registry-client/request.h"

#define BUNDLE_MAX ((size_t)64 << 20)

static int read_statement(Arena *a, const cJSON *bundle, cJSON **out, Err *err)
{
    Str payload = json_str(json_at(bundle, "dsseEnvelope", "payload", NULL));

    if (payload.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "No dsseEnvelope with payload found in sigstore bundle");
    if (json_parse(a, base64_bytes(a, payload), "statement", NULL, out, err) < 0)
        return err_wrap(err, "Failed to parse payload from dsseEnvelope");
    return 0;
}

static int check_subject(Arena *a, const cJSON *statement, const Packed *p, Err *err)
{
    const cJSON *subjects = json_get(statement, "subject"), *s;
    Str wanted = spec_purl_of(a, p->name, p->version);

    if (!json_is_arr(subjects) || subjects->child == NULL)
        return err_set(err, ERR_ENOCODE, "No subject found in sigstore bundle payload");
    if (json_len(subjects) > 1)
        return err_set(err, ERR_ENOCODE,
                       "Found more than one subject in the sigstore bundle payload");
    s = subjects->child;
    if (!str_eq(json_str(json_get(s, "name")), wanted))
        return err_set(err, ERR_ENOCODE,
                       "Provenance subject " STR_FMT
                       " does not match the package: " STR_FMT,
                       STR_ARG(json_str(json_get(s, "name"))), STR_ARG(wanted));
    if (!str_eq(json_str(json_at(s, "digest", "sha512", NULL)), p->integrity_hex))
        return err_set(err, ERR_ENOCODE,
                       "Provenance subject digest does not match the package");
    return 0;
}

static bool has_env(const char *name)
{
    const char *v = getenv(name);

    return v != NULL && v[0] != '\0';
}

/* Which one builds, and whether it may say who it is. */
static int build_service(BuildService *out, Err *err)
{
    if (has_env("GITHUB_ACTIONS")) {
        *out = BUILD_GITHUB;
        return has_env("ACTIONS_ID_TOKEN_REQUEST_URL")
                   ? 0
                   : err_set(err, ERR_EUSAGE,
                             "Provenance generation in GitHub Actions requires \"write\" "
                             "access to the \"id-token\" permission");
    }
    if (has_env("GITLAB_CI")) {
        *out = BUILD_GITLAB;
        return has_env("SIGSTORE_ID_TOKEN")
                   ? 0
                   : err_set(err, ERR_EUSAGE,
                             "Provenance generation in GitLab CI requires "
                             "\"SIGSTORE_ID_TOKEN\" with \"sigstore\" audience to be "
                             "present in \"id_tokens\". For more info see:\n"
                             "https://docs.gitlab.com/ee/ci/secrets/"
                             "id_token_authentication.html");
    }
    return err_set(err, ERR_EUSAGE,
                   "Automatic provenance generation not supported for provider: null");
}

int provenance_visibility(Ctx *ctx, Str package, Str registry, bool *is_public, Err *err)
{
    RegistryRequest q = {
        .registry = registry,
        .url = arena_strf(&ctx->arena, "-/package/" STR_FMT "/visibility",
                          STR_ARG(registry_escape_name(&ctx->arena, package)))
    };
    RegistryClient *client;
    cJSON *answer;

    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask_json(client, &q, &ctx->arena, &answer, err) < 0)
        return err->code;
    *is_public = json_truthy(json_get(answer, "public"));
    return 0;
}

/* Where a package comes from is told to everybody, so everybody must see the package. */
static int check_public(Ctx *ctx, const Packed *p, Str registry, Err *err)
{
    bool is_public = false;

    if (str_is(config_str(&ctx->config, "access"), "public"))
        return 0;
    if (provenance_visibility(ctx, p->name, registry, &is_public, err) < 0 &&
        err->code != ERR_E404)
        return err->code;
    if (is_public)
        return 0;
    return err_set(err, ERR_EUSAGE,
                   "Can't generate provenance for new or private package, you must set "
                   "`access` to public.");
}

static int generate(Ctx *ctx, const Packed *p, Str registry, cJSON **bundle, Err *err)
{
    Arena *a = &ctx->arena;
    BuildService service = BUILD_NONE;
    cJSON *statement;

    if (build_service(&service, err) < 0 || check_public(ctx, p, registry, err) < 0)
        return err->code;
    statement = provenance_statement(a, service, spec_purl_of(a, p->name, p->version),
                                     p->integrity_hex);
    if (sigstore_attest(ctx, json_text(a, statement), bundle, err) < 0)
        return err->code;
    ctx_log(ctx, LOG_NOTICE, "publish",
            "Signed provenance statement with source and build information from %s",
            service == BUILD_GITHUB ? "GitHub Actions" : "GitLab CI");
    ctx_log(ctx, LOG_NOTICE, "publish",
            "Provenance statement published to transparency log: "
            "https://search.sigstore.dev/?logIndex=" STR_FMT,
            STR_ARG(json_str(json_get(
                json_at(*bundle, "verificationMaterial", "tlogEntries", NULL)->child,
                "logIndex"))));
    return 0;
}

int provenance_bundle(Ctx *ctx, const Packed *p, Str registry, cJSON **bundle, Err *err)
{
    Arena *a = &ctx->arena;
    Str file = config_str(&ctx->config, "provenance-file"), text;
    cJSON *statement = NULL;

    *bundle = NULL;
    if (config_bool(&ctx->config, "provenance"))
        return generate(ctx, p, registry, bundle, err);
    if (file.len == 0)
        return 0;
    if (fs_read_arena(a, arena_memdupz(a, file.ptr, file.len), BUNDLE_MAX, &text, err) <
            0 ||
        json_parse(a, text, "provenance", NULL, bundle, err) < 0)
        return err_wrap(err, "Invalid provenance provided");
    if (read_statement(a, *bundle, &statement, err) < 0 ||
        check_subject(a, statement, p, err) < 0)
        return err->code;
    return 0;
}
