/* cmd_config.c: config, get, set; root and prefix. */
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "common/bug.h"
#include "common/collate.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/config_file.h"
#include "pkg/commands/places.h"
#include "pkg/output.h"
#include "pkg/publish/publish.h"
#include "registry-client/js_date.h"
#include "registry-client/redact.h"

/* Also what has a password or token in it. */
static bool is_private(Str key, const cJSON *v)
{
    Buf b = { 0 };
    bool secret = config_is_protected(key);

    if (json_is_str(v) && !secret) {
        redact_secrets(json_str(v), true, &b);
        secret = !str_eq(buf_view(&b), json_str(v));
    }
    buf_release(&b);
    return secret;
}

static int where_to_write(const Ctx *ctx, ConfigWhere *out, Err *err)
{
    Str location = config_str(&ctx->config, "location");
    int where =
        config_bool(&ctx->config, "global") ? CONFIG_GLOBAL : config_where_of(location);

    if (where < 0 || !ctx->config.layers[where].is_file)
        return err_set(err, ERR_EUSAGE, "no settings are kept at '" STR_FMT "'",
                       STR_ARG(location));
    *out = (ConfigWhere)where;
    return 0;
}

/* ---- Reading ---- */

/* Settings that npm changes once it has read them: from the weakest layer to the
 * strongest, each that sets one of them sets what follows from it as well. */
typedef struct {
    const char *key, *cause;
    const char *value; /* when cause is true; NULL: cause's own value */
} Follows;

static const Follows follows[] = {
    { "save-prefix", "save-exact", "" },
    { "install-strategy", "global-style", "shallow" },
    { "install-strategy", "legacy-bundling", "nested" },
    { "package-lock", "shrinkwrap", NULL },
    { "auth-type", "otp", "legacy" },
};

static const cJSON *followed(Ctx *ctx, const Follows *f, const cJSON *value)
{
    const Config *c = &ctx->config;
    const cJSON *cause = NULL, *now = NULL;

    for (int i = 0; i < CONFIG_LAYERS; i++) {
        const cJSON *k = config_get_read_at(c, (ConfigWhere)i, f->key);
        const cJSON *w = config_get_read_at(c, (ConfigWhere)i, f->cause);

        now = k != NULL ? k : now;
        cause = w != NULL ? w : cause;
        if (f->value == NULL)
            now = w != NULL ? w : now;
        else if ((w != NULL || (k != NULL && f->value[0] == '\0')) && json_truthy(cause))
            now = json_new_str(&ctx->arena, str_of(f->value));
    }
    return now != NULL ? now : value;
}

/* npm puts what follows beside its cause, where lists show it. */
static void put_followed(Ctx *ctx, const Follows *f)
{
    const cJSON *now = config_get_read_at(&ctx->config, CONFIG_DEFAULT, f->key);
    const cJSON *cause = config_get_read_at(&ctx->config, CONFIG_DEFAULT, f->cause);
    bool always = f->value != NULL && f->value[0] == '\0';

    for (int i = CONFIG_DEFAULT + 1; i < CONFIG_LAYERS; i++) {
        const cJSON *k = config_get_read_at(&ctx->config, (ConfigWhere)i, f->key);
        const cJSON *w = config_get_read_at(&ctx->config, (ConfigWhere)i, f->cause);

        now = k != NULL ? k : now;
        cause = w != NULL ? w : cause;
        if (w == NULL && (k == NULL || !always))
            continue;
        if (f->value == NULL)
            now = w;
        else if (json_truthy(cause))
            now = json_new_str(&ctx->arena, str_of(f->value));
        else if (!always)
            continue;
        config_set(&ctx->config, (ConfigWhere)i, str_of(f->key), now);
    }
}

/* ---- omit and include ---- */

static void add_text(Ctx *ctx, cJSON *list, const char *text)
{
    if (!json_has_text(list, str_of(text)))
        json_push(list, json_new_str(&ctx->arena, str_of(text)));
}

static cJSON *list_of(Ctx *ctx, const cJSON *v)
{
    cJSON *list = json_new_arr(&ctx->arena);

    JSON_EACH (e, v) {
        if (!json_has_text(list, json_str(e)))
            json_push(list, json_dup(&ctx->arena, e));
    }
    if (json_is_str(v) && json_str(v).len > 0)
        json_push(list, json_dup(&ctx->arena, v));
    return list;
}

/* What the older settings say, too. now: in the order of the names. */
static void put_lists(Ctx *ctx, ConfigWhere where, const cJSON *const now[])
{
    enum { OMIT, INCLUDE, ONLY, PRODUCTION, ALSO, DEV, OPTIONAL };
    Arena *a = &ctx->arena;
    cJSON *omit = list_of(ctx, now[OMIT]), *include = list_of(ctx, now[INCLUDE]);
    cJSON *left = json_new_arr(a);

    if (str_starts(json_str(now[ONLY]), STR("prod")) || json_truthy(now[PRODUCTION]))
        add_text(ctx, omit, "dev");
    else if (json_is_false(now[PRODUCTION]))
        add_text(ctx, include, "dev");
    if (str_starts(json_str(now[ALSO]), STR("dev")) || json_truthy(now[DEV]))
        add_text(ctx, include, "dev");
    if (json_is_false(now[OPTIONAL]) || json_is_true(now[OPTIONAL]))
        add_text(ctx, json_is_true(now[OPTIONAL]) ? include : omit, "optional");
    JSON_EACH (e, omit) {
        if (!json_has_text(include, json_str(e)))
            json_push(left, json_dup(a, e));
    }
    config_set(&ctx->config, where, STR("omit"), left);
    config_set(&ctx->config, where, STR("include"), include);
}

/* npm writes what comes of all of them beside each: two lists in each layer that has
 * one. */
static void put_omit(Ctx *ctx)
{
    static const char *const keys[] = { "omit", "include", "only",    "production",
                                        "also", "dev",     "optional" };
    enum { N = sizeof keys / sizeof keys[0] };
    const cJSON *now[N] = { NULL };

    for (int i = 0; i < CONFIG_LAYERS; i++) {
        bool any = false;

        for (size_t k = 0; k < N; k++) {
            const cJSON *v = config_get_read_at(&ctx->config, (ConfigWhere)i, keys[k]);

            if (v != NULL)
                now[k] = v;
            any |= v != NULL && i != CONFIG_DEFAULT;
        }
        if (!any)
            continue;
        put_lists(ctx, (ConfigWhere)i, now);
        now[0] = config_get_read_at(&ctx->config, (ConfigWhere)i, keys[0]);
        now[1] = config_get_read_at(&ctx->config, (ConfigWhere)i, keys[1]);
    }
}

/* The value that npm has for the key. */
static const cJSON *value_of(Ctx *ctx, const char *key)
{
    const cJSON *v = config_get_read(&ctx->config, key);

    for (size_t i = 0; i < sizeof follows / sizeof follows[0]; i++) {
        if (strcmp(follows[i].key, key) == 0)
            v = followed(ctx, &follows[i], v);
    }
    return v;
}

/* JavaScript's String(date). */
static Str date_text(Ctx *ctx, Str s)
{
    char text[80], zone[64];
    int64_t ms;
    struct tm tm;
    time_t t;

    if (!js_date_parse(s, &ms))
        return STR("Invalid Date");
    t = (time_t)(ms / 1000);
    localtime_r(&t, &tm);
    strftime(text, sizeof text, "%a %b %d %Y %H:%M:%S GMT%z", &tm);
    strftime(zone, sizeof zone, "%Z", &tm);
    return arena_strf(&ctx->arena, "%s (%s)", text,
                      strcmp(zone, "UTC") == 0 || strcmp(zone, "GMT") == 0
                          ? "Coordinated Universal Time"
                          : zone);
}

static Str shown(Ctx *ctx, const char *key, const cJSON *v)
{
    Buf b = { 0 };

    if (v == NULL)
        return STR("undefined");
    if (json_is_str(v))
        return config_is_date(str_of(key)) ? date_text(ctx, json_str(v)) : json_str(v);
    if (json_is_num(v) && isinf(v->valuedouble))
        return v->valuedouble > 0 ? STR("Infinity") : STR("-Infinity");
    if (!json_is_arr(v))
        return json_text(&ctx->arena, v);
    JSON_EACH (e, v)
        buf_printf(&b, "%s" STR_FMT, e == v->child ? "" : ",",
                   STR_ARG(shown(ctx, "", e)));
    return buf_to_arena(&b, &ctx->arena);
}

static int get(Ctx *ctx, char **keys, int n, Err *err)
{
    Buf b = { 0 };

    put_omit(ctx);
    for (int i = 0; i < n; i++) {
        const cJSON *v = value_of(ctx, keys[i]);

        if (is_private(str_of(keys[i]), v)) {
            buf_release(&b);
            return err_set(err, ERR_ENOCODE,
                           "The %s option is protected, and cannot be retrieved in this "
                           "way",
                           keys[i]);
        }
        buf_puts(&b, i > 0 ? "\n" : "");
        if (n > 1)
            buf_printf(&b, "%s=", keys[i]);
        buf_str(&b, shown(ctx, keys[i], v));
    }
    out_say(ctx, buf_view(&b));
    buf_release(&b);
    return 0;
}

static void add_keys(const Map *m, Map *seen, Str *list, size_t *n)
{
    MAP_EACH (e, *m) {
        if (!map_has(seen, e->key)) {
            map_set(seen, e->key, NULL);
            list[(*n)++] = e->key;
        }
    }
}

/* All keys of a layer, in the order in which they came. */
static Str *keys_of(Ctx *ctx, const ConfigLayer *l, size_t *n)
{
    Str *list = arena_array(&ctx->arena, Str, l->values.len + l->read.len + 1);
    Map seen = { 0 };

    *n = 0;
    add_keys(&l->read, &seen, list, n);
    add_keys(&l->values, &seen, list, n);
    map_release(&seen);
    return list;
}

/* A Date, as JSON has it. */
static const cJSON *date_json(Ctx *ctx, Str s)
{
    char text[40];
    int64_t ms;

    if (!js_date_parse(s, &ms))
        return json_new_null(&ctx->arena);
    js_date_iso(ms, text, sizeof text);
    return json_new_str(&ctx->arena, str_of(text));
}

static Str display(Ctx *ctx, Str key, const cJSON *v)
{
    Buf b = { 0 };
    Str out;

    if (config_is_protected(key))
        return arena_strf(&ctx->arena, STR_FMT " = (protected)", STR_ARG(key));
    redact_secrets(json_text(&ctx->arena, v), true, &b);
    out = arena_strf(&ctx->arena, STR_FMT " = " STR_FMT, STR_ARG(key),
                     STR_ARG(buf_view(&b)));
    buf_release(&b);
    return out;
}

static ConfigWhere strongest(Ctx *ctx, const char *key)
{
    for (int i = CONFIG_LAYERS - 1; i > 0; i--) {
        if (config_get_read_at(&ctx->config, (ConfigWhere)i, key) != NULL)
            return (ConfigWhere)i;
    }
    return CONFIG_DEFAULT;
}

/* As lists have it. npm does this too: the empty text of a setting that may be given
 * several times is listed as one of several. */
static const cJSON *as_listed(Ctx *ctx, Str key, const cJSON *v)
{
    cJSON *list;

    if (json_is_str(v) && config_is_date(key))
        return date_json(ctx, json_str(v));
    if (!json_is_str(v) || json_str(v).len > 0 || !config_is_list(key))
        return v;
    list = json_new_arr(&ctx->arena);
    json_push(list, json_new_str(&ctx->arena, STR("")));
    return list;
}

static void list_layer(Ctx *ctx, ConfigWhere where, Buf *out)
{
    const ConfigLayer *l = &ctx->config.layers[where];
    size_t n;
    Str *keys = keys_of(ctx, l, &n);

    if (n == 0)
        return;
    qsort(keys, n, sizeof *keys, collate_order);
    buf_printf(out, "; \"%s\" config from " STR_FMT "\n\n", config_where_name(where),
               STR_ARG(l->source));
    for (size_t i = 0; i < n; i++) {
        const char *key = arena_memdupz(&ctx->arena, keys[i].ptr, keys[i].len);
        const cJSON *v = config_get_read_at(&ctx->config, where, key);
        Str line = display(ctx, keys[i], as_listed(ctx, keys[i], v));
        ConfigWhere src = strongest(ctx, key);

        if (src == where)
            buf_printf(out, STR_FMT "\n", STR_ARG(line));
        else
            buf_printf(out, "; " STR_FMT " ; overridden by %s\n", STR_ARG(line),
                       config_where_name(src));
    }
    buf_putc(out, '\n');
}

/* Settings of package.json that count when it is published. */
static void list_publish_config(Ctx *ctx, Buf *out)
{
    PackageFile file;
    const cJSON *own;
    size_t n = 0;
    Str *keys;
    Err ignored;

    if (ctx_is_global(ctx) || package_read(ctx, ctx_prefix(ctx), &file, &ignored) < 0)
        return;
    own = json_get(file.json, "publishConfig");
    if (!json_truthy(own))
        return;
    publish_config_tell(ctx, own);
    keys = arena_array(&ctx->arena, Str, json_len(own) + 1);
    JSON_EACH (e, own)
        keys[n++] = json_key(e);
    qsort(keys, n, sizeof *keys, collate_order);
    buf_printf(out,
               "; \"publishConfig\" from %s\n; This set of config values will be used "
               "at publish-time.\n\n",
               file.path);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, STR_FMT "\n",
                   STR_ARG(display(ctx, keys[i], json_getn(own, keys[i]))));
    buf_putc(out, '\n');
}

/* Proxies that the environment names without npm's prefix. */
static void list_environment(Ctx *ctx, Buf *out)
{
    static const char *const names[] = { "http_proxy", "https_proxy", "proxy",
                                         "no_proxy" };
    bool seen[ARRAY_LEN(names)] = { false }, any = false;

    for (char *const *e = ctx->input.environ_; e != NULL && *e != NULL; e++) {
        Str name, value;

        if (!str_cut(str_of(*e), '=', &name, &value))
            continue;
        for (size_t i = 0; i < ARRAY_LEN(names); i++) {
            if (seen[i] || !str_ieq(name, str_of(names[i])))
                continue;
            buf_printf(out, "%s; " STR_FMT " = " STR_FMT "\n",
                       any ? "" : "; environment-related config\n\n", STR_ARG(name),
                       STR_ARG(json_text(&ctx->arena, json_new_str(&ctx->arena, value))));
            seen[i] = any = true;
        }
    }
    if (any)
        buf_putc(out, '\n');
}

/* What npm makes of settings that follow from others, for lists. */
static void put_all_followed(Ctx *ctx)
{
    for (size_t i = 0; i < sizeof follows / sizeof follows[0]; i++)
        put_followed(ctx, &follows[i]);
    put_omit(ctx);
}

/* The strongest layer's settings first, as JavaScript goes up a chain of prototypes. */
static int list_json(Ctx *ctx)
{
    cJSON *out = json_new_obj(&ctx->arena);

    put_all_followed(ctx);
    for (int i = CONFIG_LAYERS - 1; i >= 0; i--) {
        size_t n;
        Str *keys = keys_of(ctx, &ctx->config.layers[i], &n);

        for (size_t k = 0; k < n; k++) {
            const char *key = arena_memdupz(&ctx->arena, keys[k].ptr, keys[k].len);
            const cJSON *v = as_listed(ctx, keys[k], value_of(ctx, key));

            if (v != NULL && !is_private(keys[k], v) && json_getn(out, keys[k]) == NULL)
                json_add(&ctx->arena, out, keys[k], json_dup(&ctx->arena, v));
        }
    }
    ctx_json(ctx, out);
    return 0;
}

static int list(Ctx *ctx)
{
    bool all = config_bool(&ctx->config, "long");
    Buf b = { 0 };

    put_all_followed(ctx);
    for (int i = all ? CONFIG_DEFAULT : CONFIG_DEFAULT + 1; i < CONFIG_LAYERS; i++)
        list_layer(ctx, (ConfigWhere)i, &b);
    if (!all) {
        list_environment(ctx, &b);
        buf_printf(&b,
                   "; npm local prefix = " STR_FMT "\n; pkg version = %s\n"
                   "; npm version = %s\n; cwd = " STR_FMT "\n; HOME = " STR_FMT
                   "\n; Run `pkg config ls -l` to show all defaults.\n\n",
                   STR_ARG(ctx->config.local_prefix), SMEW_VERSION, NPM_COMPAT_VERSION,
                   STR_ARG(ctx->input.cwd), STR_ARG(ctx->config.home));
    }
    list_publish_config(ctx, &b);
    out_say(ctx, str_trim(buf_view(&b)));
    buf_release(&b);
    return 0;
}

/* ---- Writing ---- */

/* "registry" of "@scope:registry". */
static Str base_key(Str key)
{
    return str_from(key, (size_t)(str_rindex(key, ':') + 1));
}

static bool is_settable(Str key)
{
    static const char of_registries[] =
        "_auth _authToken _password certfile email keyfile username";

    return config_is_known(key) || config_word_in(of_registries, key);
}

/* A value that isn't of its setting's type is written, and warned of. */
static void tell_faults(Ctx *ctx, ConfigWhere where, Str key, Str value)
{
    Config *c = &ctx->config;
    size_t n = c->warnings.len;

    if (value.len == 0)
        return;
    (void)config_check_text(c, key, value, c->layers[where].source);
    if (c->warnings.len == n) /* of a list only what fits is taken, with a warning */
        return;
    for (; n < c->warnings.len; n++)
        ctx_log_title(ctx, LOG_WARN, c->warnings.ptr[n].text);
    ctx_log(ctx, LOG_WARN, "config", "omitting invalid config values");
}

static int set(Ctx *ctx, char **args, int n, Err *err)
{
    ConfigWhere where = CONFIG_USER;
    Str key, base, value;

    if (where_to_write(ctx, &where, err) < 0)
        return err->code;
    if (n == 0)
        return out_usage_error(ctx, STR(""), err);
    for (int i = 0; i < n; i++) {
        if (!str_cut(str_of(args[i]), '=', &key, &value)) {
            key = str_of(args[i]);
            /* `set key value` */
            value = i + 1 < n ? str_of(args[++i]) : STR("");
        }
        key = str_trim(key);
        value = str_trim(value);
        base = base_key(key);
        if (!is_settable(base))
            return err_set(err, ERR_ENOCODE, "`" STR_FMT "` is not a valid npm option",
                           STR_ARG(base));
        if (config_is_deprecated(base))
            return err_set(err, ERR_ENOCODE,
                           "The `" STR_FMT "` option is deprecated, and cannot be set in "
                           "this way",
                           STR_ARG(base));
        if (value.len == 0)
            config_unset(&ctx->config, where, key);
        else
            config_set_text(&ctx->config, where, key, value);
        tell_faults(ctx, where, key, value);
    }
    return config_save(&ctx->config, where, err);
}

static int delete (Ctx *ctx, char **keys, int n, Err *err)
{
    ConfigWhere where = CONFIG_USER;

    if (where_to_write(ctx, &where, err) < 0)
        return err->code;
    if (n == 0)
        return out_usage_error(ctx, STR(""), err);
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
        return ctx->json ? list_json(ctx) : list(ctx);
    if (strcmp(what, "fix") == 0)
        return config_fix(ctx, err);
    if (strcmp(what, "edit") == 0)
        return config_edit(ctx, err);
    return out_usage_error(ctx, STR(""), err);
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
