/* exec.h: runs a command of a package, which is fetched if it isn't here: what exec, x
 * and init <initializer> have in common (npm's libnpmexec).
 *
 * A command is looked for in the package's own bin, in node_modules/.bin here and above,
 * among the global ones; then it is the name of a package, which is taken from the
 * project's tree, or from CACHE/_npx, where it is installed when first asked for.
 */
#ifndef PKG_COMMANDS_EXEC_H
#define PKG_COMMANDS_EXEC_H

#include "pkg/context.h"

typedef struct {
    char **args; /* the command and its arguments */
    int n_args;
    Str call;              /* a shell command instead; "" for none */
    const cJSON *packages; /* texts: where the command is to come from; NULL: none said */
    Str run_path;          /* the folder it runs in */
    Str pkg_path;          /* whose bin counts as installed; "": only the project's */
    Str bin_path;          /* the first node_modules/.bin to look in */
    bool announced;        /* as of scripts: the command is printed before it runs, and
                            * when it fails */
    Str location;          /* said before an interactive shell; "" for the folder */
} ExecOptions;

/* The command's exit code, or a negative error. */
int exec_run(Ctx *ctx, const ExecOptions *o, Err *err);

#endif
