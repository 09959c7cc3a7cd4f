/* workspaces.h: which folders are workspaces of a project.
 *
 * "workspaces" is a list of folders and patterns, or {"packages": list}; a pattern that
 * begins with ! takes out what earlier ones brought in. A folder counts if it has a
 * package.json.
 */
#ifndef PKG_WORKSPACES_WORKSPACES_H
#define PKG_WORKSPACES_WORKSPACES_H

#include "common/json.h"
#include "common/vec.h"

typedef struct {
    Str name, path;   /* path: absolute, normalised */
    const cJSON *pkg; /* its package.json */
} Workspace;

typedef VEC(Workspace) Workspaces;

/* In the order of npm. Everything lives in the arena. ERR_EDUPLICATEWORKSPACE,
 * ERR_EJSONPARSE, ERR_EPKGJSON. */
int workspaces_of(Arena *a, Str root, const cJSON *pkg, Workspaces *out, Err *err);
/* The same for a folder whose package.json isn't read yet. */
int workspaces_of_folder(Arena *a, Str root, Workspaces *out, Err *err);

#endif
