/* scope.h: what each name means.
 *
 * Two walks: `declare` makes the scopes and their bindings and reports what is declared
 * twice; `resolve` gives each name in use its binding, sees which bindings are captured
 * by closures, may be reached before they are initialised, or need another name once
 * blocks are gone. Everything lives in the arena.
 */
#ifndef RUNTIME_COMPILER_SCOPE_H
#define RUNTIME_COMPILER_SCOPE_H

#include <setjmp.h>

#include "runtime/compiler/ast.h"
#include "runtime/compiler/diag.h"
#include "runtime/compiler/source.h"

typedef enum {
    BIND_VAR,
    BIND_PARAM,
    BIND_FUNCTION, /* declaration: at a function's top or in a block */
    BIND_LET,
    BIND_CONST,
    BIND_CLASS,
    BIND_CATCH,
    BIND_FN_NAME,    /* a function expression's own name */
    BIND_CLASS_NAME, /* a class's name inside of it */
    BIND_IMPORT,
} BindKind;

typedef struct Binding {
    Atom *atom; /* NULL: hidden */
    struct Scope *scope;
    struct Binding *next;     /* in the scope */
    struct Binding *shadowed; /* while resolving: what the atom meant outside */
    Node *decl;               /* the name where it is declared */
    Node *value;              /* the function of a declaration */
    uint32_t ready;           /* offset from which on it is initialised */
    uint8_t kind;             /* BindKind */
    bool captured;            /* by a closure */
    bool assigned;            /* other than by its declaration */
    bool used;
    bool early;              /* may be reached before it is initialised */
    bool annex_b;            /* a block's function that is also a var */
    bool body_assigned;      /* a loop's variable: outside of the loop's head */
    bool is_member;          /* its name is an expression like m.x (imports) */
    bool in_body;            /* closures among the parameters don't mean this one */
    struct Binding *init;    /* a body's var that begins with the parameter's value */
    Str name;                /* in the lowered text */
    Str same_outside;        /* while a loop's body is written: its name in the head */
    struct Binding *outside; /* annex_b, where it isn't `same`: the var */
    struct Binding *same;    /* another binding that this one is merged with */
    struct Binding *next_of_name; /* bindings of this name in the same function */
} Binding;

typedef enum {
    SCOPE_PROGRAM,
    SCOPE_FUNCTION,
    SCOPE_BLOCK,
    SCOPE_FOR,
    SCOPE_SWITCH,
    SCOPE_CATCH,
    SCOPE_CLASS,
} ScopeKind;

/* A loop whose body becomes a function of its own when closures capture its variables. */
typedef struct Loop {
    Node *node;
    struct Loop *outer;
    bool wrap;
} Loop;

/* What stands under a name in a scope: a binding of its own, one of the function that a
 * `var` inside declares, or (resolving) one that code of this function refers to. */
typedef struct {
    const Atom *atom;
    Binding *binding;
} ScopeEntry;

/* Few names are a list, more a hash table. */
typedef struct {
    ScopeEntry *slots;
    uint32_t len, n_slots; /* more than SCOPE_LIST slots: a power of two of them */
} ScopeTable;

typedef struct Scope {
    uint8_t kind; /* ScopeKind */
    struct Scope *outer;
    struct Scope *function; /* itself for FUNCTION and PROGRAM */
    Binding *first, **last;
    ScopeTable names;
    ScopeTable passes; /* FUNCTION, PROGRAM: names that its code means from outside */
    ScopeTable chains; /* … of its blocks, when they are named */
    Node *node;
    Loop *loop;    /* innermost one of the same function around it */
    bool has_eval; /* a direct eval may see its names */
    bool has_with;
    bool arrow;
    bool strict;
    uint32_t hoist_use; /* first place where a function declared here is mentioned */
    bool needs_self;    /* CLASS: its members refer to the class itself */
    bool apart;   /* FUNCTION: what the body declares isn't seen by the parameters */
    bool in_body; /* while declaring: behind such parameters */
} Scope;

typedef struct Scopes Scopes;

typedef struct {
    Arena *arena;
    AtomTable *atoms;
    bool module, script, eval;
    bool strict;
    Str *params; /* names of a CommonJS body's parameters */
    int n_params;
    Str *around, *around_names; /* variables around an eval, and their lowered names */
    int n_around;
    Diag *diag;
    jmp_buf *fail;
} ScopeOptions;

/* The program's scope is program->scope afterwards; each FUNCTION, CLASS, CATCH, SWITCH,
 * FOR… and BLOCK with names of its own has one. NULL: none. */
Scopes *scopes_resolve(const ScopeOptions *o, Node *program);
/* Has the program an array pattern that is NF_STEPS? */
bool scopes_have_steps(const Scopes *s);
/* A name for something that lowering makes: "x$1", used nowhere in the program. */
Str scopes_fresh(Scopes *s, Str base);
/* The binding of a name in this very scope, or NULL. */
Binding *scopes_find(const Scope *scope, const Atom *name);
static inline bool binding_is_lexical(const Binding *b)
{
    return b->kind == BIND_LET || b->kind == BIND_CONST || b->kind == BIND_CLASS ||
           b->kind == BIND_CLASS_NAME;
}

#endif
