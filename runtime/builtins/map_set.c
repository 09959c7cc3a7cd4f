/* map_set.c: Map and Set over the engine unit's ordered table, and their iterators. */
#include "runtime/builtins/collection.h"
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/set_methods.h"
#include "runtime/engine/array.h"
#include "runtime/engine/engine.h"

static const char *class_name(bool is_set)
{
    return is_set ? "Set" : "Map";
}

/* The magic of methods that both have: whose they are. */
#define OF_MAP 0
#define OF_SET 1

/* [ ] -> [ this ] */
static void push_this(duk_context *ctx, const char *method)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET;

    duk_push_this(ctx);
    if (!slots_is(ctx, -1, is_set ? SLOTS_SET : SLOTS_MAP)) {
        duk_push_sprintf(ctx, "%s.prototype.%s", class_name(is_set), method);
        builtin_wrong_receiver(ctx, duk_get_string(ctx, -1));
    }
}

/* [ key ] -> [ value ] */
static duk_ret_t map_get(duk_context *ctx)
{
    push_this(ctx, "get");
    return table_get(ctx, 1, 0) ? 1 : 0;
}

/* [ key value ] -> [ this ] */
static duk_ret_t map_set(duk_context *ctx)
{
    push_this(ctx, "set");
    table_set(ctx, 2, 0, 1);
    return 1;
}

/* [ key value ] -> [ value ]: the one that is there, or `value`, which is put there;
 * magic 2: `value` is a function that makes it of the key */
static duk_ret_t map_get_or_insert(duk_context *ctx)
{
    bool computed = duk_get_current_magic(ctx) == 2;

    duk_push_this(ctx);
    if (!slots_is(ctx, 2, SLOTS_MAP))
        builtin_wrong_receiver(ctx, computed ? "Map.prototype.getOrInsertComputed"
                                             : "Map.prototype.getOrInsert");
    if (computed && !duk_is_function(ctx, 1))
        builtin_type_error(ctx, "%s is not a function", builtin_describe(ctx, 1));
    if (duk_is_number(ctx, 0) && duk_get_number(ctx, 0) == 0) {
        duk_push_int(ctx, 0); /* -0 and 0 are one key, and the function gets 0 */
        duk_replace(ctx, 0);
    }
    if (table_get(ctx, 2, 0))
        return 1;
    duk_set_top(ctx, 3);
    if (computed)
        builtin_make_value(ctx);
    table_set(ctx, 2, 0, 1);
    duk_dup(ctx, 1);
    return 1;
}

/* [ value ] -> [ this ] */
static duk_ret_t set_add(duk_context *ctx)
{
    push_this(ctx, "add");
    table_set(ctx, 1, 0, 0);
    return 1;
}

/* [ key ] -> [ bool ] */
static duk_ret_t either_has(duk_context *ctx)
{
    push_this(ctx, "has");
    duk_push_boolean(ctx, table_has(ctx, 1, 0));
    return 1;
}

/* [ key ] -> [ bool ] */
static duk_ret_t either_delete(duk_context *ctx)
{
    push_this(ctx, "delete");
    duk_push_boolean(ctx, table_delete(ctx, 1, 0));
    return 1;
}

/* [ ] -> [ ] */
static duk_ret_t either_clear(duk_context *ctx)
{
    push_this(ctx, "clear");
    table_clear(ctx, -1);
    return 0;
}

/* [ ] -> [ size ] */
static duk_ret_t either_size(duk_context *ctx)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET;

    duk_push_this(ctx);
    if (!slots_is(ctx, -1, is_set ? SLOTS_SET : SLOTS_MAP))
        builtin_wrong_receiver(ctx, is_set ? "get Set.prototype.size"
                                           : "get Map.prototype.size");
    duk_push_uint(ctx, table_size(ctx, -1));
    return 1;
}

/* [ fn thisArg ] -> [ ] */
static duk_ret_t either_for_each(duk_context *ctx)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET;
    TableCursor cursor = { 0 };

    push_this(ctx, "forEach");
    if (!duk_is_function(ctx, 0))
        builtin_type_error(ctx, "%s is not a function", builtin_describe_typed(ctx, 0));
    table_push_position(ctx, 2);
    /* [ fn thisArg this position ] */
    while (table_next(ctx, 3, &cursor)) {
        duk_dup(ctx, 0);
        duk_dup(ctx, 1);
        duk_dup(ctx, is_set ? 4 : 5);
        duk_dup(ctx, 4);
        duk_dup(ctx, 2);
        duk_call_method(ctx, 3);
        duk_set_top(ctx, 4);
    }
    return 0;
}

/* ---- Iterators ---- */

/* [ ] -> [ iterator ] over the Map or Set at i */
static void iterate_push_table_iterator(duk_context *ctx, duk_idx_t i, IterateKind kind,
                                        bool is_set)
{
    i = duk_normalize_index(ctx, i);
    intrinsic_push(ctx, is_set ? INTRINSIC_SET_ITERATOR_PROTOTYPE
                               : INTRINSIC_MAP_ITERATOR_PROTOTYPE);
    slots_push_object(ctx, is_set ? SLOTS_SET_ITERATOR : SLOTS_MAP_ITERATOR,
                      ITERATOR_SLOTS);
    table_push_position(ctx, i);
    slots_put(ctx, -2, ITERATOR_OVER);
    slots_put_int(ctx, -1, ITERATOR_AT, 0);
    slots_put_int(ctx, -1, ITERATOR_KIND, (int)kind);
}

/* Magic: OF_…, and the kind of the iterator in the bits above. */
static duk_ret_t either_iterator(duk_context *ctx)
{
    static const char *const names[] = { "keys", "values", "entries" };
    int magic = duk_get_current_magic(ctx);
    bool is_set = (magic & 1) == OF_SET;
    IterateKind kind = (IterateKind)(magic >> 1);

    duk_push_this(ctx);
    if (!slots_is(ctx, -1, is_set ? SLOTS_SET : SLOTS_MAP)) {
        duk_push_sprintf(ctx, "%s.prototype.%s", class_name(is_set), names[kind]);
        builtin_wrong_receiver(ctx, duk_get_string(ctx, -1));
    }
    iterate_push_table_iterator(ctx, -1, kind, is_set);
    return 1;
}

/* [ key value ] -> [ what the iterator gives ] */
static void choose(duk_context *ctx, IterateKind kind)
{
    if (kind == ITERATE_KEYS) {
        duk_pop(ctx);
    } else if (kind == ITERATE_VALUES) {
        duk_remove(ctx, -2);
    } else {
        array_push_pair(ctx);
    }
}

/* [ value ] -> [ result ], or the value itself where for-of asks. */
static void give(duk_context *ctx, bool raw, bool done)
{
    if (raw)
        js_engine(ctx)->raw = done ? ENGINE_RAW_DONE : ENGINE_RAW_VALUE;
    else
        builtin_iter_result(ctx, done);
}

static bool take_raw(duk_context *ctx)
{
    Engine *engine = js_engine(ctx);
    bool raw = engine->raw == ENGINE_RAW_WANTED;

    engine->raw = ENGINE_RAW_NONE;
    return raw;
}

/* [ ] -> [ result ] */
static duk_ret_t iterator_next(duk_context *ctx)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET, raw = take_raw(ctx), more;
    TableCursor cursor;

    builtin_push_this(ctx, is_set ? SLOTS_SET_ITERATOR : SLOTS_MAP_ITERATOR,
                      is_set ? "Set Iterator.prototype.next"
                             : "Map Iterator.prototype.next");
    slots_get(ctx, 0, ITERATOR_OVER);
    if (duk_is_undefined(ctx, 1)) {
        give(ctx, raw, true);
        return 1;
    }
    cursor.pos = (uint32_t)slots_int(ctx, 0, ITERATOR_AT);
    more = table_next(ctx, 1, &cursor);
    if (more) {
        duk_dup(ctx, 1);
        slots_put(ctx, 0, ITERATOR_OVER);
        slots_put_int(ctx, 0, ITERATOR_AT, (int)cursor.pos);
        choose(ctx, (IterateKind)slots_int(ctx, 0, ITERATOR_KIND));
    } else {
        duk_push_undefined(ctx);
        slots_put(ctx, 0, ITERATOR_OVER);
        duk_push_undefined(ctx);
    }
    give(ctx, raw, !more);
    return 1;
}

static void make_iterator_prototype(duk_context *ctx, Intrinsic id, short whose,
                                    const char *tag)
{
    ObjectFunction next[] = { { "next", iterator_next, 0, 0, whose },
                              { NULL, NULL, 0, 0, 0 } };

    js_engine(ctx)->table_next = iterator_next;
    duk_push_object(ctx);
    intrinsic_set(ctx, id);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    object_put_functions(ctx, -1, next);
    builtin_put_tag(ctx, -1, tag);
}

void map_iterator_prototype_make(duk_context *ctx)
{
    make_iterator_prototype(ctx, INTRINSIC_MAP_ITERATOR_PROTOTYPE, OF_MAP,
                            "Map Iterator");
}

void set_iterator_prototype_make(duk_context *ctx)
{
    make_iterator_prototype(ctx, INTRINSIC_SET_ITERATOR_PROTOTYPE, OF_SET,
                            "Set Iterator");
}

/* ---- Constructors ---- */

typedef struct {
    duk_idx_t self, adder; /* adder < 0: the table is filled directly */
    bool is_set;
} Filling;

/* [ entry ] -> [ ] */
static bool fill_with(duk_context *ctx, void *udata)
{
    Filling *f = udata;
    duk_idx_t entry = duk_get_top_index(ctx);

    if (!f->is_set) {
        if (!builtin_is_object(ctx, entry))
            builtin_type_error(ctx, "Iterator value %s is not an entry object",
                               builtin_describe(ctx, entry));
        duk_get_prop_index(ctx, entry, 0);
        duk_get_prop_index(ctx, entry, 1);
    } else {
        duk_dup(ctx, entry);
    }
    if (f->adder < 0) {
        table_set(ctx, f->self, entry + 1, duk_get_top_index(ctx));
    } else {
        duk_dup(ctx, f->adder);
        duk_insert(ctx, entry + 1);
        duk_dup(ctx, f->self);
        duk_insert(ctx, entry + 2);
        duk_call_method(ctx, duk_get_top(ctx) - entry - 3);
    }
    duk_set_top(ctx, entry);
    return true;
}

/* [ iterable ] -> [ object ] */
static duk_ret_t either_constructor(duk_context *ctx)
{
    bool is_set = duk_get_current_magic(ctx) == OF_SET;
    Filling f = { 1, 2, is_set };

    builtin_require_new(ctx, class_name(is_set));
    builtin_push_prototype(ctx,
                           is_set ? INTRINSIC_SET_PROTOTYPE : INTRINSIC_MAP_PROTOTYPE);
    slots_push_object(ctx, is_set ? SLOTS_SET : SLOTS_MAP, 1);
    table_init(ctx, 1);
    if (duk_is_null_or_undefined(ctx, 0))
        return 1;
    /* [ iterable object adder ] */
    duk_get_prop_string(ctx, 1, is_set ? "add" : "set");
    if (!duk_is_function(ctx, 2))
        builtin_type_error(
            ctx, "'%s' returned for property '%s' of object '#<%s>' is not a function",
            builtin_describe(ctx, 2), is_set ? "add" : "set", class_name(is_set));
    if (duk_is_c_function(ctx, 2) &&
        intrinsic_is(ctx, 2, is_set ? INTRINSIC_SET_ADD : INTRINSIC_MAP_SET))
        f.adder = -1;
    iterate(ctx, 0, fill_with, &f);
    duk_dup(ctx, 1);
    return 1;
}

/* ---- Looking in without touching ---- */

/* [ ] -> [ list ] of what stands from `cursor` on at the position `at`. */
static void preview(duk_context *ctx, duk_idx_t at, TableCursor cursor, IterateKind kind)
{
    duk_uarridx_t n = 0;

    at = duk_normalize_index(ctx, at);
    duk_push_array(ctx);
    while (table_next(ctx, at, &cursor)) {
        if (kind == ITERATE_ENTRIES) {
            duk_put_prop_index(ctx, -3, n + 1);
            duk_put_prop_index(ctx, -2, n);
            n += 2;
            continue;
        }
        duk_remove(ctx, kind == ITERATE_KEYS ? -1 : -2);
        duk_put_prop_index(ctx, -2, n++);
    }
}

bool collection_preview(duk_context *ctx, duk_idx_t i)
{
    SlotsKind which = slots_kind(ctx, i);
    IterateKind kind = which == SLOTS_MAP ? ITERATE_ENTRIES : ITERATE_VALUES;
    TableCursor cursor = { 0 };

    if (which == SLOTS_MAP || which == SLOTS_SET) {
        table_push_position(ctx, i);
    } else if (which == SLOTS_MAP_ITERATOR || which == SLOTS_SET_ITERATOR) {
        slots_get(ctx, i, ITERATOR_OVER);
        cursor.pos = (uint32_t)slots_int(ctx, i, ITERATOR_AT);
        kind = (IterateKind)slots_int(ctx, i, ITERATOR_KIND);
    } else {
        duk_push_undefined(ctx);
    }
    if (duk_is_undefined(ctx, -1))
        duk_push_array(ctx);
    else
        preview(ctx, -1, cursor, kind);
    duk_remove(ctx, -2);
    return kind == ITERATE_ENTRIES;
}

/* ---- Map.groupBy ---- */

typedef struct {
    double n;
} Grouping;

/* [ value ] -> [ ]; below: [ items callback map … ] */
static bool group_value(duk_context *ctx, void *udata)
{
    Grouping *g = udata;
    duk_idx_t value = duk_get_top_index(ctx);

    duk_dup(ctx, 1);
    duk_dup(ctx, value);
    duk_push_number(ctx, g->n++);
    duk_call(ctx, 2);
    /* [ value key ] */
    if (!table_get(ctx, 2, value + 1)) {
        duk_push_array(ctx);
        table_set(ctx, 2, value + 1, value + 2);
    }
    duk_dup(ctx, value);
    duk_put_prop_index(ctx, value + 2, (duk_uarridx_t)duk_get_length(ctx, value + 2));
    duk_set_top(ctx, value);
    return true;
}

/* [ items callback ] -> [ map ] */
static duk_ret_t map_group_by(duk_context *ctx)
{
    Grouping g = { 0 };

    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "%s is not iterable", builtin_describe(ctx, 0));
    builtin_require_callable(ctx, 1);
    intrinsic_push(ctx, INTRINSIC_MAP_PROTOTYPE);
    slots_push_object(ctx, SLOTS_MAP, 1);
    table_init(ctx, 2);
    iterate(ctx, 0, group_value, &g);
    duk_dup(ctx, 2);
    return 1;
}

/* ---- The classes ---- */

static const ObjectFunction map_methods[] = {
    { "get", map_get, 1, 1, OF_MAP },
    { "set", map_set, 2, 2, OF_MAP },
    { "getOrInsert", map_get_or_insert, 2, 2, 0 },
    { "getOrInsertComputed", map_get_or_insert, 2, 2, 2 },
    { "has", either_has, 1, 1, OF_MAP },
    { "delete", either_delete, 1, 1, OF_MAP },
    { "clear", either_clear, 0, 0, OF_MAP },
    { "entries", either_iterator, 0, 0, OF_MAP | ITERATE_ENTRIES << 1 },
    { "forEach", either_for_each, 2, 1, OF_MAP },
    { "keys", either_iterator, 0, 0, OF_MAP | ITERATE_KEYS << 1 },
    { "values", either_iterator, 0, 0, OF_MAP | ITERATE_VALUES << 1 },
    { NULL, NULL, 0, 0, 0 },
};

static const ObjectFunction set_methods[] = {
    { "has", either_has, 1, 1, OF_SET },
    { "add", set_add, 1, 1, OF_SET },
    { "delete", either_delete, 1, 1, OF_SET },
    { "clear", either_clear, 0, 0, OF_SET },
    { "entries", either_iterator, 0, 0, OF_SET | ITERATE_ENTRIES << 1 },
    { "forEach", either_for_each, 2, 1, OF_SET },
    { "values", either_iterator, 0, 0, OF_SET | ITERATE_VALUES << 1 },
    { NULL, NULL, 0, 0, 0 },
};

/* [ ] -> [ ]: the property `from` of the object on top under another name, too. */
static void put_alias(duk_context *ctx, const char *name, const char *from)
{
    duk_get_prop_string(ctx, -1, from);
    object_put(ctx, -2, name, OBJECT_WC);
}

/* [ prototype ] -> [ prototype ] */
static void put_size(duk_context *ctx, short whose)
{
    ObjectAccessor size[] = { { "size", either_size, NULL, whose },
                              { NULL, NULL, NULL, 0 } };

    object_put_accessors(ctx, -1, size);
}

void map_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Map", either_constructor, 1, 0, OF_MAP };
    static const ObjectFunction statics[] = { { "groupBy", map_group_by, 2, 2, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    builtin_class(ctx, &constructor, INTRINSIC_MAP, INTRINSIC_MAP_PROTOTYPE, "Map");
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -2, statics);
    object_put_functions(ctx, -1, map_methods);
    put_size(ctx, OF_MAP);
    put_alias(ctx, "@@iterator", "entries");
    duk_get_prop_literal(ctx, -1, "set");
    intrinsic_set(ctx, INTRINSIC_MAP_SET);
}

void set_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Set", either_constructor, 1, 0, OF_SET };

    builtin_class(ctx, &constructor, INTRINSIC_SET, INTRINSIC_SET_PROTOTYPE, "Set");
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -1, set_methods);
    object_put_functions(ctx, -1, set_combining_methods);
    put_size(ctx, OF_SET);
    put_alias(ctx, "@@iterator", "values");
    put_alias(ctx, "keys", "values");
    duk_get_prop_literal(ctx, -1, "add");
    intrinsic_set(ctx, INTRINSIC_SET_ADD);
}
