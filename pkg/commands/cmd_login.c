/* cmd_login.c: login, adduser, logout, whoami and ping: the account at a registry. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/base64.h"
#include "common/json_write.h"
#include "common/jstext.h"
#include "common/nerf.h"
#include "pkg/commands/commands.h"
#include "pkg/context.h"
#include "pkg/publish/account.h"
#include "pkg/publish/maintain.h"
#include "pkg/publish/otp.h"
#include "registry-client/auth.h"
#include "registry-client/redact.h"

/* The scope's registry where there is one, unless the command line names another. */
static Str registry_meant(Ctx *ctx)
{
    Str scope = config_str(&ctx->config, "scope"), of_scope;

    if (scope.len > 0 && config_find(&ctx->config, "registry") != CONFIG_CLI) {
        of_scope = config_str(&ctx->config, arena_printf(&ctx->arena, STR_FMT ":registry",
                                                         STR_ARG(scope)));
        if (of_scope.len > 0)
            return of_scope;
    }
    return config_str(&ctx->config, "registry");
}

/* ---- login ---- */

static Str now_iso(Arena *a)
{
    struct timespec now;
    struct tm tm;
    char text[32];

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
    return arena_strf(a, "%s.%03ldZ", text, now.tv_nsec / 1000000);
}

static Str basic_auth(Arena *a, Str name, Str password)
{
    Str plain = arena_strf(a, STR_FMT ":" STR_FMT, STR_ARG(name), STR_ARG(password));

    return arena_strf(a, "Basic " STR_FMT, STR_ARG(base64_text(a, plain)));
}

/* The user is there already: what the registry keeps of it, with this password. */
static int put_revision(Ctx *ctx, Str registry, Str path, cJSON *body, Str password,
                        cJSON **answer, Err *err)
{
    Arena *a = &ctx->arena;
    Str name = json_str(json_get(body, "name"));
    RegistryRequest q = { .method = "PUT",
                          .registry = registry,
                          .authorization = basic_auth(a, name, password) };
    cJSON *there;

    if (account_ask(ctx, NULL, arena_strf(a, STR_FMT "?write=true", STR_ARG(path)),
                    registry, NULL, &there, err) < 0)
        return err->code;
    JSON_EACH (m, there) {
        Str key = json_key(m);

        if (!json_truthy(json_getn(body, key)) || str_is(key, "roles"))
            json_set(a, body, key, json_dup(a, m));
    }
    q.url = arena_strf(a, STR_FMT "/-rev/" STR_FMT, STR_ARG(path),
                       STR_ARG(json_str(json_get(body, "_rev"))));
    return otp_ask_json(ctx, &q, body, answer, err);
}

/* Name and password in one request: registries since CouchDB. */
static int login_couch(Ctx *ctx, Str registry, bool is_new, Str *token, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *answer;
    Str name, password, email, path;
    int rc;

    if (otp_read_line(a, "Username:", false, &name, err) < 0 ||
        otp_read_line(a, "Password:", true, &password, err) < 0 ||
        (is_new &&
         otp_read_line(a, "Email (this will be public):", false, &email, err) < 0))
        return err->code;
    path = arena_strf(a, "-/user/org.couchdb.user:" STR_FMT,
                      STR_ARG(js_encode_uri_component(a, name)));
    json_add_str(a, body, "_id",
                 arena_strf(a, "org.couchdb.user:" STR_FMT, STR_ARG(name)));
    json_add_str(a, body, "name", name);
    json_add_str(a, body, "password", password);
    if (is_new)
        json_add_str(a, body, "email", email);
    json_add_str(a, body, "type", STR("user"));
    json_add(a, body, STR("roles"), json_new_arr(a));
    json_add_str(a, body, "date", now_iso(a));
    rc = account_ask(ctx, "PUT", path, registry, body, &answer, err);
    if (rc == ERR_E400 && !is_new)
        return err_set(err, ERR_E400,
                       "There is no user with the username \"" STR_FMT "\".",
                       STR_ARG(name));
    if (rc == ERR_E409 && !is_new)
        rc = put_revision(ctx, registry, path, body, password, &answer, err);
    if (rc < 0)
        return rc;
    *token = json_str(json_get(answer, "token"));
    return token->len > 0 ? 0
                          : err_set(err, ERR_EAUTHUNKNOWN, "the registry gave no token");
}

/* A status from 400 to 500: names of the others have no such number. */
static bool is_refusal(int code)
{
    const char *name = err_name(code);

    return code == ERR_EOTP || code == ERR_EAUTHIP || strcmp(name, "E500") == 0 ||
           (strncmp(name, "E4", 2) == 0 && strlen(name) == 4);
}

/* 1: the registry has nothing of that kind. */
static int login_web(Ctx *ctx, Str registry, bool is_new, Str *token, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *answer;
    Str login, done;
    char shown[1024];
    int rc;

    if (is_new)
        json_add(a, body, STR("create"), json_new_bool(a, true));
    rc = account_ask(ctx, "POST", STR("-/v1/login"), registry, body, &answer, err);
    if (rc < 0)
        return is_refusal(rc) ? 1 : rc;
    login = json_str(json_get(answer, "loginUrl"));
    done = json_str(json_get(answer, "doneUrl"));
    if (!otp_is_web_url(login) || !otp_is_web_url(done))
        return err_set(err, err_of_status(200),
                       "Invalid response from web login endpoint");
    redact_text(login, shown, sizeof shown);
    ctx_flush(ctx);
    fprintf(stderr, "%s\n%s\n", is_new ? "Create your account at:" : "Login at:", shown);
    return otp_web_wait(ctx, done, registry, token, err);
}

static int save_token(Ctx *ctx, Str registry, Str token, Err *err)
{
    Config *c = &ctx->config;
    Arena *a = &ctx->arena;
    Str scope = config_str(c, "scope"), place = { 0 };

    if (nerf_dart(a, registry, &place, err) < 0)
        return err->code;
    config_unset(c, CONFIG_USER, STR("_token"));
    config_set_text(c, CONFIG_USER, arena_strf(a, STR_FMT ":_authToken", STR_ARG(place)),
                    token);
    if (scope.len > 0)
        config_set_text(c, CONFIG_USER,
                        arena_strf(a, STR_FMT ":registry", STR_ARG(scope)), registry);
    return config_save(c, CONFIG_USER, err);
}

static int log_in(Ctx *ctx, bool is_new, Err *err)
{
    Str registry = registry_meant(ctx), scope = config_str(&ctx->config, "scope");
    char shown[512];
    Str token = { 0 };
    int rc = 1;

    redact_url(registry, shown, sizeof shown);
    ctx_log(ctx, LOG_NOTICE, "", "Log in on %s", shown);
    if (str_is(config_str(&ctx->config, "auth-type"), "web"))
        rc = login_web(ctx, registry, is_new, &token, err);
    if (rc == 1)
        rc = login_couch(ctx, registry, is_new, &token, err);
    if (rc == 0)
        rc = save_token(ctx, registry, token, err);
    if (rc == 0)
        ctx_print(ctx, "Logged in%s" STR_FMT " on %s.\n", scope.len ? " to scope " : "",
                  STR_ARG(scope), shown);
    return rc;
}

int cmd_login(Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)args;
    (void)n_args;
    return log_in(ctx, false, err);
}

int cmd_adduser(Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)args;
    (void)n_args;
    return log_in(ctx, true, err);
}

/* ---- logout ---- */

static const char *const secrets[] = { "_authToken", "_auth",    "username", "_password",
                                       "email",      "certfile", "keyfile" };

static int forget_credentials(Ctx *ctx, Str place, Str scope, Err *err)
{
    Config *c = &ctx->config;
    ConfigWhere where = CONFIG_USER;

    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        const char *key =
            arena_printf(&ctx->arena, STR_FMT ":%s", STR_ARG(place), secrets[i]);

        if (config_get(c, key) != NULL)
            where = config_find(c, key);
    }
    if (where != CONFIG_USER && where != CONFIG_PROJECT && where != CONFIG_GLOBAL)
        return 0;
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
        config_unset(c, where,
                     arena_strf(&ctx->arena, STR_FMT ":%s", STR_ARG(place), secrets[i]));
    if (scope.len > 0)
        config_unset(c, where,
                     arena_strf(&ctx->arena, STR_FMT ":registry", STR_ARG(scope)));
    return config_save(c, where, err);
}

int cmd_logout(Ctx *ctx, char **args, int n_args, Err *err)
{
    RegistryOptions o = ctx_registry_options(ctx);
    Str registry = registry_meant(ctx), token;
    RegistryAuth auth = registry_auth(&ctx->arena, &o, registry, registry);
    char shown[512];

    (void)args;
    (void)n_args;
    redact_url(registry, shown, sizeof shown);
    if (auth.header.len == 0)
        return err_set(err, ERR_ENEEDAUTH, "not logged in to %s, so can't log out!",
                       shown);
    token = registry_key(&o, auth.place, "_authToken");
    if (token.len > 0 &&
        account_ask(ctx, "DELETE",
                    arena_strf(&ctx->arena, "-/user/token/" STR_FMT,
                               STR_ARG(js_encode_uri_component(&ctx->arena, token))),
                    registry, NULL, NULL, err) < 0)
        return err->code;
    return forget_credentials(ctx, auth.place, config_str(&ctx->config, "scope"), err);
}
