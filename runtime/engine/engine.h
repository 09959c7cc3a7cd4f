/* engine.h: what the helpers of this folder keep for a heap. It is the first member of
 * the heap's owner (Runtime), so that js_engine finds it. */
#ifndef RUNTIME_ENGINE_ENGINE_H
#define RUNTIME_ENGINE_ENGINE_H

#include "runtime/engine/microtask.h"
#include "runtime/engine/object.h"

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

/* Bytes of the engine's heap. Counting references frees most of what is no longer used; a
 * circle, such as a function and its prototype, waits for a collection. The engine would
 * begin one after fifty times as many allocations as there are objects, which can be
 * gigabytes. Ours begins when the heap has grown by as much as was left after the last
 * one, and ENGINE_MIN_GROWTH more (heap.c, graft/collect.c). */
#define ENGINE_MIN_GROWTH ((size_t)32 << 20)
typedef struct {
    size_t used;
    size_t limit; /* beyond it garbage is collected */
} EngineMemory;

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
    EngineStacks stacks;
    /* The native `next` of Map and Set iterators, NULL until it is made. It finds
     * RAW_WANTED where for-of calls it, and then gives the value itself and says which
     * it was. */
    duk_c_function table_next;
    EngineRaw raw;
    /* What BigInts inherit from; NULL until make_bigint has made it: [ ] -> [ object ].
     */
    void *bigint_prototype;
    void (*make_bigint)(duk_context *ctx);
} Engine;

Engine *js_engine(duk_context *ctx);

#endif
