/* vulnerable.h: which packages a tree is to get rid of, if it can: `audit fix`. */
#ifndef PKG_TREE_VULNERABLE_H
#define PKG_TREE_VULNERABLE_H

#include "pkg/tree/tree.h"

/* NULL wherever one may be given: no package is. */
typedef struct {
    void *ctx;
    bool (*has)(void *ctx, Node *n);
    /* The nodes that were found when the tree began, in the order of the report. */
    NodeList nodes;
} Vulnerable;

static inline bool is_vulnerable(const Vulnerable *v, Node *n)
{
    return v != NULL && v->has(v->ctx, n);
}

#endif
