/* typed_array_methods.c: the methods of %TypedArray%.prototype that call nothing back,
 * but for comparators. */
#include <stdio.h>

#include "runtime/builtins/array_private.h"
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/typed_array.h"
#include "runtime/engine/bigint.h"

/* [ index ] -> [ value ] */
static duk_ret_t view_at(duk_context *ctx)
{
    View v = typed_array_this(ctx, "%TypedArray%.prototype.at");
    double len = (double)v.length, k = builtin_to_integer(ctx, 0);

    k = k < 0 ? k + len : k;
    if (k < 0 || k >= len)
        return 0;
    typed_array_get(ctx, 1, k);
    return 1;
}

/* [ ] -> [ iterator ]; magic: the kind */
static duk_ret_t view_iterator(duk_context *ctx)
{
    typed_array_this(ctx, "%TypedArray%.prototype.values");
    iterate_push_array_iterator(ctx, (IterateKind)duk_get_current_magic(ctx));
    return 1;
}

/* [ target start end ] -> [ this ] */
static duk_ret_t view_copy_within(duk_context *ctx)
{
    View v = typed_array_this(ctx, "%TypedArray%.prototype.copyWithin");
    double len = (double)v.length, to, from, end, n;

    to = builtin_relative(ctx, 0, len, 0);
    from = builtin_relative(ctx, 1, len, 0);
    end = builtin_relative(ctx, 2, len, len);
    n = end - from < len - to ? end - from : len - to;
    if (n <= 0)
        return 1;
    v = typed_array_require(ctx, 3, "%TypedArray%.prototype.copyWithin");
    len = (double)v.length;
    n = from + n > len ? len - from : n;
    n = to + n > len ? len - to : n;
    if (n > 0)
        memmove(v.data + (size_t)to * v.size, v.data + (size_t)from * v.size,
                (size_t)n * v.size);
    return 1;
}

/* [ value start end ] -> [ this ] */
static duk_ret_t view_fill(duk_context *ctx)
{
    View v = typed_array_this(ctx, "%TypedArray%.prototype.fill");
    double len = (double)v.length, from, end;
    unsigned char bytes[8];

    typed_array_convert(ctx, v.type, 0);
    from = builtin_relative(ctx, 1, len, 0);
    end = builtin_relative(ctx, 2, len, len);
    v = typed_array_require(ctx, 3, "%TypedArray%.prototype.fill");
    end = end < (double)v.length ? end : (double)v.length;
    duk_dup(ctx, 0);
    view_encode(ctx, v.type, bytes);
    duk_pop(ctx);
    if (end <= from)
        return 1;
    if (v.size == 1) {
        memset(v.data + (size_t)from, bytes[0], (size_t)(end - from));
        return 1;
    }
    for (size_t k = (size_t)from; k < (size_t)end; k++)
        memcpy(v.data + k * v.size, bytes, v.size);
    return 1;
}

enum { INDEX_OF, LAST_INDEX_OF, INCLUDES };

/* [ value from? ] -> [ index | bool ]; magic: which */
static duk_ret_t view_search(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    duk_idx_t args = duk_get_top(ctx);
    View v = typed_array_this(ctx, "%TypedArray%.prototype.indexOf");
    double len = (double)v.length, k, where = -1;

    duk_insert(ctx, 0);
    duk_set_top(ctx, 3);
    if (len > 0) {
        if (which == LAST_INDEX_OF) {
            k = args > 1 ? builtin_to_integer(ctx, 2) : len - 1;
            k = k < 0 ? len + k : k > len - 1 ? len - 1 : k;
        } else {
            k = builtin_relative(ctx, 2, len, 0);
        }
        view_read(ctx, 0, &v);
        for (int step = which == LAST_INDEX_OF ? -1 : 1; k >= 0 && k < len && where < 0;
             k += step) {
            if (k >= (double)v.length) {
                if (which == INCLUDES && duk_is_undefined(ctx, 1))
                    where = k;
                continue;
            }
            view_push_element(ctx, &v, (size_t)k);
            if (duk_strict_equals(ctx, 1, -1) ||
                (which == INCLUDES && duk_is_nan(ctx, 1) && duk_is_nan(ctx, -1)))
                where = k;
            duk_pop(ctx);
        }
    }
    if (which == INCLUDES)
        duk_push_boolean(ctx, where >= 0);
    else
        duk_push_number(ctx, where);
    return 1;
}

/* [ separator ] -> [ text ]; magic 1: toLocaleString, [ locales options ] */
static duk_ret_t view_join(duk_context *ctx)
{
    bool locale = duk_get_current_magic(ctx) != 0;
    View v = typed_array_this(ctx, locale ? "%TypedArray%.prototype.toLocaleString"
                                          : "%TypedArray%.prototype.join");
    size_t len = v.length;

    duk_push_array(ctx); /* [ separator _ this list ] */
    if (!locale && !duk_is_undefined(ctx, 0))
        duk_to_string(ctx, 0);
    for (size_t k = 0; k < len; k++) {
        typed_array_get(ctx, 2, (double)k);
        if (locale && !duk_is_undefined(ctx, -1)) {
            duk_get_prop_literal(ctx, -1, "toLocaleString");
            duk_swap_top(ctx, -2);
            duk_dup(ctx, 0);
            duk_dup(ctx, 1);
            duk_call_method(ctx, 2);
            duk_to_string(ctx, -1);
        }
        array_append(ctx, 3);
    }
    duk_get_prop_literal(ctx, 3, "join");
    duk_dup(ctx, 3);
    if (locale)
        duk_push_literal(ctx, ",");
    else
        duk_dup(ctx, 0);
    duk_call_method(ctx, 1);
    return 1;
}

static void swap_elements(View *v, size_t a, size_t b)
{
    unsigned char tmp[8];

    memcpy(tmp, v->data + a * v->size, v->size);
    memcpy(v->data + a * v->size, v->data + b * v->size, v->size);
    memcpy(v->data + b * v->size, tmp, v->size);
}

/* [ ] -> [ view ]; magic: 1 a copy */
static duk_ret_t view_reverse(duk_context *ctx)
{
    bool copy = duk_get_current_magic(ctx) != 0;
    View v = typed_array_this(ctx, "%TypedArray%.prototype.reverse"), from = v;

    if (copy) {
        typed_array_push(ctx, v.type, (double)v.length);
        view_read(ctx, -1, &v);
        memcpy(v.data, from.data, from.length * from.size);
    }
    for (size_t lo = 0, hi = v.length; lo + 1 < hi; lo++, hi--)
        swap_elements(&v, lo, hi - 1);
    return 1;
}

/* [ source offset ] -> [ ] */
static duk_ret_t view_set(duk_context *ctx)
{
    View to, from;
    double offset, n;

    duk_push_this(ctx);
    if (!view_read(ctx, 2, &to) || to.type == VIEW_DATA)
        builtin_type_error(ctx, "this is not a typed array.");
    offset = builtin_to_integer(ctx, 1);
    if (offset < 0)
        builtin_range_error(ctx, "offset is out of bounds");
    to = typed_array_require(ctx, 2, "%TypedArray%.prototype.set");
    if (view_read(ctx, 0, &from) && from.type != VIEW_DATA) {
        if (from.out)
            builtin_type_error(
                ctx,
                "Cannot perform %%TypedArray%%.prototype.set on a detached ArrayBuffer");
        if (view_is_bigint(from.type) != view_is_bigint(to.type))
            builtin_type_error(ctx, "Cannot mix BigInt and other types, use explicit "
                                    "conversions");
        if (offset + (double)from.length > (double)to.length)
            builtin_range_error(ctx, "offset is out of bounds");
        if (from.type == to.type ||
            (from.size == 1 && to.size == 1 && to.type != VIEW_UINT8C)) {
            memmove(to.data + (size_t)offset * to.size, from.data,
                    from.length * from.size);
            return 0;
        }
        /* The same memory may be under both: from a copy. */
        from.data = memcpy(duk_push_fixed_buffer(ctx, from.length * from.size + 1),
                           from.data, from.length * from.size);
        for (size_t k = 0; k < from.length; k++) {
            view_push_element(ctx, &from, k);
            view_encode(ctx, to.type, to.data + ((size_t)offset + k) * to.size);
            duk_pop(ctx);
        }
        return 0;
    }
    duk_to_object(ctx, 0);
    n = builtin_length(ctx, 0);
    if (offset + n > (double)to.length)
        builtin_range_error(ctx, "offset is out of bounds");
    for (double k = 0; k < n; k++) {
        array_take_any(ctx, 0, k);
        typed_array_put(ctx, 2, offset + k);
    }
    return 0;
}

/* [ start end ] -> [ view ] */
static duk_ret_t view_slice(duk_context *ctx)
{
    View v = typed_array_this(ctx, "%TypedArray%.prototype.slice"), to;
    double len = (double)v.length, from, end, n;

    from = builtin_relative(ctx, 0, len, 0);
    end = builtin_relative(ctx, 1, len, len);
    n = end > from ? end - from : 0;
    duk_push_number(ctx, n);
    to = typed_array_push_species(ctx, 2, 1);
    if (n == 0)
        return 1;
    v = typed_array_require(ctx, 2, "%TypedArray%.prototype.slice");
    end = end < (double)v.length ? end : (double)v.length;
    if (to.type == v.type) {
        size_t bytes = end > from ? (size_t)(end - from) * v.size : 0;

        if (bytes > to.length * to.size)
            bytes = to.length * to.size;
        /* Byte by byte upwards, where they overlap. */
        for (size_t k = 0; k < bytes; k++)
            to.data[k] = v.data[(size_t)from * v.size + k];
        return 1;
    }
    for (double k = from; k < end; k++) {
        typed_array_get(ctx, 2, k);
        typed_array_put(ctx, 3, k - from);
    }
    return 1;
}

/* [ start end ] -> [ view ] */
static duk_ret_t view_subarray(duk_context *ctx)
{
    View v;
    double len, from, end;
    bool tracking;

    duk_push_this(ctx);
    if (!view_read(ctx, 2, &v) || v.type == VIEW_DATA)
        builtin_type_error(ctx, "this is not a typed array.");
    len = (double)v.length;
    from = builtin_relative(ctx, 0, len, 0);
    tracking = v.tracking && duk_is_undefined(ctx, 1);
    end = tracking ? 0 : builtin_relative(ctx, 1, len, len);
    view_push_buffer(ctx, 2);
    duk_push_number(ctx, (double)v.offset + from * (double)v.size);
    if (!tracking)
        duk_push_number(ctx, end > from ? end - from : 0);
    typed_array_push_species(ctx, 2, tracking ? 2 : 3);
    return 1;
}

/* ---- Sorting ---- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    if (isnan(x) || isnan(y))
        return isnan(x) ? !isnan(y) : -1;
    if (x == y)
        return (signbit(x) == 0) - (signbit(y) == 0); /* -0 before 0 */
    return x < y ? -1 : 1;
}

static int compare_signed(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static int compare_unsigned(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* The elements of a view without a comparator. */
static void sort_numbers(duk_context *ctx, View *v)
{
    double *d;

    if (view_is_bigint(v->type)) {
        qsort(v->data, v->length, 8,
              v->type == VIEW_BIGINT64 ? compare_signed : compare_unsigned);
        return;
    }
    d = duk_push_fixed_buffer(ctx, v->length * sizeof *d + 1);
    for (size_t k = 0; k < v->length; k++) {
        view_push_element(ctx, v, k);
        d[k] = duk_get_number(ctx, -1);
        duk_pop(ctx);
    }
    qsort(d, v->length, sizeof *d, compare_doubles);
    for (size_t k = 0; k < v->length; k++) {
        duk_push_number(ctx, d[k]);
        view_encode(ctx, v->type, v->data + k * v->size);
        duk_pop(ctx);
    }
    duk_pop(ctx);
}

/* [ compare ] -> [ view ]; magic: 1 a copy */
static duk_ret_t view_sort(duk_context *ctx)
{
    bool copy = duk_get_current_magic(ctx) != 0;
    View v, from;
    duk_idx_t out = 1;
    size_t n;

    array_check_comparator(ctx, 0);
    from = v = typed_array_this(ctx, "%TypedArray%.prototype.sort");
    if (copy) {
        typed_array_push(ctx, v.type, (double)v.length);
        view_read(ctx, -1, &v);
        memcpy(v.data, from.data, from.length * from.size);
        out = 2;
    }
    if (duk_is_undefined(ctx, 0)) {
        sort_numbers(ctx, &v);
        return 1;
    }
    n = v.length;
    duk_push_array(ctx);
    for (size_t k = 0; k < n; k++) {
        typed_array_get(ctx, out, (double)k);
        array_append(ctx, out + 1);
    }
    array_sort_list(ctx, out + 1, (uint32_t)n, 0, stable_sort_halves);
    for (size_t k = 0; k < n; k++) {
        array_take_any(ctx, out + 1, (double)k);
        typed_array_put(ctx, out, (double)k);
    }
    duk_dup(ctx, out);
    return 1;
}

/* [ index value ] -> [ view ] */
static duk_ret_t view_with(duk_context *ctx)
{
    View v = typed_array_this(ctx, "%TypedArray%.prototype.with"), to;
    double len = (double)v.length, at = builtin_to_integer(ctx, 0);

    at = at < 0 ? at + len : at;
    typed_array_convert(ctx, v.type, 1);
    view_read(ctx, 2, &v);
    if (at < 0 || at >= (double)v.length)
        builtin_range_error(ctx, "Invalid typed array index");
    typed_array_push(ctx, v.type, len);
    view_read(ctx, 2, &v);
    view_read(ctx, 3, &to);
    memcpy(to.data, v.data, (v.length < to.length ? v.length : to.length) * v.size);
    duk_dup(ctx, 1);
    typed_array_put(ctx, 3, at);
    return 1;
}

const ObjectFunction typed_array_methods[] = {
    { "at", view_at, 1, 1, 0 },
    { "keys", view_iterator, 0, 0, ITERATE_KEYS },
    { "values", view_iterator, 0, 0, ITERATE_VALUES },
    { "entries", view_iterator, 0, 0, ITERATE_ENTRIES },
    { "copyWithin", view_copy_within, 3, 2, 0 },
    { "fill", view_fill, 3, 1, 0 },
    { "indexOf", view_search, DUK_VARARGS, 1, INDEX_OF },
    { "lastIndexOf", view_search, DUK_VARARGS, 1, LAST_INDEX_OF },
    { "includes", view_search, DUK_VARARGS, 1, INCLUDES },
    { "join", view_join, 2, 1, 0 },
    { "toLocaleString", view_join, 2, 0, 1 },
    { "reverse", view_reverse, 0, 0, 0 },
    { "toReversed", view_reverse, 0, 0, 1 },
    { "set", view_set, 2, 1, 0 },
    { "slice", view_slice, 2, 2, 0 },
    { "subarray", view_subarray, 2, 2, 0 },
    { "sort", view_sort, 1, 1, 0 },
    { "toSorted", view_sort, 1, 1, 1 },
    { "with", view_with, 2, 2, 0 },
    { NULL, NULL, 0, 0, 0 },
};
