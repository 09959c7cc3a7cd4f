/* release_age.h: how old versions must be, and which packages are exempt from that. */
#ifndef PKG_INSTALL_RELEASE_AGE_H
#define PKG_INSTALL_RELEASE_AGE_H

#include "common/config.h"

/* What is younger than this (ms since 1970) doesn't count: `before` or `min-release-age`,
 * whichever is set in the stronger place; where both are in the same, `before`. *has
 * false: nothing is too young. ERR_EINVALIDCONFIG. */
int release_age_before(const Config *c, bool *has, int64_t *ms, Err *err);

/* The same as "--before=…", for a process that has to do with it; NULL: nothing is. */
const char *release_age_flag(const Config *c, Arena *a);

/* Does min-release-age-exclude name the package (not an alias of it), as it is or by a
 * pattern? A pattern can't be made to mean everything else: "!" and "#" are letters, and
 * extended patterns match nothing. */
bool release_age_excluded(const Config *c, Str name);

#endif
