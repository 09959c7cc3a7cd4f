/* config_file.h: config fix and config edit: what is done to a whole .npmrc. */
#ifndef PKG_COMMANDS_CONFIG_FILE_H
#define PKG_COMMANDS_CONFIG_FILE_H

#include "pkg/context.h"

/* Credentials that belong to no registry: npm doesn't take them any more. Ties them to
 * the registry, or removes what is half of a pair, and tells. */
int config_fix(Ctx *ctx, Err *err);
/* ERR_INVALID_AUTH where a file has such credentials. */
int config_check_auth(Ctx *ctx, Err *err);
/* Opens the file of the setting `location` in the editor, all defaults as comments below
 * what stands in it. */
int config_edit(Ctx *ctx, Err *err);

#endif
