/* bug.h: what stops the program because the program itself is wrong.
 *
 * BUG() is for broken invariants only. What a user, a file or a server can
 * cause is an Err (err.h), never a BUG.
 */
#ifndef COMMON_BUG_H
#define COMMON_BUG_H

#include <stddef.h>

/* Prints "file:line: bug: what" to stderr and aborts. */
_Noreturn void bug_at(const char *file, int line, const char *what);

#define BUG(what) bug_at(__FILE__, __LINE__, (what))
#define BUG_IF(cond) ((cond) ? BUG(#cond) : (void)0)
#define UNREACHABLE() BUG("unreachable")

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* The struct of type T whose member m is at p. */
#define container_of(p, T, m) ((T *)((char *)(p)-offsetof(T, m)))

#endif
