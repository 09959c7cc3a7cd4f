/* query.h: selecting packages of a tree as CSS selects elements of a page:
 *
 *     .prod > #lodash:semver(<4)      [license=MIT]      :attr(repository, [url^="git"])
 *
 * The language is npm's (its "dependency selectors"), its oddities included. What needs
 * the network (:outdated, :vuln) asks through QueryHelp.
 */
#ifndef PKG_TREE_QUERY_H
#define PKG_TREE_QUERY_H

#include "pkg/tree/tree.h"

typedef VEC(Str) QueryVersions;

typedef struct {
    void *ctx;
    /* All versions of a package, lowest first, and only those of before a date where that
     * is wanted. None where they can't be had. */
    void (*versions)(void *ctx, Str name, QueryVersions *out);
    /* Advisories by name for { name: [versions] }. */
    int (*advisories)(void *ctx, const cJSON *packages, const cJSON **out, Err *err);
    void (*warn)(void *ctx, const char *text);
} QueryHelp;

typedef struct {
    NodeList nodes; /* sorted by location */
    Map contexts;   /* path, or "missing N" -> cJSON: what the selectors know besides */
} QueryResult;

/* scope: the node that :scope means. ERR_EQUERY… for what is no selector. Everything
 * lives in the forest's arena; query_release for the map. What is missing (:missing)
 * becomes a node without a path, with the edge that misses it as its only edge. */
int query_tree(Tree *t, Node *scope, Str selector, const QueryHelp *help,
               QueryResult *out, Err *err);
const cJSON *query_context(const QueryResult *r, const Node *n);
void query_release(QueryResult *r);

#endif
