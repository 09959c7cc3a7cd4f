/* object.h: objects as the specification's built-ins are made: functions with exact names
 * and lengths, constructors that see new.target, objects with internal slots, and the
 * ordered hash table behind Map and Set. Implemented inside the engine's unit
 * (engine/unit), since the plain API has no way to most of it.
 *
 * Internal slots are properties under hidden symbols which programs can't name; they
 * stand at fixed places, so that reading one costs no search. The first one's key is the
 * brand that says what the object is.
 */
#ifndef RUNTIME_ENGINE_OBJECT_H
#define RUNTIME_ENGINE_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include <duktape.h>

/* ---- Functions ---- */

typedef struct {
    const char *name; /* "@@iterator": the symbol; NULL ends a table */
    duk_c_function fn;
    short nargs; /* what fn gets; DUK_VARARGS */
    short length;
    short magic;
} ObjectFunction;

typedef struct {
    const char *name;        /* as above */
    duk_c_function get, set; /* set may be NULL */
    short magic;
} ObjectAccessor;

/* [ ] -> [ function ] with length, then name; not a constructor. */
void object_push_function(duk_context *ctx, const ObjectFunction *f);
/* [ … object … ]: methods on the object at i: writable, configurable, not enumerable;
 * what is there under these names is replaced. */
void object_put_functions(duk_context *ctx, duk_idx_t i, const ObjectFunction *fns);
void object_put_accessors(duk_context *ctx, duk_idx_t i, const ObjectAccessor *fns);
/* [ ] -> [ function ]: a constructor of ours. Its `prototype` is not set. */
void object_push_constructor(duk_context *ctx, const ObjectFunction *f);
/* [ value ] -> [ ]: a property of the object at i with these DUK_DEFPROP_… attributes
 * (W, C, WC or 0), whatever is there; "@@name" names a symbol. */
void object_put(duk_context *ctx, duk_idx_t i, const char *name, unsigned attributes);
/* A property of the object at i that looks like plain data (writable, configurable, not
 * enumerable) but whose value is made when somebody first asks: get pushes it and puts it
 * there with object_put; set gets a value to put there. Both have this magic. */
void object_put_lazy(duk_context *ctx, duk_idx_t i, const char *name, duk_c_function get,
                     duk_c_function set, short magic);
/* [ value ] -> [ { value: value, done: done } ] */
void object_wrap_result(duk_context *ctx, bool done);
#define OBJECT_W 1u
#define OBJECT_E 2u
#define OBJECT_C 4u
#define OBJECT_WC (OBJECT_W | OBJECT_C)

/* ---- Objects of the engine's own classes ---- */

/* [ ] -> [ value ] inside the Number, String, Boolean, Symbol or Date at i; else false.
 */
bool object_push_primitive(duk_context *ctx, duk_idx_t i);
/* [ prototype ] -> [ error ] without a stack: `new` adds that to what a constructor
 * gives; object_finish_error does where it is called as a function. */
void object_push_error(duk_context *ctx);
void object_finish_error(duk_context *ctx);
/* Error and its kin take { cause }; their prototypes (and Date.prototype) are plain. */
void errors_take_options(duk_context *ctx);

/* [ ] -> [ text ] of the string at i in the other case, character by character. */
void string_engine_case(duk_context *ctx, duk_idx_t i, bool upper);

/* OrdinaryHasInstance: is the value at i one of the function at f? */
bool object_has_instance(duk_context *ctx, duk_idx_t i, duk_idx_t f);

/* ---- Calls and constructors ---- */

bool object_is_constructor(duk_context *ctx, duk_idx_t i);
/* [ target newTarget args… ] (n args) -> [ object ]: the specification's Construct. */
void object_construct(duk_context *ctx, duk_idx_t n);

/* ---- Slots ---- */

/* X(KIND, internal class) */
#define SLOT_KINDS(X)                                \
    X(NONE, "Object")                                \
    X(PROMISE, "Promise")                            \
    X(CLOSURE, "Function")                           \
    X(MAP, "Map")                                    \
    X(SET, "Set")                                    \
    X(WEAK_MAP, "WeakMap")                           \
    X(WEAK_SET, "WeakSet")                           \
    X(WEAK_REF, "WeakRef")                           \
    X(FINALIZATION_REGISTRY, "FinalizationRegistry") \
    X(ARRAY_ITERATOR, "Object")                      \
    X(STRING_ITERATOR, "Object")                     \
    X(MAP_ITERATOR, "MapIterator")                   \
    X(SET_ITERATOR, "SetIterator")                   \
    X(REGEXP_STRING_ITERATOR, "Object")              \
    X(ITERATOR_HELPER, "Object")                     \
    X(WRAP_ITERATOR, "Object")                       \
    X(BIGINT, "BigInt")                              \
    X(SHARED, "Object")                              \
    X(GENERATOR, "Generator")                        \
    X(ASYNC_GENERATOR, "AsyncGenerator")             \
    X(ASYNC_FROM_SYNC, "Object")                     \
    X(COMPLETION, "Object")                          \
    X(TABLE, "Object")                               \
    X(REGEXP, "RegExp")                              \
    X(REGEXP_PROGRAM, "Object")                      \
    X(REGEXP_STATE, "Object")                        \
    X(RAW_JSON, "Object")                            \
    X(REALM, "Object")

typedef enum {
#define X(kind, name) SLOTS_##kind,
    SLOT_KINDS(X)
#undef X
        SLOTS_KINDS
} SlotsKind;

#define SLOTS_MAX 8

/* [ prototype | null ] -> [ object ] with n slots, all undefined. */
void slots_push_object(duk_context *ctx, SlotsKind kind, int n);
/* [ ] -> [ function ] with n slots: an anonymous built-in function of SLOTS_CLOSURE. */
void slots_push_closure(duk_context *ctx, duk_c_function fn, int nargs, int length,
                        int n);
/* Is the value at i an object of that kind? */
bool slots_is(duk_context *ctx, duk_idx_t i, SlotsKind kind);
/* The kind of the object at i; SLOTS_NONE if it has no slots. */
SlotsKind slots_kind(duk_context *ctx, duk_idx_t i);
const char *slots_class(SlotsKind kind);
/* The value at i must have the slot: who asks has checked the kind. */
void slots_get(duk_context *ctx, duk_idx_t i, int slot); /* [ ] -> [ value ] */
void slots_put(duk_context *ctx, duk_idx_t i, int slot); /* [ value ] -> [ ] */
int slots_int(duk_context *ctx, duk_idx_t i, int slot);
void slots_put_int(duk_context *ctx, duk_idx_t i, int slot, int value);
/* [ ] -> [ value ]: a slot of the closure that runs. */
void slots_get_callee(duk_context *ctx, int slot);

/* ---- The ordered table of Map and Set ----
 *
 * It lives in slot 0 of an object of kind MAP or SET, made by table_init. Iteration goes
 * by cursors that survive every change of the table, as the specification wants: entries
 * added meanwhile are seen, deleted ones aren't. */

typedef struct TableCursor {
    uint32_t pos;
} TableCursor;

/* Slots of iterators over arrays and tables (engine/graft/iterate.c reads them too): the
 * array or the position (undefined: at the end), how far it is, an IterateKind. */
enum { ITERATOR_OVER, ITERATOR_AT, ITERATOR_KIND, ITERATOR_SLOTS };

void table_init(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ value ] or false and nothing pushed */
bool table_get(duk_context *ctx, duk_idx_t i, duk_idx_t key);
bool table_has(duk_context *ctx, duk_idx_t i, duk_idx_t key);
void table_set(duk_context *ctx, duk_idx_t i, duk_idx_t key, duk_idx_t value);
bool table_delete(duk_context *ctx, duk_idx_t i, duk_idx_t key);
void table_clear(duk_context *ctx, duk_idx_t i);
uint32_t table_size(duk_context *ctx, duk_idx_t i);
/* Iteration: [ ] -> [ position ], a value to keep on the stack or in a slot (with the
 * cursor) while iterating. */
void table_push_position(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ key value ] of the next entry, or false, with nothing pushed, at the end. The
 * position stands at `at`, which may be replaced by another one. */
bool table_next(duk_context *ctx, duk_idx_t at, TableCursor *cursor);

/* ---- Weakness ---- */

/* Properties that no program sees, on any object at i, under the (hidden) key at `key`:
 * extensible or not, a proxy's own. [ ] -> [ value ]; [ value ] -> [ ]. */
bool hidden_get(duk_context *ctx, duk_idx_t i, duk_idx_t key);
void hidden_put(duk_context *ctx, duk_idx_t i, duk_idx_t key);
bool hidden_delete(duk_context *ctx, duk_idx_t i, duk_idx_t key);

/* An object dies: told for objects that weak_watch was called with, when its memory goes.
 * The callback must not touch the engine. */
void weak_watch(duk_context *ctx, duk_idx_t i);
void weak_object_died(void *owner, void *heapptr);

#endif
