/* env.c: process.env: an object with the environment's variables, behind a proxy that
 * turns what is written into text and passes it on to the C library. Nothing else in the
 * process changes the environment, so what is read is the object's own. */
#include "runtime/node/env.h"

#include <stdlib.h>

#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"

extern char **environ;

/* [ target key value receiver ] -> [ true ] */
static duk_ret_t js_env_set(duk_context *ctx)
{
    if (duk_is_symbol(ctx, 1) || duk_is_symbol(ctx, 2)) {
        duk_push_error_object(ctx, DUK_ERR_TYPE_ERROR,
                              "Cannot convert a Symbol value to a string");
        return duk_throw(ctx);
    }
    duk_to_string(ctx, 2);
    if (duk_get_length(ctx, 1) > 0)
        setenv(js_to_utf8(ctx, 1).ptr, js_to_utf8(ctx, 2).ptr, 1);
    duk_dup(ctx, 1);
    duk_dup(ctx, 2);
    duk_put_prop(ctx, 0);
    duk_push_true(ctx);
    return 1;
}

/* [ target key ] -> [ true ] */
static duk_ret_t js_env_delete(duk_context *ctx)
{
    if (!duk_is_symbol(ctx, 1))
        unsetenv(js_to_utf8(ctx, 1).ptr);
    duk_dup(ctx, 1);
    duk_del_prop(ctx, 0);
    duk_push_true(ctx);
    return 1;
}

static void push_env(duk_context *ctx)
{
    static const JsFunction traps[] = {
        { "set", js_env_set, 4, 0 },
        { "deleteProperty", js_env_delete, 2, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    for (char **e = environ; *e != NULL; e++) {
        Str name, value;

        if (!str_cut(str_of(*e), '=', &name, &value) || name.len == 0)
            continue;
        js_push_utf8(ctx, name);
        js_push_utf8(ctx, value);
        duk_put_prop(ctx, -3);
    }
    duk_push_object(ctx);
    js_put_functions(ctx, traps);
    duk_push_proxy(ctx, 0);
}

#define ENV_FLAGS                                                                       \
    (DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE | DUK_DEFPROP_SET_CONFIGURABLE | \
     DUK_DEFPROP_SET_ENUMERABLE | DUK_DEFPROP_FORCE)

/* [ value ] -> [ ]: the value in the accessor's place */
static void settle(duk_context *ctx)
{
    duk_push_this(ctx);
    duk_push_string(ctx, "env");
    duk_dup(ctx, -3);
    duk_def_prop(ctx, -3, ENV_FLAGS);
    duk_pop_2(ctx);
}

/* [ ] -> [ env ] */
static duk_ret_t js_get_env(duk_context *ctx)
{
    push_env(ctx);
    duk_dup_top(ctx);
    settle(ctx);
    return 1;
}

/* [ value ] -> [ ] */
static duk_ret_t js_set_env(duk_context *ctx)
{
    duk_dup(ctx, 0);
    settle(ctx);
    return 0;
}

void env_put(duk_context *ctx)
{
    duk_push_string(ctx, "env");
    duk_push_c_function(ctx, js_get_env, 0);
    duk_push_c_function(ctx, js_set_env, 1);
    duk_def_prop(ctx, -4,
                 DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER |
                     DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_SET_ENUMERABLE |
                     DUK_DEFPROP_FORCE);
}
