/* heap.c: the engine's memory and its last words. */
#include "runtime/engine/heap.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/engine/block.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

static inline void note_growth(EngineMemory *m, size_t size)
{
    Engine *e = (Engine *)m; /* its first member */

    m->used += size;
    if (__builtin_expect(m->used <= m->limit || e->ctx == NULL, 1))
        return;
    m->limit = SIZE_MAX; /* once is enough */
    engine_collect_soon(e->ctx);
}

static void *heap_alloc(void *udata, duk_size_t size)
{
    EngineMemory *m = udata;
    void *p;

    if (size <= SMALL_MAX && !place.recording &&
        (p = small_alloc(&m->small, size)) != NULL) {
        note_growth(m, small_size(p));
        return p;
    }
    p = place.recording ? place_alloc(size) : malloc(size);
    if (p != NULL)
        note_growth(m, block_size(&m->small, p));
    return p;
}

static void heap_free(void *udata, void *p)
{
    EngineMemory *m = udata;

    if (p == NULL)
        return;
    m->used -= block_size(&m->small, p);
    if (small_has(&m->small, p))
        small_free(&m->small, p);
    else if (place_has(p))
        place_free(p);
    else
        free(p);
}

/* To another block: out of the place (or within it while that is recorded), among the
 * small ones, to malloc's or from there. */
static void *move_block(EngineMemory *m, void *old, size_t before, duk_size_t size)
{
    void *p = heap_alloc(m, size);

    if (p == NULL)
        return NULL;
    memcpy(p, old, size < before ? size : before);
    heap_free(m, old);
    return p;
}

/* Is a block of `before` bytes what one of `size` would be? */
static bool fits(size_t before, size_t size, bool small)
{
    return size <= before && (before - size < SMALL_STEP || !(small || place.recording));
}

static void *heap_realloc(void *udata, void *old, duk_size_t size)
{
    EngineMemory *m = udata;
    size_t before;
    bool small;
    void *p;

    if (old == NULL)
        return heap_alloc(m, size);
    if (size == 0) {
        heap_free(m, old);
        return NULL;
    }
    small = small_has(&m->small, old);
    before = block_size(&m->small, old);
    if (small || place_has(old))
        return fits(before, size, small) ? old : move_block(m, old, before, size);
    if (size <= SMALL_MAX && !place.recording && m->small.begin != NULL)
        return move_block(m, old, before, size);
    p = realloc(old, size);
    if (p == NULL)
        return NULL;
    m->used -= before;
    note_growth(m, malloc_usable_size(p));
    return p;
}

/* The engine can't go on: an error outside of any protected call, or memory gave out. */
static void heap_fatal(void *udata, const char *msg)
{
    (void)udata;
    fprintf(stderr, "smew: fatal: %s\n", msg ? msg : "engine failure");
    abort();
}

duk_context *heap_new(struct Runtime *owner)
{
    Engine *e = (Engine *)owner; /* its first member */

    e->memory = (EngineMemory){ .limit = ENGINE_MIN_GROWTH };
    e->ctx = duk_create_heap(heap_alloc, heap_realloc, heap_free, owner, heap_fatal);
    return e->ctx;
}
