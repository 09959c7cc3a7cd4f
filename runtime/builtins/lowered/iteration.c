/* iteration.c: helpers for for-of, spread and array patterns.
 *
 * What for-of goes through is an array whose iteration nobody has changed, as it is, or a
 * record { ʃn: method, ʃi: iterator, ʃm: its next method, ʃv: value }: engine_record_next
 * (engine/internals.h). */
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/lowered/coroutine.h"
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/engine/array.h"
#include "runtime/engine/internals.h"

void record_next_make(duk_context *ctx)
{
    slots_push_closure(ctx, engine_record_next, 0, 0, 1);
    duk_push_undefined(ctx);
    builtin_iter_result(ctx, true);
    slots_put(ctx, -2, 0);
    intrinsic_set(ctx, INTRINSIC_RECORD_NEXT);
}

void lowered_push_record(duk_context *ctx)
{
    duk_require_stack(ctx, 8);
    intrinsic_push(ctx, INTRINSIC_RECORD_NEXT);
    duk_insert(ctx, -3);
    engine_make_record(ctx);
}

static duk_ret_t for_of(duk_context *ctx)
{
    if (iterate_is_plain_array(ctx, 0))
        return 1;
    iterate_open(ctx, 0);
    lowered_push_record(ctx);
    return 1;
}

/* [ variable array-or-record state ] */
static duk_ret_t step(duk_context *ctx)
{
    duk_push_true(ctx);
    return 1;
}

/* The result's `done` is no `false`: goes on all the same? */
duk_ret_t lowered_goes_on(duk_context *ctx)
{
    duk_push_boolean(ctx, !iterate_result_done(ctx));
    return 1;
}

static duk_ret_t close_record(duk_context *ctx)
{
    duk_get_prop_literal(ctx, 0, P "i");
    iterate_close(ctx, duk_get_top_index(ctx));
    return 0;
}

/* [ record error ]: a generator's return() closes as a break does. */
static duk_ret_t close_record_quietly(duk_context *ctx)
{
    duk_get_prop_literal(ctx, 0, P "i");
    if (slots_is(ctx, 1, SLOTS_COMPLETION))
        iterate_close(ctx, duk_get_top_index(ctx));
    else
        iterate_close_quietly(ctx, duk_get_top_index(ctx));
    return 0;
}

/* ---- for await ---- */

/* [ iterable ] -> a record for for await */
duk_ret_t lowered_for_await(duk_context *ctx)
{
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "%s is not async iterable", builtin_describe(ctx, 0));
    duk_get_prop_literal(ctx, 0, DUK_WELLKNOWN_SYMBOL("Symbol.asyncIterator"));
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        iterate_open(ctx, 0);
        iterate_make_async(ctx);
    } else {
        if (!duk_is_function(ctx, -1))
            builtin_type_error(ctx, "%s is not a function", builtin_describe(ctx, -1));
        duk_dup(ctx, 0);
        duk_call_method(ctx, 0);
        if (!builtin_is_object(ctx, -1))
            builtin_type_error(
                ctx, "Result of the Symbol.asyncIterator method is not an object");
        duk_get_prop_literal(ctx, -1, "next");
    }
    lowered_push_record(ctx);
    return 1;
}

/* What the executor doesn't do itself: the iterator isn't asynchronous, or there is no
 * such method. */
duk_ret_t lowered_async_next(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    engine_record_get(ctx, 0, ENGINE_RECORD_NEXT);
    if (iterate_is_from_sync(ctx, n)) {
        duk_pop(ctx);
        return iterate_from_sync(ctx);
    }
    if (!duk_is_function(ctx, -1))
        builtin_type_error(ctx, "%s is not a function", builtin_describe_typed(ctx, -1));
    engine_record_get(ctx, 0, ENGINE_RECORD_ITERATOR);
    for (duk_idx_t i = 1; i < n; i++)
        duk_dup(ctx, i);
    duk_call_method(ctx, n - 1);
    return 1;
}

static duk_ret_t call_return(duk_context *ctx, void *udata)
{
    (void)udata;
    engine_record_get(ctx, 0, ENGINE_RECORD_ITERATOR);
    duk_get_prop_literal(ctx, -1, "return");
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_push_false(ctx);
        return 1;
    }
    builtin_require_callable(ctx, -1);
    duk_dup(ctx, -2);
    duk_call_method(ctx, 0);
    engine_record_put(ctx, 0, ENGINE_RECORD_VALUE);
    duk_push_true(ctx);
    return 1;
}

/* Is it an error, and not a generator's return(), by which the loop is left? */
static bool left_by_error(duk_context *ctx, duk_idx_t i)
{
    return duk_is_valid_index(ctx, i) && !slots_is(ctx, i, SLOTS_COMPLETION);
}

/* [ record error? ] -> whether what the record has as its value then is to be awaited.
 * An error by which the loop is left counts for more than those of closing. */
static duk_ret_t close_async(duk_context *ctx)
{
    if (!left_by_error(ctx, 1))
        return call_return(ctx, NULL);
    if (duk_safe_call(ctx, call_return, NULL, 0, 1) != DUK_EXEC_SUCCESS)
        duk_push_false(ctx);
    return 1;
}

/* [ value error? ]: that has been awaited */
static duk_ret_t closed_async(duk_context *ctx)
{
    if (!left_by_error(ctx, 1) && !builtin_is_object(ctx, 0))
        builtin_type_error(ctx, "Iterator result %s is not an object",
                           builtin_describe(ctx, 0));
    return 0;
}

/* [ error other ]: or that failed */
static duk_ret_t closing_failed(duk_context *ctx)
{
    return left_by_error(ctx, 0) ? 0 : duk_throw(ctx);
}

/* ---- Spread and patterns ---- */

static bool append(duk_context *ctx, void *udata)
{
    duk_idx_t to = *(duk_idx_t *)udata;

    duk_put_prop_index(ctx, to, (duk_uarridx_t)duk_get_length(ctx, to));
    return true;
}

/* The values of what is no plain array. */
static void append_values(duk_context *ctx, duk_idx_t from, duk_idx_t to)
{
    iterate_open(ctx, from);
    if (engine_push_resumable(ctx, -2)) {
        duk_pop(ctx);
        coroutine_collect(ctx, to);
        return;
    }
    iterate_record(ctx, -2, append, &to);
    duk_pop_2(ctx);
}

/* Elements of the plain array at `from`, holes too. */
static void append_array(duk_context *ctx, duk_idx_t from, duk_idx_t to)
{
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, from);
    duk_uarridx_t at = (duk_uarridx_t)duk_get_length(ctx, to);

    for (duk_uarridx_t i = 0; i < n; i++) {
        if (duk_get_prop_index(ctx, from, i))
            duk_put_prop_index(ctx, to, at + i);
        else
            duk_pop(ctx);
    }
    duk_set_length(ctx, to, at + n);
}

/* [ array | null, iterable, array | null, … ] */
static duk_ret_t spread(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx), to;

    duk_push_array(ctx);
    to = n;
    for (duk_idx_t i = 0; i < n; i++) {
        if (i % 2 == 0) {
            if (duk_is_object(ctx, i) && !array_append_all(ctx, to, i))
                append_array(ctx, i, to);
        } else if (iterate_is_plain_array(ctx, i)) {
            duk_uarridx_t len = (duk_uarridx_t)duk_get_length(ctx, i);
            duk_uarridx_t at = (duk_uarridx_t)duk_get_length(ctx, to);

            if (array_append_all(ctx, to, i)) {
                array_fill_holes(ctx, to, at);
                continue;
            }
            for (duk_uarridx_t k = 0; k < len; k++) {
                duk_get_prop_index(ctx, i, k);
                duk_put_prop_index(ctx, to, at + k);
            }
        } else {
            /* the messages of what can't be iterated look there (error_header.c) */
            duk_push_int(ctx, i / 2);
            duk_replace(ctx, 0);
            append_values(ctx, i, to);
        }
    }
    return 1;
}

/* [ iterable n ]: at least n values of it as an array, all where n is -1. */
static duk_ret_t take_values(duk_context *ctx)
{
    int n = duk_get_int(ctx, 1);
    duk_uarridx_t taken = 0;

    if (iterate_is_plain_array(ctx, 0)) {
        duk_set_top(ctx, 1);
        return 1;
    }
    duk_push_array(ctx);
    if (n < 0) {
        append_values(ctx, 0, 2);
        duk_set_top(ctx, 3);
        return 1;
    }
    iterate_open(ctx, 0);
    while (taken < (duk_uarridx_t)n && iterate_step(ctx, 3))
        duk_put_prop_index(ctx, 2, taken++);
    if (taken == (duk_uarridx_t)n)
        iterate_close(ctx, 3);
    duk_set_top(ctx, 3);
    return 1;
}

/* [ array from ] */
duk_ret_t lowered_rest(duk_context *ctx)
{
    duk_uarridx_t from = (duk_uarridx_t)duk_get_int(ctx, 1), to = 0;
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, 0);

    if (from < n && array_slice(ctx, 0, from, n)) {
        array_fill_holes(ctx, -1, 0);
        return 1;
    }
    duk_push_array(ctx);
    for (; from < n; from++) {
        duk_get_prop_index(ctx, 0, from);
        duk_put_prop_index(ctx, 2, to++);
    }
    return 1;
}

/* ---- Patterns that take values one by one (compiler/lower_steps.c) ---- */

/* [ iterable outer ] -> [ array | record ] */
static duk_ret_t steps_open(duk_context *ctx)
{
    if (iterate_is_plain_array(ctx, 0)) {
        duk_set_top(ctx, 1);
        return 1;
    }
    iterate_open(ctx, 0);
    lowered_push_record(ctx);
    duk_dup(ctx, 1);
    duk_put_prop_literal(ctx, -2, P "o");
    return 1;
}

/* [ ] -> [ iterator ] of the record at 0, which is no longer open; undefined where it
 * wasn't. */
static bool steps_end(duk_context *ctx)
{
    duk_get_prop_literal(ctx, 0, P "i");
    duk_push_undefined(ctx);
    duk_put_prop_literal(ctx, 0, P "i");
    return !duk_is_undefined(ctx, -1);
}

/* [ … ] -> [ … value ] of the record at 0; false at the end. Who throws is done, too. */
static bool steps_step(duk_context *ctx)
{
    duk_idx_t at = duk_get_top(ctx);

    if (!steps_end(ctx))
        return false;
    duk_get_prop_literal(ctx, 0, P "m");
    if (!iterate_step(ctx, at))
        return false;
    duk_dup(ctx, at);
    duk_put_prop_literal(ctx, 0, P "i");
    return true;
}

/* [ record ] -> [ value | undefined ] */
static duk_ret_t steps_next(duk_context *ctx)
{
    return steps_step(ctx) ? 1 : 0;
}

/* [ record ] -> [ array ] */
static duk_ret_t steps_rest(duk_context *ctx)
{
    duk_push_array(ctx);
    for (duk_uarridx_t n = 0; steps_step(ctx); n++) {
        duk_put_prop_index(ctx, 1, n);
        duk_set_top(ctx, 2);
    }
    duk_set_top(ctx, 2);
    return 1;
}

/* [ record ] -> [ outer ]: the pattern is at its end. */
static duk_ret_t steps_close(duk_context *ctx)
{
    if (steps_end(ctx))
        iterate_close(ctx, 1);
    duk_get_prop_literal(ctx, 0, P "o");
    return 1;
}

static duk_ret_t close_safely(duk_context *ctx, void *udata)
{
    (void)udata;
    if (steps_end(ctx))
        iterate_close(ctx, 2);
    return 0;
}

/* [ record | undefined, error ]: all that are open are closed; where a generator is left,
 * what that throws counts, and goes on to the others as an error. */
static duk_ret_t steps_abandon(duk_context *ctx)
{
    bool leaving = slots_is(ctx, 1, SLOTS_COMPLETION), failed = false;

    while (duk_is_object(ctx, 0)) {
        if (duk_safe_call(ctx, close_safely, NULL, 0, 1) != DUK_EXEC_SUCCESS && leaving &&
            !failed) {
            failed = true;
            duk_replace(ctx, 1);
        }
        duk_get_prop_literal(ctx, 0, P "o");
        duk_replace(ctx, 0);
        duk_set_top(ctx, 2);
    }
    if (failed) {
        duk_dup(ctx, 1);
        (void)duk_throw(ctx);
    }
    return 0;
}

void lowered_iteration(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "of", for_of, 1, 1, ENGINE_INLINE_ARRAY },
        { "st", step, 3, 3, ENGINE_INLINE_STEP },
        { "go", lowered_goes_on, 1, 1, 0 },
        { "cl", close_record, 1, 1, 0 },
        { "cq", close_record_quietly, 2, 2, 0 },
        { "ofa", lowered_for_await, 1, 1, 0 },
        { "an", lowered_async_next, DUK_VARARGS, 1, ENGINE_INLINE_ASYNC_STEP },
        { "ca", close_async, DUK_VARARGS, 1, 0 },
        { "caq", close_async, DUK_VARARGS, 2, 0 },
        { "cw", closed_async, DUK_VARARGS, 1, 0 },
        { "cwe", closing_failed, 2, 2, 0 },
        { "sp", spread, DUK_VARARGS, 0, 0 },
        { "arr", take_values, 2, 2, ENGINE_INLINE_ARRAY },
        { "it", steps_open, 2, 2, ENGINE_INLINE_ARRAY },
        { "nx", steps_next, 1, 1, 0 },
        { "rs", steps_rest, 1, 1, 0 },
        { "cd", steps_close, 1, 1, 0 },
        { "cp", steps_abandon, 2, 2, 0 },
        { "sl", lowered_rest, 2, 2, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    lowered_define(ctx, fns);
}
