/* installed.h: the tree that is on the disk.
 *
 * From node_modules/.package-lock.json where that can be trusted: nothing in
 * node_modules was touched since it was written (npm's own test). Otherwise from the
 * folders themselves; then nothing is known of where packages came from.
 */
#ifndef PKG_INSTALL_INSTALLED_H
#define PKG_INSTALL_INSTALLED_H

#include "pkg/install/source.h"
#include "pkg/lock/lock.h"

/* Puts what is there below the root of a tree that has nothing yet but its manifest and
 * workspaces. untouched: the caller knows that nothing was touched. *from_lock: the
 * hidden lock could be trusted. */
int installed_load(Source *s, Tree *t, bool untouched, bool *from_lock, Err *err);

/* The same as the beginning of an ideal tree: without links that nobody vouches for
 * (outside.h). *from_lock: the hidden lock told, not the folders. */
int installed_load_start(Source *s, Tree *t, bool *from_lock, Err *err);

/* For a tree from the folders: where packages came from stands in the project's lock, if
 * it speaks of the same versions. */
void installed_add_origins(Tree *t, const Lock *lock, Str root);

#endif
