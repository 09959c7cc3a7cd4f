/* Promise: selectors are read as npm reads them, and match what they say. */
#include "pkg/tree/query_match.h"

#include "tests/kit/test.h"

static Arena arena;

static const QueryPart *part(const char *text, size_t i)
{
    QuerySelectors *list = arena_new(&arena, QuerySelectors);
    Err err = { 0 };

    assert_int_equal(0, query_parse(&arena, str_of(text), list, &err));
    assert_true(list->len > 0 && list->ptr[0].parts.len > i);
    return &list->ptr[0].parts.ptr[i];
}

static const cJSON *json(const char *text)
{
    cJSON *doc;
    Err err;

    assert_int_equal(0, json_parse(&arena, str_of(text), "test", NULL, &doc, &err));
    return doc;
}

TEST(a_selector_is_a_row_of_parts)
{
    assert_int_equal(QUERY_TYPE, part(" .dev > #@s/c :root", 0)->kind);
    assert_str_equal(">", part(".dev > #@s/c", 1)->text);
    assert_str_equal("@s/c", part(".dev > #@s/c", 2)->text);
    assert_int_equal(QUERY_COMBINATOR, part("> *", 0)->kind);
    assert_int_equal(QUERY_ANY, part("> *", 1)->kind);
    assert_int_equal(2, part(":is(#a, #b > c)", 0)->nested->len);
    assert_str_equal(">=1 <2", part(":semver(>=1 <2)", 0)->value);
    assert_str_equal("engines",
                     part(":semver(^1, :attr(engines, [node]))", 0)->path.ptr[1]);
    arena_release(&arena);
}

TEST(what_is_no_selector_is_told)
{
    static const struct {
        const char *text;
        int code;
    } cases[] = {
        { "[a", ERR_ENOCODE },
        { ":is(#a", ERR_ENOCODE },
        { ":attr(a, b)", ERR_EQUERYATTR },
        { ":vuln([name=x])", ERR_EQUERYATTR },
        { "[\"a\"]", ERR_ENOCODE },
        { "#", 0 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        QuerySelectors list = { 0 };
        Err err = { 0 };

        assert_int_equal(cases[i].code,
                         query_parse(&arena, str_of(cases[i].text), &list, &err));
    }
    arena_release(&arena);
}

TEST(attributes_are_compared)
{
    static const struct {
        const char *selector, *pkg;
        bool yes;
    } cases[] = {
        { "[name=a]", "{\"name\":\"a\"}", true },
        { "[name=A i]", "{\"name\":\"a\"}", true },
        { "[name^=\"a b\"]", "{\"name\":\"a bc\"}", true },
        { "[name~=bc]", "{\"name\":\"a bc\"}", true },
        { "[name~=b]", "{\"name\":\"a bc\"}", false },
        { "[name|=a]", "{\"name\":\"a-b\"}", true },
        { "[name]", "{\"name\":\"\"}", false },
        { "[keywords=x]", "{\"keywords\":[\"y\",\"x\"]}", true },
        { "[n=1]", "{\"n\":1}", true },
        { "[o=x]", "{\"o\":{}}", false },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(cases[i].yes, query_match(&part(cases[i].selector, 0)->matcher,
                                                   json(cases[i].pkg)));
    assert_true(query_match_path(&arena, part(":attr(a, b, [c=1])", 0),
                                 json("{\"a\":[{\"b\":{\"c\":\"1\"}}]}")));
    arena_release(&arena);
}

TEST(versions_are_compared_by_what_they_are)
{
    static const struct {
        const char *selector, *version;
        bool yes;
    } cases[] = {
        { ":semver(1.2.3)", "1.2.3", true },
        { ":semver(^1)", "1.9.0", true },
        { ":semver(^1)", "2.0.0", false },
        { ":semver(2.0.0, [version], lt)", "1.0.0", true },
        { ":semver(1.0.0, [version], gtr)", "<1", true },
        { ":semver(^1, :attr(deps, [b]))", "1.9.0", true },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cJSON *pkg = json_new_obj(&arena), *deps = json_new_obj(&arena);
        Err err = { 0 };

        json_add_str(&arena, deps, "b", str_of(cases[i].version));
        json_add_str(&arena, pkg, "version", str_of(cases[i].version));
        json_add(&arena, pkg, STR("deps"), deps);
        assert_int_equal(cases[i].yes,
                         query_match_semver(&arena, part(cases[i].selector, 0), pkg,
                                            &err));
    }
    arena_release(&arena);
}
