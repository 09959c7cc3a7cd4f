/* semver_change.h: versions made from versions and from other text: what node-semver
 * calls clean, coerce, inc, truncate and diff.
 *
 *     Semver v;
 *     semver_coerce(&a, STR("release 2.1 of May"), 0, &v);      2.1.0
 *     semver_inc(&a, &v, SEMVER_PREMINOR, STR("beta"), SEMVER_BASE_0);   2.2.0-beta.0
 *
 * Everything lives in the arena or borrows from the text.
 */
#ifndef COMMON_SEMVER_CHANGE_H
#define COMMON_SEMVER_CHANGE_H

#include "common/semver.h"

/* What to count up. The first seven are also what two versions can differ in. */
typedef enum {
    SEMVER_MAJOR,
    SEMVER_PREMAJOR,
    SEMVER_MINOR,
    SEMVER_PREMINOR,
    SEMVER_PATCH,
    SEMVER_PREPATCH,
    SEMVER_PRERELEASE,
    SEMVER_RELEASE, /* a prerelease becomes what it was leading to */
    SEMVER_PRE,     /* the prerelease alone: 1.0.0 becomes 1.0.0-0, which is lower */
} SemverRelease;

/* The number behind a new prerelease identifier. */
typedef enum { SEMVER_BASE_0, SEMVER_BASE_1, SEMVER_BASE_NONE } SemverBase;

/* "premajor" to its value and back; false for other names. */
bool semver_release_of(Str name, SemverRelease *out);
const char *semver_release_name(SemverRelease release);

/* A version behind any number of = and v. */
bool semver_clean(Arena *a, Str text, unsigned flags, Semver *out);

/* The first one to three numbers in a text, as a version; SEMVER_RTL: the last ones,
 * SEMVER_INCLUDE_PRERELEASE: with what stands behind them. False where there are none or
 * they make no version. */
bool semver_coerce(Arena *a, Str text, unsigned flags, Semver *out);

/* Counts v up, in place. `identifier` may be empty. False, with v unspecified, where the
 * identifier is none, SEMVER_BASE_NONE leaves nothing to count, or SEMVER_RELEASE meets
 * what is no prerelease. `flags`: SEMVER_LOOSE for the identifier's form. Build metadata
 * stays. */
bool semver_inc(Arena *a, Semver *v, SemverRelease release, Str identifier,
                SemverBase base, unsigned flags);

/* Cuts v down to the precision, in place: 1.2.3-a cut to minor is 1.2.0. A prerelease
 * precision leaves v as it is. False for SEMVER_RELEASE and SEMVER_PRE. */
bool semver_truncate(Semver *v, SemverRelease precision);

/* The kind of step from the lower to the higher of two versions; false where they are
 * equal. */
bool semver_diff(const Semver *v, const Semver *w, SemverRelease *out);

#endif
