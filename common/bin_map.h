/* bin_map.h: the commands of a package: "bin" in its one canonical form
 * (npm-normalize-package-bin): an object from names without folders to paths inside the
 * package.
 */
#ifndef COMMON_BIN_MAP_H
#define COMMON_BIN_MAP_H

#include "common/json.h"

/* Changes pkg's "bin" in place; it is removed where nothing of it is left. */
void bin_map_normalize(Arena *a, cJSON *pkg);

#endif
