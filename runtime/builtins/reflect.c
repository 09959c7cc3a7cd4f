/* reflect.c: Reflect, over the internal methods of engine/meta.h. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/builtins.h"
#include "runtime/engine/array.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/meta.h"

/* [ object ] -> [ … elements ]: CreateListFromArrayLike; gives their number. */
static duk_idx_t push_list(duk_context *ctx, duk_idx_t i)
{
    double n;

    if (!builtin_is_object(ctx, i))
        builtin_type_error(ctx, "CreateListFromArrayLike called on non-object");
    n = builtin_length(ctx, i);
    if (n > 1000000 || !duk_check_stack(ctx, (duk_idx_t)n + 16))
        builtin_range_error(ctx, "Maximum call stack size exceeded");
    for (duk_idx_t k = 0; k < (duk_idx_t)n; k++) {
        if (!array_get(ctx, i, k))
            duk_get_prop_index(ctx, i, (duk_uarridx_t)k);
    }
    return (duk_idx_t)n;
}

static void require_target(duk_context *ctx, const char *method)
{
    if (!builtin_is_object(ctx, 0))
        builtin_type_error(ctx, "Reflect.%s called on non-object", method);
}

/* "a string", "an object"; of null there is but one. */
static const char *kind_with_article(duk_context *ctx, duk_idx_t i)
{
    static const char *const kinds[] = { "a undefined", "a undefined", "null",
                                         "a boolean",   "a number",    "a string",
                                         "an object" };

    if (duk_is_symbol(ctx, i))
        return "a symbol";
    if (bigint_is(ctx, i))
        return "a bigint";
    return duk_is_object(ctx, i) ? "an object" : kinds[duk_get_type(ctx, i)];
}

/* [ target this list ] -> [ result ] */
static duk_ret_t reflect_apply(duk_context *ctx)
{
    duk_idx_t n;

    if (!duk_is_function(ctx, 0))
        builtin_type_error(ctx,
                           "Function.prototype.apply was called on %s, which is %s and "
                           "not a function",
                           builtin_describe(ctx, 0), kind_with_article(ctx, 0));
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    n = push_list(ctx, 2);
    duk_call_method(ctx, n);
    return 1;
}

/* [ target list newTarget? ] -> [ object ] */
static duk_ret_t reflect_construct(duk_context *ctx)
{
    duk_idx_t n;

    if (duk_get_top(ctx) < 2)
        duk_set_top(ctx, 2);
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

/* [ target key descriptor ] -> [ bool ] */
static duk_ret_t reflect_define(duk_context *ctx)
{
    require_target(ctx, "defineProperty");
    duk_push_boolean(ctx, meta_define(ctx, 0));
    return 1;
}

/* [ target key ] -> [ bool ] */
static duk_ret_t reflect_delete(duk_context *ctx)
{
    require_target(ctx, "deleteProperty");
    duk_push_boolean(ctx, meta_delete(ctx, 0));
    return 1;
}

/* [ target key receiver? ] -> [ value ] */
static duk_ret_t reflect_get(duk_context *ctx)
{
    duk_idx_t receiver = duk_get_top(ctx) > 2 ? 2 : 0;

    duk_set_top(ctx, 3);
    require_target(ctx, "get");
    duk_dup(ctx, 1);
    meta_get(ctx, 0, receiver);
    return 1;
}

/* [ target key value receiver? ] -> [ bool ] */
static duk_ret_t reflect_set(duk_context *ctx)
{
    duk_idx_t receiver = duk_get_top(ctx) > 3 ? 3 : 0;

    duk_set_top(ctx, 4);
    require_target(ctx, "set");
    duk_dup(ctx, 1);
    duk_dup(ctx, 2);
    duk_push_boolean(ctx, meta_set(ctx, 0, receiver));
    return 1;
}

/* [ target key ] -> [ descriptor ] */
static duk_ret_t reflect_descriptor(duk_context *ctx)
{
    require_target(ctx, "getOwnPropertyDescriptor");
    meta_get_own(ctx, 0);
    return 1;
}

/* [ target ] -> [ prototype ] */
static duk_ret_t reflect_get_prototype(duk_context *ctx)
{
    require_target(ctx, "getPrototypeOf");
    meta_get_prototype(ctx, 0);
    return 1;
}

/* [ target prototype ] -> [ bool ] */
static duk_ret_t reflect_set_prototype(duk_context *ctx)
{
    require_target(ctx, "setPrototypeOf");
    if (!duk_is_null(ctx, 1) && !builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "Object prototype may only be an Object or null: %s",
                           builtin_describe(ctx, 1));
    duk_push_boolean(ctx, meta_set_prototype(ctx, 0));
    return 1;
}

/* [ target key ] -> [ bool ] */
static duk_ret_t reflect_has(duk_context *ctx)
{
    require_target(ctx, "has");
    duk_push_boolean(ctx, meta_has(ctx, 0));
    return 1;
}

/* [ target ] -> [ bool ] */
static duk_ret_t reflect_is_extensible(duk_context *ctx)
{
    require_target(ctx, "isExtensible");
    duk_push_boolean(ctx, meta_is_extensible(ctx, 0));
    return 1;
}

/* [ target ] -> [ bool ] */
static duk_ret_t reflect_prevent_extensions(duk_context *ctx)
{
    require_target(ctx, "preventExtensions");
    duk_push_boolean(ctx, meta_prevent_extensions(ctx, 0));
    return 1;
}

/* [ target ] -> [ keys ] */
static duk_ret_t reflect_own_keys(duk_context *ctx)
{
    require_target(ctx, "ownKeys");
    meta_own_keys(ctx, 0, META_STRINGS | META_SYMBOLS);
    return 1;
}

void reflect_install(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "defineProperty", reflect_define, 3, 3, 0 },
        { "deleteProperty", reflect_delete, 2, 2, 0 },
        { "apply", reflect_apply, 3, 3, 0 },
        { "construct", reflect_construct, DUK_VARARGS, 2, 0 },
        { "get", reflect_get, DUK_VARARGS, 2, 0 },
        { "getOwnPropertyDescriptor", reflect_descriptor, 2, 2, 0 },
        { "getPrototypeOf", reflect_get_prototype, 1, 1, 0 },
        { "has", reflect_has, 2, 2, 0 },
        { "isExtensible", reflect_is_extensible, 1, 1, 0 },
        { "ownKeys", reflect_own_keys, 1, 1, 0 },
        { "preventExtensions", reflect_prevent_extensions, 1, 1, 0 },
        { "set", reflect_set, DUK_VARARGS, 3, 0 },
        { "setPrototypeOf", reflect_set_prototype, 2, 2, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    duk_get_global_literal(ctx, "Reflect");
    object_put_functions(ctx, -1, fns);
    builtin_put_tag(ctx, -1, "Reflect");
    duk_pop(ctx);
}
