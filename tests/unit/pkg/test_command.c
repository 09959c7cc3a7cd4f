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
    Arena a = { 0 };
    Buf out = { 0 };

    command_usage(command_find("team"), &a, &out);
    assert_str_equal("Manage teams\n"
                     "\n"
                     "Usage:\n"
                     "pkg team create <scope:team> [--otp <otpcode>]\n"
                     "pkg team destroy <scope:team> [--otp <otpcode>]\n"
                     "pkg team add <scope:team> <user> [--otp <otpcode>]\n"
                     "pkg team rm <scope:team> <user> [--otp <otpcode>]\n"
                     "pkg team ls <scope>|<scope:team>\n"
                     "\n"
                     "Options:\n"
                     "[--registry <registry>] [--otp <otp>] [-p|--parseable] [--json]\n"
                     "\n"
                     "  --registry\n"
                     "    The registry's URL\n"
                     "\n"
                     "  --otp\n"
                     "    The one-time password of an authenticator\n"
                     "\n"
                     "  -p|--parseable\n"
                     "    Print lines that programs can read\n"
                     "\n"
                     "  --json\n"
                     "    Print JSON\n"
                     "\n"
                     "\n"
                     "Run \"pkg help team\" for more info\n",
                     buf_view(&out));
    buf_release(&out);
    arena_release(&a);
}

TEST(command_usage_shows_how_often_and_with_what_an_option_is_given)
{
    Arena a = { 0 };
    Buf out = { 0 };

    command_usage(command_find("install"), &a, &out);
    assert_true(
        str_has(buf_view(&out), STR("[-S|--save|--no-save|--save-prod|--save-dev|"
                                    "--save-optional|--save-peer|--save-bundle]\n")));
    assert_true(str_has(buf_view(&out),
                        STR("[--omit <dev|optional|peer> [--omit <dev|optional|peer> "
                            "...]]\n")));
    assert_true(
        str_has(buf_view(&out), STR("[--before <date>] [--min-release-age <days>]")));
    buf_clear(&out);
    command_usage(command_find("query"), &a, &out);
    assert_true(str_has(buf_view(&out), STR("[--expect-results|--expect-result-count "
                                            "<count>]")));
    buf_release(&out);
    arena_release(&a);
}

/* Promise: who asks for help gets to know what each option is for. */
TEST(every_option_of_every_command_is_explained)
{
    size_t n;
    const Command *list = command_list(&n);
    Arena a = { 0 };

    for (size_t i = 0; i < n; i++) {
        Buf out = { 0 };
        Str text, head, rest;

        command_usage(&list[i], &a, &out);
        text = buf_view(&out);
        if (str_find(text, STR("Options:")) >= 0)
            text = str_from(text, (size_t)str_find(text, STR("Options:")));
        else
            text = STR("");
        for (Str r = text; str_find(r, STR("[--")) >= 0;) {
            r = str_from(r, (size_t)str_find(r, STR("[--")) + 1);
            str_cut(r, ']', &head, &rest);
            str_cut(head, ' ', &head, &rest);
            str_cut(head, '|', &head, &rest);
            if (str_starts(head, STR("--no-")) || str_is(head, "--"))
                continue;
            if (str_find(text, arena_strf(&a, "  " STR_FMT "\n    ", STR_ARG(head))) <
                    0 &&
                str_find(text, arena_strf(&a, "|" STR_FMT "\n    ", STR_ARG(head))) < 0)
                fail_msg("%s: " STR_FMT " is not explained", list[i].name, STR_ARG(head));
        }
        buf_release(&out);
    }
    arena_release(&a);
}
