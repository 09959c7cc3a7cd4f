/* engine.h: what the helpers of this folder keep for a heap. It is the first member of
 * the heap's owner (Runtime), so that js_engine finds it. */
#ifndef RUNTIME_ENGINE_ENGINE_H
#define RUNTIME_ENGINE_ENGINE_H

#include "runtime/engine/microtask.h"
#include "runtime/engine/object.h"
#include "runtime/engine/small.h"

struct Loop;
struct Builtins;

/* The keys of internal slots (engine/unit/slots.c). */
typedef struct {
    void *keys[SLOTS_KINDS + SLOTS_MAX];
    void *result_keys[2]; /* of what a regular expression finds (unit/regexp.c) */
} EngineSlots;

/* Stacks of coroutines that have ended: all undefined (engine/graft/stacks.c). */
#define ENGINE_STACKS 32
typedef struct {
    void *memory[ENGINE_STACKS];
    size_t size[ENGINE_STACKS]; /* values */
    int n;
} EngineStacks;

/* What Map and Set iterators give for-of: see engine/graft/coroutine.c. */
typedef enum {
    ENGINE_RAW_NONE,
    ENGINE_RAW_WANTED,
    ENGINE_RAW_VALUE,
    ENGINE_RAW_DONE
} EngineRaw;

/* What a yield* has to do with the value that its engine_delegate gave. */
typedef enum {
    ENGINE_DELEGATE_DONE,   /* it is what the inner generator returned */
    ENGINE_DELEGATE_THROWN, /* it was thrown into the outer generator */
    ENGINE_DELEGATE_NEXT    /* the inner iterator's next method is to be called with it */
} EngineDelegate;

/* How a coroutine was left: by await, and yield in a generator that isn't async; by yield
 * in one that is: of a value still to be awaited, or of one that isn't. */
typedef enum { ENGINE_YIELD_AWAIT, ENGINE_YIELD_VALUE, ENGINE_YIELD_RAW } EngineYield;

/* Bytes of the engine's heap. Counting references frees most of what is no longer used; a
 * circle, such as a function and its prototype, waits for a collection. The engine would
 * begin one after fifty times as many allocations as there are objects, which can be
 * gigabytes. Ours begins when the heap has grown by as much as was left after the last
 * one, and ENGINE_MIN_GROWTH more (heap.c, graft/collect.c). */
#define ENGINE_MIN_GROWTH ((size_t)32 << 20)
typedef struct {
    size_t used;
    size_t limit; /* beyond it garbage is collected */
    Small small;  /* what is allocated in small pieces */
} EngineMemory;

/* Objects whose references are still to be marked, while garbage is collected
 * (engine/graft/mark.c). */
typedef struct {
    void **waiting;
    size_t n, cap;
} EngineMarks;

/* Helpers of lowered code with an opcode of their own (graft/helper_ops.h), at most. */
#define ENGINE_HELPER_OPS 16

typedef struct Engine {
    EngineMemory memory;
    duk_context *ctx;               /* the main one; NULL while the heap is being made */
    const struct KeptStrings *kept; /* see graft/intern.c; NULL: none */
    Microtasks tasks;
    struct Loop *loop; /* see loop/loop.h */
    EngineSlots slots;
    struct Builtins *builtins; /* see builtins/builtins.h */
    /* Where the realm's Array.prototype.values, %ArrayIteratorPrototype% and its `next`
     * are kept, NULL until they are made (builtins/builtins.c). */
    void *const *array_values, *const *array_iterator_prototype,
                                   *const *array_iterator_next;
    void *const *promise, *const *promise_prototype; /* the same of Promise */
    /* Strings that the executor looks for, NULL until it first does: Symbol.iterator,
     * "next", "then", a class's hidden fields (graft/inline.c, inline_class.c). */
    void *iterator_key, *next_key, *then_key, *fields_key;
    int iterator_at,
        next_at;        /* where Array.prototype and %ArrayIteratorPrototype% had them */
    int constructor_at; /* where Promise.prototype had its constructor */
    void *helper_keys[ENGINE_HELPER_OPS]; /* names of helpers: graft/helper_ops.h */
    void *characters[128];                /* strings of one ASCII character, once used */
    void *record_keys[4];                 /* of for-of's records: internals.h */
    EngineStacks stacks;
    EngineMarks marks;
    /* The native `next` of Map and Set iterators, NULL until it is made. It finds
     * RAW_WANTED where for-of calls it, and then gives the value itself and says which
     * it was. */
    duk_c_function table_next;
    EngineRaw raw;
    duk_c_function string_next; /* that of string iterators */
    EngineDelegate delegate;
    /* What an async function needs to begin, NULL until there is one: [ coroutine ] ->
     * [ function promise coroutine ], whose call runs it (builtins/lowered/async.c). */
    void (*begin_async)(duk_context *ctx);
    /* What a request to an async generator needs to begin, which can be served at once:
     * [ generator value ] -> [ function 8 arguments ], whose call runs the generator and
     * gives a promise; instead of the generator the record of a `for await`
     * (builtins/lowered/async_generator.c). */
    void (*begin_request)(duk_context *ctx);
    EngineYield yields; /* of the coroutine that has just been left */
    /* What BigInts inherit from; NULL until make_bigint has made it: [ ] -> [ object ].
     */
    void *bigint_prototype;
    void (*make_bigint)(duk_context *ctx);
    /* Of the reaction to a promise that runs as a microtask: the function in C, or NULL,
     * and its data, or else the promise that it settles. Looked at where an error's trace
     * is taken, by async_begin, [ ] -> [ promise ], and async_next, for what waits for
     * the promise: [ promise ] -> [ its promise, coroutine or function ], and the
     * function's index; both false: nobody. (builtins/async_trace.c) */
    void (*reaction)(duk_context *ctx, bool rejected);
    void *reaction_object;
    bool (*async_begin)(duk_context *ctx);
    bool (*async_next)(duk_context *ctx, int *index);
    /* Once there are several realms (builtins/realm.h); NULL before. */
    void (*adopt)(duk_context *ctx, duk_idx_t new_target);
    bool (*eval_elsewhere)(duk_context *ctx);
} Engine;

Engine *js_engine(duk_context *ctx);

#endif
