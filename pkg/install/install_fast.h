/* install_fast.h: an install that has nothing to do. What there was at the end of the
 * last one is remembered (uptodate.h); while that is so, an install of just this is over.
 */
#ifndef PKG_INSTALL_INSTALL_FAST_H
#define PKG_INSTALL_INSTALL_FAST_H

#include "pkg/install/install.h"

/* True: all is as it should be, and r says so. An audit that somebody asks for is work.
 */
bool install_fast_check(Ctx *ctx, const InstallRequest *q, InstallResult *r);
/* same: this run found everything as it leaves it, and had nothing to warn of. */
void install_fast_remember(const InstallRequest *q, Project *p, const ReifyCounts *counts,
                           bool same);

#endif
