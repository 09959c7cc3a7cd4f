/* cmd_pkg.c: pkg get, set, delete, fix: package.json from the command line. */
#include "common/fs.h"
#include "common/json_write.h"
#include "common/json_why.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/commands/places.h"
#include "pkg/commands/queryable.h"
#include "pkg/model/manifest_fix.h"

typedef struct {
    Ctx *ctx;
    Str path, workspace; /* workspace: its name, "" for the project itself */
    char **args;
    int n_args;
} Call;

/* ---- get ---- */

/* One key with one answer is that answer; everything else an object. */
static cJSON *answer(const Call *c, cJSON *found)
{
    cJSON *one = found->child;

    if (c->n_args == 1 && one != NULL && one->next == NULL) {
        one = json_get(found, c->args[0]);
        return one != NULL && json_is_raw(one) ? NULL : one;
    }
    queryable_drop_undefined(found);
    return found;
}

static int get(const Call *c, Err *err)
{
    Arena *a = &c->ctx->arena;
    PackageFile f;
    cJSON *result;

    c->ctx->json = true;
    if (package_read(c->ctx, c->path, &f, err) < 0 &&
        (err->code != ERR_EPKGJSON || c->n_args > 0))
        return err->code;
    result = f.whole;
    if (c->n_args > 0) {
        result = json_new_obj(a);
        for (int i = 0; i < c->n_args; i++) {
            if (queryable_get(a, f.json, str_of(c->args[i]), true, result, err) < 0)
                return err->code;
        }
        result = answer(c, result);
    }
    if (c->workspace.len > 0) {
        cJSON *outer = json_new_obj(a);

        if (result != NULL)
            json_add(a, outer, c->workspace, json_dup(a, result));
        result = outer;
    }
    if (json_truthy(result))
        ctx_json(c->ctx, result);
    return 0;
}

/* ---- set, delete ---- */

static int value_of(const Call *c, Str text, cJSON **out, Err *err)
{
    Arena *a = &c->ctx->arena;
    Err ignored;

    if (!config_bool(&c->ctx->config, "json")) {
        *out = json_new_str(a, text);
        return 0;
    }
    if (json_parse(a, text, "value", NULL, out, &ignored) < 0)
        return err_set(err, ERR_ENOCODE, STR_FMT, STR_ARG(json_why(a, text)));
    return 0;
}

static int expects_more(const Call *c, bool remove, Err *err)
{
    return out_usage_error(c->ctx,
                           str_of(remove ? "pkg delete expects key args."
                                         : "pkg set expects a key=value pair of args."),
                           err);
}

static int change(const Call *c, cJSON *pkg, const char *arg, bool remove, Err *err)
{
    bool force = config_bool(&c->ctx->config, "force");
    Str key = str_of(arg), text = STR("");
    cJSON *value = NULL;

    if (!remove && (!str_cut(str_of(arg), '=', &key, &text) || text.len == 0))
        key = STR("");
    if (key.len == 0)
        return expects_more(c, remove, err);
    if (!remove && value_of(c, text, &value, err) < 0)
        return err->code;
    return queryable_set(&c->ctx->arena, pkg, key, value, force, err);
}

static int edit(const Call *c, bool remove, Err *err)
{
    PackageFile f;
    cJSON *old;

    if (c->n_args == 0)
        return expects_more(c, remove, err);
    if (package_read(c->ctx, c->path, &f, err) < 0)
        return err->code;
    old = json_dup(&c->ctx->arena, f.json);
    for (int i = 0; i < c->n_args; i++) {
        if (change(c, f.json, c->args[i], remove, err) < 0)
            return err->code;
    }
    if (manifest_update(&c->ctx->arena, f.json, old, err) < 0)
        return err->code;
    return package_save(c->ctx, &f, err);
}

/* ---- fix ---- */

static int fix(const Call *c, Err *err)
{
    PackageFile f;
    Str id;

    if (package_read(c->ctx, c->path, &f, err) < 0)
        return err->code;
    id = arena_strf(&c->ctx->arena, STR_FMT "@" STR_FMT,
                    STR_ARG(json_str(json_get(f.json, "name"))),
                    STR_ARG(json_str(json_get(f.json, "version"))));
    if (manifest_fix(&c->ctx->arena, f.json, err) < 0)
        return err->code;
    package_warn(c->ctx, c->path, f.json, id);
    return package_save(c->ctx, &f, err);
}

/* ---- All of it ---- */

static int in_place(const Call *c, const char *what, Err *err)
{
    if (strcmp(what, "get") == 0)
        return get(c, err);
    if (strcmp(what, "set") == 0)
        return edit(c, false, err);
    if (strcmp(what, "delete") == 0)
        return edit(c, true, err);
    if (strcmp(what, "fix") == 0)
        return fix(c, err);
    return out_usage_error(c->ctx, STR(""), err);
}

int cmd_pkg(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *what = n_args > 0 ? args[0] : "";
    Call call = { .ctx = ctx,
                  .path = ctx->config.local_prefix,
                  .args = args + 1,
                  .n_args = n_args - 1 };
    Places places;

    if (ctx_is_global(ctx))
        return err_set(err, ERR_EPKGGLOBAL,
                       "There's no package.json file to manage on global mode");
    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    if (!places.selected)
        return in_place(&call, what, err);
    VEC_EACH (Workspace, w, places.list) {
        call.path = w->path;
        call.workspace = w->name;
        if (in_place(&call, what, err) < 0)
            return err->code;
    }
    return 0;
}
