/* async.c: async functions and async generators: what happens around their coroutines
 * (ECMA-262 27.6, 27.7). */
#include "runtime/builtins/lowered/coroutine.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/internals.h"

/* ---- One step ---- */

typedef enum { STEP_YIELDED, STEP_DONE, STEP_THREW } StepResult;

/* [ coroutine value ] -> [ value or error ]: resumes it, throwing the value where
 * `throws`. */
static StepResult run_step(duk_context *ctx, bool throws)
{
    duk_idx_t coroutine = duk_normalize_index(ctx, -2);
    bool failed;

    intrinsic_push(ctx, INTRINSIC_COROUTINE_RESUME);
    duk_dup(ctx, coroutine);
    duk_dup(ctx, coroutine + 1);
    duk_push_boolean(ctx, throws);
    failed = duk_pcall(ctx, 3) != DUK_EXEC_SUCCESS;
    duk_replace(ctx, coroutine + 1);
    if (failed) {
        duk_remove(ctx, coroutine);
        return STEP_THREW;
    }
    {
        bool done = engine_coroutine(ctx, coroutine) == ENGINE_COROUTINE_DONE;

        duk_remove(ctx, coroutine);
        return done ? STEP_DONE : STEP_YIELDED;
    }
}

static duk_ret_t safe_promise_of(duk_context *ctx, void *udata)
{
    (void)udata;
    promise_of(ctx);
    return 1;
}

/* [ value data ] -> [ ]: `reaction` runs with the data when the value is settled; else
 * [ error ], false: the value could not be waited for. */
static bool wait_for(duk_context *ctx, PromiseReaction reaction)
{
    duk_insert(ctx, -2); /* [ data value ] */
    if (!builtin_is_object(ctx, -1)) {
        promise_soon(ctx, reaction);
        return true;
    }
    if (!promise_is_ours(ctx, -1) &&
        duk_safe_call(ctx, safe_promise_of, NULL, 1, 1) != DUK_EXEC_SUCCESS) {
        duk_remove(ctx, -2);
        return false;
    }
    duk_insert(ctx, -2); /* [ promise data ] */
    promise_wait(ctx, -2, reaction);
    duk_pop(ctx);
    return true;
}

/* ---- Async functions ---- */

/* Whoever waits for a value keeps the function's promise, and that its coroutine. */

static void async_continue(duk_context *ctx, bool rejected)
{
    duk_idx_t promise = duk_get_top(ctx) - 2;

    duk_require_stack(ctx, 16);
    intrinsic_push(ctx, INTRINSIC_ASYNC_RUN);
    duk_dup(ctx, promise);
    promise_kept(ctx, promise);
    duk_dup(ctx, promise + 1);
    duk_push_boolean(ctx, rejected);
    duk_call(ctx, 4);
}

static void async_end(duk_context *ctx)
{
    duk_push_null(ctx);
    promise_keep(ctx, 0);
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
        if (!promise_is_ours(ctx, 2))
            promise_of(ctx);
        duk_dup(ctx, 0);
        promise_wait(ctx, 2, async_continue);
    } else {
        duk_dup(ctx, 0);
        duk_insert(ctx, 2);
        promise_soon(ctx, async_continue);
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
    duk_require_stack(ctx, 16);
    intrinsic_push(ctx, INTRINSIC_ASYNC_RUN);
    duk_insert(ctx, -2);
    duk_dup_top(ctx);
    promise_push_keeping(ctx);
    duk_insert(ctx, -2);
}

/* Where the call isn't one of compiled code: see ENGINE_INLINE_ASYNC. */
duk_ret_t async_call(duk_context *ctx)
{
    coroutine_push_call(ctx);
    async_begin(ctx);
    duk_call(ctx, 2);
    return 1;
}

/* ---- Async generators ---- */

/* Slots: coroutine (null: done), requests (an array of how, value, promise), whether it
 * runs or waits. */
enum { AG_COROUTINE, AG_QUEUE, AG_BUSY, AG_SLOTS };
enum { AG_NEXT, AG_THROW, AG_RETURN };

static void ag_run(duk_context *ctx, duk_idx_t g);

duk_ret_t call_async_generator(duk_context *ctx)
{
    coroutine_push_call(ctx);
    coroutine_push_prototype(ctx, INTRINSIC_ASYNC_GENERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_ASYNC_GENERATOR, AG_SLOTS);
    duk_insert(ctx, -2);
    slots_put(ctx, -2, AG_COROUTINE);
    duk_push_bare_array(ctx);
    slots_put(ctx, -2, AG_QUEUE);
    return 1;
}

/* [ value ] -> [ ]: settles the first request and drops it. */
static void ag_settle(duk_context *ctx, duk_idx_t g, bool rejects, bool done)
{
    duk_idx_t top = duk_get_top(ctx) - 1, queue = top + 1;
    duk_uarridx_t n;

    duk_require_stack(ctx, 16);
    slots_get(ctx, g, AG_QUEUE);
    n = (duk_uarridx_t)duk_get_length(ctx, queue);
    duk_get_prop_index(ctx, queue, 2);
    duk_push_bare_array(ctx);
    for (duk_uarridx_t i = 3; i < n; i++) {
        duk_get_prop_index(ctx, queue, i);
        duk_put_prop_index(ctx, -2, i - 3);
    }
    slots_put(ctx, g, AG_QUEUE);
    duk_dup(ctx, top);
    if (rejects) {
        promise_reject(ctx, -2);
    } else {
        builtin_iter_result(ctx, done);
        promise_resolve(ctx, -2);
    }
    duk_set_top(ctx, top);
}

static void ag_set_busy(duk_context *ctx, duk_idx_t g, bool busy)
{
    duk_push_boolean(ctx, busy);
    slots_put(ctx, g, AG_BUSY);
}

static void ag_finish(duk_context *ctx, duk_idx_t g)
{
    duk_push_null(ctx);
    slots_put(ctx, g, AG_COROUTINE);
}

static void ag_continue(duk_context *ctx, bool rejected);

/* [ value ] -> [ ]: resumes the coroutine, and does what comes of it. */
static void ag_step(duk_context *ctx, duk_idx_t g, bool throws)
{
    duk_idx_t top = duk_get_top(ctx) - 1;
    StepResult r;

    ag_set_busy(ctx, g, true);
    for (;;) {
        slots_get(ctx, g, AG_COROUTINE);
        duk_insert(ctx, -2);
        r = run_step(ctx, throws);
        if (r != STEP_YIELDED || coroutine_is_completion(ctx, -1))
            break;
        duk_dup(ctx, g);
        if (wait_for(ctx, ag_continue)) {
            duk_set_top(ctx, top);
            return;
        }
        throws = true;
    }
    ag_set_busy(ctx, g, false);
    if (r == STEP_YIELDED) {
        slots_get(ctx, -1, 0);
        ag_settle(ctx, g, false, false);
    } else {
        ag_finish(ctx, g);
        if (r == STEP_THREW && coroutine_is_completion(ctx, -1)) {
            slots_get(ctx, -1, 0);
            ag_settle(ctx, g, false, true);
        } else {
            duk_dup_top(ctx);
            ag_settle(ctx, g, r == STEP_THREW, true);
        }
    }
    duk_set_top(ctx, top);
    ag_run(ctx, g);
}

/* [ generator value ] */
static void ag_continue(duk_context *ctx, bool rejected)
{
    duk_idx_t g = duk_normalize_index(ctx, -2);

    ag_step(ctx, g, rejected);
}

/* The value of a return() on a generator that doesn't run any more is there. */
static void ag_returned(duk_context *ctx, bool rejected)
{
    duk_idx_t g = duk_normalize_index(ctx, -2);

    ag_set_busy(ctx, g, false);
    ag_settle(ctx, g, rejected, true);
    ag_run(ctx, g);
}

/* A request to a generator that is done, or hasn't begun and now never will: [ value ] ->
 * [ ]. */
static void ag_answer(duk_context *ctx, duk_idx_t g, int how)
{
    if (how == AG_NEXT) {
        duk_pop(ctx);
        duk_push_undefined(ctx);
        ag_settle(ctx, g, false, true);
    } else if (how == AG_THROW) {
        ag_settle(ctx, g, true, true);
    } else {
        ag_set_busy(ctx, g, true);
        duk_dup(ctx, g);
        if (!wait_for(ctx, ag_returned)) {
            ag_set_busy(ctx, g, false);
            ag_settle(ctx, g, true, true);
        }
    }
}

/* Serves the requests until it waits or none is left. */
static void ag_run(duk_context *ctx, duk_idx_t g)
{
    duk_require_stack(ctx, 24);
    for (;;) {
        duk_idx_t top = duk_get_top(ctx);
        bool busy;
        int how;
        EngineCoroutine state;

        slots_get(ctx, g, AG_BUSY);
        busy = duk_to_boolean(ctx, -1);
        slots_get(ctx, g, AG_QUEUE);
        if (busy || duk_get_length(ctx, -1) == 0) {
            duk_set_top(ctx, top);
            return;
        }
        duk_get_prop_index(ctx, -1, 0);
        how = duk_get_int(ctx, -1);
        duk_get_prop_index(ctx, -2, 1);
        slots_get(ctx, g, AG_COROUTINE);
        state = engine_coroutine(ctx, -1);
        duk_pop(ctx);
        if (state == ENGINE_COROUTINE_NEW && how != AG_NEXT) {
            ag_finish(ctx, g);
            state = ENGINE_COROUTINE_DONE;
        }
        if (state != ENGINE_COROUTINE_NEW && state != ENGINE_COROUTINE_WAITING) {
            ag_answer(ctx, g, how);
            duk_set_top(ctx, top);
            continue;
        }
        if (how == AG_RETURN)
            coroutine_push_completion(ctx);
        ag_step(ctx, g, how != AG_NEXT);
        duk_set_top(ctx, top);
        return;
    }
}

/* next, throw, return: [ value ] */
static duk_ret_t ag_request(duk_context *ctx)
{
    static const char *const names[] = { "next", "throw", "return" };
    int how = duk_get_current_magic(ctx);
    duk_uarridx_t n;

    duk_push_this(ctx); /* 1 */
    promise_push(ctx);  /* 2 */
    if (!duk_is_object(ctx, 1) || !slots_is(ctx, 1, SLOTS_ASYNC_GENERATOR)) {
        duk_push_error_object(
            ctx, DUK_ERR_TYPE_ERROR,
            "Method [AsyncGenerator].prototype.%s called on incompatible "
            "receiver %s",
            names[how], builtin_describe(ctx, 1));
        promise_reject(ctx, 2);
        duk_set_top(ctx, 3);
        return 1;
    }
    slots_get(ctx, 1, AG_QUEUE); /* 3 */
    n = (duk_uarridx_t)duk_get_length(ctx, 3);
    duk_push_int(ctx, how);
    duk_put_prop_index(ctx, 3, n);
    duk_dup(ctx, 0);
    duk_put_prop_index(ctx, 3, n + 1);
    duk_dup(ctx, 2);
    duk_put_prop_index(ctx, 3, n + 2);
    ag_run(ctx, 1);
    duk_set_top(ctx, 3);
    return 1;
}

bool async_push_waiter(duk_context *ctx, PromiseReaction reaction)
{
    duk_idx_t data = duk_get_top_index(ctx);

    if (reaction == async_continue) {
        duk_dup(ctx, data);
        promise_kept(ctx, data);
    } else if (reaction == ag_continue) {
        slots_get(ctx, data, AG_QUEUE);
        duk_get_prop_index(ctx, -1, 2);
        duk_remove(ctx, -2);
        slots_get(ctx, data, AG_COROUTINE);
    } else {
        duk_pop(ctx);
        return false;
    }
    duk_remove(ctx, data);
    return true;
}

void async_generator_put_methods(duk_context *ctx, duk_idx_t i)
{
    static const ObjectFunction fns[] = { { "next", ag_request, 1, 1, AG_NEXT },
                                          { "return", ag_request, 1, 1, AG_RETURN },
                                          { "throw", ag_request, 1, 1, AG_THROW },
                                          { NULL, NULL, 0, 0, 0 } };

    object_put_functions(ctx, i, fns);
}
