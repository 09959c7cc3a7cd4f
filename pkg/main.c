/* main.c: the command line's command, and what its end means for the exit code. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/inflate_fault.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/config_file.h"
#include "pkg/commands/dev_engines.h"
#include "pkg/commands/help.h"
#include "pkg/commands/places.h"
#include "pkg/context.h"
#include "pkg/context_log.h"
#include "pkg/install/lifecycle.h"
#include "pkg/install/script.h"
#include "pkg/model/manifest.h"
#include "pkg/npx_args.h"
#include "pkg/output.h"

extern char **environ;

static void on_signal(int sig)
{
    script_kill_all(sig);
    signal(sig, SIG_DFL);
    raise(sig);
}

/* The option that was meant in all likelihood, or NULL. */
static const char *nearest_option(Str typed)
{
    const char *best = NULL, *name = typed.ptr + 2;
    const char *const *names;
    int least = 1 + (int)strlen(name) / 3;
    size_t n;

    names = config_names(&n);
    for (size_t i = 0; i < n; i++) {
        int d = command_distance(name, names[i]);

        if (d < least) {
            least = d;
            best = names[i];
        }
    }
    return best;
}

/* Options that don't exist: npm goes on without them. Those of a script stand behind its
 * name, and may be any. */
static void warn_options(Ctx *ctx, const Command *c)
{
    VEC_EACH (Str, word, ctx->config.loose)
        ctx_log_title(ctx, LOG_WARN,
                      arena_strf(&ctx->arena,
                                 "\"" STR_FMT
                                 "\" is being parsed as a normal command line argument.",
                                 STR_ARG(*word)));
    VEC_EACH (Str, u, ctx->config.unknown) {
        const char *meant = c->flags & COMMAND_SHELL ? NULL : nearest_option(*u);

        ctx_log_title(ctx, LOG_WARN,
                      arena_strf(&ctx->arena,
                                 "Unknown cli config \"" STR_FMT "\". This will stop "
                                 "working in the next major version of npm.",
                                 STR_ARG(*u)));
        if (meant != NULL)
            ctx_log(ctx, LOG_WARN, "", "Did you mean --%s?", meant);
    }
}

/* On stdout, as npm says it; with --json the code, too. */
static int unknown_command(Ctx *ctx, const char *typed)
{
    Buf b = { 0 };
    PackageFile f = { 0 };
    Err ignored;
    int n;

    if (package_read(ctx, ctx->config.local_prefix, &f, &ignored) == 0)
        manifest_normalize(&ctx->arena, f.json);
    n = command_suggest(typed, f.json, &b);

    ctx_print(ctx, "Unknown command: \"%s\"\n%s" STR_FMT "\n", typed,
              n == 0   ? ""
              : n == 1 ? "\n\nDid you mean this?\n"
                       : "\n\nDid you mean one of these?\n",
              STR_ARG(str_trim_right(buf_view(&b))));
    ctx_print(ctx, "To see a list of supported npm commands, run:\n  pkg help\n");
    buf_release(&b);
    ctx_report_code(ctx,
                    json_new_str(&ctx->arena, str_of(err_name(ERR_EUNKNOWNCOMMAND))));
    return 1;
}

/* Who is called npm says npm's version: scripts ask for it. */
static const char *own_version(const char *argv0)
{
    Str name = path_basename(str_of(argv0));

    return str_is(name, "npm") || str_is(name, "npx") ? NPM_COMPAT_VERSION : SMEW_VERSION;
}

static void print_versions(Ctx *ctx)
{
    ctx_print(ctx, "{\n  \"pkg\": \"%s\",\n  \"npm\": \"%s\",\n  \"node\": \"%s\",\n",
              SMEW_VERSION, NPM_COMPAT_VERSION, NODE_COMPAT_VERSION);
    ctx_print(ctx, "  \"uv\": \"%s\"\n}\n", uv_version_string());
}

/* May the command be asked to work in workspaces? */
static int check_workspaces(Ctx *ctx, const Command *c, Err *err)
{
    bool implicit = ctx->config.found_workspace.len > 0 &&
                    config_find(&ctx->config, "workspace") == CONFIG_DEFAULT;

    if (json_is_false(config_get(&ctx->config, "workspaces")) &&
        config_find(&ctx->config, "workspace") != CONFIG_DEFAULT)
        return err_set(err, ERR_ENOCODE,
                       "Cannot use --no-workspaces and --workspace at the same time");
    if (!places_selected(ctx) || (implicit && (c->flags & COMMAND_IGNORE_IMPLICIT) != 0))
        return 0;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_ENOCODE, "Workspaces not supported for global packages");
    if ((c->flags & COMMAND_WORKSPACES) == 0)
        return err_set(err, ERR_ENOWORKSPACES,
                       "This command does not support workspaces.");
    return 0;
}

/* What npm stumbles over before any command runs, and tells of the settings once it knows
 * the command: values that are none, then names that are none. Only `config` may look at
 * what is wrong: to mend it. */
static int check_settings(Ctx *ctx, const Command *c, Err *err)
{
    const cJSON *level = config_get_read(&ctx->config, "loglevel");
    const cJSON *used = config_get(&ctx->config, "loglevel");

    for (int i = 0; c->run != cmd_config && i < CONFIG_LAYERS; i++) {
        VEC_EACH (Str, w, ctx->config.layers[i].faults)
            ctx_log_title(ctx, LOG_WARN, *w);
    }
    if (json_is_str(level) && !str_eq(json_str(level), json_str(used)))
        return err_set(err, ERR_EINVALIDCONFIG, "there is no loglevel '" STR_FMT "'",
                       STR_ARG(json_str(level)));
    if (c->run != cmd_config && config_check_auth(ctx, err) < 0)
        return err->code;
    if ((c->flags & COMMAND_OWN_OPTIONS) == 0)
        warn_options(ctx, c);
    VEC_EACH (Str, w, ctx->config.queued)
        ctx_log_title(ctx, LOG_WARN, *w);
    return 0;
}

/* "scope" is "@scope", in lists of the settings as well. */
static void complete_scope(Ctx *ctx)
{
    Str scope = json_str(config_get_read(&ctx->config, "scope"));

    if (scope.len > 0 && scope.ptr[0] != '@')
        config_set_text(&ctx->config, config_find(&ctx->config, "scope"), STR("scope"),
                        arena_strf(&ctx->arena, "@" STR_FMT, STR_ARG(scope)));
}

/* Of the command, or of the word behind it where it has such. */
static int usage(Ctx *ctx, const Command *c, const char *word, Err *err)
{
    size_t n;
    const Command *inner;

    if (word == NULL || command_subs(c, &n) == NULL)
        return help_usage(ctx, c);
    inner = command_sub(c, word);
    if (inner == NULL)
        return out_usage_error(ctx,
                               arena_strf(&ctx->arena, "Unknown subcommand: %s", word),
                               err);
    return help_usage(ctx, inner);
}

static int dispatch(Ctx *ctx, const char *argv0, Err *err)
{
    Config *c = &ctx->config;
    const char *typed = c->args.len > 0 ? c->args.ptr[0] : "";
    const Command *command = typed[0] != '\0' ? command_find(typed) : NULL;

    VEC_EACH (ConfigNote, w, c->warnings)
        ctx_log_title(ctx, w->is_error ? LOG_ERROR : LOG_WARN, w->text);
    if (json_truthy(config_get_at(c, CONFIG_CLI, "versions"))) {
        print_versions(ctx);
        return 0;
    }
    if (json_truthy(config_get_at(c, CONFIG_CLI, "version"))) {
        ctx_print(ctx, "%s\n", own_version(argv0));
        return 0;
    }
    if (typed[0] == '\0')
        return help_overview(ctx, 1);
    if (command == NULL)
        return unknown_command(ctx, typed);
    ctx->command = command->name;
    complete_scope(ctx);
    if (json_truthy(config_get_read(c, "force")))
        ctx_log(ctx, LOG_WARN, "using --force", "Recommended protections disabled.");
    if (check_settings(ctx, command, err) < 0)
        return err->code;
    if (config_bool(c, "usage"))
        return usage(ctx, command, c->args.len > 1 ? c->args.ptr[1] : NULL, err);
    if (check_workspaces(ctx, command, err) < 0)
        return err->code;
    if ((command->flags & COMMAND_DEV_ENGINES) != 0 && ctx_is_global(ctx) &&
        config_bool(c, "audit") && !config_is_default(c, "audit"))
        ctx_log(ctx, LOG_WARN, "config",
                "includes both --global and --audit, which is currently unsupported.");
    if (!ctx_is_global(ctx) && dev_engines_check(ctx, err) < 0)
        return err->code;
    return command->run(ctx, c->args.ptr + 1, (int)c->args.len - 1, err);
}

/* npm ends with errno of a failed file operation or of zlib, cut to a byte: 254 for
 * ENOENT. What the network says isn't such a number there. */
static int exit_code(const Ctx *ctx, const Err *err)
{
    static const int of_files[] = { EACCES, EPERM, ENOENT,       ENOTDIR,
                                    EISDIR, EROFS, ENAMETOOLONG, ENOTEMPTY,
                                    ENOSPC, ELOOP, EMFILE,       EXDEV };

    if (ctx->exit_code != 0)
        return ctx->exit_code;
    if (err->status > 0)
        return err->status;
    if (inflate_fault_number(err) != 0)
        return 256 + inflate_fault_number(err);
    for (size_t i = 0; i < sizeof of_files / sizeof of_files[0]; i++) {
        if (err->code == -of_files[i])
            return 256 + err->code;
    }
    return 1;
}

/* Who is called npx means `exec`. */
static void take_npx(Arena *a, int *argc, char ***argv)
{
    NpxArgs npx;

    if (*argc < 1 || !str_is(path_basename(str_of((*argv)[0])), "npx"))
        return;
    npx_args(a, *argc, *argv, &npx);
    *argc = npx.argc;
    *argv = npx.argv;
    if (npx.removed != NULL)
        fprintf(stderr,
                "npx: the --%s argument has been removed.\n"
                "See `npm help exec` for more information\n",
                npx.removed);
}

/* Services and `env -i` have no HOME: it is where the system says, as for Node. */
static void find_home(void)
{
    const char *home = getenv("HOME");
    struct passwd *user;

    if (home != NULL && home[0] != '\0')
        return;
    user = getpwuid(geteuid());
    if (user != NULL && user->pw_dir[0] != '\0')
        setenv("HOME", user->pw_dir, 1);
}

/* A closed stdin, stdout or stderr would be the number of the next file that is opened,
 * and what is printed would go there. As with Node they lead nowhere. */
static void open_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", O_RDWR);
    }
}

int main(int argc, char **argv)
{
    Arena names = { 0 };
    Ctx ctx;
    Err err = { 0 };
    bool failed;
    int rc;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error, not the end */
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    signal(SIGHUP, on_signal);
    open_standard_files();
    find_home();
    take_npx(&names, &argc, &argv);
    rc = ctx_begin(&ctx, argc, argv, environ, &err);
    if (rc == 0) {
        ctx_begin_log(&ctx, argc, argv);
        rc = dispatch(&ctx, argc > 0 ? argv[0] : "pkg", &err);
        ctx_time_command(&ctx);
    }
    failed = rc < 0;
    if (failed) {
        ctx_report(&ctx, &err);
        rc = exit_code(&ctx, &err);
    } else if (ctx.exit_code != 0) {
        rc = ctx.exit_code;
    }
    if (ctx.loaded_ns != 0)
        ctx_end_log(&ctx, failed, rc);
    lifecycle_end();
    ctx_end(&ctx);
    arena_release(&names);
    if (rc != 0 && ctx.exit_signal != 0) {
        signal(ctx.exit_signal, SIG_DFL);
        raise(ctx.exit_signal);
    }
    return rc;
}
