/* workspace_patterns.h: what "workspaces" of package.json says, as a list to go by.
 *
 *     ["libs/?", "!libs/b"]              take libs/?, leave libs/b
 *     ["libs/?", "!libs/b", "libs/b"]    the last one wins: libs/b is taken
 *
 * Slashes and "./" before a pattern count for nothing. Pure.
 */
#ifndef PKG_MODEL_WORKSPACE_PATTERNS_H
#define PKG_MODEL_WORKSPACE_PATTERNS_H

#include "common/json.h"
#include "common/vec.h"

typedef struct {
    VEC(Str) take, leave; /* in the order of the list, without their "!" */
} WorkspacePatterns;

/* list: an array; elements that are no text count for nothing. Lives in the arena, and
 * borrows the list's texts. */
void workspace_patterns(Arena *a, const cJSON *list, WorkspacePatterns *out);

#endif
