/* cmd_init.c: init: a package.json for a folder (asked for, or with -y guessed), new
 * workspaces, and `init NAME`, which runs create-NAME. */
#include <errno.h>
#include <stdio.h>

#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/spec.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/exec.h"
#include "pkg/commands/places.h"
#include "pkg/commands/reify.h"
#include "pkg/install/init.h"
#include "pkg/model/manifest.h"
#include "pkg/model/manifest_fix.h"

/* ---- Questions ---- */

static const cJSON *setting(void *arg, const char *key)
{
    Ctx *ctx = arg;

    bool is_old = strncmp(key, "init.", 5) == 0; /* npm 6's names */

    if ((is_old || strcmp(key, "init-private") == 0) &&
        config_is_default(&ctx->config, key))
        return NULL;
    return config_get(&ctx->config, key);
}

/* A line of stdin; ptr NULL at its end. */
static Str read_line(Ctx *ctx)
{
    Buf b = { 0 };
    int c;
    Str out;

    ctx_flush(ctx);
    while ((c = getchar()) != EOF && c != '\n')
        buf_putc(&b, (char)c);
    out = c == EOF && b.len == 0 ? (Str){ NULL, 0 }
                                 : arena_str(&ctx->arena, str_trim(buf_view(&b)));
    buf_release(&b);
    return out;
}

static Str ask(void *arg, const char *what, Str suggestion)
{
    Ctx *ctx = arg;
    Str answer;

    ctx_print(ctx, "%s: ", what);
    if (suggestion.len > 0)
        ctx_print(ctx, "(" STR_FMT ") ", STR_ARG(suggestion));
    answer = read_line(ctx);
    return answer.ptr != NULL && answer.len == 0 ? suggestion : answer;
}

static void complain(void *arg, const char *text)
{
    ctx_print(arg, "%s\n", text);
}

static void explain(Ctx *ctx)
{
    ctx_print(ctx,
              "This utility will walk you through creating a package.json file.\n"
              "It only covers the most common items, and tries to guess sensible "
              "defaults.\n\nSee `pkg help init` for definitive documentation on these "
              "fields and exactly what they do.\n\nUse `pkg install <pkg>` afterwards to "
              "install a package and save it as a dependency in the package.json "
              "file.\n\nPress ^C at any time to quit.\n");
}

/* ---- One folder ---- */

static void show(Ctx *ctx, const char *head, const PackageFile *f)
{
    JsonStyle style = json_default_style();
    Buf text = { 0 };

    json_write(f->json, &style, &text);
    ctx_print(ctx, "%s %s:\n\n%s\n\n", head, f->path, buf_cstr(&text));
    buf_release(&text);
}

/* package.json as it is, or an empty one. */
static int begin(Ctx *ctx, Str folder, PackageFile *f, Err *err)
{
    int rc = package_read(ctx, folder, f, err);

    if (rc == -ENOENT) {
        f->text = STR("");
        f->json = json_new_obj(&ctx->arena);
        f->style = json_default_style();
        return 0;
    }
    if (rc < 0)
        return rc;
    manifest_normalize_own(&ctx->arena, f->json);
    for (cJSON *m = f->json->child, *next; m != NULL; m = next) {
        next = m->next;
        if (m->string[0] == '_')
            json_unlink(f->json, m);
    }
    return 0;
}

/* Anything but a yes ends it. */
static bool confirmed(Ctx *ctx)
{
    Str answer = ask(ctx, "Is this OK?", STR("yes"));

    return answer.len > 0 && (answer.ptr[0] == 'y' || answer.ptr[0] == 'Y');
}

static int template(Ctx *ctx, Str folder, Err *err)
{
    const Config *c = &ctx->config;
    bool yes = config_bool(c, "yes") || config_bool(c, "force");
    InitOptions o = { .folder = folder,
                      .cwd = ctx->input.cwd,
                      .scope = config_str(c, "scope"),
                      .save_prefix = config_bool(c, "save-exact")
                                         ? STR("")
                                         : config_str(c, "save-prefix"),
                      .setting = setting,
                      .ask = yes ? NULL : ask,
                      .complain = complain,
                      .ctx = ctx };
    PackageFile f;

    if (!yes)
        explain(ctx);
    if (begin(ctx, folder, &f, err) < 0)
        return err->code;
    if (init_manifest(&ctx->arena, f.json, &o, err) < 0) {
        if (strcmp(err->msg, "canceled") != 0)
            return err->code;
        /* npm's process just ends: nobody answers any more. */
        return 1;
    }
    if (!yes) {
        show(ctx, "About to write to", &f);
        if (!confirmed(ctx)) {
            ctx_print(ctx, "Aborted.\n");
            return 0;
        }
        manifest_sort(&ctx->arena, f.json);
    }
    if (package_save(ctx, &f, err) < 0)
        return err->code;
    if (yes)
        show(ctx, "Wrote to", &f);
    return 0;
}

/* ---- init NAME ---- */

/* "x" is create-x, "@s/x" @s/create-x, "@s" @s/create, "u/r" the repository u/create-r.
 */
static int initializer(Ctx *ctx, Str name, Str *out, Err *err)
{
    Arena *a = &ctx->arena;
    Spec s;
    Str scope, version;

    if (name.len > 1 && name.ptr[0] == '@' && str_index(name, '/') < 0) {
        if (!str_cut(str_from(name, 1), '@', &scope, &version))
            version = STR("");
        *out = arena_strf(a, "@" STR_FMT "/create%s" STR_FMT, STR_ARG(scope),
                          version.len ? "@" : "", STR_ARG(version));
        return 0;
    }
    if (spec_parse(a, name, ctx->input.cwd, &s, err) < 0)
        return err->code;
    if (s.type == SPEC_GIT && s.has_hosted) {
        Str path = arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(s.hosted.user),
                              STR_ARG(s.hosted.project));
        ptrdiff_t at = str_find(name, path);

        if (at < 0)
            *out = name;
        else
            *out = arena_strf(a, STR_FMT STR_FMT "/create-" STR_FMT STR_FMT,
                              STR_ARG(str_sub(name, 0, (size_t)at)),
                              STR_ARG(s.hosted.user), STR_ARG(s.hosted.project),
                              STR_ARG(str_from(name, (size_t)at + path.len)));
        return 0;
    }
    if (s.registry) {
        ptrdiff_t slash =
            s.name.len > 0 && s.name.ptr[0] == '@' ? str_index(s.name, '/') : -1;

        *out = arena_strf(a, STR_FMT "create-" STR_FMT "@" STR_FMT,
                          STR_ARG(str_sub(s.name, 0, (size_t)(slash + 1))),
                          STR_ARG(str_from(s.name, (size_t)(slash + 1))),
                          STR_ARG(s.raw_spec));
        return 0;
    }
    return err_set(err, ERR_EUNSUPPORTED,
                   "Unrecognized initializer: " STR_FMT
                   "\nFor more package binary executing power check out `pkg exec`",
                   STR_ARG(name));
}

static int create(Ctx *ctx, char **args, int n_args, Str folder, Err *err)
{
    char **list = arena_array(&ctx->arena, char *, (size_t)n_args);
    ExecOptions o = { .args = list,
                      .n_args = n_args,
                      .announced = true,
                      .run_path = folder,
                      .pkg_path = ctx->input.cwd,
                      .bin_path = path_join(&ctx->arena, ctx->config.local_prefix,
                                            STR("node_modules/.bin")) };
    Str name = STR("");

    if (initializer(ctx, str_of(args[0]), &name, err) < 0)
        return err->code;
    memcpy(list, args, (size_t)n_args * sizeof *list);
    list[0] = arena_memdupz(&ctx->arena, name.ptr, name.len);
    return exec_run(ctx, &o, err);
}

/* ---- Workspaces ---- */

/* The root's package.json lists the new folder, unless a pattern there has it. */
static int add_workspace(Ctx *ctx, Str folder, Err *err)
{
    Arena *a = &ctx->arena;
    PackageFile f;
    Workspaces list;
    cJSON *names;

    if (!fs_is_file(path_join(a, folder, STR("package.json")).ptr))
        return 0;
    if (package_read(ctx, ctx->config.local_prefix, &f, err) < 0 ||
        workspaces_of(a, ctx->config.local_prefix, f.json, &list, err) < 0)
        return err->code;
    VEC_EACH (Workspace, w, list) {
        if (str_eq(w->path, folder))
            return 0;
    }
    names = json_get(f.json, "workspaces");
    if (json_is_obj(names))
        names = json_get(names, "packages");
    if (!json_is_arr(names)) {
        names = json_new_arr(a);
        json_set(a, f.json, STR("workspaces"), names);
    }
    json_push(names, json_new_str(a, path_relative(a, ctx->config.local_prefix, folder)));
    return package_save(ctx, &f, err);
}

static void collect(Ctx *ctx, Str folder, Places *made)
{
    PackageFile f;
    Err ignored;
    Workspace w = { .path = folder };

    if (package_read(ctx, folder, &f, &ignored) < 0)
        return;
    w.name = json_str(json_get(f.json, "name"));
    w.pkg = f.json;
    if (w.name.len > 0)
        vec_push_in(&ctx->arena, &made->list, w);
}

static int in_workspaces(Ctx *ctx, char **args, int n_args, Err *err)
{
    const cJSON *filters = config_get(&ctx->config, "workspace");
    Places made = { .selected = true };
    PackageFile root;
    int rc = package_read(ctx, ctx->config.local_prefix, &root, err);

    if (rc == -ENOENT)
        ctx_log(ctx, LOG_WARN, "init",
                "Missing package.json. Try with `--include-workspace-root`.");
    if (rc < 0)
        return rc;
    JSON_EACH (f, filters) {
        Str folder = path_resolve(&ctx->arena, ctx->config.local_prefix, json_str(f));

        folder = arena_str(&ctx->arena, folder);
        if (fs_mkdirs(folder.ptr, 0777, err) < 0)
            return err->code;
        rc = n_args > 0 ? create(ctx, args, n_args, folder, err)
                        : template(ctx, folder, err);
        if (rc != 0)
            return rc;
        if (add_workspace(ctx, folder, err) < 0)
            return err->code;
        collect(ctx, folder, &made);
    }
    if (n_args > 0)
        return 0;
    places_clear(ctx);
    return reify_workspaces(ctx, &made, err);
}

int cmd_init(Ctx *ctx, char **args, int n_args, Err *err)
{
    bool selected = places_selected(ctx);
    int rc = 0;

    if (!selected || config_bool(&ctx->config, "include-workspace-root")) {
        rc = n_args > 0 ? create(ctx, args, n_args, ctx->input.cwd, err)
                        : template(ctx, ctx->input.cwd, err);
        if (rc != 0 || !selected)
            return rc;
    }
    return in_workspaces(ctx, args, n_args, err);
}
