/* funding.h: which packages of a tree ask to be supported (libnpmfund). */
#ifndef PKG_TREE_FUNDING_H
#define PKG_TREE_FUNDING_H

#include "pkg/tree/tree.h"

/* NULL: one below the other further than DEEPEST_LEVEL (too_deep.h). Otherwise
 * { length, name, version, funding, dependencies: { name: { version, funding,
 * dependencies } } } in the arena. mark: only nodes with this mark; 0: all. Each version
 * of a package is told once. */
cJSON *funding_of(Arena *a, Tree *t, uint32_t mark);
/* How many versions of packages ask: what nothing needs isn't counted. */
unsigned funding_count(Arena *a, Tree *t);
/* A manifest's "funding" as a list of { url, type }; only valid ones (http and https). */
cJSON *funding_sources(Arena *a, const cJSON *funding);

#endif
