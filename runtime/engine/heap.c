/* heap.c: the engine's memory and its last words. */
#include "runtime/engine/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/place.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

static size_t block_size(void *p)
{
    return place_has(p) ? place_block_size(p) : malloc_usable_size(p);
}

static void note_growth(EngineMemory *m, void *p)
{
    Engine *e = (Engine *)m; /* its first member */

    m->used += block_size(p);
    if (m->used <= m->limit || e->ctx == NULL)
        return;
    m->limit = SIZE_MAX; /* once is enough */
    engine_collect_soon(e->ctx);
}

static void *heap_alloc(void *udata, duk_size_t size)
{
    void *p = place.recording ? place_alloc(size) : malloc(size);

    if (p != NULL)
        note_growth(udata, p);
    return p;
}

static void heap_free(void *udata, void *p)
{
    EngineMemory *m = udata;

    if (p == NULL)
        return;
    m->used -= block_size(p);
    if (place_has(p))
        place_free(p);
    else
        free(p);
}

/* Out of the place, or within it while that is recorded. */
static void *move_block(void *udata, void *old, duk_size_t size)
{
    size_t before = block_size(old);
    void *p;

    if (size <= before && !(place.recording && before - size >= 16))
        return old;
    p = size > 0 ? heap_alloc(udata, size) : NULL;
    if (p == NULL && size > 0)
        return NULL;
    if (p != NULL)
        memcpy(p, old, size < before ? size : before);
    heap_free(udata, old);
    return p;
}

static void *heap_realloc(void *udata, void *old, duk_size_t size)
{
    EngineMemory *m = udata;
    size_t before;
    void *p;

    if (old == NULL)
        return heap_alloc(udata, size);
    if (place_has(old))
        return move_block(udata, old, size);
    before = malloc_usable_size(old);
    p = realloc(old, size);
    if (p == NULL && size > 0)
        return NULL;
    m->used -= before;
    if (p != NULL)
        note_growth(m, p);
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
