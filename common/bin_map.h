/* bin_map.h: the "bin" field of a package.json as npm-normalize-package-bin leaves it:
 * an object from safe command names to paths inside of the package.
 */
#ifndef COMMON_BIN_MAP_H
#define COMMON_BIN_MAP_H

#include "common/arena.h"
#include "common/err.h"
#include "common/json.h"

/* The normalised "bin" of pkg as a new object in the arena, NULL where nothing is left.
 * pkg itself stays as it is. Fails with ERR_EINVALIDTYPE where a list of paths holds
 * something else. */
int bin_map_normalize(Arena *a, const cJSON *pkg, cJSON **out, Err *err);

#endif
