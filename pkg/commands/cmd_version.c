/* cmd_version.c: raises a package's version: package.json, the locks, a git commit and
 * tag, with the scripts preversion, version and postversion between. */
#include <errno.h>
#include <stdio.h>

#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/proc.h"
#include "common/semver_change.h"
#include "common/version.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/commands/places.h"
#include "pkg/commands/reify.h"
#include "pkg/install/lifecycle.h"
#include "pkg/ui/inspect.h"

typedef struct {
    Ctx *ctx;
    Str path;
    bool tag; /* commit and tag */
    PackageFile pkg;
    Str old, new; /* versions */
    Err *err;
} Bump;

/* ---- git ---- */

static char **git_environment(Ctx *ctx)
{
    EnvSet env;
    char **list;

    env_set_init(&env, &ctx->arena, ctx->input.environ_);
    if (env_set_get(&env, "GIT_ASKPASS") == NULL)
        env_set_puts(&env, "GIT_ASKPASS", "echo");
    if (env_set_get(&env, "GIT_SSH_COMMAND") == NULL)
        env_set_puts(&env, "GIT_SSH_COMMAND", "ssh -oStrictHostKeyChecking=accept-new");
    list = env_set_list(&env, &ctx->arena);
    env_set_release(&env);
    return list;
}

/* args: NULL-terminated, without "git". Fails as npm does: with git's exit code. */
static int git(Bump *b, const char *const *args, Str *out)
{
    Arena *a = &b->ctx->arena;
    VEC(const char *) argv = { 0 };
    Buf text = { 0 }, errors = { 0 }, command = { 0 };
    Proc p = { .cwd = b->path.ptr, .out = &text, .err = &errors };
    int rc;

    p.env = git_environment(b->ctx);
    vec_push_in(a, &argv, "git");
    vec_push_in(a, &argv, "--no-replace-objects");
    for (; *args != NULL; args++)
        vec_push_in(a, &argv, *args);
    vec_push_in(a, &argv, NULL);
    p.argv = argv.ptr;
    rc = proc_run(&p, b->err);
    if (rc == -ENOENT)
        rc = err_set(b->err, ERR_ENOGIT, "No git binary found in $PATH");
    if (rc == 0 && p.code != 0) {
        buf_printf(&command, "An unknown git error occurred\ncommand " STR_FMT,
                   STR_ARG(lifecycle_on_path(b->ctx, "git")));
        for (size_t i = 1; i + 1 < argv.len; i++)
            buf_printf(&command, " %s", argv.ptr[i]);
        buf_printf(&command, "\n" STR_FMT, STR_ARG(str_trim(buf_view(&errors))));
        b->ctx->exit_code = p.code;
        b->ctx->error_message = buf_to_arena(&command, a);
        rc = err_set(b->err, ERR_ELIFECYCLE, "git failed");
    }
    if (out != NULL)
        *out = arena_str(a, str_trim(buf_view(&text)));
    buf_release(&text);
    buf_release(&errors);
    buf_release(&command);
    return rc;
}

#define GIT(b, out, ...) git((b), (const char *const[]){ __VA_ARGS__, NULL }, (out))

/* Is there a clone, and may something be committed in it? 1: yes; 0: no. */
static int may_commit(Bump *b)
{
    Ctx *ctx = b->ctx;
    Str changed;
    int rc;

    if (!b->tag || fs_kind(path_join(&ctx->arena, b->path, STR(".git")).ptr) == FS_NONE)
        return 0;
    rc = GIT(b, &changed, "status", "--porcelain=v1", "-uno");
    if (rc == ERR_ENOGIT) {
        ctx_log(ctx, LOG_WARN, "version",
                "This is a Git checkout, but the git command was not found.\npkg could "
                "not create a Git tag for this release!");
        return 0;
    }
    if (rc < 0)
        return rc;
    if (changed.len == 0)
        return 1;
    if (!config_bool(&ctx->config, "force"))
        return err_set(b->err, ERR_ENOCODE, "Git working directory not clean.");
    ctx_log(ctx, LOG_WARN, "version",
            "Git working directory not clean, proceeding forcefully.");
    return 1;
}

/* The message setting, with the version for each %s. */
static Str message(Bump *b)
{
    Str rest = config_str(&b->ctx->config, "message");
    Buf text = { 0 };
    ptrdiff_t at;

    while ((at = str_find(rest, STR("%s"))) >= 0) {
        buf_str(&text, str_sub(rest, 0, (size_t)at));
        buf_str(&text, b->new);
        rest = str_from(rest, (size_t)at + 2);
    }
    buf_str(&text, rest);
    return buf_to_arena(&text, &b->ctx->arena);
}

static int commit(Bump *b)
{
    const Config *c = &b->ctx->config;
    const char *args[8] = { "commit" };
    size_t n = 1;

    if (!config_bool(c, "commit-hooks"))
        args[n++] = "-n";
    if (config_bool(c, "allow-same-version"))
        args[n++] = "--allow-empty";
    if (config_bool(c, "sign-git-commit"))
        args[n++] = "-S";
    args[n++] = "-m";
    args[n] = message(b).ptr;
    return git(b, args, NULL);
}

static int make_tag(Bump *b)
{
    const Config *c = &b->ctx->config;
    const char *flags =
        arena_printf(&b->ctx->arena, "-%s%sm", config_bool(c, "sign-git-tag") ? "s" : "",
                     config_bool(c, "allow-same-version") ? "f" : "");
    const char *name =
        arena_printf(&b->ctx->arena, STR_FMT STR_FMT,
                     STR_ARG(config_str(c, "tag-version-prefix")), STR_ARG(b->new));

    return GIT(b, NULL, "tag", flags, message(b).ptr, name);
}

/* ---- The new version ---- */

static int from_git(Bump *b)
{
    Semver v;
    Str tag;

    if (GIT(b, &tag, "describe", "--tags", "--abbrev=0", "--match=*.*.*") < 0)
        return b->err->code;
    if (!semver_coerce(&b->ctx->arena, tag, SEMVER_LOOSE | SEMVER_INCLUDE_PRERELEASE, &v))
        return err_set(b->err, ERR_ENOCODE, "Tag is not a valid version: \"" STR_FMT "\"",
                       STR_ARG(tag));
    b->new = semver_text(&b->ctx->arena, &v);
    return 0;
}

static int decide(Bump *b, Str wanted)
{
    Arena *a = &b->ctx->arena;
    Str preid = config_str(&b->ctx->config, "preid"), clean = STR("");
    bool has_old;
    SemverRelease release;
    Semver v, old;

    b->old = json_str(json_get(b->pkg.json, "version"));
    if (b->old.len == 0 && json_truthy(json_get(b->pkg.json, "version")))
        return err_set(b->err, ERR_ENOCODE, "The version in %s is no text", b->pkg.path);
    if (b->old.len == 0)
        b->old = STR("0.0.0");
    has_old = semver_clean(a, b->old, 0, &old);
    if (has_old)
        clean = semver_text(a, &old);
    if (semver_parse(a, wanted, SEMVER_LOOSE, &v) &&
        semver_clean(a, wanted, SEMVER_LOOSE, &v)) {
        b->new = semver_text(a, &v);
    } else if (str_is(wanted, "from-git")) {
        if (from_git(b) < 0)
            return b->err->code;
    } else if (has_old && semver_release_of(wanted, &release) &&
               semver_inc(a, &old, release, preid, SEMVER_BASE_0, SEMVER_LOOSE)) {
        b->new = semver_text(a, &old);
    } else {
        return err_set(b->err, ERR_ENOCODE, "Invalid version: " STR_FMT, STR_ARG(wanted));
    }
    if (str_eq(b->new, clean) && !config_bool(&b->ctx->config, "allow-same-version"))
        return err_set(b->err, ERR_ENOCODE, "Version not changed");
    return 0;
}

/* ---- The steps ---- */

static int script(Bump *b, const char *event)
{
    EnvSet env;
    LifecycleRun run = {
        .event = event, .path = b->path, .pkg = b->pkg.json, .extra = &env, .no_id = true
    };
    int rc;

    if (config_bool(&b->ctx->config, "ignore-scripts"))
        return 0;
    env_set_init(&env, &b->ctx->arena, NULL);
    env_set_put(&env, STR("npm_old_version"), b->old);
    env_set_put(&env, STR("npm_new_version"), b->new);
    rc = lifecycle_need(b->ctx, &run, b->err);
    env_set_release(&env);
    return rc;
}

static int write_json(const char *path, const cJSON *json, const JsonStyle *style,
                      Err *err)
{
    Buf text = { 0 };
    int rc;

    json_write(json, style, &text);
    rc = fs_write_quietly(path, buf_view(&text), 0666, err);
    buf_release(&text);
    return rc;
}

/* What is no lock, or can't be written, stays as it is. */
static bool update_lock(Bump *b, const char *path)
{
    Arena *a = &b->ctx->arena;
    JsonStyle style;
    cJSON *lock, *root;
    Err ignored;
    Str text;

    if (fs_read_arena(a, path, 0, &text, &ignored) < 0 ||
        json_parse(a, text, path, NULL, &lock, &ignored) < 0 || !json_is_obj(lock))
        return false;
    style = json_style(text);
    json_set(a, lock, STR("version"), json_new_str(a, b->new));
    root = json_get(json_get(lock, "packages"), "");
    if (json_is_obj(root))
        json_set(a, root, STR("version"), json_new_str(a, b->new));
    return write_json(path, lock, &style, &ignored) == 0;
}

static int update_files(Bump *b, const char *locks[2])
{
    Arena *a = &b->ctx->arena;

    json_set(a, b->pkg.json, STR("version"), json_new_str(a, b->new));
    json_del(b->pkg.json, "_id");
    if (write_json(b->pkg.path, b->pkg.json, &b->pkg.style, b->err) < 0)
        return b->err->code;
    for (int i = 0; i < 2; i++) {
        locks[i] =
            path_join(a, b->path,
                      i == 0 ? STR("package-lock.json") : STR("npm-shrinkwrap.json"))
                .ptr;
        if (!update_lock(b, locks[i]))
            locks[i] = NULL;
    }
    return 0;
}

static int record(Bump *b, const char *locks[2])
{
    Err ignored = { 0 }, *err = b->err;

    if (GIT(b, NULL, "add", b->pkg.path) < 0)
        return b->err->code;
    b->err = &ignored; /* locks may be in .gitignore */
    for (int i = 0; i < 2; i++) {
        if (locks[i] != NULL)
            (void)GIT(b, NULL, "add", locks[i]);
    }
    b->err = err;
    b->ctx->exit_code = 0;
    return commit(b) < 0 || make_tag(b) < 0 ? b->err->code : 0;
}

static int bump(Bump *b, Str wanted)
{
    const char *locks[2] = { NULL, NULL };
    int git_too;

    if (package_read_plain(b->ctx, b->path, &b->pkg, b->err) < 0)
        return b->err->code;
    if (!json_is_obj(b->pkg.whole))
        return err_set(b->err, ERR_EPKGJSON, "%s is no object", b->pkg.path);
    if (decide(b, wanted) < 0)
        return b->err->code;
    git_too = may_commit(b);
    if (git_too < 0 || script(b, "preversion") < 0 || update_files(b, locks) < 0 ||
        script(b, "version") < 0)
        return b->err->code;
    if (git_too == 1 && record(b, locks) < 0)
        return b->err->code;
    if (script(b, "postversion") < 0)
        return b->err->code;
    ctx_print(b->ctx, STR_FMT STR_FMT "\n",
              STR_ARG(config_str(&b->ctx->config, "tag-version-prefix")),
              STR_ARG(b->new));
    return 0;
}

/* ---- Without an argument ---- */

static void add_version(Ctx *ctx, cJSON *out, const cJSON *pkg)
{
    Str name = json_str(json_get(pkg, "name"));
    const cJSON *version = json_get(pkg, "version");

    if (name.len > 0 && json_truthy(version))
        json_set(&ctx->arena, out, name, json_dup(&ctx->arena, version));
}

static int list(Ctx *ctx, const Places *places)
{
    Arena *a = &ctx->arena;
    cJSON *out = json_new_obj(a);
    Buf text = { 0 };
    PackageFile f;
    Err ignored;

    VEC_EACH (Workspace, w, places->list)
        add_version(ctx, out, w->pkg);
    if (package_read(ctx, ctx_prefix(ctx), &f, &ignored) == 0)
        add_version(ctx, out, f.json);
    json_set(a, out, STR("pkg"), json_new_str(a, STR(SMEW_VERSION)));
    json_set(a, out, STR("npm"), json_new_str(a, STR(NPM_COMPAT_VERSION)));
    json_set(a, out, STR("node"), json_new_str(a, STR(NODE_COMPAT_VERSION)));
    json_set(a, out, STR("uv"), json_new_str(a, str_of(uv_version_string())));
    if (ctx->json) {
        ctx_json(ctx, out);
        return 0;
    }
    inspect_json(out, ctx->color_out, &text);
    ctx_print(ctx, "%s\n", buf_cstr(&text));
    buf_release(&text);
    return 0;
}

/* ---- All of it ---- */

int cmd_version(Ctx *ctx, char **args, int n_args, Err *err)
{
    Places places;

    if (n_args > 1)
        return out_usage_error(ctx, STR(""), err);
    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    if (n_args == 0)
        return list(ctx, &places);
    if (!places.selected) {
        Bump b = { .ctx = ctx,
                   .path = ctx_prefix(ctx),
                   .tag = config_bool(&ctx->config, "git-tag-version"),
                   .err = err };

        return bump(&b, str_of(args[0]));
    }
    VEC_EACH (Workspace, w, places.list) {
        Bump b = { .ctx = ctx,
                   .path = w->path,
                   .tag = config_bool(&ctx->config, "git-tag-version"),
                   .err = err };

        ctx_print(ctx, STR_FMT "\n", STR_ARG(w->name));
        if (bump(&b, str_of(args[0])) < 0)
            return err->code;
    }
    return reify_workspaces(ctx, &places, err);
}
