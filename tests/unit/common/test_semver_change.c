/* semver_change.h: versions made from versions and from other text. */
#include "common/semver_change.h"
#include "common/bug.h"
#include "tests/kit/test.h"

static Str shown(Arena *a, bool ok, const Semver *v)
{
    return ok ? semver_text(a, v) : STR("none");
}

TEST(clean_skips_signs_before_a_version)
{
    static const char *const cases[][2] = {
        { "  =v1.2.3  ", "1.2.3" }, { "vvv1.2.3", "1.2.3" }, { "==1.2.3-a+b", "1.2.3-a" },
        { ">1.2.3", "none" },       { "= 1.2.3", "1.2.3" },  { "~1.2.3", "none" },
        { "1.2.foo", "none" },      { "= v1.2.3", "1.2.3" },
    };
    Arena a = { 0 };
    Semver v;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        bool ok = semver_clean(&a, str_of(cases[i][0]), 0, &v);

        assert_str_equal(cases[i][1], shown(&a, ok, &v));
    }
    arena_release(&a);
}

typedef struct {
    const char *text, *first, *last, *full;
} Coerced;

TEST(coerce_finds_versions_in_text)
{
    static const Coerced cases[] = {
        { "1", "1.0.0", "1.0.0", "1.0.0" },
        { "v3.4 replaces v3.3.1", "3.4.0", "3.3.1", "3.4.0" },
        { "1.2.3.4", "1.2.3", "2.3.4", "1.2.3" },
        { "1.2.3.4.5.6", "1.2.3", "4.5.6", "1.2.3" },
        { "a1b2", "1.0.0", "2.0.0", "1.0.0" },
        { "no number", "none", "none", "none" },
        { "", "none", "none", "none" },
        { "01.2.3", "none", "none", "none" },
        { "12345678901234567", "none", "none", "none" },
        { "1.12345678901234567.3", "1.0.0", "3.0.0", "1.0.0" },
        { "9999999999999999", "none", "none", "none" },
        { "1.2-rc.1+b.2", "1.2.0", "2.0.0", "1.2.0-rc.1" },
        { "1.2.3-01", "1.2.3", "none", "1.2.3" },
        { "1.2.3-a.01", "1.2.3", "none", "1.2.3-a" },
        { "1.2.3-", "1.2.3", "1.2.3", "1.2.3" },
        { "\xc3\xa9"
          "7.1\xc3\xa9",
          "7.1.0", "7.1.0", "7.1.0" },
    };
    Arena a = { 0 };
    Semver v;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Str text = str_of(cases[i].text);
        bool ok = semver_coerce(&a, text, 0, &v);

        assert_str_equal(cases[i].first, shown(&a, ok, &v));
        ok = semver_coerce(&a, text, SEMVER_RTL, &v);
        assert_str_equal(cases[i].last, shown(&a, ok, &v));
        ok = semver_coerce(&a, text, SEMVER_INCLUDE_PRERELEASE, &v);
        assert_str_equal(cases[i].full, shown(&a, ok, &v));
    }
    arena_release(&a);
}

typedef struct {
    const char *from, *type, *identifier;
    SemverBase base;
    const char *to;
} Step;

static void check_steps(const Step *steps, size_t n)
{
    Arena a = { 0 };

    for (size_t i = 0; i < n; i++) {
        SemverRelease type;
        Semver v;
        bool ok;

        assert_true(semver_parse(&a, str_of(steps[i].from), 0, &v));
        assert_true(semver_release_of(str_of(steps[i].type), &type));
        ok = semver_inc(&a, &v, type, str_of(steps[i].identifier), steps[i].base, 0);
        assert_str_equal(steps[i].to, shown(&a, ok, &v));
    }
    arena_release(&a);
}

TEST(inc_counts_up_to_the_next_release)
{
    static const Step steps[] = {
        { "1.2.3", "major", NULL, 0, "2.0.0" },
        { "1.2.3", "minor", NULL, 0, "1.3.0" },
        { "1.2.3", "patch", NULL, 0, "1.2.4" },
        { "2.0.0-rc.1", "major", NULL, 0, "2.0.0" },
        { "2.1.0-0", "major", NULL, 0, "3.0.0" },
        { "1.3.0-0", "minor", NULL, 0, "1.3.0" },
        { "1.3.1-0", "minor", NULL, 0, "1.4.0" },
        { "1.2.4-0", "patch", NULL, 0, "1.2.4" },
        { "1.2.4-0", "release", NULL, 0, "1.2.4" },
        { "1.2.4", "release", NULL, 0, "none" },
    };

    check_steps(steps, ARRAY_LEN(steps));
}

TEST(inc_counts_prereleases)
{
    static const Step steps[] = {
        { "1.2.3", "premajor", NULL, 0, "2.0.0-0" },
        { "1.2.3", "preminor", "beta", 0, "1.3.0-beta.0" },
        { "1.2.3", "prepatch", "beta", SEMVER_BASE_1, "1.2.4-beta.1" },
        { "1.2.3", "prerelease", "beta", SEMVER_BASE_NONE, "1.2.4-beta" },
        { "1.2.3-beta", "prerelease", "beta", 0, "1.2.3-beta.0" },
        { "1.2.3-beta.0", "prerelease", "beta", 0, "1.2.3-beta.1" },
        { "1.2.3-beta.0.x", "prerelease", NULL, 0, "1.2.3-beta.1.x" },
        { "1.2.3-beta.4", "prerelease", "rc", 0, "1.2.3-rc.0" },
        { "1.2.3-beta.4", "prerelease", "beta.4", 0, "1.2.3-beta.4.0" },
        { "1.2.3-beta.x", "prerelease", "beta", 0, "1.2.3-beta.0" },
        /* Number("1e5") is a number: node-semver takes it for a count. */
        { "1.2.3-beta.1e5", "prerelease", "beta", 0, "1.2.3-beta.1e5.0" },
        { "1.2.3-0", "prepatch", NULL, 0, "1.2.4-0" },
        { "1.2.3", "pre", NULL, 0, "1.2.3-0" },
    };

    check_steps(steps, ARRAY_LEN(steps));
}

TEST(inc_refuses_identifiers_that_are_none)
{
    static const Step steps[] = {
        { "1.2.3", "prerelease", "be ta", 0, "none" },
        { "1.2.3", "prerelease", "01", 0, "none" },
        { "1.2.3", "prerelease", "a..b", 0, "none" },
        { "1.2.3", "prerelease", "", SEMVER_BASE_NONE, "none" },
        { "1.2.3-beta", "prerelease", "beta", SEMVER_BASE_NONE, "none" },
        /* Only prereleases look at it. */
        { "1.2.3", "patch", "be ta", 0, "1.2.4" },
    };

    check_steps(steps, ARRAY_LEN(steps));
}

TEST(inc_leaves_the_version_it_was_read_from_alone)
{
    Arena a = { 0 };
    Semver v, w;

    assert_true(semver_parse(&a, STR("1.2.3-a.1"), 0, &v));
    w = v;
    assert_true(semver_inc(&a, &w, SEMVER_PRERELEASE, STR(""), 0, 0));
    assert_str_equal("1.2.3-a.2", semver_text(&a, &w));
    assert_str_equal("1.2.3-a.1", semver_text(&a, &v));
    arena_release(&a);
}

TEST(truncate_cuts_to_a_precision)
{
    static const char *const cases[][2] = {
        { "major", "1.0.0" },        { "minor", "1.2.0" },      { "patch", "1.2.3" },
        { "prerelease", "1.2.3-a" }, { "premajor", "1.2.3-a" }, { "release", "none" },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        SemverRelease type;
        Semver v;

        assert_true(semver_parse(&a, STR("1.2.3-a"), 0, &v));
        assert_true(semver_release_of(str_of(cases[i][0]), &type));
        assert_str_equal(cases[i][1], shown(&a, semver_truncate(&v, type), &v));
    }
    arena_release(&a);
}

TEST(diff_names_the_step_between_two_versions)
{
    static const char *const cases[][3] = {
        { "1.2.3", "1.2.3", "none" },       { "1.2.3", "2.0.0", "major" },
        { "1.2.3", "1.3.0", "minor" },      { "1.2.3", "1.2.4", "patch" },
        { "1.2.3", "1.2.4-0", "prepatch" }, { "1.2.3", "2.0.0-0", "premajor" },
        { "1.2.3", "1.3.0-0", "preminor" }, { "1.0.0-1", "1.0.0-2", "prerelease" },
        { "1.0.0-1", "1.0.0", "major" },    { "1.1.0-1", "1.1.0", "minor" },
        { "1.1.1-1", "1.1.1", "patch" },    { "1.0.0-1", "1.1.1", "major" },
        { "1.1.1-1", "1.1.2", "patch" },    { "1.2.3", "1.2.3+b", "none" },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        for (int turn = 0; turn < 2; turn++) {
            SemverRelease step;
            Semver v, w;

            assert_true(semver_parse(&a, str_of(cases[i][turn]), 0, &v));
            assert_true(semver_parse(&a, str_of(cases[i][!turn]), 0, &w));
            assert_string_equal(cases[i][2], semver_diff(&v, &w, &step)
                                                 ? semver_release_name(step)
                                                 : "none");
        }
    }
    arena_release(&a);
}
