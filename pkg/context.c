/* context.c: from the command line to what commands work with. */
#include "pkg/context.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/inflate_fault.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/context_log.h"
#include "pkg/output.h"
#include "pkg/ui/error_words.h"
#include "pkg/ui/paint.h"
#include "pkg/ui/progress.h"
#include "pkg/workspaces/workspaces.h"
#include "registry-client/redact.h"

/* ---- Beginning ---- */

static Str exe_path(Arena *a)
{
    char buf[4096];
    ssize_t n = readlink("/proc/self/exe", buf, sizeof buf);

    return n > 0 ? arena_str(a, str_n(buf, (size_t)n)) : STR("/usr/local/bin/pkg");
}

/* PREFIX of PREFIX/bin/pkg; a program that is tried where it was built has none. */
static Str exe_prefix(Str exe)
{
    Str folder = path_dirname(exe);

    return str_is(path_basename(folder), "bin") ? path_dirname(folder)
                                                : STR("/usr/local");
}

static bool is_workspace(void *arg, Str root, Str folder)
{
    Arena scratch = { 0 };
    Workspaces list;
    bool found = false;

    (void)arg;
    if (workspaces_of_folder(&scratch, root, &list, NULL) == 0) {
        VEC_EACH (Workspace, w, list)
            found |= str_eq(w->path, folder);
    }
    arena_release(&scratch);
    return found;
}

static LogLevel level_of(const Config *c)
{
    static const char *const names[] = { "silent", "error", "warn",    "notice",
                                         "http",   "info",  "verbose", "silly" };
    Str name = config_str(c, "loglevel");

    for (int i = 0; i < 8; i++) {
        if (str_is(name, names[i]))
            return (LogLevel)i;
    }
    return LOG_NOTICE;
}

static bool wants_color(const Config *c, int fd)
{
    if (str_is(config_str(c, "color"), "always"))
        return true;
    return config_bool(c, "color") && isatty(fd);
}

/* A terminal's width; 0 where nobody knows. */
static int columns(void)
{
    struct winsize w;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 ? w.ws_col : 0;
}

static void begin_progress(Ctx *ctx)
{
    const Config *c = &ctx->config;
    ProgressStyle style = { .enabled = config_bool(c, "progress") &&
                                       ctx->level > LOG_SILENT && !ctx->json &&
                                       isatty(STDERR_FILENO),
                            .color = ctx->color,
                            .unicode = config_bool(c, "unicode") };

    if (style.enabled)
        style.columns = columns();
    progress_begin(&style);
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* With fewer files than that libuv aborts, or there would be no folder beside a socket.
 */
enum { FILES_MIN = 16 };

static int begin_loop(Ctx *ctx, Err *err)
{
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < FILES_MIN)
        return err_set(err, -EMFILE, "the limit of open files (ulimit -n) is below %d",
                       FILES_MIN);
    ctx->loop = uv_default_loop();
    return ctx->loop != NULL ? 0
                             : err_set(err, -EMFILE, "cannot begin the event loop: %s",
                                       strerror(errno));
}

int ctx_begin(Ctx *ctx, int argc, char **argv, char **environ_, Err *err)
{
    Arena *a = &ctx->arena;
    Str exe, cwd;

    memset(ctx, 0, sizeof *ctx);
    ctx->store.fd = -1;
    ctx->started_ns = uv_hrtime();
    ctx->began_ms = now_ms();
    ctx->level = LOG_NOTICE;
    ctx->command = "";
    ctx->umask = umask(022);
    umask(ctx->umask);
    exe = exe_path(a);
    ctx->exe = exe.ptr;
    if (fs_cwd(a, &cwd, err) < 0)
        return err->code;
    ctx->input = (ConfigInput){ .argv = argv + 1,
                                .argc = argc > 0 ? argc - 1 : 0,
                                .environ_ = environ_,
                                .cwd = cwd,
                                .exe_prefix = exe_prefix(exe),
                                .registry = STR(DEFAULT_REGISTRY),
                                .npm_version = STR(NPM_COMPAT_VERSION),
                                .node_version = STR(NODE_COMPAT_VERSION),
                                .tty = isatty(STDOUT_FILENO) && isatty(STDERR_FILENO),
                                .is_workspace = is_workspace,
                                .ctx = ctx };
    if (config_load(&ctx->config, &ctx->input, err) < 0 || begin_loop(ctx, err) < 0)
        return err->code;
    ctx->level = level_of(&ctx->config);
    ctx->package_umask = ctx->umask | (unsigned)config_num(&ctx->config, "umask", 0);
    ctx->json = config_bool(&ctx->config, "json");
    ctx->color = wants_color(&ctx->config, STDERR_FILENO);
    ctx->color_out = wants_color(&ctx->config, STDOUT_FILENO);
    ctx->cache = config_str(&ctx->config, "cache");
    ctx->keeps_log = config_num(&ctx->config, "logs-max", 10) > 0;
    begin_progress(ctx);
    ctx->loaded_ns = uv_hrtime();
    return 0;
}

/* ---- Saying something ---- */

static const char *const level_names[] = { "",     "error",   "warn",  "notice", "http",
                                           "info", "verbose", "silly", "timing" };

static void log_lines(Ctx *ctx, LogLevel level, const char *title, Str text);

void ctx_log_timing(Ctx *ctx, const char *name, int ms)
{
    Str text = arena_strf(&ctx->arena, "Completed in %dms", ms);

    if (ctx->keeps_log)
        log_file_add(&ctx->log, level_names[LOG_TIMING], name, text);
    if (ctx->level == LOG_SILENT)
        return;
    ctx_flush(ctx);
    log_lines(ctx, LOG_TIMING, name, text);
}

static void log_lines(Ctx *ctx, LogLevel level, const char *title, Str text)
{
    static const char *const colors[] = { "",   "31", "33",   "96", "32",
                                          "36", "34", "34;2", "95" };
    Str heading = config_str(&ctx->config, "heading"), rest, line;
    Buf b = { 0 }, clean = { 0 };

    if (heading.len == 0)
        heading = STR("pkg");
    out_clean(text, ctx->color, &clean);
    rest = buf_view(&clean);
    do {
        if (!str_next(&rest, '\n', &line))
            line = STR("");
        if (ctx->color)
            buf_printf(&b, "\033[1m" STR_FMT "\033[22m \033[%sm%s\033[39m%s%s%s",
                       STR_ARG(heading), colors[level], level_names[level],
                       *title ? " \033[94m" : "", title, *title ? "\033[39m" : "");
        else
            buf_printf(&b, STR_FMT " %s%s%s", STR_ARG(heading), level_names[level],
                       *title ? " " : "", title);
        buf_printf(&b, line.len > 0 ? " " STR_FMT "\n" : STR_FMT "\n", STR_ARG(line));
    } while (rest.len > 0);
    (void)!fwrite(b.ptr, 1, b.len, stderr);
    buf_release(&b);
    buf_release(&clean);
}

/* As with npm a notice is shown once, if nobody wants to see more than that. */
static bool was_shown(Ctx *ctx, LogLevel level, const char *title, Str text)
{
    Str key;

    if (level != LOG_NOTICE || ctx->level >= LOG_VERBOSE ||
        (text.len == 0 && *title == '\0'))
        return false;
    key = arena_strf(&ctx->arena, "%s\n" STR_FMT, title, STR_ARG(text));
    if (map_has(&ctx->notices, key))
        return true;
    map_set(&ctx->notices, key, NULL);
    return false;
}

/* On stderr as far as the log level goes, in the log in any case. Addresses to log in at
 * have UUIDs: they are shown, but not kept. */
static void say_in(Ctx *ctx, LogLevel level, const char *title, Str text, bool number)
{
    Buf safe = { 0 };

    if (ctx->keeps_log) {
        redact_secrets(text, true, &safe);
        log_file_add(&ctx->log, level_names[level], title, buf_view(&safe));
        buf_clear(&safe);
    }
    if (level <= ctx->level && !was_shown(ctx, level, title, text)) {
        ctx_flush(ctx);
        redact_secrets(text, false, &safe);
        log_lines(ctx, level, title,
                  paint(&ctx->arena, number && ctx->color, PAINT_YELLOW,
                        buf_view(&safe)));
    }
    buf_release(&safe);
}

static void say(Ctx *ctx, LogLevel level, const char *title, Str text)
{
    say_in(ctx, level, title, text, false);
}

/* npm lets Node put numbers into words, which gives them a colour. */
static void say_number(Ctx *ctx, const char *title, Str number)
{
    say_in(ctx, LOG_ERROR, title, number, true);
}

void ctx_log(Ctx *ctx, LogLevel level, const char *title, const char *fmt, ...)
{
    Buf b = { 0 };
    char *clean;
    va_list ap;

    if ((level > ctx->level && !ctx->keeps_log) || level == LOG_SILENT)
        return;
    va_start(ap, fmt);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    clean = arena_bytes(&ctx->arena, b.len + 256);
    redact_text(buf_view(&b), clean, b.len + 256);
    say(ctx, level, title, str_of(clean));
    buf_release(&b);
}

/* A failed script has its exit code for a code; some errors have none. */
static Str code_of(Ctx *ctx, const Err *err)
{
    if (err->code == ERR_ENOCODE)
        return STR("");
    if (err->code == ERR_ELIFECYCLE && ctx->exit_code > 0)
        return arena_strf(&ctx->arena, "%d", ctx->exit_code);
    if (err->status > 0)
        return arena_strf(&ctx->arena, "%d", err->status);
    return str_of(err_name(err->code));
}

static ErrorWords words_of(Ctx *ctx, const Err *err)
{
    ErrorWords w = error_words(&ctx->arena, err, ctx->error_message, ctx->error_detail);

    if (err->code == ERR_ENOLOCK && ctx->command != NULL)
        w.title = ctx->command;
    return w;
}

cJSON *ctx_error_json(Ctx *ctx, const Err *err)
{
    Arena *a = &ctx->arena;
    ErrorWords w = words_of(ctx, err);
    cJSON *error = json_new_obj(a);
    Str code = code_of(ctx, err);
    double number = err->code == ERR_ELIFECYCLE ? ctx->exit_code : err->status;
    ptrdiff_t at;

    at = str_find(w.summary, STR("\ncommand "));
    if (at >= 0) { /* a title on the terminal, of what stands behind it */
        w.detail = str_from(w.summary, (size_t)at + 9);
        w.summary = str_sub(w.summary, 0, (size_t)at);
        at = str_find(w.summary, STR("\nsignal "));
        if (at >= 0) {
            w.detail = arena_strf(a, STR_FMT "\n" STR_FMT,
                                  STR_ARG(str_from(w.summary, (size_t)at + 8)),
                                  STR_ARG(w.detail));
            w.summary = str_sub(w.summary, 0, (size_t)at);
        }
    } else if (str_starts(w.detail, STR("command "))) {
        w.detail = str_from(w.detail, 8);
    }
    if (code.len > 0)
        json_add(a, error, STR("code"),
                 number > 0 ? json_new_num(a, number) : json_new_str(a, code));
    json_add_str(a, error, "summary", str_trim(w.summary));
    json_add_str(a, error, "detail", str_trim(w.detail));
    JSON_EACH (m, ctx->error_json)
        json_set(a, error, json_key(m), json_dup(a, m));
    return error;
}

/* {"error": …} beside what the command printed. */
static void report_json(Ctx *ctx, cJSON *error)
{
    cJSON *out = json_new_obj(&ctx->arena);

    json_add(&ctx->arena, out, STR("error"), error);
    ctx_json(ctx, out);
}

void ctx_report_code(Ctx *ctx, cJSON *code)
{
    cJSON *error = json_new_obj(&ctx->arena);

    json_add(&ctx->arena, error, STR("code"), code);
    json_add_str(&ctx->arena, error, "summary", STR(""));
    json_add_str(&ctx->arena, error, "detail", STR(""));
    if (ctx->json)
        report_json(ctx, error);
}

/* What the system was asked for, and its answer: a number of a file's error, a name of
 * the network's. */
static void report_system(Ctx *ctx, const Err *err)
{
    if (err->syscall != NULL)
        say(ctx, LOG_ERROR, "syscall", str_of(err->syscall));
    if (err->path[0] != '\0')
        say(ctx, LOG_ERROR, "path", str_of(err->path));
    if (err->fetch)
        say(ctx, LOG_ERROR, "errno", str_of(err_name(err->code)));
    else if (err->syscall != NULL)
        say_number(ctx, "errno", arena_strf(&ctx->arena, "%d", err->code));
    if (inflate_fault_number(err) != 0)
        say_number(ctx, "errno",
                   arena_strf(&ctx->arena, "%d", inflate_fault_number(err)));
}

/* Behind the code, and the path of a failed script, stands where it happened. */
static void report_text(Ctx *ctx, const Err *err, Str workspace, Str location)
{
    Str code = code_of(ctx, err);
    ErrorWords w = words_of(ctx, err);

    if (code.len > 0 && ascii_digit(code.ptr[0]))
        say_number(ctx, "code", code);
    else if (code.len > 0)
        say(ctx, LOG_ERROR, "code", code);
    report_system(ctx, err);
    if (location.len > 0) {
        say(ctx, LOG_ERROR, "workspace", workspace);
        say(ctx, LOG_ERROR, "location", location);
    }
    say(ctx, LOG_ERROR, w.title, w.summary);
    if (w.detail.len > 0)
        say(ctx, LOG_ERROR, w.detail_title ? w.detail_title : w.title, w.detail);
    if (inflate_fault_number(err) != 0 && str_starts(w.summary, STR("zlib: ")))
        say(ctx, LOG_ERROR, "cause", str_from(w.summary, 6));
}

void ctx_report(Ctx *ctx, const Err *err)
{
    if (ctx->error_report.len > 0)
        ctx_write_report(ctx);
    if (ctx->json)
        report_json(ctx, ctx_error_json(ctx, err));
    report_text(ctx, err, STR(""), STR(""));
}

void ctx_report_in(Ctx *ctx, const Err *err, Str workspace, Str location)
{
    report_text(ctx, err, workspace, location);
    ctx->error_message = (Str){ 0 };
}

void ctx_log_title(Ctx *ctx, LogLevel level, Str text)
{
    Str invalid = STR("invalid config");
    char *clean = arena_bytes(&ctx->arena, text.len + 256);

    if (str_starts(text, invalid)) {
        ctx_log(ctx, level, invalid.ptr, STR_FMT,
                STR_ARG(str_trim(str_from(text, invalid.len))));
        return;
    }
    redact_text(text, clean, text.len + 256);
    ctx_log(ctx, level, clean, "%s", "");
}

void ctx_print(Ctx *ctx, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&ctx->out, fmt, ap);
    va_end(ap);
}

void ctx_write(Ctx *ctx, Str text)
{
    buf_str(&ctx->out, text);
}

void ctx_flush(Ctx *ctx)
{
    progress_clear();
    if (ctx->out.len > 0) {
        Buf safe = { 0 }, clean = { 0 };

        if (!ctx->shows_secrets)
            redact_secrets(buf_view(&ctx->out), true, &safe);
        out_clean(buf_view(ctx->shows_secrets ? &ctx->out : &safe), ctx->color_out,
                  &clean);
        (void)!fwrite(clean.ptr, 1, clean.len, stdout);
        buf_clear(&ctx->out);
        buf_release(&clean);
        buf_release(&safe);
    }
    fflush(stdout);
}

void ctx_json(Ctx *ctx, const cJSON *value)
{
    Arena *a = &ctx->arena;

    if (ctx->json_out == NULL) {
        ctx->json_out = json_dup(a, value);
        return;
    }
    if (!json_is_obj(ctx->json_out) || !json_is_obj(value))
        return;
    JSON_EACH (e, value)
        json_set(a, ctx->json_out, json_key(e), json_dup(a, e));
}

void ctx_flush_json(Ctx *ctx)
{
    JsonStyle style = json_default_style();

    if (ctx->json_out != NULL)
        json_write(ctx->json_out, &style, &ctx->out);
    ctx->json_out = NULL;
    ctx_flush(ctx);
}

/* ---- The registry ---- */

static const RegistryKey *registry_keys(Ctx *ctx, size_t *n)
{
    VEC(RegistryKey) keys = { 0 };
    Map seen = { 0 };

    for (int i = CONFIG_LAYERS - 1; i >= 0; i--) {
        MAP_EACH (e, ctx->config.layers[i].values) {
            bool registry_of_scope =
                e->key.ptr[0] == '@' && str_ends(e->key, STR(":registry"));

            if ((!registry_of_scope && !str_starts(e->key, STR("//"))) ||
                map_has(&seen, e->key))
                continue;
            map_set(&seen, e->key, NULL);
            if (json_is_str(e->value))
                vec_push_in(&ctx->arena, &keys,
                            (RegistryKey){ e->key, json_str(e->value) });
        }
    }
    map_release(&seen);
    *n = keys.len;
    return keys.ptr;
}

/* Several certificates stand one after another. */
static Str certificates(Ctx *ctx)
{
    const cJSON *ca = config_get(&ctx->config, "ca");
    Buf b = { 0 };
    Str out;

    if (!json_is_arr(ca))
        return json_str(ca);
    JSON_EACH (e, ca)
        buf_printf(&b, STR_FMT "\n", STR_ARG(json_str(e)));
    out = arena_str(&ctx->arena, str_trim(buf_view(&b)));
    buf_release(&b);
    return out;
}

/* The file of what Node.js was to trust as well; "" for the system's certificates alone.
 */
static Str extra_certificates(Ctx *ctx)
{
    const char *file = config_getenv(&ctx->config, STR("NODE_EXTRA_CA_CERTS"));

    if (file == NULL || *file == '\0')
        return STR("");
    if (access(file, R_OK) == 0)
        return arena_str(&ctx->arena, str_of(file));
    ctx_log(ctx, LOG_WARN, "", "Ignoring extra certs from `%s`: %s", file,
            strerror(errno));
    return STR("");
}

/* A file that isn't there names no certificates. */
static Str certificate_file(const Ctx *ctx)
{
    Str file = config_str(&ctx->config, "cafile");

    return file.len > 0 && access(file.ptr, F_OK) != 0 && errno == ENOENT ? STR("")
                                                                          : file;
}

/* The first of these variables that says anything. */
static Str env_first(Ctx *ctx, const char *const *variables)
{
    for (; *variables != NULL; variables++) {
        const char *v = config_getenv(&ctx->config, str_of(*variables));

        if (v != NULL && *v != '\0')
            return str_of(v);
    }
    return STR("");
}

static Str joined(Ctx *ctx, const char *key)
{
    const cJSON *v = config_get(&ctx->config, key);
    Buf b = { 0 };

    if (!json_is_arr(v))
        return json_str(v);
    JSON_EACH (e, v)
        buf_printf(&b, "%s" STR_FMT, b.len ? "," : "", STR_ARG(json_str(e)));
    return buf_to_arena(&b, &ctx->arena);
}

/* A setting counts for all URLs; of the environment's variables `https_proxy` does, the
 * others only where nothing is encrypted. */
static void set_proxies(Ctx *ctx, RegistryOptions *o)
{
    static const char *const https_env[] = { "https_proxy", "HTTPS_PROXY", NULL };
    static const char *const http_env[] = { "https_proxy", "HTTPS_PROXY", "http_proxy",
                                            "HTTP_PROXY",  "proxy",       "PROXY",
                                            NULL };
    static const char *const no_env[] = { "no_proxy", "NO_PROXY", NULL };
    Str set = json_str(config_get(&ctx->config, "https-proxy"));

    if (set.len == 0)
        set = json_str(config_get(&ctx->config, "proxy"));
    o->https_proxy = set.len > 0 ? set : env_first(ctx, https_env);
    o->proxy = set.len > 0 ? set : env_first(ctx, http_env);
    o->noproxy = joined(ctx, "noproxy");
    if (o->noproxy.len == 0)
        o->noproxy = env_first(ctx, no_env);
}

RegistryOptions ctx_registry_options(Ctx *ctx)
{
    const Config *c = &ctx->config;
    RegistryOptions o = registry_default_options();

    o.registry = config_str(c, "registry");
    o.keys = registry_keys(ctx, &o.n_keys);
    o.scope = config_str(c, "scope");
    o.max_sockets = (int)config_num(c, "maxsockets", 15);
    o.more_sockets = config_is_default(c, "maxsockets");
    o.fetch_timeout_ms = (long)config_num(c, "fetch-timeout", 300000);
    o.fetch_retries = (int)config_num(c, "fetch-retries", 2);
    o.fetch_retry_factor = config_num(c, "fetch-retry-factor", 10);
    o.fetch_retry_mintimeout_ms = (long)config_num(c, "fetch-retry-mintimeout", 10000);
    o.fetch_retry_maxtimeout_ms = (long)config_num(c, "fetch-retry-maxtimeout", 60000);
    o.local_address = config_str(c, "local-address");
    set_proxies(ctx, &o);
    o.strict_ssl = config_bool(c, "strict-ssl");
    o.ca = certificates(ctx);
    o.cafile = certificate_file(ctx);
    if (o.ca.len == 0 && o.cafile.len == 0)
        o.extra_ca = extra_certificates(ctx);
    o.cert = config_str(c, "cert");
    o.key = config_str(c, "key");
    o.user_agent = config_user_agent(c, &ctx->arena);
    o.npm_command = str_of(ctx->command);
    o.auth_type = config_str(c, "auth-type");
    o.otp = config_str(c, "otp");
    if (o.otp.len > 0) /* who has it at hand needs no browser */
        o.auth_type = STR("legacy");
    o.cache_dir = ctx->cache;
    o.offline = config_bool(c, "offline");
    o.prefer_offline =
        config_bool(c, "prefer-offline") || config_num(c, "cache-min", 0) >= 9999;
    o.prefer_online =
        config_bool(c, "prefer-online") || config_num(c, "cache-max", 1) <= 0;
    return o;
}

static void on_registry_log(void *arg, RegistryLogLevel level, const char *text)
{
    static const LogLevel levels[] = { LOG_SILLY, LOG_HTTP, LOG_NOTICE, LOG_WARN };

    ctx_log(arg, levels[level], "", "%s", text);
}

int ctx_client(Ctx *ctx, RegistryClient **out, Err *err)
{
    RegistryOptions o;

    if (ctx->client == NULL) {
        o = ctx_registry_options(ctx);
        if (registry_client_new(ctx->loop, &o, &ctx->client, err) < 0)
            return err->code;
        registry_client_set_log(ctx->client, on_registry_log, ctx);
    }
    *out = ctx->client;
    return 0;
}

void ctx_renew_client(Ctx *ctx)
{
    registry_client_free(ctx->client);
    ctx->client = NULL;
}

int ctx_store(Ctx *ctx, Store **out, Err *err)
{
    if (!ctx->store_open) {
        if (store_open(&ctx->store, ctx->cache.ptr, err) < 0)
            return err_wrap(err, "cannot open the store");
        ctx->store_open = true;
    }
    *out = &ctx->store;
    return 0;
}

/* ---- Places ---- */

bool ctx_is_global(const Ctx *ctx)
{
    return config_bool(&ctx->config, "global") ||
           str_is(config_str(&ctx->config, "location"), "global");
}

Str ctx_prefix(const Ctx *ctx)
{
    return ctx_is_global(ctx) ? ctx->config.global_prefix : ctx->config.local_prefix;
}

Str ctx_modules(Ctx *ctx)
{
    return path_join(&ctx->arena, ctx_prefix(ctx),
                     ctx_is_global(ctx) ? STR("lib/node_modules") : STR("node_modules"));
}

/* ---- Ending ---- */

void ctx_end(Ctx *ctx)
{
    progress_end();
    ctx_flush_json(ctx);
    registry_client_free(ctx->client);
    if (ctx->client != NULL)
        uv_run(ctx->loop, UV_RUN_NOWAIT);
    if (ctx->store_open)
        store_close(&ctx->store);
    map_release(&ctx->notices);
    log_file_release(&ctx->log);
    buf_release(&ctx->out);
    config_release(&ctx->config);
    arena_release(&ctx->arena);
}

bool ctx_is_parseable(const Ctx *ctx)
{
    return config_bool(&ctx->config, "parseable");
}
