/* timers.c: the one libuv timer and the check phase that timers.js stands on. */
#include "runtime/engine/bind.h"
#include "runtime/natives.h"
#include "runtime/runtime.h"

typedef struct {
    uv_timer_t timer;
    uv_check_t check;
    uv_idle_t idle; /* keeps the loop from sleeping while immediates wait */
    Runtime *rt;
} Timers;

static void on_timer(uv_timer_t *t)
{
    Timers *ts = t->data;
    duk_context *ctx = ts->rt->ctx;

    js_stash_get(ctx, "processTimers");
    duk_push_undefined(ctx);
    js_callback(ctx, 0);
    duk_pop(ctx);
}

static void on_check(uv_check_t *c)
{
    Timers *ts = c->data;
    duk_context *ctx = ts->rt->ctx;

    js_stash_get(ctx, "processImmediates");
    duk_push_undefined(ctx);
    js_callback(ctx, 0);
    duk_pop(ctx);
}

static void on_idle(uv_idle_t *i)
{
    (void)i;
}

static Timers *timers_of(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);
    uv_loop_t *loop;
    Timers *ts;

    js_stash_get(ctx, "timers");
    ts = duk_get_pointer(ctx, -1);
    duk_pop(ctx);
    if (ts != NULL)
        return ts;
    loop = loop_of(ctx);
    ts = arena_new(&rt->arena, Timers);
    ts->rt = rt;
    uv_timer_init(loop, &ts->timer);
    uv_check_init(loop, &ts->check);
    uv_idle_init(loop, &ts->idle);
    ts->timer.data = ts->check.data = ts->idle.data = ts;
    uv_unref((uv_handle_t *)&ts->check);
    duk_push_pointer(ctx, ts);
    js_stash_put(ctx, "timers");
    return ts;
}

/* [ ms ] -> [ ]: (re)starts the timer */
static duk_ret_t js_schedule(duk_context *ctx)
{
    Timers *ts = timers_of(ctx);
    double ms = duk_to_number(ctx, 0);

    uv_timer_start(&ts->timer, on_timer, ms > 0 ? (uint64_t)ms : 0, 0);
    return 0;
}

/* [ ] -> [ ms ]: the loop's time, from the loop's start */
static duk_ret_t js_now(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);
    uv_loop_t *loop = loop_of(ctx);

    uv_update_time(loop);
    duk_push_number(ctx, (double)(uv_now(loop) - rt->started / 1000000u));
    return 1;
}

/* [ on ] -> [ ]: does the timer keep the program alive? */
static duk_ret_t js_toggle_timer_ref(duk_context *ctx)
{
    Timers *ts = timers_of(ctx);

    if (duk_to_boolean(ctx, 0))
        uv_ref((uv_handle_t *)&ts->timer);
    else
        uv_unref((uv_handle_t *)&ts->timer);
    return 0;
}

/* [ ] -> [ ] */
static duk_ret_t js_stop(duk_context *ctx)
{
    uv_timer_stop(&timers_of(ctx)->timer);
    return 0;
}

/* [ waiting ref ] -> [ ]: immediates wait; some of them keep the program alive */
static duk_ret_t js_toggle_immediates(duk_context *ctx)
{
    Timers *ts = timers_of(ctx);

    if (duk_to_boolean(ctx, 0))
        uv_check_start(&ts->check, on_check);
    else
        uv_check_stop(&ts->check);
    if (duk_to_boolean(ctx, 1))
        uv_idle_start(&ts->idle, on_idle);
    else
        uv_idle_stop(&ts->idle);
    return 0;
}

/* [ timers immediates ] -> [ ] */
static duk_ret_t js_set_callbacks(duk_context *ctx)
{
    duk_dup(ctx, 0);
    js_stash_put(ctx, "processTimers");
    duk_dup(ctx, 1);
    js_stash_put(ctx, "processImmediates");
    return 0;
}

void js_init_timers(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "schedule", js_schedule, 1, 0 },
        { "stop", js_stop, 0, 0 },
        { "now", js_now, 0, 0 },
        { "toggleTimerRef", js_toggle_timer_ref, 1, 0 },
        { "toggleImmediates", js_toggle_immediates, 2, 0 },
        { "setCallbacks", js_set_callbacks, 2, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
