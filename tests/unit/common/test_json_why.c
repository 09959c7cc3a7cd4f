/* json_why.h: V8's words for what is no JSON. */
#include "common/json_why.h"

#include "tests/kit/test.h"

static void check(const char *expected, const char *text)
{
    Arena a = { 0 };
    Str why = json_why(&a, str_of(text));

    assert_string_equal(expected, arena_memdupz(&a, why.ptr, why.len));
    arena_release(&a);
}

TEST(json_why_has_nothing_to_say_of_json)
{
    check("", " {\"a\": [1, -2.5e3, \"\\u00e9\\n\", true, null, {}]} ");
}

TEST(json_why_shows_the_token_and_what_stands_around_it)
{
    check("Unexpected token 'i', \"invalid\" is not valid JSON", "invalid");
    check("Unexpected token 'L', \"nulL\" is not valid JSON", "nulL");
    check("Unexpected token 'a', \"aaaaaaaaaa\"... is not valid JSON",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    check("Unexpected token 'x', ...\"          x         \"... is not valid JSON",
          "[                       x                       ]");
    check("Unexpected token ']', ...\"111, 1112,]\" is not valid JSON",
          "[111111, 1111111, 1112,]");
    check("\"undefined\" is not valid JSON", "undefined");
}

TEST(json_why_names_what_was_expected_and_where)
{
    check("Unexpected end of JSON input", "");
    check("Unexpected end of JSON input", "{\"a\":");
    check("Expected property name or '}' in JSON at position 1", "{a");
    check("Expected ':' after property name in JSON at position 5", "{\"a\" 1}");
    check("Expected ',' or '}' after property value in JSON at position 7",
          "{\"a\":1 2}");
    check("Expected ',' or ']' after array element in JSON at position 3", "[1 2");
    check("Expected double-quoted property name in JSON at position 7", "{\"a\":1,}");
    check("Unexpected non-whitespace character after JSON at position 3",
          "\"\xC3\xA9\"x");
    check("Unexpected number in JSON at position 1", "01");
    check("No number after minus sign in JSON at position 1", "-");
    check("Unterminated fractional number in JSON at position 2", "1.");
    check("Exponent part is missing a number in JSON at position 2", "1e");
    check("Unterminated string in JSON at position 4", "\"abc");
    check("Bad escaped character in JSON at position 2", "\"\\x\"");
    check("Bad Unicode escape in JSON at position 5", "\"\\u12\"");
    check("Bad control character in string literal in JSON at position 2", "\"a\tb\"");
}
