/* fuzz_semver.c: any bytes as two ranges (a line each) and versions: read or refused.
 * What is read must be read again from its canonical text, and mean the same. */
#include "common/bug.h"
#include "common/semver_change.h"
#include "common/semver_sets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void versions(Arena *a, Str text, unsigned flags, Semver *out)
{
    static const SemverBase bases[] = { SEMVER_BASE_0, SEMVER_BASE_1, SEMVER_BASE_NONE };
    Semver v, again;

    if (semver_coerce(a, text, flags, out) || semver_clean(a, text, flags, out) ||
        semver_parse(a, text, flags, out)) {
        BUG_IF(!semver_parse(a, semver_text(a, out), 0, &again));
        BUG_IF(semver_compare(out, &again) != 0 || !semver_same_text(out, &again));
        for (SemverRelease type = SEMVER_MAJOR; type <= SEMVER_PRE; type++) {
            v = *out;
            semver_inc(a, &v, type, str_sub(text, 0, 12), bases[type % 3], flags);
        }
    } else {
        semver_parse(a, STR("1.2.3-b.1"), 0, out);
    }
}

static void ranges(Arena *a, Str one, Str two, const Semver *v, unsigned flags)
{
    Str list[] = { STR("1.0.0"), STR("0.1.0-a"), STR("2.3.4") }, text;
    SemverRange r, s, again;
    Semver low;

    if (!semver_range_parse(a, one, flags, &r))
        return;
    /* Comparators alone are read alike, strict and loose. */
    BUG_IF(!semver_range_parse(a, semver_range_text(a, &r), flags, &again));
    BUG_IF(semver_satisfies(v, &r) != semver_satisfies(v, &again));
    if (semver_min_version(a, &r, &low))
        BUG_IF(!semver_satisfies(&low, &r));
    BUG_IF(semver_above_range(v, &r) && semver_satisfies(v, &r));
    BUG_IF(semver_below_range(v, &r) && semver_satisfies(v, &r));
    semver_simplify_range(a, list, ARRAY_LEN(list), one, flags, &text);
    if (semver_range_parse(a, two, flags, &s)) {
        semver_ranges_intersect(&r, &s);
        semver_range_is_subset(&r, &s);
        semver_range_is_subset(&s, &r);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = str_n((const char *)data, size), one, two;

    str_cut(text, '\n', &one, &two);
    for (unsigned flags = 0; flags < 8; flags++) {
        Arena a = { 0 };
        Semver v;

        versions(&a, two, flags, &v);
        ranges(&a, one, two, &v, flags);
        arena_release(&a);
    }
    return 0;
}
