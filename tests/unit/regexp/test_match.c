/* program.h: what patterns match, by our matcher. */
#include <string.h>

#include "tests/unit/regexp/helper.h"

static void check(const char *pattern, const char *flags, const char *text,
                  const char *expected)
{
    const char *error = "";
    Program *p = helper_program(pattern, flags, &error);
    uint16_t units[4096];
    Matcher m = { 0 };

    if (p == NULL)
        print_error("%s: %s\n", pattern, error);
    assert_non_null(p);
    for (int wide = 0; wide < 2; wide++) {
        Text t = helper_text(text, wide != 0, units, 4096);
        const char *got = helper_show(program_run_own(p, &m, t, 0), &m, p);

        if (strcmp(got, expected) != 0)
            print_error("/%s/%s on %s\n", pattern, flags, text);
        assert_string_equal(expected, got);
    }
    matcher_release(&m);
    program_free(p);
}

TEST(captures_are_forgotten_when_an_iteration_begins)
{
    check("(?:(a)|b)*", "", "ab", "0-2 _");
    check("(z)((a+)?(b+)?(c))*", "", "zaacbbbcac", "0-10 0-1 8-10 8-9 _ 9-10");
    check("(?:(a)|(b)|(c))+", "", "abc", "0-3 _ _ 2-3");
}

TEST(an_iteration_that_takes_nothing_does_not_count)
{
    check("(a*)*", "", "b", "0-0 _");
    check("(a*)*", "", "aab", "0-2 0-2");
    check("(?:a?)*?b", "", "aab", "0-3");
    check("(a|)?b", "", "b", "0-1 _");
    check("(?:)*x", "", "x", "0-1");
    check("($)+", "", "a", "1-1 1-1");
    check("(?:a*){3}b", "", "ab", "0-2");
}

TEST(references_to_what_took_no_part_match_nothing)
{
    check("\\1(a)", "", "a", "0-1 0-1");
    check("(a\\1)", "", "aa", "0-1 0-1");
    check("(?:(a)|b)\\1c", "", "bc", "0-2 _");
    check("(?!(a))\\1b", "", "b", "0-1 _");
    check("(A)\\1", "i", "Aa", "0-2 0-1");
    check("(?<n>x)|(?<n>y)\\k<n>", "", "yy", "0-2 _ 0-1");
}

TEST(look_around_keeps_captures_and_gives_nothing_back)
{
    check("(?=(a+))a*b\\1", "", "baaabac", "3-6 3-4");
    check("(?=(a+))", "", "baaabac", "1-1 1-4");
    check("(.*?)a(?!(a+)b\\2c)\\2(.*)", "", "baaabaac", "0-8 0-2 _ 3-8");
    check("(?<=(\\d+)(\\d+))$", "", "1053", "4-4 0-1 1-4");
    check("(?<=\\1(a))b", "", "aab", "2-3 1-2");
    check("(?<![a-z])\\w", "", "a1", "0-1");
    check("(?<=a|bc)d", "", "bcd", "2-3");
}

TEST(loops_take_much_or_little)
{
    check("a+?b??", "", "aab", "0-1");
    check("<(.+?)>", "", "<a><b>", "0-3 1-2");
    check("<(.+)>", "", "<a><b>", "0-6 1-5");
    check("a{2,3}", "", "aaaa", "0-3");
    check("a{2,3}?", "", "aaaa", "0-2");
    check("(ab){2,}?c", "", "abababc", "0-7 4-6");
    check("x{0}y", "", "xy", "1-2");
    check("\\d+1", "", "1111", "0-4");
    check("[ab]*b$", "", "abab", "0-4");
    check("\\s+$", "", "a  b  ", "4-6");
}

TEST(case_folds_as_the_specification_says)
{
    check("\xC5\xBF", "i", "s", "none"); /* U+017F is no s without u */
    check("\xC5\xBF", "iu", "s", "0-1");
    check("[^x]", "iu", "X", "none");
    check("\xC3\x9F", "i", "\xE1\xBA\x9E", "none"); /* sharp s, small and capital */
    check("\xC3\x9F", "iu", "\xE1\xBA\x9E", "0-1");
    check("\xCF\x83", "i", "\xCF\x82", "0-1"); /* sigma, final sigma */
    check("\\w", "iu", "\xE2\x84\xAA", "0-1"); /* the Kelvin sign */
    check("\\w", "i", "\xE2\x84\xAA", "none");
    check("[^\\W]", "iu", "\xC5\xBF", "0-1");
}

TEST(pairs_of_surrogates_are_one_character_with_u)
{
    check("^.$", "u", "\xF0\x9F\x98\x80", "0-2");
    check("^.$", "", "\xF0\x9F\x98\x80", "none");
    check("^..$", "", "\xF0\x9F\x98\x80", "0-2");
    check("[\xF0\x9F\x98\x80-\xF0\x9F\x98\x8A]", "u", "a\xF0\x9F\x98\x83", "1-3");
    check("\\ud83d", "u", "\xF0\x9F\x98\x80", "none");
    check("\\ud83d", "", "\xF0\x9F\x98\x80", "0-1");
    check("\\ud83d", "u", "\xED\xA0\xBD", "0-1");
    check("(?<=\xF0\x9F\x98\x80)a", "u",
          "\xF0\x9F\x98\x80"
          "a",
          "2-3");
    check("\\u{1F600}{2}", "u", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "0-4");
}

TEST(classes_with_v_have_operations_and_strings)
{
    check("^[[a-z]--[aeiou]]+$", "v", "xyz", "0-3");
    check("^[[a-z]--[aeiou]]+$", "v", "xay", "none");
    check("[\\w&&\\d]", "v", "a1", "1-2");
    check("[\\q{abc|b|a}]", "v", "abc", "0-3");
    check("[\\q{|a}]x", "v", "x", "0-1");
    check("^\\p{RGI_Emoji}$", "v", "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", "0-4");
    check("[\\p{Lu}&&\\p{ASCII}]", "v",
          "\xC3\x89"
          "E",
          "1-2");
    check("^[^\\p{Lu}]$", "iv", "a", "none");
}

TEST(annex_b_is_lenient)
{
    check("\\8", "", "8", "0-1");
    check("\\101", "", "A", "0-1");
    check("[\\c]", "", "\\", "0-1");
    check("\\c", "", "\\c", "0-2");
    check("a{,2}", "", "a{,2}", "0-5");
    check("(?=a)*b", "", "b", "0-1");
    check("[\\d-x]+", "", "-x1", "0-3");
}

TEST(catastrophes_end_and_depth_is_bounded)
{
    static char text[200001];
    const char *error;
    Program *p = helper_program("^(?:a|ab)*$", "", &error);
    Matcher m = { 0 };
    Text t = { text, 200000, false, false };

    memset(text, 'a', 200000);
    assert_string_equal("0-200000", helper_show(program_run_own(p, &m, t, 0), &m, p));
    program_free(p);
    matcher_release(&m);
}

static int always(void *owner)
{
    (void)owner;
    return 1;
}

TEST(a_run_can_be_stopped)
{
    static volatile int poll = 1;
    const char *error;
    Program *p = helper_program("(a*)*b", "", &error);
    Matcher m = { .poll = &poll, .should_stop = always };
    Text t = { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 50, false, false };

    assert_int_equal(MATCH_STOPPED, program_run_own(p, &m, t, 0));
    program_free(p);
    matcher_release(&m);
}
