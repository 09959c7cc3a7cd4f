/* lowered.c: putting the helpers in place. */
#include "runtime/builtins/lowered/lowered.h"

#include <stdio.h>

#include "runtime/engine/internals.h"

void lowered_define(duk_context *ctx, const ObjectFunction *f)
{
    for (; f->name != NULL; f++) {
        char name[32];
        ObjectFunction own = *f;

        snprintf(name, sizeof name, P "%s", f->name);
        own.name = name; /* stacks leave it out */
        object_push_function(ctx, &own);
        engine_define_helper(ctx, name);
    }
}

void lowered_install(duk_context *ctx)
{
    engine_realm_init(ctx);
    engine_restrict_functions(ctx);
    lowered_values(ctx);
    lowered_iteration(ctx);
    lowered_classes(ctx);
    lowered_coroutines(ctx);
    lowered_eval(ctx);
}

/* [ ] -> [ text ]: a key as a function's name shows it. */
static void push_name(duk_context *ctx, duk_idx_t key, const char *prefix)
{
    if (duk_is_symbol(ctx, key)) {
        duk_get_prop_literal(ctx, key, "description");
        if (duk_is_undefined(ctx, -1)) {
            duk_pop(ctx);
            duk_push_string(ctx, prefix);
            return;
        }
        duk_push_sprintf(ctx, "%s[%s]", prefix, duk_to_string(ctx, -1));
        duk_remove(ctx, -2);
        return;
    }
    duk_push_string(ctx, prefix);
    duk_dup(ctx, key);
    duk_to_string(ctx, -1);
    duk_concat(ctx, 2);
}

void lowered_name_function(duk_context *ctx, duk_idx_t i, duk_idx_t key,
                           const char *prefix)
{
    i = duk_normalize_index(ctx, i);
    push_name(ctx, duk_normalize_index(ctx, key), prefix);
    object_put(ctx, i, "name", OBJECT_C);
}

void lowered_define_property(duk_context *ctx, duk_idx_t i, unsigned attributes)
{
    duk_uint_t flags = DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_HAVE_WRITABLE |
                       DUK_DEFPROP_HAVE_ENUMERABLE | DUK_DEFPROP_HAVE_CONFIGURABLE;

    if (attributes & OBJECT_W)
        flags |= DUK_DEFPROP_WRITABLE;
    if (attributes & OBJECT_E)
        flags |= DUK_DEFPROP_ENUMERABLE;
    if (attributes & OBJECT_C)
        flags |= DUK_DEFPROP_CONFIGURABLE;
    duk_def_prop(ctx, i, flags);
}
