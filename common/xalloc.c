/* xalloc.c: malloc and friends that abort on exhaustion. */
#include "common/xalloc.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
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

static uint64_t nanoseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

#define DEAR_NS 2000
#define TOUCHES 2
#define TOGETHER 4

/* Some virtual machines keep page tables of their own behind the system's (PVM, gVisor):
 * each page costs ten microseconds when it is first touched there, and a huge page hardly
 * more. It isn't so where the host gives memory late: several pages asked for together
 * cost as much each then, and a huge one what all of its parts do. */
static bool touching_is_dear(char *pages)
{
#ifdef MADV_POPULATE_WRITE
    uint64_t least = UINT64_MAX, begun, took;

    for (size_t i = 0; i < TOUCHES; i++) {
        begun = nanoseconds();
        ((volatile char *)pages)[i * PAGE] = 0;
        took = nanoseconds() - begun;
        least = took < least ? took : least;
    }
    if (least < DEAR_NS)
        return false;
    begun = nanoseconds();
    if (madvise(pages + TOUCHES * PAGE, TOGETHER * PAGE, MADV_POPULATE_WRITE) < 0)
        return false;
    return (nanoseconds() - begun) / TOGETHER < least / 2;
#else
    (void)pages;
    return false;
#endif
}

static uintptr_t round_up(uintptr_t at, size_t to)
{
    return (at + to - 1) & ~(uintptr_t)(to - 1);
}

static void *left_alone; /* never used, never given back */

/* The heap grows by much at a time; in huge pages, if that is sure to be worth it or
 * turns out to be. */
static void grow_by_much(bool sure)
{
    uintptr_t at, end, first;
    bool huge;
    void *probe;

    if (mallopt(M_TOP_PAD, GROW_BY) == 0 || mallopt(M_TRIM_THRESHOLD, INT32_MAX) == 0 ||
        mallopt(M_MMAP_THRESHOLD, GROW_BY / 2) == 0)
        return;
    /* What is asked for now makes the heap grow once: that is the room to be advised. */
    probe = xmalloc(PROBE);
    first = (uintptr_t)probe;
    at = round_up(first, HUGE_PAGE);
    end = (uintptr_t)sbrk(0);
    huge = at < end && end - at <= 2 * (uintptr_t)GROW_BY &&
           (sure || touching_is_dear((char *)round_up(first + PROBE / 2, PAGE)));
    xfree(probe);
    if (!huge || madvise((void *)at, (end - at) & ~(HUGE_PAGE - 1), MADV_HUGEPAGE) < 0)
        return;
    /* What lies before the first of them is left alone: so the heap goes on in it. */
    left_alone = xmalloc(at - first + sizeof(size_t));
}

void xalloc_expect_much(void)
{
    grow_by_much(true);
}

void xalloc_expect_some(void)
{
    grow_by_much(false);
}
