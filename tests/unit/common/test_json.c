/* json.h: reading JSON as strictly as JSON.parse. */
#include "common/json.h"
#include "common/json_write.h"
#include "common/jstext.h"

#include "tests/kit/test.h"

static const char *error_of(const char *text)
{
    static Err err;
    Arena a = { 0 };
    cJSON *doc;
    int rc = json_parse(&a, str_of(text), "x.json", NULL, &doc, &err);

    arena_release(&a);
    return rc == 0 ? "no error" : err.msg;
}

TEST(json_errors_name_line_and_column)
{
    assert_string_equal("x.json:3:8: unexpected token '}' in JSON",
                        error_of("{\n  \"a\": 1,\n  \"b\": }\n"));
    assert_string_equal("x.json:1:1: unexpected end of JSON input", error_of(""));
    assert_string_equal("x.json:1:9: unexpected end of JSON input",
                        error_of("{\"a\": [1"));
    assert_string_equal("x.json:1:8: unexpected token '}' in JSON",
                        error_of("{\"a\":1,}"));
    assert_string_equal("x.json:1:4: unexpected token 'x' in JSON", error_of("{} x"));
    assert_string_equal("x.json:1:2: unexpected token '1' in JSON", error_of("01"));
    assert_string_equal("x.json:1:3: bad control character \\x0a in a string of JSON",
                        error_of("\"a\nb\""));
    assert_string_equal("x.json:1:2: bad escape in a string of JSON",
                        error_of("\"\\x\""));
}

TEST(json_refuses_what_is_nested_too_deeply)
{
    char deep[2001];

    memset(deep, '[', 1000);
    memset(deep + 1000, ']', 1000);
    deep[2000] = '\0';
    assert_string_equal("x.json:1:513: JSON nested deeper than 512 levels",
                        error_of(deep));
}

TEST(json_keeps_the_last_of_repeated_keys_at_the_first_place)
{
    Arena a = { 0 };
    cJSON *doc;

    assert_int_equal(0, json_parse(&a, STR("{\"a\":1,\"b\":2,\"a\":[3]}"), "x", NULL,
                                   &doc, NULL));
    assert_int_equal(2, json_len(doc));
    assert_true(json_is_arr(doc->child));
    assert_string_equal("a", doc->child->string);
    arena_release(&a);
}

TEST(json_writes_what_only_escapes_can_say)
{
    static const char text[] =
        "[\"a\\u0000\\ud800\",\"\\ud83d\\ude00\",\"\\ude00\\ud83d\"]";
    Arena a = { 0 };
    cJSON *doc;

    assert_int_equal(0, json_parse(&a, str_of(text), "x", NULL, &doc, NULL));
    assert_str_equal("[\"a\\u0000\\ud800\",\"\xF0\x9F\x98\x80\",\"\\ude00\\ud83d\"]",
                     json_text(&a, doc));
    assert_str_equal("a\xEF\xBF\xBD\xEF\xBF\xBD",
                     js_well_formed(&a, json_str(doc->child)));
    arena_release(&a);
}

TEST(json_keeps_what_cjson_has_no_place_for)
{
    Arena a = { 0 };
    cJSON *doc;

    assert_int_equal(0,
                     json_parse(&a, STR("[\"a\\u0000b\",\"\\ud800\",\"\\ud83d\\ude00\"]"),
                                "x", NULL, &doc, NULL));
    assert_str_equal("a\xC0\x80"
                     "b",
                     json_str(doc->child));
    assert_str_equal("\xED\xA0\x80", json_str(doc->child->next));
    assert_str_equal("\xF0\x9F\x98\x80", json_str(doc->child->next->next));
    arena_release(&a);
}

/* Bits of keys only say no where nobody has put one in, by whatever way. */
TEST(json_finds_keys_however_they_came)
{
    Arena a = { 0 };
    cJSON *o, *copy, *inner;
    Err err;

    assert_int_equal(0, json_parse(&a, STR("{\"a\":{\"b\":1,\"b\":{\"c\":2}},\"\":3}"),
                                   "t", NULL, &o, &err));
    assert_non_null(json_at(o, "a", "b", "c", NULL));
    assert_non_null(json_get(o, ""));
    assert_null(json_get(o, "b"));
    copy = json_dup(&a, o);
    inner = json_get(copy, "a");
    for (int i = 0; i < 100; i++)
        json_set(&a, inner, arena_strf(&a, "key%d", i), json_new_num(&a, i));
    for (int i = 0; i < 100; i++)
        assert_non_null(json_getn(inner, arena_strf(&a, "key%d", i)));
    assert_true(json_del(inner, "key7"));
    assert_null(json_get(inner, "key7"));
    json_add(&a, inner, STR("key7"), json_new_num(&a, 7));
    assert_non_null(json_get(inner, "key7"));
    arena_release(&a);
}

TEST(json_set_and_del_keep_the_list_whole)
{
    Arena a = { 0 };
    cJSON *o = json_new_obj(&a);

    json_set(&a, o, STR("x"), json_new_num(&a, 1));
    json_set(&a, o, STR("x"), json_new_num(&a, 2));
    json_set(&a, o, STR("y"), json_new_num(&a, 3));
    json_set(&a, o, STR("x"), json_new_num(&a, 4));
    json_set(&a, o, STR("y"), json_new_num(&a, 5));
    json_set(&a, o, STR("z"), json_new_num(&a, 6));
    assert_true(json_del(o, "y"));
    assert_false(json_del(o, "y"));
    assert_true(json_del(o, "z"));
    json_set(&a, o, STR("w"), json_new_num(&a, 7));
    assert_int_equal(2, json_len(o));
    assert_int_equal(4, json_get(o, "x")->valueint);
    assert_int_equal(7, json_get(o, "w")->valueint);
    arena_release(&a);
}
