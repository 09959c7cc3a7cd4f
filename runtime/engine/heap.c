/* heap.c: the engine's memory and its last words. */
#include "runtime/engine/heap.h"

#include <stdio.h>
#include <stdlib.h>

static void *heap_alloc(void *udata, duk_size_t size)
{
    (void)udata;
    return malloc(size);
}

static void *heap_realloc(void *udata, void *p, duk_size_t size)
{
    (void)udata;
    return realloc(p, size);
}

static void heap_free(void *udata, void *p)
{
    (void)udata;
    free(p);
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
    return duk_create_heap(heap_alloc, heap_realloc, heap_free, owner, heap_fatal);
}
