/* pattern.h: which patterns are refused, in what words. */
#include <stdio.h>
#include <string.h>

#include "tests/unit/regexp/helper.h"

static const char *said(const char *pattern, const char *flags)
{
    const char *error = NULL;
    Program *p = helper_program(pattern, flags, &error);

    program_free(p);
    return error != NULL ? error : "ok";
}

typedef struct {
    const char *pattern, *plain, *unicode; /* without flags, with u */
} Case;

TEST(pattern_refuses_what_v8_refuses_in_its_words)
{
    static const Case cases[] = {
        { "(", "Unterminated group", "Unterminated group" },
        { ")", "Unmatched ')'", "Unmatched ')'" },
        { "[a", "Unterminated character class", "Unterminated character class" },
        { "*", "Nothing to repeat", "Nothing to repeat" },
        { "a**", "Nothing to repeat", "Nothing to repeat" },
        { "^*", "Nothing to repeat", "Nothing to repeat" },
        { "{1}", "Nothing to repeat", "Nothing to repeat" },
        { "a{2,1}", "numbers out of order in {} quantifier",
          "numbers out of order in {} quantifier" },
        { "a{", "ok", "Incomplete quantifier" },
        { "}", "ok", "Lone quantifier brackets" },
        { "]", "ok", "Lone quantifier brackets" },
        { "\\", "\\ at end of pattern", "\\ at end of pattern" },
        { "\\a", "ok", "Invalid escape" },
        { "\\1", "ok", "Invalid escape" },
        { "\\01", "ok", "Invalid decimal escape" },
        { "[\\1]", "ok", "Invalid class escape" },
        { "\\u{110000}", "ok", "Invalid Unicode escape" },
        { "\\c", "ok", "Invalid Unicode escape" },
        { "[b-a]", "Range out of order in character class",
          "Range out of order in character class" },
        { "[\\d-z]", "ok", "Invalid character class" },
        { "\\p{Nothing}", "ok", "Invalid property name" },
        { "[\\p{Nothing}]", "ok", "Invalid property name in character class" },
        { "(?<a", "Invalid capture group name", "Invalid capture group name" },
        { "(?<a>x)(?<a>y)", "Duplicate capture group name",
          "Duplicate capture group name" },
        { "(?<a>x)\\k<b>", "Invalid named capture referenced",
          "Invalid named capture referenced" },
        { "(?<a>x)\\k", "Invalid named reference", "Invalid named reference" },
        { "(?=a)*", "ok", "Invalid quantifier" },
        { "(?<=a)*", "Invalid quantifier", "Invalid quantifier" },
        { "(?a)", "Invalid group", "Invalid group" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (strcmp(cases[i].plain, said(cases[i].pattern, "")) != 0)
            print_error("%s\n", cases[i].pattern);
        assert_string_equal(cases[i].plain, said(cases[i].pattern, ""));
        assert_string_equal(cases[i].unicode, said(cases[i].pattern, "u"));
    }
}

TEST(pattern_checks_classes_with_v)
{
    static const char *const cases[][2] = {
        { "[a&&b--c]", "Invalid set operation in character class" },
        { "[a-b&&c]", "Invalid set operation in character class" },
        { "[(]", "Invalid character in character class" },
        { "[a-]", "Invalid character in character class" },
        { "[a-b-c]", "Invalid character class" },
        { "[^\\q{ab}]", "Negated character class may contain strings" },
        { "[^\\w--\\q{ab}]", "ok" },
        { "[[a-z]&&[aeiou]]", "ok" },
        { "\\P{RGI_Emoji}", "Invalid property name" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(cases[i][1], said(cases[i][0], "v"));
}

TEST(pattern_allows_a_name_twice_in_alternatives_only)
{
    assert_string_equal("ok", said("(?<a>x)|(?<a>y)", ""));
    assert_string_equal("ok", said("(?:(?<a>x)|(?<a>y))(?<b>z)", ""));
    assert_string_equal("Duplicate capture group name", said("(?:(?<a>x)|y)(?<a>z)", ""));
    assert_string_equal("Duplicate capture group name", said("(?<a>(?<a>x)|y)", ""));
}

TEST(pattern_refuses_what_would_nest_or_grow_too_far)
{
    char deep[4100];

    memset(deep, '(', sizeof deep);
    deep[2040] = '\0';
    assert_string_equal("Regular expression too large", said(deep, ""));
}

TEST(flags_are_known_single_and_not_both_u_and_v)
{
    unsigned bits;

    assert_true(pattern_flags("dgimsuy", 7, &bits));
    assert_true(pattern_flags("v", 1, &bits));
    assert_false(pattern_flags("gg", 2, &bits));
    assert_false(pattern_flags("uv", 2, &bits));
    assert_false(pattern_flags("x", 1, &bits));
}
