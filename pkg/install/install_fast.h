/* install_fast.h: what the last run left needn't be looked at again. What there was at
 * its end is remembered (uptodate.h); while that is so, an install of just this is over,
 * and one that adds or removes something needs only look at that.
 */
#ifndef PKG_INSTALL_INSTALL_FAST_H
#define PKG_INSTALL_INSTALL_FAST_H

#include "pkg/install/install.h"
#include "pkg/install/uptodate.h"
#include "pkg/tree/known.h"

/* True: all is as it should be, and r says so. An audit that somebody asks for is work.
 */
bool install_fast_check(Ctx *ctx, const InstallRequest *q, InstallResult *r);
/* What a run that adds or removes, or has something left to do, knows from the last one.
 * In the arena. */
typedef struct {
    bool lock_ours;      /* the lock's text is what its tree is written as */
    bool plain;          /* and of its tree is known (tree/known.h): */
    PlaceList installed; /* what stands in node_modules */
    PlaceList broken;
} KnownTree;
/* Begins to look for it, on a thread where that takes time; in the context's arena. NULL:
 * there is nothing to look for. */
UptodateLook *install_fast_begin(Ctx *ctx, const InstallRequest *q);
/* True if nothing was touched since then, in node_modules neither. p: as it was read. */
bool install_fast_known(UptodateLook *look, const Project *p, KnownTree *out);
/* Ends it where nobody has asked. */
void install_fast_drop(UptodateLook *look);
/* same: this run found everything as it leaves it, and had nothing to warn of. */
void install_fast_remember(const InstallRequest *q, InstallResult *r, bool same);

#endif
