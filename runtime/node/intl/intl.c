/* intl.c: internalBinding('intl'), and the methods of String, Number, BigInt and Date
 * that speak a language. They load internal/intl when they are called; where ICU isn't
 * installed, the engine's own method answers. */
#include "runtime/node/intl/intl.h"

#include "common/bug.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/object.h"
#include "runtime/natives.h"
#include "runtime/node/intl/icu.h"

#define PLAIN DUK_HIDDEN_SYMBOL("plain")

void js_init_intl(duk_context *ctx)
{
    duk_push_object(ctx);
    intl_put_locale(ctx);
    intl_put_number(ctx);
    intl_put_date(ctx);
    intl_put_text(ctx);
    /* Where Intl's objects keep what they are, out of sight. */
    duk_push_string(ctx, DUK_HIDDEN_SYMBOL("intl"));
    duk_put_prop_literal(ctx, -2, "key");
}

/* ---- The methods of others ---- */

/* The engine's own method, with the same this and arguments. */
static duk_ret_t call_plain(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    duk_push_current_function(ctx);
    duk_get_prop_string(ctx, -1, PLAIN);
    duk_remove(ctx, -2);
    duk_push_this(ctx);
    for (duk_idx_t i = 0; i < n; i++)
        duk_dup(ctx, i);
    duk_call_method(ctx, n);
    return 1;
}

/* Calls module.name(…the n values on top…): [ values ] -> [ result ] */
static void call_module(duk_context *ctx, const char *module, const char *name,
                        duk_idx_t n)
{
    natives_require(ctx, module);
    duk_get_prop_string(ctx, -1, name);
    duk_remove(ctx, -2);
    duk_insert(ctx, -1 - n);
    duk_call(ctx, n);
}

/* [ locales options ] -> [ text ] of the primitive number this; magic 1: of a BigInt */
static duk_ret_t number_to_locale_string(duk_context *ctx)
{
    bool big = duk_get_current_magic(ctx) == 1;

    duk_push_this(ctx);
    /* valueOf refuses what is neither. */
    duk_get_global_string(ctx, big ? "BigInt" : "Number");
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_get_prop_literal(ctx, -1, "valueOf");
    duk_dup(ctx, 2);
    if (duk_pcall_method(ctx, 0) != 0 || !icu_is_there()) {
        duk_set_top(ctx, 2);
        return call_plain(ctx);
    }
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    call_module(ctx, "internal/intl/number", "toLocaleString", 3);
    return 1;
}

/* [ locales options ] -> [ text ]; magic: 0 date and time, 1 date, 2 time */
static duk_ret_t date_to_locale_string(duk_context *ctx)
{
    static const char *const required[] = { "any", "date", "time" };
    static const char *const defaults[] = { "all", "date", "time" };
    int which = duk_get_current_magic(ctx);

    duk_push_this(ctx);
    if (!icu_is_there()) {
        duk_pop(ctx);
        return call_plain(ctx);
    }
    duk_get_global_literal(ctx, "Date");
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_get_prop_literal(ctx, -1, "getTime");
    duk_dup(ctx, 2);
    duk_call_method(ctx, 0);
    duk_push_string(ctx, required[which]);
    duk_push_string(ctx, defaults[which]);
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    call_module(ctx, "internal/intl/date", "toLocaleString", 5);
    return 1;
}

/* this as a text, on top; throws for null and undefined */
static void push_this_text(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, -1))
        (void)duk_type_error(ctx, "String.prototype.%s called on null or undefined",
                             method);
    duk_to_string(ctx, -1);
}

/* [ that locales options ] -> [ number ] */
static duk_ret_t string_locale_compare(duk_context *ctx)
{
    push_this_text(ctx, "localeCompare");
    duk_to_string(ctx, 0);
    if (!icu_is_there()) {
        duk_pop(ctx);
        return call_plain(ctx);
    }
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    duk_dup(ctx, 2);
    call_module(ctx, "internal/intl/text", "compare", 4);
    return 1;
}

/* [ locales ] -> [ text ]; magic 1: upper. Only a few languages have a case of their own.
 */
static duk_ret_t string_locale_case(duk_context *ctx)
{
    bool upper = duk_get_current_magic(ctx) == 1;

    if (duk_is_undefined(ctx, 0) || !icu_is_there())
        return call_plain(ctx);
    push_this_text(ctx, upper ? "toLocaleUpperCase" : "toLocaleLowerCase");
    duk_dup(ctx, 0);
    duk_push_boolean(ctx, upper);
    call_module(ctx, "internal/intl/text", "toCase", 3);
    return 1;
}

typedef struct {
    const char *owner;
    ObjectFunction method;
} Method;

static void replace(duk_context *ctx, const Method *m)
{
    duk_get_global_string(ctx, m->owner);
    duk_get_prop_literal(ctx, -1, "prototype");
    object_push_function(ctx, &m->method);
    duk_get_prop_string(ctx, -2, m->method.name);
    duk_put_prop_string(ctx, -2, PLAIN);
    duk_push_string(ctx, m->method.name);
    duk_insert(ctx, -2);
    duk_def_prop(ctx, -3,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE |
                     DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_SET_CONFIGURABLE);
    duk_pop_2(ctx);
}

void intl_install(duk_context *ctx)
{
    static const Method methods[] = {
        { "String", { "localeCompare", string_locale_compare, 3, 1, 0 } },
        { "String", { "toLocaleLowerCase", string_locale_case, 1, 0, 0 } },
        { "String", { "toLocaleUpperCase", string_locale_case, 1, 0, 1 } },
        { "Number", { "toLocaleString", number_to_locale_string, 2, 0, 0 } },
        { "BigInt", { "toLocaleString", number_to_locale_string, 2, 0, 1 } },
        { "Date", { "toLocaleString", date_to_locale_string, 2, 0, 0 } },
        { "Date", { "toLocaleDateString", date_to_locale_string, 2, 0, 1 } },
        { "Date", { "toLocaleTimeString", date_to_locale_string, 2, 0, 2 } },
    };

    for (size_t i = 0; i < ARRAY_LEN(methods); i++)
        replace(ctx, &methods[i]);
}
