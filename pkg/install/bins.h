/* bins.h: the commands of packages appear in node_modules/.bin (or PREFIX/bin).
 *
 * As npm does it: a relative symbolic link, made only if the target exists in the
 * package; the first package of a run that claims a name keeps it; inside a project
 * whatever stood there is replaced, globally only what points into the same package
 * or with force. The target becomes executable, and a first line "#!…" that ends
 * with CR LF is mended. A target that is hard-linked to the store becomes the
 * project's own copy before it is changed.
 */
#ifndef PKG_INSTALL_BINS_H
#define PKG_INSTALL_BINS_H

#include <stdbool.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/map.h"
#include "pkg/tree/tree.h"

typedef struct {
    Arena arena;
    Map claimed;    /* absolute paths of links of this run */
    unsigned umask; /* of npm's setting and the process */
} Bins;

typedef struct {
    const char *folder;  /* absolute: where the link goes; made if need be */
    const char *name;    /* "tsc"; a normalized name: no slash, not "." or ".." */
    const char *package; /* absolute: the package's folder */
    const char *target;  /* "bin/tsc": inside the package */
    bool force;          /* replace what is somebody else's */
    bool fresh;          /* its files have just come: to be mended in any case */
} BinLink;

/* Where the commands of a package below another one lie: absolute, and in the project. */
Str bins_folder(Arena *a, const Node *n);
Str bins_location(Arena *a, const Node *n);

void bins_init(Bins *b, unsigned umask);
/* 0 also where nothing is linked: claimed before, or the target isn't there.
 * -EEXIST: the place is taken by something else (only without force). */
int bins_link(Bins *b, const BinLink *l, Err *err);
void bins_release(Bins *b);

#endif
