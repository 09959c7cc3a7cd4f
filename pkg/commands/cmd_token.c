/* cmd_token.c: token: the tokens of the account at the registry. */
#include <ctype.h>

#include "common/json_write.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/otp.h"
#include "pkg/ui/paint.h"

/* ---- list ---- */

static Str key_of(const cJSON *token)
{
    return json_str(json_get(token, "key"));
}

/* As much of the key as no other begins with, six letters at least. */
static Str short_id(const cJSON *tokens, const cJSON *token)
{
    Str key = key_of(token);

    for (size_t n = 6; n < key.len; n++) {
        bool taken = false;

        JSON_EACH (other, tokens)
            taken |= other != token && str_starts(key_of(other), str_sub(key, 0, n));
        if (!taken)
            return str_sub(key, 0, n);
    }
    return key;
}

static void print_line(Ctx *ctx, const cJSON *t)
{
    static const char *const keys[] = { "key", "token", "id", "name", "created" };
    Arena *a = &ctx->arena;
    Buf b = { 0 };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const cJSON *v = json_get(t, keys[i]);

        buf_printf(&b, STR_FMT "\t",
                   STR_ARG(v == NULL || json_is_null(v) ? STR("") : account_text(a, v)));
    }
    buf_printf(&b, "%s\t" STR_FMT,
               json_truthy(json_get(t, "readonly")) ? "true" : "false",
               STR_ARG(json_truthy(json_get(t, "cidr_whitelist"))
                           ? account_text(a, json_get(t, "cidr_whitelist"))
                           : STR("")));
    out_say(ctx, buf_view(&b));
    buf_release(&b);
}

static void print_token(Ctx *ctx, const cJSON *t)
{
    Arena *a = &ctx->arena;
    bool on = ctx->color_out;
    Str created = account_text(a, json_get(t, "created"));

    out_sayf(ctx,
             STR_FMT " " STR_FMT "… with id " STR_FMT " name " STR_FMT
                     " created " STR_FMT,
             STR_ARG(paint(a, on, PAINT_BLUE, STR("Token"))),
             STR_ARG(account_text(a, json_get(t, "token"))),
             STR_ARG(paint(a, on, PAINT_CYAN, account_text(a, json_get(t, "id")))),
             STR_ARG(paint(a, on, PAINT_MAGENTA, account_text(a, json_get(t, "name")))),
             STR_ARG(str_sub(created, 0, created.len < 10 ? created.len : 10)));
    if (json_truthy(json_get(t, "cidr_whitelist")))
        out_sayf(ctx, "with IP whitelist: " STR_FMT,
                 STR_ARG(paint(a, on, PAINT_GREEN,
                               account_text(a, json_get(t, "cidr_whitelist")))));
    ctx_print(ctx, "\n");
}

static int list(Ctx *ctx, Err *err)
{
    cJSON *tokens;

    ctx_log(ctx, LOG_INFO, "token", "getting list");
    if (account_list(ctx, STR("-/npm/v1/tokens"), &tokens, err) < 0)
        return err->code;
    JSON_EACH (t, tokens)
        json_set(&ctx->arena, t, STR("id"),
                 json_new_str(&ctx->arena, short_id(tokens, t)));
    if (ctx->json) {
        ctx_json(ctx, tokens);
        return 0;
    }
    if (ctx_is_parseable(ctx))
        out_say(ctx, STR("key\ttoken\tid\tname\tcreated\treadonly\tCIDR whitelist"));
    JSON_EACH (t, tokens) {
        if (ctx_is_parseable(ctx))
            print_line(ctx, t);
        else
            print_token(ctx, t);
    }
    return 0;
}

/* ---- revoke ---- */

static int find(Ctx *ctx, const cJSON *tokens, const char *id, cJSON *out, Err *err)
{
    const cJSON *match = NULL;
    size_t n = 0;

    JSON_EACH (t, tokens) {
        if (str_starts(key_of(t), str_of(id))) {
            match = t;
            n++;
        }
    }
    if (n > 1)
        return err_set(err, ERR_ENOCODE,
                       "Token ID \"%s\" was ambiguous, a new token may have been created "
                       "since you last ran `npm token list`.",
                       id);
    if (n == 1) {
        json_push(out, json_new_str(&ctx->arena, key_of(match)));
        return 0;
    }
    JSON_EACH (t, tokens) {
        Str begin = json_str(json_get(t, "token"));

        if (begin.len > 0 && str_starts(str_of(id), begin)) {
            json_push(out, json_new_str(&ctx->arena, str_of(id)));
            return 0;
        }
    }
    return err_set(err, ERR_ENOCODE, "Unknown token id or value \"%s\".", id);
}

static int revoke_tokens(Ctx *ctx, char **args, int n, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *tokens, *gone = json_new_arr(a);
    Buf b = { 0 };

    if (n == 0)
        return out_usage_error(ctx, STR("`<tokenKey>` argument is required."), err);
    if (account_list(ctx, STR("-/npm/v1/tokens"), &tokens, err) < 0)
        return err->code;
    for (int i = 0; i < n; i++) {
        if (find(ctx, tokens, args[i], gone, err) < 0)
            return err->code;
    }
    JSON_EACH (k, gone) {
        if (account_ask(ctx, "DELETE",
                        arena_strf(a, "-/npm/v1/tokens/token/" STR_FMT,
                                   STR_ARG(json_str(k))),
                        STR(""), NULL, NULL, err) < 0)
            return err->code;
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? "\t" : "", STR_ARG(json_str(k)));
    }
    if (ctx->json)
        ctx_json(ctx, gone);
    else if (ctx_is_parseable(ctx))
        out_say(ctx, buf_view(&b));
    else
        out_sayf(ctx, "Removed %zu token%s", json_len(gone),
                 json_len(gone) == 1 ? "" : "s");
    buf_release(&b);
    return 0;
}

/* ---- create ---- */

/* "10.0.0.0/8" */
static bool is_v4_block(Str s)
{
    uint64_t n;
    Str address, bits, part;
    int parts = 0;

    if (!str_cut(s, '/', &address, &bits) || !str_to_u64(bits, &n) || n > 32)
        return false;
    while (address.len > 0 && str_next(&address, '.', &part)) {
        if (!str_to_u64(part, &n) || n > 255 || part.len > 3)
            return false;
        parts++;
    }
    return parts == 4;
}

static bool is_v6_block(Str s)
{
    uint64_t n;
    Str address, bits;

    if (!str_cut(s, '/', &address, &bits) || !str_to_u64(bits, &n) || n > 128 ||
        str_index(address, ':') < 0)
        return false;
    for (size_t i = 0; i < address.len; i++) {
        if (address.ptr[i] != ':' && address.ptr[i] != '.' &&
            !isxdigit((unsigned char)address.ptr[i]))
            return false;
    }
    return true;
}

/* The setting `cidr`: a list, or one text with commas. */
static int blocks(Ctx *ctx, cJSON **out, Err *err)
{
    const cJSON *set = config_get(&ctx->config, "cidr");
    bool one = json_is_str(set) || json_len(set) == 1;
    Str text = json_is_str(set) ? json_str(set) : json_str(set ? set->child : NULL);
    Str part;

    *out = json_new_arr(&ctx->arena);
    if (one) {
        while (text.len > 0 && str_next(&text, ',', &part))
            json_push(*out, json_new_str(&ctx->arena, str_trim_left(part)));
    } else {
        JSON_EACH (e, json_is_arr(set) ? set : NULL)
            json_push(*out, json_new_str(&ctx->arena, json_str(e)));
    }
    JSON_EACH (e, *out) {
        if (is_v6_block(json_str(e)))
            return err_set(err, ERR_EINVALIDCIDR,
                           "CIDR whitelist can only contain IPv4 addresses, " STR_FMT
                           " is IPv6",
                           STR_ARG(json_str(e)));
        if (!is_v4_block(json_str(e)))
            return err_set(err, ERR_EINVALIDCIDR,
                           "CIDR whitelist contains invalid CIDR entry: " STR_FMT,
                           STR_ARG(json_str(e)));
    }
    return 0;
}

/* What the settings say of the new token, in npm's order. */
static void describe(Ctx *ctx, const cJSON *cidr, cJSON *body)
{
    static const struct {
        const char *key, *member;
    } members[] = { { "token-description", "description" },
                    { "packages", "packages" },
                    { "packages-all", "packages_all" },
                    { "scopes", "scopes" },
                    { "orgs", "orgs" },
                    { "packages-and-scopes-permission",
                      "packages_and_scopes_permission" },
                    { "orgs-permission", "orgs_permission" },
                    { "expires", "expires" } };
    const Config *c = &ctx->config;
    Arena *a = &ctx->arena;

    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const cJSON *v = config_get(c, members[i].key);
        cJSON *copy;
        uint64_t n;

        if (!json_truthy(v) || (json_is_arr(v) && v->child == NULL))
            continue;
        copy = json_dup(a, v);
        if (json_is_str(v) && strcmp(members[i].key, "expires") == 0 &&
            str_to_u64(json_str(v), &n))
            copy = json_new_num(a, (double)n);
        json_add(a, body, str_of(members[i].member), copy);
    }
    if (cidr->child != NULL)
        json_add(a, body, STR("cidr_whitelist"), json_dup(a, cidr));
    if (config_bool(c, "bypass-2fa"))
        json_add(a, body, STR("bypass_2fa"), json_new_bool(a, true));
}

static void print_new(Ctx *ctx, const cJSON *t)
{
    Arena *a = &ctx->arena;

    if (ctx_is_parseable(ctx)) {
        JSON_EACH (m, t)
            ctx_print(ctx, "%s\t" STR_FMT "\n", m->string, STR_ARG(account_text(a, m)));
        return;
    }
    ctx_print(ctx, "Created token " STR_FMT "\n",
              STR_ARG(account_text(a, json_get(t, "token"))));
    if (json_len(json_get(t, "cidr_whitelist")) > 0)
        out_sayf(ctx, "with IP whitelist: " STR_FMT,
                 STR_ARG(paint(a, ctx->color_out, PAINT_GREEN,
                               account_text(a, json_get(t, "cidr_whitelist")))));
    if (json_truthy(json_get(t, "expires")))
        out_sayf(ctx, "expires: " STR_FMT,
                 STR_ARG(account_text(a, json_get(t, "expires"))));
}

static int create(Ctx *ctx, Err *err)
{
    Str name = config_str(&ctx->config, "name");
    Str password = config_str(&ctx->config, "password");
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *cidr, *made;

    if (blocks(ctx, &cidr, err) < 0)
        return err->code;
    if (password.len == 0 && otp_read_line(a, "npm password:", true, &password, err) < 0)
        return err->code;
    json_add(a, body, STR("name"),
             name.len > 0 ? json_new_str(a, name) : json_new_null(a));
    json_add_str(a, body, "password", password);
    describe(ctx, cidr, body);
    ctx_log(ctx, LOG_INFO, "token", "creating");
    if (account_ask(ctx, "POST", STR("-/npm/v1/tokens"), STR(""), body, &made, err) < 0)
        return err->code;
    if (!json_is_obj(made))
        return err_set(err, ERR_EJSONPARSE, "the registry's token is no object");
    json_del(made, "key");
    json_del(made, "updated");
    ctx->shows_secrets = true; /* the one time that a token is shown */
    if (ctx->json)
        ctx_json(ctx, made);
    else
        print_new(ctx, made);
    return 0;
}

int cmd_token(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str verb = str_of(n_args > 0 ? args[0] : "list");

    if (str_is(verb, "list") || str_is(verb, "ls"))
        return list(ctx, err);
    if (str_is(verb, "rm") || str_is(verb, "delete") || str_is(verb, "revoke") ||
        str_is(verb, "remove"))
        return revoke_tokens(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "create"))
        return create(ctx, err);
    return out_usage_error(ctx,
                           arena_strf(&ctx->arena,
                                      STR_FMT " is not a recognized subcommand.",
                                      STR_ARG(verb)),
                           err);
}
