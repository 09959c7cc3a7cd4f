/* builtins.h: ECMAScript's built-ins that the engine lacks, in C: what the files of this
 * folder share. README.md says which object is made where.
 *
 * An intrinsic is one of the specification's well-known objects that is ours. It is made
 * when somebody first asks for it; globals that are intrinsics are properties whose value
 * is made then, too.
 */
#ifndef RUNTIME_BUILTINS_BUILTINS_H
#define RUNTIME_BUILTINS_BUILTINS_H

#include <math.h>

#include "common/vec.h"
#include "runtime/engine/js.h"
#include "runtime/engine/object.h"

/* X(NAME, function that makes it: [ ] -> [ object ]). A constructor's function also makes
 * its prototype, and the other way round: builtin_class. */
#define INTRINSICS(X)                                                          \
    X(ITERATOR_PROTOTYPE, iterator_prototype_make)                             \
    X(ASYNC_ITERATOR_PROTOTYPE, async_iterator_prototype_make)                 \
    X(ARRAY_ITERATOR_PROTOTYPE, array_iterator_prototype_make)                 \
    X(STRING_ITERATOR_PROTOTYPE, string_iterator_prototype_make)               \
    X(MAP_ITERATOR_PROTOTYPE, map_iterator_prototype_make)                     \
    X(SET_ITERATOR_PROTOTYPE, set_iterator_prototype_make)                     \
    X(ARRAY_ITERATOR_NEXT, array_iterator_prototype_make)                      \
    X(ARRAY_VALUES, array_values_make)                                         \
    X(PROMISE, promise_class_make)                                             \
    X(PROMISE_PROTOTYPE, promise_class_make)                                   \
    X(PROMISE_THEN, promise_class_make)                                        \
    X(PROMISE_RESOLVE, promise_class_make)                                     \
    X(MAP, map_class_make)                                                     \
    X(MAP_PROTOTYPE, map_class_make)                                           \
    X(SET, set_class_make)                                                     \
    X(SET_PROTOTYPE, set_class_make)                                           \
    X(MAP_SET, map_class_make)                                                 \
    X(SET_ADD, set_class_make)                                                 \
    X(REGEXP, regexp_class_make)                                               \
    X(REGEXP_PROTOTYPE, regexp_class_make)                                     \
    X(REGEXP_EXEC, regexp_class_make)                                          \
    X(REGEXP_STRING_ITERATOR_PROTOTYPE, regexp_string_iterator_prototype_make) \
    X(REGEXP_STATE, regexp_state_make)                                         \
    X(BIGINT, bigint_class_make)                                               \
    X(BIGINT_PROTOTYPE, bigint_class_make)                                     \
    X(ARRAY_BUFFER, array_buffer_class_make)                                   \
    X(ARRAY_BUFFER_PROTOTYPE, array_buffer_class_make)                         \
    X(SHARED_BUFFER, shared_buffer_class_make)                                 \
    X(SHARED_BUFFER_PROTOTYPE, shared_buffer_class_make)                       \
    X(DATA_VIEW, data_view_class_make)                                         \
    X(DATA_VIEW_PROTOTYPE, data_view_class_make)                               \
    X(TYPED_ARRAY, typed_array_class_make)                                     \
    X(TYPED_ARRAY_PROTOTYPE, typed_array_class_make)                           \
    X(ATOMICS, atomics_make)                                                   \
    X(INT8_ARRAY, int8_array_make)                                             \
    X(INT8_ARRAY_PROTOTYPE, int8_array_make)                                   \
    X(UINT8_ARRAY, uint8_array_make)                                           \
    X(UINT8_ARRAY_PROTOTYPE, uint8_array_make)                                 \
    X(UINT8C_ARRAY, uint8c_array_make)                                         \
    X(UINT8C_ARRAY_PROTOTYPE, uint8c_array_make)                               \
    X(INT16_ARRAY, int16_array_make)                                           \
    X(INT16_ARRAY_PROTOTYPE, int16_array_make)                                 \
    X(UINT16_ARRAY, uint16_array_make)                                         \
    X(UINT16_ARRAY_PROTOTYPE, uint16_array_make)                               \
    X(INT32_ARRAY, int32_array_make)                                           \
    X(INT32_ARRAY_PROTOTYPE, int32_array_make)                                 \
    X(UINT32_ARRAY, uint32_array_make)                                         \
    X(UINT32_ARRAY_PROTOTYPE, uint32_array_make)                               \
    X(FLOAT32_ARRAY, float32_array_make)                                       \
    X(FLOAT32_ARRAY_PROTOTYPE, float32_array_make)                             \
    X(FLOAT64_ARRAY, float64_array_make)                                       \
    X(FLOAT64_ARRAY_PROTOTYPE, float64_array_make)                             \
    X(BIGINT64_ARRAY, bigint64_array_make)                                     \
    X(BIGINT64_ARRAY_PROTOTYPE, bigint64_array_make)                           \
    X(BIGUINT64_ARRAY, biguint64_array_make)                                   \
    X(BIGUINT64_ARRAY_PROTOTYPE, biguint64_array_make)                         \
    X(FLOAT16_ARRAY, float16_array_make)                                       \
    X(FLOAT16_ARRAY_PROTOTYPE, float16_array_make)                             \
    X(ITERATOR, iterator_class_make)                                           \
    X(ITERATOR_HELPER_PROTOTYPE, iterator_helper_prototype_make)               \
    X(WRAP_ITERATOR_PROTOTYPE, wrap_iterator_prototype_make)                   \
    X(AGGREGATE_ERROR, aggregate_error_make)                                   \
    X(ARRAY, array_class_make)                                                 \
    X(ARRAY_PROTOTYPE, array_class_make)                                       \
    X(REVOKED_HANDLER, revoked_handler_make)                                   \
    X(WEAK_MAP, weak_map_class_make)                                           \
    X(WEAK_MAP_PROTOTYPE, weak_map_class_make)                                 \
    X(WEAK_SET, weak_set_class_make)                                           \
    X(WEAK_SET_PROTOTYPE, weak_set_class_make)                                 \
    X(WEAK_REF, weak_ref_class_make)                                           \
    X(WEAK_REF_PROTOTYPE, weak_ref_class_make)                                 \
    X(FINALIZATION_REGISTRY, registry_class_make)                              \
    X(FINALIZATION_REGISTRY_PROTOTYPE, registry_class_make)                    \
    X(GENERATOR_FUNCTION_PROTOTYPE, generator_make)                            \
    X(GENERATOR_PROTOTYPE, generator_make)                                     \
    X(ASYNC_FUNCTION_PROTOTYPE, async_function_make)                           \
    X(ASYNC_GENERATOR_FUNCTION_PROTOTYPE, async_generator_make)                \
    X(ASYNC_GENERATOR_PROTOTYPE, async_generator_make)                         \
    X(COROUTINE_RESUME, coroutine_make)                                        \
    X(COROUTINE_STEPS, coroutine_make)                                         \
    X(ASYNC_RUN, coroutine_make)                                               \
    X(ASYNC_GENERATOR_RUN, coroutine_make)                                     \
    X(RECORD_NEXT, record_next_make)                                           \
    X(ASYNC_FROM_SYNC_PROTOTYPE, async_from_sync_make)                         \
    X(AGGREGATE_ERROR_PROTOTYPE, aggregate_error_make)

typedef enum {
#define X(name, make) INTRINSIC_##name,
    INTRINSICS(X)
#undef X
        INTRINSIC_COUNT
} Intrinsic;

#define X(name, make) void make(duk_context *ctx);
INTRINSICS(X)
#undef X

/* What this folder keeps for a heap. */
typedef struct Builtins {
    void *intrinsics[INTRINSIC_COUNT]; /* heap pointers, NULL: not made yet */
    struct RegexpState *regexp;        /* see regexp/internal.h; NULL: not made yet */
    unsigned rejections; /* rejected promises that nobody has looked at yet */
    unsigned late;       /* … and those handled after they were reported */
    void *realm;         /* the current one; NULL: there is but one (realm.h) */
    struct Engine *engine;
    struct WeakObject *weak; /* see weak_watch.c */
    size_t weak_used, weak_room;
    struct WeakRegistration *due; /* whose targets have died; see finalization.c */
    bool keeping;                 /* WeakRefs' targets, until the running job ends */
    unsigned job;                 /* counts them, from 1 */
    unsigned next_id;
    /* What is done about rejections: [ unhandled late ] -> [ … ], see rejections.c. */
    void (*rejection_hook)(duk_context *ctx);
    /* Who waits in Atomics.waitAsync, in that order; see atomics_wait.c. */
    VEC(struct AtomicsWaiter) waiters;
    unsigned next_waiter;
    /* Has atomics_wake_late called, and the microtasks run, after that many ms, once. */
    void (*wait_hook)(duk_context *ctx, double ms);
} Builtins;

/* Everything of this folder, into the heap's global object. Once per heap. */
void builtins_install(duk_context *ctx);
/* The part of it that each realm has (realm.h). */
void builtins_install_realm(duk_context *ctx);
/* All that would be made when it is first asked for. */
void builtins_make_all(duk_context *ctx);
void builtins_set_rejection_hook(duk_context *ctx, void (*hook)(duk_context *ctx));
void builtins_set_wait_hook(duk_context *ctx, void (*hook)(duk_context *ctx, double ms));
/* Ends the waits of Atomics.waitAsync whose time is over: [ ] -> [ ]. */
void atomics_wake_late(duk_context *ctx);

/* [ ] -> [ object ] */
void intrinsic_push(duk_context *ctx, Intrinsic id);
/* The object on top becomes the intrinsic; it stays on the stack. */
void intrinsic_set(duk_context *ctx, Intrinsic id);
/* CanBeHeldWeakly: objects and symbols that are not Symbol.for's. */
bool weak_can_hold(duk_context *ctx, duk_idx_t i);
/* What is due when a job ends: finalization callbacks. True where some were called. */
bool weak_end_of_job(duk_context *ctx);
/* Is the value at i that intrinsic? */
bool intrinsic_is(duk_context *ctx, duk_idx_t i, Intrinsic id);

/* [ ] -> [ constructor prototype ]: a class, known as those intrinsics. */
void builtin_class(duk_context *ctx, const ObjectFunction *constructor, Intrinsic id,
                   Intrinsic prototype, const char *tag);
/* [ constructor prototype ] -> the same: each becomes a property of the other. */
void builtin_join_class(duk_context *ctx);
/* ToIndex of the value at i; RangeError with that message. */
double builtin_to_index(duk_context *ctx, duk_idx_t i, const char *message);
/* Properties of the object at i: Symbol.toStringTag, and `get [Symbol.species]`. */
void builtin_put_tag(duk_context *ctx, duk_idx_t i, const char *tag);
void builtin_put_species(duk_context *ctx, duk_idx_t i);

/* ---- Errors ---- */

_Noreturn void builtin_type_error(duk_context *ctx, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void builtin_range_error(duk_context *ctx, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The value at i as V8's messages show it, without running anything of the program's; the
 * text stays on the stack. */
const char *builtin_describe(duk_context *ctx, duk_idx_t i);
/* … and as it shows them where it has no source text: "number 5", "object". */
const char *builtin_describe_typed(duk_context *ctx, duk_idx_t i);
/* TypeError: Method <method> called on incompatible receiver … */
_Noreturn void builtin_wrong_receiver(duk_context *ctx, const char *method);
/* [ ] -> [ this ], which must be of that kind. */
void builtin_push_this(duk_context *ctx, SlotsKind kind, const char *method);

/* ---- The specification's abstract operations ---- */

/* [ ] -> [ prototype ]: GetPrototypeFromConstructor of new.target. */
void builtin_push_prototype(duk_context *ctx, Intrinsic fallback);
/* TypeError: Constructor <name> requires 'new' */
void builtin_require_new(duk_context *ctx, const char *name);
/* [ ] -> [ constructor ] of the object at i: SpeciesConstructor. */
void builtin_push_species(duk_context *ctx, duk_idx_t i, Intrinsic fallback);
/* LengthOfArrayLike of the object at i; ToIntegerOrInfinity of the value at i. */
double builtin_length(duk_context *ctx, duk_idx_t i);
double builtin_to_integer(duk_context *ctx, duk_idx_t i);
/* A relative index as slice and at take it: from the end where negative, within 0..len.
 */
double builtin_relative(duk_context *ctx, duk_idx_t i, double len, double if_undefined);
/* [ ] -> [ value ], [ value ] -> [ ]: elements by an index up to 2^53. */
void builtin_get_index(duk_context *ctx, duk_idx_t i, double index);
void builtin_put_index(duk_context *ctx, duk_idx_t i, double index); /* Set, throws */
void builtin_create_index(duk_context *ctx, duk_idx_t i,
                          double index); /* CreateDataProp. */
bool builtin_has_index(duk_context *ctx, duk_idx_t i, double index);
/* [ ] -> [ this ] as an object; TypeError for null and undefined. */
void builtin_push_this_object(duk_context *ctx, const char *method);
/* The function at i; TypeError "… is not a function". */
void builtin_require_callable(duk_context *ctx, duk_idx_t i);
bool builtin_is_object(duk_context *ctx, duk_idx_t i);
/* [ value ] -> [ { value, done } ] */
void builtin_iter_result(duk_context *ctx, bool done);
/* [ key maker … ] -> [ key value … ] that the function makes of the key: getOrInsert. */
void builtin_make_value(duk_context *ctx);

#endif
