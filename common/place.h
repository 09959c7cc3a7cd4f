/* place.h: memory blocks that were made before the program began: they lie in its own
 * data, where a run of it at its build laid them (runtime/snapshot.h).
 *
 *     place_record(base, size);  … place_alloc, place_free …  place_close();
 *
 * Later place_has tells such a block from malloc's. It can be used and freed like any
 * other, but what is freed then isn't used again. One place for a program.
 */
#ifndef COMMON_PLACE_H
#define COMMON_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uintptr_t base;
    size_t size;    /* 0: there is none */
    bool recording; /* blocks are being laid there */
} Place;
extern Place place;

static inline bool place_has(const void *p)
{
    return (uintptr_t)p - place.base < place.size;
}

/* Of a block that is there. */
static inline size_t place_block_size(const void *p)
{
    return *(const size_t *)((uintptr_t)p - sizeof(size_t));
}

/* The place as an earlier run left it. */
void place_set(void *base, size_t size);
/* An empty one, all zero and aligned to 16, to be filled. */
void place_record(void *base, size_t size);
/* No more; what is free is zero again. */
void place_close(void);

/* While recording: a block aligned for any type, not zeroed. A place that is full ends
 * the program. */
void *place_alloc(size_t size);
/* While recording the block is used again, else it is only forgotten. */
void place_free(void *p);

#endif
