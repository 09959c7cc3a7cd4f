/* commands.h: the functions behind the commands of table.h, each in its cmd_ file. */
#ifndef PKG_COMMANDS_COMMANDS_H
#define PKG_COMMANDS_COMMANDS_H

#include "pkg/commands/command.h"
#include "pkg/commands/table.h"

/* One declaration for each line of the table. */
#define X(name, fn, flags, aliases, usage, options, help) CommandFn fn;
COMMANDS(X)
#undef X

#endif
