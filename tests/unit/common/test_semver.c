/* semver.h: versions are read as node-semver reads them, ordered as semver.org says and
 * written in one canonical form. */
#include "common/semver.h"
#include "common/bug.h"
#include "tests/kit/test.h"

static const char *text_of(Arena *a, const char *s, unsigned flags)
{
    Semver v;

    return semver_parse(a, str_of(s), flags, &v)
               ? arena_printf(a, STR_FMT, STR_ARG(semver_text(a, &v)))
               : "none";
}

/* expected NULL: no version */
typedef struct {
    const char *text, *strict, *loose;
} Reading;

TEST(semver_reads_strict_and_loose_forms)
{
    static const Reading cases[] = {
        { "1.2.3", "1.2.3", "1.2.3" },
        { "v1.2.3", "1.2.3", "1.2.3" },
        { " 1.2.3\n", "1.2.3", "1.2.3" },
        { "\xc2\xa0"
          "1.2.3",
          "1.2.3", "1.2.3" },
        { "=v1.2.3", NULL, "1.2.3" },
        { "vv1.2.3", NULL, "1.2.3" },
        { "V1.2.3", NULL, NULL },
        { "01.2.3", NULL, "1.2.3" },
        { "1.2.3-beta.4", "1.2.3-beta.4", "1.2.3-beta.4" },
        { "1.2.3beta", NULL, "1.2.3-beta" },
        { "1.2.3-01", NULL, "1.2.3-1" },
        { "1.2.3-0a", "1.2.3-0a", "1.2.3-0a" },
        { "1.2.3--", "1.2.3--", "1.2.3--" },
        { "1.2.3-", NULL, "1.2.3--" },
        { "1.2.34.5", NULL, "1.2.3-4.5" },
        { "1.2.3+b.01", "1.2.3", "1.2.3" },
        { "1.2.3+", NULL, NULL },
        { "1.2.3-a..b", NULL, NULL },
        { "1.2", NULL, NULL },
        { "1.2.x", NULL, NULL },
        { "", NULL, NULL },
        { "9007199254740991.0.0", "9007199254740991.0.0", "9007199254740991.0.0" },
        { "9007199254740992.0.0", NULL, NULL },
        { "1.2.3-99999999999999999999", "1.2.3-99999999999999999999",
          "1.2.3-99999999999999999999" },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *strict = text_of(&a, cases[i].text, 0);
        const char *loose = text_of(&a, cases[i].text, SEMVER_LOOSE);

        assert_string_equal(cases[i].strict ? cases[i].strict : "none", strict);
        assert_string_equal(cases[i].loose ? cases[i].loose : "none", loose);
    }
    arena_release(&a);
}

TEST(semver_refuses_more_than_256_characters)
{
    char text[SEMVER_MAX_LENGTH + 2] = "1.2.3-";
    Arena a = { 0 };
    Semver v;

    memset(text + 6, 'a', sizeof text - 7);
    assert_false(semver_parse(&a, str_of(text), 0, &v));
    assert_true(semver_parse(&a, str_n(text, SEMVER_MAX_LENGTH), 0, &v));
    arena_release(&a);
}

TEST(semver_tells_the_pieces_of_a_version)
{
    Arena a = { 0 };
    Semver v;

    assert_true(semver_parse(&a, STR("v10.20.30-rc.7.x-1+sha.00ff"), 0, &v));
    assert_int_equal(10, v.major);
    assert_int_equal(20, v.minor);
    assert_int_equal(30, v.patch);
    assert_int_equal(3, v.n_pre);
    assert_str_equal("rc", v.pre[0].text);
    assert_false(v.pre[0].is_number);
    assert_true(v.pre[1].is_number);
    assert_int_equal(7, v.pre[1].number);
    assert_str_equal("x-1", v.pre[2].text);
    assert_int_equal(2, v.n_build);
    assert_str_equal("00ff", v.build[1]);
    assert_str_equal("v10.20.30-rc.7.x-1+sha.00ff", v.raw);
    arena_release(&a);
}

TEST(semver_orders_versions_and_prereleases)
{
    /* Each is lower than the next. */
    static const char *const order[] = {
        "0.0.0-0",         "0.0.0",         "0.0.1",         "0.10.0",
        "1.0.0-0",         "1.0.0-2",       "1.0.0-10",      "1.0.0--",
        "1.0.0-A",         "1.0.0-alpha",   "1.0.0-alpha.0", "1.0.0-alpha.1",
        "1.0.0-alpha.1.0", "1.0.0-alpha.b", "1.0.0-beta",    "1.0.0",
        "2.0.0",           "10.0.0",
    };
    Arena a = { 0 };
    Semver v, w;

    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        for (size_t k = 0; k < ARRAY_LEN(order); k++) {
            assert_true(semver_parse(&a, str_of(order[i]), 0, &v));
            assert_true(semver_parse(&a, str_of(order[k]), 0, &w));
            assert_int_equal((i > k) - (i < k), semver_compare(&v, &w));
        }
    }
    arena_release(&a);
}

TEST(semver_leaves_build_metadata_out_of_the_order_except_when_sorting)
{
    Arena a = { 0 };
    Semver v, w;

    assert_true(semver_parse(&a, STR("1.0.0+2"), 0, &v));
    assert_true(semver_parse(&a, STR("1.0.0+10"), 0, &w));
    assert_int_equal(0, semver_compare(&v, &w));
    assert_int_equal(-1, semver_compare_build(&v, &w));
    assert_true(semver_parse(&a, STR("1.0.0"), 0, &w));
    assert_int_equal(1, semver_compare_build(&v, &w));
    arena_release(&a);
}

TEST(semver_compares_digits_beyond_a_number_as_javascript_rounds_them)
{
    Arena a = { 0 };
    Semver v, w;

    assert_true(semver_parse(&a, STR("1.0.0-99999999999999999999.1"), 0, &v));
    assert_true(semver_parse(&a, STR("1.0.0-99999999999999999998.2"), 0, &w));
    assert_int_equal(0, semver_compare(&v, &w));
    assert_false(semver_same_text(&v, &w));
    arena_release(&a);
}
