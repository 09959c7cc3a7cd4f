/* cmd_profile.c: profile: what the registry knows of the account, and its second factor.
 */
#include "common/base64.h"
#include "common/json_write.h"
#include "common/nerf.h"
#include "common/url.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/otp.h"
#include "registry-client/auth.h"

#define PROFILE STR("-/npm/v1/user")

static const char *const known[] = { "name",     "email",    "two-factor auth",
                                     "fullname", "homepage", "freenode",
                                     "twitter",  "github",   "created",
                                     "updated" };
static const char *const writable[] = { "email",    "password", "fullname", "homepage",
                                        "freenode", "twitter",  "github" };
#define N_KNOWN (sizeof known / sizeof known[0])
#define N_WRITABLE (sizeof writable / sizeof writable[0])

static int read_profile(Ctx *ctx, cJSON **out, Err *err)
{
    if (account_ask(ctx, NULL, PROFILE, STR(""), NULL, out, err) < 0)
        return err->code;
    return account_object(*out, "profile", err);
}

/* Empty texts become null. */
static int write_profile(Ctx *ctx, const cJSON *profile, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a);

    JSON_EACH (m, profile)
        json_add(a, body, json_key(m),
                 json_is_str(m) && json_str(m).len == 0 ? json_new_null(a)
                                                        : json_dup(a, m));
    if (account_ask(ctx, "POST", PROFILE, STR(""), body, out, err) < 0)
        return err->code;
    return account_object(*out, "profile", err);
}

/* ---- get ---- */

static cJSON *or_empty(Arena *a, const cJSON *v)
{
    return json_truthy(v) ? json_dup(a, v) : json_new_str(a, STR(""));
}

static cJSON *cleaned(Arena *a, const cJSON *info)
{
    const cJSON *tfa = json_get(info, "tfa");
    bool on = json_truthy(tfa) && !json_truthy(json_get(tfa, "pending"));
    cJSON *o = json_new_obj(a);

    for (size_t i = 0; i < N_KNOWN; i++)
        json_add(a, o, str_of(known[i]), or_empty(a, json_get(info, known[i])));
    JSON_EACH (m, info) {
        if (json_getn(o, json_key(m)) == NULL)
            json_add(a, o, json_key(m), or_empty(a, m));
    }
    json_del(o, "tfa");
    json_del(o, "email_verified");
    json_set(a, o, STR("email"),
             json_new_str(a, arena_strf(a, STR_FMT "%s",
                                        STR_ARG(account_text(a, json_get(o, "email"))),
                                        json_truthy(json_get(info, "email_verified"))
                                            ? " (verified)"
                                            : "(unverified)")));
    json_set(a, o, STR("two-factor auth"),
             json_new_str(a,
                          on ? account_text(a, json_get(tfa, "mode")) : STR("disabled")));
    return o;
}

static void print_some(Ctx *ctx, const cJSON *o, char **args, int n)
{
    Arena *a = &ctx->arena;
    Buf b = { 0 };
    bool first = true;

    for (int i = 0; i < n; i++) {
        Str rest = str_of(args[i]), key;

        while (rest.len > 0 && str_next(&rest, ',', &key)) {
            const cJSON *v = json_getn(o, key);

            if (str_trim(key).len == 0)
                continue;
            buf_printf(&b, "%s" STR_FMT, first ? "" : "\t",
                       STR_ARG(v != NULL ? account_text(a, v) : STR("")));
            first = false;
        }
    }
    out_say(ctx, buf_view(&b));
    buf_release(&b);
}

static int get(Ctx *ctx, char **args, int n, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *info, *o;

    if (read_profile(ctx, &info, err) < 0)
        return err->code;
    if (!json_truthy(json_get(info, "cidr_whitelist")))
        json_del(info, "cidr_whitelist");
    if (ctx->json) {
        ctx_json(ctx, info);
        return 0;
    }
    o = cleaned(a, info);
    if (n > 0) {
        print_some(ctx, o, args, n);
    } else if (ctx_is_parseable(ctx)) {
        JSON_EACH (m, info)
            out_sayf(ctx, "%s\t" STR_FMT, m->string,
                     STR_ARG(account_text(a, strcmp(m->string, "tfa") == 0
                                                 ? json_get(o, "two-factor auth")
                                                 : m)));
    } else {
        JSON_EACH (m, o)
            out_sayf(ctx, "%s: " STR_FMT, m->string, STR_ARG(account_text(a, m)));
    }
    return 0;
}

/* ---- set ---- */

static int new_password(Ctx *ctx, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;
    Str current, first, again;

    if (otp_read_line(a, "Current password:", true, &current, err) < 0)
        return err->code;
    for (;;) {
        if (otp_read_line(a, "New password:", true, &first, err) < 0 ||
            otp_read_line(a, "       Again:    ", true, &again, err) < 0)
            return err->code;
        if (str_eq(first, again))
            break;
        ctx_log(ctx, LOG_WARN, "profile", "Passwords do not match, please try again.");
    }
    *out = json_new_obj(a);
    json_add_str(a, *out, "old", current);
    json_add_str(a, *out, "new", first);
    return 0;
}

static int check_property(const char *key, bool has_value, Err *err)
{
    bool password = strcmp(key, "password") == 0, ok = false;
    Buf b = { 0 };

    if (!password && !has_value)
        return err_set(err, ERR_ENOCODE, "npm profile set <prop> <value>");
    if (password && has_value)
        return err_set(err, ERR_ENOCODE,
                       "npm profile set password\nDo not include your current or new "
                       "passwords on the command line.");
    for (size_t i = 0; i < N_WRITABLE; i++) {
        ok |= strcmp(key, writable[i]) == 0;
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", writable[i]);
    }
    if (!ok)
        err_set(err, ERR_ENOCODE,
                "\"%s\" is not a property we can set. Valid properties are: %s", key,
                buf_cstr(&b));
    buf_release(&b);
    return ok ? 0 : err->code;
}

static void print_set(Ctx *ctx, const char *key, const cJSON *value)
{
    Arena *a = &ctx->arena;
    cJSON *o;

    if (ctx->json) {
        o = json_new_obj(a);
        if (value != NULL)
            json_add(a, o, str_of(key), json_dup(a, value));
        ctx_json(ctx, o);
    } else if (ctx_is_parseable(ctx)) {
        out_sayf(ctx, "%s\t" STR_FMT, key, STR_ARG(account_text(a, value)));
    } else if (value != NULL && !json_is_null(value)) {
        out_sayf(ctx, "Set %s to " STR_FMT, key, STR_ARG(account_text(a, value)));
    } else {
        out_sayf(ctx, "Set %s", key);
    }
}

static int set(Ctx *ctx, char **args, int n, Err *err)
{
    Arena *a = &ctx->arena;
    char *key = arena_printf(a, STR_FMT, STR_ARG(str_trim(str_of(n > 0 ? args[0] : ""))));
    cJSON *value, *info, *wanted = json_new_obj(a), *answer;
    Buf b = { 0 };

    for (char *p = key; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    for (int i = 1; i < n; i++)
        buf_printf(&b, "%s%s", i > 1 ? " " : "", args[i]);
    value = json_new_str(a, arena_str(a, buf_view(&b)));
    buf_release(&b);
    if (check_property(key, n > 1, err) < 0 ||
        (strcmp(key, "password") == 0 && new_password(ctx, &value, err) < 0) ||
        read_profile(ctx, &info, err) < 0)
        return err->code;
    for (size_t i = 0; i < N_WRITABLE; i++) {
        const cJSON *old = json_get(info, writable[i]);

        if (strcmp(writable[i], key) == 0)
            json_add(a, wanted, str_of(key), value);
        else if (old != NULL)
            json_add(a, wanted, str_of(writable[i]), json_dup(a, old));
    }
    if (write_profile(ctx, wanted, &answer, err) < 0)
        return err->code;
    print_set(ctx, key, json_get(answer, key));
    return 0;
}

/* ---- The second factor ---- */

/* With a name and password in the settings a token is made of them first: the second
 * factor needs one. */
static int want_token(Ctx *ctx, Err *err)
{
    RegistryOptions o = ctx_registry_options(ctx);
    Str registry = config_str(&ctx->config, "registry"), place, token;
    RegistryAuth auth = registry_auth(&ctx->arena, &o, registry, registry);
    Arena *a = &ctx->arena;
    cJSON *body, *made;
    Str password;

    if (auth.header.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "You need to be logged in to registry " STR_FMT
                       " in order to enable 2fa",
                       STR_ARG(registry));
    if (registry_key(&o, auth.place, "_authToken").len > 0)
        return 0;
    if (!str_cut(base64_bytes(a, str_from(auth.header, strlen("Basic "))), ':', &place,
                 &password))
        return err_set(err, ERR_EINVALIDAUTH, "the credentials can't be read");
    body = json_new_obj(a);
    json_add_str(a, body, "password", password);
    json_add(a, body, STR("readonly"), json_new_bool(a, false));
    json_add(a, body, STR("cidr_whitelist"), json_new_arr(a));
    if (account_ask(ctx, "POST", STR("-/npm/v1/tokens"), STR(""), body, &made, err) < 0 ||
        nerf_dart(a, registry, &place, err) < 0)
        return err->code;
    token = json_str(json_get(made, "token"));
    if (token.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "Your registry " STR_FMT
                       " does not seem to support bearer tokens. Bearer tokens are "
                       "required for two-factor authentication.",
                       STR_ARG(registry));
    config_set_text(&ctx->config, CONFIG_USER,
                    arena_strf(a, STR_FMT ":_authToken", STR_ARG(place)), token);
    return config_save(&ctx->config, CONFIG_USER, err);
}

static cJSON *tfa_json(Arena *a, Str password, const char *mode, bool mode_first)
{
    cJSON *o = json_new_obj(a), *tfa = json_new_obj(a);

    if (mode_first)
        json_add_str(a, tfa, "mode", str_of(mode));
    json_add_str(a, tfa, "password", password);
    if (!mode_first)
        json_add_str(a, tfa, "mode", str_of(mode));
    json_add(a, o, STR("tfa"), tfa);
    return o;
}

static Str secret_of(Arena *a, Str otpauth)
{
    ptrdiff_t at = str_index(otpauth, '?');
    Str rest = at < 0 ? STR("") : str_from(otpauth, (size_t)at + 1), part, key, value;

    (void)a;
    while (rest.len > 0 && str_next(&rest, '&', &part)) {
        if (str_cut(part, '=', &key, &value) && str_is(key, "secret"))
            return value;
    }
    return STR("");
}

/* The registry's challenge: a secret for the authenticator, proved by its first code. */
static int finish(Ctx *ctx, Str otpauth, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *codes = json_new_arr(a), *answer;
    Str code;

    ctx_print(ctx,
              "Add this to your authenticator app:\n  " STR_FMT
              "\n Or enter code: " STR_FMT "\n",
              STR_ARG(otpauth), STR_ARG(secret_of(a, otpauth)));
    ctx_flush(ctx);
    if (otp_read_line(a, "And an OTP code from your authenticator:", false, &code, err) <
        0)
        return err->code;
    json_push(codes, json_new_str(a, code));
    json_add(a, body, STR("tfa"), codes);
    if (write_profile(ctx, body, &answer, err) < 0)
        return err->code;
    ctx_print(
        ctx,
        "2FA successfully enabled. Below are your recovery codes, please print these "
        "out.\nYou will need these to recover access to your account if you lose "
        "your authentication device.\n");
    JSON_EACH (c, json_get(answer, "tfa"))
        ctx_print(ctx, "\t" STR_FMT "\n", STR_ARG(json_str(c)));
    return 0;
}

static int check_mode(Ctx *ctx, int n, const char *mode, Err *err)
{
    if (n > 1)
        return err_set(err, ERR_ENOCODE,
                       "npm profile enable-2fa [auth-and-writes|auth-only]");
    if (strcmp(mode, "auth-only") != 0 && strcmp(mode, "auth-and-writes") != 0)
        return err_set(err, ERR_ENOCODE,
                       "Invalid two-factor authentication mode \"%s\".\nValid modes "
                       "are:\n  auth-only - Require two-factor authentication only when "
                       "logging in\n  auth-and-writes - Require two-factor "
                       "authentication when logging in AND when publishing",
                       mode);
    if (ctx->json || ctx_is_parseable(ctx))
        return err_set(err, ERR_ENOCODE,
                       "Enabling two-factor authentication is an interactive operation "
                       "and %s output mode is not available",
                       ctx->json ? "JSON" : "parseable");
    return 0;
}

static int enable(Ctx *ctx, char **args, int n, Err *err)
{
    const char *mode = n > 0 ? args[0] : "auth-and-writes";
    Arena *a = &ctx->arena;
    cJSON *info, *answer;
    const cJSON *tfa;
    Str password;
    bool pending;

    if (check_mode(ctx, n, mode, err) < 0 || read_profile(ctx, &info, err) < 0)
        return err->code;
    tfa = json_get(info, "tfa");
    pending = json_truthy(json_get(tfa, "pending"));
    if (!pending && str_is(json_str(json_get(tfa, "mode")), mode)) {
        out_sayf(ctx, "Two factor authentication is already enabled and set to %s", mode);
        return 0;
    }
    if (want_token(ctx, err) < 0)
        return err->code;
    ctx_log(ctx, LOG_NOTICE, "profile", "Enabling two factor authentication for %s",
            mode);
    if (otp_read_line(a, "npm password:", true, &password, err) < 0 ||
        (pending &&
         write_profile(ctx, tfa_json(a, password, "disable", false), &answer, err) < 0) ||
        write_profile(ctx, tfa_json(a, password, mode, true), &answer, err) < 0)
        return err->code;
    tfa = json_get(answer, "tfa");
    if (json_truthy(json_get(tfa, "mode"))) {
        out_sayf(ctx, "Two factor authentication mode changed to: %s", mode);
        return 0;
    }
    if (!str_starts(json_str(tfa), STR("otpauth://")))
        return err_set(err, ERR_ENOCODE,
                       "Unknown error enabling two-factor authentication. Expected "
                       "otpauth URL, got: " STR_FMT,
                       STR_ARG(account_text(a, tfa)));
    return finish(ctx, json_str(tfa), err);
}

static int disable(Ctx *ctx, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *info, *answer, *o;
    Str password;

    if (read_profile(ctx, &info, err) < 0)
        return err->code;
    if (!json_truthy(json_get(info, "tfa")) ||
        json_truthy(json_at(info, "tfa", "pending", NULL))) {
        out_say(ctx, STR("Two factor authentication not enabled."));
        return 0;
    }
    if (otp_read_line(a, "npm password:", true, &password, err) < 0 ||
        write_profile(ctx, tfa_json(a, password, "disable", false), &answer, err) < 0)
        return err->code;
    if (ctx->json) {
        o = json_new_obj(a);
        json_add(a, o, STR("tfa"), json_new_bool(a, false));
        ctx_json(ctx, o);
    } else {
        out_say(ctx, ctx_is_parseable(ctx) ? STR("tfa\tfalse")
                                           : STR("Two factor authentication disabled."));
    }
    return 0;
}

int cmd_profile(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str verb = str_of(n_args > 0 ? args[0] : "");

    if (n_args == 0)
        return out_usage_error(ctx, STR(""), err);
    if (str_is(verb, "enable-2fa") || str_is(verb, "enable-tfa") ||
        str_is(verb, "enable2fa") || str_is(verb, "enabletfa"))
        return enable(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "disable-2fa") || str_is(verb, "disable-tfa") ||
        str_is(verb, "disable2fa") || str_is(verb, "disabletfa"))
        return disable(ctx, err);
    if (str_is(verb, "get"))
        return get(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "set"))
        return set(ctx, args + 1, n_args - 1, err);
    return err_set(err, ERR_ENOCODE, "Unknown profile command: " STR_FMT, STR_ARG(verb));
}
