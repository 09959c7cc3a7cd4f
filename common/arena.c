/* arena.c: bump allocation in blocks that double up to a ceiling. */
#include "common/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "common/bug.h"
#include "common/quick_format.h"
#include "common/xalloc.h"

#define FIRST_BLOCK ((size_t)1024) /* a thousand packuments have one each */
#define LARGEST_BLOCK ((size_t)1 << 20)
#define ALIGN alignof(max_align_t)

struct ArenaBlock {
    ArenaBlock *prev;
    size_t size; /* usable bytes */
    alignas(ALIGN) char data[];
};

static void grow(Arena *a, size_t need)
{
    size_t size = a->block ? a->block->size * 2 : FIRST_BLOCK;
    ArenaBlock *b;

    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < need)
        size = need;
    b = xmalloc(sizeof *b + size);
    b->prev = a->block;
    b->size = size;
    a->block = b;
    a->at = b->data;
    a->end = b->data + size;
}

char *arena_bytes(Arena *a, size_t size)
{
    char *p;

    if ((size_t)(a->end - a->at) < size || a->at == NULL)
        grow(a, size + 1);
    p = a->at;
    a->at += size;
    a->total += size;
    return p;
}

void *arena_alloc(Arena *a, size_t size)
{
    size_t pad = a->at ? -(uintptr_t)a->at & (ALIGN - 1) : 0;
    char *p;

    BUG_IF(size > SIZE_MAX / 2);
    if (a->at == NULL || (size_t)(a->end - a->at) < size + pad) {
        grow(a, size + ALIGN);
        pad = -(uintptr_t)a->at & (ALIGN - 1);
    }
    p = a->at + pad;
    a->at = p + size;
    a->total += size;
    return p;
}

void *arena_zalloc(Arena *a, size_t size)
{
    return memset(arena_alloc(a, size), 0, size);
}

void *arena_realloc(Arena *a, void *old, size_t old_size, size_t size)
{
    void *p;

    if (old != NULL && (char *)old + old_size == a->at && size >= old_size &&
        (size_t)(a->end - (char *)old) >= size) {
        a->at = (char *)old + size;
        a->total += size - old_size;
        return old;
    }
    p = arena_alloc(a, size);
    if (old != NULL && old_size > 0)
        memcpy(p, old, old_size < size ? old_size : size);
    return p;
}

char *arena_memdupz(Arena *a, const void *s, size_t len)
{
    char *p = arena_bytes(a, len + 1);

    if (len > 0)
        memcpy(p, s, len);
    p[len] = '\0';
    return p;
}

char *arena_strdup(Arena *a, const char *s)
{
    return arena_memdupz(a, s, strlen(s));
}

Str arena_str(Arena *a, Str s)
{
    return (Str){ arena_memdupz(a, s.ptr, s.len), s.len };
}

static Str vprint(Arena *a, const char *fmt, va_list ap)
{
    char small[256];
    va_list again;
    int n;
    char *p;

    va_copy(again, ap);
    n = quick_format(small, sizeof small, fmt, ap);
    BUG_IF(n < 0);
    p = arena_bytes(a, (size_t)n + 1);
    if ((size_t)n < sizeof small)
        memcpy(p, small, (size_t)n + 1);
    else
        quick_format(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (Str){ p, (size_t)n };
}

char *arena_printf(Arena *a, const char *fmt, ...)
{
    va_list ap;
    Str s;

    va_start(ap, fmt);
    s = vprint(a, fmt, ap);
    va_end(ap);
    return (char *)s.ptr;
}

Str arena_strf(Arena *a, const char *fmt, ...)
{
    va_list ap;
    Str s;

    va_start(ap, fmt);
    s = vprint(a, fmt, ap);
    va_end(ap);
    return s;
}

ArenaMark arena_mark(const Arena *a)
{
    return (ArenaMark){ a->block, a->at, a->total };
}

void arena_rewind(Arena *a, ArenaMark m)
{
    while (a->block != m.block) {
        ArenaBlock *b = a->block;

        a->block = b->prev;
        xfree(b);
    }
    a->at = m.at;
    a->end = a->block ? a->block->data + a->block->size : NULL;
    a->total = m.total;
}

void arena_release(Arena *a)
{
    arena_rewind(a, (ArenaMark){ 0 });
}
