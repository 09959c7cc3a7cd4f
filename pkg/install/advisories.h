/* advisories.h: what the registry knows of vulnerable versions (its bulk endpoint). */
#ifndef PKG_INSTALL_ADVISORIES_H
#define PKG_INSTALL_ADVISORIES_H

#include "pkg/context.h"

/* packages: { name: [versions] }. *out: { name: [advisories] }, in the arena; an empty
 * object for an empty question, which isn't asked. */
int advisories_ask(Ctx *ctx, Arena *a, const cJSON *packages, cJSON **out, Err *err);

#endif
