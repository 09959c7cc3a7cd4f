/* typed_array_call.c: the methods of %TypedArray%.prototype that call a function for each
 * element. */
#include <stdio.h>

#include "runtime/builtins/array_private.h"
#include "runtime/builtins/typed_array.h"

enum { FOR_EACH, MAP, FILTER, SOME, EVERY, FIND, FIND_INDEX, FIND_LAST, FIND_LAST_INDEX };

/* [ callback thisArg ] -> [ callback thisArg view ]; gives the length. */
static size_t begin(duk_context *ctx)
{
    View v = typed_array_this(ctx, "%TypedArray%.prototype.forEach");

    builtin_require_callable(ctx, 0);
    return v.length;
}

/* [ value ] -> [ value result ] */
static void call_back(duk_context *ctx, size_t k)
{
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    duk_dup(ctx, -3);
    duk_push_number(ctx, (double)k);
    duk_dup(ctx, 2);
    duk_call_method(ctx, 3);
}

/* [ callback thisArg ] -> [ … ]; magic: which */
static duk_ret_t view_iterate(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    size_t len = begin(ctx), kept = 0;

    if (which == MAP) {
        duk_push_number(ctx, (double)len);
        typed_array_push_species(ctx, 2, 1);
    } else if (which == FILTER) {
        duk_push_array(ctx);
    }
    for (size_t k = 0; k < len; k++) {
        bool truth;

        typed_array_get(ctx, 2, (double)k);
        call_back(ctx, k);
        if (which == MAP) {
            duk_push_number(ctx, (double)k);
            duk_swap_top(ctx, -2);
            duk_put_prop(ctx, 3);
            duk_pop(ctx);
            continue;
        }
        truth = which != FOR_EACH && duk_to_boolean(ctx, -1);
        duk_pop(ctx);
        if (which == FILTER && truth) {
            array_append(ctx, 3);
            kept++;
            continue;
        }
        duk_pop(ctx);
        if ((which == SOME && truth) || (which == EVERY && !truth)) {
            duk_push_boolean(ctx, which == SOME);
            return 1;
        }
    }
    if (which == FOR_EACH)
        return 0;
    if (which == SOME || which == EVERY)
        duk_push_boolean(ctx, which == EVERY);
    if (which == FILTER) {
        duk_push_number(ctx, (double)kept);
        typed_array_push_species(ctx, 2, 1);
        for (size_t k = 0; k < kept; k++) {
            array_take_any(ctx, 3, (double)k);
            typed_array_put(ctx, 4, (double)k);
        }
    }
    return 1;
}

/* [ callback thisArg ] -> [ value | index ]; magic: which */
static duk_ret_t view_find(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    size_t len = begin(ctx);
    bool down = which >= FIND_LAST,
         index = which == FIND_INDEX || which == FIND_LAST_INDEX;

    for (size_t n = 0; n < len; n++) {
        size_t k = down ? len - 1 - n : n;

        typed_array_get(ctx, 2, (double)k);
        call_back(ctx, k);
        if (duk_to_boolean(ctx, -1)) {
            duk_pop(ctx);
            if (index)
                duk_push_number(ctx, (double)k);
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
static duk_ret_t view_reduce(duk_context *ctx)
{
    bool right = duk_get_current_magic(ctx) != 0, have = duk_get_top(ctx) > 1;
    size_t len, n = 0;

    duk_set_top(ctx, 2);
    len = begin(ctx);
    if (!have) {
        if (len == 0)
            builtin_type_error(ctx, "Reduce of empty array with no initial value");
        typed_array_get(ctx, 2, right ? (double)len - 1 : 0);
        duk_replace(ctx, 1);
        n = 1;
    }
    for (; n < len; n++) {
        size_t k = right ? len - 1 - n : n;

        duk_dup(ctx, 0);
        duk_push_undefined(ctx);
        duk_dup(ctx, 1);
        typed_array_get(ctx, 2, (double)k);
        duk_push_number(ctx, (double)k);
        duk_dup(ctx, 2);
        duk_call_method(ctx, 4);
        duk_replace(ctx, 1);
    }
    duk_dup(ctx, 1);
    return 1;
}

const ObjectFunction typed_array_call_methods[] = {
    { "forEach", view_iterate, 2, 1, FOR_EACH },
    { "map", view_iterate, 2, 1, MAP },
    { "filter", view_iterate, 2, 1, FILTER },
    { "some", view_iterate, 2, 1, SOME },
    { "every", view_iterate, 2, 1, EVERY },
    { "find", view_find, 2, 1, FIND },
    { "findIndex", view_find, 2, 1, FIND_INDEX },
    { "findLast", view_find, 2, 1, FIND_LAST },
    { "findLastIndex", view_find, 2, 1, FIND_LAST_INDEX },
    { "reduce", view_reduce, DUK_VARARGS, 1, 0 },
    { "reduceRight", view_reduce, DUK_VARARGS, 1, 1 },
    { NULL, NULL, 0, 0, 0 },
};
