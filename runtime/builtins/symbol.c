/* symbol.c: the well-known symbols that the engine doesn't have, and description. */
#include "common/bug.h"
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/install.h"
#include "runtime/engine/internals.h"

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
    builtin_type_error(ctx, "%s requires that 'this' be a Symbol", method);
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

/* [ hint ] -> [ symbol ] */
static duk_ret_t symbol_to_primitive(duk_context *ctx)
{
    push_this_symbol(ctx, "Symbol.prototype [ @@toPrimitive ]");
    return 1;
}

/* [ ] -> [ text | symbol ]; magic: toString */
static duk_ret_t symbol_value(duk_context *ctx)
{
    bool text = duk_get_current_magic(ctx) != 0;

    push_this_symbol(ctx,
                     text ? "Symbol.prototype.toString" : "Symbol.prototype.valueOf");
    if (text)
        engine_push_symbol_text(ctx, -1);
    return 1;
}

/* [ value ] -> [ bool ] */
static duk_ret_t function_has_instance(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!duk_is_function(ctx, 1))
        duk_push_false(ctx);
    else
        duk_push_boolean(ctx, object_has_instance(ctx, 0, 1));
    return 1;
}

/* Date.prototype[Symbol.toPrimitive]: [ hint ] -> [ primitive ] */
static duk_ret_t date_to_primitive(duk_context *ctx)
{
    const char *hint =
        duk_is_string(ctx, 0) && !duk_is_symbol(ctx, 0) ? duk_get_string(ctx, 0) : "";
    bool number = strcmp(hint, "number") == 0;

    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "Date.prototype [ @@toPrimitive ] called on non-object");
    if (!number && strcmp(hint, "string") != 0 && strcmp(hint, "default") != 0)
        builtin_type_error(ctx, "Invalid hint: %s", builtin_describe(ctx, 0));
    for (int k = 0; k < 2; k++) {
        duk_get_prop_string(ctx, 1, (k == 0) == number ? "valueOf" : "toString");
        if (duk_is_function(ctx, -1)) {
            duk_dup(ctx, 1);
            duk_call_method(ctx, 0);
            if (!builtin_is_object(ctx, -1))
                return 1;
        }
        duk_pop(ctx);
    }
    builtin_type_error(ctx, "Cannot convert object to primitive value");
}

static void put_conversions(duk_context *ctx)
{
    static const ObjectFunction of_symbol[] = { { "toString", symbol_value, 0, 0, 1 },
                                                { "valueOf", symbol_value, 0, 0, 0 },
                                                { NULL, NULL, 0, 0, 0 } };
    static const ObjectFunction primitive = { "@@toPrimitive", symbol_to_primitive, 1, 1,
                                              0 };
    static const ObjectFunction date = { "@@toPrimitive", date_to_primitive, 1, 1, 0 };
    static const ObjectFunction instance = { "@@hasInstance", function_has_instance, 1, 1,
                                             0 };

    object_put_functions(ctx, -1, of_symbol);
    object_push_function(ctx, &primitive);
    object_put(ctx, -2, "@@toPrimitive", OBJECT_C);
    duk_get_global_literal(ctx, "Date");
    duk_get_prop_literal(ctx, -1, "prototype");
    object_push_function(ctx, &date);
    object_put(ctx, -2, "@@toPrimitive", OBJECT_C);
    duk_get_global_literal(ctx, "Function");
    duk_get_prop_literal(ctx, -1, "prototype");
    object_push_function(ctx, &instance);
    object_put(ctx, -2, "@@hasInstance", 0);
    duk_pop_n(ctx, 4);
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
    put_conversions(ctx);
    duk_pop_2(ctx);
}
