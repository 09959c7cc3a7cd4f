/* ast.c: walking over children and names. */
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
    size_t size;

    switch (n->kind) {
    case NODE_IDENT:
    case NODE_STRING:
    case NODE_BIGINT:
    case NODE_REGEXP:
    case NODE_TEMPLATE_CHUNK:
    case NODE_TEMP: return; /* text or a binding where others have children */
    case NODE_FUNCTION:
    case NODE_IMPORT:
        one(n->a, fn, ctx);
        each(n->list, fn, ctx);
        one(n->b, fn, ctx);
        one(n->c, fn, ctx);
        return;
    default:
        size = node_size(n->kind);
        one(n->a, fn, ctx);
        if (size > offsetof(Node, b))
            one(n->b, fn, ctx);
        if (size > offsetof(Node, c))
            one(n->c, fn, ctx);
        if (size > offsetof(Node, list))
            each(n->list, fn, ctx); /* or d */
        return;
    }
}

void node_names(Node *pattern, void (*fn)(Node *ident, void *ctx), void *ctx)
{
    switch (pattern->kind) {
    case NODE_IDENT: fn(pattern, ctx); break;
    case NODE_DEFAULT:
    case NODE_REST: node_names(pattern->a, fn, ctx); break;
    case NODE_PATTERN_PROPERTY: node_names(pattern->b, fn, ctx); break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
        for (Node *e = pattern->list; e != NULL; e = e->next)
            node_names(e, fn, ctx);
        break;
    default: break;
    }
}
