/* share.h: a loop whose turns don't depend on each other, and in which threads that have
 * nothing else to do take part.
 *
 * A package of hundreds of files that comes alone would keep one processor busy, and the
 * others waiting for it.
 */
#ifndef PKG_STORE_SHARE_H
#define PKG_STORE_SHARE_H

#include <stdint.h>

#include "common/err.h"

/* Who has such threads. run calls work(arg) here and, as long as that hasn't returned, on
 * any of them at the same time; it returns when none is in it any more. */
typedef struct {
    void (*run)(void *ctx, void (*work)(void *arg), void *arg);
    void *ctx;
} Sharer;

/* Calls turn for each number below n, in any order, on several threads at once. s NULL,
 * or few of them: on this one, in order. The first failure ends it: its code, and its
 * error. */
int share_loop(const Sharer *s, uint32_t n, int (*turn)(void *arg, uint32_t i, Err *err),
               void *arg, Err *err);

#endif
