/* xalloc.c: malloc and friends that abort on exhaustion. */
#include "common/xalloc.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/place.h"

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr, "error: out of memory (%zu bytes wanted)\n", size);
    abort();
}

_Noreturn void bug_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: bug: %s\n", file, line, what);
    abort();
}

void *xmalloc(size_t size)
{
    void *p = place.recording ? place_alloc(size) : malloc(size ? size : 1);

    if (p == NULL)
        out_of_memory(size);
    return p;
}

void *xcalloc(size_t n, size_t size)
{
    void *p;

    if (place.recording)
        return memset(place_alloc(n * size), 0, n * size);
    p = calloc(n ? n : 1, size ? size : 1);
    if (p == NULL)
        out_of_memory(size);
    return p;
}

/* A block that lies at the place goes elsewhere. */
static void *move_placed(void *old, size_t size)
{
    size_t before = place_block_size(old);
    void *p = memcpy(xmalloc(size), old, before < size ? before : size);

    place_free(old);
    return p;
}

void *xrealloc(void *old, size_t size)
{
    void *p;

    if (old != NULL && place_has(old))
        return move_placed(old, size);
    if (place.recording && old == NULL)
        return xmalloc(size);
    p = realloc(old, size ? size : 1);
    if (p == NULL)
        out_of_memory(size);
    return p;
}

void *xreallocarray(void *p, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        out_of_memory(SIZE_MAX);
    return xrealloc(p, n * size);
}

char *xmemdupz(const void *s, size_t len)
{
    char *p = xmalloc(len + 1);

    if (len > 0)
        memcpy(p, s, len);
    p[len] = '\0';
    return p;
}

char *xstrdup(const char *s)
{
    return xmemdupz(s, strlen(s));
}

void xfree(void *p)
{
    if (place_has(p))
        place_free(p);
    else
        free(p);
}

#define HUGE_PAGE ((uintptr_t)2 << 20)
#define PAGE ((size_t)4096)
#define ROOM_MIN ((size_t)1 << 20)

void *xmalloc_room(size_t size, size_t soon)
{
    void *p;

    if (place.recording || soon < ROOM_MIN)
        return xmalloc(size);
    if (posix_memalign(&p, HUGE_PAGE, size) != 0)
        out_of_memory(size);
    (void)madvise(p, size, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
    (void)madvise(p, soon & ~(PAGE - 1), MADV_POPULATE_WRITE);
#endif
    return p;
}

#define GROW_BY (64 << 20)
#define PROBE ((size_t)256 << 10)

void xalloc_expect_much(void)
{
    uintptr_t at, end;
    void *probe;

    if (mallopt(M_TOP_PAD, GROW_BY) == 0 || mallopt(M_TRIM_THRESHOLD, INT32_MAX) == 0 ||
        mallopt(M_MMAP_THRESHOLD, GROW_BY / 2) == 0)
        return;
    /* What is asked for now makes the heap grow once: that is the room to be advised. */
    probe = xmalloc(PROBE);
    at = ((uintptr_t)probe + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    end = (uintptr_t)sbrk(0);
    xfree(probe);
    if (at < end && end - at <= 2 * (uintptr_t)GROW_BY)
        (void)madvise((void *)at, (end - at) & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
}
