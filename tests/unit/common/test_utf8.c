/* utf8.h: what is a character, how much of a broken one goes together, what is written.
 */
#include "common/utf8.h"

#include <stdio.h>
#include <string.h>

#include "tests/kit/test.h"

/* "3": a whole character of three bytes; "2!": two bytes that are one broken part. */
static void pieces(const char *expected, const char *bytes)
{
    size_t left = strlen(bytes);
    char got[64] = "";

    while (left > 0) {
        bool whole;
        size_t n = utf8_piece(bytes, left, &whole);

        snprintf(got + strlen(got), sizeof got - strlen(got), whole ? "%zu" : "%zu!", n);
        bytes += n;
        left -= n;
    }
    assert_string_equal(expected, got);
}

TEST(utf8_characters_have_one_to_four_bytes)
{
    pieces("1234", "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
    pieces("2233", "\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF");
    pieces("44", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
}

TEST(utf8_broken_parts_are_as_long_as_what_could_have_become_a_character)
{
    pieces("1!1!", "\x80\xBF");
    pieces("1!1!", "\xC0\xAF");
    pieces("1!1!1!1", "\xE0\x9F\x80z");
    pieces("2!1", "\xE2\x82z");
    pieces("3!1", "\xF0\x9F\x98z");
    pieces("1!1!1!1!", "\xF4\x90\x80\x80");
    pieces("1!1!1!", "\xED\xA0\x80");
    pieces("1!", "\xFF");
    pieces("2!", "\xF1\x80");
}

TEST(utf8_is_valid_says_no_to_any_broken_part)
{
    assert_true(utf8_is_valid("", 0));
    assert_true(utf8_is_valid("a\xC3\xA4", 3));
    assert_false(utf8_is_valid("a\xC3", 2));
    assert_false(utf8_is_valid("\xED\xA0\x80", 3));
}

TEST(utf8_put_writes_what_utf8_point_reads)
{
    static const uint32_t points[] = { 0,     0x7F,   0x80,    0x7FF,
                                       0x800, 0xFFFF, 0x10000, 0x10FFFF };

    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char out[4];
        size_t n = utf8_put(out, points[i]);
        bool whole;

        assert_int_equal(n, utf8_piece(out, n, &whole));
        assert_true(whole);
        assert_int_equal(points[i], utf8_point(out, n));
    }
}

TEST(utf8_pairs_are_halves_of_three_bytes_each)
{
    const char *pair = "\xED\xA0\xBD\xED\xB8\x80";

    assert_int_equal(0x1F600, utf8_pair(pair, 6));
    assert_int_equal(0, utf8_pair(pair, 5));
    assert_int_equal(0, utf8_pair(pair + 3, 3));
    assert_int_equal(0xD83D, utf8_surrogate(pair, 6));
    assert_int_equal(0xDE00, utf8_surrogate(pair + 3, 3));
    assert_int_equal(0, utf8_surrogate("\xED\x9F\xBF", 3));
    assert_int_equal(0xD83D, utf16_high(0x1F600));
    assert_int_equal(0xDE00, utf16_low(0x1F600));
}
