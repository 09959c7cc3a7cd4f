/* proxy.c: Proxy. Its traps are asked in engine/unit/proxy.c. A revoked proxy gets a
 * handler whose every trap throws when it is looked for. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/builtins.h"
#include "runtime/engine/meta.h"

static const char *const traps[] = {
    "get",
    "set",
    "has",
    "deleteProperty",
    "ownKeys",
    "apply",
    "construct",
    "getPrototypeOf",
    "isExtensible",
    "setPrototypeOf",
    "defineProperty",
    "preventExtensions",
    "getOwnPropertyDescriptor",
};

/* [ ] -> throws; magic: the trap */
static duk_ret_t revoked_trap(duk_context *ctx)
{
    builtin_type_error(ctx, "Cannot perform '%s' on a proxy that has been revoked",
                       traps[duk_get_current_magic(ctx)]);
}

void revoked_handler_make(duk_context *ctx)
{
    duk_push_bare_object(ctx);
    intrinsic_set(ctx, INTRINSIC_REVOKED_HANDLER);
    for (size_t k = 0; k < sizeof traps / sizeof *traps; k++) {
        ObjectAccessor a[] = { { traps[k], revoked_trap, NULL, (short)k },
                               { NULL, NULL, NULL, 0 } };

        object_put_accessors(ctx, -1, a);
    }
}

/* [ target handler ] -> [ target handler proxy ] */
static void push_proxy(duk_context *ctx)
{
    if (!builtin_is_object(ctx, 0) || !builtin_is_object(ctx, 1))
        builtin_type_error(ctx,
                           "Cannot create proxy with a non-object as target or handler");
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    meta_push_proxy(ctx);
}

/* [ target handler ] -> [ proxy ] */
static duk_ret_t proxy_constructor(duk_context *ctx)
{
    builtin_require_new(ctx, "Proxy");
    push_proxy(ctx);
    return 1;
}

/* [ ] -> [ ] */
static duk_ret_t revoke_proxy(duk_context *ctx)
{
    slots_get_callee(ctx, 0);
    if (duk_is_null(ctx, 0))
        return 0;
    duk_push_current_function(ctx);
    duk_push_null(ctx);
    slots_put(ctx, 1, 0);
    intrinsic_push(ctx, INTRINSIC_REVOKED_HANDLER);
    meta_replace_handler(ctx, 0);
    return 0;
}

/* [ target handler ] -> [ { proxy, revoke } ] */
static duk_ret_t proxy_revocable(duk_context *ctx)
{
    push_proxy(ctx);
    duk_push_object(ctx);
    duk_dup(ctx, 2);
    duk_put_prop_literal(ctx, -2, "proxy");
    slots_push_closure(ctx, revoke_proxy, 0, 0, 1);
    duk_dup(ctx, 2);
    slots_put(ctx, -2, 0);
    duk_put_prop_literal(ctx, -2, "revoke");
    return 1;
}

void proxy_install(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Proxy", proxy_constructor, 2, 2, 0 };
    static const ObjectFunction statics[] = { { "revocable", proxy_revocable, 2, 2, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    duk_push_global_object(ctx);
    object_push_constructor(ctx, &constructor);
    object_put_functions(ctx, -1, statics);
    object_put(ctx, -2, "Proxy", OBJECT_WC);
    duk_pop(ctx);
}
