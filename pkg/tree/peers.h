/* peers.h: peer sets: packages that must be placed together. */
#ifndef PKG_TREE_PEERS_H
#define PKG_TREE_PEERS_H

#include "pkg/tree/tree.h"

/* One way into the peer set around a node: an edge that isn't a peer's (or comes from a
 * top), and what is reached through it by peer edges. */
typedef struct {
    Edge *entry;
    NodeList peers;
} PeerEntry;

typedef VEC(PeerEntry) PeerEntries;

/* The ways into the peer sets that the node is part of. */
void peer_entries(Node *n, PeerEntries *out);
/* The deepest place where a dependency of `start` by this name may stand: up from start,
 * past nodes that have it as a peer dependency. */
Node *deepest_nesting_target(Node *start, Str name);

#endif
