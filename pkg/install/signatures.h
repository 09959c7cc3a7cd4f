/* signatures.h: are the registry's signatures of a version good, by the keys that the
 * registry publishes? */
#ifndef PKG_INSTALL_SIGNATURES_H
#define PKG_INSTALL_SIGNATURES_H

#include "pkg/context.h"

/* { keyid, key, expires … } of a registry; an empty list where it has none (404, 400). */
int signatures_keys(Ctx *ctx, Str registry, cJSON **out, Err *err);

/* What was found out about a version. Texts live in the context's arena. */
typedef struct {
    Str name, version, registry;
    Str integrity, resolved;
    bool is_signed;            /* all its signatures are good */
    const cJSON *attestations; /* dist.attestations; NULL: none */
    cJSON *bundles;            /* of attestations that were checked */
    bool is_attested;          /* one of them is good, or the registry lists none */
    int bad;                   /* ERR_EINTEGRITYSIGNATURE, ERR_EATTESTATIONVERIFY; 0 */
    Str message, keyid, signature, predicate; /* of what is bad */
} SignedVersion;

/* v->name, version and registry say which one. Fails where it can't be said: no such
 * version, ERR_EMISSINGSIGNATUREKEY, ERR_EEXPIREDSIGNATUREKEY, network; and where an
 * attestation is of something else (ERR_EATTESTATIONSUBJECT). */
int signatures_check(Ctx *ctx, const cJSON *keys, SignedVersion *v, Err *err);

#endif
