/* json_write.h: JSON as JSON.stringify writes it. */
#include "common/json_write.h"

#include "tests/kit/test.h"

static void check_round_trip(const char *text)
{
    Arena a = { 0 };
    Buf out = { 0 };
    cJSON *doc;
    JsonStyle style = json_style(str_of(text));

    assert_int_equal(0, json_parse(&a, str_of(text), "x", NULL, &doc, NULL));
    json_write(doc, &style, &out);
    assert_string_equal(text, buf_cstr(&out));
    buf_release(&out);
    arena_release(&a);
}

TEST(json_write_keeps_indentation_newlines_and_key_order)
{
    check_round_trip(
        "{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ],\n  \"c\": {}\n}\n");
    check_round_trip("{\r\n\t\"b\": 1,\r\n\t\"a\": []\r\n}\r\n");
    check_round_trip("{\"a\":1}");
    check_round_trip("{\n    \"a\": \"\\\"\\\\\\n\\u0001\xC3\xA9\"\n}\n");
    check_round_trip("{}\r\n");
}

static void check_indent(const char *indent, const char *text)
{
    assert_string_equal(indent, json_style(str_of(text)).indent);
}

TEST(json_style_takes_all_white_space_behind_the_line_ends_for_the_indentation)
{
    check_indent("  \n  ", "{\n  \n  \"a\": 1\n}\n");
    check_indent("  ", "{\n\n  \"a\": 1}");
    check_indent(" \r\r\n\t", "{\r\n \r\n\t\"a\": 1}");
    check_indent("          ", "{\n               \"a\": 1}");
    check_indent("", "{\n");
}

static void check_number(const char *expected, double n)
{
    Buf b = { 0 };

    json_write_num(n, &b);
    assert_string_equal(expected, buf_cstr(&b));
    buf_release(&b);
}

TEST(json_write_gives_numbers_javascripts_shortest_form)
{
    check_number("0", -0.0);
    check_number("1", 1);
    check_number("-12.5", -12.5);
    check_number("0.1", 0.1);
    check_number("0.000001", 1e-6);
    check_number("1e-7", 1e-7);
    check_number("1.5e-9", 1.5e-9);
    check_number("100000000000000000000", 1e20);
    check_number("1e+21", 1e21);
    check_number("1.2345e+25", 1.2345e25);
    check_number("9007199254740992", 9007199254740993.0);
    check_number("0.30000000000000004", 0.1 + 0.2);
    check_number("5e-324", 5e-324);
    check_number("1.7976931348623157e+308", 1.7976931348623157e308);
    check_number("123456789012345680", 123456789012345678.0);
}

TEST(json_write_puts_index_keys_first_in_order)
{
    Arena a = { 0 };
    cJSON *doc;

    assert_int_equal(0, json_parse(&a, STR("{\"b\":1,\"10\":2,\"2\":3,\"01\":4,\"a\":5}"),
                                   "x", NULL, &doc, NULL));
    assert_str_equal("{\"2\":3,\"10\":2,\"b\":1,\"01\":4,\"a\":5}", json_text(&a, doc));
    arena_release(&a);
}

TEST(json_as_text_is_what_javascript_puts_into_texts)
{
    static const char *const texts[] = { "x", "1.5", "true", "[object Object]",
                                         "",  "",    "",     "" };
    Arena a = { 0 };
    cJSON *list;
    int i = 0;

    assert_int_equal(0, json_parse(&a, STR("[\"x\",1.50,true,{},[1],0,null,false]"), "x",
                                   NULL, &list, NULL));
    JSON_EACH (e, list) {
        Str text = json_as_text(&a, e);

        assert_true(str_eq(text, str_of(texts[i++])));
    }
    assert_int_equal(8, i);
    assert_int_equal(0, json_as_text(&a, NULL).len);
    arena_release(&a);
}
