/* cmd_star.c: star, unstar and stars: packages that a user likes. */
#include "common/spec.h"
#include "common/jstext.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/identity.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/maintain.h"
#include "registry-client/request.h"

static int mark(Ctx *ctx, const Spec *spec, Str user, bool like, Err *err)
{
    Arena *a = &ctx->arena;
    Str name = registry_escape_name(a, spec->name);
    cJSON *doc, *body = json_new_obj(a), *users, *answer;

    if (maintain_document(ctx, spec->name, &doc, err) < 0)
        return err->code;
    users = json_get(doc, "users");
    users = json_is_obj(users) ? json_dup(a, users) : json_new_obj(a);
    if (like)
        json_set(a, users, user, json_new_bool(a, true));
    else
        json_del(users, arena_memdupz(a, user.ptr, user.len));
    json_add_str(a, body, "_id", json_str(json_get(doc, "_id")));
    json_add_str(a, body, "_rev", json_str(json_get(doc, "_rev")));
    json_add(a, body, STR("users"), users);
    return maintain_ask(ctx, "PUT", name, spec->name, body, &answer, err);
}

/* npm does the first package only; here all that were named are. */
static int mark_all(Ctx *ctx, char **args, int n, bool like, Err *err)
{
    bool unicode = config_bool(&ctx->config, "unicode");
    const char *full = unicode ? "★ " : "(*)", *empty = unicode ? "☆ " : "( )";
    Str user;
    Spec spec;

    if (n == 0)
        return out_usage_error(ctx, STR(""), err);
    if (identity_name(ctx, &user, err) < 0)
        return err->code;
    for (int i = 0; i < n; i++) {
        if (spec_parse(&ctx->arena, str_of(args[i]), ctx->input.cwd, &spec, err) < 0 ||
            mark(ctx, &spec, user, like, err) < 0)
            return err->code;
        out_sayf(ctx, "%s " STR_FMT, like ? full : empty, STR_ARG(spec.name));
    }
    return 0;
}

int cmd_star(Ctx *ctx, char **args, int n_args, Err *err)
{
    return mark_all(ctx, args, n_args, true, err);
}

int cmd_unstar(Ctx *ctx, char **args, int n_args, Err *err)
{
    return mark_all(ctx, args, n_args, false, err);
}

int cmd_stars(Ctx *ctx, char **args, int n_args, Err *err)
{
    Arena *a = &ctx->arena;
    Str user = str_of(n_args > 0 ? args[0] : "");
    cJSON *found = NULL;
    int rc = user.len == 0 ? identity_name(ctx, &user, err) : 0;

    if (rc == 0)
        rc = account_ask(ctx, NULL,
                         arena_strf(a, "-/_view/starredByUser?key=%%22" STR_FMT "%%22",
                                    STR_ARG(js_encode_uri_component(a, user))),
                         STR(""), NULL, &found, err);
    if (rc == ERR_ENEEDAUTH)
        ctx_log(ctx, LOG_WARN, "stars", "auth is required to look up your username");
    if (rc == 0)
        rc = account_object(found, "list", err);
    if (rc < 0)
        return rc;
    if (json_len(json_get(found, "rows")) == 0)
        ctx_log(ctx, LOG_WARN, "stars", "user has not starred any packages");
    JSON_EACH (row, json_get(found, "rows"))
        out_say(ctx, account_text(a, json_get(row, "value")));
    return 0;
}
