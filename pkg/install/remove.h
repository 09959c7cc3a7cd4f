/* remove.h: takes folders away, whole and fast. Links are never followed. */
#ifndef PKG_INSTALL_REMOVE_H
#define PKG_INSTALL_REMOVE_H

#include "common/arena.h"
#include "common/err.h"
#include "pkg/install/pool.h"

/* Removes what `path` (below the folder `at`) names, with all that is in it. What
 * isn't there is fine. Folders without write permission are opened up. */
int remove_tree(int at, const char *path, Err *err);
/* The same, the entries of the folder in parallel. pool may be NULL. Jobs that other
 * work has put into the pool must have been taken back. */
int remove_tree_on(Pool *pool, int at, const char *path, Err *err);

/* A node_modules below root, that a run made which failed: commands and store go, it too
 * if nothing else is in it. */
void remove_modules(Arena *a, Str root);

#endif
