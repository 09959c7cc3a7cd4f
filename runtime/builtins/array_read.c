/* array_read.c: the methods of Array.prototype that read without calling back: search,
 * join, slice, concat. */
#include "runtime/builtins/array_private.h"

/* [ value from? ] -> [ index | bool ]; magic: 0 indexOf, 1 lastIndexOf, 2 includes */
static duk_ret_t array_search(duk_context *ctx)
{
    enum { INDEX_OF, LAST_INDEX_OF, INCLUDES };
    static const char *const names[] = { "Array.prototype.indexOf",
                                         "Array.prototype.lastIndexOf",
                                         "Array.prototype.includes" };
    int which = duk_get_current_magic(ctx);
    duk_idx_t args = duk_get_top(ctx);
    double len, k, where = -1;

    builtin_push_this_object(ctx, names[which]);
    duk_insert(ctx, 0);
    duk_set_top(ctx, 3);
    len = builtin_length(ctx, 0);
    if (len == 0)
        goto done;
    if (which == LAST_INDEX_OF) {
        k = args > 1 ? builtin_to_integer(ctx, 2) : len - 1;
        k = k < 0 ? len + k : k > len - 1 ? len - 1 : k;
    } else {
        k = builtin_relative(ctx, 2, len, 0);
    }
    if (array_find(ctx, 0, 1, k, which == LAST_INDEX_OF, which == INCLUDES, &where))
        goto done;
    for (int step = which == LAST_INDEX_OF ? -1 : 1; k >= 0 && k < len; k += step) {
        bool same;

        if (which == INCLUDES)
            array_take_any(ctx, 0, k);
        else if (!array_take(ctx, 0, k))
            continue;
        same = which == INCLUDES && duk_is_number(ctx, 1) && duk_is_number(ctx, -1)
                   ? duk_get_number(ctx, 1) == duk_get_number(ctx, -1) ||
                         (isnan(duk_get_number(ctx, 1)) && isnan(duk_get_number(ctx, -1)))
                   : duk_strict_equals(ctx, 1, -1) != 0;
        duk_pop(ctx);
        if (same) {
            where = k;
            break;
        }
    }
done:
    if (which == INCLUDES)
        duk_push_boolean(ctx, where >= 0);
    else
        duk_push_number(ctx, where);
    return 1;
}

/* [ index ] -> [ value ] */
static duk_ret_t array_at(duk_context *ctx)
{
    double len, k;

    builtin_push_this_object(ctx, "Array.prototype.at");
    len = builtin_length(ctx, 1);
    k = builtin_to_integer(ctx, 0);
    k = k < 0 ? k + len : k;
    if (k < 0 || k >= len)
        return 0;
    array_take_any(ctx, 1, k);
    return 1;
}

/* ---- join ---- */

/* The arrays that are being joined, innermost first: one inside of itself gives "". */
typedef struct Joining {
    struct Joining *outer;
    void *array;
    bool locale;
    duk_idx_t array_at, separator;
} Joining;

static __thread Joining *joining;

/* [ element ] -> [ text ] */
static void element_to_string(duk_context *ctx, const Joining *j)
{
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_literal(ctx, "");
    } else if (j->locale) {
        duk_get_prop_literal(ctx, -1, "toLocaleString");
        duk_swap_top(ctx, -2);
        duk_dup(ctx, 0); /* the locales */
        duk_dup(ctx, 1); /* the options */
        duk_call_method(ctx, 2);
        duk_to_string(ctx, -1);
    } else if (duk_is_symbol(ctx, -1)) {
        builtin_type_error(ctx, "Cannot convert a Symbol value to a string");
    } else {
        duk_to_string(ctx, -1);
    }
}

/* [ ] -> [ text ] */
static duk_ret_t join_elements(duk_context *ctx, void *udata)
{
    Joining *j = udata;
    double len = builtin_length(ctx, j->array_at);
    duk_idx_t base;
    size_t used = 0, room = 256, sep_len;
    const char *sep;
    char *out;

    if (j->separator >= 0 && !duk_is_undefined(ctx, j->separator))
        duk_to_string(ctx, j->separator);
    sep = j->separator >= 0 && !duk_is_undefined(ctx, j->separator)
              ? duk_get_lstring(ctx, j->separator, &sep_len)
              : (sep_len = 1, ",");
    if (len > 1 && sep_len * (len - 1) > 536870888.0)
        builtin_range_error(ctx, "Invalid string length");
    base = duk_get_top(ctx);
    out = duk_push_dynamic_buffer(ctx, room);
    for (double k = 0; k < len; k++) {
        duk_size_t n;
        const char *text;

        array_take_any(ctx, j->array_at, k);
        element_to_string(ctx, j);
        text = duk_get_lstring(ctx, -1, &n);
        if (used + n + sep_len > room) {
            room = (used + n + sep_len) * 2;
            if (room > 2000000000)
                builtin_range_error(ctx, "Invalid string length");
            out = duk_resize_buffer(ctx, base, room);
        }
        if (k > 0) {
            memcpy(out + used, sep, sep_len);
            used += sep_len;
        }
        memcpy(out + used, text, n);
        used += n;
        duk_pop(ctx);
    }
    duk_push_lstring(ctx, out, used);
    return 1;
}

/* [ … object ] -> [ text ]; locale: locales and options are at 0 and 1. */
static void join(duk_context *ctx, duk_idx_t separator, bool locale)
{
    Joining j = { joining, duk_get_heapptr(ctx, -1), locale, duk_get_top_index(ctx),
                  separator };
    duk_int_t failed;

    for (Joining *o = joining; o != NULL; o = o->outer) {
        if (o->array == j.array) {
            duk_push_literal(ctx, "");
            return;
        }
    }
    joining = &j;
    duk_require_stack(ctx, 16);
    failed = duk_safe_call(ctx, join_elements, &j, 0, 1);
    joining = j.outer;
    if (failed)
        (void)duk_throw(ctx);
}

void array_join_list(duk_context *ctx, duk_idx_t separator)
{
    join(ctx, separator, false);
}

/* [ separator ] -> [ text ] */
static duk_ret_t array_join(duk_context *ctx)
{
    builtin_push_this_object(ctx, "Array.prototype.join");
    join(ctx, 0, false);
    return 1;
}

/* [ locales options ] -> [ text ] */
static duk_ret_t array_to_locale_string(duk_context *ctx)
{
    builtin_push_this_object(ctx, "Array.prototype.toLocaleString");
    join(ctx, -1, true);
    return 1;
}

/* [ ] -> [ text ] */
static duk_ret_t array_to_string(duk_context *ctx)
{
    builtin_push_this_object(ctx, "Array.prototype.toString");
    duk_get_prop_literal(ctx, -1, "join");
    if (!duk_is_function(ctx, -1)) {
        duk_pop(ctx);
        duk_get_global_literal(ctx, "Object");
        duk_get_prop_literal(ctx, -1, "prototype");
        duk_get_prop_literal(ctx, -1, "toString");
    }
    duk_dup(ctx, 0);
    duk_call_method(ctx, 0);
    return 1;
}

/* ---- slice, concat ---- */

/* Elements from..to of the value at i, where it has them, become those from `at` on of
 * the object at `out`: a plain array, or one whose definition may do anything. */
static void copy_elements(duk_context *ctx, duk_idx_t i, double from, double to,
                          duk_idx_t out, bool plain, double at)
{
    uint32_t n = 0;
    const uint32_t *indexes = NULL;

    if (plain && to <= 4294967295.0 && from < to)
        indexes = array_push_sparse(ctx, i, (uint32_t)from, (uint32_t)to, &n);
    if (indexes == NULL) {
        for (double k = from; k < to; k++) {
            if (array_take(ctx, i, k))
                builtin_create_index(ctx, out, at + (k - from));
        }
        return;
    }
    for (uint32_t k = 0; k < n; k++) {
        if (array_take(ctx, i, indexes[k]))
            builtin_create_index(ctx, out, at + (indexes[k] - from));
    }
    duk_pop(ctx);
}

/* [ start end ] -> [ array ] */
static duk_ret_t array_slice_of(duk_context *ctx)
{
    double len, from, to, n;
    bool plain;

    builtin_push_this_object(ctx, "Array.prototype.slice");
    len = builtin_length(ctx, 2);
    from = builtin_relative(ctx, 0, len, 0);
    to = builtin_relative(ctx, 1, len, len);
    n = to > from ? to - from : 0;
    if (array_is_plain(ctx, 2, false)) {
        duk_get_prop_literal(ctx, 2, "constructor");
        if (intrinsic_is(ctx, -1, INTRINSIC_ARRAY) && from + n <= 4294967295.0) {
            duk_get_prop_literal(ctx, -1, DUK_WELLKNOWN_SYMBOL("Symbol.species"));
            if (intrinsic_is(ctx, -1, INTRINSIC_ARRAY) &&
                array_slice(ctx, 2, (uint32_t)from, (uint32_t)(from + n)))
                return 1;
        }
        duk_set_top(ctx, 3);
    }
    plain = array_push_species(ctx, 2, n);
    copy_elements(ctx, 2, from, to, 3, plain, 0);
    array_put_length(ctx, 3, n);
    return 1;
}

/* IsConcatSpreadable of the value at i. */
static bool is_spreadable(duk_context *ctx, duk_idx_t i)
{
    bool spread;

    if (!builtin_is_object(ctx, i))
        return false;
    duk_get_prop_literal(ctx, i, DUK_WELLKNOWN_SYMBOL("Symbol.isConcatSpreadable"));
    if (duk_is_undefined(ctx, -1))
        spread = array_is(ctx, i);
    else
        spread = duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    return spread;
}

/* The value at i goes to the end of the array at `out`, n elements so far. */
static double concat_value(duk_context *ctx, duk_idx_t out, duk_idx_t i, double n,
                           bool plain)
{
    double len;

    if (!is_spreadable(ctx, i)) {
        if (n >= 9007199254740991.0)
            builtin_type_error(ctx, "Invalid array length");
        duk_dup(ctx, i);
        builtin_create_index(ctx, out, n);
        return n + 1;
    }
    len = builtin_length(ctx, i);
    if (n + len > 9007199254740991.0)
        builtin_type_error(ctx, "Invalid array length");
    if (plain && len > 0 && (double)duk_get_length(ctx, out) == n &&
        array_is_plain(ctx, i, false) && (double)duk_get_length(ctx, i) == len &&
        array_append_all(ctx, out, i))
        return n + len;
    copy_elements(ctx, i, 0, len, out, plain, n);
    return n + len;
}

/* [ args… ] -> [ array ] */
static duk_ret_t array_concat(duk_context *ctx)
{
    duk_idx_t args = duk_get_top(ctx);
    double n = 0;
    bool plain;

    builtin_push_this_object(ctx, "Array.prototype.concat");
    duk_insert(ctx, 0);
    plain = array_push_species(ctx, 0, 0);
    for (duk_idx_t k = 0; k <= args; k++)
        n = concat_value(ctx, args + 1, k, n, plain);
    array_put_length(ctx, args + 1, n);
    return 1;
}

const ObjectFunction array_read_methods[] = {
    { "indexOf", array_search, DUK_VARARGS, 1, 0 },
    { "lastIndexOf", array_search, DUK_VARARGS, 1, 1 },
    { "includes", array_search, DUK_VARARGS, 1, 2 },
    { "at", array_at, 1, 1, 0 },
    { "join", array_join, 1, 1, 0 },
    { "toString", array_to_string, 0, 0, 0 },
    { "toLocaleString", array_to_locale_string, 2, 0, 0 },
    { "slice", array_slice_of, 2, 2, 0 },
    { "concat", array_concat, DUK_VARARGS, 1, 0 },
    { NULL, NULL, 0, 0, 0 },
};
