/* async.c: async functions: what happens around their coroutines (ECMA-262 27.7). Async
 * generators stand in async_generator.c. */
#include "runtime/builtins/lowered/coroutine.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/internals.h"

/* Whoever waits for a value keeps the function's promise, and that its coroutine. */

void async_continue(duk_context *ctx, bool rejected)
{
    duk_idx_t promise = duk_get_top(ctx) - 2;

    duk_require_stack(ctx, 16);
    coroutine_push_runner(ctx, INTRINSIC_ASYNC_RUN);
    duk_dup(ctx, promise);
    promise_kept(ctx, promise);
    duk_dup(ctx, promise + 1);
    duk_push_boolean(ctx, rejected);
    duk_call(ctx, 7);
}

static void async_end(duk_context *ctx)
{
    duk_push_null(ctx);
    promise_keep(ctx, 0);
}

void async_wait(duk_context *ctx, duk_idx_t value, duk_idx_t who,
                PromiseReaction reaction)
{
    if (!promise_is_ours(ctx, value)) {
        if (engine_is_record(ctx, value)) {
            duk_dup(ctx, who);
            engine_record_put(ctx, value, ENGINE_RECORD_VALUE);
            return;
        }
        promise_of(ctx);
    }
    duk_dup(ctx, who);
    promise_wait(ctx, value, reaction);
}

duk_ret_t async_step(duk_context *ctx)
{
    EngineCoroutine state = engine_coroutine(ctx, 1);

    if (state == ENGINE_COROUTINE_DONE) {
        async_end(ctx);
        promise_resolve(ctx, 0);
    } else if (state == ENGINE_COROUTINE_THREW) {
        async_end(ctx);
        promise_reject(ctx, 0);
    } else if (builtin_is_object(ctx, 2)) {
        async_wait(ctx, 2, 0, async_continue);
    } else {
        duk_dup(ctx, 0);
        duk_insert(ctx, 2);
        promise_soon(ctx, async_continue, false);
    }
    duk_dup(ctx, 0);
    return 1;
}

duk_ret_t async_failed(duk_context *ctx)
{
    if (engine_coroutine(ctx, 1) == ENGINE_COROUTINE_WAITING)
        return 0;
    async_end(ctx);
    promise_reject(ctx, 0);
    duk_dup(ctx, 0);
    return 1;
}

void async_begin(duk_context *ctx)
{
    duk_idx_t at = duk_get_top_index(ctx);

    duk_require_stack(ctx, 16);
    coroutine_push_runner(ctx, INTRINSIC_ASYNC_RUN);
    duk_dup(ctx, at);
    promise_push_keeping(ctx);
    duk_pull(ctx, at);
}

/* Where the call isn't one of compiled code: see ENGINE_INLINE_ASYNC. */
duk_ret_t async_call(duk_context *ctx)
{
    coroutine_push_call(ctx);
    async_begin(ctx);
    duk_call(ctx, 5);
    return 1;
}

/* ---- Records of `for await` ---- */

void async_answer_record(duk_context *ctx, bool rejects, bool done)
{
    duk_idx_t value = duk_get_top(ctx) - 2, record = value + 1, who = record + 1;
    PromiseReaction reaction;

    duk_require_stack(ctx, 16);
    engine_record_get(ctx, record, ENGINE_RECORD_VALUE);
    reaction = promise_is(ctx, who) ? async_continue : async_generator_continue;
    if (!rejects && !engine_results_are_plain(ctx)) {
        promise_push(ctx);
        duk_dup(ctx, value);
        builtin_iter_result(ctx, done);
        promise_resolve(ctx, -2);
        duk_dup(ctx, who);
        promise_wait(ctx, -2, reaction);
        duk_set_top(ctx, value);
        return;
    }
    duk_dup(ctx, value);
    if (!rejects && done) {
        builtin_iter_result(ctx, true);
    } else if (!rejects) {
        engine_record_put(ctx, record, ENGINE_RECORD_VALUE);
        duk_dup(ctx, record);
    }
    promise_soon(ctx, reaction, rejects);
    duk_set_top(ctx, value);
}

/* ---- Traces ---- */

bool async_push_waiter_of(duk_context *ctx, duk_idx_t record)
{
    engine_record_get(ctx, record, ENGINE_RECORD_VALUE);
    if (duk_is_object(ctx, -1) && promise_is(ctx, -1))
        return async_push_waiter(ctx, async_continue);
    if (duk_is_object(ctx, -1) && slots_is(ctx, -1, SLOTS_ASYNC_GENERATOR))
        return async_push_waiter(ctx, async_generator_continue);
    duk_pop(ctx);
    return false;
}

bool async_push_waiter(duk_context *ctx, PromiseReaction reaction)
{
    duk_idx_t data = duk_get_top_index(ctx);

    if (reaction == async_from_sync_settled) {
        if (!async_push_waiter_of(ctx, data)) {
            duk_pop(ctx);
            return false;
        }
        duk_remove(ctx, data);
        return true;
    }
    if (reaction != async_continue)
        return async_generator_push_waiter(ctx, reaction);
    duk_dup(ctx, data);
    promise_kept(ctx, data);
    duk_remove(ctx, data);
    return true;
}
