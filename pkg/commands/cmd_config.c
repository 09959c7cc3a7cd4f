/* cmd_config.c: config, get, set; root and prefix. */
#include <stdlib.h>

#include "common/json_write.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/context.h"

/* What must not be shown: "//host/:_authToken", "_auth", "_password". */
static bool is_secret(Str key)
{
    ptrdiff_t colon = str_rindex(key, ':');
    Str last = colon < 0 ? key : str_from(key, (size_t)colon + 1);

    return last.len > 0 && last.ptr[0] == '_';
}

static ConfigWhere where_to_write(const Ctx *ctx, Err *err)
{
    Str location = config_str(&ctx->config, "location");
    int where =
        config_bool(&ctx->config, "global") ? CONFIG_GLOBAL : config_where_of(location);

    if (where < 0 || !ctx->config.layers[where].is_file) {
        err_set(err, ERR_EUSAGE, "no settings are kept at '" STR_FMT "'",
                STR_ARG(location));
        return CONFIG_DEFAULT;
    }
    return (ConfigWhere)where;
}

/* ---- Reading ---- */

static Str shown(Ctx *ctx, const cJSON *v)
{
    Buf b = { 0 };
    Str out;

    if (v == NULL)
        return STR("undefined");
    if (json_is_str(v))
        return json_str(v);
    if (!json_is_arr(v))
        return json_text(&ctx->arena, v);
    JSON_EACH (e, v)
        buf_printf(&b, "%s" STR_FMT, e == v->child ? "" : ",", STR_ARG(shown(ctx, e)));
    out = arena_str(&ctx->arena, buf_view(&b));
    buf_release(&b);
    return out;
}

static int get(Ctx *ctx, char **keys, int n, Err *err)
{
    for (int i = 0; i < n; i++) {
        const char *key = keys[i];

        if (is_secret(str_of(key)))
            return err_set(err, ERR_EUSAGE,
                           "The %s option is protected, and can not be retrieved in this "
                           "way",
                           key);
        if (n > 1)
            ctx_print(ctx, "%s=", key);
        ctx_print(ctx, STR_FMT "\n", STR_ARG(shown(ctx, config_get(&ctx->config, key))));
    }
    return 0;
}

static int by_text(const void *x, const void *y)
{
    return str_cmp(*(const Str *)x, *(const Str *)y);
}

static void list_layer(Ctx *ctx, ConfigWhere where, bool all)
{
    const ConfigLayer *l = &ctx->config.layers[where];
    VEC(Str) keys = { 0 };

    MAP_EACH (e, l->values) {
        if (all || !config_is_deprecated(e->key))
            vec_push(&keys, e->key);
    }
    if (keys.len == 0)
        return;
    qsort(keys.ptr, keys.len, sizeof(Str), by_text);
    ctx_print(ctx, "; \"%s\" config from " STR_FMT "\n\n", config_where_name(where),
              STR_ARG(l->source));
    VEC_EACH (Str, k, keys) {
        const cJSON *v = map_get(&l->values, *k);
        const char *hidden =
            config_find(&ctx->config, arena_memdupz(&ctx->arena, k->ptr, k->len)) > where
                ? "; "
                : "";

        if (is_secret(*k))
            ctx_print(ctx, "%s" STR_FMT " = (protected)\n", hidden, STR_ARG(*k));
        else
            ctx_print(ctx, "%s" STR_FMT " = " STR_FMT "%s\n", hidden, STR_ARG(*k),
                      STR_ARG(json_text(&ctx->arena, v)), *hidden ? " ; overridden" : "");
    }
    ctx_print(ctx, "\n");
    vec_release(&keys);
}

static void list_json(Ctx *ctx)
{
    cJSON *out = json_new_obj(&ctx->arena);
    JsonStyle style = json_default_style();
    Buf b = { 0 };

    for (int i = CONFIG_LAYERS - 1; i >= 0; i--) {
        MAP_EACH (e, ctx->config.layers[i].values) {
            if (!is_secret(e->key) && json_getn(out, e->key) == NULL)
                json_add(&ctx->arena, out, e->key, json_dup(&ctx->arena, e->value));
        }
    }
    json_sort_keys(out, str_cmp);
    json_write(out, &style, &b);
    ctx_write(ctx, buf_view(&b));
    buf_release(&b);
}

static int list(Ctx *ctx)
{
    bool all = config_bool(&ctx->config, "long");

    if (ctx->json) {
        list_json(ctx);
        return 0;
    }
    for (int i = CONFIG_LAYERS - 1; i > CONFIG_DEFAULT; i--)
        list_layer(ctx, (ConfigWhere)i, true);
    if (all)
        list_layer(ctx, CONFIG_DEFAULT, false);
    ctx_print(ctx, "; pkg version = %s\n; cwd = " STR_FMT "\n; HOME = " STR_FMT "\n",
              SMEW_VERSION, STR_ARG(ctx->input.cwd), STR_ARG(ctx->config.home));
    if (!all)
        ctx_print(ctx, "; Run `pkg config ls -l` to show all defaults.\n");
    return 0;
}

/* ---- Writing ---- */

static bool is_settable(Str key)
{
    static const char *const of_registries[] = { "_auth",    "_authToken", "_password",
                                                 "certfile", "email",      "keyfile",
                                                 "username", "registry" };
    ptrdiff_t colon = str_rindex(key, ':');

    if (colon < 0)
        return config_is_known(key) || key.ptr[0] == '@';
    for (size_t i = 0; i < sizeof of_registries / sizeof of_registries[0]; i++) {
        if (str_is(str_from(key, (size_t)colon + 1), of_registries[i]))
            return true;
    }
    return false;
}

static int set(Ctx *ctx, char **args, int n, Err *err)
{
    ConfigWhere where = where_to_write(ctx, err);
    Str key, value;

    if (err->code != 0)
        return err->code;
    if (n == 0)
        return err_set(err, ERR_EUSAGE, "pkg config set <key>=<value> …");
    for (int i = 0; i < n; i++) {
        if (!str_cut(str_of(args[i]), '=', &key, &value)) {
            key = str_of(args[i]);
            /* `set key value` */
            value = n == 2 && i == 0 ? str_of(args[++i]) : STR("");
        }
        key = str_trim(key);
        value = str_trim(value);
        if (key.len == 0 || !is_settable(key))
            return err_set(err, ERR_EUSAGE, "`" STR_FMT "` is not a valid npm option",
                           STR_ARG(key));
        if (config_is_deprecated(key))
            return err_set(err, ERR_EUSAGE,
                           "The `" STR_FMT
                           "` option is deprecated, and can not be set in "
                           "this way",
                           STR_ARG(key));
        config_set_text(&ctx->config, where, key, value);
    }
    return config_save(&ctx->config, where, err);
}

static int delete (Ctx *ctx, char **keys, int n, Err *err)
{
    ConfigWhere where = where_to_write(ctx, err);

    if (err->code != 0)
        return err->code;
    if (n == 0)
        return err_set(err, ERR_EUSAGE, "pkg config delete <key> …");
    for (int i = 0; i < n; i++)
        config_unset(&ctx->config, where, str_of(keys[i]));
    return config_save(&ctx->config, where, err);
}

/* ---- Commands ---- */

int cmd_config(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *what = n_args > 0 ? args[0] : "";

    if (strcmp(what, "get") == 0)
        return n_args == 1 ? list(ctx) : get(ctx, args + 1, n_args - 1, err);
    if (strcmp(what, "set") == 0)
        return set(ctx, args + 1, n_args - 1, err);
    if (strcmp(what, "delete") == 0 || strcmp(what, "del") == 0 ||
        strcmp(what, "rm") == 0)
        return delete (ctx, args + 1, n_args - 1, err);
    if (strcmp(what, "list") == 0 || strcmp(what, "ls") == 0)
        return list(ctx);
    if (strcmp(what, "edit") == 0 || strcmp(what, "fix") == 0)
        return err_set(err, ERR_EUNSUPPORTED, "`pkg config %s` is not there yet", what);
    return err_set(err, ERR_EUSAGE, "pkg config get|set|delete|list");
}

int cmd_get(Ctx *ctx, char **args, int n_args, Err *err)
{
    return n_args == 0 ? list(ctx) : get(ctx, args, n_args, err);
}

int cmd_set(Ctx *ctx, char **args, int n_args, Err *err)
{
    return set(ctx, args, n_args, err);
}

int cmd_root(Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)args;
    (void)n_args;
    (void)err;
    ctx_print(ctx, STR_FMT "\n", STR_ARG(ctx_modules(ctx)));
    return 0;
}

int cmd_prefix(Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)args;
    (void)n_args;
    (void)err;
    ctx_print(ctx, STR_FMT "\n", STR_ARG(ctx_prefix(ctx)));
    return 0;
}
