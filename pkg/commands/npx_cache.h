/* npx_cache.h: `cache npx`: the packages that `exec` has fetched. */
#ifndef PKG_COMMANDS_NPX_CACHE_H
#define PKG_COMMANDS_NPX_CACHE_H

#include "pkg/context.h"

/* ls, rm [KEY…], info KEY… */
int npx_cache(Ctx *ctx, char **args, int n_args, Err *err);

#endif
