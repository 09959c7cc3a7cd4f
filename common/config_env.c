/* config_env.c: settings for child processes. */
#include <ctype.h>
#include <sys/utsname.h>

#include "common/config_private.h"
#include "common/json_write.h"

/* "" for nothing; ptr NULL for what no variable can hold. */
static Str env_value(Arena *a, const cJSON *v)
{
    Buf b = { 0 };

    if (v == NULL || json_is_null(v) || json_is_false(v))
        return STR("");
    if (json_is_str(v))
        return json_str(v);
    if (json_is_obj(v))
        return (Str){ NULL, 0 };
    if (!json_is_arr(v))
        return json_text(a, v);
    JSON_EACH (e, v) {
        Str one = env_value(a, e);

        if (e != v->child)
            buf_puts(&b, "\n\n");
        buf_str(&b, one.ptr ? one : STR(""));
    }
    return buf_to_arena(&b, a);
}

static bool same(const cJSON *a, const cJSON *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return json_equal(a, b);
}

static void put_setting(Arena *a, Str key, const cJSON *value, ConfigEnv *put, void *ctx)
{
    Str text = env_value(a, value);
    char *name;

    if (text.ptr == NULL || key.len == 0 || strchr("/@_", key.ptr[0]) != NULL)
        return;
    name = arena_printf(a, "npm_config_" STR_FMT, STR_ARG(key));
    for (char *p = name; *p != '\0'; p++)
        *p = *p == '-' ? '_' : (char)tolower((unsigned char)*p);
    put(ctx, name, text);
}

static bool is_exported(Str key)
{
    const ConfigDef *d = config_def(key);

    if (config_is_date(key)) /* an object for npm, which no variable can hold */
        return false;
    return d == NULL || !(d->flags & (CF_DEPRECATED | CF_NO_ENV));
}

/* The value that scripts shall see, for a key of any layer. */
static void put_if_needed(const Config *c, Arena *a, Str key, ConfigEnv *put, void *ctx)
{
    const char *name = arena_memdupz(a, key.ptr, key.len);
    const cJSON *value = config_get(c, name);
    const cJSON *dflt = config_get_at(c, CONFIG_DEFAULT, name);
    const cJSON *env = config_get_at(c, CONFIG_ENV, name);
    bool cli = config_get_at(c, CONFIG_CLI, name) != NULL;

    if (!is_exported(key))
        return;
    if (same(dflt, value)) {
        /* The environment may think otherwise, and is overruled. */
        if (env != NULL && !same(env, value))
            put_setting(a, key, value, put, ctx);
    } else if (!(env != NULL && !cli)) {
        put_setting(a, key, value, put, ctx);
    }
}

static void put_layers(const Config *c, Arena *a, ConfigEnv *put, void *ctx)
{
    Map seen = { 0 };

    for (int i = CONFIG_LAYERS - 1; i >= 0; i--) {
        MAP_EACH (e, c->layers[i].values) {
            if (map_has(&seen, e->key) || i == CONFIG_DEFAULT)
                continue;
            map_set(&seen, e->key, NULL);
            put_if_needed(c, a, e->key, put, ctx);
        }
    }
    map_release(&seen);
}

void config_env(const Config *c, Str user_agent, ConfigEnv *put, void *ctx)
{
    static const char *const always[] = { "cache",      "globalconfig", "init-module",
                                          "node-gyp",   "noproxy",      "prefix",
                                          "userconfig", "npm-version" };
    Arena scratch = { 0 };

    put_layers(c, &scratch, put, ctx);
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        put_setting(&scratch, str_of(always[i]), config_get(c, always[i]), put, ctx);
    /* npm never takes what stands here for the default. */
    if (config_get_at(c, CONFIG_ENV, "allow-scripts") == NULL)
        put_setting(&scratch, STR("allow-scripts"), config_get(c, "allow-scripts"), put,
                    ctx);
    put(ctx, "npm_config_user_agent", user_agent);
    put(ctx, "npm_config_global_prefix", c->global_prefix);
    put(ctx, "npm_config_local_prefix", c->local_prefix);
    put(ctx, "HOME", c->home);
    put(ctx, "INIT_CWD", c->in->cwd);
    if (config_str(c, "editor").len > 0)
        put(ctx, "EDITOR", config_str(c, "editor"));
    if (config_str(c, "node-options").len > 0)
        put(ctx, "NODE_OPTIONS", config_str(c, "node-options"));
    arena_release(&scratch);
}

/* ---- The user agent ---- */

/* Node's name of this processor: "x64". */
static const char *config_arch(void)
{
#if defined(__x86_64__)
    return "x64";
#elif defined(__aarch64__)
    return "arm64";
#elif defined(__i386__)
    return "ia32";
#elif defined(__arm__)
    return "arm";
#elif defined(__riscv) && __riscv_xlen == 64
    return "riscv64";
#elif defined(__powerpc64__)
    return "ppc64";
#elif defined(__s390x__)
    return "s390x";
#elif defined(__loongarch64)
    return "loong64";
#else
    return "unknown";
#endif
}

static Str place(const Config *c, Arena *a, Str name)
{
    const cJSON *workspace = config_get(c, "workspace");
    Str ci;

    if (str_ieq(name, STR("npm-version")))
        return config_str(c, "npm-version");
    if (str_ieq(name, STR("node-version")))
        return arena_strf(a, "v" STR_FMT, STR_ARG(c->in->node_version));
    if (str_ieq(name, STR("platform")))
        return STR("linux");
    if (str_ieq(name, STR("arch")))
        return str_of(config_arch());
    if (str_ieq(name, STR("workspaces")))
        return config_bool(c, "workspaces") || json_len(workspace) > 0 ? STR("true")
                                                                       : STR("false");
    if (!str_ieq(name, STR("ci")))
        return (Str){ NULL, 0 };
    ci = config_ci_name(c);
    return ci.len > 0 ? arena_strf(a, "ci/" STR_FMT, STR_ARG(ci)) : STR("");
}

Str config_user_agent(const Config *c, Arena *a)
{
    Str rest = config_str(c, "user-agent");
    Buf b = { 0 };
    Str out;

    while (rest.len > 0) {
        ptrdiff_t open = str_index(rest, '{'), close;
        Str value = { NULL, 0 };

        buf_str(&b, open < 0 ? rest : str_sub(rest, 0, (size_t)open));
        if (open < 0)
            break;
        rest = str_from(rest, (size_t)open);
        close = str_index(rest, '}');
        if (close > 0)
            value = place(c, a, str_sub(rest, 1, (size_t)close));
        buf_str(&b, value.ptr ? value : STR("{"));
        rest = str_from(rest, value.ptr ? (size_t)close + 1 : 1);
    }
    out = arena_str(a, str_trim(buf_view(&b)));
    buf_release(&b);
    return out;
}
