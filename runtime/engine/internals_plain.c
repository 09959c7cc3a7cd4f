/* internals_plain.c: internals.h for a build on the engine's shared library. */
#include "runtime/engine/internals.h"

#include <stdio.h>
#include <string.h>

#include "runtime/engine/formals.h"

#if !SMEW_OWN_ENGINE

volatile int engine_poll;

bool engine_ignores_from(duk_context *ctx, duk_idx_t i, int n)
{
    (void)ctx;
    (void)i;
    (void)n;
    return false;
}

void engine_collect_soon(duk_context *ctx)
{
    (void)ctx;
}

/* A heap of the shared library can't be kept: the build doesn't try. */
bool engine_freeze(duk_context *ctx)
{
    (void)ctx;
    return false;
}

void engine_thaw(duk_context *ctx, const uint64_t seed[2])
{
    (void)ctx, (void)seed;
}

/* Nobody notes it: the report falls back to the error's stack. */
const EngineThrow *engine_last_throw(void)
{
    static const EngineThrow none;

    return &none;
}

void engine_frame(duk_context *ctx, duk_idx_t func, duk_idx_t flags_and_pc,
                  EngineFrame *out)
{
    (void)flags_and_pc;
    *out = (EngineFrame){ .native = duk_is_c_function(ctx, func) };
}

const char *engine_class(duk_context *ctx, duk_idx_t i)
{
    static const char *const names[] = {
        "Arguments",    "Boolean",          "Date",        "Number",
        "RegExp",       "String",           "Symbol",      "DataView",
        "ArrayBuffer",  "Int8Array",        "Uint8Array",  "Int16Array",
        "Uint16Array",  "Int32Array",       "Uint32Array", "Float32Array",
        "Float64Array", "Uint8ClampedArray"
    };
    const char *found = "Object";
    char text[48];

    if (!duk_is_object_coercible(ctx, i) || duk_is_primitive(ctx, i))
        return NULL;
    if (duk_is_function(ctx, i))
        return "Function";
    if (duk_is_array(ctx, i))
        return "Array";
    if (duk_is_error(ctx, i))
        return "Error";
    /* What Object.prototype.toString says, which users may change. */
    duk_dup(ctx, i);
    duk_push_global_object(ctx);
    duk_get_prop_string(ctx, -1, "Object");
    duk_get_prop_string(ctx, -1, "prototype");
    duk_get_prop_string(ctx, -1, "toString");
    duk_dup(ctx, -5);
    duk_call_method(ctx, 0);
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        snprintf(text, sizeof text, "[object %s]", names[k]);
        if (strcmp(duk_get_string_default(ctx, -1, ""), text) == 0)
            found = names[k];
    }
    duk_pop_n(ctx, 5);
    return found;
}

bool engine_push_proxy(duk_context *ctx, duk_idx_t i)
{
    (void)ctx;
    (void)i;
    return false;
}

void engine_push_extra_keys(duk_context *ctx, duk_idx_t i, bool all)
{
    duk_uarridx_t n = 0;

    i = duk_normalize_index(ctx, i);
    duk_push_array(ctx);
    duk_enum(ctx, i,
             DUK_ENUM_OWN_PROPERTIES_ONLY | DUK_ENUM_INCLUDE_SYMBOLS |
                 (all ? DUK_ENUM_INCLUDE_NONENUMERABLE : 0));
    while (duk_next(ctx, -1, 0)) {
        const char *key = duk_get_string(ctx, -1);

        if (key[0] >= '0' && key[0] <= '9')
            duk_pop(ctx);
        else
            duk_put_prop_index(ctx, -3, n++);
    }
    duk_pop(ctx);
}

#else
typedef int internals_plain_is_empty;
#endif
