/* reflect.c: Reflect.construct with a new.target of its own. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/builtins.h"

/* [ object ] -> [ … elements ]: CreateListFromArrayLike; gives their number. */
static duk_idx_t push_list(duk_context *ctx, duk_idx_t i)
{
    double n;

    if (!builtin_is_object(ctx, i))
        builtin_type_error(ctx, "CreateListFromArrayLike called on non-object");
    n = builtin_length(ctx, i);
    if (n > 1000000 || !duk_check_stack(ctx, (duk_idx_t)n + 16))
        builtin_range_error(ctx, "Maximum call stack size exceeded");
    for (duk_idx_t k = 0; k < (duk_idx_t)n; k++)
        duk_get_prop_index(ctx, i, (duk_uarridx_t)k);
    return (duk_idx_t)n;
}

/* [ target list newTarget? ] -> [ object ] */
static duk_ret_t reflect_construct(duk_context *ctx)
{
    duk_idx_t n;

    if (!object_is_constructor(ctx, 0))
        builtin_type_error(ctx, "%s is not a constructor", builtin_describe(ctx, 0));
    if (duk_get_top(ctx) < 3) {
        duk_set_top(ctx, 2);
        duk_dup(ctx, 0);
    }
    if (!object_is_constructor(ctx, 2))
        builtin_type_error(ctx, "%s is not a constructor", builtin_describe(ctx, 2));
    duk_set_top(ctx, 3);
    duk_dup(ctx, 0);
    duk_dup(ctx, 2);
    n = push_list(ctx, 1);
    object_construct(ctx, n);
    return 1;
}

void reflect_install(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "construct", reflect_construct, DUK_VARARGS, 2, 0 }, { NULL, NULL, 0, 0, 0 }
    };

    duk_get_global_literal(ctx, "Reflect");
    object_put_functions(ctx, -1, fns);
    builtin_put_tag(ctx, -1, "Reflect");
    duk_pop(ctx);
}
