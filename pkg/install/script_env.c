/* script_env.c: see script_env.h. */
#include "pkg/install/script_env.h"

#include <math.h>
#include <string.h>

#include "common/jstext.h"

/* ---- npm_package_* ---- */

static void put_value(EnvSet *e, Str name, const cJSON *v);

static void put_number(EnvSet *e, Str name, double n)
{
    if (n == floor(n) && fabs(n) < 1e15)
        env_set_put(e, name, arena_strf(e->arena, "%.0f", n));
    else
        env_set_put(e, name, arena_strf(e->arena, "%.17g", n));
}

static void put_members(EnvSet *e, Str name, const cJSON *v)
{
    size_t i = 0;

    JSON_EACH (m, v) {
        Str key = json_is_arr(v) ? arena_strf(e->arena, "%zu", i++) : json_key(m);

        key = js_well_formed(e->arena, key);
        put_value(e,
                  arena_strf(e->arena, STR_FMT "_" STR_FMT, STR_ARG(name), STR_ARG(key)),
                  m);
    }
}

static void put_value(EnvSet *e, Str name, const cJSON *v)
{
    if (v == NULL)
        return;
    if (json_is_obj(v) || json_is_arr(v))
        put_members(e, name, v);
    else if (json_is_str(v))
        env_set_put(e, name, js_well_formed(e->arena, json_str(v)));
    else if (json_is_num(v))
        put_number(e, name, v->valuedouble);
    else
        env_set_put(e, name, json_is_true(v) ? STR("true") : STR(""));
}

void script_env_package(EnvSet *e, const cJSON *pkg)
{
    static const char *const fields[] = { "name", "version", "config", "engines", "bin" };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        put_value(e, arena_strf(e->arena, "npm_package_%s", fields[i]),
                  json_get(pkg, fields[i]));
}

/* ---- PATH ---- */

static void add_folder(Buf *out, Str folder)
{
    if (out->len > 0)
        buf_putc(out, ':');
    buf_str(out, folder);
}

void script_env_path(EnvSet *e, const char *path, const char *const *first,
                     const char *node_gyp_folder)
{
    Str p = str_of(path);
    Buf out = { 0 };

    for (; first && *first; first++)
        add_folder(&out, str_of(*first));
    while (p.len > 1 && p.ptr[p.len - 1] == '/')
        p.len--;
    for (;;) {
        ptrdiff_t slash = str_rindex(p, '/');

        add_folder(&out, p.len == 1 ? STR("") : p);
        buf_puts(&out, "/node_modules/.bin");
        if (p.len <= 1 || slash < 0)
            break;
        p.len = slash == 0 ? 1 : (size_t)slash;
    }
    if (node_gyp_folder)
        add_folder(&out, str_of(node_gyp_folder));
    if (env_set_get(e, "PATH"))
        add_folder(&out, str_of(env_set_get(e, "PATH")));
    env_set_put(e, STR("PATH"), buf_view(&out));
    buf_release(&out);
}

void script_env_make(EnvSet *e, const ScriptBase *base, const char *path,
                     const char *event, const char *cmd, const cJSON *pkg,
                     const char *const *first)
{
    script_env_package(e, pkg);
    env_set_put(e, STR("npm_package_json"),
                arena_strf(e->arena, "%s/package.json", path));
    env_set_put(e, STR("npm_lifecycle_event"), js_well_formed(e->arena, str_of(event)));
    env_set_put(e, STR("npm_lifecycle_script"), js_well_formed(e->arena, str_of(cmd)));
    if (base->node_gyp)
        env_set_puts(e, "npm_config_node_gyp", base->node_gyp);
    script_env_path(e, path, first, base->node_gyp_folder);
}

void script_quote(Buf *out, Str arg)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=.,:/@%^";
    bool quote = arg.len == 0;

    for (size_t i = 0; i < arg.len; i++)
        quote = quote || strchr(plain, arg.ptr[i]) == NULL || arg.ptr[i] == '\0';
    if (!quote) {
        buf_str(out, arg);
        return;
    }
    buf_putc(out, '\'');
    for (size_t i = 0; i < arg.len; i++) {
        if (arg.ptr[i] == '\'')
            buf_puts(out, "'\\''");
        else
            buf_putc(out, arg.ptr[i]);
    }
    buf_putc(out, '\'');
}
