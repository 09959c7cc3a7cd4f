/* Promise: what npm takes for a command is one here, and a typing error finds its
 * neighbour. */
#include "pkg/commands/command.h"

#include "tests/kit/test.h"

TEST(command_finds_names_aliases_and_unique_beginnings)
{
    static const char *const cases[][2] = {
        { "install", "install" },
        { "i", "install" },
        { "add", "install" },
        { "isntall", "install" },
        { "rm", "uninstall" },
        { "installTest", "install-test" },
        { "unins", "uninstall" },
        { "clean-install", "ci" },
        { "why", "explain" },
        { "run-script", "run" },
        { "outd", "outdated" },
        { "t", "test" },
        { "install-cl", "ci" },
        { "dist", NULL },
        { "", NULL },
        { "nosuch", NULL },
        { "e", NULL },
        { "shrink", "shrinkwrap" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Command *c = command_find(cases[i][0]);

        if (cases[i][1] == NULL)
            assert_null(c);
        else
            assert_string_equal(cases[i][1], c ? c->name : "(none)");
    }
}

TEST(command_suggests_what_is_spelled_nearly_alike)
{
    Buf out = { 0 };

    assert_int_equal(1, command_suggest("outdatad", NULL, &out));
    assert_str_equal("  pkg outdated # list what has newer versions\n", buf_view(&out));
    buf_clear(&out);
    assert_int_equal(0, command_suggest("xyzzyplugh", NULL, &out));
    buf_release(&out);
}

TEST(command_distance_counts_changed_letters)
{
    assert_int_equal(0, command_distance("abc", "abc"));
    assert_int_equal(1, command_distance("abc", "abd"));
    assert_int_equal(2, command_distance("isntall", "install"));
    assert_int_equal(3, command_distance("", "abc"));
}

TEST(command_usage_lists_forms_options_and_aliases)
{
    Buf out = { 0 };

    command_usage(command_find("prune"), NULL, &out);
    assert_str_equal("Remove what nothing depends on\n"
                     "\n"
                     "Usage:\n"
                     "pkg prune [[<@scope>/]<pkg>...]\n"
                     "\n"
                     "Options:\n"
                     "[--omit] [--include] [--dry-run] [--json] [--foreground-scripts]\n"
                     "[--ignore-scripts] [--workspace] [--workspaces] "
                     "[--include-workspace-root]\n"
                     "[--install-links]\n"
                     "\n"
                     "Run \"pkg help prune\" for more info\n",
                     buf_view(&out));
    buf_release(&out);
}
