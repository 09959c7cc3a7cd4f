/* git_package.h: packages that are a commit of a git repository (pacote's GitFetcher).
 *
 *  1. what branch, tag or range means is asked of the repository, and its package.json
 *     read from a clone
 *  2. a commit of one of the known hosts comes as the tarball that the host makes;
 *     anything else is cloned
 *  3. if it has scripts for that, its dependencies are installed (by this program, in the
 *     clone) and `prepare` runs
 *  4. the folder is packed, and goes into the store
 *
 * Which commit is which package of the store is remembered in the cache's `git` folder:
 * a commit is cloned and prepared once, and needs no network afterwards.
 */
#ifndef PKG_INSTALL_GIT_PACKAGE_H
#define PKG_INSTALL_GIT_PACKAGE_H

#include "pkg/context.h"
#include "common/json.h"
#include "common/spec.h"

typedef struct GitPackages GitPackages;

/* *g is made when it is NULL. Texts live in the arena, which must outlive it. */

/* The manifest of what the spec means, with `_resolved` ("git+…#commit"), and with
 * `_integrity` where npm has one (a known host and a whole commit). */
int git_package_manifest(GitPackages **g, Ctx *ctx, Arena *a, const Spec *spec,
                         cJSON **out, Err *err);
/* Brings a commit into the store; resolved as above. *integrity is what its entry is
 * called by: not what the lock has. */
int git_package_fetch(GitPackages **g, Ctx *ctx, Arena *a, Str name, Str resolved,
                      Str *integrity, Err *err);
/* Is it the place of a git package? */
bool git_package_is(Arena *a, Str resolved);
/* Removes the clones. NULL is allowed. */
void git_package_release(GitPackages *g);

#endif
