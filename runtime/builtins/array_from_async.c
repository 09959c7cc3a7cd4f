/* array_from_async.c: Array.fromAsync (ECMA-262 23.1.2.1): an array of what an
 * asynchronous iterable, an iterable or an array-like of promises gives.
 *
 * It goes on from microtask to microtask: an internal object holds how far it is, and
 * each wait says in `phase` what for. */
#include "runtime/builtins/array_private.h"
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/promise.h"

/* Slots: the promise given out; the array, or the error that is thrown once the iterator
 * is closed; the iterator and its next method, or the array-like and its length; the
 * mapping function and its `this`; how many elements are done; the phase. */
enum { PROMISE, TARGET, SOURCE, NEXT, MAP, THIS, INDEX, PHASE, SLOTS };
enum { FOR_RESULT, FOR_ELEMENT, FOR_MAPPED, FOR_CLOSE };

typedef struct {
    bool rejected;
    bool closing; /* an error now closes the iterator */
} Step;

static void go_on(duk_context *ctx, bool rejected);

static bool is_iterating(duk_context *ctx)
{
    bool answer;

    slots_get(ctx, 0, NEXT);
    answer = !duk_is_number(ctx, -1);
    duk_pop(ctx);
    return answer;
}

static double index_of(duk_context *ctx)
{
    double k;

    slots_get(ctx, 0, INDEX);
    k = duk_get_number(ctx, -1);
    duk_pop(ctx);
    return k;
}

/* [ value ] -> [ ] */
static void wait_for(duk_context *ctx, int phase)
{
    promise_of(ctx);
    slots_put_int(ctx, 0, PHASE, phase);
    duk_dup(ctx, 0);
    promise_wait(ctx, -2, go_on);
    duk_pop(ctx);
}

static void finish(duk_context *ctx)
{
    slots_get(ctx, 0, TARGET);
    array_put_length(ctx, duk_get_top_index(ctx), index_of(ctx));
    slots_get(ctx, 0, PROMISE);
    duk_swap_top(ctx, -2);
    promise_resolve(ctx, -2);
    duk_pop(ctx);
}

/* The next value is asked for. */
static void ask(duk_context *ctx)
{
    double length;

    slots_get(ctx, 0, NEXT);
    if (is_iterating(ctx)) {
        slots_get(ctx, 0, SOURCE);
        duk_call_method(ctx, 0);
        wait_for(ctx, FOR_RESULT);
        return;
    }
    length = duk_get_number(ctx, -1);
    duk_pop(ctx);
    if (index_of(ctx) >= length) {
        finish(ctx);
        return;
    }
    slots_get(ctx, 0, SOURCE);
    builtin_get_index(ctx, -1, index_of(ctx));
    duk_remove(ctx, -2);
    wait_for(ctx, FOR_ELEMENT);
}

/* [ value ] -> [ ]: becomes an element, and the next one is asked for. */
static void add(duk_context *ctx, Step *s)
{
    double k = index_of(ctx);

    s->closing = true;
    slots_get(ctx, 0, TARGET);
    duk_swap_top(ctx, -2);
    builtin_create_index(ctx, -2, k);
    duk_pop(ctx);
    s->closing = false;
    duk_push_number(ctx, k + 1);
    slots_put(ctx, 0, INDEX);
    ask(ctx);
}

/* [ value ] -> [ ]: goes through the mapping function, if there is one. */
static void take(duk_context *ctx, Step *s)
{
    slots_get(ctx, 0, MAP);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        add(ctx, s);
        return;
    }
    s->closing = true;
    duk_insert(ctx, -2);
    slots_get(ctx, 0, THIS);
    duk_insert(ctx, -2);
    duk_push_number(ctx, index_of(ctx));
    duk_call_method(ctx, 2);
    wait_for(ctx, FOR_MAPPED);
}

/* [ result ] -> [ ] of the iterator's next method */
static void take_result(duk_context *ctx, Step *s)
{
    if (iterate_result_done(ctx)) {
        duk_pop(ctx);
        finish(ctx);
        return;
    }
    duk_get_prop_literal(ctx, -1, "value");
    duk_remove(ctx, -2);
    take(ctx, s);
}

/* [ state value ] */
static duk_ret_t run(duk_context *ctx, void *udata)
{
    Step *s = udata;
    int phase = slots_int(ctx, 0, PHASE);

    if (phase == FOR_CLOSE) {
        slots_get(ctx, 0, TARGET);
        (void)duk_throw(ctx);
    }
    s->closing = phase == FOR_MAPPED;
    if (s->rejected)
        (void)duk_throw(ctx);
    if (phase == FOR_RESULT)
        take_result(ctx, s);
    else if (phase == FOR_ELEMENT)
        take(ctx, s);
    else
        add(ctx, s);
    return 0;
}

/* [ state error … ]: the iterator is told; true where that has to be waited for. */
static duk_ret_t close_source(duk_context *ctx, void *udata)
{
    slots_get(ctx, 0, SOURCE);
    duk_get_prop_literal(ctx, -1, "return");
    if (duk_is_null_or_undefined(ctx, -1))
        return 0;
    duk_dup(ctx, -2);
    duk_call_method(ctx, 0);
    wait_for(ctx, FOR_CLOSE);
    *(bool *)udata = true;
    return 0;
}

/* [ state error ] -> [ ] */
static void fail(duk_context *ctx, bool closing)
{
    bool waits = false;

    if (closing && is_iterating(ctx)) {
        duk_dup(ctx, 1);
        slots_put(ctx, 0, TARGET);
        duk_safe_call(ctx, close_source, &waits, 0, 1);
        duk_pop(ctx);
        if (waits)
            return;
    }
    slots_get(ctx, 0, PROMISE);
    duk_dup(ctx, 1);
    promise_reject(ctx, 2);
}

/* [ state value … ] -> [ … ] with the state at 0 */
static duk_ret_t step(duk_context *ctx)
{
    Step s = { duk_get_current_magic(ctx), false };

    duk_require_stack(ctx, 32);
    if (duk_safe_call(ctx, run, &s, 1, 1) != DUK_EXEC_SUCCESS) {
        duk_set_top(ctx, 2);
        fail(ctx, s.closing);
    }
    return 0;
}

/* [ … state value ] */
static void go_on(duk_context *ctx, bool rejected)
{
    duk_push_c_function(ctx, step, 2);
    duk_set_magic(ctx, -1, rejected);
    duk_insert(ctx, -3);
    duk_call(ctx, 2);
    duk_pop(ctx);
}

/* ---- The start ---- */

enum { AT_STATE, AT_ITEMS, AT_MAP, AT_THIS, AT_CONSTRUCTOR };

/* [ … ] -> [ … array ], whose length is passed on where it isn't negative. */
static void push_target(duk_context *ctx, double length)
{
    if (!object_is_constructor(ctx, AT_CONSTRUCTOR)) {
        array_push_new(ctx, length < 0 ? 0 : length);
        return;
    }
    duk_dup(ctx, AT_CONSTRUCTOR);
    if (length >= 0)
        duk_push_number(ctx, length);
    duk_new(ctx, length >= 0 ? 1 : 0);
}

/* [ … ] -> [ … method ] of the items; false, and nothing, where there is none. */
static bool push_method(duk_context *ctx, const char *key)
{
    duk_get_prop_string(ctx, AT_ITEMS, key);
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    builtin_require_callable(ctx, -1);
    return true;
}

/* [ … method ] -> [ … iterator next ] */
static void open_source(duk_context *ctx)
{
    duk_dup(ctx, AT_ITEMS);
    duk_call_method(ctx, 0);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, -1));
    duk_get_prop_literal(ctx, -1, "next");
}

/* [ state items map this constructor ] */
static duk_ret_t start(duk_context *ctx, void *udata)
{
    double length = -1;

    (void)udata;
    if (!duk_is_undefined(ctx, AT_MAP))
        builtin_require_callable(ctx, AT_MAP);
    if (duk_is_null_or_undefined(ctx, AT_ITEMS))
        builtin_type_error(ctx, "%s is not iterable", builtin_describe(ctx, AT_ITEMS));
    if (push_method(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.asyncIterator"))) {
        open_source(ctx);
    } else if (push_method(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"))) {
        open_source(ctx);
        iterate_make_async(ctx);
    } else {
        duk_dup(ctx, AT_ITEMS);
        duk_to_object(ctx, -1);
        length = builtin_length(ctx, duk_get_top_index(ctx));
        duk_push_number(ctx, length);
    }
    slots_put(ctx, AT_STATE, NEXT);
    slots_put(ctx, AT_STATE, SOURCE);
    push_target(ctx, length);
    slots_put(ctx, AT_STATE, TARGET);
    ask(ctx);
    return 0;
}

/* [ items map this ] -> [ promise ] */
duk_ret_t array_from_async(duk_context *ctx)
{
    duk_push_this(ctx);
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_SHARED, SLOTS);
    duk_insert(ctx, AT_STATE);
    promise_push(ctx);
    slots_put(ctx, AT_STATE, PROMISE);
    duk_dup(ctx, AT_MAP);
    slots_put(ctx, AT_STATE, MAP);
    duk_dup(ctx, AT_THIS);
    slots_put(ctx, AT_STATE, THIS);
    slots_put_int(ctx, AT_STATE, INDEX, 0);
    duk_require_stack(ctx, 32);
    if (duk_safe_call(ctx, start, NULL, 0, 1) != DUK_EXEC_SUCCESS) {
        slots_get(ctx, AT_STATE, PROMISE);
        duk_swap_top(ctx, -2);
        promise_reject(ctx, -2);
    }
    duk_set_top(ctx, AT_CONSTRUCTOR + 1);
    slots_get(ctx, AT_STATE, PROMISE);
    return 1;
}
