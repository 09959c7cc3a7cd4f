/* async_generator.c: async generators: who asks for what, and what happens around their
 * coroutines (ECMA-262 27.6).
 *
 * One request is served at a time. It is a promise, or the record of a `for await` that
 * nobody else sees: then there is no promise, the record keeps who waits in the loop, an
 * async function's promise or an async generator, and that goes on with the record. As a
 * yield has its value awaited here, the coroutine is resumed only by the next request. */
#include "runtime/builtins/lowered/coroutine.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

/* Slots: coroutine (null: done), the request that is served (undefined: none; null: it
 * has just been answered), the first and the last of those that wait. */
enum {
    AG_COROUTINE = ENGINE_ASYNC_GENERATOR_COROUTINE,
    AG_REQUEST = ENGINE_ASYNC_GENERATOR_REQUEST,
    AG_FIRST,
    AG_LAST,
    AG_SLOTS
};
/* Magic of the methods: what is asked for. That of next() stands for AG_NEXT. */
enum { AG_NEXT, AG_THROW, AG_RETURN };
/* A request that waits: an array of these. */
enum { LATER_HOW, LATER_VALUE, LATER_PROMISE, LATER_NEXT, LATER_SIZE };

duk_ret_t call_async_generator(duk_context *ctx)
{
    coroutine_push_call(ctx);
    coroutine_push_prototype(ctx, INTRINSIC_ASYNC_GENERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_ASYNC_GENERATOR, AG_SLOTS);
    duk_insert(ctx, -2);
    slots_put(ctx, -2, AG_COROUTINE);
    return 1;
}

/* ---- Answering ---- */

/* [ value ] -> [ ]: answers the request. */
static void ag_answer(duk_context *ctx, duk_idx_t g, bool rejects, bool done)
{
    duk_idx_t value = duk_get_top(ctx) - 1, request = value + 1;

    duk_require_stack(ctx, 16);
    slots_get(ctx, g, AG_REQUEST);
    duk_push_null(ctx);
    slots_put(ctx, g, AG_REQUEST);
    if (!promise_is(ctx, request)) {
        engine_record_get(ctx, request, ENGINE_RECORD_VALUE);
        if (!duk_is_undefined(ctx, -1)) {
            duk_pop(ctx);
            async_answer_record(ctx, rejects, done);
            return;
        }
        /* The loop has yet to wait: for a promise, then; see async_generator_step. */
        promise_push(ctx);
        duk_dup_top(ctx);
        duk_replace(ctx, 1);
    }
    duk_dup(ctx, value);
    if (rejects) {
        promise_reject(ctx, -2);
    } else {
        builtin_iter_result(ctx, done);
        promise_resolve(ctx, -2);
    }
    duk_set_top(ctx, value);
}

/* ---- Running ---- */

static void ag_serve_all(duk_context *ctx, duk_idx_t g);

static void ag_finish(duk_context *ctx, duk_idx_t g)
{
    duk_push_null(ctx);
    slots_put(ctx, g, AG_COROUTINE);
}

/* [ value ] -> [ … ], as many as make the call that goes on with the value. It gives
 * what is at `gives`. */
static void push_run(duk_context *ctx, duk_idx_t g, duk_idx_t gives, bool throws)
{
    duk_idx_t value = duk_get_top(ctx) - 1;

    coroutine_push_runner(ctx, INTRINSIC_ASYNC_GENERATOR_RUN);
    duk_dup(ctx, g);
    duk_dup(ctx, gives);
    slots_get(ctx, g, AG_COROUTINE);
    duk_pull(ctx, value);
    duk_push_boolean(ctx, throws);
}

/* [ value ] -> [ ]: the coroutine goes on with it, and what comes of that is done. */
static void ag_go_on(duk_context *ctx, duk_idx_t g, bool throws)
{
    duk_require_stack(ctx, 24);
    push_run(ctx, g, g, throws);
    duk_call(ctx, 8);
    duk_pop(ctx);
}

void async_generator_begin(duk_context *ctx)
{
    duk_idx_t by = duk_get_top(ctx) - 2, g;

    duk_require_stack(ctx, 24);
    if (slots_is(ctx, by, SLOTS_ASYNC_GENERATOR)) {
        promise_push(ctx);
        duk_dup(ctx, by);
    } else {
        duk_push_undefined(ctx);
        engine_record_put(ctx, by, ENGINE_RECORD_VALUE);
        duk_dup(ctx, by);
        engine_record_get(ctx, by, ENGINE_RECORD_ITERATOR);
    }
    g = by + 3; /* [ by value request g ] */
    duk_dup(ctx, by + 2);
    slots_put(ctx, g, AG_REQUEST);
    duk_dup(ctx, by + 1);
    push_run(ctx, g, by + 2, false);
    for (int i = 0; i < 4; i++)
        duk_remove(ctx, by);
}

/* The coroutine goes on with what the reaction has got: [ generator value ] */
void async_generator_continue(duk_context *ctx, bool rejected)
{
    ag_go_on(ctx, duk_get_top(ctx) - 2, rejected);
}

/* The value of a yield is there. */
static void ag_yielded(duk_context *ctx, bool rejected)
{
    duk_idx_t g = duk_get_top(ctx) - 2;

    if (rejected) {
        ag_go_on(ctx, g, true);
    } else {
        ag_answer(ctx, g, false, false);
        ag_serve_all(ctx, g);
    }
}

/* That of a return() is, which the generator has been left with at a yield. */
static void ag_left(duk_context *ctx, bool rejected)
{
    if (!rejected)
        coroutine_push_completion(ctx);
    ag_go_on(ctx, duk_get_top(ctx) - 2, true);
}

/* Or on a generator that doesn't run any more. */
static void ag_returned(duk_context *ctx, bool rejected)
{
    duk_idx_t g = duk_get_top(ctx) - 2;

    ag_answer(ctx, g, rejected, true);
    ag_serve_all(ctx, g);
}

/* [ generator gives value ], yielded: in the end the reaction runs. */
static void ag_wait(duk_context *ctx, PromiseReaction reaction)
{
    if (builtin_is_object(ctx, 2)) {
        async_wait(ctx, 2, 0, reaction);
    } else {
        duk_dup(ctx, 0);
        duk_insert(ctx, 2);
        promise_soon(ctx, reaction, false);
    }
}

/* [ generator gives value ], the coroutine's end: false, and it has thrown the value. */
static void ag_end(duk_context *ctx, bool threw)
{
    ag_finish(ctx, 0);
    if (threw && coroutine_is_completion(ctx, 2)) {
        slots_get(ctx, 2, 0);
        threw = false;
    }
    ag_answer(ctx, 0, threw, true);
    ag_serve_all(ctx, 0);
}

duk_ret_t async_generator_step(duk_context *ctx)
{
    Engine *e = js_engine(ctx);
    EngineYield yields = e->yields;
    EngineCoroutine state;

    e->yields = ENGINE_YIELD_AWAIT;
    slots_get(ctx, 0, AG_COROUTINE);
    state = engine_coroutine(ctx, -1);
    duk_pop(ctx);
    if (state != ENGINE_COROUTINE_WAITING) {
        ag_end(ctx, state == ENGINE_COROUTINE_THREW);
    } else if (yields == ENGINE_YIELD_RAW) {
        ag_answer(ctx, 0, false, false);
        ag_serve_all(ctx, 0);
    } else {
        ag_wait(ctx,
                yields == ENGINE_YIELD_VALUE ? ag_yielded : async_generator_continue);
    }
    duk_set_top(ctx, 2);
    return 1;
}

duk_ret_t async_generator_failed(duk_context *ctx)
{
    slots_get(ctx, 0, AG_COROUTINE);
    if (engine_coroutine(ctx, -1) == ENGINE_COROUTINE_WAITING)
        return 0;
    duk_pop(ctx);
    ag_end(ctx, true);
    duk_set_top(ctx, 2);
    return 1;
}

/* ---- Requests ---- */

static duk_ret_t safe_promise_of(duk_context *ctx, void *udata)
{
    (void)udata;
    promise_of(ctx);
    return 1;
}

/* [ value ] -> [ ]: the reaction of g runs when it is settled; else [ error ], false: the
 * value could not be waited for. */
static bool wait_for(duk_context *ctx, duk_idx_t g, PromiseReaction reaction)
{
    if (duk_safe_call(ctx, safe_promise_of, NULL, 1, 1) != DUK_EXEC_SUCCESS)
        return false;
    duk_dup(ctx, g);
    promise_wait(ctx, -2, reaction);
    duk_pop(ctx);
    return true;
}

/* [ value ] -> [ ]: a request to a generator that is done, or hasn't begun and now never
 * will. True: it has been answered. */
static bool serve_done(duk_context *ctx, duk_idx_t g, int how)
{
    if (how == AG_RETURN && wait_for(ctx, g, ag_returned))
        return false;
    if (how == AG_NEXT) {
        duk_pop(ctx);
        duk_push_undefined(ctx);
    }
    ag_answer(ctx, g, how != AG_NEXT, true);
    return true;
}

/* [ value ] -> [ ]: what the request that stands in its slot asks for. True: it has been
 * answered; else what has been begun sees to it that it will be. */
static bool ag_serve(duk_context *ctx, duk_idx_t g, int how)
{
    EngineCoroutine state;

    slots_get(ctx, g, AG_COROUTINE);
    state = engine_coroutine(ctx, -1);
    duk_pop(ctx);
    if (state == ENGINE_COROUTINE_NEW && how != AG_NEXT) {
        ag_finish(ctx, g);
        state = ENGINE_COROUTINE_DONE;
    }
    if (state != ENGINE_COROUTINE_NEW && state != ENGINE_COROUTINE_WAITING)
        return serve_done(ctx, g, how);
    if (how == AG_RETURN && wait_for(ctx, g, ag_left))
        return false;
    ag_go_on(ctx, g, how != AG_NEXT);
    return false;
}

/* [ how value promise ] -> [ ]: behind the requests that wait. */
static void ag_put_off(duk_context *ctx, duk_idx_t g)
{
    duk_push_undefined(ctx);
    engine_pack(ctx, LATER_SIZE);
    slots_get(ctx, g, AG_LAST);
    duk_dup(ctx, -2);
    if (duk_is_undefined(ctx, -2))
        slots_put(ctx, g, AG_FIRST);
    else
        duk_put_prop_index(ctx, -2, LATER_NEXT);
    duk_pop(ctx);
    slots_put(ctx, g, AG_LAST);
}

/* [ ] -> [ value ] of the first of those that wait, which is to be served now. */
static int ag_take_first(duk_context *ctx, duk_idx_t g)
{
    duk_idx_t at = duk_get_top(ctx);
    int how;

    slots_get(ctx, g, AG_FIRST);
    engine_unpack(ctx, at, 0, LATER_SIZE);
    if (duk_is_undefined(ctx, -1)) {
        duk_push_undefined(ctx);
        slots_put(ctx, g, AG_LAST);
    }
    slots_put(ctx, g, AG_FIRST);
    slots_put(ctx, g, AG_REQUEST);
    how = duk_get_int(ctx, at + 1);
    duk_replace(ctx, at);
    duk_set_top(ctx, at + 1);
    return how;
}

/* The request has been answered: the next one, if there is one. */
static void ag_serve_all(duk_context *ctx, duk_idx_t g)
{
    bool waits = true;

    duk_require_stack(ctx, 24);
    do {
        slots_get(ctx, g, AG_FIRST);
        waits = !duk_is_undefined(ctx, -1);
        duk_pop(ctx);
        if (!waits) {
            duk_push_undefined(ctx);
            slots_put(ctx, g, AG_REQUEST);
        }
    } while (waits && ag_serve(ctx, g, ag_take_first(ctx, g)));
}

static bool is_idle(duk_context *ctx, duk_idx_t g)
{
    bool idle;

    slots_get(ctx, g, AG_REQUEST);
    idle = duk_is_undefined(ctx, -1);
    duk_pop(ctx);
    return idle;
}

/* next, throw, return: [ value ] */
static duk_ret_t ag_request(duk_context *ctx)
{
    static const char *const names[] = { "next", "throw", "return" };
    int magic = duk_get_current_magic(ctx);
    int how = magic == ENGINE_INLINE_ASYNC_NEXT ? AG_NEXT : magic;

    duk_push_this(ctx); /* 1 */
    promise_push(ctx);  /* 2 */
    if (!duk_is_object(ctx, 1) || !slots_is(ctx, 1, SLOTS_ASYNC_GENERATOR)) {
        duk_push_error_object(
            ctx, DUK_ERR_TYPE_ERROR,
            "Method [AsyncGenerator].prototype.%s called on incompatible "
            "receiver %s",
            names[how], builtin_describe(ctx, 1));
        promise_reject(ctx, 2);
    } else if (is_idle(ctx, 1)) {
        duk_dup(ctx, 2);
        slots_put(ctx, 1, AG_REQUEST);
        duk_dup(ctx, 0);
        if (ag_serve(ctx, 1, how))
            ag_serve_all(ctx, 1);
    } else {
        duk_push_int(ctx, how);
        duk_dup(ctx, 0);
        duk_dup(ctx, 2);
        ag_put_off(ctx, 1);
    }
    duk_set_top(ctx, 3);
    return 1;
}

void async_generator_put_methods(duk_context *ctx, duk_idx_t i)
{
    static const ObjectFunction fns[] = { { "next", ag_request, 1, 1,
                                            ENGINE_INLINE_ASYNC_NEXT },
                                          { "return", ag_request, 1, 1, AG_RETURN },
                                          { "throw", ag_request, 1, 1, AG_THROW },
                                          { NULL, NULL, 0, 0, 0 } };

    object_put_functions(ctx, i, fns);
}

/* ---- Traces ---- */

bool async_generator_push_waiter(duk_context *ctx, PromiseReaction reaction)
{
    duk_idx_t g = duk_get_top_index(ctx);

    if (reaction != async_generator_continue && reaction != ag_yielded &&
        reaction != ag_left) {
        duk_pop(ctx);
        return false;
    }
    slots_get(ctx, g, AG_REQUEST);
    if (!duk_is_object(ctx, -1)) {
        duk_pop_2(ctx);
        return false;
    }
    slots_get(ctx, g, AG_COROUTINE);
    duk_remove(ctx, g);
    return true;
}
