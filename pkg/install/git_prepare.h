/* git_prepare.h: a clone is made ready to be packed: this program installs what it needs,
 * devDependencies too, if it has scripts that build something.
 */
#ifndef PKG_INSTALL_GIT_PREPARE_H
#define PKG_INSTALL_GIT_PREPARE_H

#include "pkg/context.h"

/* place: the commit's, "git+…#commit". A commit that is being prepared further up the
 * line of processes is left as it is: there would be no end. Its exit code is in
 * err->status where the installation fails. */
int git_prepare(Ctx *ctx, Arena *a, Str folder, Str place, Err *err);

#endif
