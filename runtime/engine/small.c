/* small.c: see small.h. */
#include "runtime/engine/small.h"

#include <sys/mman.h>

#define RESERVE ((size_t)32 << 30)
#define COMMIT ((size_t)1 << 20)
#define KEEP_EMPTY 16 /* chunks whose memory isn't given back to the system */

/* At the beginning of its memory. */
struct SmallChunk {
    uint32_t size;           /* of its pieces; small_size reads it */
    uint32_t live;           /* how many are in use */
    SmallChunk *next, *prev; /* among those with room, or without pieces */
    void *free;              /* pieces given back: each begins with the next */
    char *fresh, *end;       /* pieces never used */
    bool listed;
};

#define HEAD ((sizeof(SmallChunk) + 63) & ~(size_t)63)

static void reserve(Small *s)
{
    s->tried = true;
#if !defined(__SANITIZE_ADDRESS__)
    char *p = mmap(NULL, RESERVE + SMALL_CHUNK, PROT_NONE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    size_t odd;

    if (p == MAP_FAILED)
        return;
    /* Nothing before and behind the chunks is kept. */
    odd = (SMALL_CHUNK - ((uintptr_t)p & (SMALL_CHUNK - 1))) & (SMALL_CHUNK - 1);
    if (odd > 0)
        munmap(p, odd);
    if (odd < SMALL_CHUNK)
        munmap(p + odd + RESERVE, SMALL_CHUNK - odd);
    s->begin = p + odd;
    s->reserved = RESERVE;
#endif
}

static SmallChunk *chunk_of(const void *p)
{
    return (SmallChunk *)((uintptr_t)p & ~(uintptr_t)(SMALL_CHUNK - 1));
}

static void list_add(SmallChunk **list, SmallChunk *c)
{
    c->prev = NULL;
    c->next = *list;
    if (c->next != NULL)
        c->next->prev = c;
    *list = c;
    c->listed = true;
}

static void list_remove(SmallChunk **list, SmallChunk *c)
{
    if (c->prev != NULL)
        c->prev->next = c->next;
    else
        *list = c->next;
    if (c->next != NULL)
        c->next->prev = c->prev;
    c->listed = false;
}

static SmallChunk *new_chunk(Small *s)
{
    SmallChunk *c = s->empty;

    if (c != NULL) {
        list_remove(&s->empty, c);
        s->n_empty--;
        return c;
    }
    if (s->used == s->committed) {
        if (s->committed + COMMIT > s->reserved ||
            mprotect(s->begin + s->committed, COMMIT, PROT_READ | PROT_WRITE) != 0)
            return NULL;
        s->committed += COMMIT;
    }
    c = (SmallChunk *)(void *)(s->begin + s->used);
    s->used += SMALL_CHUNK;
    return c;
}

static SmallChunk *open_chunk(Small *s, size_t class)
{
    SmallChunk *c = new_chunk(s);

    if (c == NULL)
        return NULL;
    c->size = (uint32_t)(class * SMALL_STEP);
    c->live = 0;
    c->free = NULL;
    c->fresh = (char *)c + HEAD;
    c->end = (char *)c + SMALL_CHUNK;
    list_add(&s->open[class], c);
    return c;
}

void *small_alloc(Small *s, size_t size)
{
    size_t class = size == 0 ? 1 : (size + SMALL_STEP - 1) / SMALL_STEP;
    SmallChunk *c = s->open[class];
    void *p;

    if (__builtin_expect(c == NULL, 0)) {
        if (!s->tried)
            reserve(s);
        if (s->begin == NULL || (c = open_chunk(s, class)) == NULL)
            return NULL;
    }
    c->live++;
    p = c->free;
    if (p != NULL) {
        c->free = *(void **)p;
    } else {
        p = c->fresh;
        c->fresh += c->size;
    }
    if (c->free == NULL && (size_t)(c->end - c->fresh) < c->size)
        list_remove(&s->open[class], c);
    return p;
}

/* The chunk has no pieces any more, and isn't the only one of its size. */
static void close_chunk(Small *s, SmallChunk *c)
{
    list_remove(&s->open[c->size / SMALL_STEP], c);
    if (s->n_empty >= KEEP_EMPTY)
        (void)madvise(c, SMALL_CHUNK, MADV_DONTNEED);
    list_add(&s->empty, c);
    s->n_empty++;
}

void small_free(Small *s, void *p)
{
    SmallChunk *c = chunk_of(p);

    *(void **)p = c->free;
    c->free = p;
    c->live--;
    if (__builtin_expect(!c->listed, 0))
        list_add(&s->open[c->size / SMALL_STEP], c);
    if (__builtin_expect(c->live == 0, 0) && (c->next != NULL || c->prev != NULL))
        close_chunk(s, c);
}
