/* manifest_bins.h: package.json of a folder whose commands are a folder's files.
 *
 *     "directories": { "bin": "./bin" }   ->   "bin": { "a.js": "bin/a.js", … }
 *
 * The registry's manifests had that done when they were published; what is read from a
 * folder or a tarball hadn't (@npmcli/package-json, step binDir).
 */
#ifndef PKG_MODEL_MANIFEST_BINS_H
#define PKG_MODEL_MANIFEST_BINS_H

#include "common/json.h"
#include "pkg/model/files.h"

/* Does "directories.bin" say where the commands are, and nothing else? */
bool manifest_has_bin_folder(const cJSON *pkg);
/* manifest_normalize of what lies in the folder `dir`, with its commands. */
void manifest_normalize_in(Arena *a, const Files *files, Str dir, cJSON *pkg);

#endif
