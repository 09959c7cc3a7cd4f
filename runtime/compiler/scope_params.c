/* scope_params.c: when parameters and body are two scopes. */
#include "runtime/compiler/scope_private.h"

/* Does the body declare this name, as one of its own statements? */
static bool body_declares(const Node *fn, const Atom *name)
{
    for (const Node *n = fn->b->list; n != NULL; n = n->next) {
        if ((n->kind == NODE_FUNCTION || n->kind == NODE_CLASS) && n->a != NULL &&
            n->a->atom == name)
            return true;
        if (n->kind != NODE_DECLARATION)
            continue;
        for (const Node *d = n->list; d != NULL; d = d->next) {
            if (d->a->kind == NODE_IDENT && d->a->atom == name)
                return true;
        }
    }
    return false;
}

typedef struct {
    const Node *fn;
    bool found;
} BodySeen;

static void find_body_seen(Node *n, void *ctx)
{
    BodySeen *seen = ctx;

    if (n->kind == NODE_FUNCTION || n->kind == NODE_CLASS ||
        (n->kind == NODE_IDENT && scopes_find(seen->fn->scope, n->atom) == NULL &&
         body_declares(seen->fn, n->atom)))
        seen->found = true;
    else
        node_children(n, find_body_seen, ctx);
}

/* Parameters whose values mean more than themselves have a scope of their own (ECMA-262
 * 10.2.11, step 28): what the body declares is another variable, even under a parameter's
 * name. Closures may mean anything. */
static bool may_see_body(const Node *fn)
{
    BodySeen seen = { fn, false };

    for (Node *p = fn->list; p != NULL && !seen.found; p = p->next)
        find_body_seen(p, &seen);
    return seen.found;
}

static void find_arguments(Node *n, void *ctx)
{
    if (n->kind == NODE_IDENT && n->atom->id == ATOM_arguments)
        *(bool *)ctx = true;
    else if (n->kind != NODE_CLASS && (n->kind != NODE_FUNCTION || n->flags & NF_ARROW))
        node_children(n, find_arguments, ctx);
}

/* Do the parameters mean `arguments`, and the body a let or const of that name? */
static bool has_two_arguments(const Node *fn)
{
    bool found = false, declared = false;

    if (fn->flags & (NF_ARROW | NF_EXPRESSION_BODY) || !(fn->flags & NF_USES_ARGUMENTS))
        return false;
    for (const Node *n = fn->b->list; n != NULL && !declared; n = n->next) {
        if (n->kind != NODE_DECLARATION || n->op == TOKEN_VAR)
            continue;
        for (const Node *d = n->list; d != NULL; d = d->next)
            declared = declared ||
                       (d->a->kind == NODE_IDENT && d->a->atom->id == ATOM_arguments);
    }
    for (Node *p = fn->list; declared && p != NULL && !found; p = p->next)
        find_arguments(p, &found);
    return found;
}

bool scope_params_apart(const Node *fn)
{
    return !(fn->flags & (NF_SIMPLE_PARAMS | NF_EXPRESSION_BODY)) &&
           !fn->scope->has_eval && (may_see_body(fn) || has_two_arguments(fn));
}
