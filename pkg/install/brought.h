/* brought.h: packages that others bring along, before an install begins.
 *
 * What a package bundles, and what its npm-shrinkwrap.json says, is known once its
 * tarball is there. Before anything is put into place those tarballs are fetched, and the
 * ideal tree gets what they hold.
 */
#ifndef PKG_INSTALL_BROUGHT_H
#define PKG_INSTALL_BROUGHT_H

#include "pkg/install/diff.h"
#include "pkg/install/source.h"

/* Completes the ideal tree below packages that change and bring others along, takes out
 * what only stood in for those, and leaves the difference to the actual tree in *out. */
int brought_along(Source *s, Tree *ideal, Tree *actual, const DiffOptions *o, Diff *out,
                  Err *err);

#endif
