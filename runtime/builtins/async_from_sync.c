/* async_from_sync.c: an asynchronous iterator over a synchronous one, for `for await`,
 * yield* and Array.fromAsync (ECMA-262 27.1.6). */
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/promise.h"

/* Slots of its three methods. */
enum { SYNC_ITERATOR, SYNC_NEXT, METHOD_SLOTS };
/* What waits for a value: the promise that was given out, the iterator to be closed where
 * the value is rejected (or undefined), the result's `done`. */
enum { WAIT_PROMISE, WAIT_ITERATOR, WAIT_DONE, WAIT_SLOTS };
/* Magic of the methods. */
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

    slots_get_callee(ctx, SYNC_ITERATOR);
    if (c->which == NEXT) {
        slots_get_callee(ctx, SYNC_NEXT);
    } else {
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
    Call c = { duk_get_current_magic(ctx), duk_get_top(ctx) > 0 };

    duk_set_top(ctx, 1);
    duk_require_stack(ctx, 24);
    promise_push(ctx);
    if (duk_safe_call(ctx, call_sync, &c, 0, 1) != DUK_EXEC_SUCCESS)
        promise_reject(ctx, 1);
    duk_set_top(ctx, 2);
    return 1;
}

void iterate_make_async(duk_context *ctx)
{
    static const char *const names[] = { "next", "return", "throw" };
    duk_idx_t at = duk_get_top(ctx) - 2;

    intrinsic_push(ctx, INTRINSIC_ASYNC_ITERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_SHARED, 1);
    for (int i = NEXT; i <= THROW; i++) {
        slots_push_closure(ctx, sync_method, DUK_VARARGS, 1, METHOD_SLOTS);
        duk_set_magic(ctx, -1, i);
        duk_dup(ctx, at);
        slots_put(ctx, -2, SYNC_ITERATOR);
        duk_dup(ctx, at + 1);
        slots_put(ctx, -2, SYNC_NEXT);
        duk_put_prop_string(ctx, -2, names[i]);
    }
    duk_replace(ctx, at);
    duk_get_prop_literal(ctx, at, "next");
    duk_replace(ctx, at + 1);
}
