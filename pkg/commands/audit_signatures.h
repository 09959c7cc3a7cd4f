/* audit_signatures.h: `audit signatures`. */
#ifndef PKG_COMMANDS_AUDIT_SIGNATURES_H
#define PKG_COMMANDS_AUDIT_SIGNATURES_H

#include "pkg/context.h"

/* Exit code 1 where a signature is bad, or lacks though the registry has keys. */
int audit_signatures(Ctx *ctx, Err *err);

#endif
