/* maintain.h: changing what a registry has of a package: versions, tags, owners. */
#ifndef PKG_PUBLISH_MAINTAIN_H
#define PKG_PUBLISH_MAINTAIN_H

#include "common/spec.h"
#include "pkg/context.h"
#include "registry-client/request.h"

/* A request about a package, to its own registry. `path` is what stands behind the
 * registry's URL. Body NULL: none. *out: the answer, which has to be
 * JSON then; NULL: it doesn't matter. */
int maintain_ask(Ctx *ctx, const char *method, Str path, Str package, const cJSON *body,
                 cJSON **out, Err *err);

/* The whole document, as one gets it to change it. */
int maintain_document(Ctx *ctx, Str package, cJSON **out, Err *err);

/* Takes a version ("" or "*": the package) from the registry. What isn't there counts as
 * done. */
int maintain_unpublish(Ctx *ctx, Str package, Str version, Err *err);

/* The dist-tags; ERR_ENOCODE where there are none. */
int maintain_tags(Ctx *ctx, Str package, cJSON **out, Err *err);

#endif
