/* cmd_team.c: team and org: who belongs to whom. */
#include "common/json_write.h"
#include "common/jstext.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/maintain.h"
#include "pkg/ui/paint.h"

static bool is(const char *word, const char *what)
{
    return strcmp(word, what) == 0;
}

static Str without(Str s, const char *letters)
{
    return s.len > 0 && strchr(letters, s.ptr[0]) != NULL ? str_from(s, 1) : s;
}

static cJSON *done(Arena *a, const char *what)
{
    cJSON *o = json_new_obj(a);

    json_add(a, o, str_of(what), json_new_bool(a, true));
    return o;
}

/* ---- team ---- */

typedef struct {
    Str entity;      /* "scope:team" */
    Str of;          /* "scope" without its sign */
    Str scope, team; /* as pieces of a path */
} Team;

static int read_team(Ctx *ctx, Str entity, Team *t, Err *err)
{
    Str scope, team;

    *t = (Team){ .entity = entity };
    if (!str_cut(entity, ':', &scope, &team) || scope.len == 0)
        return err_set(err, ERR_EMISSINGARG, "Missing required argument #1");
    t->of = without(scope, "@");
    t->scope = js_encode_uri_component(&ctx->arena, scope);
    t->team = js_encode_uri_component(&ctx->arena, team);
    return 0;
}

static int team_create(Ctx *ctx, const Team *t, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *answer, *o;
    Str scope, team;

    str_cut(t->entity, ':', &scope, &team);
    json_add_str(a, body, "name", team);
    if (account_ask_of_scope(ctx, "PUT",
                             arena_strf(a, "-/org/" STR_FMT "/team", STR_ARG(t->scope)),
                             t->of, body, &answer, err) < 0)
        return err->code;
    if (ctx->json) {
        o = done(a, "created");
        json_add_str(a, o, "team", t->entity);
        ctx_json(ctx, o);
    } else if (ctx_is_parseable(ctx)) {
        out_sayf(ctx, STR_FMT "\tcreated", STR_ARG(t->entity));
    } else if (ctx->level > LOG_SILENT) {
        out_sayf(ctx, "+@" STR_FMT, STR_ARG(t->entity));
    }
    return 0;
}

static int team_destroy(Ctx *ctx, const Team *t, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *o;

    if (account_ask_of_scope(ctx, "DELETE",
                             arena_strf(a, "-/team/" STR_FMT "/" STR_FMT,
                                        STR_ARG(t->scope), STR_ARG(t->team)),
                             t->of, NULL, NULL, err) < 0)
        return err->code;
    if (ctx->json) {
        o = done(a, "deleted");
        json_add_str(a, o, "team", t->entity);
        ctx_json(ctx, o);
    } else if (ctx_is_parseable(ctx)) {
        out_sayf(ctx, STR_FMT "\tdeleted", STR_ARG(t->entity));
    } else if (ctx->level > LOG_SILENT) {
        out_sayf(ctx, "-@" STR_FMT, STR_ARG(t->entity));
    }
    return 0;
}

static int team_member(Ctx *ctx, const Team *t, Str user, bool add, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *answer, *o;

    json_add_str(a, body, "user", user);
    if (account_ask_of_scope(ctx, add ? "PUT" : "DELETE",
                             arena_strf(a, "-/team/" STR_FMT "/" STR_FMT "/user",
                                        STR_ARG(t->scope), STR_ARG(t->team)),
                             t->of, body, add ? &answer : NULL, err) < 0)
        return err->code;
    if (ctx->json) {
        o = done(a, add ? "added" : "removed");
        json_add_str(a, o, "team", t->entity);
        json_add_str(a, o, "user", user);
        ctx_json(ctx, o);
    } else if (ctx_is_parseable(ctx)) {
        out_sayf(ctx, STR_FMT "\t" STR_FMT "\t%s", STR_ARG(user), STR_ARG(t->entity),
                 add ? "added" : "removed");
    } else if (ctx->level > LOG_SILENT) {
        out_sayf(ctx, STR_FMT " %s @" STR_FMT, STR_ARG(user),
                 add ? "added to" : "removed from", STR_ARG(t->entity));
    }
    return 0;
}

/* As npm reads it, value by value: of an object's members these count, and null is none.
 */
static cJSON *values_of(Arena *a, const cJSON *found)
{
    cJSON *list = json_new_arr(a);

    JSON_EACH (m, found) {
        if (!json_is_null(m))
            json_push(list, json_new_str(a, account_text(a, m)));
    }
    return list;
}

static void print_members(Ctx *ctx, Str entity, const cJSON *found, const char *noun,
                          const char *mark)
{
    Arena *a = &ctx->arena;
    cJSON *out = json_new_arr(a);
    AccountNames names;
    Buf b = { 0 };

    account_sorted(a, values_of(a, found), &names);
    VEC_EACH (Str, n, names) {
        json_push(out, json_new_str(a, *n));
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? "\n" : "", STR_ARG(*n));
    }
    if (ctx->json) {
        ctx_json(ctx, out);
    } else if (ctx_is_parseable(ctx)) {
        out_say(ctx, buf_view(&b));
    } else if (ctx->level > LOG_SILENT) {
        out_sayf(ctx, "@" STR_FMT " has %zu %s%s%s", STR_ARG(entity), names.len, noun,
                 names.len == 1 ? "" : "s", names.len == 0 ? "" : ":");
        VEC_EACH (Str, n, names)
            out_sayf(ctx, "%s" STR_FMT, mark, STR_ARG(*n));
    }
    buf_release(&b);
}

static int team_list(Ctx *ctx, Str entity, Err *err)
{
    Arena *a = &ctx->arena;
    Str scope, rest, path;
    cJSON *found;
    bool one = str_cut(entity, ':', &scope, &rest) && scope.len > 0 && rest.len > 0;
    Team t;

    if (entity.len == 0)
        return err_set(err, ERR_EMISSINGARG, "Missing required argument #1");
    if (one && read_team(ctx, entity, &t, err) < 0)
        return err->code;
    path = one ? arena_strf(a, "-/team/" STR_FMT "/" STR_FMT "/user?format=cli",
                            STR_ARG(t.scope), STR_ARG(t.team))
               : arena_strf(a, "-/org/" STR_FMT "/team?format=cli",
                            STR_ARG(js_encode_uri_component(a, entity)));
    if (account_ask(ctx, NULL, path, STR(""), NULL, &found, err) < 0)
        return err->code;
    print_members(ctx, entity, found, one ? "user" : "team", one ? "" : "@");
    return 0;
}

int cmd_team(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *verb = n_args > 0 ? args[0] : "";
    Str entity = without(str_of(n_args > 1 ? args[1] : ""), "@");
    Str user = str_of(n_args > 2 ? args[2] : "");
    Team t;

    if (is(verb, "ls"))
        return team_list(ctx, entity, err);
    if (!is(verb, "create") && !is(verb, "destroy") && !is(verb, "add") &&
        !is(verb, "rm"))
        return out_usage_error(ctx, STR(""), err);
    if (read_team(ctx, entity, &t, err) < 0)
        return err->code;
    if (is(verb, "create"))
        return team_create(ctx, &t, err);
    if (is(verb, "destroy"))
        return team_destroy(ctx, &t, err);
    return team_member(ctx, &t, user, is(verb, "add"), err);
}

/* ---- org ---- */

static Str org_path(Ctx *ctx, Str org)
{
    return arena_strf(&ctx->arena, "-/org/" STR_FMT "/user",
                      STR_ARG(js_encode_uri_component(&ctx->arena, without(org, "@"))));
}

static const char *plural(double n)
{
    return n == 1 ? "" : "s";
}

static int org_set(Ctx *ctx, Str org, Str user, const char *role, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *m;
    Str name, size;

    if (!is(role, "owner") && !is(role, "admin") && !is(role, "developer"))
        return err_set(err, ERR_ENOCODE,
                       "Third argument `role` must be one of `owner`, `admin`, or "
                       "`developer`, with `developer` being the default value if "
                       "omitted.");
    json_add_str(a, body, "user", without(user, "@"));
    json_add_str(a, body, "role", str_of(role));
    if (account_ask(ctx, "PUT", org_path(ctx, org), STR(""), body, &m, err) < 0 ||
        account_object(json_get(m, "org"), "organization", err) < 0)
        return err->code;
    name = account_text(a, json_at(m, "org", "name", NULL));
    size = account_text(a, json_at(m, "org", "size", NULL));
    user = account_text(a, json_get(m, "user"));
    if (ctx->json) {
        out_json_now(ctx, m);
    } else if (ctx_is_parseable(ctx)) {
        out_say(ctx, STR("org\torgsize\tuser\trole"));
        out_sayf(ctx, STR_FMT "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT, STR_ARG(name),
                 STR_ARG(size), STR_ARG(user),
                 STR_ARG(account_text(a, json_get(m, "role"))));
    } else if (ctx->level > LOG_SILENT) {
        out_sayf(ctx,
                 "Added " STR_FMT " as " STR_FMT " to " STR_FMT ". You now have " STR_FMT
                 " member%s in this org.",
                 STR_ARG(user), STR_ARG(account_text(a, json_get(m, "role"))),
                 STR_ARG(name), STR_ARG(size), str_is(size, "1") ? "" : "s");
    }
    return 0;
}

static int org_rm(Ctx *ctx, Str org, Str user, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *body = json_new_obj(a), *roster, *o;
    size_t n;

    json_add_str(a, body, "user", without(user, "@"));
    if (account_ask(ctx, "DELETE", org_path(ctx, org), STR(""), body, NULL, err) < 0 ||
        account_ask(ctx, NULL, org_path(ctx, org), STR(""), NULL, &roster, err) < 0)
        return err->code;
    n = json_len(roster);
    user = without(user, "~@");
    org = without(org, "~@");
    if (ctx->json) {
        o = json_new_obj(a);
        json_add_str(a, o, "user", user);
        json_add_str(a, o, "org", org);
        json_add(a, o, STR("userCount"), json_new_num(a, (double)n));
        json_add(a, o, STR("deleted"), json_new_bool(a, true));
        ctx_json(ctx, o);
    } else if (ctx_is_parseable(ctx)) {
        out_say(ctx, STR("user\torg\tuserCount\tdeleted"));
        out_sayf(ctx, STR_FMT "\t" STR_FMT "\t%zu\ttrue", STR_ARG(user), STR_ARG(org), n);
    } else if (ctx->level > LOG_SILENT) {
        out_sayf(ctx,
                 "Successfully removed " STR_FMT " from " STR_FMT
                 ". You now have %zu member%s in this org.",
                 STR_ARG(user), STR_ARG(org), n, plural((double)n));
    }
    return 0;
}

static void print_roster(Ctx *ctx, const cJSON *roster)
{
    Arena *a = &ctx->arena;
    AccountNames names;

    if (ctx_is_parseable(ctx)) {
        out_say(ctx, STR("user\trole"));
        JSON_EACH (m, roster)
            out_sayf(ctx, "%s\t" STR_FMT, m->string, STR_ARG(account_text(a, m)));
        return;
    }
    account_sorted(a, roster, &names);
    VEC_EACH (Str, n, names)
        out_sayf(ctx, STR_FMT " - " STR_FMT, STR_ARG(*n),
                 STR_ARG(paint(a, ctx->color_out, PAINT_CYAN,
                               account_text(a, json_getn(roster, *n)))));
}

static int org_ls(Ctx *ctx, Str org, const char *user, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *roster, *one = json_new_obj(a);

    if (account_ask(ctx, NULL, org_path(ctx, org), STR(""), NULL, &roster, err) < 0)
        return err->code;
    if (user != NULL) {
        if (json_truthy(json_get(roster, user)))
            json_add(a, one, str_of(user), json_dup(a, json_get(roster, user)));
        roster = one;
    }
    if (!json_is_obj(roster))
        roster = one;
    if (ctx->json)
        ctx_json(ctx, roster);
    else if (ctx_is_parseable(ctx) || ctx->level > LOG_SILENT)
        print_roster(ctx, roster);
    return 0;
}

int cmd_org(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *verb = n_args > 0 ? args[0] : "", *org = n_args > 1 ? args[1] : NULL;
    const char *user = n_args > 2 ? args[2] : NULL;
    bool ls = is(verb, "ls"), rm = is(verb, "rm");

    if (!ls && !rm && !is(verb, "set") && !is(verb, "add"))
        return out_usage_error(ctx, STR(""), err);
    if (org == NULL)
        return err_set(err, ERR_ENOCODE, "First argument `orgname` is required.");
    if (ls)
        return org_ls(ctx, str_of(org), user, err);
    if (user == NULL)
        return err_set(err, ERR_ENOCODE, "Second argument `username` is required.");
    if (rm)
        return org_rm(ctx, str_of(org), str_of(user), err);
    return org_set(ctx, str_of(org), str_of(user), n_args > 3 ? args[3] : "developer",
                   err);
}
