/* promise_all.c: Promise.all, allSettled, any and race. */
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/promise.h"

typedef enum { ALL, ALL_SETTLED, ANY, RACE } Combination;

/* What the functions handed to each element's then share: slots of an internal object. */
enum {
    SHARED_VALUES,
    SHARED_LEFT,
    SHARED_PROMISE,
    SHARED_RESOLVE,
    SHARED_REJECT,
    SHARED_SLOTS
};
/* And what each has for itself. `called` is shared by the two of allSettled. */
enum { ELEMENT_SHARED, ELEMENT_INDEX, ELEMENT_CALLED, ELEMENT_SLOTS };

/* Where things stand on the stack of a combinator. */
enum { AT_ITERABLE, AT_CONSTRUCTOR, AT_CAPABILITY, AT_RESOLVE = 5, AT_SHARED };

typedef struct {
    Combination which;
    duk_uarridx_t n;
} Combining;

/* [ ] -> [ promise resolve reject ]: the capability, from the shared object at i. */
static duk_idx_t push_shared_capability(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t at = duk_get_top(ctx);

    i = duk_normalize_index(ctx, i);
    slots_get(ctx, i, SHARED_PROMISE);
    slots_get(ctx, i, SHARED_RESOLVE);
    slots_get(ctx, i, SHARED_REJECT);
    return at;
}

/* [ ] -> [ error ]: AggregateError of the values. */
static void push_aggregate(duk_context *ctx, duk_idx_t shared)
{
    shared = duk_normalize_index(ctx, shared);
    intrinsic_push(ctx, INTRINSIC_AGGREGATE_ERROR);
    duk_push_array(ctx);
    duk_push_literal(ctx, "All promises were rejected");
    duk_new(ctx, 2);
    slots_get(ctx, shared, SHARED_VALUES);
    object_put(ctx, -2, "errors", OBJECT_WC);
}

/* One less to wait for; after the last one the outcome is there. */
static void count_down(duk_context *ctx, duk_idx_t shared, Combination which)
{
    int left = slots_int(ctx, shared, SHARED_LEFT) - 1;
    duk_idx_t at;

    shared = duk_normalize_index(ctx, shared);
    slots_put_int(ctx, shared, SHARED_LEFT, left);
    if (left > 0)
        return;
    at = push_shared_capability(ctx, shared);
    if (which == ANY) {
        push_aggregate(ctx, shared);
        promise_capability_reject(ctx, at);
    } else {
        slots_get(ctx, shared, SHARED_VALUES);
        promise_capability_resolve(ctx, at);
    }
    duk_set_top(ctx, at);
}

/* [ value ] -> [ { status, value | reason } ] */
static void wrap_settled(duk_context *ctx, bool rejected)
{
    duk_push_object(ctx);
    duk_push_string(ctx, rejected ? "rejected" : "fulfilled");
    duk_put_prop_literal(ctx, -2, "status");
    duk_insert(ctx, -2);
    duk_put_prop_string(ctx, -2, rejected ? "reason" : "value");
}

/* [ value ] -> [ ]; magic: the combination, and 8 for the rejected half of allSettled. */
static duk_ret_t settle_element(duk_context *ctx, Combination which, bool rejected)
{
    slots_get_callee(ctx, ELEMENT_CALLED);
    /* [ value called ]: an array of one flag */
    duk_get_prop_index(ctx, 1, 0);
    if (duk_get_boolean(ctx, 2))
        return 0;
    duk_push_true(ctx);
    duk_put_prop_index(ctx, 1, 0);
    slots_get_callee(ctx, ELEMENT_SHARED);
    slots_get(ctx, 3, SHARED_VALUES);
    slots_get_callee(ctx, ELEMENT_INDEX);
    duk_dup(ctx, 0);
    if (which == ALL_SETTLED)
        wrap_settled(ctx, rejected);
    /* [ value called flag shared values index value ] */
    builtin_create_index(ctx, 4, duk_get_number(ctx, 5));
    count_down(ctx, 3, which);
    return 0;
}

static duk_ret_t all_element(duk_context *ctx)
{
    return settle_element(ctx, ALL, false);
}

static duk_ret_t settled_fulfilled(duk_context *ctx)
{
    return settle_element(ctx, ALL_SETTLED, false);
}

static duk_ret_t settled_rejected(duk_context *ctx)
{
    return settle_element(ctx, ALL_SETTLED, true);
}

static duk_ret_t any_element(duk_context *ctx)
{
    return settle_element(ctx, ANY, true);
}

const char *promise_push_combined(duk_context *ctx, duk_idx_t fn, int *index)
{
    duk_c_function c = duk_get_c_function(ctx, fn);
    const char *name = c == all_element         ? "all"
                       : c == settled_fulfilled ? "allSettled"
                       : c == any_element       ? "any"
                                                : NULL;

    if (name == NULL)
        return NULL;
    *index = slots_int(ctx, fn, ELEMENT_INDEX);
    slots_get(ctx, fn, ELEMENT_SHARED);
    slots_get(ctx, -1, SHARED_PROMISE);
    duk_remove(ctx, -2);
    return name;
}

/* [ … called ] -> [ … called function ] */
static void push_element(duk_context *ctx, duk_c_function fn, duk_uarridx_t n)
{
    duk_idx_t called = duk_get_top_index(ctx);

    slots_push_closure(ctx, fn, 1, 1, ELEMENT_SLOTS);
    duk_dup(ctx, AT_SHARED);
    slots_put(ctx, -2, ELEMENT_SHARED);
    slots_put_int(ctx, -1, ELEMENT_INDEX, (int)n);
    duk_dup(ctx, called);
    slots_put(ctx, -2, ELEMENT_CALLED);
}

/* [ called ] -> [ onFulfilled onRejected ] for an element */
static void push_handlers(duk_context *ctx, Combining *c)
{
    duk_idx_t called = duk_get_top_index(ctx);

    switch (c->which) {
    case ALL:
        push_element(ctx, all_element, c->n);
        duk_dup(ctx, AT_CAPABILITY + 2);
        break;
    case ALL_SETTLED:
        push_element(ctx, settled_fulfilled, c->n);
        duk_dup(ctx, called);
        push_element(ctx, settled_rejected, c->n);
        duk_remove(ctx, -2);
        break;
    case ANY:
        duk_dup(ctx, AT_CAPABILITY + 1);
        duk_dup(ctx, called);
        push_element(ctx, any_element, c->n);
        duk_remove(ctx, -2);
        break;
    case RACE:
        duk_dup(ctx, AT_CAPABILITY + 1);
        duk_dup(ctx, AT_CAPABILITY + 2);
        break;
    }
    duk_remove(ctx, called);
}

/* [ value ] -> [ ] */
static bool add_element(duk_context *ctx, void *udata)
{
    Combining *c = udata;
    duk_idx_t value = duk_get_top_index(ctx);

    if (c->which != RACE) {
        slots_get(ctx, AT_SHARED, SHARED_VALUES);
        duk_push_undefined(ctx);
        builtin_create_index(ctx, -2, c->n);
        duk_pop(ctx);
        slots_put_int(ctx, AT_SHARED, SHARED_LEFT,
                      slots_int(ctx, AT_SHARED, SHARED_LEFT) + 1);
    }
    duk_dup(ctx, AT_RESOLVE);
    duk_dup(ctx, AT_CONSTRUCTOR);
    duk_dup(ctx, value);
    duk_call_method(ctx, 1);
    /* [ value promise ] */
    duk_push_bare_array(ctx);
    duk_push_false(ctx);
    duk_put_prop_index(ctx, -2, 0);
    push_handlers(ctx, c);
    duk_get_prop_literal(ctx, value + 1, "then");
    builtin_require_callable(ctx, -1);
    duk_insert(ctx, value + 2);
    duk_dup(ctx, value + 1);
    duk_insert(ctx, value + 3);
    duk_call_method(ctx, 2);
    duk_set_top(ctx, value);
    c->n++;
    return true;
}

/* The whole of it, where a throw means a rejection. */
static duk_ret_t combine(duk_context *ctx, void *udata)
{
    Combining *c = udata;

    duk_get_prop_literal(ctx, AT_CONSTRUCTOR, "resolve");
    if (!duk_is_function(ctx, -1))
        builtin_type_error(ctx, "Promise resolve or reject function is not callable");
    duk_replace(ctx, AT_RESOLVE);
    iterate(ctx, AT_ITERABLE, add_element, c);
    if (c->which != RACE)
        count_down(ctx, AT_SHARED, c->which);
    return 0;
}

/* [ iterable ] -> [ promise ] */
static duk_ret_t combinator(duk_context *ctx)
{
    Combining c = { (Combination)duk_get_current_magic(ctx), 0 };

    duk_push_this(ctx);
    promise_push_capability(ctx, AT_CONSTRUCTOR);
    promise_capability_functions(ctx, AT_CAPABILITY);
    duk_push_undefined(ctx); /* AT_RESOLVE */
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_SHARED, SHARED_SLOTS);
    duk_push_array(ctx);
    slots_put(ctx, AT_SHARED, SHARED_VALUES);
    slots_put_int(ctx, AT_SHARED, SHARED_LEFT, 1);
    for (int k = 0; k < CAPABILITY_SIZE; k++) {
        duk_dup(ctx, AT_CAPABILITY + k);
        slots_put(ctx, AT_SHARED, SHARED_PROMISE + k);
    }
    if (duk_safe_call(ctx, combine, &c, 0, 1) != DUK_EXEC_SUCCESS)
        promise_capability_reject(ctx, AT_CAPABILITY);
    duk_dup(ctx, AT_CAPABILITY);
    return 1;
}

void promise_put_combinators(duk_context *ctx, duk_idx_t i)
{
    static const ObjectFunction fns[] = {
        { "all", combinator, 1, 1, ALL }, { "allSettled", combinator, 1, 1, ALL_SETTLED },
        { "any", combinator, 1, 1, ANY }, { "race", combinator, 1, 1, RACE },
        { NULL, NULL, 0, 0, 0 },
    };

    object_put_functions(ctx, i, fns);
}
