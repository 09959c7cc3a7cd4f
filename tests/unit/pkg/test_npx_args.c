/* Promise: npx's command line means the same to exec. */
#include "pkg/npx_args.h"

#include "common/buf.h"
#include "tests/kit/test.h"

#include <string.h>

static void check(const char *line, const char *want)
{
    Arena a = { 0 };
    char *argv[16];
    int argc = 0;
    Str rest = str_of(line), word;
    Buf got = { 0 };
    NpxArgs out;

    while (str_next(&rest, ' ', &word))
        argv[argc++] = arena_memdupz(&a, word.ptr, word.len);
    argv[argc] = NULL;
    npx_args(&a, argc, argv, &out);
    for (int i = 0; i < out.argc; i++)
        buf_printf(&got, "%s%s", i > 0 ? " " : "", out.argv[i]);
    assert_null(out.argv[out.argc]);
    assert_string_equal(buf_cstr(&got), want);
    buf_release(&got);
    arena_release(&a);
}

TEST(what_stands_behind_the_command_is_the_commands)
{
    check("npx a", "npx exec -- a");
    check("npx a -y --version", "npx exec -- a -y --version");
    check("npx -y a -y", "npx exec --yes -- a -y");
    check("npx -- a -y", "npx exec -- a -y");
}

TEST(options_keep_their_values)
{
    check("npx -p tool -y run x", "npx exec --package tool --yes -- run x");
    check("npx --package=tool run", "npx exec --package=tool -- run");
    check("npx -p=tool run", "npx exec --package=tool -- run");
    check("npx --cache dir run", "npx exec --cache dir -- run");
    check("npx -q run", "npx exec --loglevel warn -- run");
    check("npx -c line", "npx exec --call line");
}

TEST(old_options_are_renamed_or_left_out)
{
    check("npx --no-install a", "npx exec --yes=false -- a");
    check("npx --ignore-existing a", "npx exec -- a");
    check("npx -n flag a", "npx exec -- a");
    check("npx --shell sh a", "npx exec --script-shell sh -- a");
}
