/* prepare.h: what a registry is told of a folder's package besides its package.json: its
 * readme and description, where it lives, who wrote it, what npm does with a .gyp file …
 * npm's package-json calls these steps "prepare".
 */
#ifndef PKG_PUBLISH_PREPARE_H
#define PKG_PUBLISH_PREPARE_H

#include "pkg/context.h"

/* Adds to m, the manifest of the package in `folder` (absolute), which is then brought
 * into form (manifest_fix_data). */
int prepare_manifest(Ctx *ctx, Str folder, cJSON *m, Err *err);

#endif
