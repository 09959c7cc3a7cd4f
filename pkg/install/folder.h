/* folder.h: a folder becomes a package of the store, as if it had been published: its
 * script `prepare` runs, and what `pkg pack` would take is packed.
 */
#ifndef PKG_INSTALL_FOLDER_H
#define PKG_INSTALL_FOLDER_H

#include "pkg/context.h"
#include "common/json.h"

#define FOLDER_MANIFEST_MAX ((size_t)64 << 20)

/* package.json of a folder, normalised, as a new object. -ENOENT in npm's words where it
 * lacks one; ERR_EJSONPARSE, ERR_EPKGJSON. */
int folder_manifest(Arena *a, Str folder, cJSON **out, Err *err);

/* Packs the folder (absolute) into the store; *integrity is what its entry is called by.
 * Scripts are left alone with ignore-scripts. */
int folder_to_store(Ctx *ctx, Arena *a, Str folder, Str *integrity, Err *err);

#endif
