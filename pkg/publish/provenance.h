/* provenance.h: a statement of where a tarball comes from, published beside it. */
#ifndef PKG_PUBLISH_PROVENANCE_H
#define PKG_PUBLISH_PROVENANCE_H

#include "pkg/publish/pack.h"

/* Reads the Sigstore bundle of --provenance-file: it must speak of this package, version
 * and these bytes. Its certificate and log entry are for the registry to judge. *bundle
 * is NULL where none is asked for. --provenance itself needs a signing service:
 * ERR_EUSAGE outside of a CI that has one, ERR_EUNSUPPORTED inside. */
int provenance_bundle(Ctx *ctx, const Packed *p, cJSON **bundle, Err *err);

#endif
