/* cmd_trust.c: trust: which build services may publish a package without a token.
 *
 * `github`, `gitlab` and `circleci` tell the registry whose identities to accept; `list`
 * shows what it accepts, `revoke` takes that back. How each service is described to the
 * registry is trust_services.c's.
 */
#include "common/bug.h"
#include "common/jstext.h"
#include "common/json_write.h"
#include "common/spec.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/trust_services.h"
#include "pkg/install/folder.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/otp.h"
#include "pkg/ui/paint.h"

typedef struct {
    Ctx *ctx;
    Arena *a;
    const TrustService *service; /* NULL: list, revoke */
    cJSON *flags;                /* options of the sub command */
    Str package;                 /* "": package.json must know */
    cJSON *manifest;             /* package.json; an empty object where there is none */
} Trust;

/* ---- Telling ---- */

static Str blue(Trust *t, Str s)
{
    return paint(t->a, t->ctx->color_out, PAINT_BLUE, s);
}

/* "before VALUE between VALUE after": what stands between is blue. */
static void say(Trust *t, const char *format, Str one, Str two)
{
    Str rest = str_of(format), piece;
    Buf b = { 0 };
    int n = 0;

    if (t->ctx->json)
        return;
    while (rest.len > 0) {
        bool more = str_cut(rest, '%', &piece, &rest);

        buf_str(&b, blue(t, piece));
        if (more)
            buf_str(&b,
                    paint(t->a, t->ctx->color_out, PAINT_RESET, n++ == 0 ? one : two));
    }
    out_say(t->ctx, buf_view(&b));
    buf_release(&b);
}

static Str permission_label(Str p)
{
    if (str_is(p, "createPackage"))
        return STR("publish");
    return str_is(p, "createStagedPackage") ? STR("stage publish") : p;
}

static void put_line(Trust *t, Buf *b, Str key, Str value, bool plain_key, bool inferred)
{
    bool color = t->ctx->color_out;

    if (b->len > 0)
        buf_putc(b, '\n');
    buf_str(b, plain_key ? key : paint(t->a, color, PAINT_RESET, key));
    buf_puts(b, ": ");
    buf_str(b, paint(t->a, color, PAINT_GREEN, value));
    if (inferred) {
        buf_puts(b, " (");
        buf_str(b, paint(t->a, color, PAINT_YELLOW, STR("from package.json")));
        buf_putc(b, ')');
    }
}

static void put_permissions(Trust *t, Buf *b, const cJSON *permissions)
{
    Buf list = { 0 };

    JSON_EACH (p, permissions)
        buf_printf(&list, "%s" STR_FMT, list.len > 0 ? ", " : "",
                   STR_ARG(permission_label(account_text(t->a, p))));
    if (list.len > 0)
        put_line(t, b, STR("permissions"), buf_view(&list), false, false);
    buf_release(&list);
}

static void show_json(Trust *t, const cJSON *values, const cJSON *permissions)
{
    cJSON *all = json_dup(t->a, values);
    JsonStyle style = json_default_style();
    Buf b = { 0 };

    if (permissions != NULL)
        json_set(t->a, all, STR("permissions"), json_dup(t->a, permissions));
    json_write(all, &style, &b);
    out_say_openly(t->ctx, str_trim(buf_view(&b)));
    buf_release(&b);
}

static void show_urls(Trust *t, const TrustSettings *s)
{
    Buf b = { 0 };

    JSON_EACH (v, s->values) {
        Str url = json_str(json_getn(s->urls, json_key(v)));

        if (url.len == 0)
            continue;
        if (b.len > 0)
            buf_putc(&b, '\n');
        buf_str(&b, blue(t, url));
    }
    if (b.len > 0)
        out_say_openly(t->ctx, arena_strf(t->a, "\n" STR_FMT, STR_ARG(buf_view(&b))));
    buf_release(&b);
}

/* A configuration, ours or the registry's; identifiers in it are no secrets. */
static void show(Trust *t, const TrustSettings *s, bool apart)
{
    static const char *const first[] = { "type", "id" };
    Buf b = { 0 };

    if (t->ctx->json) {
        show_json(t, s->values, s->permissions);
        return;
    }
    for (int i = 0; i < 2; i++) {
        Str value = json_str(json_get(s->values, first[i]));

        if (value.len > 0)
            put_line(t, &b, str_of(first[i]), value, true, false);
    }
    JSON_EACH (v, s->values) {
        Str key = json_key(v);

        if (!str_is(key, "type") && !str_is(key, "id") && !json_is_null(v))
            put_line(t, &b, key, account_text(t->a, v), false,
                     json_getn(s->inferred, key) != NULL);
    }
    put_permissions(t, &b, s->permissions);
    ctx_print(t->ctx, "%s", apart ? "\n" : "");
    out_say_openly(t->ctx, buf_view(&b));
    show_urls(t, s);
    ctx_print(t->ctx, "%s", apart ? "\n" : "");
    buf_release(&b);
}

/* What the registry answers: one configuration, or several. */
static void show_answer(Trust *t, const cJSON *answer)
{
    const cJSON *c = json_is_arr(answer) ? answer->child : answer;

    if (c == NULL) {
        say(t, "No trust configurations found for package (%)", t->package, STR(""));
        return;
    }
    for (; c != NULL; c = json_is_arr(answer) ? c->next : NULL) {
        TrustSettings s = { .permissions = json_get(c, "permissions") };

        s.values = trust_values(t->a, t->service, c);
        ctx_print(t->ctx, "\n");
        show(t, &s, false);
    }
    ctx_print(t->ctx, "\n");
}

/* ---- Asking the registry ---- */

static int ask(Trust *t, const char *method, Str tail, const cJSON *body, cJSON **out,
               Err *err)
{
    Spec spec;

    if (spec_parse(t->a, t->package, STR("/"), &spec, err) < 0)
        return err->code;
    return account_ask(t->ctx, method,
                       arena_strf(t->a, "-/package/" STR_FMT "/trust" STR_FMT,
                                  STR_ARG(spec.escaped_name), STR_ARG(tail)),
                       STR(""), body, out, err);
}

static int confirm(Trust *t, Err *err)
{
    const cJSON *yes = config_get(&t->ctx->config, "yes");
    Str answer = STR("");

    if (json_is_true(yes))
        return 0;
    if (!json_is_false(yes)) {
        ctx_flush(t->ctx);
        if (otp_read_line(t->a, "Do you want to proceed? (y/N) ", false, &answer, err) <
            0)
            return err->code;
        if (str_ieq(answer, STR("y")) || str_ieq(answer, STR("yes")))
            return 0;
    }
    return err_set(err, ERR_ENOCODE, "User cancelled operation");
}

/* ---- The sub commands ---- */

static cJSON *permissions_of(Trust *t)
{
    cJSON *list = json_new_arr(t->a);

    if (json_is_true(json_get(t->flags, "allow-publish")))
        json_push(list, json_new_str(t->a, STR("createPackage")));
    if (json_is_true(json_get(t->flags, "allow-stage-publish")))
        json_push(list, json_new_str(t->a, STR("createStagedPackage")));
    return list;
}

static void announce(Trust *t)
{
    const TrustService *s = t->service;

    say(t, "Establishing trust between % package and %", t->package, str_of(s->title));
    say(t, "Anyone with % write access can publish to %", str_of(s->entity), t->package);
    say(t, "Two-factor authentication is required for this operation", STR(""), STR(""));
    if (config_find(&t->ctx->config, "registry") != CONFIG_DEFAULT)
        ctx_log(t->ctx, LOG_WARN, "trust",
                "Registry " STR_FMT " may not support trusted publishing",
                STR_ARG(config_str(&t->ctx->config, "registry")));
}

static int create(Trust *t, Err *err)
{
    TrustSettings s = { .permissions = permissions_of(t) };
    cJSON *list = json_new_arr(t->a), *answer = NULL;

    if (s.permissions->child == NULL)
        return err_set(err, ERR_ENOCODE,
                       "At least one permission flag is required (--allow-publish, "
                       "--allow-stage-publish)");
    if (trust_settings(t->a, t->service, t->flags, t->manifest, t->package, &s, err) < 0)
        return err->code;
    t->package = json_str(json_get(s.values, "package"));
    announce(t);
    VEC_EACH (Str, w, s.warnings)
        ctx_log(t->ctx, LOG_WARN, "trust", STR_FMT, STR_ARG(*w));
    show(t, &s, true);
    if (config_bool(&t->ctx->config, "dry-run"))
        return 0;
    if (confirm(t, err) < 0)
        return err->code;
    json_push(list, trust_body(t->a, t->service, &s));
    if (ask(t, "POST", STR(""), list, &answer, err) < 0)
        return err->code;
    say(t, "Trust configuration created successfully for % with the following settings:",
        t->package, STR(""));
    show_answer(t, answer);
    return 0;
}

static int need_package(Trust *t, Err *err)
{
    if (t->package.len == 0)
        t->package = json_str(json_get(t->manifest, "name"));
    if (t->package.len > 0)
        return 0;
    return err_set(err, ERR_ENOCODE,
                   "Package name must be specified either as an argument or in the "
                   "package.json file");
}

static int list(Trust *t, Err *err)
{
    cJSON *answer = NULL;

    if (need_package(t, err) < 0 || ask(t, "GET", STR(""), NULL, &answer, err) < 0)
        return err->code;
    show_answer(t, answer);
    return 0;
}

static int take_back(Trust *t, Err *err)
{
    Str id = json_str(json_get(t->flags, "id")), tail;

    if (need_package(t, err) < 0)
        return err->code;
    if (id.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "ID of the trusted relationship to revoke must be specified with "
                       "the --id option");
    say(t, "Attempting to revoke trusted configuration for package % with id %",
        t->package, id);
    if (config_bool(&t->ctx->config, "dry-run"))
        return 0;
    tail = arena_strf(t->a, "/" STR_FMT, STR_ARG(js_encode_uri_component(t->a, id)));
    if (ask(t, "DELETE", tail, NULL, NULL, err) < 0)
        return err->code;
    say(t, "Revoked trusted configuration for package % with id %", t->package, id);
    return 0;
}

/* ---- Options ---- */

static const struct {
    const char *name;
    int (*run)(Trust *t, Err *err);
} subs[] = { { "github", create },
             { "gitlab", create },
             { "circleci", create },
             { "list", list },
             { "revoke", take_back } };

static int check_options(Ctx *ctx, const Command *c, Err *err)
{
    Buf b = { 0 };
    int rc = 0;

    VEC_EACH (Str, u, ctx->config.unknown)
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? ", " : "", STR_ARG(*u));
    if (b.len > 0)
        rc = out_usage_error_of(ctx, c,
                                arena_strf(&ctx->arena, "Unknown flag%s: " STR_FMT,
                                           ctx->config.unknown.len > 1 ? "s" : "",
                                           STR_ARG(buf_view(&b))),
                                err);
    buf_release(&b);
    if (rc == 0 && ctx->config.args.len > 3)
        rc = err_set(err, ERR_ENOCODE, "Unknown positional argument: %s",
                     ctx->config.args.ptr[3]);
    return rc;
}

int cmd_trust(Ctx *ctx, char **args, int n_args, Err *err)
{
    Trust t = { .ctx = ctx, .a = &ctx->arena };
    Config *c = &ctx->config;
    const Command *sub;
    size_t i = 0;
    Err none;

    if (n_args == 0)
        return out_usage_error(ctx, STR(""), err);
    sub = command_sub(command_find("trust"), args[0]);
    if (sub == NULL)
        return out_usage_error(ctx, arena_strf(t.a, "Unknown subcommand: %s", args[0]),
                               err);
    if (config_parse_own(c, sub->own, sub->n_own, &t.flags, err) < 0 ||
        check_options(ctx, sub, err) < 0)
        return err->code;
    while (strcmp(subs[i].name, args[0]) != 0)
        i++;
    t.service = trust_service(args[0]);
    t.package = c->args.len > 2 ? str_of(c->args.ptr[2]) : STR("");
    if (folder_manifest(t.a, ctx_prefix(ctx), &t.manifest, &none) < 0)
        t.manifest = json_new_obj(t.a);
    return subs[i].run(&t, err);
}
