/* parse.h: from a program's text to its tree, with the early errors of ECMA-262 that need
 * no knowledge of scopes (those are scope.h's).
 */
#ifndef RUNTIME_COMPILER_PARSE_H
#define RUNTIME_COMPILER_PARSE_H

#include "runtime/compiler/ast.h"
#include "runtime/compiler/diag.h"

typedef enum {
    PARSE_SCRIPT,
    PARSE_MODULE,
    PARSE_COMMONJS, /* a function's body: return, new.target and hashbang are allowed */
} ParseGoal;

typedef struct {
    ParseGoal goal;
    bool strict; /* as if "use strict" stood at its head */
    /* For the text of a direct eval: what stands around it. */
    bool in_function, in_method, in_derived_constructor, in_class_field;
    CheckRegexp check_regexp; /* or NULL */
    struct Types *types;      /* TypeScript: types are let through and noted (strip.h) */
    Atom **private_names;     /* names declared around it, ended by NULL; or NULL */
} ParseOptions;

typedef struct {
    Node *program;
    AtomTable *atoms;
    bool strict;
    bool sees_names; /* some `with` or direct eval is in it */
} ParseResult;

/* 0, or -1 with *diag filled. Everything lives in the arena. */
int parse(Arena *a, Source *s, const ParseOptions *options, ParseResult *out, Diag *diag);

#endif
