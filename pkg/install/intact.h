/* intact.h: is a package's folder still what the store would fill it with?
 *
 * `ci` begins from nothing; where its packages stand already, as links to the store and
 * with nothing beside them, taking them away and linking them anew would change nothing:
 * two looks at each file instead of a link, a look and the removal of the old one, which
 * on ext4 is the dearest of the three.
 */
#ifndef PKG_INSTALL_INTACT_H
#define PKG_INSTALL_INTACT_H

#include <stdbool.h>

#include "pkg/store/store.h"

/* The folder `path` below the folder `at`, with no link on the way to it: the same files
 * (links to the entry's, which are as they were extracted), the same folders with the
 * modes that link_package would give them, and nothing else but, in the package's own
 * folder, a node_modules. False where anything isn't so or can't be told; of a package
 * that brings a node_modules, always. Each umask as link_package's: of the process, which
 * the package's own folder has, and of LinkOptions. */
bool intact_is(const StorePkg *p, int at, const char *path, unsigned process_umask,
               unsigned umask);

#endif
