/* small.h: memory in small pieces, for the engine's heap: most of what it allocates is a
 * few dozen bytes, and lives short.
 *
 * Pieces of one size (a multiple of 16 bytes) lie together in chunks; a chunk knows its
 * size, so that a piece can be given back by its address alone. All chunks are in one
 * range of addresses, reserved when the first is needed: whether a piece is one of ours
 * is seen by where it is. Without such a range (a limit on addresses; a build that
 * watches memory) there are none. Not for more than one thread. */
#ifndef RUNTIME_ENGINE_SMALL_H
#define RUNTIME_ENGINE_SMALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMALL_MAX 1024 /* bytes of the largest piece */
#define SMALL_STEP 16
#define SMALL_CHUNK ((size_t)64 << 10) /* bytes; aligned to as much */

typedef struct SmallChunk SmallChunk;

typedef struct {
    char *begin;            /* of the reserved range; NULL: none, or none yet */
    bool tried;             /* to reserve it */
    size_t reserved;        /* bytes that chunks may take */
    size_t used, committed; /* bytes from `begin` on: given to chunks; readable */
    /* Chunks that have room, by size; those without pieces, for any size. */
    SmallChunk *open[SMALL_MAX / SMALL_STEP + 1];
    SmallChunk *empty;
    int n_empty;
} Small; /* all zero at first */

static inline bool small_has(const Small *s, const void *p)
{
    return (size_t)((const char *)p - s->begin) < s->used;
}

/* Bytes of the piece, at least as many as were asked for: the first word of its chunk. */
static inline size_t small_size(const void *p)
{
    return *(const uint32_t *)((uintptr_t)p & ~(uintptr_t)(SMALL_CHUNK - 1));
}

/* Up to SMALL_MAX bytes; NULL: there is no memory of this kind left. */
void *small_alloc(Small *s, size_t size);
/* A piece of ours. */
void small_free(Small *s, void *p);
#endif
