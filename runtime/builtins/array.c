/* array.c: what Array lacks. */
#include "runtime/builtins/install.h"
#include <stdio.h>

#include "runtime/builtins/iterate.h"

/* [ ] -> [ iterator ]; magic: the kind */
static duk_ret_t array_iterator(duk_context *ctx)
{
    static const char *const names[] = { "keys", "values", "entries" };
    IterateKind kind = (IterateKind)duk_get_current_magic(ctx);
    char name[48];

    snprintf(name, sizeof name, "Array.prototype.%s", names[kind]);
    builtin_push_this_object(ctx, name);
    iterate_push_array_iterator(ctx, kind);
    return 1;
}

void array_values_make(duk_context *ctx)
{
    static const ObjectFunction values = { "values", array_iterator, 0, 0,
                                           ITERATE_VALUES };

    object_push_function(ctx, &values);
    intrinsic_set(ctx, INTRINSIC_ARRAY_VALUES);
}

static const ObjectFunction methods[] = {
    { "keys", array_iterator, 0, 0, ITERATE_KEYS },
    { "entries", array_iterator, 0, 0, ITERATE_ENTRIES },
    { NULL, NULL, 0, 0, 0 },
};

void array_install(duk_context *ctx)
{
    duk_get_global_literal(ctx, "Array");
    builtin_put_species(ctx, -1);
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, methods);
    intrinsic_push(ctx, INTRINSIC_ARRAY_VALUES);
    duk_dup_top(ctx);
    object_put(ctx, -3, "values", OBJECT_WC);
    object_put(ctx, -2, "@@iterator", OBJECT_WC);
    duk_pop_2(ctx);
}
