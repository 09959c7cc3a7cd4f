/* parser.h: the parser's state, shared by the parse_*.c files. Private to them.
 *
 * A function per rule of the grammar. Arrow functions and destructuring assignment begin
 * like expressions: they are parsed as such and turned into patterns (parse_pattern.c)
 * when
 * `=>` or `=` shows what they were; what is only right in one of the readings is
 * remembered in a Cover until then.
 */
#ifndef RUNTIME_COMPILER_PARSER_H
#define RUNTIME_COMPILER_PARSER_H

#include "runtime/compiler/ast.h"
#include "runtime/compiler/lexer.h"
#include "runtime/compiler/parse.h"
#include "runtime/compiler/stack.h"

typedef struct Label {
    Atom *name;
    bool loop; /* continue may name it */
    struct Label *outer;
} Label;

/* Private names of a class body, and those used before they are declared. */
typedef struct PrivateUse {
    Atom *name;
    uint32_t start, end;
    struct PrivateUse *next;
} PrivateUse;

typedef struct PrivateName {
    Atom *name;
    uint8_t kind; /* PropertyKind */
    bool is_static;
    struct PrivateName *next;
} PrivateName;

typedef struct ClassScope {
    PrivateName *declared;
    PrivateUse *used;
    struct ClassScope *outer;
} ClassScope;

/* What is allowed where the parser is; replaced as a whole at each function. */
typedef struct {
    bool function;         /* return is allowed */
    bool async, generator; /* await, yield are operators */
    bool strict;
    bool super_property, super_call, new_target;
    bool class_field;  /* arguments is an error */
    bool static_block; /* await is an error as a name */
    bool loop, breakable;
    bool params;   /* inside a function's parameters */
    bool no_in;    /* `in` ends the expression: the head of a for */
    bool for_head; /* the same, with all that stands inside */
    Label *labels;
    Node *node; /* the function, for NF_USES_…; the innermost non-arrow is `owner` */
    Node *owner;
} Context;

/* How many of these were parsed so far: what has changed from an expression's start to
 * its end is in it. */
typedef struct {
    uint32_t odd;       /* what lowering writes in another way, or may */
    uint32_t self;      /* this */
    uint32_t functions; /* and classes */
    uint32_t effects;   /* calls, assignments */
} Seen;

/* First places that are wrong in one of the two readings; 0 for none (offset + 1). */
typedef struct {
    uint32_t shorthand_init, shorthand_end; /* {a = 1}: only right in a pattern */
    uint32_t double_proto, double_end;      /* two __proto__: only right in a pattern */
    uint32_t trailing_comma;                /* (a, b,): only right as parameters */
    uint32_t pattern_error;                 /* e.g. (a) inside a pattern */
} Cover;

typedef struct Parser {
    Lexer lex;
    Arena *arena;
    Token tok;
    uint32_t prev_start, prev_end; /* the token before */
    Context ctx;
    Cover *cover; /* NULL: an error is reported at once */
    ClassScope *classes;
    uint32_t yield_at, await_at; /* first one in parameters being parsed (offset + 1) */
    uint32_t await_name_at;      /* first `await` used as a name there (offset + 1) */
#define NO_ARROWS UINT32_MAX
    uint32_t assignment_at; /* where the innermost assignment expression begins */
    Seen seen;
    bool sees_names; /* some `with` or direct eval was parsed */
    bool module;
    uint32_t depth;
    uintptr_t stack_limit; /* recursion must not go below */
    ParseOptions options;
    struct Types *types; /* NULL: JavaScript */
} Parser;

/* ---- tokens (parse.c) ---- */
static inline void p_next(Parser *p)
{
    p->prev_start = p->tok.start;
    p->prev_end = p->tok.end;
    lex_next(&p->lex, &p->tok);
}
static inline bool p_at(const Parser *p, TokenKind kind)
{
    return p->tok.kind == kind;
}
static inline bool p_eat(Parser *p, TokenKind kind)
{
    if (p->tok.kind != kind)
        return false;
    p_next(p);
    return true;
}
void p_expect(Parser *p, TokenKind kind);
/* An unescaped contextual word. */
static inline bool p_at_word(const Parser *p, AtomId word)
{
    return p->tok.kind == TOKEN_IDENT && p->tok.atom->id == word && !p->tok.escaped;
}
bool p_eat_word(Parser *p, AtomId word);
void p_expect_word(Parser *p, AtomId word);
/* The token after the current one, without moving. */
Token p_peek(Parser *p);
void p_semicolon(Parser *p);
bool p_can_end_statement(const Parser *p);
#define MALFORMED_ARROW "Malformed arrow function parameter list"
#define AWAIT_IN_PARAMS "Illegal await-expression in formal parameters of async function"
_Noreturn void p_unexpected(Parser *p);
_Noreturn void p_unexpected_token(Parser *p, const Token *t);
/* At the token before: where V8 says so when something is missing behind it. */
_Noreturn void p_fail_before(Parser *p, const char *msg);
_Noreturn void p_fail_at(Parser *p, uint32_t start, uint32_t end, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
#define p_fail(p, at, ...) p_fail_at(p, (at)->start, (at)->end, __VA_ARGS__)
/* Call at the top of each recursive rule. */
_Noreturn void p_too_deep(Parser *p);
static inline void p_enter(Parser *p)
{
    p->depth++;
    if (!stack_is_left(p->stack_limit))
        p_too_deep(p);
}
static inline void p_leave(Parser *p)
{
    p->depth--;
}

/* ---- nodes ---- */
/* Of a node as such; what is odd only with what is in it, the rules say themselves. */
static inline void p_see_kind(Parser *p, NodeKind kind)
{
    switch (kind) {
    case NODE_THIS: p->seen.self++; break;
    case NODE_ASSIGN:
    case NODE_UPDATE:
    case NODE_CALL:
    case NODE_NEW: p->seen.effects++; break;
    case NODE_FUNCTION:
    case NODE_CLASS:
        p->seen.functions++;
        p->seen.odd++;
        break;
    case NODE_BIGINT:
    case NODE_TEMPLATE:
    case NODE_TAGGED:
    case NODE_SUPER:
    case NODE_SPREAD:
    case NODE_PRIVATE_MEMBER:
    case NODE_PRIVATE_NAME:
    case NODE_CHAIN:
    case NODE_YIELD:
    case NODE_AWAIT:
    case NODE_IMPORT_CALL:
    case NODE_NEW_TARGET:
    case NODE_IMPORT_META:
    case NODE_DEFAULT:
    case NODE_REST: p->seen.odd++; break;
    case NODE_WITH: p->sees_names = true; break;
    default: break;
    }
}
static inline Node *p_node(Parser *p, NodeKind kind, uint32_t start)
{
    Node *n = node_new(p->arena, kind);

    p_see_kind(p, kind);
    n->kind = (uint8_t)kind;
    n->start = start;
    return n;
}
/* Sets the end to the last token's. */
static inline Node *p_finish(Parser *p, Node *n)
{
    n->end = p->prev_end;
    return n;
}
typedef struct {
    Node *first, **at;
} NodeList;
static inline void list_init(NodeList *l)
{
    l->first = NULL;
    l->at = &l->first;
}
static inline void list_add(NodeList *l, Node *n)
{
    *l->at = n;
    l->at = &n->next;
}
/* Marks a flag on the function and on what owns its this and arguments. */
void p_mark(Parser *p, uint32_t flags);

/* ---- expressions (parse_expr.c, parse_call.c, parse_primary.c,
 * parse_literal.c) ---- */
Node *p_expression(Parser *p);
Node *p_assignment(Parser *p);
/* Keeps what is only right as a pattern in *cover instead of failing. */
Node *p_assignment_cover(Parser *p, Cover *cover);
Node *p_left_hand_side(Parser *p);
Node *p_primary(Parser *p);
Node *p_object_literal(Parser *p);
Node *p_array_literal(Parser *p);
Node *p_template(Parser *p, bool tagged);
Node *p_string(Parser *p);
/* A property's key in objects, classes and patterns; sets NF_COMPUTED on `owner`. */
Node *p_property_key(Parser *p, Node *owner, bool private_allowed);
bool p_is_property_name(const Parser *p);
/* A word that makes a method or an accessor of the name behind it. */
static inline bool p_is_method_word(const Token *t)
{
    return t->kind == TOKEN_IDENT &&
           (t->atom->id == ATOM_get || t->atom->id == ATOM_set ||
            t->atom->id == ATOM_async);
}
/* Behind a key that no colon follows: fails where it can't stand for its value too. */
void p_check_shorthand(Parser *p, const Token *name);
void p_check_cover(Parser *p, const Cover *cover);
/* Ends an array or object literal. */
static inline Node *p_finish_literal(Parser *p, Node *n)
{
    p_finish(p, n);
    p->seen.odd += n->end - n->start >= LITERAL_LARGE;
    return n;
}
bool is_simple_target(const Node *n);
const Node *without_parens(const Node *n);

/* ---- names ---- */
/* A name that is being bound or used; fails on words reserved here. */
Node *p_identifier(Parser *p);
Node *p_binding_identifier(Parser *p);
/* Any word: behind a dot, as a key. */
Node *p_identifier_name(Parser *p);
/* … where no node is needed. */
Atom *p_name(Parser *p);
void p_check_binding_name(Parser *p, const Node *ident);
void p_check_reserved(Parser *p, const Token *t);
/* What begins at `start` is strict code, which octals before don't matter to. */
void p_begin_strict(Parser *p, uint32_t start);
/* Fails where strict code up to `end` has an octal. */
void p_check_octal(Parser *p, uint32_t end);

/* ---- patterns (parse_pattern.c) ---- */
Node *p_binding_target(Parser *p);
/* target with an optional default. */
Node *p_binding_element(Parser *p);
/* Turns an expression into a pattern, in place. `binding`: parameters, only names. */
Node *p_to_pattern(Parser *p, Node *n, bool binding);
void p_check_simple_target(Parser *p, Node *n, const char *msg);

/* ---- functions and classes (parse_func.c, parse_class.c) ---- */
enum { FN_DECLARATION = 1, FN_DEFAULT_EXPORT = 2, FN_ASYNC = 4 };
/* At `function`; start is that of `async` where it stood before. */
Node *p_function(Parser *p, uint32_t start, int how);
/* At "(": the function of a method. flags: NF_ASYNC, NF_GENERATOR, NF_CONSTRUCTOR … */
Node *p_method(Parser *p, uint32_t start, uint32_t flags, PropertyKind kind);
/* The parameters are parsed already, as patterns; at "=>" . */
Node *p_arrow(Parser *p, uint32_t start, Node *params, uint32_t flags);
/* The head and body of a typed arrow function; NULL, and nothing read, where there is
 * none. */
Node *p_typed_arrow(Parser *p);
Node *p_class(Parser *p, bool declaration, bool default_export);
/* At its token. */
void p_use_private(Parser *p, Atom *name);

/* ---- statements (parse_stmt.c, parse_for.c) and modules (parse_module.c) ---- */
/* A statement or declaration. */
Node *p_statement_list_item(Parser *p);
/* Until the token `end`; directives first where `body`. */
Node *p_statement_list(Parser *p, TokenKind end, bool body);
Node *p_for(Parser *p);
Node *p_declaration(Parser *p, uint8_t op, bool in_for);
Node *p_sub_statement(Parser *p, bool loop);
bool p_is_let_declaration(Parser *p);
bool p_is_async_function(Parser *p);
Node *p_import(Parser *p);
Node *p_export(Parser *p);

#endif
