/* semver_sets.h: ranges as sets of versions: what lies in them, above and below them, in
 * both of two, and whether one holds the other. As node-semver answers, also where a
 * mathematician would answer otherwise.
 *
 * Two ranges that meet here are read with the same flags.
 */
#ifndef COMMON_SEMVER_SETS_H
#define COMMON_SEMVER_SETS_H

#include "common/semver_range.h"

/* The lowest version that can satisfy the range; false where none can. */
bool semver_min_version(Arena *a, const SemverRange *r, Semver *out);

/* Is v higher (gtr) or lower (ltr) than every version of the range? */
bool semver_above_range(const Semver *v, const SemverRange *r);
bool semver_below_range(const Semver *v, const SemverRange *r);

/* Is there a version that both take? */
bool semver_comparators_intersect(const SemverComparator *a, const SemverComparator *b,
                                  bool include_prerelease);
bool semver_ranges_intersect(const SemverRange *r, const SemverRange *s);

/* Does `dom` take every version that `sub` takes? */
bool semver_range_is_subset(const SemverRange *sub, const SemverRange *dom);

/* A range that takes the same of these versions and is shorter, or the one given.
 * False where there are several versions and one of them is none. */
bool semver_simplify_range(Arena *a, const Str *versions, size_t n, Str range,
                           unsigned flags, Str *out);

#endif
