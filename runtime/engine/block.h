/* block.h: blocks of the engine's heap: a small piece, one of the heap that the program
 * began with, or malloc's. */
#ifndef RUNTIME_ENGINE_BLOCK_H
#define RUNTIME_ENGINE_BLOCK_H

#include <malloc.h>

#include "common/place.h"
#include "runtime/engine/small.h"

/* Bytes of the block, at least as many as were asked for. `small`: the heap's; NULL: it
 * has none. */
static inline size_t block_size(const Small *small, void *p)
{
    if (small != NULL && small_has(small, p))
        return small_size(p);
    return place_has(p) ? place_block_size(p) : malloc_usable_size(p);
}

#endif
