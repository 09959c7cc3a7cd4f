/* provenance.h: a statement of where a tarball comes from, published beside it. */
#ifndef PKG_PUBLISH_PROVENANCE_H
#define PKG_PUBLISH_PROVENANCE_H

#include "pkg/publish/pack.h"

/* With --provenance-file: reads that Sigstore bundle, which must speak of this package,
 * version and these bytes; its certificate and log entry are for the registry to judge.
 * With --provenance: makes one (sigstore.h), of a package that everybody may see;
 * ERR_EUSAGE outside of the build services that npm knows. *bundle is NULL where neither
 * is asked for. */
int provenance_bundle(Ctx *ctx, const Packed *p, Str registry, cJSON **bundle, Err *err);

/* May everybody see the package? ERR_E404 where the registry doesn't know it. */
int provenance_visibility(Ctx *ctx, Str package, Str registry, bool *is_public, Err *err);

#endif
