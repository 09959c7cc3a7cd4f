/* semver_algebra.h: ranges against ranges, as node-semver's intersects and subset say.
 *
 * Both are node-semver's answers, also where those are debatable (prereleases).
 */
#ifndef COMMON_SEMVER_ALGEBRA_H
#define COMMON_SEMVER_ALGEBRA_H

#include "common/semver_range.h"

/* Could one version satisfy both? */
bool semver_ranges_intersect(const SemverRange *a, const SemverRange *b);
/* Does everything that satisfies sub satisfy dom? */
bool semver_range_is_subset(const SemverRange *sub, const SemverRange *dom);

#endif
