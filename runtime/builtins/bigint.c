/* bigint.c: BigInt. Its values and operators are the engine unit's (engine/bigint.h). */
#include "runtime/engine/bigint.h"

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/install.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/meta.h"

/* [ value ] -> [ bigint ] */
static duk_ret_t bigint_constructor(duk_context *ctx)
{
    if (duk_is_constructor_call(ctx))
        builtin_type_error(ctx, "BigInt is not a constructor");
    duk_to_primitive(ctx, 0, DUK_HINT_NUMBER);
    if (!duk_is_number(ctx, 0)) {
        bigint_convert(ctx, 0);
        return 1;
    }
    if (!bigint_push_number(ctx, duk_get_number(ctx, 0)))
        builtin_range_error(ctx,
                            "The number %s cannot be converted to a BigInt because it "
                            "is not an integer",
                            builtin_describe(ctx, 0));
    return 1;
}

/* [ ] -> [ bigint ] */
static void push_this_bigint(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (slots_is(ctx, -1, SLOTS_BIGINT)) {
        slots_get(ctx, -1, 0);
        duk_remove(ctx, -2);
    }
    if (!bigint_is(ctx, -1))
        builtin_type_error(ctx, "BigInt.prototype.%s requires that 'this' be a BigInt",
                           method);
}

/* [ radix ] -> [ text ] */
static duk_ret_t bigint_to_string(duk_context *ctx)
{
    double radix = 10;

    push_this_bigint(ctx, "toString");
    if (!duk_is_undefined(ctx, 0))
        radix = builtin_to_integer(ctx, 0);
    if (radix < 2 || radix > 36)
        builtin_range_error(ctx, "toString() radix must be between 2 and 36");
    bigint_push_digits(ctx, 1, (int)radix);
    return 1;
}

/* [ ] -> [ text ]: groups of three digits */
static duk_ret_t bigint_to_locale_string(duk_context *ctx)
{
    duk_size_t len;
    const char *text;
    char *out, *p;

    push_this_bigint(ctx, "toLocaleString");
    bigint_push_digits(ctx, -1, 10);
    text = duk_get_lstring(ctx, -1, &len);
    out = p = duk_push_fixed_buffer(ctx, len * 2);
    for (duk_size_t k = 0; k < len; k++) {
        *p++ = text[k];
        if (text[k] != '-' && (len - k - 1) % 3 == 0 && k + 1 < len)
            *p++ = ',';
    }
    duk_push_lstring(ctx, out, (size_t)(p - out));
    return 1;
}

/* [ ] -> [ bigint ] */
static duk_ret_t bigint_value_of(duk_context *ctx)
{
    push_this_bigint(ctx, "valueOf");
    return 1;
}

/* [ bits bigint ] -> [ bigint ]; magic: signed */
static duk_ret_t bigint_wrap(duk_context *ctx)
{
    double bits = builtin_to_integer(ctx, 0);

    if (bits < 0 || bits > 9007199254740991.0)
        builtin_range_error(ctx, "Invalid value: not (convertible to) a safe integer");
    bigint_convert(ctx, 1);
    bigint_push_wrapped(ctx, 1, bits, duk_get_current_magic(ctx) != 0);
    return 1;
}

void bigint_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "BigInt", bigint_constructor, 1, 1, 0 };
    static const ObjectFunction statics[] = { { "asUintN", bigint_wrap, 2, 2, 0 },
                                              { "asIntN", bigint_wrap, 2, 2, 1 },
                                              { NULL, NULL, 0, 0, 0 } };
    static const ObjectFunction methods[] = {
        { "toLocaleString", bigint_to_locale_string, 0, 0, 0 },
        { "toString", bigint_to_string, 1, 0, 0 },
        { "valueOf", bigint_value_of, 0, 0, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    builtin_class(ctx, &constructor, INTRINSIC_BIGINT, INTRINSIC_BIGINT_PROTOTYPE,
                  "BigInt");
    object_put_functions(ctx, -2, statics);
    object_put_functions(ctx, -1, methods);
    js_engine(ctx)->bigint_prototype = duk_get_heapptr(ctx, -1);
}

/* [ ] -> [ prototype ] */
static void make_prototype(duk_context *ctx)
{
    intrinsic_push(ctx, INTRINSIC_BIGINT_PROTOTYPE);
}

/* [ value? ] -> [ number ]: Number, which takes BigInts. */
static duk_ret_t number_constructor(duk_context *ctx)
{
    if (duk_get_top(ctx) == 0)
        duk_push_int(ctx, 0);
    duk_set_top(ctx, 1);
    duk_to_primitive(ctx, 0, DUK_HINT_NUMBER);
    if (bigint_is(ctx, 0))
        duk_push_number(ctx, bigint_to_number(ctx, 0));
    else
        duk_push_number(ctx, duk_to_number(ctx, 0));
    if (!duk_is_constructor_call(ctx))
        return 1;
    duk_to_object(ctx, -1);
    duk_get_global_literal(ctx, "Number");
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_push_new_target(ctx);
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_set_prototype(ctx, duk_is_object(ctx, -1) ? -5 : (duk_pop_2(ctx), -3));
    duk_set_top(ctx, 2);
    return 1;
}

/* Number with the engine's prototype and constants. */
static void install_number(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Number", number_constructor, DUK_VARARGS,
                                                1, 0 };
    duk_uarridx_t n;

    object_push_constructor(ctx, &constructor);
    duk_get_global_literal(ctx, "Number");
    meta_own_keys(ctx, -1, META_STRINGS);
    n = (duk_uarridx_t)duk_get_length(ctx, -1);
    for (duk_uarridx_t k = 0; k < n; k++) { /* [ new old keys ] */
        duk_get_prop_index(ctx, -1, k);
        if (meta_has_own(ctx, -4, -1)) {
            duk_pop(ctx);
            continue;
        }
        duk_dup_top(ctx);
        meta_get_own(ctx, -4);
        meta_define(ctx, -5);
    }
    duk_pop(ctx);
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_remove(ctx, -2);
    builtin_join_class(ctx);
    duk_pop(ctx);
    duk_push_global_object(ctx);
    duk_dup(ctx, -2);
    object_put(ctx, -2, "Number", OBJECT_WC);
    duk_pop_2(ctx);
}

void bigint_install(duk_context *ctx)
{
    install_number(ctx);
    js_engine(ctx)->make_bigint = make_prototype;
}
