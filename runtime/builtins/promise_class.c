/* promise_class.c: the methods of Promise that are made of then and of what resolves a
 * promise (promise.c); and the class. */
#include "runtime/builtins/promise.h"

/* [ n args ] -> [ result ]: this.then(…) */
static void invoke_then(duk_context *ctx, duk_idx_t n)
{
    duk_push_this(ctx);
    duk_get_prop_literal(ctx, -1, "then");
    if (!duk_is_function(ctx, -1))
        builtin_type_error(ctx, "%s is not a function", builtin_describe(ctx, -1));
    duk_insert(ctx, -(n + 2));
    duk_insert(ctx, -(n + 1));
    duk_call_method(ctx, n);
}

/* [ onRejected ] -> [ promise ] */
static duk_ret_t promise_catch(duk_context *ctx)
{
    duk_push_undefined(ctx);
    duk_insert(ctx, 0);
    invoke_then(ctx, 2);
    return 1;
}

/* Slots of the functions that finally makes: onFinally, constructor; then: the value. */

/* [ ] -> [ value ] */
static duk_ret_t finally_value(duk_context *ctx)
{
    slots_get_callee(ctx, 0);
    return 1;
}

/* [ ] -> never */
static duk_ret_t finally_throw(duk_context *ctx)
{
    slots_get_callee(ctx, 0);
    return duk_throw(ctx);
}

/* [ value ] -> [ promise ], for what `after` does when onFinally's result is there. */
static duk_ret_t finally_pass(duk_context *ctx, duk_c_function after)
{
    slots_get_callee(ctx, 0);
    duk_call(ctx, 0);
    slots_get_callee(ctx, 1);
    duk_insert(ctx, 1);
    promise_resolve_by(ctx, 1);
    /* [ value constructor promise ] */
    duk_get_prop_literal(ctx, 2, "then");
    duk_dup(ctx, 2);
    slots_push_closure(ctx, after, 0, 0, 1);
    duk_dup(ctx, 0);
    slots_put(ctx, -2, 0);
    builtin_require_callable(ctx, -3);
    duk_call_method(ctx, 1);
    return 1;
}

static duk_ret_t finally_fulfilled(duk_context *ctx)
{
    return finally_pass(ctx, finally_value);
}

static duk_ret_t finally_rejected(duk_context *ctx)
{
    return finally_pass(ctx, finally_throw);
}

/* [ onFinally constructor ] -> [ onFinally constructor function ] */
static void push_finally(duk_context *ctx, duk_c_function fn)
{
    slots_push_closure(ctx, fn, 1, 1, 2);
    duk_dup(ctx, 0);
    slots_put(ctx, -2, 0);
    duk_dup(ctx, 1);
    slots_put(ctx, -2, 1);
}

/* [ onFinally ] -> [ promise ] */
static duk_ret_t promise_finally(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "Promise.prototype.finally called on a non-object");
    builtin_push_species(ctx, 1, INTRINSIC_PROMISE);
    duk_replace(ctx, 1);
    if (duk_is_function(ctx, 0)) {
        push_finally(ctx, finally_fulfilled);
        push_finally(ctx, finally_rejected);
    } else {
        duk_dup(ctx, 0);
        duk_dup(ctx, 0);
    }
    invoke_then(ctx, 2);
    return 1;
}

/* [ value ] -> [ promise ] */
static duk_ret_t promise_static_resolve(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "PromiseResolve called on non-object");
    duk_dup(ctx, 0);
    promise_resolve_by(ctx, 1);
    return 1;
}

/* [ reason ] -> [ promise ] */
static duk_ret_t promise_static_reject(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "PromiseResolve called on non-object");
    promise_push_capability(ctx, 1);
    duk_dup(ctx, 0);
    promise_capability_reject(ctx, 2);
    duk_set_top(ctx, 3);
    return 1;
}

/* The function that try calls: [ result ] -> [ result ] */
static duk_ret_t call_function(duk_context *ctx, void *udata)
{
    duk_idx_t n = *(duk_idx_t *)udata;

    duk_dup(ctx, 0);
    duk_push_undefined(ctx);
    for (duk_idx_t k = 1; k < n; k++)
        duk_dup(ctx, k);
    duk_call_method(ctx, n - 1);
    return 1;
}

/* [ function args… ] -> [ promise ] */
static duk_ret_t promise_try(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);
    duk_int_t failed;

    if (n == 0) {
        duk_push_undefined(ctx);
        n = 1;
    }
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, n))
        builtin_type_error(ctx, "Promise.try called on non-object");
    promise_push_capability(ctx, n); /* [ … this promise ] */
    promise_capability_functions(ctx, n + 1);
    duk_require_stack(ctx, n + 16);
    failed = duk_safe_call(ctx, call_function, &n, 0, 1);
    duk_dup(ctx, failed ? n + 3 : n + 2);
    duk_push_undefined(ctx);
    duk_dup(ctx, -3);
    duk_call_method(ctx, 1);
    duk_dup(ctx, n + 1);
    return 1;
}

/* [ ] -> [ { promise, resolve, reject } ] */
static duk_ret_t promise_with_resolvers(duk_context *ctx)
{
    duk_push_this(ctx);
    promise_push_capability(ctx, 0);
    promise_capability_functions(ctx, 1);
    duk_push_object(ctx);
    duk_dup(ctx, 1);
    duk_put_prop_literal(ctx, -2, "promise");
    duk_dup(ctx, 2);
    duk_put_prop_literal(ctx, -2, "resolve");
    duk_dup(ctx, 3);
    duk_put_prop_literal(ctx, -2, "reject");
    return 1;
}

static const ObjectFunction methods[] = {
    { "then", promise_then, 2, 2, 0 },
    { "catch", promise_catch, 1, 1, 0 },
    { "finally", promise_finally, 1, 1, 0 },
    { NULL, NULL, 0, 0, 0 },
};

static const ObjectFunction statics[] = {
    { "resolve", promise_static_resolve, 1, 1, 0 },
    { "reject", promise_static_reject, 1, 1, 0 },
    { "withResolvers", promise_with_resolvers, 0, 0, 0 },
    { "try", promise_try, DUK_VARARGS, 1, 0 },
    { NULL, NULL, 0, 0, 0 },
};

void promise_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Promise", promise_constructor, 1, 1, 0 };

    builtin_class(ctx, &constructor, INTRINSIC_PROMISE, INTRINSIC_PROMISE_PROTOTYPE,
                  "Promise");
    promise_put_combinators(ctx, -2);
    object_put_functions(ctx, -2, statics);
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -1, methods);
    duk_get_prop_literal(ctx, -1, "then");
    intrinsic_set(ctx, INTRINSIC_PROMISE_THEN);
    duk_get_prop_literal(ctx, -3, "resolve");
    intrinsic_set(ctx, INTRINSIC_PROMISE_RESOLVE);
}
