/* config_file.c: see config_file.h. */
#include "pkg/commands/config_file.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/ini.h"
#include "common/nerf.h"
#include "common/vec.h"
#include "pkg/output.h"

#define FILE_MAX ((size_t)16 << 20)

/* ---- Credentials ---- */

typedef struct {
    ConfigWhere where;
    const char *key;
    Str to; /* its name with the registry; "": it goes */
} Problem;

typedef VEC(Problem) Problems;

static bool has(Ctx *ctx, ConfigWhere where, const char *key)
{
    return json_truthy(config_get_read_at(&ctx->config, where, key));
}

static void find_problems(Ctx *ctx, Problems *out)
{
    static const char *const gone[] = { "_authtoken", "-authtoken" };
    static const char *const homeless[] = { "_auth", "_authToken", "username",
                                            "_password" };
    static const ConfigWhere files[] = { CONFIG_GLOBAL, CONFIG_USER, CONFIG_PROJECT };
    Arena *a = &ctx->arena;
    Str place = STR("//");

    (void)nerf_dart(a, config_str(&ctx->config, "registry"), &place, NULL);
    for (size_t f = 0; f < 3; f++) {
        for (size_t i = 0; i < 2; i++) {
            if (has(ctx, files[f], gone[i]))
                vec_push_in(a, out, (Problem){ files[f], gone[i], STR("") });
        }
        for (size_t i = 0; i < 4; i++) {
            const char *pair = i == 2 ? "_password" : i == 3 ? "username" : NULL;
            Problem p = { files[f], homeless[i], STR("") };

            if (!has(ctx, files[f], homeless[i]))
                continue;
            if (pair == NULL || has(ctx, files[f], pair))
                p.to = arena_strf(a, STR_FMT ":%s", STR_ARG(place), homeless[i]);
            vec_push_in(a, out, p);
        }
    }
}

int config_check_auth(Ctx *ctx, Err *err)
{
    Problems list = { 0 };
    Buf b = { 0 };

    find_problems(ctx, &list);
    if (list.len == 0)
        return 0;
    buf_puts(&b, "Invalid auth configuration found: ");
    VEC_EACH (Problem, p, list) {
        buf_puts(&b, p == list.ptr ? "" : ", ");
        if (p->to.len > 0)
            buf_printf(&b, "`%s` must be renamed to `" STR_FMT "` in %s config", p->key,
                       STR_ARG(p->to), config_where_name(p->where));
        else
            buf_printf(&b, "`%s` is not allowed in %s config", p->key,
                       config_where_name(p->where));
    }
    buf_puts(&b, "\nPlease run `npm config fix` to repair your configuration.`");
    err_set(err, ERR_ERR_INVALID_AUTH, "%s", buf_cstr(&b));
    buf_release(&b);
    return err->code;
}

static void repair(Ctx *ctx, const Problem *p)
{
    Config *c = &ctx->config;
    const cJSON *raw = json_get(c->layers[p->where].raw, p->key);

    if (p->to.len > 0)
        config_set(c, p->where, p->to,
                   json_dup(&ctx->arena,
                            raw ? raw : config_get_read_at(c, p->where, p->key)));
    config_unset(c, p->where, str_of(p->key));
}

int config_fix(Ctx *ctx, Err *err)
{
    Str only = config_str(&ctx->config, "location");
    bool all = config_is_default(&ctx->config, "location");
    bool touched[CONFIG_LAYERS] = { false };
    Problems list = { 0 };

    find_problems(ctx, &list);
    if (list.len == 0)
        return 0;
    out_say(ctx, STR("The following configuration problems have been repaired:\n"));
    VEC_EACH (Problem, p, list) {
        const char *where = config_where_name(p->where);

        if (!all && !str_is(only, where))
            continue;
        repair(ctx, p);
        touched[p->where] = true;
        if (p->to.len > 0)
            out_sayf(ctx, "~ `%s` renamed to `" STR_FMT "` in %s config", p->key,
                     STR_ARG(p->to), where);
        else
            out_sayf(ctx, "- `%s` deleted from %s config", p->key, where);
    }
    for (int i = 0; i < CONFIG_LAYERS; i++) {
        if (touched[i] && config_save(&ctx->config, (ConfigWhere)i, err) < 0)
            return err->code;
    }
    return 0;
}

/* ---- The editor ---- */

static void put_sorted_lines(Ctx *ctx, Str text, Buf *out)
{
    VEC(Str) lines = { 0 };
    Buf b = { 0 };
    Str line;

    while (str_next(&text, '\n', &line))
        vec_push_in(&ctx->arena, &lines, line);
    if (lines.len > 1)
        qsort(lines.ptr, lines.len, sizeof *lines.ptr, collate_order);
    VEC_EACH (Str, l, lines)
        buf_printf(&b, STR_FMT "\n", STR_ARG(*l));
    buf_str(out, str_trim(buf_view(&b)));
    buf_release(&b);
}

static void put_defaults(Ctx *ctx, Buf *out)
{
    size_t n;
    const char *const *names = config_names(&n);

    for (size_t i = 0; i < n; i++) {
        const cJSON *v = config_get_at(&ctx->config, CONFIG_DEFAULT, names[i]);
        cJSON *one = json_new_obj(&ctx->arena);
        Buf b = { 0 };
        Str text, line;

        if (v == NULL)
            continue;
        json_add(&ctx->arena, one, str_of(names[i]), json_dup(&ctx->arena, v));
        ini_write(one, NULL, &b);
        text = str_trim_right(buf_view(&b));
        while (text.len > 0 && str_next(&text, '\n', &line))
            buf_printf(out, "\n; " STR_FMT, STR_ARG(line));
        buf_release(&b);
    }
}

static int run_editor(Ctx *ctx, const char *file, Err *err)
{
    Str editor = config_str(&ctx->config, "editor");
    const char *script = arena_printf(&ctx->arena, STR_FMT " \"$1\"", STR_ARG(editor));
    pid_t pid;
    int status;

    ctx_flush(ctx);
    pid = fork();
    if (pid < 0)
        return err_errno(err, "cannot start the editor");
    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", script, "sh", file, (char *)NULL);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0)
        return err_errno(err, "cannot wait for the editor");
    if (status != 0)
        return err_set(err, ERR_ENOCODE, "editor process exited with code: %d",
                       WIFEXITED(status) ? WEXITSTATUS(status) : 1);
    return 0;
}

int config_edit(Ctx *ctx, Err *err)
{
    int where = ctx_is_global(ctx)
                    ? CONFIG_GLOBAL
                    : config_where_of(config_str(&ctx->config, "location"));
    const char *file;
    Str text = STR("");
    Buf b = { 0 };
    Err ignored;
    int rc;

    if (where < 0 || !ctx->config.layers[where].is_file)
        return err_set(err, ERR_EUSAGE, "no settings are kept there");
    if (config_save(&ctx->config, (ConfigWhere)where, err) < 0)
        return err->code;
    file = arena_memdupz(&ctx->arena, ctx->config.layers[where].source.ptr,
                         ctx->config.layers[where].source.len);
    if (fs_read_arena(&ctx->arena, file, FILE_MAX, &text, &ignored) < 0)
        text = STR("");
    buf_printf(
        &b,
        ";;;;\n; npm %sconfig file: %s\n; this is a simple ini-formatted file\n"
        "; lines that start with semi-colons are comments\n"
        "; run `npm help 7 config` for documentation of the various options\n;\n"
        "; Configs like `@scope:registry` map a scope to a given registry url.\n;\n"
        "; Configs like `//<hostname>/:_authToken` are auth that is restricted\n"
        "; to the registry host specified.\n\n",
        config_where_name((ConfigWhere)where), file);
    put_sorted_lines(ctx, text, &b);
    buf_puts(&b, "\n\n;;;;\n; all available options shown below with default values\n"
                 ";;;;\n\n");
    put_defaults(ctx, &b);
    buf_putc(&b, '\n');
    rc = fs_mkdirs_for(file, 0777, err);
    if (rc == 0)
        rc = fs_write_atomic(file, buf_view(&b), 0600, err);
    buf_release(&b);
    return rc < 0 ? rc : run_editor(ctx, file, err);
}
