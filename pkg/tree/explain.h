/* explain.h: why a package is where it is, and why one can't be anywhere (ERESOLVE).
 *
 * An explanation is npm's JSON: { code, edge, dep, current, currentEdge, peerConflict,
 * force, isMine, strictPeerDeps }, of nodes { name, version, location, isWorkspace,
 * dependents, linksIn, whileInstalling } and edges { type, name, spec, error, from }. The
 * texts are npm's, without colours.
 */
#ifndef PKG_TREE_EXPLAIN_H
#define PKG_TREE_EXPLAIN_H

#include "pkg/tree/tree.h"

/* Of the node, for one edge into it, or for all (NULL). Lives in the forest's arena, and
 * is remembered: don't change it. */
cJSON *explain_node(Node *n, Edge *edge);
cJSON *explain_edge(Edge *e);

/* The same object or list once more, to be put into another one: explanations share their
 * parts, copies of them would be endless. */
cJSON *explain_share(Arena *a, const cJSON *j);

#define EXPLAIN_ALL 1000000 /* a depth */

/* "While resolving: …", "Found: …", "Could not resolve dependency: …". */
Str explain_eresolve(Arena *a, const cJSON *explanation, int depth);
/* What npm prints at the end of a failed install; with EXPLAIN_ALL and `heading` what it
 * writes into the report file. */
Str explain_report(Arena *a, const cJSON *explanation, int depth, bool heading);
/* A node and its dependents, as `npm explain` prints them. */
Str explain_node_text(Arena *a, const cJSON *node, int depth);

#endif
