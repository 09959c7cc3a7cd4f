/* error.c: AggregateError, Error.isError, and the cause of errors. The engine's own
 * constructors get theirs by engine/graft/error_cause.c. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"

/* [ value ] -> [ ]: onto the list below the top */
static bool collect(duk_context *ctx, void *udata)
{
    duk_idx_t list = *(duk_idx_t *)udata;

    duk_put_prop_index(ctx, list, (duk_uarridx_t)duk_get_length(ctx, list));
    return true;
}

/* [ errors message options ] -> [ error ] */
static duk_ret_t aggregate_error(duk_context *ctx)
{
    duk_idx_t list = 4;

    if (duk_is_constructor_call(ctx))
        builtin_push_prototype(ctx, INTRINSIC_AGGREGATE_ERROR_PROTOTYPE);
    else
        intrinsic_push(ctx, INTRINSIC_AGGREGATE_ERROR_PROTOTYPE);
    object_push_error(ctx);
    if (!duk_is_undefined(ctx, 1)) {
        duk_to_string(ctx, 1);
        duk_dup(ctx, 1);
        object_put(ctx, 3, "message", OBJECT_WC);
    }
    if (builtin_is_object(ctx, 2) && duk_has_prop_literal(ctx, 2, "cause")) {
        duk_get_prop_literal(ctx, 2, "cause");
        object_put(ctx, 3, "cause", OBJECT_WC);
    }
    duk_push_array(ctx);
    iterate(ctx, 0, collect, &list);
    duk_dup(ctx, list);
    object_put(ctx, 3, "errors", OBJECT_WC);
    duk_dup(ctx, 3);
    object_finish_error(ctx);
    return 1;
}

void aggregate_error_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "AggregateError", aggregate_error, 3, 2,
                                                0 };

    builtin_class(ctx, &constructor, INTRINSIC_AGGREGATE_ERROR,
                  INTRINSIC_AGGREGATE_ERROR_PROTOTYPE, NULL);
    duk_push_literal(ctx, "AggregateError");
    object_put(ctx, -2, "name", OBJECT_WC);
    duk_push_literal(ctx, "");
    object_put(ctx, -2, "message", OBJECT_WC);
    duk_get_global_literal(ctx, "Error");
    duk_dup_top(ctx);
    duk_set_prototype(ctx, -4);
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_set_prototype(ctx, -3);
}

/* [ value ] -> [ boolean ] */
static duk_ret_t error_is_error(duk_context *ctx)
{
    duk_push_boolean(ctx, duk_is_object(ctx, 0) && !meta_is_proxy(ctx, 0) &&
                              strcmp(engine_class(ctx, 0), "Error") == 0);
    return 1;
}

void error_install(duk_context *ctx)
{
    static const ObjectFunction statics[] = { { "isError", error_is_error, 1, 1, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    errors_take_options(ctx);
    duk_get_global_literal(ctx, "Error");
    object_put_functions(ctx, -1, statics);
    duk_pop(ctx);
}
