/* array_call.c: the methods of Array.prototype that call a function for each element. */
#include <stdio.h>

#include "runtime/builtins/array_private.h"

enum { FOR_EACH, MAP, FILTER, SOME, EVERY, FIND, FIND_INDEX, FIND_LAST, FIND_LAST_INDEX };

static const char *const call_names[] = {
    "forEach", "map",       "filter",   "some",          "every",
    "find",    "findIndex", "findLast", "findLastIndex",
};

/* [ callback thisArg … ] -> [ callback thisArg object ]; gives the length. */
static double begin(duk_context *ctx, const char *name)
{
    char text[48];
    double len;

    snprintf(text, sizeof text, "Array.prototype.%s", name);
    builtin_push_this_object(ctx, text);
    len = builtin_length(ctx, 2);
    builtin_require_callable(ctx, 0);
    return len;
}

/* [ value ] -> [ value result ] of callback(value, k, object) */
static void call_back(duk_context *ctx, double k)
{
    array_push_call(ctx, k);
    duk_call_method(ctx, 3);
}

/* [ callback thisArg ] -> [ … ] */
static duk_ret_t array_iterate(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    double len = begin(ctx, call_names[which]), n = 0;
    bool plain = true;

    if (which == MAP)
        plain = array_push_species(ctx, 2, len);
    else if (which == FILTER)
        plain = array_push_species(ctx, 2, 0);
    for (double k = 0; k < len; k++) {
        bool truth;

        if (!array_take(ctx, 2, k))
            continue;
        call_back(ctx, k);
        if (which == MAP) {
            if (plain && (double)duk_get_length(ctx, 3) == k)
                array_append(ctx, 3);
            else
                builtin_create_index(ctx, 3, k);
            duk_pop(ctx);
            continue;
        }
        truth = which != FOR_EACH && duk_to_boolean(ctx, -1);
        duk_pop(ctx);
        if (which == FILTER && truth) {
            if (plain)
                array_append(ctx, 3);
            else
                builtin_create_index(ctx, 3, n);
            n++;
            continue;
        }
        duk_pop(ctx);
        if ((which == SOME && truth) || (which == EVERY && !truth)) {
            duk_push_boolean(ctx, which == SOME);
            return 1;
        }
    }
    if (which == MAP && plain && (double)duk_get_length(ctx, 3) < len)
        array_put_length(ctx, 3, len);
    if (which == FOR_EACH)
        return 0;
    if (which == SOME || which == EVERY)
        duk_push_boolean(ctx, which == EVERY);
    return 1;
}

/* [ callback thisArg ] -> [ value | index ] */
static duk_ret_t array_find_by(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    double len = begin(ctx, call_names[which]);
    bool down = which >= FIND_LAST,
         index = which == FIND_INDEX || which == FIND_LAST_INDEX;

    for (double k = down ? len - 1 : 0; k >= 0 && k < len; k += down ? -1 : 1) {
        array_take_any(ctx, 2, k);
        call_back(ctx, k);
        if (duk_to_boolean(ctx, -1)) {
            duk_pop(ctx);
            if (index)
                duk_push_number(ctx, k);
            return 1;
        }
        duk_pop_2(ctx);
    }
    if (!index)
        return 0;
    duk_push_int(ctx, -1);
    return 1;
}

/* [ callback initial? ] -> [ value ]; magic: from the right */
static duk_ret_t array_reduce(duk_context *ctx)
{
    bool right = duk_get_current_magic(ctx) != 0, have = duk_get_top(ctx) > 1;
    double len, k, step = right ? -1 : 1;

    duk_set_top(ctx, 2);
    len = begin(ctx, right ? "reduceRight" : "reduce");
    k = right ? len - 1 : 0;
    for (; k >= 0 && k < len; k += step) {
        if (!array_take(ctx, 2, k))
            continue;
        if (!have) {
            duk_replace(ctx, 1);
            have = true;
            continue;
        }
        duk_dup(ctx, 0);
        duk_push_undefined(ctx);
        duk_dup(ctx, 1);
        duk_dup(ctx, 3);
        duk_push_number(ctx, k);
        duk_dup(ctx, 2);
        duk_call_method(ctx, 4);
        duk_replace(ctx, 1);
        duk_pop(ctx);
    }
    if (!have)
        builtin_type_error(ctx, "Reduce of empty array with no initial value");
    duk_dup(ctx, 1);
    return 1;
}

/* ---- flat, flatMap ---- */

/* The value on top goes into the array at 3, flattened: [ value ] -> [ ] */
static void flatten(duk_context *ctx, double depth, double *n)
{
    duk_idx_t at = duk_get_top_index(ctx);
    double len;

    if (depth < 0 || !array_is(ctx, at)) {
        builtin_create_index(ctx, 3, (*n)++);
        return;
    }
    if (!duk_check_stack(ctx, 32) || at > 20000)
        builtin_range_error(ctx, "Maximum call stack size exceeded");
    len = builtin_length(ctx, at);
    for (double k = 0; k < len; k++) {
        if (array_take(ctx, at, k))
            flatten(ctx, depth - 1, n);
    }
    duk_pop(ctx);
}

/* [ depth ] -> [ array ] */
static duk_ret_t array_flat(duk_context *ctx)
{
    double len, depth, n = 0;

    duk_push_undefined(ctx);
    builtin_push_this_object(ctx, "Array.prototype.flat");
    len = builtin_length(ctx, 2);
    depth = duk_is_undefined(ctx, 0) ? 1 : builtin_to_integer(ctx, 0);
    array_push_species(ctx, 2, 0);
    for (double k = 0; k < len; k++) {
        if (array_take(ctx, 2, k))
            flatten(ctx, depth - 1, &n);
    }
    return 1;
}

/* [ callback thisArg ] -> [ array ] */
static duk_ret_t array_flat_map(duk_context *ctx)
{
    char name[] = "Array.prototype.flatMap";
    double len, n = 0;

    builtin_push_this_object(ctx, name);
    len = builtin_length(ctx, 2);
    if (!duk_is_function(ctx, 0))
        builtin_type_error(ctx, "flatMap mapper function is not callable");
    array_push_species(ctx, 2, 0);
    for (double k = 0; k < len; k++) {
        if (!array_take(ctx, 2, k))
            continue;
        call_back(ctx, k);
        duk_remove(ctx, -2);
        flatten(ctx, 0, &n);
    }
    return 1;
}

const ObjectFunction array_call_methods[] = {
    { "forEach", array_iterate, 2, 1, FOR_EACH },
    { "map", array_iterate, 2, 1, MAP },
    { "filter", array_iterate, 2, 1, FILTER },
    { "some", array_iterate, 2, 1, SOME },
    { "every", array_iterate, 2, 1, EVERY },
    { "find", array_find_by, 2, 1, FIND },
    { "findIndex", array_find_by, 2, 1, FIND_INDEX },
    { "findLast", array_find_by, 2, 1, FIND_LAST },
    { "findLastIndex", array_find_by, 2, 1, FIND_LAST_INDEX },
    { "reduce", array_reduce, DUK_VARARGS, 1, 0 },
    { "reduceRight", array_reduce, DUK_VARARGS, 1, 1 },
    { "flat", array_flat, 1, 0, 0 },
    { "flatMap", array_flat_map, 2, 1, 0 },
    { NULL, NULL, 0, 0, 0 },
};
