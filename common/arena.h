/* arena.h: memory that is given back all at once.
 *
 *     Arena a = { 0 };
 *     Node *n = arena_new(&a, Node);
 *     char *s = arena_printf(&a, "%s@%s", name, version);
 *     arena_release(&a);
 *
 * An `Arena *` parameter means: the result lives there, nobody frees it.
 * Zero is a valid empty arena. Not thread-safe: one arena, one thread.
 */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include <stdalign.h>
#include <stddef.h>

#include "common/str.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *block; /* newest; older ones behind it */
    char *at, *end;    /* free part of the newest block */
    size_t total;      /* bytes handed out */
} Arena;

typedef struct {
    ArenaBlock *block;
    char *at;
    size_t total;
} ArenaMark;

/* Uninitialised, aligned for any type. Never NULL. */
void *arena_alloc(Arena *a, size_t size);
/* Zeroed. */
void *arena_zalloc(Arena *a, size_t size);
/* Grows an allocation; in place when it was the last one. */
void *arena_realloc(Arena *a, void *old, size_t old_size, size_t size);
/* A byte string without alignment. */
char *arena_bytes(Arena *a, size_t size);

#define arena_new(a, T) ((T *)arena_zalloc((a), sizeof(T)))
#define arena_array(a, T, n) ((T *)arena_zalloc((a), sizeof(T) * (n)))

/* NUL-terminated copies. */
char *arena_strdup(Arena *a, const char *s);
char *arena_memdupz(Arena *a, const void *s, size_t len);
Str arena_str(Arena *a, Str s);
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
Str arena_strf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* What is allocated between mark and rewind is gone after the rewind. */
ArenaMark arena_mark(const Arena *a);
void arena_rewind(Arena *a, ArenaMark m);
/* Gives everything back; the arena is empty and usable again. */
void arena_release(Arena *a);

#endif
