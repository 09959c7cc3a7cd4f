/* needed.h: the part of a tree that workspaces need. */
#ifndef PKG_TREE_NEEDED_H
#define PKG_TREE_NEEDED_H

#include "pkg/tree/tree.h"

/* Marks the nodes (of workspaces) and all they need with a mark of its own (see
 * Forest.next_mark), which is returned. with_root: what the root needs, too. */
uint32_t tree_mark_needed(Tree *t, const NodeList *workspaces, bool with_root);
/* What the root needs without its workspaces. */
uint32_t tree_mark_without_workspaces(Tree *t);

#endif
