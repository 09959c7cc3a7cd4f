/* manifest.h: package.json in the form in which the rest reads it.
 */
#ifndef PKG_MODEL_MANIFEST_H
#define PKG_MODEL_MANIFEST_H

#include "common/json.h"

/* "dependencies", "devDependencies", "optionalDependencies", "peerDependencies". */
#define MANIFEST_DEPENDENCY_KINDS 4
extern const char *const manifest_dependency_kinds[MANIFEST_DEPENDENCY_KINDS];

/* The steps that npm takes with a manifest from anywhere (@npmcli/package-json,
 * normalize): one spelling of bundleDependencies, optional dependencies out of
 * dependencies, commands and funding in one form, an install script for binding.gyp's
 * flag. Changes pkg in place. */
void manifest_normalize(Arena *a, cJSON *pkg);
/* The same, but dependencies that are a list or a text stay so: for who writes them. */
void manifest_normalize_own(Arena *a, cJSON *pkg);
/* A text's characters by number, as JavaScript lists them. */
cJSON *manifest_characters(Arena *a, Str text);
/* Takes out what begins with "_": only the registry's documents may say such things. */
void manifest_drop_private(cJSON *pkg);
/* Dependencies are texts: ERR_ENOCODE, in npm's words, where one is something else. For
 * normalised manifests. */
int manifest_check_specs(const cJSON *pkg, Err *err);

/* The integrity that a manifest's "dist" gives: "sha1-…" of its shasum for packages from
 * before there was one; "" for neither. */
Str manifest_integrity(Arena *a, const cJSON *dist);

#endif
