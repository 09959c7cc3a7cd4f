/* oidc.c: see oidc.h. */
#include "pkg/publish/oidc.h"

#include <stdlib.h>

#include "common/base64.h"
#include "common/json_write.h"
#include "common/jstext.h"
#include "common/nerf.h"
#include "common/url.h"
#include "pkg/publish/provenance.h"
#include "registry-client/request.h"

static Str env(const char *name)
{
    const char *v = getenv(name);

    return str_of(v != NULL ? v : "");
}

static bool is_github(void)
{
    return env("GITHUB_ACTIONS").len > 0;
}

int oidc_github_token(Ctx *ctx, Str audience, Str *token, Err *err)
{
    Arena *a = &ctx->arena;
    Str url = env("ACTIONS_ID_TOKEN_REQUEST_URL");
    Str secret = env("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    RegistryRequest q = { .accept = STR("application/json"),
                          .foreign = true,
                          .authorization =
                              arena_strf(a, "Bearer " STR_FMT, STR_ARG(secret)) };
    RegistryClient *client;
    cJSON *answer;

    if (url.len == 0 || secret.len == 0)
        return err_set(err, ERR_ENEEDAUTH,
                       "the workflow has no permission to write id-token");
    q.url = arena_strf(a, STR_FMT "%caudience=" STR_FMT, STR_ARG(url),
                       str_index(url, '?') < 0 ? '?' : '&',
                       STR_ARG(js_encode_uri_component(a, audience)));
    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask_json(client, &q, a, &answer, err) < 0)
        return err->code;
    *token = json_str(json_get(answer, "value"));
    return token->len > 0
               ? 0
               : err_set(err, ERR_ENEEDAUTH, "GitHub's answer has no identity token");
}

/* The audience is the registry's host. */
static int ask_github(Ctx *ctx, Str registry, Str *token, Err *err)
{
    Url u;

    if (!url_parse(&ctx->arena, registry, NULL, &u))
        return err_set(err, ERR_EINVALIDCONFIG, "the registry is no URL");
    return oidc_github_token(ctx,
                             arena_strf(&ctx->arena, "npm:" STR_FMT, STR_ARG(u.host)),
                             token, err);
}

/* What the registry gives for the identity, which is the request's own credential. */
static int exchange(Ctx *ctx, Str package, Str registry, Str key, Str id, Str *token,
                    Err *err)
{
    Arena *a = &ctx->arena;
    RegistryRequest q = { .method = "POST", .registry = registry };
    RegistryClient *client;
    cJSON *answer;

    q.url = arena_strf(a, "-/npm/v1/oidc/token/exchange/package/" STR_FMT,
                       STR_ARG(registry_escape_name(a, package)));
    config_set_text(&ctx->config, CONFIG_CLI, key, id);
    ctx_renew_client(ctx);
    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask_json(client, &q, a, &answer, err) < 0)
        return err->code;
    *token = json_str(json_get(answer, "token"));
    return token->len > 0
               ? 0
               : err_set(err, ERR_ENEEDAUTH, "the registry's answer has no token");
}

const cJSON *oidc_claims(Arena *a, Str token)
{
    Str rest = token, head, payload;
    cJSON *claims;
    Err ignored;

    if (!str_next(&rest, '.', &head) || !str_next(&rest, '.', &payload) ||
        json_parse(a, base64_bytes(a, payload), "identity", NULL, &claims, &ignored) < 0)
        return NULL;
    return claims;
}

/* A public package from a public repository is published with its provenance, unless
 * somebody has decided on that. */
static void prove_by_default(Ctx *ctx, Str package, Str registry, Str id)
{
    Arena *a = &ctx->arena;
    const cJSON *claims = oidc_claims(a, id);
    bool github = is_github() &&
                  str_is(json_str(json_get(claims, "repository_visibility")), "public");
    bool gitlab = env("GITLAB_CI").len > 0 && env("SIGSTORE_ID_TOKEN").len > 0 &&
                  str_is(json_str(json_get(claims, "project_visibility")), "public");
    bool is_public;
    Err err;

    if (!config_is_default(&ctx->config, "provenance") || env("CIRCLECI").len > 0 ||
        (!github && !gitlab))
        return;
    if (provenance_visibility(ctx, package, registry, &is_public, &err) < 0) {
        ctx_log(ctx, LOG_VERBOSE, "oidc", "Failed to set provenance with message: %s",
                err.msg);
    } else if (is_public) {
        ctx_log(ctx, LOG_VERBOSE, "oidc", "Enabling provenance");
        config_set(&ctx->config, CONFIG_USER, STR("provenance"), json_new_bool(a, true));
    }
}

static int log_in(Ctx *ctx, Str package, Str registry, Err *err)
{
    Arena *a = &ctx->arena;
    Str id = env("NPM_ID_TOKEN"), place, key, token = { 0 }, given = { 0 };
    int rc;

    if (id.len == 0 && is_github() && ask_github(ctx, registry, &id, err) < 0)
        return err->code;
    if (id.len == 0)
        return err_set(err, ERR_ENEEDAUTH, "no identity token is there");
    if (nerf_dart(a, registry, &place, err) < 0)
        return err->code;
    key = arena_strf(a, STR_FMT ":_authToken", STR_ARG(place));
    given = arena_str(a, json_str(config_get_at(&ctx->config, CONFIG_CLI, key.ptr)));
    rc = exchange(ctx, package, registry, key, id, &token, err);
    if (rc == 0)
        config_set_text(&ctx->config, CONFIG_CLI, key, token);
    else if (given.len > 0)
        config_set_text(&ctx->config, CONFIG_CLI, key, given);
    else
        config_unset(&ctx->config, CONFIG_CLI, key);
    ctx_renew_client(ctx);
    if (rc == 0)
        prove_by_default(ctx, package, registry, id);
    return rc;
}

void oidc_log_in(Ctx *ctx, Str package, Str registry)
{
    Err err;

    if (!is_github() && env("GITLAB_CI").len == 0 && env("CIRCLECI").len == 0)
        return;
    if (log_in(ctx, package, registry, &err) < 0)
        ctx_log(ctx, LOG_VERBOSE, "oidc", "no token by trusted publishing: %s", err.msg);
    else
        ctx_log(ctx, LOG_VERBOSE, "oidc", "Successfully retrieved and set token");
}
