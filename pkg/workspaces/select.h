/* select.h: which workspaces -w and -ws mean.
 *
 * A filter is a workspace's name, its folder, or a folder that workspaces lie right
 * below; folders are meant from where the user stands. Pure.
 */
#ifndef PKG_WORKSPACES_SELECT_H
#define PKG_WORKSPACES_SELECT_H

#include "pkg/workspaces/workspaces.h"

/* Those of `all` that the filters (an array of texts) name, in the filters' order; all of
 * them where there is no filter. root: the project's folder; from: what relative filters
 * begin at (the current folder, or root where that isn't above it); cwd: absolute. */
void workspaces_select(Arena *a, const Workspaces *all, const cJSON *filters, Str root,
                       Str from, Str cwd, Workspaces *out);

#endif
