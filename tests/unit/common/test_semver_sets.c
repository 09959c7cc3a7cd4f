/* semver_sets.h: ranges as sets of versions. */
#include "common/semver_sets.h"
#include "common/bug.h"
#include "tests/kit/test.h"

static void range(Arena *a, const char *text, unsigned flags, SemverRange *r)
{
    assert_true(semver_range_parse(a, str_of(text), flags, r));
}

TEST(min_version_is_the_lowest_that_a_range_takes)
{
    static const char *const cases[][2] = {
        { "*", "0.0.0" },
        { "1.0.0", "1.0.0" },
        { ">=2 || 1.2.3", "1.2.3" },
        { ">1.2.3", "1.2.4" },
        { ">1.2.3-a", "1.2.3-a.0" },
        { ">=1.1.1 <2 || >=2.2.2", "1.1.1" },
        { "<0.0.0-beta", "0.0.0-0" },
        { "<2", "0.0.0" },
        { ">4 <3", "none" },
        { ">=1.0.0-rc <1.0.0", "1.0.0-rc" },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        SemverRange r;
        Semver v;

        range(&a, cases[i][0], 0, &r);
        assert_str_equal(cases[i][1], semver_min_version(&a, &r, &v) ? semver_text(&a, &v)
                                                                     : STR("none"));
    }
    arena_release(&a);
}

TEST(outside_means_beyond_every_set_of_a_range)
{
    /* version, range, above, below */
    static const struct {
        const char *version, *range;
        bool above, below;
    } cases[] = {
        { "2.0.0", "^1.2.3", true, false },       { "1.0.0", "^1.2.3", false, true },
        { "1.5.0", "^1.2.3", false, false },      { "9.0.0", "1 || 5 || 3", true, false },
        { "4.0.0", "1 || 5", false, false },      { "9.0.0", ">=1", false, false },
        { "0.1.0", "<1", false, false },          { "1.2.3", "1.2.3", false, false },
        { "1.2.4", "1.2.3", true, false },        { "1.2.2", "1.2.3", false, true },
        { "1.0.0-beta", ">=1.0.0", false, true }, { "0.0.0-0", "*", false, true },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        SemverRange r;
        Semver v;

        range(&a, cases[i].range, 0, &r);
        assert_true(semver_parse(&a, str_of(cases[i].version), 0, &v));
        assert_int_equal(cases[i].above, semver_above_range(&v, &r));
        assert_int_equal(cases[i].below, semver_below_range(&v, &r));
    }
    arena_release(&a);
}

typedef struct {
    const char *a, *b;
    unsigned flags;
    bool yes;
} Pair;

TEST(ranges_intersect_where_a_version_meets_both)
{
    static const Pair cases[] = {
        { "^1.2", "~1.4", 0, true },
        { "^1", "^2", 0, false },
        { "<1.0.0", ">=1.0.0", 0, false },
        { "<=1.0.0", ">=1.0.0", 0, true },
        { "1 || 2", "2 || 3", 0, true },
        { "*", "0.0.1", 0, true },
        { "*", "0.0.1-a", 0, true },
        /* The order matters here: node-semver does this too. */
        { "0.0.1-a", "*", 0, false },
        { "*", "0.0.1-a", SEMVER_INCLUDE_PRERELEASE, true },
        { "<0.0.0", "<0.1.0", 0, false },
        { "<0.0.0", "<0.1.0", SEMVER_INCLUDE_PRERELEASE, true },
        { ">2 <1", "*", 0, false },
        { ">=1.0.0 <=1.0.0", "1.0.0", 0, true },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        SemverRange r, s;

        range(&a, cases[i].a, cases[i].flags, &r);
        range(&a, cases[i].b, cases[i].flags, &s);
        assert_int_equal(cases[i].yes, semver_ranges_intersect(&r, &s));
    }
    arena_release(&a);
}

TEST(subset_means_that_the_other_takes_everything)
{
    static const Pair cases[] = {
        { "^1.2.3", "^1", 0, true },
        { "^1", "^1.2.3", 0, false },
        { "1.2.3", "1.2.3 || 2", 0, true },
        { "1 || 2", "1 || 2 || 3", 0, true },
        { "1 || 4", "1 || 2 || 3", 0, false },
        { ">2 <1", "3", 0, true },
        { "3 || >2 <1", "3", 0, false },
        { "*", "*", 0, true },
        { "*", ">=0.0.0-0", 0, true },
        { "*", ">=0.0.0", SEMVER_INCLUDE_PRERELEASE, false },
        { ">=1.2.3-pre", ">=1.0.0", 0, false },
        { ">=1.2.3-pre", ">=1.0.0", SEMVER_INCLUDE_PRERELEASE, true },
        { "<1.2.3-0", "<2", 0, true },
        { ">1.0.0", ">=1.0.0", 0, true },
        { ">=1.0.0", ">1.0.0", 0, false },
        { ">=1.0.0 <=1.0.0", "1.0.0", 0, true },
        { "1.0.0 2.0.0", "3", 0, true },
        { ">=1", "<2", 0, false },
        { ">=1 <2", "<3", 0, true },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        SemverRange r, s;

        range(&a, cases[i].a, cases[i].flags, &r);
        range(&a, cases[i].b, cases[i].flags, &s);
        assert_int_equal(cases[i].yes, semver_range_is_subset(&r, &s));
    }
    arena_release(&a);
}

TEST(simplify_writes_runs_of_the_given_versions)
{
    static const char *const list[] = { "2.0.0", "1.0.0", "1.0.1", "1.1.0", "3.0.0" };
    static const char *const cases[][2] = {
        { ">=1.0.0 <1.0.1 || >=1.0.1 <1.1.0", "<=1.0.1" },
        { "1.0.0 || 1.0.1 || 1.1.0 || 2.0.0 || 3.0.0", "*" },
        { ">=1.0.1 <2.0.0-0 || 2.0.0 || 3.0.0", ">=1.0.1" },
        { "1.0.1 || 1.1.0 || 2.0.0", "1.0.1 - 2.0.0" },
        { ">=1.0.0 <1.0.1 || >=2.0.0 <3.0.0", "1.0.0 || 2.0.0" },
        { "1.x", "1.x" },
        { "not a range at all", "" },
    };
    Str versions[ARRAY_LEN(list)], out;
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(list); i++)
        versions[i] = str_of(list[i]);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_true(semver_simplify_range(&a, versions, ARRAY_LEN(list),
                                          str_of(cases[i][0]), 0, &out));
        assert_str_equal(cases[i][1], out);
    }
    versions[2] = STR("nope");
    assert_false(
        semver_simplify_range(&a, versions, ARRAY_LEN(list), STR("1.x"), 0, &out));
    arena_release(&a);
}
