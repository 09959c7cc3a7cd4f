/* function.c: Function.prototype.toString: the text of the source, where there is one. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/engine/internals.h"

/* [ ] -> [ text ] */
static duk_ret_t function_to_string(duk_context *ctx)
{
    const char *name = "";

    duk_push_this(ctx);
    if (!duk_is_callable(ctx, 0))
        builtin_type_error(
            ctx, "Function.prototype.toString requires that 'this' be a Function");
    lowered_push_body(ctx, 0);
    if (origin_push_text(ctx, -1))
        return 1;
    if (duk_is_c_function(ctx, 0) && engine_own_data(ctx, 0, "name") &&
        duk_is_string(ctx, -1))
        name = duk_get_string(ctx, -1);
    duk_push_literal(ctx, "function ");
    duk_push_string(ctx, name);
    duk_push_literal(ctx, "() { [native code] }");
    duk_concat(ctx, 3);
    return 1;
}

void function_install(duk_context *ctx)
{
    static const ObjectFunction functions[] = {
        { "toString", function_to_string, 0, 0, 0 }, { NULL, NULL, 0, 0, 0 }
    };

    duk_get_global_literal(ctx, "Function");
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, functions);
    duk_pop_2(ctx);
}
