/* cmd_access.c: access: who may see a package, who may publish it, and how. */
#include <errno.h>
#include <stdlib.h>

#include "common/collate.h"
#include "common/jstext.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/identity.h"
#include "pkg/commands/places.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/maintain.h"
#include "pkg/publish/otp.h"
#include "registry-client/auth.h"
#include "registry-client/request.h"

static int usage(Ctx *ctx, Err *err, const char *fmt, const char *word)
{
    return out_usage_error(ctx, str_of(arena_printf(&ctx->arena, fmt, word)), err);
}

/* The package that is named, or the project's. */
static int package(Ctx *ctx, const char *arg, bool scoped, Spec *spec, Err *err)
{
    Str name = str_of(arg ? arg : "");
    PackageFile f;
    int rc = 0;

    if (arg == NULL) {
        rc = package_read(ctx, ctx->config.local_prefix, &f, err);
        if (rc == -ENOENT)
            return err_set(err, -ENOENT,
                           "no package name given and no package.json found");
        if (rc < 0)
            return rc;
        name = json_str(json_get(f.json, "name"));
    }
    if (spec_parse(&ctx->arena, name, ctx->input.cwd, spec, err) < 0)
        return err->code;
    if (scoped && !str_starts(spec->name, STR("@")))
        return out_usage_error(ctx,
                               STR("This command is only available for scoped packages."),
                               err);
    if (!spec->registry)
        return err_set(err, ERR_ENOCODE, "must use package name only");
    return 0;
}

static Str package_path(Ctx *ctx, const Spec *spec, const char *what)
{
    return arena_strf(&ctx->arena, "-/package/" STR_FMT "/%s",
                      STR_ARG(registry_escape_name(&ctx->arena, spec->name)), what);
}

/* "scope:team" as a path; team is "" where there is none. */
static void split_team(Arena *a, Str text, Str *scope, Str *team)
{
    Str rest;

    if (str_starts(text, STR("@")))
        text = str_from(text, 1);
    *team = STR("");
    if (!str_cut(text, ':', scope, &rest))
        *scope = text;
    else if (!str_cut(rest, ':', team, &text))
        *team = rest;
    *scope = js_encode_uri_component(a, *scope);
    *team = js_encode_uri_component(a, *team);
}

/* ---- What is printed ---- */

static Str word_of(Str access)
{
    if (str_is(access, "read"))
        return STR("read-only");
    return str_is(access, "write") ? STR("read-write") : access;
}

typedef struct {
    Str key, value;
} Entry;

static int by_key(const void *x, const void *y)
{
    return collate_compare(((const Entry *)x)->key, ((const Entry *)y)->key);
}

/* only: "" or the one entry that is wanted. */
static void print_entries(Ctx *ctx, const cJSON *items, const char *only)
{
    Arena *a = &ctx->arena;
    cJSON *o = json_new_obj(a);
    VEC(Entry) list = { 0 };

    JSON_EACH (i, items) {
        Entry e = { json_key(i), word_of(account_text(a, i)) };

        vec_push_in(a, &list, e);
        json_add_str(a, o, i->string, e.value);
    }
    if (ctx->json) {
        ctx_json(ctx, o);
        return;
    }
    if (list.len > 1)
        qsort(list.ptr, list.len, sizeof *list.ptr, by_key);
    VEC_EACH (Entry, e, list) {
        if (only == NULL || str_is(e->key, only))
            out_sayf(ctx, STR_FMT ": " STR_FMT, STR_ARG(e->key), STR_ARG(e->value));
    }
}

/* ---- list, get ---- */

static int list_packages(Ctx *ctx, const char *owner, const char *only, Err *err)
{
    Arena *a = &ctx->arena;
    Str who = str_of(owner ? owner : ""), scope, team, path;
    cJSON *found;
    int rc;

    if (owner == NULL && identity_name(ctx, &who, err) < 0)
        return err->code;
    split_team(a, who, &scope, &team);
    path = team.len > 0 ? arena_strf(a, "-/team/" STR_FMT "/" STR_FMT "/package",
                                     STR_ARG(scope), STR_ARG(team))
                        : arena_strf(a, "-/org/" STR_FMT "/package", STR_ARG(scope));
    rc = account_ask(ctx, NULL, path, STR(""), NULL, &found, err);
    if (rc == ERR_E404)
        rc = account_ask(ctx, NULL,
                         arena_strf(a, "-/user/" STR_FMT "/package", STR_ARG(scope)),
                         STR(""), NULL, &found, err);
    if (rc == 0)
        print_entries(ctx, found, only);
    return rc;
}

static int list_collaborators(Ctx *ctx, const char *arg, const char *only, Err *err)
{
    cJSON *found;
    Spec spec = { 0 };

    if (package(ctx, arg, false, &spec, err) < 0 ||
        account_ask(ctx, NULL, package_path(ctx, &spec, "collaborators"), STR(""), NULL,
                    &found, err) < 0)
        return err->code;
    print_entries(ctx, found, only);
    return 0;
}

static int show_status(Ctx *ctx, const Spec *spec, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *found, *o = json_new_obj(a);

    if (account_ask(ctx, NULL, package_path(ctx, spec, "visibility"), STR(""), NULL,
                    &found, err) < 0 ||
        account_object(found, "visibility", err) < 0)
        return err->code;
    json_add(a, o, spec->raw,
             json_new_str(a, json_truthy(json_get(found, "public")) ? STR("public")
                                                                    : STR("private")));
    print_entries(ctx, o, NULL);
    return 0;
}

static int get_status(Ctx *ctx, const char *arg, Err *err)
{
    Spec spec = { 0 };

    if (package(ctx, arg, false, &spec, err) < 0)
        return err->code;
    return show_status(ctx, &spec, err);
}

/* ---- set ---- */

static int change(Ctx *ctx, const Spec *spec, const cJSON *body, Err *err)
{
    return maintain_ask(ctx, "POST", package_path(ctx, spec, "access"), spec->name, body,
                        NULL, err);
}

static int set_mfa(Ctx *ctx, const char *arg, Str level, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a);
    Spec spec = { 0 };

    if (package(ctx, arg, false, &spec, err) < 0)
        return err->code;
    json_add(a, body, STR("publish_requires_tfa"),
             json_new_bool(a, !str_is(level, "none")));
    if (!str_is(level, "none"))
        json_add(a, body, STR("automation_token_overrides_tfa"),
                 json_new_bool(a, str_is(level, "automation")));
    return change(ctx, &spec, body, err);
}

static int set_status(Ctx *ctx, const char *arg, Str status, Err *err)
{
    cJSON *body = json_new_obj(&ctx->arena);
    Spec spec = { 0 };

    if (package(ctx, arg, true, &spec, err) < 0)
        return err->code;
    json_add_str(&ctx->arena, body, "access",
                 str_is(status, "private") ? STR("restricted") : status);
    if (change(ctx, &spec, body, err) < 0)
        return err->code;
    return show_status(ctx, &spec, err);
}

static int set(Ctx *ctx, const char *what, const char *arg, Err *err)
{
    static const char *const known[] = { "status=public", "status=private", "mfa=none",
                                         "mfa=publish",   "mfa=automation", "2fa=none",
                                         "2fa=publish",   "2fa=automation" };
    Str key, value;
    bool ok = false;

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        ok |= strcmp(known[i], what) == 0;
    if (!ok)
        return usage(ctx, err, "set %s is not a valid access command", what);
    str_cut(str_of(what), '=', &key, &value);
    return str_is(key, "status") ? set_status(ctx, arg, value, err)
                                 : set_mfa(ctx, arg, value, err);
}

/* ---- grant, revoke ---- */

static int permit(Ctx *ctx, const char *method, const char *who, const char *arg,
                  const char *permissions, Err *err)
{
    Arena *a = &ctx->arena;
    RegistryOptions o = ctx_registry_options(ctx);
    RegistryRequest q = { .method = method };
    cJSON *body = json_new_obj(a);
    Str scope, team;
    Spec spec = { 0 };

    if (arg == NULL)
        return out_usage_error(ctx, STR("`<package>` argument is required"), err);
    if (package(ctx, arg, false, &spec, err) < 0)
        return err->code;
    split_team(a, str_of(who), &scope, &team);
    if (scope.len == 0 || team.len == 0)
        return err_set(err, ERR_ENOCODE, "team must be in format `scope:team`");
    json_add_str(a, body, "package", spec.name);
    if (permissions != NULL)
        json_add_str(a, body, "permissions", str_of(permissions));
    q.url = arena_strf(a, "-/team/" STR_FMT "/" STR_FMT "/package", STR_ARG(scope),
                       STR_ARG(team));
    q.package = arena_strf(a, STR_FMT "@*", STR_ARG(spec.name));
    q.registry = registry_for(&o, spec.name);
    q.scope = scope;
    return otp_ask_json(ctx, &q, body, NULL, err);
}

static int grant(Ctx *ctx, const char *permissions, const char *who, const char *arg,
                 Err *err)
{
    if (strcmp(permissions, "read-only") != 0 && strcmp(permissions, "read-write") != 0)
        return out_usage_error(ctx,
                               STR("grant must be either `read-only` or `read-write`"),
                               err);
    if (who == NULL)
        return out_usage_error(ctx, STR("`<scope:team>` argument is required"), err);
    return permit(ctx, "PUT", who, arg, permissions, err);
}

static int list(Ctx *ctx, const char *what, const char *first, const char *second,
                Err *err)
{
    if (strcmp(what, "packages") == 0)
        return list_packages(ctx, first, second, err);
    if (strcmp(what, "collaborators") == 0)
        return list_collaborators(ctx, first, second, err);
    return usage(ctx, err, "list %s is not a valid access command", what);
}

int cmd_access(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *verb = n_args > 0 ? args[0] : NULL, *what = n_args > 1 ? args[1] : NULL;
    const char *first = n_args > 2 ? args[2] : NULL;
    const char *second = n_args > 3 ? args[3] : NULL;
    static const char *const verbs[] = { "get", "grant", "list", "revoke", "set" };
    bool known = false;

    if (verb == NULL)
        return out_usage_error(ctx, STR(""), err);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        known |= strcmp(verb, verbs[i]) == 0;
    if (!known)
        return usage(ctx, err, "%s is not a valid access command", verb);
    if (what == NULL)
        return out_usage_error(ctx, STR(""), err);
    if (strcmp(verb, "grant") == 0)
        return grant(ctx, what, first, second, err);
    if (strcmp(verb, "revoke") == 0)
        return permit(ctx, "DELETE", what, first, NULL, err);
    if (strcmp(verb, "list") == 0)
        return list(ctx, what, first, second, err);
    if (strcmp(verb, "set") == 0)
        return set(ctx, what, first, err);
    if (strcmp(what, "status") != 0)
        return usage(ctx, err, "get %s is not a valid access command", what);
    return get_status(ctx, first, err);
}
