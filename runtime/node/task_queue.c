/* task_queue.c: process.nextTick, queueMicrotask and internalBinding('task_queue'). */
#include "runtime/node/task_queue.h"

#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/natives.h"
#include "runtime/runtime.h"

static void require_callback(duk_context *ctx)
{
    if (!duk_is_function(ctx, 0))
        js_throw_arg_type(ctx, 0, "callback", "function");
}

duk_ret_t js_next_tick(duk_context *ctx)
{
    require_callback(ctx);
    if (!js_runtime(ctx)->exiting)
        microtask_push_tick(ctx, duk_get_top(ctx) - 1);
    return 0;
}

duk_ret_t js_queue_microtask(duk_context *ctx)
{
    require_callback(ctx);
    duk_set_top(ctx, 1);
    microtask_push_call(ctx, 0);
    return 0;
}

/* [ ] -> [ ]: runs what is queued, where a callback that C didn't call has returned */
static duk_ret_t js_drain(duk_context *ctx)
{
    microtask_drain(ctx);
    return 0;
}

void js_init_task_queue(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "nextTick", js_next_tick, DUK_VARARGS, 0 },
        { "queueMicrotask", js_queue_microtask, DUK_VARARGS, 0 },
        { "drain", js_drain, 0, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
