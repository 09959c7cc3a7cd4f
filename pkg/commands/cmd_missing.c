/* cmd_missing.c: stands for the commands that aren't there yet, and says so. */
#include "pkg/commands/commands.h"

int cmd_missing(struct Ctx *ctx, char **args, int n_args, Err *err)
{
    (void)ctx;
    (void)args;
    (void)n_args;
    return err_set(err, ERR_EUNSUPPORTED, "this command is not there yet");
}
