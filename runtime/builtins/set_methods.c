/* set_methods.c: union, intersection and their kin of Set.prototype, for any set-like
 * object: one with a size, has and keys. */
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/set_methods.h"

enum {
    UNION,
    INTERSECTION,
    DIFFERENCE,
    SYMMETRIC_DIFFERENCE,
    IS_SUBSET_OF,
    IS_SUPERSET_OF,
    IS_DISJOINT_FROM
};

static const char *const names[] = {
    "union",      "intersection", "difference",     "symmetricDifference",
    "isSubsetOf", "isSupersetOf", "isDisjointFrom",
};

/* The stack of each method: the other, this, the other's has and keys, the result. */
enum { OTHER, SELF, HAS, KEYS, RESULT };

/* GetSetRecord of the argument: [ other this ] -> [ other this has keys ]; its size. */
static double read_record(duk_context *ctx)
{
    double size;

    if (!builtin_is_object(ctx, OTHER))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, OTHER));
    duk_get_prop_literal(ctx, OTHER, "size");
    size = duk_to_number(ctx, -1);
    duk_pop(ctx);
    if (isnan(size))
        builtin_type_error(ctx, "The 'size' property must be a number");
    size = trunc(size);
    if (size < 0)
        builtin_range_error(ctx, "'%.0f' is an invalid size", size);
    for (int k = 0; k < 2; k++) {
        const char *name = k == 0 ? "has" : "keys";

        duk_get_prop_string(ctx, OTHER, name);
        if (!duk_is_function(ctx, -1))
            builtin_type_error(ctx, "'%s' property must be a function", name);
    }
    return size;
}

/* Is the value on top in the other one? [ value ] -> [ value ] */
static bool other_has(duk_context *ctx)
{
    bool has;

    duk_dup(ctx, HAS);
    duk_dup(ctx, OTHER);
    duk_dup(ctx, -3);
    duk_call_method(ctx, 1);
    has = duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    return has;
}

/* [ ] -> [ set ] */
static void push_set(duk_context *ctx, bool copy)
{
    TableCursor cursor = { 0 };

    intrinsic_push(ctx, INTRINSIC_SET_PROTOTYPE);
    slots_push_object(ctx, SLOTS_SET, 1);
    table_init(ctx, -1);
    if (!copy)
        return;
    table_push_position(ctx, SELF);
    while (table_next(ctx, RESULT + 1, &cursor)) {
        table_set(ctx, RESULT, -2, -2);
        duk_pop_2(ctx);
    }
    duk_pop(ctx);
}

/* [ ] -> [ iterator next ] of the other's keys. */
static void open_keys(duk_context *ctx)
{
    duk_dup(ctx, KEYS);
    duk_dup(ctx, OTHER);
    duk_call_method(ctx, 0);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, -1));
    duk_get_prop_literal(ctx, -1, "next");
}

/* -0 counts as 0. */
static void normalize_key(duk_context *ctx)
{
    if (duk_is_number(ctx, -1) && duk_get_number(ctx, -1) == 0) {
        duk_pop(ctx);
        duk_push_int(ctx, 0);
    }
}

/* Goes through the other's keys. */
static void by_keys(duk_context *ctx, int which)
{
    duk_idx_t at = duk_get_top(ctx);

    open_keys(ctx);
    while (iterate_step(ctx, at)) {
        normalize_key(ctx);
        if (which == UNION) {
            table_set(ctx, RESULT, -1, -1);
        } else if (which == INTERSECTION) {
            if (table_has(ctx, SELF, -1))
                table_set(ctx, RESULT, -1, -1);
        } else if (which == DIFFERENCE) {
            table_delete(ctx, RESULT, -1);
        } else if (table_has(ctx, SELF, -1)) {
            table_delete(ctx, RESULT, -1);
        } else {
            table_set(ctx, RESULT, -1, -1);
        }
        duk_pop(ctx);
    }
    duk_set_top(ctx, at);
}

/* Goes through this one's values, asking the other for each. */
static void by_values(duk_context *ctx, int which)
{
    duk_idx_t at = duk_get_top(ctx);
    TableCursor cursor = { 0 };

    table_push_position(ctx, SELF);
    while (table_next(ctx, at, &cursor)) {
        duk_pop(ctx);
        if (other_has(ctx)) {
            if (which == INTERSECTION)
                table_set(ctx, RESULT, -1, -1);
            else
                table_delete(ctx, RESULT, -1);
        }
        duk_pop(ctx);
    }
    duk_set_top(ctx, at);
}

/* Do all (or none) of this one's values stand in the other? */
static bool values_are(duk_context *ctx, bool in)
{
    duk_idx_t at = duk_get_top(ctx);
    TableCursor cursor = { 0 };

    table_push_position(ctx, SELF);
    while (table_next(ctx, at, &cursor)) {
        duk_pop(ctx);
        if (other_has(ctx) != in)
            return false;
        duk_pop(ctx);
    }
    return true;
}

/* … and all (or none) of the other's in this one? */
static bool keys_are(duk_context *ctx, bool in)
{
    duk_idx_t at = duk_get_top(ctx);

    open_keys(ctx);
    while (iterate_step(ctx, at)) {
        if (table_has(ctx, SELF, -1) != in) {
            duk_pop(ctx);
            iterate_close(ctx, at);
            return false;
        }
        duk_pop(ctx);
    }
    return true;
}

/* [ other ] -> [ set | bool ]; magic: which */
static duk_ret_t set_combine(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    double size, own;
    bool answer = false;

    duk_push_this(ctx);
    if (!slots_is(ctx, SELF, SLOTS_SET)) {
        duk_push_sprintf(ctx, "Set.prototype.%s", names[which]);
        builtin_wrong_receiver(ctx, duk_get_string(ctx, -1));
    }
    size = read_record(ctx);
    own = table_size(ctx, SELF);
    if (which <= SYMMETRIC_DIFFERENCE) {
        push_set(ctx, which != INTERSECTION);
        if ((which == INTERSECTION || which == DIFFERENCE) && own <= size)
            by_values(ctx, which);
        else
            by_keys(ctx, which);
        return 1;
    }
    if (which == IS_SUBSET_OF)
        answer = own <= size && values_are(ctx, true);
    else if (which == IS_SUPERSET_OF)
        answer = own >= size && keys_are(ctx, true);
    else
        answer = own <= size ? values_are(ctx, false) : keys_are(ctx, false);
    duk_push_boolean(ctx, answer);
    return 1;
}

const ObjectFunction set_combining_methods[] = {
    { "union", set_combine, 1, 1, UNION },
    { "intersection", set_combine, 1, 1, INTERSECTION },
    { "difference", set_combine, 1, 1, DIFFERENCE },
    { "symmetricDifference", set_combine, 1, 1, SYMMETRIC_DIFFERENCE },
    { "isSubsetOf", set_combine, 1, 1, IS_SUBSET_OF },
    { "isSupersetOf", set_combine, 1, 1, IS_SUPERSET_OF },
    { "isDisjointFrom", set_combine, 1, 1, IS_DISJOINT_FROM },
    { NULL, NULL, 0, 0, 0 },
};
