/* task_queue.c: between the queues of internal/process/task_queues.js and the runtime. */
#include "runtime/engine/bind.h"
#include "runtime/natives.h"
#include "runtime/runtime.h"

/* [ ] -> [ ]: something waits in the queues; it runs when the current callback is done */
static duk_ret_t js_pending(duk_context *ctx)
{
    js_runtime(ctx)->ticks_pending = true;
    return 0;
}

/* [ fn ] -> [ ]: what runs the queues */
static duk_ret_t js_set_runner(duk_context *ctx)
{
    duk_dup(ctx, 0);
    js_stash_put(ctx, "processTicks");
    return 0;
}

/* [ error ] -> [ ]: an error of a microtask, which must not stop the others */
static duk_ret_t js_report(duk_context *ctx)
{
    duk_dup(ctx, 0);
    runtime_uncaught(js_runtime(ctx));
    return 0;
}

void js_init_task_queue(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "pending", js_pending, 0, 0 },
        { "setRunner", js_set_runner, 1, 0 },
        { "report", js_report, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
