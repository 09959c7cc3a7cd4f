/* iterate.c: the iteration protocol, seen from C. */
#include "runtime/builtins/iterate.h"

#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

static _Noreturn void not_iterable(duk_context *ctx, duk_idx_t i)
{
    builtin_type_error(
        ctx, "%s is not iterable (cannot read property Symbol(Symbol.iterator))",
        builtin_describe_typed(ctx, i));
}

/* The engine's arguments objects have no Symbol.iterator of their own. */
static bool is_arguments(duk_context *ctx, duk_idx_t i)
{
    const char *class = duk_is_object(ctx, i) ? engine_class(ctx, i) : NULL;

    return class != NULL && strcmp(class, "Arguments") == 0;
}

void iterate_open(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 8);
    if (duk_is_null_or_undefined(ctx, i))
        not_iterable(ctx, i);
    if (engine_open_quickly(ctx, i))
        return;
    duk_get_prop_literal(ctx, i, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    if (duk_is_undefined(ctx, -1) && is_arguments(ctx, i)) {
        duk_pop(ctx);
        intrinsic_push(ctx, INTRINSIC_ARRAY_VALUES);
    }
    if (!duk_is_function(ctx, -1))
        not_iterable(ctx, i);
    duk_dup(ctx, i);
    duk_call_method(ctx, 0);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "Result of the Symbol.iterator method is not an object");
    duk_get_prop_literal(ctx, -1, "next");
}

bool iterate_result_done(duk_context *ctx)
{
    bool done;

    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "Iterator result %s is not an object",
                           builtin_describe(ctx, -1));
    duk_get_prop_literal(ctx, -1, "done");
    done = duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    return done;
}

/* Calls the next method. ENGINE_RAW_NONE: its result is on top; else its value. */
static EngineRaw call_next(duk_context *ctx, duk_idx_t i)
{
    Engine *engine = js_engine(ctx);
    duk_c_function fn = duk_get_c_function(ctx, i + 1);
    EngineRaw raw;

    if (fn != NULL && fn == engine->table_next)
        engine->raw = ENGINE_RAW_WANTED;
    duk_dup(ctx, i + 1);
    duk_dup(ctx, i);
    duk_call_method(ctx, 0);
    raw = engine->raw;
    engine->raw = ENGINE_RAW_NONE;
    return raw;
}

/* [ coroutine ] -> [ value ] of a generator, or [ ] and false: it is done. */
static bool resume(duk_context *ctx, duk_idx_t i)
{
    bool done;

    intrinsic_push(ctx, INTRINSIC_COROUTINE_RESUME);
    duk_dup(ctx, -2);
    duk_push_undefined(ctx);
    duk_push_false(ctx);
    duk_call(ctx, 3);
    done = engine_coroutine(ctx, -2) == ENGINE_COROUTINE_DONE;
    duk_remove(ctx, -2);
    if (!done)
        return true;
    duk_pop(ctx);
    duk_push_null(ctx);
    slots_put(ctx, i, ENGINE_GENERATOR_COROUTINE);
    return false;
}

bool iterate_step(duk_context *ctx, duk_idx_t i)
{
    EngineRaw raw;

    i = duk_normalize_index(ctx, i);
    if (engine_step_quickly(ctx, i))
        return true;
    if (engine_push_resumable(ctx, i))
        return resume(ctx, i);
    raw = call_next(ctx, i);
    if (raw == ENGINE_RAW_DONE)
        duk_pop(ctx);
    if (raw != ENGINE_RAW_NONE)
        return raw == ENGINE_RAW_VALUE;
    if (iterate_result_done(ctx)) {
        duk_pop(ctx);
        return false;
    }
    duk_get_prop_literal(ctx, -1, "value");
    duk_remove(ctx, -2);
    return true;
}

void iterate_close(duk_context *ctx, duk_idx_t i)
{
    duk_get_prop_literal(ctx, i, "return");
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        return;
    }
    builtin_require_callable(ctx, -1);
    duk_dup(ctx, i);
    duk_call_method(ctx, 0);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, -1));
    duk_pop(ctx);
}

static duk_ret_t close_safely(duk_context *ctx, void *udata)
{
    iterate_close(ctx, *(duk_idx_t *)udata);
    return 0;
}

void iterate_close_quietly(duk_context *ctx, duk_idx_t i)
{
    duk_require_stack(ctx, 8);
    duk_safe_call(ctx, close_safely, &i, 0, 1);
    duk_pop(ctx);
}

typedef struct {
    IterateBody body;
    void *udata;
    duk_idx_t at;
    bool in_body; /* an error now is the body's: the iterator is to be closed */
} Iteration;

static duk_ret_t run_iteration(duk_context *ctx, void *udata)
{
    Iteration *it = udata;

    while (iterate_step(ctx, it->at)) {
        it->in_body = true;
        if (!it->body(ctx, it->udata)) {
            it->in_body = false;
            iterate_close(ctx, it->at);
            break;
        }
        it->in_body = false;
    }
    return 0;
}

void iterate_record(duk_context *ctx, duk_idx_t i, IterateBody body, void *udata)
{
    Iteration it = { body, udata, duk_normalize_index(ctx, i), false };

    duk_require_stack(ctx, 16);
    if (duk_safe_call(ctx, run_iteration, &it, 0, 1) != DUK_EXEC_SUCCESS) {
        if (it.in_body)
            iterate_close_quietly(ctx, it.at);
        (void)duk_throw(ctx);
    }
    duk_pop(ctx);
}

bool iterate_is_plain_array(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(ctx);
    bool plain;

    if (!engine_is_array(ctx, i))
        return false;
    if (engine_is_plain_array(ctx, i))
        return true;
    duk_get_prop_literal(ctx, i, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    plain = intrinsic_is(ctx, -1, INTRINSIC_ARRAY_VALUES);
    if (plain) {
        intrinsic_push(ctx, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE);
        plain = engine_own_data(ctx, -1, "next") &&
                intrinsic_is(ctx, -1, INTRINSIC_ARRAY_ITERATOR_NEXT);
    }
    duk_set_top(ctx, top);
    return plain;
}

void iterate(duk_context *ctx, duk_idx_t i, IterateBody body, void *udata)
{
    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 16);
    if (iterate_is_plain_array(ctx, i)) {
        for (duk_uarridx_t n = 0; n < duk_get_length(ctx, i); n++) {
            duk_get_prop_index(ctx, i, n);
            if (!body(ctx, udata))
                break;
        }
        return;
    }
    iterate_open(ctx, i);
    iterate_record(ctx, -2, body, udata);
    duk_pop_2(ctx);
}
