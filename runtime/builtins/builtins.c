/* builtins.c: installing the built-ins, intrinsics, and the operations that the
 * specification's algorithms share. */
#include "runtime/builtins/builtins.h"

#include <stdarg.h>
#include <stdio.h>

#include "common/bug.h"
#include "runtime/builtins/install.h"
#include "runtime/builtins/promise.h"
#include "runtime/builtins/realm.h"
#include "runtime/builtins/regexp/regexp.h"
#include "runtime/builtins/rejections.h"
#include "runtime/builtins/weak_watch.h"
#include "runtime/engine/array.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

/* ---- Intrinsics ---- */

static Builtins *builtins_of(duk_context *ctx)
{
    return js_engine(ctx)->builtins;
}

void intrinsic_set(duk_context *ctx, Intrinsic id)
{
    builtins_of(ctx)->intrinsics[id] = duk_require_heapptr(ctx, -1);
    duk_push_heap_stash(ctx);
    duk_get_prop_literal(ctx, -1, "intrinsics");
    duk_dup(ctx, -3);
    builtin_create_index(ctx, -2, id);
    duk_pop_2(ctx);
}

void intrinsic_push(duk_context *ctx, Intrinsic id)
{
    static void (*const make[])(duk_context *) = {
#define X(name, fn) fn,
        INTRINSICS(X)
#undef X
    };
    Builtins *b = builtins_of(ctx);

    if (b->intrinsics[id] == NULL) {
        duk_idx_t top = duk_get_top(ctx);

        duk_require_stack(ctx, 16);
        make[id](ctx);
        duk_set_top(ctx, top);
        if (b->intrinsics[id] == NULL)
            BUG("an intrinsic was not made");
    }
    duk_push_heapptr(ctx, b->intrinsics[id]);
}

void engine_push_array_values(duk_context *ctx)
{
    if (builtins_of(ctx) != NULL)
        intrinsic_push(ctx, INTRINSIC_ARRAY_VALUES);
    else
        duk_push_undefined(ctx);
}

bool intrinsic_is(duk_context *ctx, duk_idx_t i, Intrinsic id)
{
    void *p = builtins_of(ctx)->intrinsics[id];

    return p != NULL && duk_get_heapptr(ctx, i) == p;
}

void builtin_put_tag(duk_context *ctx, duk_idx_t i, const char *tag)
{
    i = duk_normalize_index(ctx, i);
    duk_push_string(ctx, tag);
    object_put(ctx, i, "@@toStringTag", OBJECT_C);
}

/* [ ] -> [ this ] */
static duk_ret_t get_species(duk_context *ctx)
{
    duk_push_this(ctx);
    return 1;
}

void builtin_put_species(duk_context *ctx, duk_idx_t i)
{
    static const ObjectAccessor species[] = { { "@@species", get_species, NULL, 0 },
                                              { NULL, NULL, NULL, 0 } };

    object_put_accessors(ctx, i, species);
}

void builtin_join_class(duk_context *ctx)
{
    duk_dup_top(ctx);
    object_put(ctx, -3, "prototype", 0);
    duk_dup(ctx, -2);
    object_put(ctx, -2, "constructor", OBJECT_WC);
}

void builtin_class(duk_context *ctx, const ObjectFunction *constructor, Intrinsic id,
                   Intrinsic prototype, const char *tag)
{
    object_push_constructor(ctx, constructor);
    intrinsic_set(ctx, id);
    duk_push_object(ctx);
    intrinsic_set(ctx, prototype);
    duk_dup_top(ctx);
    object_put(ctx, -3, "prototype", 0);
    duk_dup(ctx, -2);
    object_put(ctx, -2, "constructor", OBJECT_WC);
    if (tag != NULL)
        builtin_put_tag(ctx, -1, tag);
}

/* ---- Errors ---- */

static _Noreturn void throw_error(duk_context *ctx, duk_errcode_t code, const char *fmt,
                                  va_list ap)
{
    char text[1024];

    /* The engine's own texts, surrogates and all; a character may be cut in two. */
    if (vsnprintf(text, sizeof text, fmt, ap) >= (int)sizeof text) {
        size_t n = sizeof text - 1;

        while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
            n--;
        if (n > 0 && ((unsigned char)text[n - 1] & 0x80) != 0)
            n--;
        text[n] = '\0';
    }
    duk_push_error_object(ctx, code, "%s", text);
    (void)duk_throw(ctx);
    UNREACHABLE();
}

void builtin_type_error(duk_context *ctx, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    throw_error(ctx, DUK_ERR_TYPE_ERROR, fmt, ap);
}

void builtin_range_error(duk_context *ctx, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    throw_error(ctx, DUK_ERR_RANGE_ERROR, fmt, ap);
}

const char *builtin_describe(duk_context *ctx, duk_idx_t i)
{
    return engine_push_description(ctx, i);
}

const char *builtin_describe_typed(duk_context *ctx, duk_idx_t i)
{
    static const char *const types[] = { "undefined", "undefined", "object", "boolean",
                                         "number",    "string",    "object", "object",
                                         "object",    "function" };
    const char *type = types[duk_get_type(ctx, i)];

    i = duk_normalize_index(ctx, i);
    if (duk_is_function(ctx, i))
        type = "function";
    if (duk_is_symbol(ctx, i)) {
        type = "symbol";
    } else if (duk_is_string(ctx, i)) {
        duk_push_sprintf(ctx, "string \"%s\"", duk_get_string(ctx, i));
        return duk_get_string(ctx, -1);
    } else if (duk_is_number(ctx, i) || duk_is_boolean(ctx, i) || duk_is_null(ctx, i)) {
        duk_push_sprintf(ctx, "%s %s", type, builtin_describe(ctx, i));
        return duk_get_string(ctx, -1);
    }
    duk_push_string(ctx, type);
    return duk_get_string(ctx, -1);
}

void builtin_wrong_receiver(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    builtin_type_error(ctx, "Method %s called on incompatible receiver %s", method,
                       builtin_describe(ctx, -1));
}

void builtin_push_this(duk_context *ctx, SlotsKind kind, const char *method)
{
    duk_push_this(ctx);
    if (!slots_is(ctx, -1, kind))
        builtin_wrong_receiver(ctx, method);
}

/* ---- Abstract operations ---- */

/* [ id ] -> [ intrinsic ] */
static duk_ret_t push_by_id(duk_context *ctx)
{
    intrinsic_push(ctx, (Intrinsic)duk_get_int(ctx, 0));
    return 1;
}

void builtin_push_prototype(duk_context *ctx, Intrinsic fallback)
{
    if (engine_push_new_prototype(ctx))
        return;
    duk_push_new_target(ctx);
    duk_get_prop_literal(ctx, -1, "prototype");
    if (builtin_is_object(ctx, -1)) {
        duk_remove(ctx, -2);
        return;
    }
    if (!realm_push_other(ctx, -2)) {
        duk_pop_2(ctx);
        intrinsic_push(ctx, fallback);
        return;
    }
    duk_push_int(ctx, (int)fallback);
    realm_call(ctx, -2, push_by_id, 1); /* [ newTarget prototype realm intrinsic ] */
    duk_replace(ctx, -4);
    duk_pop_2(ctx);
}

void builtin_require_new(duk_context *ctx, const char *name)
{
    if (!duk_is_constructor_call(ctx))
        builtin_type_error(ctx, "Constructor %s requires 'new'", name);
}

void builtin_push_species(duk_context *ctx, duk_idx_t i, Intrinsic fallback)
{
    duk_get_prop_literal(ctx, i, "constructor");
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        intrinsic_push(ctx, fallback);
        return;
    }
    if (intrinsic_is(ctx, -1, fallback) &&
        engine_has_getter(ctx, -1, DUK_WELLKNOWN_SYMBOL("Symbol.species"), get_species))
        return;
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "The .constructor property is not an object");
    duk_get_prop_literal(ctx, -1, DUK_WELLKNOWN_SYMBOL("Symbol.species"));
    duk_remove(ctx, -2);
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        intrinsic_push(ctx, fallback);
    } else if (!object_is_constructor(ctx, -1)) {
        builtin_type_error(ctx,
                           "object.constructor[Symbol.species] is not a constructor");
    }
}

double builtin_to_integer(duk_context *ctx, duk_idx_t i)
{
    double d = duk_to_number(ctx, i);

    return isnan(d) ? 0 : trunc(d) + 0.0;
}

double builtin_length(duk_context *ctx, duk_idx_t i)
{
    double n;

    duk_get_prop_literal(ctx, i, "length");
    n = builtin_to_integer(ctx, -1);
    duk_pop(ctx);
    return n < 0 ? 0 : n > 9007199254740991.0 ? 9007199254740991.0 : n;
}

double builtin_relative(duk_context *ctx, duk_idx_t i, double len, double if_undefined)
{
    double d;

    if (duk_check_type_mask(ctx, i, DUK_TYPE_MASK_UNDEFINED | DUK_TYPE_MASK_NONE))
        return if_undefined;
    d = builtin_to_integer(ctx, i);
    if (d < 0)
        return d + len < 0 ? 0 : d + len;
    return d > len ? len : d;
}

static bool is_plain_index(double index)
{
    return index < 4294967295.0;
}

void builtin_get_index(duk_context *ctx, duk_idx_t i, double index)
{
    if (is_plain_index(index)) {
        duk_get_prop_index(ctx, i, (duk_uarridx_t)index);
        return;
    }
    i = duk_normalize_index(ctx, i);
    duk_push_number(ctx, index);
    duk_get_prop(ctx, i);
}

void builtin_put_index(duk_context *ctx, duk_idx_t i, double index)
{
    if (is_plain_index(index)) {
        duk_put_prop_index(ctx, i, (duk_uarridx_t)index);
        return;
    }
    i = duk_normalize_index(ctx, i);
    duk_push_number(ctx, index);
    duk_insert(ctx, -2);
    duk_put_prop(ctx, i);
}

void builtin_create_index(duk_context *ctx, duk_idx_t i, double index)
{
    i = duk_normalize_index(ctx, i);
    if (engine_is_array(ctx, i) && (double)duk_get_length(ctx, i) == index) {
        array_append(ctx, i);
        return;
    }
    duk_push_number(ctx, index);
    duk_insert(ctx, -2);
    duk_def_prop(ctx, i, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
}

bool builtin_has_index(duk_context *ctx, duk_idx_t i, double index)
{
    if (is_plain_index(index))
        return duk_has_prop_index(ctx, i, (duk_uarridx_t)index);
    i = duk_normalize_index(ctx, i);
    duk_push_number(ctx, index);
    return duk_has_prop(ctx, i);
}

/* Does V8 say the name of Array.prototype's method where it has no object? */
static bool names_itself(const char *method)
{
    static const char *const names[] = { "concat",   "indexOf",       "every",
                                         "filter",   "find",          "findIndex",
                                         "findLast", "findLastIndex", "forEach",
                                         "map",      "reduce",        "reduceRight",
                                         "some" };
    static const char array[] = "Array.prototype.";

    if (strncmp(method, array, sizeof array - 1) != 0)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(method + sizeof array - 1, names[i]) == 0)
            return true;
    }
    return false;
}

void builtin_push_this_object(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, -1) && names_itself(method))
        builtin_type_error(ctx, "%s called on null or undefined", method);
    duk_to_object(ctx, -1);
}

void builtin_require_callable(duk_context *ctx, duk_idx_t i)
{
    if (!duk_is_function(ctx, i))
        builtin_type_error(ctx, "%s is not a function", builtin_describe(ctx, i));
}

bool builtin_is_object(duk_context *ctx, duk_idx_t i)
{
    return duk_check_type_mask(ctx, i,
                               DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_BUFFER |
                                   DUK_TYPE_MASK_LIGHTFUNC) &&
           !bigint_is(ctx, i);
}

void builtin_iter_result(duk_context *ctx, bool done)
{
    object_wrap_result(ctx, done);
}

void builtin_make_value(duk_context *ctx)
{
    duk_dup(ctx, 1);
    duk_dup(ctx, 0);
    duk_call(ctx, 1);
    duk_replace(ctx, 1);
}

/* ---- Installation ---- */

static const struct {
    const char *name;
    Intrinsic id;
} lazy_globals[] = {
    { "Promise", INTRINSIC_PROMISE },
    { "Map", INTRINSIC_MAP },
    { "Set", INTRINSIC_SET },
    { "RegExp", INTRINSIC_REGEXP },
    { "WeakMap", INTRINSIC_WEAK_MAP },
    { "WeakSet", INTRINSIC_WEAK_SET },
    { "WeakRef", INTRINSIC_WEAK_REF },
    { "FinalizationRegistry", INTRINSIC_FINALIZATION_REGISTRY },
    { "BigInt", INTRINSIC_BIGINT },
    { "Iterator", INTRINSIC_ITERATOR },
    { "ArrayBuffer", INTRINSIC_ARRAY_BUFFER },
    { "SharedArrayBuffer", INTRINSIC_SHARED_BUFFER },
    { "DataView", INTRINSIC_DATA_VIEW },
    { "Atomics", INTRINSIC_ATOMICS },
    { "Int8Array", INTRINSIC_INT8_ARRAY },
    { "Uint8Array", INTRINSIC_UINT8_ARRAY },
    { "Uint8ClampedArray", INTRINSIC_UINT8C_ARRAY },
    { "Int16Array", INTRINSIC_INT16_ARRAY },
    { "Uint16Array", INTRINSIC_UINT16_ARRAY },
    { "Int32Array", INTRINSIC_INT32_ARRAY },
    { "Uint32Array", INTRINSIC_UINT32_ARRAY },
    { "Float16Array", INTRINSIC_FLOAT16_ARRAY },
    { "Float32Array", INTRINSIC_FLOAT32_ARRAY },
    { "Float64Array", INTRINSIC_FLOAT64_ARRAY },
    { "BigInt64Array", INTRINSIC_BIGINT64_ARRAY },
    { "BigUint64Array", INTRINSIC_BIGUINT64_ARRAY },
    { "AggregateError", INTRINSIC_AGGREGATE_ERROR },
};

/* [ value ] -> [ ]: the global becomes a plain property. */
static void settle_global(duk_context *ctx, int i)
{
    duk_push_global_object(ctx);
    duk_insert(ctx, -2);
    object_put(ctx, -2, lazy_globals[i].name, OBJECT_WC);
    duk_pop(ctx);
}

/* [ index ] -> [ value ] */
static duk_ret_t get_by_index(duk_context *ctx)
{
    int i = duk_get_int(ctx, 0);

    intrinsic_push(ctx, lazy_globals[i].id);
    duk_dup_top(ctx);
    settle_global(ctx, i);
    return 1;
}

/* [ ] -> [ value ] */
static duk_ret_t get_lazy(duk_context *ctx)
{
    int i = duk_get_current_magic(ctx);

    duk_push_current_function(ctx);
    if (realm_push_other(ctx, -1)) {
        duk_push_int(ctx, i);
        realm_call(ctx, -2, get_by_index, 1);
        return 1;
    }
    intrinsic_push(ctx, lazy_globals[i].id);
    duk_dup_top(ctx);
    settle_global(ctx, i);
    return 1;
}

/* [ value ] -> [ ] */
static duk_ret_t set_lazy(duk_context *ctx)
{
    settle_global(ctx, duk_get_current_magic(ctx));
    return 0;
}

static void install_globals(duk_context *ctx)
{
    duk_push_global_object(ctx);
    /* What the engine has and the language hasn't. */
    duk_del_prop_literal(ctx, -1, "Duktape");
    duk_del_prop_literal(ctx, -1, "CBOR");
    for (size_t i = 0; i < ARRAY_LEN(lazy_globals); i++)
        object_put_lazy(ctx, -1, lazy_globals[i].name, get_lazy, set_lazy, (short)i);
    duk_pop(ctx);
}

void builtins_install_realm(duk_context *ctx)
{
    function_install(ctx);
    symbol_install(ctx);
    object_install(ctx);
    object_meta_install(ctx);
    array_install(ctx);
    string_install(ctx);
    number_install(ctx);
    regexp_install(ctx);
    reflect_install(ctx);
    proxy_install(ctx);
    bigint_install(ctx);
    json_install(ctx);
    structured_clone_install(ctx);
    error_install(ctx);
    async_trace_install(ctx);
    install_globals(ctx);
}

void builtins_install(duk_context *ctx)
{
    /* In the heap, so that it is kept with it (runtime/snapshot.h). */
    Builtins *b = duk_alloc(ctx, sizeof *b);
    Engine *engine = js_engine(ctx);

    if (b == NULL)
        BUG("no memory for the built-ins");
    *b = (Builtins){ 0 };
    engine->builtins = b;
    b->engine = engine;
    b->job = 1;
    engine->array_values = &b->intrinsics[INTRINSIC_ARRAY_VALUES];
    engine->array_iterator_prototype = &b->intrinsics[INTRINSIC_ARRAY_ITERATOR_PROTOTYPE];
    engine->array_iterator_next = &b->intrinsics[INTRINSIC_ARRAY_ITERATOR_NEXT];
    engine->promise = &b->intrinsics[INTRINSIC_PROMISE];
    engine->promise_prototype = &b->intrinsics[INTRINSIC_PROMISE_PROTOTYPE];
    duk_push_heap_stash(ctx);
    duk_push_array(ctx);
    duk_put_prop_literal(ctx, -2, "intrinsics");
    duk_pop(ctx);
    builtins_install_realm(ctx);
    rejections_install(ctx);
}

void builtins_make_all(duk_context *ctx)
{
    for (int i = 0; i < INTRINSIC_COUNT; i++) {
        intrinsic_push(ctx, (Intrinsic)i);
        duk_pop(ctx);
    }
    for (size_t i = 0; i < ARRAY_LEN(lazy_globals); i++) {
        duk_get_global_string(ctx, lazy_globals[i].name);
        duk_pop(ctx);
    }
}

void builtins_set_rejection_hook(duk_context *ctx, void (*hook)(duk_context *ctx))
{
    builtins_of(ctx)->rejection_hook = hook;
}

void builtins_set_wait_hook(duk_context *ctx, void (*hook)(duk_context *ctx, double ms))
{
    builtins_of(ctx)->wait_hook = hook;
}
