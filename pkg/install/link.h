/* link.h: a store entry appears as a package's folder.
 *
 * Files are hard links to the store: 7 µs each, no data moves. That is wrong where
 * somebody will write into them in place, so a package that has install scripts
 * which are going to run gets copies (clones of the blocks where the file system
 * can). Copies are also made across devices, where a file has the most links it can
 * have, and where the umask asks for other modes than the store's.
 */
#ifndef PKG_INSTALL_LINK_H
#define PKG_INSTALL_LINK_H

#include "pkg/store/share.h"
#include "pkg/store/store.h"

typedef struct {
    bool copy;            /* the files will be written to */
    unsigned umask;       /* npm's setting and the process's together */
    const Sharer *sharer; /* of the files of a large package; NULL: nobody */
} LinkOptions;

typedef struct {
    unsigned n_linked, n_copied, n_dirs;
} LinkStats;

/* Makes the folder `path` (its parents exist) below the folder `at` and fills it.
 * What a failed call made remains: the caller removes it. ERR_ESTORE: a file in the
 * store isn't what it was; the entry must be made anew. Other failures are errno's. */
int link_package(const StorePkg *p, int at, const char *path, const LinkOptions *opts,
                 LinkStats *stats, Err *err);

#endif
