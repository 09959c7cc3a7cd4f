/* place.c: see place.h. */
#include "common/place.h"

#include <string.h>

#include "common/bug.h"

/* Each block stands behind its size, as malloc's do. */
#define HEAD sizeof(size_t)
#define ALIGN 16
/* Freed blocks of up to so many units are found by their size; larger ones in a list. */
#define SMALL_UNITS 64

typedef struct FreeBlock {
    struct FreeBlock *next;
} FreeBlock;

Place place;

static struct {
    size_t used;
    FreeBlock *free[SMALL_UNITS + 1]; /* [0]: all that are larger */
} state;

void place_set(void *base, size_t size)
{
    place = (Place){ .base = (uintptr_t)base, .size = size };
}

void place_record(void *base, size_t size)
{
    place = (Place){ (uintptr_t)base, size, true };
    /* So that what follows a head is aligned. */
    state.used = ALIGN - HEAD;
}

static FreeBlock **class_of(size_t size)
{
    size_t units = (size + HEAD) / ALIGN;

    return &state.free[units <= SMALL_UNITS ? units : 0];
}

/* Takes a freed block of about that size from its list; NULL where there is none. */
static void *take_freed(size_t size)
{
    for (FreeBlock **at = class_of(size); *at != NULL; at = &(*at)->next) {
        FreeBlock *b = *at;
        size_t found = place_block_size(b);

        if (found < size || found > size * 2)
            continue;
        *at = b->next;
        memset(b, 0, found);
        return b;
    }
    return NULL;
}

void *place_alloc(size_t size)
{
    /* Head and block together are a multiple of the alignment. */
    size_t room = ((size + HEAD + ALIGN - 1) & ~(size_t)(ALIGN - 1)) - HEAD;
    size_t *p = take_freed(room);

    if (p != NULL)
        return p;
    if (state.used + room + HEAD > place.size)
        BUG("the place is too small: see SNAPSHOT_ROOM");
    p = (size_t *)(place.base + state.used);
    *p++ = room;
    state.used += room + HEAD;
    return p;
}

void place_free(void *p)
{
    FreeBlock **list = class_of(place_block_size(p)), *b = p;

    if (!place.recording)
        return;
    b->next = *list;
    *list = b;
}

void place_close(void)
{
    place.recording = false;
    for (size_t i = 0; i <= SMALL_UNITS; i++) {
        for (FreeBlock *b = state.free[i], *next; b != NULL; b = next) {
            next = b->next;
            memset(b, 0, place_block_size(b));
        }
    }
    memset(&state, 0, sizeof state);
}
