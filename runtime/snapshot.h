/* snapshot.h: the heap as it stands when nothing of the user's has run yet, made when
 * smew is built and kept in the program itself: a start takes it as it is.
 *
 *     build: smew without a heap in it --snapshot-> a copy of itself with one
 *     start: snapshot_take, then what differs from process to process
 *
 * It is a part of the program's data, to which the program is linked at a fixed address,
 * as are the functions that the heap refers to: nothing has to be moved or read, pages
 * come in when they are touched and are copied when they are written. So nothing in it
 * may point to what malloc gave, or depend on the process that made it: the build makes
 * it twice and compares.
 */
#ifndef RUNTIME_SNAPSHOT_H
#define RUNTIME_SNAPSHOT_H

#include <stdbool.h>

#include "common/err.h"
#include "runtime/runtime.h"

/* Bytes of the place, a multiple of a page: what a start needs, and the rest is free. */
#define SNAPSHOT_ROOM ((size_t)3 << 20)

/* The place: of the program's data, aligned to pages (main.c). A program without one, as
 * the tests are, makes its heap at each start. */
void snapshot_set_place(void *at);
/* Is there a place, and nothing in it? */
bool snapshot_is_missing(void);
/* The heap at the place becomes rt's, with what `engine` knows of it. False where there
 * is none, or where it is another owner's. */
bool snapshot_take(Runtime *rt);
/* Makes a heap at the place by make(rt), and writes this program with it to `path`. */
int snapshot_write(Runtime *rt, int (*make)(Runtime *rt, Err *err), const char *path,
                   Err *err);

#endif
