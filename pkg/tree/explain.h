/* explain.h: why a package is where it is, and why one can't be anywhere (ERESOLVE).
 *
 * An explanation is npm's JSON: { code, edge, dep, current, currentEdge, peerConflict,
 * force, isMine, strictPeerDeps }, of nodes { name, version, location, isWorkspace,
 * dependents, linksIn, whileInstalling } and edges { type, name, spec, error, from }. In
 * words: pkg/ui/explain_text.h.
 */
#ifndef PKG_TREE_EXPLAIN_H
#define PKG_TREE_EXPLAIN_H

#include "pkg/tree/tree.h"

/* Of the node, for one edge into it, or for all (NULL). Lives in the forest's arena, and
 * is remembered: don't change it. Cut where it would go further than DEEPEST_LEVEL
 * (too_deep.h); the forest knows then (explained_too_deep). */
cJSON *explain_node(Node *n, Edge *edge);
cJSON *explain_edge(Edge *e);

/* The same object or list once more, to be put into another one: explanations share their
 * parts, copies of them would be endless. */
cJSON *explain_share(Arena *a, const cJSON *j);
/* Adds that to an explanation; null for NULL. */
void explain_put(Arena *a, cJSON *o, const char *key, cJSON *value);

#endif
