/* weak.c: WeakMap and WeakSet. An entry lies on its key, under a hidden property whose
 * name is the collection's: a key keeps its values alive, nothing keeps the key. Symbols,
 * which can't bear properties, stand in a table of the collection. */
#include "runtime/builtins/iterate.h"
#include "runtime/engine/engine.h"

/* Slots: the hidden key; the table of the symbols, or undefined. */
enum { WEAK_KEY, WEAK_SYMBOLS, WEAK_SLOTS };
/* Magic of methods that both have. */
enum { OF_MAP, OF_SET };

bool weak_can_hold(duk_context *ctx, duk_idx_t i)
{
    const char *text;

    if (!duk_is_symbol(ctx, i))
        return builtin_is_object(ctx, i);
    text = duk_get_string(ctx, i);
    return text[0] != '\x80';
}

/* [ … ] -> [ … this key ] */
static void push_this(duk_context *ctx, const char *method)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET;

    duk_push_this(ctx);
    if (!slots_is(ctx, -1, is_set ? SLOTS_WEAK_SET : SLOTS_WEAK_MAP)) {
        duk_push_sprintf(ctx, "%s.prototype.%s", is_set ? "WeakSet" : "WeakMap", method);
        builtin_wrong_receiver(ctx, duk_get_string(ctx, -1));
    }
    slots_get(ctx, -1, WEAK_KEY);
}

/* [ ] -> [ table ] of the collection at i; false, and nothing pushed, if it has none. */
static bool push_symbols(duk_context *ctx, duk_idx_t i, bool make)
{
    i = duk_normalize_index(ctx, i);
    slots_get(ctx, i, WEAK_SYMBOLS);
    if (!duk_is_undefined(ctx, -1))
        return true;
    duk_pop(ctx);
    if (!make)
        return false;
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_MAP, 1);
    table_init(ctx, -1);
    duk_dup_top(ctx);
    slots_put(ctx, i, WEAK_SYMBOLS);
    return true;
}

/* The entry for the value at `key`; the collection and its hidden key at i and i + 1.
 * [ ] -> [ value ] */
static bool get_entry(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    if (duk_check_type_mask(ctx, key, DUK_TYPE_MASK_OBJECT))
        return hidden_get(ctx, key, i + 1);
    return duk_is_symbol(ctx, key) && push_symbols(ctx, i, false) &&
           table_get(ctx, -1, key);
}

/* [ value ] -> [ ] */
static void put_entry(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    if (duk_check_type_mask(ctx, key, DUK_TYPE_MASK_OBJECT)) {
        hidden_put(ctx, key, i + 1);
        return;
    }
    push_symbols(ctx, i, true);
    table_set(ctx, -1, key, -2);
    duk_pop_2(ctx);
}

/* [ key ] -> [ value ] */
static duk_ret_t weak_get(duk_context *ctx)
{
    push_this(ctx, "get");
    return get_entry(ctx, 1, 0) ? 1 : 0;
}

/* [ key ] -> [ bool ] */
static duk_ret_t weak_has(duk_context *ctx)
{
    push_this(ctx, "has");
    duk_push_boolean(ctx, get_entry(ctx, 1, 0));
    return 1;
}

/* [ key ] -> [ bool ] */
static duk_ret_t weak_delete(duk_context *ctx)
{
    bool gone = false;

    push_this(ctx, "delete");
    if (duk_check_type_mask(ctx, 0, DUK_TYPE_MASK_OBJECT))
        gone = hidden_delete(ctx, 0, 2);
    else if (duk_is_symbol(ctx, 0) && push_symbols(ctx, 1, false))
        gone = table_delete(ctx, -1, 0);
    duk_push_boolean(ctx, gone);
    return 1;
}

/* [ key value ] -> [ this ] */
static duk_ret_t weak_map_set(duk_context *ctx)
{
    push_this(ctx, "set");
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "Invalid value used as weak map key");
    duk_dup(ctx, 1);
    put_entry(ctx, 2, 0);
    duk_dup(ctx, 2);
    return 1;
}

/* [ key value ] -> [ value ]; magic 2: `value` is a function that makes it of the key */
static duk_ret_t weak_get_or_insert(duk_context *ctx)
{
    bool computed = duk_get_current_magic(ctx) == 2;
    duk_idx_t top;

    push_this(ctx, computed ? "getOrInsertComputed" : "getOrInsert");
    top = duk_get_top(ctx);
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "Invalid value used as weak map key");
    if (computed && !duk_is_function(ctx, 1))
        builtin_type_error(ctx, "%s is not a function", builtin_describe(ctx, 1));
    if (get_entry(ctx, 2, 0))
        return 1;
    duk_set_top(ctx, top);
    if (computed)
        builtin_make_value(ctx);
    duk_dup(ctx, 1);
    put_entry(ctx, 2, 0);
    duk_dup(ctx, 1);
    return 1;
}

/* [ value ] -> [ this ] */
static duk_ret_t weak_set_add(duk_context *ctx)
{
    push_this(ctx, "add");
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "Invalid value used in weak set");
    duk_push_true(ctx);
    put_entry(ctx, 1, 0);
    duk_dup(ctx, 1);
    return 1;
}

/* ---- Constructors ---- */

/* [ entry ] -> [ ]; below: [ iterable object adder … ] */
static bool fill_with(duk_context *ctx, void *udata)
{
    bool is_set = *(bool *)udata;
    duk_idx_t entry = duk_get_top_index(ctx);

    duk_dup(ctx, 2);
    duk_dup(ctx, 1);
    if (is_set) {
        duk_dup(ctx, entry);
        duk_call_method(ctx, 1);
    } else {
        if (!builtin_is_object(ctx, entry))
            builtin_type_error(ctx, "Iterator value %s is not an entry object",
                               builtin_describe(ctx, entry));
        duk_get_prop_index(ctx, entry, 0);
        duk_get_prop_index(ctx, entry, 1);
        duk_call_method(ctx, 2);
    }
    duk_set_top(ctx, entry);
    return true;
}

/* [ iterable ] -> [ object ] */
static duk_ret_t weak_constructor(duk_context *ctx)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET;
    const char *name = is_set ? "WeakSet" : "WeakMap", *adder = is_set ? "add" : "set";

    builtin_require_new(ctx, name);
    builtin_push_prototype(ctx, is_set ? INTRINSIC_WEAK_SET_PROTOTYPE
                                       : INTRINSIC_WEAK_MAP_PROTOTYPE);
    slots_push_object(ctx, is_set ? SLOTS_WEAK_SET : SLOTS_WEAK_MAP, WEAK_SLOTS);
    duk_push_sprintf(ctx, DUK_HIDDEN_SYMBOL("weak%u"),
                     js_engine(ctx)->builtins->next_id++);
    slots_put(ctx, 1, WEAK_KEY);
    if (duk_is_null_or_undefined(ctx, 0))
        return 1;
    duk_get_prop_string(ctx, 1, adder);
    if (!duk_is_function(ctx, 2))
        builtin_type_error(
            ctx, "'%s' returned for property '%s' of object '#<%s>' is not a function",
            builtin_describe(ctx, 2), adder, name);
    iterate(ctx, 0, fill_with, &is_set);
    duk_dup(ctx, 1);
    return 1;
}

void weak_map_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "WeakMap", weak_constructor, 1, 0,
                                                OF_MAP };
    static const ObjectFunction methods[] = {
        { "delete", weak_delete, 1, 1, OF_MAP },
        { "get", weak_get, 1, 1, OF_MAP },
        { "set", weak_map_set, 2, 2, OF_MAP },
        { "getOrInsert", weak_get_or_insert, 2, 2, OF_MAP },
        { "getOrInsertComputed", weak_get_or_insert, 2, 2, 2 },
        { "has", weak_has, 1, 1, OF_MAP },
        { NULL, NULL, 0, 0, 0 }
    };

    builtin_class(ctx, &constructor, INTRINSIC_WEAK_MAP, INTRINSIC_WEAK_MAP_PROTOTYPE,
                  "WeakMap");
    object_put_functions(ctx, -1, methods);
}

void weak_set_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "WeakSet", weak_constructor, 1, 0,
                                                OF_SET };
    static const ObjectFunction methods[] = { { "delete", weak_delete, 1, 1, OF_SET },
                                              { "has", weak_has, 1, 1, OF_SET },
                                              { "add", weak_set_add, 1, 1, OF_SET },
                                              { NULL, NULL, 0, 0, 0 } };

    builtin_class(ctx, &constructor, INTRINSIC_WEAK_SET, INTRINSIC_WEAK_SET_PROTOTYPE,
                  "WeakSet");
    object_put_functions(ctx, -1, methods);
}
