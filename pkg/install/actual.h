/* actual.h: the tree that is on the disk.
 *
 * From node_modules/.package-lock.json where that can be trusted: nothing in
 * node_modules was touched since it was written (npm's own test). Otherwise from the
 * folders themselves; then nothing is known of where packages came from.
 */
#ifndef PKG_INSTALL_ACTUAL_H
#define PKG_INSTALL_ACTUAL_H

#include "pkg/install/source.h"

/* root's manifest is pkg. *from_lock: the hidden lock could be trusted. */
int actual_load(Forest *f, Source *s, const cJSON *pkg, Str root, Tree **out,
                bool *from_lock, Err *err);
/* Puts what is there below the root of a tree that has nothing yet but its manifest and
 * workspaces. False if nothing is there. */
bool actual_load_into(Source *s, Tree *t, bool *from_lock);

#endif
