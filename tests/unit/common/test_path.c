/* path.h: paths as text, as Node's posix path functions. */
#include "common/path.h"

#include "tests/kit/test.h"

typedef Str (*Two)(Arena *, Str, Str);

static void check_two(Two fn, const char *x, const char *y, const char *expected)
{
    Arena a = { 0 };

    assert_str_equal(expected, fn(&a, str_of(x), str_of(y)));
    arena_release(&a);
}

TEST(path_normalizes_as_node_does)
{
    static const char *const cases[][2] = {
        { "", "." },
        { "/", "/" },
        { "a//b/./c/", "a/b/c/" },
        { "../a/..", ".." },
        { "/../a", "/a" },
        { "./../..", "../.." },
        { "a/../", "./" },
        { "/a/b/../..", "/" },
        { "a/b/../../..", ".." },
        { "...", "..." },
        { "../../a", "../../a" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena a = { 0 };

        assert_str_equal(cases[i][1], path_normalize(&a, str_of(cases[i][0])));
        arena_release(&a);
    }
}

TEST(path_joins_and_resolves)
{
    check_two(path_join, "/a/b", "../c", "/a/c");
    check_two(path_join, "", "", ".");
    check_two(path_join, "a", "/b", "a/b");
    check_two(path_resolve, "/a/b", "../../../c", "/c");
    check_two(path_resolve, "/a", "/b/./c/", "/b/c");
    check_two(path_resolve, "/", "", "/");
}

TEST(path_relative_leads_from_one_to_the_other)
{
    check_two(path_relative, "/a/b", "/a/c/d", "../c/d");
    check_two(path_relative, "/a/b", "/a/b", "");
    check_two(path_relative, "/a", "/a/b", "b");
    check_two(path_relative, "/a/b", "/a", "..");
    check_two(path_relative, "/", "/a", "a");
    check_two(path_relative, "/a", "/", "..");
    check_two(path_relative, "/ab", "/a", "../a");
    check_two(path_relative, "/a/bc", "/a/b", "../b");
}

TEST(path_takes_names_apart)
{
    assert_str_equal("/a", path_dirname(STR("/a/b/")));
    assert_str_equal("/", path_dirname(STR("/a")));
    assert_str_equal(".", path_dirname(STR("a")));
    assert_str_equal("b.js", path_basename(STR("/a/b.js/")));
    assert_str_equal("", path_basename(STR("/")));
    assert_str_equal(".js", path_extname(STR("/a.b/c.js")));
    assert_str_equal("", path_extname(STR(".bashrc")));
    assert_str_equal(".", path_extname(STR("a.")));
    assert_true(path_is_below(STR("/a"), STR("/a/b")));
    assert_false(path_is_below(STR("/a"), STR("/ab")));
}
