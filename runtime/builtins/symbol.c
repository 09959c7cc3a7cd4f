/* symbol.c: the well-known symbols that the engine doesn't have, and description. */
#include "common/bug.h"
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/install.h"

/* [ ] -> [ symbol ]: thisSymbolValue */
static void push_this_symbol(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (duk_is_object(ctx, -1) && duk_is_symbol(ctx, -1) == 0) {
        /* A Symbol object's value. */
        if (object_push_primitive(ctx, -1) && duk_is_symbol(ctx, -1))
            return;
    } else if (duk_is_symbol(ctx, -1)) {
        return;
    }
    builtin_wrong_receiver(ctx, method);
}

/* [ ] -> [ text | undefined ]. The engine's symbols are strings: a byte for the kind, the
 * description, and for local ones 0xFF and what makes them unique. */
static duk_ret_t get_description(duk_context *ctx)
{
    const char *p, *end;
    duk_size_t len;

    push_this_symbol(ctx, "Symbol.prototype.description");
    p = duk_get_lstring(ctx, -1, &len);
    if (p[0] == '\x80') { /* Symbol.for */
        duk_push_lstring(ctx, p + 1, len - 1);
        return 1;
    }
    end = p + len;
    /* "\x81 description \xFF unique [\xFF]"; with a further 0xFF there was none. */
    if (end > p && end[-1] == '\xFF' && len >= 2 && memchr(p + 1, 0xFF, len - 2) != NULL)
        return 0;
    for (const char *q = p + 1; q < end; q++) {
        if (*q == '\xFF') {
            duk_push_lstring(ctx, p + 1, (duk_size_t)(q - p - 1));
            return 1;
        }
    }
    return 0;
}

void symbol_install(duk_context *ctx)
{
    static const char *const names[] = {
        "asyncIterator", "match", "matchAll",    "replace", "search",
        "species",       "split", "unscopables", "dispose", "asyncDispose",
    };
    static const ObjectAccessor accessors[] = {
        { "description", get_description, NULL, 0 }, { NULL, NULL, NULL, 0 }
    };

    duk_get_global_literal(ctx, "Symbol");
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        duk_push_sprintf(ctx, "\x81Symbol.%s\xff", names[i]);
        object_put(ctx, -2, names[i], 0);
    }
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_accessors(ctx, -1, accessors);
    duk_pop_2(ctx);
}
