/* array_copy.c: the methods of Array.prototype that give a changed copy. */
#include "runtime/builtins/array_private.h"

/* [ … object ] at i -> the elements from..to behind those of the array at `out` */
static void copy_range(duk_context *ctx, duk_idx_t out, duk_idx_t i, double from,
                       double to)
{
    for (double k = from; k < to; k++) {
        array_take_any(ctx, i, k);
        array_append(ctx, out);
    }
}

static void check_length(duk_context *ctx, double n)
{
    if (n > 4294967295.0)
        builtin_range_error(ctx, "Invalid array length");
}

/* [ ] -> [ array ] */
static duk_ret_t array_to_reversed(duk_context *ctx)
{
    double len;

    builtin_push_this_object(ctx, "Array.prototype.toReversed");
    len = builtin_length(ctx, 0);
    check_length(ctx, len);
    duk_push_array(ctx);
    for (double k = len; k > 0; k--) {
        array_take_any(ctx, 0, k - 1);
        array_append(ctx, 1);
    }
    return 1;
}

/* [ compare ] -> [ array ] */
static duk_ret_t array_to_sorted(duk_context *ctx)
{
    double len;

    array_check_comparator(ctx, 0);
    builtin_push_this_object(ctx, "Array.prototype.toSorted");
    len = builtin_length(ctx, 1);
    check_length(ctx, len);
    duk_push_array(ctx);
    copy_range(ctx, 2, 1, 0, len);
    array_sort_list(ctx, 2, (uint32_t)len, 0, stable_sort);
    return 1;
}

/* [ start skip items… ] -> [ array ] */
static duk_ret_t array_to_spliced(duk_context *ctx)
{
    ArraySplice s = array_splice_arguments(ctx, "Array.prototype.toSpliced");
    double len = s.len, start = s.start, skip = s.del;
    duk_idx_t n = s.n;

    check_length(ctx, len + n - skip);
    duk_push_array(ctx);
    copy_range(ctx, 3 + n, 0, 0, start);
    for (duk_idx_t k = 0; k < n; k++) {
        duk_dup(ctx, 3 + k);
        array_append(ctx, 3 + n);
    }
    copy_range(ctx, 3 + n, 0, start + skip, len);
    return 1;
}

/* [ index value ] -> [ array ] */
static duk_ret_t array_with(duk_context *ctx)
{
    double len, at;

    builtin_push_this_object(ctx, "Array.prototype.with");
    len = builtin_length(ctx, 2);
    at = builtin_to_integer(ctx, 0);
    at = at < 0 ? at + len : at;
    if (at < 0 || at >= len)
        builtin_range_error(ctx, "Invalid index : %.0f", at);
    check_length(ctx, len);
    duk_push_array(ctx);
    for (double k = 0; k < len; k++) {
        if (k == at)
            duk_dup(ctx, 1);
        else
            array_take_any(ctx, 2, k);
        array_append(ctx, 3);
    }
    return 1;
}

const ObjectFunction array_copy_methods[] = {
    { "toReversed", array_to_reversed, 0, 0, 0 },
    { "toSorted", array_to_sorted, 1, 1, 0 },
    { "toSpliced", array_to_spliced, DUK_VARARGS, 2, 0 },
    { "with", array_with, 2, 2, 0 },
    { NULL, NULL, 0, 0, 0 },
};
