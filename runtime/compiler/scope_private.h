/* scope_private.h: what scope.c and scope_resolve.c share. */
#ifndef RUNTIME_COMPILER_SCOPE_PRIVATE_H
#define RUNTIME_COMPILER_SCOPE_PRIVATE_H

#include "runtime/compiler/scope.h"

typedef struct PendingFunction {
    Binding *b;
    struct PendingFunction *next;
} PendingFunction;

typedef struct PendingEarly {
    Binding *b;
    Node *ident;
    const Scope *hoisted_in;
    struct PendingEarly *next;
} PendingEarly;

typedef struct ClassName {
    Binding *inside, *outside;
    struct ClassName *next;
} ClassName;

struct Scopes {
    ScopeOptions o;
    Arena *arena;
    Scope *current;
    Scope *around; /* of a direct eval's text */
    Loop *loop;
    const Scope *head;    /* while in a for's head */
    uint32_t default_end; /* while a target with a default is declared */
    unsigned with_depth;  /* `with` around, of the same function */
    PendingFunction *annex_b;
    PendingEarly *early;
    ClassName *class_names;
    Binding **all; /* those of blocks, to be named */
    size_t n_all, cap_all;
    unsigned fresh;
    bool steps;   /* some array pattern is NF_STEPS */
    uint32_t odd; /* names in use so far that lowering may write in another way */
};

/* The entry of the name: its binding is NULL where there was none. Valid until the next.
 */
ScopeEntry *scope_entry(Scopes *s, ScopeTable *t, const Atom *atom);
Binding *scope_lookup(const ScopeTable *t, const Atom *atom);
void resolve_program(Scopes *s, Node *program);
void name_bindings(Scopes *s);

/* ---- scope_params.c ---- */

/* Have parameters and body of a function a scope each? Its parameters are declared, its
 * body isn't yet. */
bool scope_params_apart(const Node *fn);

#endif
