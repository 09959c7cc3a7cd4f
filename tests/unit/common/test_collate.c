/* test_collate.c: names and paths stand in the order of localeCompare(…, 'en'). */
#include "common/bug.h"
#include "common/collate.h"
#include "tests/kit/test.h"

static int order(const char *a, const char *b)
{
    return collate_compare(str_of(a), str_of(b));
}

static void assert_sorted(const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            int expected = i < j ? -1 : i > j;

            if (order(items[i], items[j]) != expected)
                fail_msg("'%s' and '%s': expected %d", items[i], items[j], expected);
        }
    }
}

TEST(collate_puts_signs_before_digits_before_letters)
{
    static const char *const items[] = { "_a", "-a", ".a", "@a", "/a", "+a",
                                         "~a", "$a", "0",  "9",  "a",  "z" };

    assert_sorted(items, ARRAY_LEN(items));
}

TEST(collate_compares_case_only_where_the_letters_are_the_same)
{
    static const char *const items[] = { "a", "A", "aa", "aA", "Aa", "AA", "ab", "B" };

    assert_sorted(items, ARRAY_LEN(items));
}

TEST(collate_sorts_paths_of_packages_as_a_lock_has_them)
{
    static const char *const items[] = {
        "node_modules/@a/b",
        "node_modules/a",
        "node_modules/a-b",
        "node_modules/a.b",
        "node_modules/a/node_modules/b",
        "node_modules/a1",
        "node_modules/ab",
    };

    assert_sorted(items, ARRAY_LEN(items));
}

TEST(collate_puts_accents_behind_the_bare_letter_and_before_the_next)
{
    static const char *const items[] = { "e",  "\xc3\xa9",  "\xc3\xa8", "\xc3\xaa",
                                         "ea", "\303\251a", "f" };

    assert_sorted(items, ARRAY_LEN(items));
}

TEST(collate_takes_a_letter_with_a_combining_mark_for_the_letter_with_it)
{
    assert_int_equal(0, order("e\xcc\x81", "\xc3\xa9"));
}

TEST(collate_spells_ligatures_and_sharp_s_out)
{
    static const char *const items[] = { "ad", "ae", "\xc3\xa6", "af",
                                         "sr", "ss", "\xc3\x9f", "st" };

    assert_sorted(items, ARRAY_LEN(items));
}

TEST(collate_overlooks_control_characters)
{
    assert_int_equal(0, order("a\x01"
                              "b",
                              "ab"));
    assert_int_equal(0, order("", "\x7f"));
}

TEST(collate_puts_other_scripts_behind_z)
{
    static const char *const items[] = { "z", "\xce\xb1", "\xce\x91", "\xd0\xb0",
                                         "\xe4\xb8\xad" };

    assert_sorted(items, ARRAY_LEN(items));
}

TEST(collate_survives_bytes_that_are_no_text)
{
    assert_int_equal(0, order("\xff", "\xfe"));
    assert_int_equal(1, order("a\xe2\x82", "a"));
}
