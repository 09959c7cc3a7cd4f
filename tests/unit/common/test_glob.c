/* test_glob.c: patterns against paths; what minimatch says of each. */
#include "common/glob.h"

#include "tests/kit/test.h"

static bool match(const char *pattern, const char *path, bool partial)
{
    Arena a = { 0 };
    Glob g;
    bool yes;

    glob_parse(&a, str_of(pattern), &g);
    yes = glob_match(&g, str_of(path), partial);
    arena_release(&a);
    return yes;
}

static void all(const char *const *paths, const char *pattern, bool want)
{
    for (; *paths != NULL; paths++) {
        if (match(pattern, *paths, false) != want)
            fail_msg("%s %s %s", pattern, want ? "does not match" : "matches", *paths);
    }
}

#define YES(pattern, ...) all((const char *const[]){ __VA_ARGS__, NULL }, pattern, true)
#define NO(pattern, ...) all((const char *const[]){ __VA_ARGS__, NULL }, pattern, false)

TEST(a_pattern_of_one_piece_looks_at_the_last_piece)
{
    YES("*.js", "x.js", "lib/a.js", "/lib/a.js", ".js", "X.JS");
    NO("*.js", "x.ts", "lib", "js");
    YES("lib", "lib", "a/lib", "lib/", "LIB");
    NO("/lib", "a/lib", "lib");
    YES("/lib", "/lib", "/lib/");
}

TEST(two_stars_stand_for_folders)
{
    YES("lib/**", "lib/a", "lib/a/b", "lib/");
    NO("lib/**", "lib", "a/lib/b");
    YES("**/*.ts", "x.ts", "a/b/x.ts");
    YES("a/**/b", "a/b", "a/x/b", "a/x/y/b");
    NO("a/**/b", "a/bc", "x/a/b");
}

TEST(stars_and_classes_stay_in_one_piece)
{
    YES("a*c", "ac", "abc", "a.c");
    YES("a?c", "abc");
    NO("a?c", "ac", "abbc", "a/c");
    YES("[a-c]x", "ax", "Bx");
    NO("[!a]x", "ax");
    YES("[!a]x", "bx");
    YES("[]a]", "]", "a");
    YES("[a", "[a");
    YES("[[:alpha:]]x", "ax");
    NO("*", "..", ".", "");
}

TEST(braces_are_expanded)
{
    YES("a{b,c}d", "abd", "acd");
    YES("/readme{,.*[^~$]}", "/readme", "/README.md");
    NO("/readme{,.*[^~$]}", "/readme.x~", "/readmes");
    YES("{1..3}", "1", "2", "3");
    YES("{01..3}", "01", "03");
    YES("{c..a}", "a", "b", "c");
    YES("{a,{b,c}}", "a", "b", "c");
    YES("x{a}y", "x{a}y");
    NO("x{a}y", "xay");
    YES("${a,b}", "${a,b}");
}

TEST(lists_of_alternatives)
{
    YES("@(a|b)c", "ac", "bc");
    NO("@(a|b)c", "c", "abc");
    YES("+(ab)", "ab", "abab");
    YES("*(a|b)", "ab", "abab", "");
    YES("x!(a)b", "xb", "xcb");
    NO("x!(a)b", "xab");
}

TEST(backslashes_and_exclamation_marks)
{
    Arena a = { 0 };
    Glob g;

    YES("\\*", "*");
    NO("\\*", "a");
    YES("\\#c", "#c");
    NO("#c", "#c");
    glob_parse(&a, STR("!!!lib"), &g);
    assert_true(g.negate);
    assert_true(glob_match(&g, STR("lib"), false));
    arena_release(&a);
}

TEST(a_partial_match_is_the_way_to_one)
{
    assert_true(match("/a/b/c", "/a/b", true));
    assert_false(match("/a/b/c", "/a/b", false));
    assert_true(match("**/x.js", "any/where", true));
    assert_false(match("/a/b/c", "/x", true));
}

TEST(patterns_that_would_take_forever_end)
{
    char text[4000];

    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    assert_false(match("*a*a*a*a*a*a*a*a*a*a*a*a*b", text, false));
    assert_false(match("+(a|aa|aaa)+(a|aa|aaa)b", text, false));
    (void)match("{1..100}{1..100}{1..100}{1..100}", "x", false);
}

TEST(a_plain_match_has_no_options)
{
    Arena a = { 0 };

    assert_true(glob_match_plain(&a, STR("packages/*"), STR("packages/a")));
    assert_false(glob_match_plain(&a, STR("packages/*"), STR("packages/.a")));
    assert_false(glob_match_plain(&a, STR("packages/a"), STR("packages/A")));
    assert_false(glob_match_plain(&a, STR("a"), STR("b/a")));
    assert_true(glob_match_plain(&a, STR("!a"), STR("b")));
    assert_true(glob_match_plain(&a, STR("+(a|b){c,d}"), STR("abd")));
    arena_release(&a);
}

TEST(a_piece_is_matched_as_it_stands)
{
    assert_true(glob_match_piece(STR("!(a)"), STR("b")));
    assert_false(glob_match_piece(STR("!(a)"), STR("a")));
    assert_true(glob_match_piece(STR(".*"), STR(".a")));
    assert_false(glob_match_piece(STR("*"), STR(".a")));
    assert_true(glob_is_magic(STR("@(a|b)")));
    assert_false(glob_is_magic(STR("a+b")));
}
