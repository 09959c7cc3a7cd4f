/* oidc.h: trusted publishing: who a CI run is becomes a token of the registry. */
#ifndef PKG_PUBLISH_OIDC_H
#define PKG_PUBLISH_OIDC_H

#include "pkg/context.h"

/* In GitHub Actions, GitLab CI and CircleCI: gets the run's identity (NPM_ID_TOKEN, or
 * GitHub's own service), exchanges it at the registry for a token of this package and
 * uses that from here on. Wherever something is missing or refused nothing changes: the
 * log (verbose) says why. */
void oidc_log_in(Ctx *ctx, Str package, Str registry);

/* What an identity token (a JSON web token) says of its bearer; NULL where it can't be
 * read. */
const cJSON *oidc_claims(Arena *a, Str token);

/* GitHub's identity token for an audience. ERR_ENEEDAUTH where the workflow may not have
 * one. */
int oidc_github_token(Ctx *ctx, Str audience, Str *token, Err *err);

#endif
