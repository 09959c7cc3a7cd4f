/* explain_text.h: explanations of explain.h in words, as npm prints them. */
#ifndef PKG_UI_EXPLAIN_TEXT_H
#define PKG_UI_EXPLAIN_TEXT_H

#include "common/json.h"

#define EXPLAIN_ALL 1000000 /* a depth */

/* "While resolving: …", "Found: …", "Could not resolve dependency: …". */
Str explain_eresolve(Arena *a, const cJSON *explanation, int depth, bool color);
/* Is the peer known that the conflict is about? Where it couldn't be had, npm can't
 * explain a warning. */
bool explain_has_peer(const cJSON *explanation);
/* What npm prints at the end of a failed install; with EXPLAIN_ALL and `heading` what it
 * writes into the report file. */
Str explain_report(Arena *a, const cJSON *explanation, int depth, bool heading,
                   bool color);
/* A node and its dependents, as `npm explain` prints them. */
Str explain_node_text(Arena *a, const cJSON *node, int depth, bool color);

#endif
