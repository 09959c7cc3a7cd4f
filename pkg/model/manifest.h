/* manifest.h: package.json in the form in which the rest reads it.
 */
#ifndef PKG_MODEL_MANIFEST_H
#define PKG_MODEL_MANIFEST_H

#include "common/json.h"

/* The steps that npm takes with a manifest from anywhere (@npmcli/package-json,
 * normalize): one spelling of bundleDependencies, optional dependencies out of
 * dependencies, commands and funding in one form, an install script for binding.gyp's
 * flag. Changes pkg in place. */
void manifest_normalize(Arena *a, cJSON *pkg);

#endif
