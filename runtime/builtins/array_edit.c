/* array_edit.c: the methods of Array.prototype that change the array. */
#include "runtime/builtins/array_private.h"

/* [ args… ] -> [ length ] */
static duk_ret_t array_push(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);
    double len;

    builtin_push_this_object(ctx, "Array.prototype.push");
    if (array_is_plain(ctx, n, true)) {
        for (duk_idx_t k = 0; k < n; k++) {
            duk_dup(ctx, k);
            array_append(ctx, n);
        }
        duk_push_number(ctx, (double)duk_get_length(ctx, n));
        return 1;
    }
    len = builtin_length(ctx, n);
    if (len + n > MAX_ARRAY_LENGTH)
        builtin_type_error(ctx,
                           "Pushing %d elements on an array-like of length %.0f is "
                           "disallowed, as the total surpasses 2**53-1",
                           (int)n, len);
    for (duk_idx_t k = 0; k < n; k++) {
        duk_dup(ctx, k);
        builtin_put_index(ctx, n, len++);
    }
    array_put_length(ctx, n, len);
    duk_push_number(ctx, len);
    return 1;
}

/* [ ] -> [ value ] */
static duk_ret_t array_pop_last(duk_context *ctx)
{
    double len;

    builtin_push_this_object(ctx, "Array.prototype.pop");
    if (array_pop(ctx, 0))
        return 1;
    len = builtin_length(ctx, 0);
    if (len == 0) {
        array_put_length(ctx, 0, 0);
        return 0;
    }
    builtin_get_index(ctx, 0, len - 1);
    array_delete(ctx, 0, len - 1);
    array_put_length(ctx, 0, len - 1);
    return 1;
}

/* Element `from` becomes element `to`, with holes. */
static void move_element(duk_context *ctx, duk_idx_t i, double from, double to)
{
    if (array_take(ctx, i, from))
        builtin_put_index(ctx, i, to);
    else
        array_delete(ctx, i, to);
}

/* [ ] -> [ value ] */
static duk_ret_t array_shift_first(duk_context *ctx)
{
    double len;

    builtin_push_this_object(ctx, "Array.prototype.shift");
    if (array_shift(ctx, 0))
        return 1;
    len = builtin_length(ctx, 0);
    if (len == 0) {
        array_put_length(ctx, 0, 0);
        return 0;
    }
    builtin_get_index(ctx, 0, 0);
    for (double k = 1; k < len; k++)
        move_element(ctx, 0, k, k - 1);
    array_delete(ctx, 0, len - 1);
    array_put_length(ctx, 0, len - 1);
    return 1;
}

/* [ args… ] -> [ length ] */
static duk_ret_t array_unshift(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);
    double len;

    builtin_push_this_object(ctx, "Array.prototype.unshift");
    duk_insert(ctx, 0);
    if (n > 0 && array_replace(ctx, 0, 0, 0, (uint32_t)n)) {
        duk_push_number(ctx, (double)duk_get_length(ctx, 0));
        return 1;
    }
    len = builtin_length(ctx, 0);
    if (n > 0) {
        if (len + n > MAX_ARRAY_LENGTH)
            builtin_type_error(ctx,
                               "Unshifting %d elements on an array-like of length "
                               "%.0f is disallowed, as the total surpasses 2**53-1",
                               (int)n, len);
        for (double k = len; k > 0; k--)
            move_element(ctx, 0, k - 1, k - 1 + n);
        for (duk_idx_t k = 0; k < n; k++) {
            duk_dup(ctx, k + 1);
            builtin_put_index(ctx, 0, k);
        }
    }
    array_put_length(ctx, 0, len + n);
    duk_push_number(ctx, len + n);
    return 1;
}

/* The general way: [ this start deleteCount items… ] -> [ removed ] */
static duk_ret_t splice_slowly(duk_context *ctx, double len, double start, double del,
                               duk_idx_t n)
{
    duk_idx_t out = duk_get_top(ctx);
    bool plain = array_push_species(ctx, 0, del);

    for (double k = 0; k < del; k++) {
        if (array_take(ctx, 0, start + k))
            builtin_create_index(ctx, out, k);
    }
    (void)plain;
    array_put_length(ctx, out, del);
    if (n < del) {
        for (double k = start; k < len - del; k++)
            move_element(ctx, 0, k + del, k + n);
        for (double k = len; k > len - del + n; k--)
            array_delete(ctx, 0, k - 1);
    } else if (n > del) {
        for (double k = len - del; k > start; k--)
            move_element(ctx, 0, k + del - 1, k + n - 1);
    }
    for (duk_idx_t k = 0; k < n; k++) {
        duk_dup(ctx, 3 + k);
        builtin_put_index(ctx, 0, start + k);
    }
    array_put_length(ctx, 0, len - del + n);
    duk_dup(ctx, out);
    return 1;
}

ArraySplice array_splice_arguments(duk_context *ctx, const char *name)
{
    duk_idx_t args = duk_get_top(ctx);
    ArraySplice s = { .n = args > 2 ? args - 2 : 0 };

    builtin_push_this_object(ctx, name);
    duk_insert(ctx, 0);
    while (duk_get_top(ctx) < 3)
        duk_push_undefined(ctx);
    s.len = builtin_length(ctx, 0);
    s.start = builtin_relative(ctx, 1, s.len, 0);
    s.del = args == 0 ? 0 : args == 1 ? s.len - s.start : builtin_to_integer(ctx, 2);
    s.del = s.del < 0 ? 0 : s.del > s.len - s.start ? s.len - s.start : s.del;
    if (s.len + s.n - s.del > MAX_ARRAY_LENGTH)
        builtin_type_error(ctx, "Invalid array length");
    return s;
}

/* [ start deleteCount items… ] -> [ removed ] */
static duk_ret_t array_splice(duk_context *ctx)
{
    ArraySplice s = array_splice_arguments(ctx, "Array.prototype.splice");
    double len = s.len, start = s.start, del = s.del;
    duk_idx_t n = s.n;

    if (array_is_plain(ctx, 0, true) && len == (double)duk_get_length(ctx, 0)) {
        duk_get_prop_literal(ctx, 0, "constructor");
        if (intrinsic_is(ctx, -1, INTRINSIC_ARRAY) && del <= 1000000 &&
            array_slice(ctx, 0, (uint32_t)start, (uint32_t)(start + del))) {
            duk_insert(ctx, 0);
            duk_pop(ctx); /* [ removed this start deleteCount items… ] */
            if (array_replace(ctx, 1, (uint32_t)start, (uint32_t)del, (uint32_t)n)) {
                duk_dup(ctx, 0);
                return 1;
            }
            duk_remove(ctx, 0);
        } else {
            duk_pop(ctx);
        }
    }
    return splice_slowly(ctx, len, start, del, n);
}

/* [ ] -> [ this ] */
static duk_ret_t array_reverse_all(duk_context *ctx)
{
    double len;

    builtin_push_this_object(ctx, "Array.prototype.reverse");
    if (array_reverse(ctx, 0))
        return 1;
    len = builtin_length(ctx, 0);
    for (double lo = 0, hi = len - 1; lo < hi; lo++, hi--) {
        bool has_low = array_take(ctx, 0, lo), has_high;

        if (!has_low)
            duk_push_undefined(ctx);
        has_high = array_take(ctx, 0, hi);
        if (has_high)
            builtin_put_index(ctx, 0, lo);
        else if (has_low)
            array_delete(ctx, 0, lo);
        if (has_low) {
            builtin_put_index(ctx, 0, hi);
        } else {
            duk_pop(ctx);
            if (has_high)
                array_delete(ctx, 0, hi);
        }
    }
    return 1;
}

/* [ value start end ] -> [ this ] */
static duk_ret_t array_fill(duk_context *ctx)
{
    double len, k, end;

    builtin_push_this_object(ctx, "Array.prototype.fill");
    len = builtin_length(ctx, 3);
    k = builtin_relative(ctx, 1, len, 0);
    end = builtin_relative(ctx, 2, len, len);
    if (end - k < 10000000)
        array_reserve(ctx, 3, (uint32_t)(end > k ? end : k));
    for (; k < end; k++) {
        duk_dup(ctx, 0);
        builtin_put_index(ctx, 3, k);
    }
    return 1;
}

/* [ target start end ] -> [ this ] */
static duk_ret_t array_copy_within(duk_context *ctx)
{
    double len, to, from, end, count;
    int step = 1;

    builtin_push_this_object(ctx, "Array.prototype.copyWithin");
    len = builtin_length(ctx, 3);
    to = builtin_relative(ctx, 0, len, 0);
    from = builtin_relative(ctx, 1, len, 0);
    end = builtin_relative(ctx, 2, len, len);
    count = end - from < len - to ? end - from : len - to;
    if (from < to && to < from + count) {
        step = -1;
        from += count - 1;
        to += count - 1;
    }
    for (; count > 0; count--, from += step, to += step)
        move_element(ctx, 3, from, to);
    return 1;
}

/* [ compare ] -> [ this ] */
static duk_ret_t array_sort(duk_context *ctx)
{
    double len, n = 0;

    array_check_comparator(ctx, 0);
    builtin_push_this_object(ctx, "Array.prototype.sort");
    len = builtin_length(ctx, 1);
    duk_push_array(ctx);
    for (double k = 0; k < len; k++) {
        if (array_take(ctx, 1, k)) {
            array_append(ctx, 2);
            n++;
        }
    }
    array_sort_list(ctx, 2, (uint32_t)n, 0, stable_sort);
    for (double k = 0; k < n; k++) {
        array_take_any(ctx, 2, k);
        builtin_put_index(ctx, 1, k);
    }
    for (double k = n; k < len; k++) {
        if (builtin_has_index(ctx, 1, k))
            array_delete(ctx, 1, k);
    }
    duk_dup(ctx, 1);
    return 1;
}

const ObjectFunction array_edit_methods[] = {
    { "push", array_push, DUK_VARARGS, 1, 0 },
    { "pop", array_pop_last, 0, 0, 0 },
    { "shift", array_shift_first, 0, 0, 0 },
    { "unshift", array_unshift, DUK_VARARGS, 1, 0 },
    { "splice", array_splice, DUK_VARARGS, 2, 0 },
    { "reverse", array_reverse_all, 0, 0, 0 },
    { "fill", array_fill, 3, 1, 0 },
    { "copyWithin", array_copy_within, 3, 2, 0 },
    { "sort", array_sort, 1, 1, 0 },
    { NULL, NULL, 0, 0, 0 },
};
