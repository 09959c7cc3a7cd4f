/* reify.h: what all commands that change the tree have in common: they install, run the
 * project's own scripts, and say what came of it. */
#ifndef PKG_COMMANDS_REIFY_H
#define PKG_COMMANDS_REIFY_H

#include "pkg/commands/places.h"
#include "pkg/install/install.h"

/* `scripts`: the project's install scripts, up to postprepare, too. */
int reify(Ctx *ctx, const InstallRequest *q, bool scripts, Err *err);
/* The workspaces' manifests have changed: the lock shall know. Does nothing where
 * --no-workspaces-update says so. */
int reify_workspaces(Ctx *ctx, const Places *places, Err *err);

#endif
