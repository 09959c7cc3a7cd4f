/* actual.h: what lies in a node_modules, as nodes (Arborist's loadActual).
 *
 * Only package.json files are read; where a package came from is not known. A project
 * with a lock, or with node_modules/.package-lock.json, is better read from that
 * (lock.h).
 */
#ifndef PKG_TREE_ACTUAL_H
#define PKG_TREE_ACTUAL_H

#include "pkg/model/files.h"
#include "pkg/tree/tree.h"

/* Puts the packages in the project's node_modules, and in those of what links lead to,
 * below the root of a tree that has its workspaces already. Folders without a readable
 * package.json are packages without name and version. Flags are calculated. */
int actual_load(Tree *t, const Files *files, Err *err);
/* Then: what edges find further up in folders that are none of the tree's, as the places
 * of the linked layout and those around folders that links lead to. */
void actual_load_missing(Tree *t, const Files *files);
/* The same for the node_modules in `base`, which become the children of n. Their nodes
 * have n's paths. */
int actual_load_below(Node *n, const Files *files, Str base, Err *err);

#endif
