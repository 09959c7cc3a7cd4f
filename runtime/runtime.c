/* runtime.c: a program from its first line to its last tick. */
#include "runtime/runtime.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/fs.h"
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/engine/c_stack.h"
#include "runtime/engine/error.h"
#include "runtime/engine/heap.h"
#include "runtime/engine/internals.h"
#include "runtime/modules/code_pack.h"
#include "runtime/natives.h"
#include "runtime/node/modules.h"
#include "runtime/node/process.h"
#include "runtime/report.h"
#include "runtime/snapshot.h"

int engine_should_stop(void *owner)
{
    Runtime *rt = owner;

    if (rt == NULL)
        return 0;
    return rt->stop || (rt->stop_at != 0 && uv_hrtime() >= rt->stop_at);
}

/* [ unhandled late ] -> [ … ] */
static void process_rejections(duk_context *ctx)
{
    natives_require(ctx, "internal/process/promises");
    duk_get_prop_string(ctx, -1, "run");
    duk_replace(ctx, -2);
    duk_insert(ctx, -3);
    duk_call(ctx, 2);
}

static void on_wait_over(uv_timer_t *timer)
{
    duk_context *ctx = timer->data;

    atomics_wake_late(ctx);
    microtask_drain(ctx);
}

/* The timer of Atomics.waitAsync doesn't keep a program alive, as in Node. */
static void start_wait_timer(duk_context *ctx, double ms)
{
    Runtime *rt = js_runtime(ctx);

    if (rt->wait_timer == NULL) {
        rt->wait_timer = arena_new(&rt->arena, uv_timer_t);
        uv_timer_init(loop_of(ctx), rt->wait_timer);
        uv_unref((uv_handle_t *)rt->wait_timer);
        rt->wait_timer->data = rt->ctx;
    }
    uv_update_time(loop_of(ctx));
    uv_timer_start(rt->wait_timer, on_wait_over,
                   ms < 1e15 ? (uint64_t)ms : 1000000000000000u, 0);
}

static duk_ret_t install_all(duk_context *ctx, void *udata)
{
    (void)udata;
    js_install_stacks(ctx);
    builtins_install(ctx);
    lowered_install(ctx);
    modules_install_import(ctx);
    builtins_set_rejection_hook(ctx, process_rejections);
    builtins_set_wait_hook(ctx, start_wait_timer);
    natives_install(ctx);
    process_install(ctx);
    return 0;
}

/* What each start does, with a heap that was made just now or when smew was built. */
static duk_ret_t begin_all(duk_context *ctx, void *udata)
{
    Runtime *rt = udata;

    process_begin(ctx);
    if (rt->expose_gc)
        natives_expose_gc(ctx);
    return 0;
}

static int call_safely(Runtime *rt, duk_safe_call_function fn, Err *err)
{
    if (duk_safe_call(rt->engine.ctx, fn, rt, 0, 1) != DUK_EXEC_SUCCESS)
        return err_set(err, ERR_EINTERNAL, "cannot start: %s",
                       duk_safe_to_string(rt->engine.ctx, -1));
    duk_pop(rt->engine.ctx);
    return 0;
}

static int make_heap(Runtime *rt, Err *err)
{
    if (heap_new(rt) == NULL)
        return err_set(err, -ENOMEM, "cannot make the engine's heap");
    return call_safely(rt, install_all, err);
}

int runtime_init(Runtime *rt, Err *err)
{
    rt->started = uv_hrtime();
    if (!snapshot_take(rt) && make_heap(rt, err) < 0)
        return -1;
    rt->ctx = rt->loop.ctx = rt->engine.ctx;
    rt->engine.loop = &rt->loop;
    c_stack_prepare(rt->ctx);
    return call_safely(rt, begin_all, err);
}

/* What most programs come to need: in the snapshot it stands ready. Modules that ask at
 * once how this process was started can't be among them. */
static duk_ret_t make_ready(duk_context *ctx, void *udata)
{
    static const char *const names[] = {
        "internal/run",
        "internal/errors",
        "internal/validators",
        "path",
        "events",
        "util",
        "internal/util/inspect",
        "internal/util/inspect_kinds",
        "internal/util/inspect_error",
        "internal/util/format",
        "internal/util/promisify",
        "internal/util/types",
        "console",
        "internal/console/console",
        "internal/console/global",
        "buffer",
        "timers",
        "fs",
        "internal/fs/promises",
        "url",
        "internal/modules/esm",
        "internal/process/promises",
        "internal/process/events",
        "internal/process/more",
    };

    (void)udata;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        natives_require(ctx, names[i]);
        duk_pop(ctx);
        if (i > 0)
            continue;
        /* What each program needs lies together, and stays where it is. */
        builtins_make_all(ctx);
        duk_gc(ctx, DUK_GC_COMPACT);
    }
    return 0;
}

static int make_snapshot(Runtime *rt, Err *err)
{
    return make_heap(rt, err) < 0 ? -1 : call_safely(rt, make_ready, err);
}

int runtime_write_snapshot(Runtime *rt, const char *path, Err *err)
{
    return snapshot_write(rt, make_snapshot, path, err);
}

/* ---- Callbacks ---- */

bool js_callback(duk_context *ctx, duk_idx_t n)
{
    Runtime *rt = js_runtime(ctx);
    bool ok;

    rt->callback_depth++;
    ok = duk_pcall_method(ctx, n) == 0;
    if (!ok) {
        js_uncaught(ctx);
        duk_push_undefined(ctx);
    }
    if (--rt->callback_depth == 0)
        microtask_drain(ctx);
    return ok;
}

/* ---- Errors nobody caught ---- */

/* [ error ] -> [ handled ] */
static duk_ret_t ask_handlers(duk_context *ctx, void *udata)
{
    js_stash_get(ctx, "onUncaught");
    if (!duk_is_function(ctx, -1)) {
        duk_push_false(ctx);
        return 1;
    }
    duk_insert(ctx, -2);
    duk_push_string(ctx, udata); /* the origin; NULL: undefined */
    duk_call(ctx, 2);
    duk_to_boolean(ctx, -1);
    return 1;
}

/* Node's order: the handlers, else the 'exit' event, then the report, then the end. */
void js_uncaught_from(duk_context *ctx, const char *origin)
{
    Runtime *rt = js_runtime(ctx);
    Report report;
    int code = 1;

    report_note_place(rt, &report);
    duk_dup_top(ctx);
    if (duk_safe_call(ctx, ask_handlers, (void *)(uintptr_t)origin, 1, 1) !=
        DUK_EXEC_SUCCESS) {
        /* A handler threw: that error ends the program, with Node's exit code for it. */
        report_note_place(rt, &report);
        report_show(rt, &report);
        rt->exiting = true;
        runtime_exit(rt, 7);
    }
    if (duk_get_boolean(ctx, -1)) {
        duk_pop_2(ctx);
        return;
    }
    duk_pop(ctx);
    if (!rt->exiting) {
        rt->exiting = true;
        code = process_emit_exit(rt, 1);
    }
    report_show(rt, &report);
    runtime_exit(rt, code);
}

void js_uncaught(duk_context *ctx)
{
    js_uncaught_from(ctx, "uncaughtException");
}

/* ---- Running ---- */

/* Calls a function of the builtin module "internal/run": [ args… ] are pushed by `push`.
 */
static bool call_run(Runtime *rt, const char *name, duk_idx_t n)
{
    duk_context *ctx = rt->ctx;

    /* [ args… ] -> [ fn this args… ] */
    natives_require(ctx, "internal/run");
    duk_get_prop_string(ctx, -1, name);
    duk_replace(ctx, -2);
    duk_push_undefined(ctx);
    duk_insert(ctx, -(n + 2));
    duk_insert(ctx, -(n + 2));
    return js_callback(ctx, n);
}

/* Turns the loop until nothing is left to do, then says goodbye. */
static int run_to_the_end(Runtime *rt)
{
    code_pack_finish();
    for (;;) {
        loop_run(&rt->loop);
        process_emit_before_exit(rt);
        if (!loop_is_alive(&rt->loop))
            break;
    }
    return process_emit_exit(rt, -1);
}

static duk_ret_t start_file(duk_context *ctx, void *udata)
{
    js_push_utf8(ctx, str_of(udata));
    call_run(js_runtime(ctx), "runMain", 1);
    return 0;
}

/* A start that fails outside of the program's own code is a fault of ours: shown as such.
 */
static void start(Runtime *rt, duk_safe_call_function fn, void *arg)
{
    if (duk_safe_call(rt->ctx, fn, arg, 0, 1) != DUK_EXEC_SUCCESS)
        js_uncaught(rt->ctx);
    else
        duk_pop(rt->ctx);
}

int runtime_run_file(Runtime *rt, const char *path)
{
    code_pack_begin(path);
    start(rt, start_file, (void *)(uintptr_t)path);
    return run_to_the_end(rt);
}

typedef struct {
    Str text;
    const char *name;
    bool print;
} TextRun;

static duk_ret_t start_text(duk_context *ctx, void *udata)
{
    TextRun *t = udata;

    js_push_utf8(ctx, t->text);
    duk_push_string(ctx, t->name);
    duk_push_boolean(ctx, t->print);
    duk_push_string(ctx, js_runtime(ctx)->input_type);
    call_run(js_runtime(ctx), "runText", 4);
    return 0;
}

int runtime_run_text(Runtime *rt, Str text, const char *name, bool print)
{
    TextRun t = { text, name, print };

    start(rt, start_text, &t);
    return run_to_the_end(rt);
}

static duk_ret_t start_check(duk_context *ctx, void *udata)
{
    js_push_utf8(ctx, str_of(udata));
    call_run(js_runtime(ctx), "checkFile", 1);
    return 0;
}

int runtime_check_file(Runtime *rt, const char *path)
{
    start(rt, start_check, (void *)(uintptr_t)path);
    return rt->exit_code;
}

static duk_ret_t start_preload(duk_context *ctx, void *udata)
{
    js_push_utf8(ctx, str_of(udata));
    call_run(js_runtime(ctx), "preload", 1);
    return 0;
}

int runtime_preload(Runtime *rt, const char *request)
{
    start(rt, start_preload, (void *)(uintptr_t)request);
    return 0;
}

static duk_ret_t start_load_env(duk_context *ctx, void *udata)
{
    js_push_utf8(ctx, str_of(udata));
    call_run(js_runtime(ctx), "loadEnv", 1);
    return 0;
}

void runtime_load_env(Runtime *rt, const char *path)
{
    start(rt, start_load_env, (void *)(uintptr_t)path);
}

_Noreturn void runtime_exit(Runtime *rt, int code)
{
    if (!rt->exiting) {
        rt->exiting = true;
        code = process_emit_exit(rt, code);
    }
    code_pack_finish();
    fflush(NULL);
    /* The heap is not taken down: the process goes at once. */
    exit(code);
}
