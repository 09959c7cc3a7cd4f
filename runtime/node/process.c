/* process.c: the C half of process: facts about this process, the environment, exit.
 *
 * The object is made here, without running JavaScript: what needs more (events, stdin,
 * emitWarning …) is behind accessors that load internal/process/… when first touched. */
#include "runtime/node/process.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/version.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/natives.h"
#include "runtime/node/console_fast.h"
#include "runtime/node/env.h"
#include "runtime/node/process_ids.h"
#include "runtime/node/task_queue.h"

/* ---- Facts ---- */

/* [ ] -> [ path ] */
static duk_ret_t js_cwd(duk_context *ctx)
{
    char path[PATH_MAX];

    if (getcwd(path, sizeof path) == NULL)
        return js_throw_uv(ctx, -errno, "uv_cwd", NULL, NULL);
    js_push_utf8(ctx, str_of(path));
    return 1;
}

/* [ path ] -> [ ] */
static duk_ret_t js_chdir(duk_context *ctx)
{
    Str path = (js_require_str(ctx, 0, "directory"), js_to_utf8(ctx, 0));

    if (chdir(path.ptr) < 0) {
        char cwd[PATH_MAX];
        int e = errno;

        return js_throw_uv(ctx, -e, "chdir", getcwd(cwd, sizeof cwd) ? cwd : "",
                           path.ptr);
    }
    return 0;
}

static bool is_octal(const char *s)
{
    return s[0] != '\0' && s[strspn(s, "01234567")] == '\0';
}

/* [ mask? ] -> [ old ] */
static duk_ret_t js_umask(duk_context *ctx)
{
    mode_t old = umask(0), mask = old;
    bool bad_text = false, bad_type = false;

    if (duk_is_string(ctx, 0) && !duk_is_symbol(ctx, 0)) {
        bad_text = !is_octal(duk_get_string(ctx, 0));
        mask = (mode_t)strtoul(duk_get_string(ctx, 0), NULL, 8) & 0777;
    } else if (duk_is_number(ctx, 0)) {
        mask = (mode_t)duk_get_number(ctx, 0) & 0777;
    } else {
        bad_type = !duk_is_undefined(ctx, 0);
    }
    umask(bad_text || bad_type ? old : mask);
    if (bad_text)
        return js_throw_arg_value(ctx, 0, "mask",
                                  "must be a 32-bit unsigned integer or an octal string");
    if (bad_type)
        return js_throw_arg_type(ctx, 0, "mask", "number");
    duk_push_uint(ctx, old);
    return 1;
}

static duk_ret_t js_hrtime_bigint(duk_context *ctx)
{
    bigint_push_uint64(ctx, uv_hrtime());
    return 1;
}

/* [ previous? ] -> [ [seconds, nanoseconds] ] */
static duk_ret_t js_hrtime(duk_context *ctx)
{
    uint64_t now = uv_hrtime();

    if (duk_is_array(ctx, 0)) {
        uint64_t before;

        duk_push_uint(ctx, (duk_uint_t)duk_get_length(ctx, 0));
        if (duk_get_uint(ctx, -1) != 2)
            return js_throw_range(ctx, -1, "time", "2");
        duk_get_prop_index(ctx, 0, 0);
        duk_get_prop_index(ctx, 0, 1);
        before = (uint64_t)duk_to_number(ctx, -2) * 1000000000u +
                 (uint64_t)duk_to_number(ctx, -1);
        now = now > before ? now - before : 0;
    } else if (!duk_is_undefined(ctx, 0)) {
        return js_throw_arg_type(ctx, 0, "time", "Array");
    }
    duk_push_array(ctx);
    duk_push_number(ctx, (double)(now / 1000000000u));
    duk_put_prop_index(ctx, -2, 0);
    duk_push_number(ctx, (double)(now % 1000000000u));
    duk_put_prop_index(ctx, -2, 1);
    return 1;
}

/* [ ] -> [ seconds ] */
static duk_ret_t js_uptime(duk_context *ctx)
{
    duk_push_number(ctx, (double)(uv_hrtime() - js_runtime(ctx)->started) / 1e9);
    return 1;
}

/* [ ] -> [ { rss, heapTotal, heapUsed, external, arrayBuffers } ] */
static duk_ret_t js_memory_usage(duk_context *ctx)
{
    size_t rss = 0;
    double values[5] = { 0 };

    if (uv_resident_set_memory(&rss) < 0)
        rss = 0;
    if (duk_get_current_magic(ctx) == 1) {
        duk_push_number(ctx, (double)rss);
        return 1;
    }
    duk_push_object(ctx);
    values[0] = values[1] = (double)rss; /* the engine's heap is the C heap */
    values[2] = (double)js_engine(ctx)->memory.used;
    for (int i = 0; i < 5; i++) {
        static const char *const keys[] = { "rss", "heapTotal", "heapUsed", "external",
                                            "arrayBuffers" };

        duk_push_number(ctx, values[i]);
        duk_put_prop_string(ctx, -2, keys[i]);
    }
    return 1;
}

/* A member of cpuUsage's argument. */
static double previous_usage(duk_context *ctx, const char *key, const char *what)
{
    double n;

    duk_get_prop_string(ctx, 0, key);
    if (!duk_is_number(ctx, -1))
        js_throw_arg_type(ctx, -1, what, "number");
    n = duk_get_number(ctx, -1);
    if (!(n >= 0 && n <= 9007199254740991.0))
        js_throw_node(ctx, "RangeError", "ERR_INVALID_ARG_VALUE",
                      "The property '%s' is invalid. Received %s", what,
                      duk_safe_to_string(ctx, -1));
    duk_pop(ctx);
    return n;
}

/* [ previous? ] -> [ { user, system } ] in microseconds */
static duk_ret_t js_cpu_usage(duk_context *ctx)
{
    struct rusage use;
    double user, sys;

    duk_dup(ctx, 0);
    if (duk_to_boolean(ctx, -1) && !duk_is_object(ctx, 0))
        return js_throw_arg_type(ctx, 0, "prevValue", "Object");
    getrusage(RUSAGE_SELF, &use);
    user = (double)use.ru_utime.tv_sec * 1e6 + (double)use.ru_utime.tv_usec;
    sys = (double)use.ru_stime.tv_sec * 1e6 + (double)use.ru_stime.tv_usec;
    if (duk_is_object(ctx, 0)) {
        user -= previous_usage(ctx, "user", "prevValue.user");
        sys -= previous_usage(ctx, "system", "prevValue.system");
    }
    duk_push_object(ctx);
    duk_push_number(ctx, user);
    duk_put_prop_string(ctx, -2, "user");
    duk_push_number(ctx, sys);
    duk_put_prop_string(ctx, -2, "system");
    return 1;
}

/* ---- The exit code ---- */

/* A whole number, or text that is one; null and undefined are none. */
static void check_exit_code(duk_context *ctx, duk_idx_t i)
{
    double n;

    if (duk_is_null_or_undefined(ctx, i))
        return;
    if (duk_is_string(ctx, i) && !duk_is_symbol(ctx, i) && duk_get_length(ctx, i) > 0) {
        duk_dup(ctx, i);
        n = duk_to_number(ctx, -1);
        duk_pop(ctx);
        if (n == floor(n))
            return;
    }
    if (!duk_is_number(ctx, i))
        js_throw_arg_type(ctx, i, "code", "number");
    n = duk_get_number(ctx, i);
    if (n != floor(n) || isinf(n))
        js_throw_range(ctx, i, "code", "an integer");
}

/* [ ] -> [ code ] */
static duk_ret_t js_get_exit_code(duk_context *ctx)
{
    js_stash_get(ctx, "exitCode");
    return 1;
}

/* [ code ] -> [ ] */
static duk_ret_t js_set_exit_code(duk_context *ctx)
{
    check_exit_code(ctx, 0);
    duk_dup(ctx, 0);
    js_stash_put(ctx, "exitCode");
    return 0;
}

/* [ code? ] -> never */
static duk_ret_t js_exit(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);
    int code = -1;

    if (!duk_is_undefined(ctx, 0)) {
        check_exit_code(ctx, 0);
        duk_dup(ctx, 0);
        js_stash_put(ctx, "exitCode");
        code = duk_to_int32(ctx, 0) & 0xFF;
    }
    runtime_exit(rt, code);
}

/* [ code? ] -> never: without the 'exit' event */
static duk_ret_t js_really_exit(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);

    rt->exiting = true;
    runtime_exit(rt,
                 duk_is_undefined(ctx, 0) ? rt->exit_code : duk_to_int32(ctx, 0) & 0xFF);
}

/* [ ] -> never */
static duk_ret_t js_abort(duk_context *ctx)
{
    (void)ctx;
    abort();
}

/* [ pid signal ] -> [ rc ] */
static duk_ret_t js_kill(duk_context *ctx)
{
    int rc = uv_kill(duk_to_int32(ctx, 0), duk_to_int32(ctx, 1));

    duk_push_int(ctx, rc);
    return 1;
}

/* [ ] -> [ id ] */
static duk_ret_t js_id(duk_context *ctx)
{
    switch (duk_get_current_magic(ctx)) {
    case 0: duk_push_uint(ctx, getuid()); break;
    case 1: duk_push_uint(ctx, geteuid()); break;
    case 2: duk_push_uint(ctx, getgid()); break;
    case 3: duk_push_uint(ctx, getegid()); break;
    default: duk_push_uint(ctx, (duk_uint_t)getppid());
    }
    return 1;
}

/* ---- What is loaded when it is first touched ---- */

static const struct {
    const char *name, *module;
} lazy_members[] = {
    { "on", "internal/process/events" },
    { "addListener", "internal/process/events" },
    { "once", "internal/process/events" },
    { "off", "internal/process/events" },
    { "removeListener", "internal/process/events" },
    { "removeAllListeners", "internal/process/events" },
    { "prependListener", "internal/process/events" },
    { "prependOnceListener", "internal/process/events" },
    { "emit", "internal/process/events" },
    { "listeners", "internal/process/events" },
    { "rawListeners", "internal/process/events" },
    { "listenerCount", "internal/process/events" },
    { "eventNames", "internal/process/events" },
    { "setMaxListeners", "internal/process/events" },
    { "getMaxListeners", "internal/process/events" },
    { "stdout", "internal/process/stdio" },
    { "stderr", "internal/process/stdio" },
    { "stdin", "internal/process/stdio" },
    { "emitWarning", "internal/process/more" },
    { "kill", "internal/process/more" },
    { "config", "internal/process/more" },
    { "features", "internal/process/more" },
    { "release", "internal/process/more" },
    { "resourceUsage", "internal/process/more" },
    { "getActiveResourcesInfo", "internal/process/more" },
    { "constrainedMemory", "internal/process/more" },
    { "availableMemory", "internal/process/more" },
    { "hasUncaughtExceptionCaptureCallback", "internal/process/more" },
    { "setUncaughtExceptionCaptureCallback", "internal/process/more" },
    { "setSourceMapsEnabled", "internal/process/more" },
    { "getgroups", "internal/process/more" },
    { "setgroups", "internal/process/more" },
    { "initgroups", "internal/process/more" },
    { "setuid", "internal/process/more" },
    { "setgid", "internal/process/more" },
    { "seteuid", "internal/process/more" },
    { "setegid", "internal/process/more" },
    { "getBuiltinModule", "internal/process/more" },
    { "loadEnvFile", "internal/process/more" },
    { "dlopen", "internal/process/more" },
    { "assert", "internal/process/more" },
    { "openStdin", "internal/process/more" },
};

#define MEMBER_FLAGS                                                                    \
    (DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE | DUK_DEFPROP_SET_CONFIGURABLE | \
     DUK_DEFPROP_SET_ENUMERABLE | DUK_DEFPROP_FORCE)

/* Puts the value on top in the accessor's place on `this`. */
static void settle_member(duk_context *ctx, const char *name)
{
    duk_push_this(ctx);
    duk_push_string(ctx, name);
    duk_dup(ctx, -3);
    duk_def_prop(ctx, -3, MEMBER_FLAGS);
    duk_pop(ctx);
}

/* [ ] -> [ value ]: the module exports the member, or has put it on process itself */
static duk_ret_t js_get_member(duk_context *ctx)
{
    int i = duk_get_current_magic(ctx);

    natives_require(ctx, lazy_members[i].module);
    if (duk_get_prop_string(ctx, -1, lazy_members[i].name)) {
        settle_member(ctx, lazy_members[i].name);
        return 1;
    }
    duk_push_this(ctx);
    duk_get_prop_string(ctx, -1, lazy_members[i].name);
    return 1;
}

/* [ value ] -> [ ] */
static duk_ret_t js_set_member(duk_context *ctx)
{
    settle_member(ctx, lazy_members[duk_get_current_magic(ctx)].name);
    return 0;
}

static void put_lazy_members(duk_context *ctx)
{
    for (size_t i = 0; i < ARRAY_LEN(lazy_members); i++) {
        duk_push_string(ctx, lazy_members[i].name);
        duk_push_c_function(ctx, js_get_member, 0);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_push_c_function(ctx, js_set_member, 1);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_def_prop(ctx, -4,
                     DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER |
                         DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_SET_ENUMERABLE |
                         DUK_DEFPROP_FORCE);
    }
}

/* ---- The object ---- */

static void put_text(duk_context *ctx, const char *key, const char *value)
{
    js_push_utf8(ctx, str_of(value));
    duk_put_prop_string(ctx, -2, key);
}

static void put_strings(duk_context *ctx, const char *key, char **items, int n)
{
    duk_push_array(ctx);
    for (int i = 0; i < n; i++) {
        js_push_utf8(ctx, str_of(items[i]));
        duk_put_prop_index(ctx, -2, (duk_uarridx_t)i);
    }
    duk_put_prop_string(ctx, -2, key);
}

/* argv[0] is the program, argv[1] the file (made absolute when it is resolved). */
static void put_argv(duk_context *ctx, const Runtime *rt)
{
    duk_push_array(ctx);
    js_push_utf8(ctx, str_of(rt->exec_path ? rt->exec_path : "smew"));
    duk_put_prop_index(ctx, -2, 0);
    for (int i = 0; i < rt->argc; i++) {
        js_push_utf8(ctx, str_of(rt->argv[i]));
        duk_put_prop_index(ctx, -2, (duk_uarridx_t)i + 1);
    }
    duk_put_prop_string(ctx, -2, "argv");
}

static void put_versions(duk_context *ctx)
{
    duk_push_object(ctx);
    put_text(ctx, "node", NODE_COMPAT_VERSION);
    put_text(ctx, "smew", SMEW_VERSION);
    duk_push_sprintf(ctx, "%ld.%ld.%ld", DUK_VERSION / 10000, DUK_VERSION / 100 % 100,
                     DUK_VERSION % 100);
    duk_put_prop_string(ctx, -2, "duktape");
    put_text(ctx, "uv", uv_version_string());
    put_text(ctx, "modules", "115");
    duk_put_prop_string(ctx, -2, "versions");
}

static const char *const arch =
#if defined(__x86_64__)
    "x64";
#elif defined(__aarch64__)
    "arm64";
#elif defined(__arm__)
    "arm";
#elif defined(__riscv)
    "riscv64";
#elif defined(__i386__)
    "ia32";
#else
    "unknown";
#endif

static const JsFunction functions[] = {
    { "cwd", js_cwd, 0, 0 },
    { "chdir", js_chdir, 1, 0 },
    { "umask", js_umask, 1, 0 },
    { "uptime", js_uptime, 0, 0 },
    { "cpuUsage", js_cpu_usage, 1, 0 },
    { "exit", js_exit, 1, 0 },
    { "reallyExit", js_really_exit, 1, 0 },
    { "abort", js_abort, 0, 0 },
    { "nextTick", js_next_tick, DUK_VARARGS, 0 },
    { "getuid", js_id, 0, 0 },
    { "geteuid", js_id, 0, 1 },
    { "getgid", js_id, 0, 2 },
    { "getegid", js_id, 0, 3 },
    { NULL, NULL, 0, 0 },
};

static void put_measures(duk_context *ctx)
{
    js_push_function(ctx, "hrtime", js_hrtime, 1);
    js_push_function(ctx, "bigint", js_hrtime_bigint, 0);
    duk_put_prop_string(ctx, -2, "bigint");
    duk_put_prop_string(ctx, -2, "hrtime");
    js_push_function(ctx, "memoryUsage", js_memory_usage, 0);
    js_push_function(ctx, "rss", js_memory_usage, 0);
    duk_set_magic(ctx, -1, 1);
    duk_put_prop_string(ctx, -2, "rss");
    duk_put_prop_string(ctx, -2, "memoryUsage");
}

static void put_exit_code(duk_context *ctx)
{
    duk_push_string(ctx, "exitCode");
    duk_push_c_function(ctx, js_get_exit_code, 0);
    duk_push_c_function(ctx, js_set_exit_code, 1);
    duk_def_prop(ctx, -4,
                 DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER |
                     DUK_DEFPROP_SET_ENUMERABLE | DUK_DEFPROP_FORCE);
}

static void push_process(duk_context *ctx)
{
    /* What process_begin fills in, where Node has it. */
    static const char *const later[] = { "pid",   "ppid",     "execPath",
                                         "argv0", "execArgv", "argv" };

    duk_push_object(ctx);
    put_text(ctx, "version", "v" NODE_COMPAT_VERSION);
    put_versions(ctx);
    put_text(ctx, "arch", arch);
    put_text(ctx, "platform", "linux");
    put_text(ctx, "title", "smew");
    for (size_t i = 0; i < ARRAY_LEN(later); i++) {
        duk_push_undefined(ctx);
        duk_put_prop_string(ctx, -2, later[i]);
    }
    duk_push_int(ctx, 9229);
    duk_put_prop_string(ctx, -2, "debugPort");
    put_exit_code(ctx);
    js_put_functions(ctx, functions);
    put_measures(ctx);
    put_lazy_members(ctx);
    env_put(ctx);
}

#define GLOBAL_FLAGS                                                                    \
    (DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE | DUK_DEFPROP_SET_CONFIGURABLE | \
     DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_FORCE)

void process_install(duk_context *ctx)
{
    duk_push_global_object(ctx);
    duk_push_string(ctx, "process");
    push_process(ctx);
    duk_push_literal(ctx, "process");
    object_put(ctx, -2, "@@toStringTag", OBJECT_C);
    duk_dup_top(ctx);
    js_stash_put(ctx, "process");
    duk_def_prop(ctx, -3, GLOBAL_FLAGS);
    duk_push_string(ctx, "console");
    console_push(ctx);
    duk_def_prop(ctx, -3, GLOBAL_FLAGS);
    duk_push_string(ctx, "queueMicrotask");
    js_push_function(ctx, "queueMicrotask", js_queue_microtask, 1);
    duk_def_prop(ctx, -3, GLOBAL_FLAGS | DUK_DEFPROP_SET_ENUMERABLE);
    duk_pop(ctx);
}

void process_begin(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);

    js_stash_get(ctx, "process");
    duk_push_int(ctx, (int)getpid());
    duk_put_prop_string(ctx, -2, "pid");
    duk_push_uint(ctx, (duk_uint_t)getppid());
    duk_put_prop_string(ctx, -2, "ppid");
    put_text(ctx, "execPath", rt->exec_path ? rt->exec_path : "smew");
    put_text(ctx, "argv0", rt->argv0 ? rt->argv0 : "smew");
    put_strings(ctx, "execArgv", rt->exec_argv, rt->n_exec_argv);
    put_argv(ctx, rt);
    duk_pop(ctx);
}

/* ---- The end ---- */

/* Calls the stash's function `name` with the code, if the program has listeners at all.
 */
static bool call_listener(Runtime *rt, const char *name, int code)
{
    duk_context *ctx = rt->ctx;

    js_stash_get(ctx, name);
    if (!duk_is_function(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    duk_push_undefined(ctx);
    duk_push_int(ctx, code);
    js_callback(ctx, 1);
    duk_pop(ctx);
    return true;
}

static int current_exit_code(Runtime *rt)
{
    duk_context *ctx = rt->ctx;
    int code = rt->exit_code;

    js_stash_get(ctx, "exitCode");
    if (!duk_is_null_or_undefined(ctx, -1))
        code = (int)duk_to_int32(ctx, -1) & 0xFF;
    duk_pop(ctx);
    return code;
}

void process_emit_before_exit(Runtime *rt)
{
    call_listener(rt, "onBeforeExit", current_exit_code(rt));
}

int process_emit_exit(Runtime *rt, int code)
{
    if (code < 0)
        code = current_exit_code(rt);
    rt->exit_code = code;
    rt->exiting = true;
    if (!call_listener(rt, "onExit", code))
        return code;
    /* A listener may have set process.exitCode. */
    return current_exit_code(rt);
}

/* ---- internalBinding('process') ---- */

/* [ fn ] -> [ ]: keeps a function for the runtime by the name that its magic chooses */
static duk_ret_t js_set_hook(duk_context *ctx)
{
    static const char *const names[] = { "onUncaught", "onBeforeExit", "onExit" };

    duk_dup(ctx, 0);
    js_stash_put(ctx, names[duk_get_current_magic(ctx)]);
    return 0;
}

/* [ error origin ] -> [ ] */
static duk_ret_t js_trigger_uncaught(duk_context *ctx)
{
    const char *origin = duk_require_string(ctx, 1);

    duk_dup(ctx, 0);
    js_uncaught_from(ctx, origin);
    return 0;
}

/* [ fd bytes-or-string ] -> [ rc ]: all of it, however often the kernel takes a part */
static duk_ret_t js_write_fd(duk_context *ctx)
{
    int fd = duk_to_int32(ctx, 0);
    Str data;

    if (duk_is_string(ctx, 1)) {
        data = js_to_utf8(ctx, 1);
    } else {
        duk_size_t n = 0;
        void *p = duk_require_buffer_data(ctx, 1, &n);

        data = str_n(p, n);
    }
    duk_push_int(ctx, console_write(fd, data));
    return 1;
}

/* [ ] -> [ ]: console no longer writes past process.stdout and stderr */
static duk_ret_t js_use_streams_for_console(duk_context *ctx)
{
    duk_push_true(ctx);
    js_stash_put(ctx, "consoleBusy");
    return 0;
}

void js_init_process(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "useStreamsForConsole", js_use_streams_for_console, 0, 0 },
        { "setId", js_process_set_id, 2, 0 },
        { "getGroups", js_process_get_groups, 0, 0 },
        { "setGroups", js_process_set_groups, 1, 0 },
        { "initGroups", js_process_init_groups, 2, 0 },
        { "resourceUsage", js_process_resource_usage, 0, 0 },
        { "activeResources", js_process_active_handles, 0, 0 },
        { "memoryLimit", js_process_memory_limit, 1, 0 },
        { "setUncaughtHook", js_set_hook, 1, 0 },
        { "triggerUncaught", js_trigger_uncaught, 2, 0 },
        { "setBeforeExitHook", js_set_hook, 1, 1 },
        { "setExitHook", js_set_hook, 1, 2 },
        { "writeFd", js_write_fd, 2, 0 },
        { "kill", js_kill, 2, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
