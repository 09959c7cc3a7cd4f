/* outside.h: links that lead out of the project.
 *
 * A link in node_modules to a folder elsewhere makes that folder's files the project's
 * dependency, and its bins and scripts run. So such a link counts only where it was
 * asked for: by a "file:" dependency or workspace of the project's own package.json, by
 * that of a folder that is linked itself, by one of the project's overrides, or by an
 * earlier run that kept it in the hidden lock (`pkg link`). A lock from elsewhere, a
 * package of the registry, or a link that somebody left in node_modules is not enough:
 * npm takes them all.
 */
#ifndef PKG_INSTALL_OUTSIDE_H
#define PKG_INSTALL_OUTSIDE_H

#include "pkg/lock/lock.h"
#include "pkg/tree/tree.h"

/* ERR_EINVALIDLOCATION, with the link and where it leads, if it is such a one. */
int outside_check(Node *link, Err *err);

/* Takes such links out of a tree that was read from the folders, but for those that the
 * lock (may have no packages) has as links, too. */
void outside_forget(Tree *t, const Lock *known);

#endif
