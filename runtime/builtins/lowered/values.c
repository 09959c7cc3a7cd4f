/* values.c: helpers for variables, templates, literals and operators. */
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/engine/array.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"
#include "runtime/engine/json.h"

/* ---- Variables ---- */

static duk_ret_t uninitialized(duk_context *ctx)
{
    engine_push_uninitialized(ctx);
    return 1;
}

static duk_ret_t check_initialized(duk_context *ctx)
{
    if (!engine_is_uninitialized(ctx, 0)) {
        duk_dup(ctx, 0);
        return 1;
    }
    (void)duk_error(ctx, DUK_ERR_REFERENCE_ERROR,
                    "Cannot access '%s' before initialization", duk_get_string(ctx, 1));
    return 0;
}

/* [ name ] -> [ reference ]: see compiler/lower_with.c */
static duk_ret_t reference(duk_context *ctx)
{
    engine_push_reference(ctx);
    return 1;
}

/* [ reference name strict ] -> [ value ] */
static duk_ret_t reference_get(duk_context *ctx)
{
    engine_reference_get(ctx, 0, 1, duk_get_int(ctx, 2) != 0);
    return 1;
}

/* [ reference name strict value ] -> [ value ] */
static duk_ret_t reference_put(duk_context *ctx)
{
    engine_reference_put(ctx, 0, 1, 3, duk_get_int(ctx, 2) != 0);
    duk_dup(ctx, 3);
    return 1;
}

/* [ message ]: a call that is assigned to */
static duk_ret_t bad_target(duk_context *ctx)
{
    return duk_error(ctx, DUK_ERR_REFERENCE_ERROR, "%s", duk_get_string(ctx, 0));
}

/* A parameter's default that means its own or a later parameter. */
static duk_ret_t too_early(duk_context *ctx)
{
    return duk_error(ctx, DUK_ERR_REFERENCE_ERROR,
                     "Cannot access '%s' before initialization", duk_get_string(ctx, 0));
}

static duk_ret_t assign_constant(duk_context *ctx)
{
    (void)ctx;
    builtin_type_error(ctx, "Assignment to constant variable.");
}

/* [ name value const? ] */
static duk_ret_t init_lexical(duk_context *ctx)
{
    bool is_const = duk_get_int_default(ctx, 2, 0) != 0;

    duk_dup(ctx, 1);
    engine_lexical_init(ctx, 0, is_const);
    return 0;
}

/* ---- Templates and literals ---- */

static duk_ret_t template_text(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    for (duk_idx_t i = 0; i < n; i++) {
        if (duk_is_symbol(ctx, i))
            builtin_type_error(ctx, "Cannot convert a Symbol value to a string");
        if (!duk_is_string(ctx, i))
            duk_to_string(ctx, i);
    }
    duk_concat(ctx, n);
    return 1;
}

/* [ cooked raw ] -> the template object */
static duk_ret_t template_object(duk_context *ctx)
{
    meta_seal(ctx, 1, true);
    duk_push_literal(ctx, "raw");
    duk_dup(ctx, 1);
    lowered_define_property(ctx, 0, 0);
    meta_seal(ctx, 0, true);
    duk_dup(ctx, 0);
    return 1;
}

/* ---- Operators ---- */

/* [ x y ] -> [ x ** y ] */
static duk_ret_t power(duk_context *ctx)
{
    bigint_operate(ctx, BIGINT_POW);
    return 1;
}

/* [ x ] -> [ numeric ] */
static duk_ret_t numeric(duk_context *ctx)
{
    bigint_to_numeric(ctx, 0);
    return 1;
}

/* [ numeric ] -> [ numeric ]; magic: which way */
static duk_ret_t step(duk_context *ctx)
{
    bigint_operate_unary(ctx, duk_get_current_magic(ctx) > 0 ? BIGINT_INC : BIGINT_DEC);
    return 1;
}

/* [ digits ] -> [ bigint ]: a literal's value, made once for each text. */
static duk_ret_t bigint_literal(duk_context *ctx)
{
    js_stash_get(ctx, "bigints");
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_bare_object(ctx);
        duk_dup_top(ctx);
        js_stash_put(ctx, "bigints");
    }
    duk_dup(ctx, 0);
    if (duk_get_prop(ctx, 1))
        return 1;
    if (!bigint_push_text(ctx, 0))
        builtin_type_error(ctx, "%s is no BigInt literal", duk_get_string(ctx, 0));
    duk_dup(ctx, 0);
    duk_dup(ctx, -2);
    duk_put_prop(ctx, 1);
    return 1;
}

/* ---- Destructuring ---- */

static duk_ret_t require_object(duk_context *ctx)
{
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "Cannot destructure '%s' as it is %s.",
                           builtin_describe(ctx, 0),
                           duk_is_null(ctx, 0) ? "null" : "undefined");
    duk_dup(ctx, 0);
    return 1;
}

static void property_key(duk_context *ctx, duk_idx_t i)
{
    duk_to_primitive(ctx, i, DUK_HINT_STRING);
    if (!duk_is_symbol(ctx, i))
        duk_to_string(ctx, i);
}

static duk_ret_t to_property_key(duk_context *ctx)
{
    property_key(ctx, 0);
    duk_dup(ctx, 0);
    return 1;
}

static bool is_excluded(duk_context *ctx, duk_idx_t keys, duk_idx_t key)
{
    duk_size_t n = duk_get_length(ctx, keys);
    bool found = false;

    for (duk_size_t i = 0; i < n && !found; i++) {
        duk_get_prop_index(ctx, keys, (duk_uarridx_t)i);
        found = duk_strict_equals(ctx, -1, key);
        duk_pop(ctx);
    }
    return found;
}

/* Own enumerable properties of the value at `from`, without those named, onto the object
 * at `to` (CopyDataProperties). */
static void copy_properties(duk_context *ctx, duk_idx_t from, duk_idx_t to,
                            duk_idx_t excluded)
{
    duk_idx_t top = duk_get_top(ctx), keys;
    duk_size_t n;

    /* Of what is no object only strings have properties of their own. */
    if (!builtin_is_object(ctx, from) &&
        (!duk_is_string(ctx, from) || duk_is_symbol(ctx, from)))
        return;
    if (engine_copy_plain(ctx, from, to, excluded))
        return;
    duk_require_stack(ctx, 16);
    duk_dup(ctx, from);
    duk_to_object(ctx, -1);
    from = top;
    js_stash_get(ctx, "ownKeys");
    duk_dup(ctx, from);
    duk_call(ctx, 1);
    keys = top + 1;
    n = duk_get_length(ctx, keys);
    for (duk_size_t i = 0; i < n; i++) {
        duk_get_prop_index(ctx, keys, (duk_uarridx_t)i);
        if (excluded >= 0 && is_excluded(ctx, excluded, keys + 1)) {
            duk_pop(ctx);
            continue;
        }
        js_stash_get(ctx, "ownProperty");
        duk_dup(ctx, from);
        duk_dup(ctx, -3);
        duk_call(ctx, 2);
        if (!duk_is_object(ctx, -1) || !duk_get_prop_literal(ctx, -1, "enumerable") ||
            !duk_to_boolean(ctx, -1)) {
            duk_set_top(ctx, keys + 1);
            continue;
        }
        duk_pop_2(ctx);
        duk_dup_top(ctx);
        duk_get_prop(ctx, from);
        lowered_define_property(ctx, to, OBJECT_WC | OBJECT_E);
        duk_set_top(ctx, keys + 1);
    }
    duk_set_top(ctx, top);
}

/* [ value excluded ] */
static duk_ret_t object_rest(duk_context *ctx)
{
    duk_push_object(ctx);
    copy_properties(ctx, 0, 2, 1);
    duk_set_top(ctx, 3);
    return 1;
}

/* ---- Objects ---- */

enum { OBJECT_VALUE, OBJECT_METHOD, OBJECT_GET, OBJECT_SET, OBJECT_SPREAD, OBJECT_PROTO };
#define OBJECT_NAME 8

static void set_literal_prototype(duk_context *ctx, duk_idx_t object)
{
    if (duk_is_null(ctx, -1)) {
        duk_pop(ctx);
        duk_push_undefined(ctx);
        duk_set_prototype(ctx, object);
    } else if (builtin_is_object(ctx, -1)) {
        duk_set_prototype(ctx, object);
    } else {
        duk_pop(ctx);
    }
}

/* [ key value ] -> [ ] onto the object at 0 */
static void put_coded(duk_context *ctx, int kind)
{
    static const char *const prefixes[] = { "", "", "get ", "set " };
    int plain = kind & 7;

    if (plain == OBJECT_SPREAD) {
        copy_properties(ctx, duk_normalize_index(ctx, -2), 0, -1);
        duk_pop_2(ctx);
        return;
    }
    if (plain == OBJECT_PROTO) {
        set_literal_prototype(ctx, 0);
        duk_pop(ctx);
        return;
    }
    if (kind == OBJECT_VALUE && engine_define_plain(ctx, 0))
        return;
    property_key(ctx, duk_normalize_index(ctx, -2));
    if (kind & OBJECT_NAME || plain == OBJECT_METHOD || plain == OBJECT_GET ||
        plain == OBJECT_SET) {
        duk_get_prop_literal(ctx, -1, "name");
        if (duk_is_string(ctx, -1) && duk_get_length(ctx, -1) == 0) {
            duk_pop(ctx);
            lowered_name_function(ctx, -1, -2, prefixes[plain]);
        } else {
            duk_pop(ctx);
        }
    }
    if (plain == OBJECT_GET || plain == OBJECT_SET)
        duk_def_prop(ctx, 0,
                     (plain == OBJECT_GET ? DUK_DEFPROP_HAVE_GETTER
                                          : DUK_DEFPROP_HAVE_SETTER) |
                         DUK_DEFPROP_SET_ENUMERABLE | DUK_DEFPROP_SET_CONFIGURABLE |
                         DUK_DEFPROP_FORCE);
    else
        lowered_define_property(ctx, 0, OBJECT_WC | OBJECT_E);
}

/* [ object kind key value … ] or [ object [ 0 kind key value … ] ] */
static duk_ret_t object_literal(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    if (n == 2) {
        duk_size_t len = duk_get_length(ctx, 1);

        for (duk_size_t i = 1; i + 2 < len + 0; i += 3) {
            int kind;

            duk_get_prop_index(ctx, 1, (duk_uarridx_t)i);
            kind = duk_to_int(ctx, -1);
            duk_pop(ctx);
            duk_get_prop_index(ctx, 1, (duk_uarridx_t)(i + 1));
            duk_get_prop_index(ctx, 1, (duk_uarridx_t)(i + 2));
            put_coded(ctx, kind);
        }
        duk_set_top(ctx, 1);
        return 1;
    }
    for (duk_idx_t i = 1; i + 2 < n; i += 3) {
        int kind = duk_to_int(ctx, i);

        duk_dup(ctx, i + 1);
        duk_dup(ctx, i + 2);
        put_coded(ctx, kind);
    }
    duk_set_top(ctx, 1);
    return 1;
}

/* ---- Large literals ---- */

/* [ json ] */
static duk_ret_t data_literal(duk_context *ctx)
{
    JsonError error;

    if (!json_parse_text(ctx, 0, &error))
        builtin_type_error(ctx, "a literal's text is damaged");
    return 1;
}

/* [ array … ]: one array of all their elements; none has holes. */
static duk_ret_t join_arrays(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    for (duk_idx_t i = 1; i < n; i++) {
        duk_uarridx_t len = (duk_uarridx_t)duk_get_length(ctx, i);

        if (array_append_all(ctx, 0, i))
            continue;
        for (duk_uarridx_t k = 0; k < len; k++) {
            duk_get_prop_index(ctx, i, k);
            array_append(ctx, 0);
        }
    }
    duk_set_top(ctx, 1);
    return 1;
}

/* ---- Arguments ---- */

/* An arguments object whose elements are no longer the parameters. */
static duk_ret_t unmapped_arguments(duk_context *ctx)
{
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, 0);

    js_stash_get(ctx, "argumentsOf");
    duk_require_stack(ctx, (duk_idx_t)n + 4);
    for (duk_uarridx_t i = 0; i < n; i++)
        duk_get_prop_index(ctx, 0, i);
    duk_call(ctx, (duk_idx_t)n);
    return 1;
}

/* [ function _ name ]: a declaration that was lowered under another name gets its own. */
static duk_ret_t name_declaration(duk_context *ctx)
{
    duk_dup(ctx, 2);
    object_put(ctx, 0, "name", OBJECT_C);
    duk_set_top(ctx, 1);
    return 1;
}

void lowered_values(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "u", uninitialized, 0, 0, 0 },
        { "t", check_initialized, 2, 2, 0 },
        { "te", too_early, 1, 1, 0 },
        { "const", assign_constant, 0, 0, 0 },
        { "let", init_lexical, 3, 3, 0 },
        { "T", template_text, DUK_VARARGS, 0, ENGINE_INLINE_TEMPLATE },
        { "tpl", template_object, 2, 2, 0 },
        { "big", bigint_literal, 1, 1, 0 },
        { "pow", power, 2, 2, 0 },
        { "num", numeric, 1, 1, 0 },
        { "inc", step, 1, 1, 1 },
        { "dec", step, 1, 1, -1 },
        { "ro", require_object, 1, 1, 0 },
        { "k", to_property_key, 1, 1, 0 },
        { "or", object_rest, 2, 2, 0 },
        { "obj", object_literal, DUK_VARARGS, 0, 0 },
        { "data", data_literal, 1, 1, 0 },
        { "cat", join_arrays, DUK_VARARGS, 0, 0 },
        { "rest", lowered_rest, 2, 2, 0 },
        { "wr", reference, 1, 1, 0 },
        { "wg", reference_get, 3, 3, 0 },
        { "wp", reference_put, 4, 4, 0 },
        { "bt", bad_target, 1, 1, 0 },
        { "N", name_declaration, 3, 3, 0 },
        { "ua", unmapped_arguments, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    lowered_define(ctx, fns);
    duk_push_undefined(ctx);
    engine_define_helper(ctx, P "z");
    duk_get_global_literal(ctx, "Reflect");
    duk_get_prop_literal(ctx, -1, "ownKeys");
    js_stash_put(ctx, "ownKeys");
    duk_pop(ctx);
    duk_get_global_literal(ctx, "Object");
    duk_get_prop_literal(ctx, -1, "getOwnPropertyDescriptor");
    js_stash_put(ctx, "ownProperty");
    duk_pop(ctx);
    duk_eval_string(ctx, "(function(){'use strict';return arguments})");
    js_stash_put(ctx, "argumentsOf");
}
