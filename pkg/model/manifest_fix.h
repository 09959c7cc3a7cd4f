/* manifest_fix.h: package.json mended field by field, as npm's package-json does for
 * `pkg fix` and when it writes a new one. Pure; manifest.h has what is done for reading.
 */
#ifndef PKG_MODEL_MANIFEST_FIX_H
#define PKG_MODEL_MANIFEST_FIX_H

#include "common/buf.h"
#include "common/err.h"
#include "common/json.h"

/* The steps of `pkg fix`: commands, bundleDependencies, name, version, repository,
 * dependency lists, scripts that name node_modules/.bin. Changes pkg in place. Fails with
 * ERR_ENOCODE for a name or version that can't be mended. */
int manifest_fix(Arena *a, cJSON *pkg, Err *err);

/* Appends what it changed, a line each, in npm's words. `old`: as it was before. */
void manifest_fix_changes(Arena *a, const cJSON *old, const cJSON *now, Buf *out);

/* The same but for the commands. */
int manifest_fix_basics(Arena *a, cJSON *pkg, Err *err);
/* That, and everything else that npm brings into form: bugs, homepage, keywords, files,
 * people … A `readme` that pkg has gives the description. */
int manifest_fix_data(Arena *a, cJSON *pkg, Err *err);

/* Before a changed package.json is written (`pkg set`): dependency lists in order, no
 * empty ones, optional dependencies in one list only; ERR_ENOCODE where scripts aren't
 * texts or workspaces no list of them. `old`: as it was read. */
int manifest_update(Arena *a, cJSON *pkg, const cJSON *old, Err *err);

/* Members in the order in which package.json files usually have them. */
void manifest_sort(Arena *a, cJSON *pkg);
/* { name, email, url } as "Name <mail> (url)". */
Str manifest_person_text(Arena *a, const cJSON *person);

#endif
