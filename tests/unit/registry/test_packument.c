/* packument.h: a registry document read lazily. */
#include "registry-client/packument.h"

#include <stdio.h>

#include "tests/kit/test.h"

static Packument *doc(const char *json)
{
    Packument *p = NULL;
    Err err = { 0 };

    if (packument_from_json(str_of(json), "a", NULL, &p, &err) < 0)
        fail_msg("%s", err.msg);
    return p;
}

TEST(packument_lists_versions_tags_and_times)
{
    Packument *p =
        doc("{\"name\":\"a\",\"dist-tags\":{\"latest\":\"1.0.1\",\"x\":3},"
            "\"versions\":{\"1.0.0\":{\"version\":\"1.0.0\"},"
            "\"1.0.1\":{\"version\":\"1.0.1\",\"deprecated\":\"no\","
            "\"engines\":{\"node\":\"*\"}}},"
            "\"time\":{\"modified\":\"M\",\"1.0.0\":\"2020-01-01T00:00:00.000Z\","
            "\"1.0.1\":\"soon\",\"9.9.9\":\"2020-01-01\"}}");
    PackumentVersion v;

    assert_str_equal("a", packument_name(p));
    assert_str_equal("M", packument_modified(p));
    assert_true(packument_has_time(p));
    assert_int_equal(2, packument_count(p));
    assert_int_equal(2, packument_published(p));
    v = packument_version(p, 0);
    assert_str_equal("1.0.0", v.version);
    assert_str_equal("1.0.0",
                     json_str(json_get(packument_manifest(p, 0, NULL), "version")));
    assert_true(v.time_ms == 1577836800000);
    assert_int_equal(0, v.flags);
    v = packument_version(p, 1);
    assert_true(v.time_ms == PACKVER_BAD_TIME);
    assert_int_equal(0, v.flags);
    assert_int_equal(1, packument_find(p, STR("1.0.1")));
    assert_int_equal(-1, packument_find(p, STR("9.9.9")));
    assert_int_equal(1, packument_tag_count(p));
    assert_str_equal("1.0.1", packument_tag(p, STR("latest")));
    assert_null(packument_tag(p, STR("x")).ptr);
    packument_free(p);
}

TEST(packument_deprecated_is_what_javascript_finds_true)
{
    static const struct {
        const char *value;
        bool deprecated;
    } cases[] = { { "\"x\"", true },   { "\"\"", false }, { "true", true },
                  { "false", false },  { "null", false }, { "0", false },
                  { "-0.0e5", false }, { "0.001", true }, { "{}", true },
                  { "[]", true } };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        Packument *p;

        snprintf(text, sizeof text, "{\"versions\":{\"1.0.0\":{\"deprecated\":%s}}}",
                 cases[i].value);
        p = doc(text);
        assert_int_equal(cases[i].deprecated, packument_facts(p, 0).deprecated);
        packument_free(p);
    }
}

TEST(packument_parses_a_manifest_once_and_only_that_one)
{
    Packument *p = doc("{\"versions\":{\"1.0.0\":{\"version\":\"1.0.0\",\"x\":[1]},"
                       "\"2.0.0\":{\"x\":[tru]},\"3.0.0\":7}}");
    const cJSON *m;
    Err err;

    m = packument_manifest(p, 0, &err);
    assert_str_equal("1.0.0", json_str(json_get(m, "version")));
    assert_ptr_equal(m, packument_manifest(p, 0, &err));
    assert_null(packument_manifest(p, 1, &err));
    assert_int_equal(ERR_EJSONPARSE, err.code);
    assert_string_equal(
        "manifest of 'a@2.0.0': manifest:1:10: unexpected token ']' in JSON", err.msg);
    assert_null(packument_manifest(p, 2, &err));
    assert_string_equal("manifest of 'a@3.0.0': no object", err.msg);
    packument_free(p);
}

TEST(packument_repeated_versions_and_tags_count_as_in_javascript)
{
    Packument *p = doc("{\"dist-tags\":{\"t\":\"1.0.0\",\"t\":\"2.0.0\"},\"versions\":{"
                       "\"1.0.0\":{\"n\":1},\"2.0.0\":{\"n\":2},\"1.0.0\":{\"n\":3}}}");

    assert_int_equal(2, packument_count(p));
    assert_true(json_get(packument_manifest(p, 0, NULL), "n")->valuedouble == 3);
    assert_str_equal("2.0.0", packument_tag(p, STR("t")));
    packument_free(p);
}

TEST(packument_reads_escaped_keys)
{
    Packument *p =
        doc("{\"n\\u0061me\":\"no\",\"dist-tags\":{\"l\\u00e4test\":\"1.0\\u002e0\"},"
            "\"versions\":{\"1.0\\u002e0\":{}}}");

    assert_str_equal("1.0.0", packument_version(p, 0).version);
    assert_int_equal(0, packument_find(p, STR("1.0.0")));
    assert_str_equal("1.0.0", packument_tag(p, STR("l\xc3\xa4test")));
    packument_free(p);
}

TEST(packument_lists_staged_and_restricted_versions_behind_the_public_ones)
{
    Packument *p =
        doc("{\"versions\":{\"1.0.0\":{\"n\":1}},\"time\":{\"2.0.0\":\"2020-01-01\"},"
            "\"stagedVersions\":{\"versions\":{\"1.0.0\":{\"n\":2},\"2.0.0\":{\"n\":3}}},"
            "\"policyRestrictions\":{\"versions\":{\"2.0.0\":{\"n\":4},\"4.0.0\":null},"
            "\"message\":\"no\"}}");

    assert_int_equal(4, packument_count(p));
    assert_int_equal(1, packument_published(p));
    assert_int_equal(PACKVER_STAGED, packument_version(p, 0).flags);
    assert_int_equal(PACKVER_STAGED | PACKVER_UNPUBLISHED, packument_version(p, 1).flags);
    assert_int_equal(PACKVER_STAGED | PACKVER_RESTRICTED | PACKVER_UNPUBLISHED,
                     packument_version(p, 2).flags);
    assert_int_equal(PACKVER_STAGED | PACKVER_RESTRICTED | PACKVER_UNPUBLISHED,
                     packument_version(p, 3).flags);
    assert_int_equal(0, packument_find(p, STR("1.0.0")));
    assert_int_equal(2, packument_find(p, STR("2.0.0")));
    assert_true(packument_version(p, 3).time_ms == 1577836800000);
    assert_int_equal(-1, packument_find(p, STR("4.0.0")));
    packument_free(p);
}

TEST(packument_head_and_document_keep_the_other_members)
{
    Packument *p =
        doc("{\"name\":\"a\",\"versions\":{\"1.0.0\":{\"n\":1},\"2.0.0\":null},"
            "\"readme\":\"hi\"}");
    Err err;
    const cJSON *head = packument_head(p, &err), *all;

    assert_str_equal("hi", json_str(json_get(head, "readme")));
    assert_int_equal(0, json_len(json_get(head, "versions")));
    all = packument_document(p, &err);
    assert_string_equal("versions", all->child->next->string);
    assert_true(json_at(all, "versions", "1.0.0", "n", NULL)->valuedouble == 1);
    assert_true(json_is_null(json_at(all, "versions", "2.0.0", NULL)));
    packument_free(p);
}

TEST(packument_refuses_what_is_no_document)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "",
          "packument of 'a' is no JSON: packument:1:1: unexpected end of JSON input" },
        { "{\"versions\":{\"1.0.0\":{",
          "packument of 'a' is no JSON: packument:1:23: unexpected end of JSON input" },
        { "<html>",
          "packument of 'a' is no JSON: packument:1:1: unexpected token '<' in JSON" },
        { "[1]", "packument of 'a' is no document of a package (line 1, column 1)" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Packument *p;
        Err err;

        assert_int_equal(ERR_EJSONPARSE,
                         packument_from_json(str_of(cases[i].text), "a", NULL, &p, &err));
        assert_string_equal(cases[i].message, err.msg);
    }
}

static int released;

static void count_release(PackumentKeep *keep)
{
    (void)keep;
    released++;
}

TEST(packument_gives_borrowed_text_back_once)
{
    PackumentKeep keep = { .release = count_release };
    Packument *p;
    Err err;

    released = 0;
    assert_int_equal(0, packument_from_json(STR("{}"), "b", &keep, &p, &err));
    assert_str_equal("b", packument_name(p));
    assert_int_equal(0, packument_count(p));
    assert_int_equal(-1, packument_find(p, STR("1.0.0")));
    assert_int_equal(0, released);
    packument_free(p);
    assert_int_equal(1, released);
    assert_int_equal(ERR_EJSONPARSE, packument_from_json(STR("{"), "b", &keep, &p, &err));
    assert_int_equal(2, released);
}
