/* look_ahead.h: documents come ahead of the tree.
 *
 * The ideal tree goes through packages in npm's order, one after the other, and each asks
 * for the documents of its dependencies when it has its place: far from a registry, that
 * is one round trip for each step into the depth of each branch. So what comes over the
 * wire is read at once as the tree will most likely read it, and what the chosen version
 * depends on is asked for, and so on. The tree itself decides as if nobody had.
 */
#ifndef PKG_INSTALL_LOOK_AHEAD_H
#define PKG_INSTALL_LOOK_AHEAD_H

#include "pkg/install/source.h"

/* Asks for the document of a spec of the registry; what it leads to follows. */
void look_ahead(Source *s, const Spec *spec);
/* The same of all that a folder of the project depends on, of which the tree has nothing
 * yet: its turn comes behind all that the project itself needs. `folders`: the names of
 * such folders, which no registry is asked for. */
void look_ahead_of_folder(Source *s, const cJSON *pkg, const Map *folders);
/* Nothing follows any more: before the source goes. */
void look_ahead_end(Source *s);

#endif
