/* release_age.h: which packages are exempt from `before` and `min-release-age`. */
#ifndef PKG_INSTALL_RELEASE_AGE_H
#define PKG_INSTALL_RELEASE_AGE_H

#include "common/config.h"

/* Does min-release-age-exclude name the package (not an alias of it), as it is or by a
 * pattern? A pattern can't be made to mean everything else: "!" and "#" are letters, and
 * extended patterns match nothing. */
bool release_age_excluded(const Config *c, Str name);

#endif
