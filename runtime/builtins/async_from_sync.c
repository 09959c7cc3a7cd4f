/* async_from_sync.c: an asynchronous iterator over a synchronous one, for `for await`,
 * yield* and Array.fromAsync (ECMA-262 27.1.6). */
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/internals.h"

/* Slots: what it is made of; of the result whose value a record of `for await` waits for,
 * whether it is the last. */
enum { SYNC_ITERATOR, SYNC_NEXT, SYNC_DONE, SYNC_SLOTS };
/* What waits for a value: the promise that was given out, the iterator to be closed where
 * the value is rejected (or undefined), the result's `done`. */
enum { WAIT_PROMISE, WAIT_ITERATOR, WAIT_DONE, WAIT_SLOTS };
/* Magic of the methods; that of next() stands for NEXT. */
enum { NEXT, RETURN, THROW };

/* [ data value ]: the value of a result is there. */
static void value_settled(duk_context *ctx, bool rejected)
{
    duk_idx_t data = duk_normalize_index(ctx, -2);

    duk_require_stack(ctx, 16);
    slots_get(ctx, data, WAIT_PROMISE);
    duk_dup(ctx, data + 1);
    if (rejected) {
        slots_get(ctx, data, WAIT_ITERATOR);
        if (!duk_is_undefined(ctx, -1))
            iterate_close_quietly(ctx, duk_get_top_index(ctx));
        duk_pop(ctx);
        promise_reject(ctx, data + 2);
    } else {
        bool done;

        slots_get(ctx, data, WAIT_DONE);
        done = duk_to_boolean(ctx, -1);
        duk_pop(ctx);
        builtin_iter_result(ctx, done);
        promise_resolve(ctx, data + 2);
    }
}

static duk_ret_t to_promise(duk_context *ctx, void *udata)
{
    (void)udata;
    promise_of(ctx);
    return 1;
}

/* [ … result ]: the promise at `promise` gets its value when that is there. Who throws
 * rejects it. */
static void wait_for_value(duk_context *ctx, duk_idx_t promise, duk_idx_t iterator,
                           bool closes)
{
    bool done = iterate_result_done(ctx);

    closes = closes && !done;
    duk_get_prop_literal(ctx, -1, "value");
    if (duk_safe_call(ctx, to_promise, NULL, 1, 1) != DUK_EXEC_SUCCESS) {
        if (closes)
            iterate_close_quietly(ctx, iterator);
        (void)duk_throw(ctx);
    }
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_SHARED, WAIT_SLOTS);
    duk_dup(ctx, promise);
    slots_put(ctx, -2, WAIT_PROMISE);
    if (closes) {
        duk_dup(ctx, iterator);
        slots_put(ctx, -2, WAIT_ITERATOR);
    }
    duk_push_boolean(ctx, done);
    slots_put(ctx, -2, WAIT_DONE);
    promise_wait(ctx, -2, value_settled);
}

/* The iterator has no such method: true where the promise at 1 is settled by that. */
static bool do_without(duk_context *ctx, int which, bool has_value)
{
    if (which == RETURN) {
        if (has_value)
            duk_dup(ctx, 0);
        else
            duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        promise_resolve(ctx, 1);
        return true;
    }
    iterate_close(ctx, 2);
    builtin_type_error(ctx, "The iterator does not provide a 'throw' method");
}

typedef struct {
    int which;
    bool has_value;
} Call;

/* [ value promise ] */
static duk_ret_t call_sync(duk_context *ctx, void *udata)
{
    static const char *const names[] = { NULL, "return", "throw" };
    const Call *c = udata;

    duk_push_this(ctx);
    slots_get(ctx, 2, SYNC_NEXT);
    slots_get(ctx, 2, SYNC_ITERATOR);
    duk_replace(ctx, 2);
    if (c->which != NEXT) {
        duk_get_prop_string(ctx, 2, names[c->which]);
        if (duk_is_null_or_undefined(ctx, -1) && do_without(ctx, c->which, c->has_value))
            return 0;
    }
    duk_dup(ctx, 2);
    if (c->has_value)
        duk_dup(ctx, 0);
    duk_call_method(ctx, c->has_value ? 1 : 0);
    wait_for_value(ctx, 1, 2, c->which != RETURN);
    return 0;
}

/* [ value? ] -> [ promise ]; magic: which */
static duk_ret_t sync_method(duk_context *ctx)
{
    int magic = duk_get_current_magic(ctx);
    Call c = { magic == ENGINE_INLINE_FROM_SYNC ? NEXT : magic, duk_get_top(ctx) > 0 };

    duk_set_top(ctx, 1);
    duk_require_stack(ctx, 24);
    promise_push(ctx);
    if (duk_safe_call(ctx, call_sync, &c, 0, 1) != DUK_EXEC_SUCCESS)
        promise_reject(ctx, 1);
    duk_set_top(ctx, 2);
    return 1;
}

/* ---- For `for await`, without a promise ---- */

bool iterate_is_from_sync(duk_context *ctx, duk_idx_t i)
{
    return duk_get_c_function(ctx, i) == sync_method;
}

/* Where things stand on the stack: [ record value? | asynchronous iterator next value ]
 */
typedef struct {
    duk_idx_t at;
    bool done;
    bool closes; /* an error now closes the iterator */
} Step;

/* [ … ] -> [ … value ] of the next result, which may be a promise of it. */
static void push_next(duk_context *ctx, Step *s)
{
    if (engine_step_quickly(ctx, s->at + 1))
        return;
    duk_dup(ctx, s->at + 2);
    duk_dup(ctx, s->at + 1);
    for (duk_idx_t i = 1; i < s->at; i++)
        duk_dup(ctx, i);
    duk_call_method(ctx, s->at - 1);
    s->done = iterate_result_done(ctx);
    duk_get_prop_literal(ctx, -1, "value");
    duk_replace(ctx, -2);
}

/* [ … ]: the next value is waited for. */
static duk_ret_t step_from_sync(duk_context *ctx, void *udata)
{
    Step *s = udata;

    push_next(ctx, s);
    slots_put_int(ctx, s->at, SYNC_DONE, s->done);
    if (!builtin_is_object(ctx, -1)) {
        duk_dup(ctx, 0);
        duk_insert(ctx, -2);
        promise_soon(ctx, async_from_sync_settled, false);
        return 0;
    }
    s->closes = !s->done;
    promise_of(ctx);
    duk_dup(ctx, 0);
    promise_wait(ctx, -2, async_from_sync_settled);
    return 0;
}

duk_ret_t iterate_from_sync(duk_context *ctx)
{
    Step s = { duk_get_top(ctx), false, false };

    duk_require_stack(ctx, 24);
    engine_record_get(ctx, 0, ENGINE_RECORD_ITERATOR);
    slots_get(ctx, s.at, SYNC_ITERATOR);
    slots_get(ctx, s.at, SYNC_NEXT);
    if (duk_safe_call(ctx, step_from_sync, &s, 0, 1) == DUK_EXEC_SUCCESS) {
        duk_dup(ctx, 0);
        return 1;
    }
    if (s.closes)
        iterate_close_quietly(ctx, s.at + 1);
    promise_push(ctx);
    duk_insert(ctx, -2);
    promise_reject(ctx, -2);
    return 1;
}

void async_from_sync_settled(duk_context *ctx, bool rejected)
{
    duk_idx_t record = duk_get_top(ctx) - 2, iterator = record + 2;
    bool done;

    duk_require_stack(ctx, 16);
    engine_record_get(ctx, record, ENGINE_RECORD_ITERATOR);
    done = slots_int(ctx, iterator, SYNC_DONE) != 0;
    if (rejected && !done) {
        slots_get(ctx, iterator, SYNC_ITERATOR);
        iterate_close_quietly(ctx, duk_get_top_index(ctx));
    }
    duk_set_top(ctx, iterator);
    duk_dup(ctx, record);
    async_answer_record(ctx, rejected, done);
}

/* ---- Making ---- */

void async_from_sync_make(duk_context *ctx)
{
    static const ObjectFunction methods[] = {
        { "next", sync_method, DUK_VARARGS, 1, ENGINE_INLINE_FROM_SYNC },
        { "return", sync_method, DUK_VARARGS, 1, RETURN },
        { "throw", sync_method, DUK_VARARGS, 1, THROW },
        { NULL, NULL, 0, 0, 0 }
    };

    duk_push_object(ctx);
    intrinsic_push(ctx, INTRINSIC_ASYNC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    object_put_functions(ctx, -1, methods);
    intrinsic_set(ctx, INTRINSIC_ASYNC_FROM_SYNC_PROTOTYPE);
}

void iterate_make_async(duk_context *ctx)
{
    duk_idx_t at = duk_get_top(ctx) - 2;

    intrinsic_push(ctx, INTRINSIC_ASYNC_FROM_SYNC_PROTOTYPE);
    slots_push_object(ctx, SLOTS_ASYNC_FROM_SYNC, SYNC_SLOTS);
    duk_insert(ctx, at);
    slots_put(ctx, at, SYNC_NEXT);
    slots_put(ctx, at, SYNC_ITERATOR);
    duk_get_prop_literal(ctx, at, "next");
}
