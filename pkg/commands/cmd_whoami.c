/* cmd_whoami.c: whoami and ping: asking the registry small things. */
#include "common/json_write.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/identity.h"
#include "pkg/output.h"
#include "registry-client/auth.h"
#include "registry-client/redact.h"
#include "registry-client/request.h"

int identity_name(Ctx *ctx, Str *out, Err *err)
{
    Arena *a = &ctx->arena;
    RegistryRequest q = { .url = STR("-/whoami") };
    const RegistryOptions *o;
    RegistryClient *client;
    RegistryAuth auth;
    cJSON *answer;

    if (ctx_client(ctx, &client, err) < 0)
        return err->code;
    o = registry_client_options(client);
    auth = registry_auth(a, o, o->registry, o->registry);
    *out = registry_user(a, o, &auth);
    if (out->len > 0)
        return 0;
    if (auth.header.len > 0 || auth.certfile.len > 0) {
        if (registry_ask_json(client, &q, a, &answer, err) < 0)
            return err->code;
        *out = json_str(json_get(answer, "username"));
        if (out->len > 0)
            return 0;
    }
    return err_set(err, ERR_ENEEDAUTH, "This command requires you to be logged in.");
}

int cmd_whoami(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str name = { 0 };

    (void)args;
    (void)n_args;
    if (identity_name(ctx, &name, err) < 0)
        return err->code;
    if (ctx->json)
        ctx_json(ctx, json_new_str(&ctx->arena, name));
    else
        out_say(ctx, name);
    return 0;
}

int cmd_ping(Ctx *ctx, char **args, int n_args, Err *err)
{
    Arena *a = &ctx->arena;
    RegistryRequest q = { .url = STR("-/ping") };
    Str registry = config_str(&ctx->config, "registry");
    uint64_t start = uv_hrtime(), elapsed;
    RegistryClient *client;
    RegistryAnswer answer;
    char url[512];
    cJSON *details, *o;
    Err ignored;
    double ms;

    (void)args;
    (void)n_args;
    redact_url(registry, url, sizeof url);
    ctx_log(ctx, LOG_NOTICE, "PING", "%s", url);
    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask(client, &q, a, &answer, err) < 0)
        return err->code;
    if (json_parse(a, answer.body, "answer", NULL, &details, &ignored) < 0)
        details = json_new_obj(a);
    elapsed = (uv_hrtime() - start) / 1000000;
    ms = (double)elapsed;
    ctx_log(ctx, LOG_NOTICE, "PONG", "%.0fms", ms);
    if (ctx->json) {
        o = json_new_obj(a);
        json_add_str(a, o, "registry", str_of(url));
        json_add(a, o, STR("time"), json_new_num(a, ms));
        json_add(a, o, STR("details"), details);
        ctx_json(ctx, o);
    } else if (json_len(details) > 0) {
        JsonStyle style = json_default_style();
        Buf b = { 0 };

        json_write(details, &style, &b);
        ctx_log(ctx, LOG_NOTICE, "PONG", STR_FMT, STR_ARG(str_trim(buf_view(&b))));
        buf_release(&b);
    }
    return 0;
}
