/* Promise: a licence is read as npm's parser of SPDX expressions reads it. */
#include "pkg/commands/spdx.h"

#include "tests/kit/test.h"

static void check(const char *text, SpdxKind kind, const char *id)
{
    Arena a = { 0 };
    Str got = { 0 };
    SpdxKind k = spdx_parse(&a, str_of(text), &got);

    if (k != kind || (kind == SPDX_LICENSE && !str_is(got, id)))
        fail_msg("'%s': kind %d, '" STR_FMT "'", text, k, STR_ARG(got));
    arena_release(&a);
}

TEST(a_license_is_what_the_list_has)
{
    check("MIT", SPDX_LICENSE, "MIT");
    check("0BSD", SPDX_LICENSE, "0BSD");
    check("zlib-acknowledgement", SPDX_LICENSE, "zlib-acknowledgement");
    check(" (MIT) ", SPDX_LICENSE, "MIT");
    check("GPL-2.0+", SPDX_LICENSE, "GPL-2.0");
    check("GPL-2.0-only with Classpath-exception-2.0", SPDX_LICENSE, "GPL-2.0-only");
    check("()MIT", SPDX_LICENSE, "MIT");
    check("LicenseRef-own", SPDX_LICENSE, "LicenseRef-own");
    check("DocumentRef-a : LicenseRef-b", SPDX_LICENSE, "DocumentRef-a:LicenseRef-b");
}

TEST(licenses_are_joined)
{
    check("MIT OR ISC", SPDX_COMPOUND, "");
    check("(MIT or Apache-2.0) AND (ISC and BSD-3-Clause)", SPDX_COMPOUND, "");
    check("(MIT OR ISC)", SPDX_COMPOUND, "");
}

TEST(what_is_no_expression_is_none)
{
    static const char *const none[] = { "",
                                        "BSD",
                                        "Apache2",
                                        "mit",
                                        "MIT/X11",
                                        "MIT ISC",
                                        "MIT OR",
                                        "MIT OR BSD",
                                        "(MIT",
                                        "MIT)",
                                        "GPL-2.0 +",
                                        "MIT WITH",
                                        "MIT WITH MIT",
                                        "DocumentRef-a",
                                        "SEE LICENSE IN x",
                                        "()",
                                        "MIT, ISC",
                                        "GPL-2.0 WITH Classpath-exception-2.0 WITH",
                                        "licenseref-a",
                                        "DocumentRef-a:MIT" };

    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        check(none[i], SPDX_NONE, "");
}

TEST(deep_parentheses_come_to_an_end)
{
    static char text[200000];

    memset(text, '(', sizeof text - 1);
    check(text, SPDX_NONE, "");
}
