/* string.c: what String lacks. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"

static const ObjectFunction methods[] = {
    { "@@iterator", string_iterator, 0, 0, 0 },
    { NULL, NULL, 0, 0, 0 },
};

void string_install(duk_context *ctx)
{
    duk_get_global_literal(ctx, "String");
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, methods);
    duk_pop_2(ctx);
}
