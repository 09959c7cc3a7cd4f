/* semver_range.h: ranges mean what node-semver makes of them. */
#include "common/semver_range.h"
#include "common/bug.h"
#include "tests/kit/test.h"

typedef struct {
    const char *range, *canonical; /* NULL: no range */
    unsigned flags;
} Form;

static void check_forms(const Form *forms, size_t n)
{
    Arena a = { 0 };

    for (size_t i = 0; i < n; i++) {
        SemverRange r;
        bool ok = semver_range_parse(&a, str_of(forms[i].range), forms[i].flags, &r);

        assert_str_equal(forms[i].canonical ? forms[i].canonical : "none",
                         ok ? semver_range_text(&a, &r) : STR("none"));
    }
    arena_release(&a);
}

TEST(range_writes_shorthands_as_comparators)
{
    static const Form forms[] = {
        { "1.2.3", "1.2.3", 0 },
        { "=1.2.3", "1.2.3", 0 },
        { "v1.2.3", "1.2.3", 0 },
        { "^1.2.3", ">=1.2.3 <2.0.0-0", 0 },
        { "^0.2.3", ">=0.2.3 <0.3.0-0", 0 },
        { "^0.0.3", ">=0.0.3 <0.0.4-0", 0 },
        { "^0.0", "<0.1.0-0", 0 },
        { "^1", ">=1.0.0 <2.0.0-0", 0 },
        { "^0", "<1.0.0-0", 0 },
        { "^0.x", "<1.0.0-0", 0 },
        { "~0", "<1.0.0-0", 0 },
        { "^0.0.0", "<0.0.1-0", 0 },
        { "^1.2.x", ">=1.2.0 <2.0.0-0", 0 },
        { "^1.x.3", ">=1.0.0 <2.0.0-0", 0 },
        { "1.x.3", NULL, 0 },
        { "01.2.3", NULL, 0 },
        { "^1.2.3.4", NULL, 0 },
        { "^9007199254740991", NULL, 0 },
        { "^1.2.3 >=1.2.3 <2.0.0", ">=1.2.3 <2.0.0-0 <2.0.0", 0 },
        { "* ^1.0.0", ">=1.0.0 <2.0.0-0", 0 },
        { "<2.0.0 *", "<2.0.0", 0 },
        { "^1.0.0||~2.1", ">=1.0.0 <2.0.0-0||>=2.1.0 <2.2.0-0", 0 },
        { "^1.2.3-b.1", ">=1.2.3-b.1 <2.0.0-0", 0 },
        { "~1.2.3", ">=1.2.3 <1.3.0-0", 0 },
        { "~> 1.2", ">=1.2.0 <1.3.0-0", 0 },
        { "~1", ">=1.0.0 <2.0.0-0", 0 },
        { "1.x", ">=1.0.0 <2.0.0-0", 0 },
        { "1.2.*", ">=1.2.0 <1.3.0-0", 0 },
        { "1", ">=1.0.0 <2.0.0-0", 0 },
        { ">1", ">=2.0.0", 0 },
        { ">1.2", ">=1.3.0", 0 },
        { "<=1", "<2.0.0-0", 0 },
        { "<1.2", "<1.2.0-0", 0 },
        { ">=1.x", ">=1.0.0", 0 },
        { ">x", "<0.0.0-0", 0 },
        { "1.2.3 - 2.3.4", ">=1.2.3 <=2.3.4", 0 },
        { "1.2 - 2.3", ">=1.2.0 <2.4.0-0", 0 },
        { "1 - 2", ">=1.0.0 <3.0.0-0", 0 },
        { "> 1.2.3   <  2", ">1.2.3 <2.0.0-0", 0 },
        { ">=1.2.3+build", ">=1.2.3", 0 },
    };

    check_forms(forms, ARRAY_LEN(forms));
}

TEST(range_writes_any_version_as_nothing)
{
    static const Form forms[] = {
        { "", "", 0 },        { "*", "", 0 },
        { "x", "", 0 },       { " \t", "", 0 },
        { ">=0.0.0", "", 0 }, { "1 || *", "", 0 },
        { "* || 1", "", 0 },  { "||", "", 0 },
        { "~x", "", 0 },      { "* ^1", ">=1.0.0 <2.0.0-0", 0 },
    };

    check_forms(forms, ARRAY_LEN(forms));
}

TEST(range_drops_sets_that_no_version_meets)
{
    static const Form forms[] = {
        { ">x || 1.0.0", "1.0.0", 0 },
        { ">x || <x", "<0.0.0-0", 0 },
        { "<0.0.0-0 1", "<0.0.0-0", 0 },
    };

    check_forms(forms, ARRAY_LEN(forms));
}

TEST(range_lowers_its_ends_where_prereleases_count)
{
    static const Form forms[] = {
        { "^1.2", ">=1.2.0-0 <2.0.0-0", SEMVER_INCLUDE_PRERELEASE },
        { "1.2.3 - 2.3.4", ">=1.2.3-0 <2.3.5-0", SEMVER_INCLUDE_PRERELEASE },
        { ">=0.0.0-0", "", SEMVER_INCLUDE_PRERELEASE },
        { "<=1", "<2.0.0-0", SEMVER_INCLUDE_PRERELEASE },
    };

    check_forms(forms, ARRAY_LEN(forms));
}

TEST(range_refuses_what_is_none_and_overlooks_it_when_loose)
{
    static const Form forms[] = {
        { "latest", NULL, 0 },
        { "1.2.3.4", NULL, 0 },
        { ">1 nope", NULL, 0 },
        { "^9007199254740991", NULL, 0 },
        { "nope || >>1", NULL, SEMVER_LOOSE },
        { ">1 nope", ">=2.0.0", SEMVER_LOOSE },
        { "nope || 2", ">=2.0.0 <3.0.0-0", SEMVER_LOOSE },
        { ">01.02.03", ">1.2.3", SEMVER_LOOSE },
        { ">01.02.03", NULL, 0 },
        { "~1.2.3beta", ">=1.2.3-beta <1.3.0-0", SEMVER_LOOSE },
    };

    check_forms(forms, ARRAY_LEN(forms));
}

static bool meets(const char *version, const char *range, unsigned flags)
{
    Arena a = { 0 };
    Semver v;
    SemverRange r;
    bool yes;

    assert_true(semver_parse(&a, str_of(version), flags, &v));
    assert_true(semver_range_parse(&a, str_of(range), flags, &r));
    yes = semver_satisfies(&v, &r);
    arena_release(&a);
    return yes;
}

TEST(range_takes_versions_between_its_ends)
{
    assert_true(meets("1.2.3", "^1.2.3", 0));
    assert_true(meets("1.99.0", "^1.2.3", 0));
    assert_false(meets("2.0.0", "^1.2.3", 0));
    assert_false(meets("1.2.2", "^1.2.3", 0));
    assert_true(meets("3.0.0", "1 || >=3", 0));
    assert_false(meets("2.9.9", "1 || >=3", 0));
    assert_true(meets("1.2.3+build", "1.2.3", 0));
}

TEST(range_takes_a_prerelease_only_beside_one_of_the_same_numbers)
{
    assert_true(meets("1.2.3-beta.2", ">=1.2.3-beta.1 <2", 0));
    assert_false(meets("1.2.4-beta.2", ">=1.2.3-beta.1 <2", 0));
    assert_false(meets("1.2.3-beta", "*", 0));
    assert_true(meets("1.2.4-beta.2", ">=1.2.3-beta.1 <2", SEMVER_INCLUDE_PRERELEASE));
    assert_true(meets("1.2.3-beta", "*", SEMVER_INCLUDE_PRERELEASE));
    assert_false(meets("2.0.0-0", "^1", SEMVER_INCLUDE_PRERELEASE));
}

TEST(range_knows_whether_it_is_any)
{
    Arena a = { 0 };
    SemverRange r;

    assert_true(semver_range_parse(&a, STR("1 || x"), 0, &r));
    assert_true(semver_range_is_any(&r));
    assert_true(semver_range_parse(&a, STR(">0.0.0"), 0, &r));
    assert_false(semver_range_is_any(&r));
    arena_release(&a);
}

TEST(comparator_alone_takes_no_shorthand)
{
    Arena a = { 0 };
    SemverComparator c;

    assert_true(semver_comparator_parse(&a, STR(" >=  1.2.3 "), 0, &c));
    assert_str_equal(">=1.2.3", semver_comparator_text(&a, &c));
    assert_true(semver_comparator_parse(&a, STR(""), 0, &c));
    assert_true(c.any);
    assert_false(semver_comparator_parse(&a, STR("^1.2.3"), 0, &c));
    assert_false(semver_comparator_parse(&a, STR(">=1.2"), 0, &c));
    arena_release(&a);
}
