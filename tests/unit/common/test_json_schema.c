/* Promise: a document is held against a schema, and each violation says where it stands
 * in the text, which member it is, and what is wrong with it. */
#include "common/json_schema.h"

#include <stdio.h>

#include "common/buf.h"
#include "tests/kit/test.h"

static const char schema_text[] =
    "{\"type\":\"object\",\"properties\":{"
    "\"name\":{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"},"
    "\"kind\":{\"enum\":[\"x\",\"y\"],\"type\":\"string\"},"
    "\"list\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
    "\"either\":{\"anyOf\":[{\"type\":\"string\"},{\"$ref\":\"#/$defs/o\"}]},"
    "\"map\":{\"type\":\"object\",\"patternProperties\":{\"^#\":{\"type\":[\"string\","
    "\"null\"]}},\"additionalProperties\":false},"
    "\"deps\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}},"
    "\"$defs\":{\"o\":{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\"},"
    "\"more\":{\"$ref\":\"#/$defs/o\"}}}}}";

static void note(void *ctx, const JsonViolation *v)
{
    buf_printf(ctx, "%d:%d " STR_FMT ": " STR_FMT "\n", v->pos.line, v->pos.column,
               STR_ARG(v->path), STR_ARG(v->message));
}

static void expect(const char *doc_text, const char *want)
{
    Arena a = { 0 };
    Buf b = { 0 };
    cJSON *schema, *doc;
    Err err;

    assert_int_equal(0, json_parse(&a, str_of(schema_text), "s", NULL, &schema, &err));
    assert_int_equal(0, json_parse(&a, str_of(doc_text), "d", NULL, &doc, &err));
    json_schema_check(&a, schema, doc, str_of(doc_text), note, &b);
    assert_string_equal(want, buf_cstr(&b));
    buf_release(&b);
    arena_release(&a);
}

TEST(schema_lets_through_what_fits)
{
    expect("{\"name\":\"abc\",\"kind\":\"x\",\"list\":[\"a\"],\"either\":\"s\",\"map\":{"
           "\"#a\":null},\"deps\":{},\"other\":1}",
           "");
    expect("{\"either\":{\"url\":\"u\",\"more\":{\"more\":{\"url\":\"v\"}}}}", "");
}

TEST(schema_says_line_column_member_and_what_is_wrong)
{
    expect("[1]", "1:1 : must be an object, not an array\n");
    expect("{\n  \"name\": 5,\n  \"kind\": \"z\"\n}",
           "2:11 name: must be a string, not a number\n"
           "3:11 kind: must be one of 'x', 'y', not 'z'\n");
    expect("{\"name\":\"A b\"}", "1:9 name: 'A b' is not one\n");
    expect("{\"list\": [\"a\", {\"x\": [1, \"]\"]},\n null]}",
           "1:16 list[1]: must be a string, not an object\n"
           "2:2 list[2]: must be a string, not null\n");
    expect("{\"deps\":{\"a\":\"1\",\n\"b\":2}}",
           "2:5 deps.b: must be a string, not a number\n");
}

TEST(schema_alternatives_name_their_types_or_what_is_wrong_inside)
{
    expect("{\"either\":7}",
           "1:11 either: must be a string or an object, not a number\n");
    expect("{\"either\":{\"url\":\"u\",\"more\":{\"url\":false}}}",
           "1:36 either.more.url: must be a string, not a boolean\n");
}

TEST(schema_refuses_members_that_no_pattern_allows)
{
    expect("{\"map\":{\"#a\":\"x\",\"b\":\"y\"}}", "1:22 map.b: is not known here\n");
}

TEST(schema_finds_members_whose_keys_are_escaped_or_repeated)
{
    expect("{\"na\\u006de\":1}", "1:14 name: must be a string, not a number\n");
    expect("{\"name\":\"ok\",\"x\":{\"name\":1},\"name\":2}",
           "1:36 name: must be a string, not a number\n");
}
