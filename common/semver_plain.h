/* semver_plain.h: for semver_range.c: sets in their usual forms, read without rewriting.
 */
#ifndef COMMON_SEMVER_PLAIN_H
#define COMMON_SEMVER_PLAIN_H

#include "common/semver_range.h"

/* `text`: between two "||", trimmed, with single spaces; it lives as long as the arena.
 * False: for the general way to decide. Not for SEMVER_INCLUDE_PRERELEASE. */
bool semver_plain_set(Arena *a, Str text, SemverSet *out);

#endif
