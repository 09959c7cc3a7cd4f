/* install_check.h: a lock against package.json, and places of tarballs. */
#ifndef PKG_INSTALL_INSTALL_CHECK_H
#define PKG_INSTALL_INSTALL_CHECK_H

#include "pkg/install/project.h"

/* For `ci`: resolves, and fails with ERR_EUSAGE and a list where the lock doesn't have
 * what package.json asks for; there must be a lock (ERR_EUSAGE). */
int install_check_lock(Project *p, Err *err);
/* ERR_EUSAGE: there is no lock that `ci` could install. */
int install_refuse_lock(Project *p, Err *err);
/* Where a tarball of a lock is to be had here: replace-registry-host. */
Str install_registry_url(Ctx *ctx, Arena *a, Str url);
/* The registry of a package's scope. */
Str install_registry_of(Ctx *ctx, Str name);

#endif
