/* sigstore.h: signs a statement without keeping a key: an authority certifies a new key
 * for the identity that this build has, and a public log records the signature.
 *
 *     cJSON *bundle;
 *     if (sigstore_attest(ctx, statement, &bundle, &err) == 0) …
 *
 * The identity comes from GitHub's service (ACTIONS_ID_TOKEN_REQUEST_URL) or
 * SIGSTORE_ID_TOKEN; the authority (Fulcio) and the log (Rekor) are Sigstore's public
 * ones, or those that SIGSTORE_FULCIO_URL and SIGSTORE_REKOR_URL name.
 */
#ifndef PKG_PUBLISH_SIGSTORE_H
#define PKG_PUBLISH_SIGSTORE_H

#include "pkg/context.h"

/* statement: in-toto JSON. *bundle: a Sigstore bundle (v0.3), in the context's arena.
 * Fails with ERR_ENEEDAUTH without an identity, ERR_ELIBRARY without OpenSSL 3, what the
 * network says, ERR_ENOCODE for answers that make no sense. */
int sigstore_attest(Ctx *ctx, Str statement, cJSON **bundle, Err *err);

#endif
