/* buf.h: bytes that grow, up to a ceiling.
 *
 *     Buf b = BUF_MAX(1 << 20);
 *     buf_puts(&b, "hello ");
 *     buf_printf(&b, "%d", 42);
 *     use(b.ptr, b.len);          b.ptr is always NUL-terminated once written
 *     buf_release(&b);
 *
 * Writing past the ceiling drops the bytes and sets `full`: check it once at
 * the end, or use buf_check. A zero Buf has the default ceiling of 1 GiB.
 */
#ifndef COMMON_BUF_H
#define COMMON_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/str.h"

typedef struct Buf {
    char *ptr;  /* NULL until something is written */
    size_t len; /* bytes used, without the NUL */
    size_t cap; /* bytes allocated */
    size_t max; /* ceiling for len; 0 means BUF_DEFAULT_MAX */
    bool full;  /* a write was refused */
} Buf;

#define BUF_DEFAULT_MAX ((size_t)1 << 30)
#define BUF_MAX(n) ((Buf){ .max = (n) })

/* Room for n more bytes. False, and `full` set, if that is over the ceiling. */
bool buf_reserve(Buf *b, size_t n);
void buf_put(Buf *b, const void *bytes, size_t n);
void buf_puts(Buf *b, const char *s);
void buf_putc(Buf *b, char c);
void buf_str(Buf *b, Str s);
void buf_fill(Buf *b, char c, size_t n);
void buf_printf(Buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(Buf *b, const char *fmt, va_list ap);
/* Removes n bytes at position `at`. */
void buf_cut(Buf *b, size_t at, size_t n);
/* Shortens to len. */
void buf_truncate(Buf *b, size_t len);

/* What is in it; valid until the next write. */
static inline Str buf_view(const Buf *b)
{
    return (Str){ b->ptr ? b->ptr : "", b->len };
}
/* NUL-terminated text, "" when empty; valid until the next write. */
const char *buf_cstr(Buf *b);
/* 0, or ERR_ETOOBIG naming `what` where a write was refused. */
int buf_check(const Buf *b, const char *what, Err *err);
/* Hands the memory to the caller (xfree) and empties the buffer. Never NULL. */
char *buf_take(Buf *b);
/* The text in an arena; the buffer is released. */
Str buf_to_arena(Buf *b, Arena *a);
/* Empties, keeps the memory and the ceiling. */
void buf_clear(Buf *b);
void buf_release(Buf *b);

#endif
