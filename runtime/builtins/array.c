/* array.c: Array, its static methods and iterators, and what the methods in array_*.c
 * share. */
#include <stdio.h>

#include "runtime/builtins/array_private.h"
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/internals.h"

/* ---- Shared ---- */

bool array_is(duk_context *ctx, duk_idx_t i)
{
    bool is;

    if (engine_is_array(ctx, i))
        return true;
    if (!engine_push_proxy(ctx, i))
        return false;
    if (intrinsic_is(ctx, -1, INTRINSIC_REVOKED_HANDLER))
        builtin_type_error(ctx,
                           "Cannot perform 'IsArray' on a proxy that has been revoked");
    is = array_is(ctx, -2);
    duk_pop_2(ctx);
    return is;
}

void array_push_new(duk_context *ctx, double length)
{
    if (length > 4294967295.0)
        builtin_range_error(ctx, "Invalid array length");
    duk_push_array(ctx);
    if (length > 0) {
        duk_push_number(ctx, length);
        duk_put_prop_literal(ctx, -2, "length");
    }
}

static duk_ret_t array_constructor(duk_context *ctx);

/* Is the value on top another realm's Array? */
static bool is_other_array(duk_context *ctx)
{
    duk_c_function f = duk_get_c_function(ctx, -1);

    return f == array_constructor && !intrinsic_is(ctx, -1, INTRINSIC_ARRAY);
}

bool array_push_species(duk_context *ctx, duk_idx_t i, double length)
{
    bool plain;

    i = duk_normalize_index(ctx, i);
    if (!array_is(ctx, i)) {
        if (length > 4294967295.0)
            builtin_range_error(ctx, "Invalid array length");
        array_push_new(ctx, 0);
        return true;
    }
    duk_get_prop_literal(ctx, i, "constructor");
    if (is_other_array(ctx)) {
        duk_pop(ctx);
        duk_push_undefined(ctx);
    } else if (builtin_is_object(ctx, -1)) {
        duk_get_prop_literal(ctx, -1, DUK_WELLKNOWN_SYMBOL("Symbol.species"));
        duk_remove(ctx, -2);
        if (duk_is_null(ctx, -1)) {
            duk_pop(ctx);
            duk_push_undefined(ctx);
        }
    }
    plain = duk_is_undefined(ctx, -1) || intrinsic_is(ctx, -1, INTRINSIC_ARRAY);
    if (plain) {
        if (length > 4294967295.0)
            builtin_range_error(ctx, "Invalid array length");
        duk_pop(ctx);
        duk_push_array(ctx);
        return true;
    }
    if (!object_is_constructor(ctx, -1))
        builtin_type_error(ctx,
                           "object.constructor[Symbol.species] is not a constructor");
    duk_push_number(ctx, length);
    duk_new(ctx, 1);
    return false;
}

void array_put_length(duk_context *ctx, duk_idx_t i, double n)
{
    i = duk_normalize_index(ctx, i);
    duk_push_number(ctx, n);
    duk_put_prop_literal(ctx, i, "length");
}

bool array_take(duk_context *ctx, duk_idx_t i, double k)
{
    if (array_get(ctx, i, k))
        return true;
    if (!builtin_has_index(ctx, i, k))
        return false;
    builtin_get_index(ctx, i, k);
    return true;
}

void array_take_any(duk_context *ctx, duk_idx_t i, double k)
{
    if (!array_get(ctx, i, k))
        builtin_get_index(ctx, i, k);
}

void array_delete(duk_context *ctx, duk_idx_t i, double k)
{
    i = duk_normalize_index(ctx, i);
    duk_push_number(ctx, k);
    duk_del_prop(ctx, i);
}

/* ---- The constructor ---- */

/* [ args… ] -> [ array ] */
static duk_ret_t array_constructor(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    if (n == 1 && duk_is_number(ctx, 0)) {
        double len = duk_get_number(ctx, 0);

        if (len != (double)(uint32_t)len)
            builtin_range_error(ctx, "Invalid array length");
        array_push_new(ctx, len);
    } else {
        duk_push_array(ctx);
        duk_insert(ctx, 0);
        for (duk_idx_t k = 1; k <= n; k++) {
            duk_dup(ctx, k);
            array_append(ctx, 0);
        }
        duk_set_top(ctx, 1);
    }
    if (duk_is_constructor_call(ctx)) {
        duk_push_new_target(ctx);
        if (!intrinsic_is(ctx, -1, INTRINSIC_ARRAY)) {
            builtin_push_prototype(ctx, INTRINSIC_ARRAY_PROTOTYPE);
            duk_set_prototype(ctx, -3);
        }
        duk_pop(ctx);
    }
    return 1;
}

/* [ value ] -> [ bool ] */
static duk_ret_t array_is_array(duk_context *ctx)
{
    duk_push_boolean(ctx, array_is(ctx, 0));
    return 1;
}

/* [ ] -> [ object ]: `this` constructed with a length (or nothing), or a new array. */
static bool push_by_this(duk_context *ctx, bool with_length, double length)
{
    duk_push_this(ctx);
    if (intrinsic_is(ctx, -1, INTRINSIC_ARRAY) || !object_is_constructor(ctx, -1)) {
        duk_pop(ctx);
        if (with_length && length > 4294967295.0)
            builtin_range_error(ctx, "Invalid array length");
        duk_push_array(ctx);
        return true;
    }
    if (with_length)
        duk_push_number(ctx, length);
    duk_new(ctx, with_length ? 1 : 0);
    return false;
}

/* [ value ] -> [ ]: element k of the array at i */
static void add_at(duk_context *ctx, duk_idx_t i, double k, bool plain)
{
    if (plain)
        array_append(ctx, i);
    else
        builtin_create_index(ctx, i, k);
}

/* [ values… ] -> [ array ] */
static duk_ret_t array_of(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);
    bool plain = push_by_this(ctx, true, n);

    for (duk_idx_t k = 0; k < n; k++) {
        duk_dup(ctx, k);
        add_at(ctx, n, k, plain);
    }
    if (!plain)
        array_put_length(ctx, n, n);
    return 1;
}

typedef struct {
    double n;
    bool plain;
} From;

/* [ value ] -> [ ]; below: [ items map this object … ] */
static bool add_value(duk_context *ctx, void *udata)
{
    From *f = udata;

    if (!duk_is_undefined(ctx, 1)) {
        duk_dup(ctx, 1);
        duk_dup(ctx, 2);
        duk_dup(ctx, -3);
        duk_push_number(ctx, f->n);
        duk_call_method(ctx, 2);
        duk_remove(ctx, -2);
    }
    add_at(ctx, 3, f->n, f->plain);
    f->n++;
    return true;
}

static duk_ret_t from_array_like(duk_context *ctx)
{
    From f = { 0, false };
    double len;

    duk_to_object(ctx, 0);
    len = builtin_length(ctx, 0);
    f.plain = push_by_this(ctx, true, len);
    while (f.n < len) {
        array_take_any(ctx, 0, f.n);
        add_value(ctx, &f);
    }
    if (!f.plain)
        array_put_length(ctx, 3, len);
    return 1;
}

/* [ items map this ] -> [ array ] */
static duk_ret_t array_from(duk_context *ctx)
{
    From f = { 0, false };

    if (!duk_is_undefined(ctx, 1))
        builtin_require_callable(ctx, 1);
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(
            ctx, "%s is not iterable (cannot read property Symbol(Symbol.iterator))",
            builtin_describe_typed(ctx, 0));
    duk_get_prop_literal(ctx, 0, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        return from_array_like(ctx);
    }
    builtin_require_callable(ctx, -1);
    f.plain = push_by_this(ctx, false, 0);
    /* [ items map this method object ] */
    duk_remove(ctx, 3);
    if (iterate_is_plain_array(ctx, 0)) {
        iterate(ctx, 0, add_value, &f);
    } else {
        duk_get_prop_literal(ctx, 0, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
        duk_dup(ctx, 0);
        duk_call_method(ctx, 0);
        if (!builtin_is_object(ctx, -1))
            builtin_type_error(ctx,
                               "Result of the Symbol.iterator method is not an object");
        duk_get_prop_literal(ctx, -1, "next");
        iterate_record(ctx, -2, add_value, &f);
        duk_pop_2(ctx);
    }
    if (!f.plain)
        array_put_length(ctx, 3, f.n);
    return 1;
}

/* ---- Iterators ---- */

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

/* ---- Installation ---- */

static const ObjectFunction iterator_methods[] = {
    { "keys", array_iterator, 0, 0, ITERATE_KEYS },
    { "entries", array_iterator, 0, 0, ITERATE_ENTRIES },
    { NULL, NULL, 0, 0, 0 },
};

/* Array itself: the engine knows its prototype, which stays. */
void array_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Array", array_constructor, DUK_VARARGS,
                                                1, 0 };
    static const ObjectFunction statics[] = { { "isArray", array_is_array, 1, 1, 0 },
                                              { "from", array_from, 3, 1, 0 },
                                              { "fromAsync", array_from_async, 3, 1, 0 },
                                              { "of", array_of, DUK_VARARGS, 0, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    object_push_constructor(ctx, &constructor);
    intrinsic_set(ctx, INTRINSIC_ARRAY);
    object_put_functions(ctx, -1, statics);
    builtin_put_species(ctx, -1);
    duk_get_global_literal(ctx, "Array");
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_remove(ctx, -2);
    intrinsic_set(ctx, INTRINSIC_ARRAY_PROTOTYPE);
    duk_dup_top(ctx);
    object_put(ctx, -3, "prototype", 0);
    duk_dup(ctx, -2);
    object_put(ctx, -2, "constructor", OBJECT_WC);
}

static void put_unscopables(duk_context *ctx)
{
    static const char *const names[] = {
        "at",         "copyWithin",    "entries",   "fill",    "find",     "findIndex",
        "findLast",   "findLastIndex", "flat",      "flatMap", "includes", "keys",
        "toReversed", "toSorted",      "toSpliced", "values",
    };

    duk_push_bare_object(ctx);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        duk_push_true(ctx);
        duk_put_prop_string(ctx, -2, names[k]);
    }
    object_put(ctx, -2, "@@unscopables", OBJECT_C);
}

void array_install(duk_context *ctx)
{
    intrinsic_push(ctx, INTRINSIC_ARRAY);
    duk_push_global_object(ctx);
    duk_dup(ctx, -2);
    object_put(ctx, -2, "Array", OBJECT_WC);
    intrinsic_push(ctx, INTRINSIC_ARRAY_PROTOTYPE);
    object_put_functions(ctx, -1, iterator_methods);
    object_put_functions(ctx, -1, array_edit_methods);
    object_put_functions(ctx, -1, array_read_methods);
    object_put_functions(ctx, -1, array_call_methods);
    object_put_functions(ctx, -1, array_copy_methods);
    put_unscopables(ctx);
    intrinsic_push(ctx, INTRINSIC_ARRAY_VALUES);
    duk_dup_top(ctx);
    object_put(ctx, -3, "values", OBJECT_WC);
    object_put(ctx, -2, "@@iterator", OBJECT_WC);
    duk_pop_3(ctx);
}
