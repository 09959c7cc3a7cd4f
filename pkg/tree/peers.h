/* peers.h: peer sets: packages that must be placed together. */
#ifndef PKG_TREE_PEERS_H
#define PKG_TREE_PEERS_H

#include "pkg/tree/tree.h"

/* The ways into the peer sets that the node is part of: edges that aren't a peer's (or
 * come from a top), from whose ends peer edges lead to the node. */
void peer_entries(Node *n, EdgeList *out);
/* Walks over what is reached from n by peer edges, n first:
 *
 *     peer_walk_begin(f, &walk, n);
 *     for (i = 0; i < walk.len; i++) { use(walk.ptr[i]); peer_walk_on(f, &walk, i); }
 *
 * The list is the forest's arena's. Meanwhile nobody else may mark nodes. */
void peer_walk_begin(Forest *f, NodeList *walk, Node *n);
void peer_walk_on(Forest *f, NodeList *walk, size_t i);
/* The deepest place where a dependency of `start` by this name may stand: up from start,
 * past nodes that have it as a peer dependency. */
Node *deepest_nesting_target(Node *start, Str name);

#endif
