/* ast.c: walking over children. */
#include "runtime/compiler/ast.h"

static void each(Node *n, void (*fn)(Node *, void *), void *ctx)
{
    for (; n != NULL; n = n->next)
        fn(n, ctx);
}

static void one(Node *n, void (*fn)(Node *, void *), void *ctx)
{
    if (n != NULL)
        fn(n, ctx);
}

/* Most kinds read a, b, c, list, d in the source's order; these don't. */
void node_children(const Node *n, void (*fn)(Node *child, void *ctx), void *ctx)
{
    switch (n->kind) {
    case NODE_STRING:
    case NODE_BIGINT:
    case NODE_REGEXP:
    case NODE_TEMPLATE_CHUNK:
    case NODE_TEMP: return; /* text where others have children */
    case NODE_FUNCTION:
    case NODE_IMPORT:
        one(n->a, fn, ctx);
        each(n->list, fn, ctx);
        one(n->b, fn, ctx);
        one(n->c, fn, ctx);
        return;
    default:
        one(n->a, fn, ctx);
        one(n->b, fn, ctx);
        one(n->c, fn, ctx);
        each(n->list, fn, ctx); /* or d */
        return;
    }
}
