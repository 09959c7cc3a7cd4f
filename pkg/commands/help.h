/* help.h: what `pkg`, `pkg help` and `pkg COMMAND -h` print. */
#ifndef PKG_COMMANDS_HELP_H
#define PKG_COMMANDS_HELP_H

#include "pkg/commands/command.h"

/* All commands; returns code. */
int help_overview(struct Ctx *ctx, int code);
int help_usage(struct Ctx *ctx, const Command *c);

#endif
