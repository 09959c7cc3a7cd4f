/* help.h: what `pkg`, `pkg help` and `pkg COMMAND -h` print. */
#ifndef PKG_COMMANDS_HELP_H
#define PKG_COMMANDS_HELP_H

#include "pkg/commands/command.h"

/* All commands; returns code. */
int help_overview(struct Ctx *ctx, int code);
int help_usage(struct Ctx *ctx, const Command *c);
/* ERR_EUSAGE with the running command's usage below the text (which may be ""). */
int help_usage_error(struct Ctx *ctx, Err *err, const char *text);

#endif
