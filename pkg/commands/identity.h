/* identity.h: who is logged in at the registry. */
#ifndef PKG_COMMANDS_IDENTITY_H
#define PKG_COMMANDS_IDENTITY_H

#include "pkg/context.h"

/* The user's name, from the settings or asked for with the token. ERR_ENEEDAUTH. */
int identity_name(Ctx *ctx, Str *out, Err *err);

#endif
