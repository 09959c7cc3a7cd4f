/* describe.h: what reports say of a node: names for it, its manifest, where it is from.
 */
#ifndef PKG_TREE_DESCRIBE_H
#define PKG_TREE_DESCRIBE_H

#include "pkg/tree/tree.h"

/* What npm calls it: by where it lies. A folder outside of node_modules has that folder's
 * name, scope and all. */
Str node_place_name(const Node *n);
/* "name@1.0.0"; "alias@npm:name@1.0.0" of what has another name where it lies. Of a link,
 * what its own manifest says: the lock's, though its folder may have changed since. */
Str node_pkgid(Arena *a, const Node *n);
/* npm's "_id": "name@1.0.0"; ptr NULL where its manifest lacks one of the two. */
Str node_id(Arena *a, const Node *n);
/* Where it came from: the tarball's URL, "file:../a" of a link; ptr NULL: unknown. */
Str node_origin(Arena *a, const Node *n);
/* The folder it really lies in. */
Str node_real(const Node *n);
/* Its manifest with npm's "_id" last; a copy. */
cJSON *node_manifest(Arena *a, const Node *n);
/* Does it satisfy "name@spec" of a command line? Empty specs and bare names take any. */
bool node_satisfies(Node *n, Str wanted);

#endif
