/* rejections.c: promises that are rejected while nobody handles it. What is done about
 * them is the policy of who set the hook; here they are noticed, and, when no microtask
 * is left, handed over: [ [promise, reason, …] [promise, …] ], those that are still
 * unhandled, and those which were reported once and are handled now. */
#include "runtime/builtins/rejections.h"

#include "runtime/builtins/promise.h"
#include "runtime/engine/engine.h"

#define UNHANDLED "rejections"
#define HANDLED_LATE "handledLate"

static Builtins *builtins_of(duk_context *ctx)
{
    return js_engine(ctx)->builtins;
}

/* [ promise ] -> [ ]: onto a list of the stash */
static void note(duk_context *ctx, const char *list)
{
    duk_require_stack(ctx, 8);
    js_stash_get(ctx, list);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_array(ctx);
        duk_dup_top(ctx);
        js_stash_put(ctx, list);
    }
    duk_insert(ctx, -2);
    duk_put_prop_index(ctx, -2, (duk_uarridx_t)duk_get_length(ctx, -2));
    duk_pop(ctx);
    js_engine(ctx)->tasks.idle_work = true;
}

void rejection_noticed(duk_context *ctx, duk_idx_t promise)
{
    duk_dup(ctx, promise);
    note(ctx, UNHANDLED);
    builtins_of(ctx)->rejections++;
}

void rejection_handled(duk_context *ctx, duk_idx_t promise)
{
    if (!promise_was_reported(ctx, promise))
        return;
    duk_dup(ctx, promise);
    note(ctx, HANDLED_LATE);
    builtins_of(ctx)->late++;
}

/* [ ] -> [ list ], which is empty afterwards. */
static void take(duk_context *ctx, const char *list)
{
    js_stash_get(ctx, list);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_array(ctx);
    }
    duk_push_undefined(ctx);
    js_stash_put(ctx, list);
}

/* [ list ] -> [ pairs ]: without those that have been handled meanwhile. */
static void choose_unhandled(duk_context *ctx)
{
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, -1), out = 0;

    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < n; i++) {
        duk_get_prop_index(ctx, -2, i);
        if (!promise_mark_reported(ctx, -1)) {
            duk_pop(ctx);
            continue;
        }
        promise_push_result(ctx, -1);
        duk_put_prop_index(ctx, -3, out + 1);
        duk_put_prop_index(ctx, -2, out);
        out += 2;
    }
    duk_remove(ctx, -2);
}

/* When nothing else is left to do. */
static bool process_rejections(duk_context *ctx)
{
    Builtins *b = builtins_of(ctx);
    duk_idx_t top = duk_get_top(ctx);
    bool called = weak_end_of_job(ctx);

    if (b->rejections == 0 && b->late == 0)
        return called;
    b->rejections = b->late = 0;
    duk_require_stack(ctx, 16);
    take(ctx, UNHANDLED);
    choose_unhandled(ctx);
    take(ctx, HANDLED_LATE);
    if (b->rejection_hook != NULL)
        b->rejection_hook(ctx);
    duk_set_top(ctx, top);
    return true;
}

void rejections_install(duk_context *ctx)
{
    microtask_set_when_empty(ctx, process_rejections);
}
