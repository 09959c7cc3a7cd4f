/* cmd_help.c: help from the table of commands. */
#include <string.h>

#include "pkg/commands/commands.h"
#include "pkg/commands/help.h"
#include "pkg/context.h"

int help_usage(Ctx *ctx, const Command *c)
{
    Buf b = { 0 };

    command_usage(c, &ctx->arena, &b);
    ctx_write(ctx, buf_view(&b));
    buf_release(&b);
    return 0;
}

int help_overview(Ctx *ctx, int code)
{
    size_t n;
    const Command *list = command_list(&n);

    ctx_print(ctx, "pkg <command>\n\nUsage:\n\n");
    ctx_print(ctx, "pkg install        install all the dependencies in your project\n"
                   "pkg install <foo>  add the <foo> dependency to your project\n"
                   "pkg test           run this project's tests\n"
                   "pkg run <foo>      run the script named <foo>\n"
                   "pkg <command> -h   quick help on <command>\n\nAll commands:\n\n");
    for (size_t i = 0; i < n; i++)
        ctx_print(ctx, "    %-16s %s\n", list[i].name, list[i].help);
    ctx_print(ctx,
              "\nSpecify settings in " STR_FMT " or on the command line: pkg "
              "<command> --key=value\n",
              STR_ARG(config_str(&ctx->config, "userconfig")));
    return code;
}

static bool is_section(const char *arg)
{
    return arg[0] != '\0' && arg[strspn(arg, "0123456789")] == '\0';
}

int cmd_help(Ctx *ctx, char **args, int n_args, Err *err)
{
    const Command *c;

    if (n_args > 0 && is_section(args[0])) { /* of the manual, for npm */
        args++;
        n_args--;
    }
    if (n_args == 0)
        return help_overview(ctx, 0);
    c = n_args == 1 ? command_find(args[0]) : NULL;
    return c != NULL ? help_usage(ctx, c) : cmd_help_search(ctx, args, n_args, err);
}
