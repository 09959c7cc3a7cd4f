/* main.c: the command line's command, and what its end means for the exit code. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/path.h"
#include "common/version.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/help.h"
#include "pkg/context.h"
#include "pkg/install/script.h"

extern char **environ;

static void on_signal(int sig)
{
    script_kill_all(sig);
    signal(sig, SIG_DFL);
    raise(sig);
}

/* An option that doesn't exist: the nearest that does. */
static int unknown_option(Ctx *ctx, Err *err)
{
    Str typed = ctx->config.unknown.ptr[0];
    const char *best = NULL, *name = typed.ptr + 2;
    const char *const *names;
    int least = 1000;
    size_t n;

    names = config_names(&n);
    for (size_t i = 0; i < n; i++) {
        int d = command_distance(name, names[i]);

        if (d < least) {
            least = d;
            best = names[i];
        }
    }
    err_set(err, ERR_EUNKNOWNCONFIG, "unknown option '" STR_FMT "'", STR_ARG(typed));
    if (best != NULL && least <= 1 + (int)strlen(name) / 3)
        err_hint(err, "Did you mean --%s?", best);
    return err->code;
}

static int unknown_command(Ctx *ctx, const char *typed, Err *err)
{
    Buf b = { 0 };

    (void)ctx;
    err_set(err, ERR_EUNKNOWNCOMMAND, "Unknown command: \"%s\"", typed);
    if (command_suggest(typed, &b) > 0)
        err_hint(err,
                 "\nDid you mean one of these?\n%s\nTo see a list of supported "
                 "commands, run:\n  pkg help",
                 buf_cstr(&b));
    else
        err_hint(err, "\nTo see a list of supported commands, run:\n  pkg help");
    buf_release(&b);
    return err->code;
}

static void log_warnings(Ctx *ctx)
{
    VEC_EACH (Str, w, ctx->config.warnings)
        ctx_log(ctx, LOG_WARN, "", STR_FMT, STR_ARG(*w));
}

/* Who is called npm says npm's version: scripts ask for it. */
static const char *own_version(const char *argv0)
{
    Str name = path_basename(str_of(argv0));

    return str_is(name, "npm") ? NPM_COMPAT_VERSION : SMEW_VERSION;
}

static void print_versions(Ctx *ctx)
{
    ctx_print(ctx, "{\n  \"pkg\": \"%s\",\n  \"npm\": \"%s\",\n  \"node\": \"%s\",\n",
              SMEW_VERSION, NPM_COMPAT_VERSION, NODE_COMPAT_VERSION);
    ctx_print(ctx, "  \"uv\": \"%s\"\n}\n", uv_version_string());
}

/* Options of a script stand behind its name, and may be any: npm hands them on. */
static bool takes_any_option(const Command *c)
{
    return (c->flags & COMMAND_SHELL) != 0;
}

static int dispatch(Ctx *ctx, const char *argv0, Err *err)
{
    Config *c = &ctx->config;
    const Command *command;
    const char *typed;

    if (config_bool(c, "versions")) {
        print_versions(ctx);
        return 0;
    }
    if (config_bool(c, "version")) {
        ctx_print(ctx, "%s\n", own_version(argv0));
        return 0;
    }
    if (c->args.len == 0)
        return help_overview(ctx, config_bool(c, "usage") ? 0 : 1);
    typed = c->args.ptr[0];
    command = command_find(typed);
    if (command == NULL)
        return unknown_command(ctx, typed, err);
    ctx->command = command->name;
    if (config_bool(c, "usage"))
        return help_usage(ctx, command);
    if (c->unknown.len > 0) {
        if (!takes_any_option(command))
            return unknown_option(ctx, err);
        VEC_EACH (Str, u, c->unknown)
            ctx_log(ctx, LOG_WARN, "",
                    "Unknown cli config \"" STR_FMT "\". This will stop working in the "
                    "next major version of npm.",
                    STR_ARG(*u));
    }
    log_warnings(ctx);
    return command->run(ctx, c->args.ptr + 1, (int)c->args.len - 1, err);
}

static int exit_code(const Err *err)
{
    switch (err->code) {
    case ERR_ELIFECYCLE: return 1;
    default: return 1;
    }
}

int main(int argc, char **argv)
{
    Ctx ctx;
    Err err = { 0 };
    int rc;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    signal(SIGHUP, on_signal);
    rc = ctx_begin(&ctx, argc, argv, environ, &err);
    if (rc == 0)
        rc = dispatch(&ctx, argc > 0 ? argv[0] : "pkg", &err);
    if (rc < 0) {
        ctx_report(&ctx, &err);
        rc = exit_code(&err);
    }
    ctx_end(&ctx);
    return rc;
}
