/* command.h: finding a command by what was typed, and telling about it.
 *
 * A name may be an alias, a camelCase form or any unique beginning, as in npm.
 */
#ifndef PKG_COMMANDS_COMMAND_H
#define PKG_COMMANDS_COMMAND_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/err.h"
#include "common/json.h"

struct Ctx;

enum {
    COMMAND_WORKSPACES = 1,
    COMMAND_IGNORE_IMPLICIT = 2,
    COMMAND_DEV_ENGINES = 4,
    COMMAND_SHELL = 8,
    COMMAND_NO_PROJECT = 16,
    COMMAND_OWN_OPTIONS = 32,
};

/* args: what follows the command, without options. Returns the exit code, or a
 * negative error with *err. */
typedef int CommandFn(struct Ctx *ctx, char **args, int n_args, Err *err);

typedef struct {
    const char *name;
    CommandFn *run;
    unsigned flags;
    const char *aliases; /* separated by spaces */
    const char *usage;   /* a form a line, without the name */
    const char
        *options;     /* names separated by spaces, groups expanded by command_options */
    const char *help; /* one line */
    const struct ConfigOwn *own; /* options that are no settings */
    size_t n_own;
} Command;

/* NULL if nothing, or more than one thing, is meant. */
const Command *command_find(const char *typed);
/* The command that a word behind c means ("trust list"); NULL if there is none. */
const Command *command_sub(const Command *c, const char *typed);
/* Those of c; *n 0: it has none. */
const Command *command_subs(const Command *c, size_t *n);
/* All of them, in order. */
const Command *command_list(size_t *n);
/* Appends commands, and scripts and bins of the package (may be NULL), that are spelled
 * nearly like it, one a line ("  pkg install"), at most three. Returns how many. */
int command_suggest(const char *typed, const cJSON *pkg, Buf *out);
/* Appends what `pkg NAME -h` prints. */
void command_usage(const Command *c, Arena *a, Buf *out);
/* How many letters must change to turn a into b. */
int command_distance(const char *a, const char *b);

#endif
