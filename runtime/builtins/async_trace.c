/* async_trace.c: who waits for what runs as a microtask. The traces of errors go on with
 * them (engine/graft/traceback.c): "at async f (file:line:column)", "at async Promise.all
 * (index 0)". As in V8 the chain ends where several wait for a promise. */
#include "runtime/builtins/promise.h"

#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

/* [ ] -> [ promise ] */
static bool begin(duk_context *ctx)
{
    Engine *e = js_engine(ctx);

    if (e->reaction_object == NULL || !duk_check_stack(ctx, 16))
        return false;
    duk_push_heapptr(ctx, e->reaction_object);
    if (e->reaction != NULL) {
        if (!async_push_waiter(ctx, e->reaction))
            return false;
        duk_pop(ctx);
    }
    if (duk_is_object(ctx, -1) && (promise_is(ctx, -1) || engine_is_record(ctx, -1)))
        return true;
    duk_pop(ctx);
    return false;
}

/* [ handler ] -> [ promise Promise.name ] of a combinator that the handler is a part of
 */
static bool push_combinator(duk_context *ctx, int *index)
{
    duk_idx_t handler = duk_get_top_index(ctx);
    const char *name = promise_push_combined(ctx, handler, index);

    if (name == NULL) {
        duk_pop(ctx);
        return false;
    }
    duk_remove(ctx, handler);
    intrinsic_push(ctx, INTRINSIC_PROMISE);
    if (!engine_own_data(ctx, -1, name))
        duk_push_undefined(ctx);
    duk_remove(ctx, -2);
    return true;
}

/* [ promise ] -> [ its promise, coroutine or function ]. Promises that then() made are
 * followed. */
static bool next(duk_context *ctx, int *index)
{
    duk_idx_t promise = duk_get_top_index(ctx), who = promise + 1;

    for (int depth = 0; depth < 100; depth++) {
        if (duk_is_object(ctx, promise) && engine_is_record(ctx, promise)) {
            *index = -1;
            if (!async_push_waiter_of(ctx, promise))
                break;
            duk_remove(ctx, promise);
            return true;
        }
        if (!duk_is_object(ctx, promise) || !promise_is(ctx, promise) ||
            !promise_push_reaction(ctx, promise))
            break;
        *index = -1;
        if (duk_is_pointer(ctx, who)) {
            PromiseReaction r = (PromiseReaction)(uintptr_t)duk_get_pointer(ctx, who);

            duk_set_top(ctx, who + 2); /* [ promise who data ] */
            if (!duk_is_object(ctx, -1) || !async_push_waiter(ctx, r))
                break;
            duk_remove(ctx, who);
            duk_remove(ctx, promise);
            return true;
        }
        /* [ promise who _ _ onFulfilled onRejected ] */
        for (duk_idx_t handler = who + 3; handler < who + 5; handler++) {
            duk_dup(ctx, handler);
            if (!push_combinator(ctx, index))
                continue;
            duk_replace(ctx, who);
            duk_replace(ctx, promise);
            duk_set_top(ctx, who + 1);
            return true;
        }
        if (promise_push_resolved(ctx, who + 3))
            duk_replace(ctx, who);
        duk_set_top(ctx, who + 1);
        duk_replace(ctx, promise);
    }
    duk_set_top(ctx, promise);
    return false;
}

void async_trace_install(duk_context *ctx)
{
    Engine *e = js_engine(ctx);

    e->async_begin = begin;
    e->async_next = next;
}
