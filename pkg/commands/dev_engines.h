/* dev_engines.h: does this machine suit what a project says of its developers' tools? */
#ifndef PKG_COMMANDS_DEV_ENGINES_H
#define PKG_COMMANDS_DEV_ENGINES_H

#include "pkg/context.h"

/* Holds package.json's "devEngines" against npm's and Node's versions that we stand for,
 * and against the machine. Warns where the project wants no more than that, or with
 * --force; else ERR_EBADDEVENGINES. A package.json that can't be read says nothing. */
int dev_engines_check(Ctx *ctx, Err *err);

#endif
