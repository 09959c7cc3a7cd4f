/* context_log.c: see context_log.h. */
#include "pkg/context_log.h"

#include <sys/utsname.h>

#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/version.h"
#include "registry-client/redact.h"

static Str logs_folder(Ctx *ctx)
{
    Str own = config_str(&ctx->config, "logs-dir");

    return own.len > 0 ? own : path_join(&ctx->arena, ctx->cache, STR("_logs"));
}

static Str stem_of(Ctx *ctx)
{
    return log_file_stem(&ctx->arena, logs_folder(ctx), ctx->began_ms);
}

static Str debug_log_of(Ctx *ctx)
{
    return log_file_path(&ctx->arena, stem_of(ctx));
}

static int write_file(Str path, Str text, Err *err)
{
    if (fs_mkdirs_for(path.ptr, 0777, err) < 0)
        return err->code;
    return fs_write_cache(path.ptr, text, 0666, err);
}

static int ms_between(uint64_t from_ns, uint64_t to_ns)
{
    return (int)((double)(to_ns - from_ns) / 1e6);
}

/* ---- The beginning ---- */

/* Does the value of this option stay out of a log? */
static bool is_secret(Str option)
{
    return str_is(option, "otp") || str_find(option, STR("passphrase")) >= 0 ||
           config_is_protected(option);
}

static void add_word(Ctx *ctx, Str word)
{
    Buf b = { 0 };

    redact_secrets(word, true, &b);
    json_push(ctx->told_args, json_new_str(&ctx->arena, buf_view(&b)));
    buf_release(&b);
}

/* The program's arguments, as the log may have them: what follows an option with "="
 * stands by itself. */
static void tell_args(Ctx *ctx, int argc, char **argv)
{
    bool hidden = false;

    ctx->told_args = json_new_arr(&ctx->arena);
    for (int i = 1; i < argc; i++) {
        Str arg = str_of(argv[i]), name = arg, value = STR("");
        bool option = str_starts(arg, STR("--"));
        bool split = option && str_cut(arg, '=', &name, &value);

        add_word(ctx, hidden && !option ? STR("***") : name);
        hidden = option && is_secret(str_from(name, 2));
        if (split)
            add_word(ctx, hidden ? STR("***") : value);
        hidden = hidden && !split;
    }
}

static void log_args(Ctx *ctx)
{
    Buf b = { 0 };

    JSON_EACH (word, ctx->told_args)
        buf_printf(&b, "%s\"" STR_FMT "\"", b.len > 0 ? " " : "",
                   STR_ARG(json_str(word)));
    ctx_log(ctx, LOG_VERBOSE, "argv", STR_FMT, STR_ARG(buf_view(&b)));
    buf_release(&b);
}

void ctx_begin_log(Ctx *ctx, int argc, char **argv)
{
    tell_args(ctx, argc, argv);
    if (config_bool(&ctx->config, "timing"))
        ctx_log_timing(ctx, "npm:load", ms_between(ctx->started_ns, ctx->loaded_ns));
    if (!ctx->keeps_log && ctx->level < LOG_INFO)
        return;
    ctx_log(ctx, LOG_VERBOSE, "cli", "%s", ctx->exe);
    ctx_log(ctx, LOG_INFO, "using", "pkg@%s", SMEW_VERSION);
    ctx_log(ctx, LOG_INFO, "using", "npm@%s", NPM_COMPAT_VERSION);
    ctx_log(ctx, LOG_INFO, "using", "node@v%s", NODE_COMPAT_VERSION);
    log_args(ctx);
    ctx_log(ctx, LOG_VERBOSE, "logfile", "logs-max:%g dir:" STR_FMT,
            config_num(&ctx->config, "logs-max", 10), STR_ARG(stem_of(ctx)));
}

/* ---- The report of an error ---- */

void ctx_write_report(Ctx *ctx)
{
    Arena *a = &ctx->arena;
    Str path = arena_strf(a, STR_FMT "eresolve-report.txt", STR_ARG(stem_of(ctx)));
    Str text = arena_strf(a, "Log files:\n" STR_FMT "\n\n" STR_FMT "\n",
                          STR_ARG(debug_log_of(ctx)), STR_ARG(ctx->error_report));
    Err err;

    if (write_file(path, text, &err) < 0)
        ctx_log(ctx, LOG_WARN, "",
                "Could not write error message to eresolve-report.txt due to %s",
                err.msg);
    else
        ctx->error_detail =
            arena_strf(a, STR_FMT "\n\n\nFor a full report see:\n" STR_FMT,
                       STR_ARG(ctx->error_detail), STR_ARG(path));
    ctx->error_report = STR("");
}

/* ---- The end ---- */

void ctx_time_command(Ctx *ctx)
{
    ctx->done_ns = uv_hrtime();
    if (config_bool(&ctx->config, "timing") && ctx->command[0] != '\0')
        ctx_log_timing(ctx, arena_printf(&ctx->arena, "command:%s", ctx->command),
                       ms_between(ctx->loaded_ns, ctx->done_ns));
}

static void add_time(Arena *a, cJSON *times, Str name, int ms)
{
    json_add(a, times, name, json_new_num(a, ms));
}

/* --timing: what took how long, in milliseconds. */
static void write_times(Ctx *ctx, Str log)
{
    Arena *a = &ctx->arena;
    Str path = arena_strf(a, STR_FMT "timing.json", STR_ARG(stem_of(ctx)));
    cJSON *all = json_new_obj(a), *about = json_new_obj(a), *times = json_new_obj(a);
    cJSON *files = json_new_arr(a);
    Str id = path_basename(stem_of(ctx));
    int whole = ms_between(ctx->started_ns, uv_hrtime());
    JsonStyle style = { 0 };
    Buf b = { 0 };
    Err err;

    json_push(files, json_new_str(a, log));
    json_add_str(a, about, "id", str_sub(id, 0, id.len - 1)); /* without the dash */
    json_add(a, about, STR("command"), json_dup(a, ctx->told_args));
    json_add(a, about, STR("logfiles"), files);
    json_add_str(a, about, "version", STR(NPM_COMPAT_VERSION));
    add_time(a, times, STR("npm:load"), ms_between(ctx->started_ns, ctx->loaded_ns));
    if (ctx->command[0] != '\0')
        add_time(a, times, arena_strf(a, "command:%s", ctx->command),
                 ms_between(ctx->loaded_ns, ctx->done_ns));
    add_time(a, times, STR("npm"), whole);
    ctx_log_timing(ctx, "npm", whole);
    json_add(a, all, STR("metadata"), about);
    json_add(a, all, STR("timers"), times);
    json_add(a, all, STR("unfinishedTimers"), json_new_obj(a));
    json_write(all, &style, &b);
    if (write_file(path, buf_view(&b), &err) < 0)
        ctx_log(ctx, LOG_WARN, "timing", "could not write timing file: %s", err.msg);
    else
        ctx_log(ctx, LOG_INFO, "timing", "Timing info written to: " STR_FMT,
                STR_ARG(path));
    buf_release(&b);
}

static void tell_end(Ctx *ctx, int exit_code)
{
    struct utsname u;

    ctx_log(ctx, LOG_VERBOSE, "cwd", STR_FMT, STR_ARG(ctx->input.cwd));
    if (uname(&u) == 0)
        ctx_log(ctx, LOG_VERBOSE, "os", "%s %s", u.sysname, u.release);
    ctx_log(ctx, LOG_VERBOSE, "node", "v%s", NODE_COMPAT_VERSION);
    ctx_log(ctx, LOG_VERBOSE, "npm ", "v%s", NPM_COMPAT_VERSION);
    ctx_log(ctx, LOG_VERBOSE, "exit", "%d", exit_code);
    if (exit_code != 0)
        ctx_log(ctx, LOG_VERBOSE, "code", "%d", exit_code);
    else
        ctx_log(ctx, LOG_INFO, "ok", "%s", "");
}

/* Where it can be read, or why it can't. */
static void tell_log(Ctx *ctx, Str path, bool written)
{
    if (written)
        ctx_log(ctx, LOG_ERROR, "",
                "A complete log of this run can be found in: " STR_FMT, STR_ARG(path));
    else if (!ctx->keeps_log)
        ctx_log(ctx, LOG_ERROR, "",
                "Log files were not written due to the config logs-max=%g",
                config_num(&ctx->config, "logs-max", 10));
    else
        ctx_log(ctx, LOG_ERROR, "",
                "Log files were not written due to an error writing to the "
                "directory: " STR_FMT
                "\nYou can rerun the command with `--loglevel=verbose` to see the logs "
                "in your terminal",
                STR_ARG(logs_folder(ctx)));
}

void ctx_end_log(Ctx *ctx, bool failed, int exit_code)
{
    bool timing = config_bool(&ctx->config, "timing"), written = false;
    Str path = STR("");
    Err ignored;

    if (timing)
        write_times(ctx, debug_log_of(ctx));
    tell_end(ctx, exit_code);
    if (ctx->keeps_log)
        written = log_file_write(&ctx->arena, &ctx->log, stem_of(ctx),
                                 (size_t)config_num(&ctx->config, "logs-max", 10), &path,
                                 &ignored) == 0;
    else
        log_file_drop_old(&ctx->arena, logs_folder(ctx), 0);
    if (failed)
        tell_log(ctx, path, written);
}
