/* tarball.h: a package that is a tarball somewhere: what it says of itself. */
#ifndef PKG_INSTALL_TARBALL_H
#define PKG_INSTALL_TARBALL_H

#include "common/spec.h"
#include "pkg/context.h"

/* package.json of the tarball that a remote or file spec means, normalised, as a new
 * object in the arena, and the integrity of its bytes. The tarball is in the store then.
 */
int tarball_manifest(Ctx *ctx, const Spec *spec, Arena *a, cJSON **manifest,
                     Str *integrity, Err *err);

/* The same of a package that is in the store already by this integrity. */
int tarball_manifest_of(Ctx *ctx, Str label, Str integrity, Arena *a, cJSON **manifest,
                        Err *err);

#endif
