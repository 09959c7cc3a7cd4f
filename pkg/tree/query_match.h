/* query_match.h: does a manifest have what a selector asks of it? Private to
 * pkg/tree/query*.c. Pure. */
#ifndef PKG_TREE_QUERY_MATCH_H
#define PKG_TREE_QUERY_MATCH_H

#include "common/json.h"
#include "pkg/tree/query_parse.h"

/* [name=value] of an object. */
bool query_match(const QueryMatcher *m, const cJSON *obj);
/* :attr(a, b, [c=d]) of a manifest. */
bool query_match_path(Arena *a, const QueryPart *p, const cJSON *pkg);
/* :semver(…) of a manifest; *err is filled where the selector itself is wrong. */
bool query_match_semver(Arena *a, const QueryPart *p, const cJSON *pkg, Err *err);
/* ERR_EQUERYINVALIDSEMVER where :semver's value is neither version nor range. */
int query_check_semver(Arena *a, const QueryPart *p, Err *err);

#endif
