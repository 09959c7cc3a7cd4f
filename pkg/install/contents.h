/* contents.h: what a package's tarball holds, before the package is in its place.
 *
 * A package that brings others along in its tarball says only there which; the same with
 * an npm-shrinkwrap.json. The tarball comes into the store, and is read there.
 */
#ifndef PKG_INSTALL_CONTENTS_H
#define PKG_INSTALL_CONTENTS_H

#include "pkg/install/source.h"

/* Files below *base (an absolute path that is nowhere on the disk) are those of n's
 * tarball. Valid until source_release. Fails as fetch.h does. */
int contents_open(Source *s, Node *n, Files *out, Str *base, Err *err);
/* The same for TreeSource.contents. */
int contents_of_node(void *source, Node *n, Files *out, Str *base, Err *err);
/* Closes what was opened; source_release does it. */
void contents_release(Source *s);

#endif
