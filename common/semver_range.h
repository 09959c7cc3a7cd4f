/* semver_range.h: ranges of versions, as node-semver reads them.
 *
 *     SemverRange r;
 *     if (semver_range_parse(&a, STR("^1.2.3 || 2.x"), 0, &r))
 *         semver_satisfies(&v, &r)
 *
 * A range is an OR of sets, a set an AND of comparators.
 */
#ifndef COMMON_SEMVER_RANGE_H
#define COMMON_SEMVER_RANGE_H

#include "common/semver.h"

typedef enum { SEMVER_EQ, SEMVER_LT, SEMVER_LE, SEMVER_GT, SEMVER_GE } SemverOp;

typedef struct {
    SemverOp op;
    bool any; /* matches every version; `version` means nothing */
    Semver version;
} SemverComparator;

typedef struct {
    SemverComparator *comparators;
    size_t len;
    Str source; /* what it was read from, trimmed and without build metadata */
} SemverSet;

typedef struct {
    SemverSet *sets;
    size_t len;
    unsigned flags; /* SEMVER_LOOSE, SEMVER_INCLUDE_PRERELEASE */
} SemverRange;

/* False for what is no range. Everything lives in the arena. */
bool semver_range_parse(Arena *a, Str text, unsigned flags, SemverRange *out);
/* One comparator alone, ">= 1.2.3"; no x, ^ or ~. */
bool semver_comparator_parse(Arena *a, Str text, unsigned flags, SemverComparator *out);
/* The canonical text: ">=1.2.3 <2.0.0-0||>=2.0.0 <3.0.0-0". "" for any version. */
Str semver_range_text(Arena *a, const SemverRange *r);
/* ">=1.2.3"; "" for any. */
Str semver_comparator_text(Arena *a, const SemverComparator *c);
bool semver_comparator_test(const SemverComparator *c, const Semver *v);
/* Is it "<0.0.0-0", which no version meets? */
bool semver_comparator_is_none(const SemverComparator *c);
bool semver_set_test(const SemverSet *s, const Semver *v, bool include_prerelease);
/* Has the set a prerelease of v's three numbers? Only such a comparator lets one in. */
bool semver_set_has_numbers_of(const SemverSet *s, const Semver *v);
bool semver_satisfies(const Semver *v, const SemverRange *r);
/* Is it "*" (one set of one comparator that takes anything)? */
bool semver_range_is_any(const SemverRange *r);

#endif
