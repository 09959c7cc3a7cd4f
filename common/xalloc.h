/* xalloc.h: heap memory that is always there: exhaustion ends the program.
 *
 * Nothing else in the project calls malloc and its family directly. Sizes that
 * outsiders control must be capped before they come here (buf.h, arena.h).
 */
#ifndef COMMON_XALLOC_H
#define COMMON_XALLOC_H

#include <stddef.h>

/* Never NULL; size 0 gives a unique pointer. Free with xfree. */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
/* n * size with overflow treated as exhaustion. */
void *xreallocarray(void *p, size_t n, size_t size);
char *xstrdup(const char *s);
/* A NUL-terminated copy of the `len` bytes at s. */
char *xmemdupz(const void *s, size_t len);
void xfree(void *p);

/* As xmalloc, for a room of which the first `soon` bytes are going to be written at once:
 * they lie in huge pages, or come in one go, where the system does that. Else each page
 * is a fault of its own, which costs more than filling it. */
void *xmalloc_room(size_t size, size_t soon);

/* The process is going to use tens of megabytes: the heap grows by much at a time, in
 * huge pages where the system has them, and keeps what is freed. A page fault costs more
 * than what an install does with the page. Once is enough; nothing depends on it. */
void xalloc_expect_much(void);
/* It is going to use a megabyte or two: the same, but huge pages only where touching
 * small ones turns out to cost a multiple of what it does on bare machines. */
void xalloc_expect_some(void);

#endif
