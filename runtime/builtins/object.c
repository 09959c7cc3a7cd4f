/* object.c: the static methods of Object that make lists of, and objects from,
 * properties. Those about descriptors and integrity stand in object_meta.c. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/array.h"
#include "runtime/engine/meta.h"

enum { KEYS, VALUES, ENTRIES };

/* [ object ] -> [ array ]; magic: which */
static duk_ret_t object_list(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    duk_uarridx_t n;

    duk_to_object(ctx, 0);
    duk_push_array(ctx);
    duk_insert(ctx, 0); /* [ out object ] */
    meta_own_keys(ctx, 1, META_STRINGS);
    n = (duk_uarridx_t)duk_get_length(ctx, 2);
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_set_top(ctx, 3);
        duk_get_prop_index(ctx, 2, k);
        if (!meta_is_enumerable(ctx, 1, 3))
            continue;
        if (which == KEYS) {
            array_append(ctx, 0);
            continue;
        }
        duk_dup_top(ctx);
        duk_get_prop(ctx, 1);
        if (which == ENTRIES) {
            duk_push_array(ctx);
            duk_dup(ctx, 3);
            array_append(ctx, -2);
            duk_dup(ctx, 4);
            array_append(ctx, -2);
        }
        array_append(ctx, 0);
    }
    duk_set_top(ctx, 1);
    return 1;
}

/* [ entry ] -> [ ]; below: [ iterable object … ] */
static bool add_entry(duk_context *ctx, void *udata)
{
    duk_idx_t entry = duk_get_top_index(ctx);

    (void)udata;
    if (!builtin_is_object(ctx, entry))
        builtin_type_error(ctx, "Iterator value %s is not an entry object",
                           builtin_describe(ctx, entry));
    duk_get_prop_index(ctx, entry, 0);
    duk_get_prop_index(ctx, entry, 1);
    duk_def_prop(ctx, 1, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
    duk_set_top(ctx, entry);
    return true;
}

/* [ iterable ] -> [ object ] */
static duk_ret_t object_from_entries(duk_context *ctx)
{
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "%s is not iterable", builtin_describe(ctx, 0));
    duk_push_object(ctx);
    iterate(ctx, 0, add_entry, NULL);
    return 1;
}

/* [ object key ] -> [ bool ] */
static duk_ret_t object_has_own(duk_context *ctx)
{
    duk_to_object(ctx, 0);
    meta_to_key(ctx, 1);
    duk_push_boolean(ctx, meta_has_own(ctx, 0, 1));
    return 1;
}

/* [ object ] -> [ descriptors ] */
static duk_ret_t object_descriptors(duk_context *ctx)
{
    duk_uarridx_t n;

    duk_to_object(ctx, 0);
    duk_push_object(ctx);
    meta_own_keys(ctx, 0, META_STRINGS | META_SYMBOLS);
    n = (duk_uarridx_t)duk_get_length(ctx, 2);
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, 2, k);
        duk_dup_top(ctx);
        meta_get_own(ctx, 0);
        if (duk_is_undefined(ctx, -1))
            duk_pop_2(ctx);
        else
            duk_def_prop(ctx, 1, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
    }
    duk_pop(ctx);
    return 1;
}

typedef struct {
    double n;
} Grouping;

/* [ value ] -> [ ]; below: [ items callback map keys … ] */
static bool group_value(duk_context *ctx, void *udata)
{
    Grouping *g = udata;
    duk_idx_t value = duk_get_top_index(ctx);

    duk_dup(ctx, 1);
    duk_push_undefined(ctx);
    duk_dup(ctx, value);
    duk_push_number(ctx, g->n++);
    duk_call_method(ctx, 2);
    meta_to_key(ctx, -1);
    duk_dup_top(ctx);
    if (!duk_get_prop(ctx, 2)) {
        duk_pop(ctx);
        duk_push_array(ctx);
        duk_dup(ctx, value + 1);
        duk_dup(ctx, -2);
        duk_put_prop(ctx, 2);
    }
    duk_dup(ctx, value);
    array_append(ctx, -2);
    duk_set_top(ctx, value);
    return true;
}

/* [ items callback ] -> [ object ] */
static duk_ret_t object_group_by(duk_context *ctx)
{
    Grouping g = { 0 };

    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "%s is not iterable", builtin_describe(ctx, 0));
    builtin_require_callable(ctx, 1);
    duk_push_bare_object(ctx);
    iterate(ctx, 0, group_value, &g);
    duk_dup(ctx, 2);
    return 1;
}

/* [ target sources… ] -> [ target ] */
static duk_ret_t object_assign(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    if (n == 0)
        duk_push_undefined(ctx);
    duk_to_object(ctx, 0);
    for (duk_idx_t s = 1; s < n; s++) {
        duk_uarridx_t count;

        if (duk_is_null_or_undefined(ctx, s))
            continue;
        duk_dup(ctx, s);
        duk_to_object(ctx, -1); /* at n */
        meta_own_keys(ctx, n, META_STRINGS | META_SYMBOLS);
        count = (duk_uarridx_t)duk_get_length(ctx, n + 1);
        for (duk_uarridx_t k = 0; k < count; k++) {
            duk_get_prop_index(ctx, n + 1, k);
            if (meta_is_enumerable(ctx, n, n + 2)) {
                duk_dup_top(ctx);
                duk_get_prop(ctx, n);
                duk_put_prop(ctx, 0);
            }
            duk_set_top(ctx, n + 2);
        }
        duk_set_top(ctx, n);
    }
    duk_set_top(ctx, 1);
    return 1;
}

void object_install(duk_context *ctx)
{
    static const ObjectFunction statics[] = {
        { "keys", object_list, 1, 1, KEYS },
        { "values", object_list, 1, 1, VALUES },
        { "entries", object_list, 1, 1, ENTRIES },
        { "fromEntries", object_from_entries, 1, 1, 0 },
        { "hasOwn", object_has_own, 2, 2, 0 },
        { "getOwnPropertyDescriptors", object_descriptors, 1, 1, 0 },
        { "groupBy", object_group_by, 2, 2, 0 },
        { "assign", object_assign, DUK_VARARGS, 2, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    duk_get_global_literal(ctx, "Object");
    object_put_functions(ctx, -1, statics);
    duk_pop(ctx);
}
