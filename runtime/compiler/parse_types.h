/* parse_types.h: where TypeScript's types stand in what the parser reads. Private to the
 * folder. Functions that begin with t_ do nothing in a program without types where they
 * say so; the others are only called in one with them (p->types). */
#ifndef RUNTIME_COMPILER_PARSE_TYPES_H
#define RUNTIME_COMPILER_PARSE_TYPES_H

#include "common/vec.h"
#include "runtime/compiler/parser.h"

typedef enum {
    ERASED_TYPE,      /* blank */
    ERASED_STATEMENT, /* blank; a semicolon where statements would join */
    ERASED_END,       /* the same, of a part that ends a statement */
    ERASED_MEMBER,    /* a semicolon, which may stand between members */
    ERASED_HEAD,      /* of an arrow function: the `(` behind it may have to move */
    ERASED_RESULT,    /* of an arrow function: the `)` before it may have to move */
} ErasedKind;

typedef struct {
    uint32_t start, end;
    ErasedKind kind;
} Erased;

struct Types {
    VEC(Erased) erased;
    bool gone;               /* the statement or member that was read is left out */
    bool in_extends;         /* the type is a condition's, behind `extends` */
    bool ambient;            /* inside of `declare` */
    uint32_t conditional_at; /* depth of the ? whose middle is being read, or 0 */
};

void t_erase(Parser *p, uint32_t start, uint32_t end);
void t_erase_as(Parser *p, uint32_t start, ErasedKind kind); /* … up to here */
void t_erase_statement(Parser *p, uint32_t start);
_Noreturn void t_unsupported(Parser *p, uint32_t start, uint32_t end, const char *what);
/* The rule, or nothing: true if it holds, else all is as before. */
bool t_try(Parser *p, bool (*rule)(Parser *p, void *udata), void *udata);

bool t_at(const Parser *p, const char *word);
bool t_at_angle(const Parser *p);
bool t_next_on_line(Parser *p, bool (*is)(const Token *t));
bool t_is_name(const Token *t);
bool t_is_word(const Token *t); /* a name or a keyword */
void t_word(Parser *p);         /* one of them must be here */
void t_skip_group(Parser *p);
void t_type(Parser *p);
void t_return_type(Parser *p);
void t_type_parameters(Parser *p);

/* In programs without types these do nothing. */
void t_annotation(Parser *p);           /* `: T` */
void t_return_annotation(Parser *p);    /* `: x is T` */
void t_mark(Parser *p, TokenKind mark); /* ? or ! behind a name */
void t_parameters_here(Parser *p);      /* `<T>` that is declared */
void t_heritage_arguments(Parser *p);   /* `<T>` behind a class's parent */
void t_implements(Parser *p);
bool t_abstract_class(Parser *p);  /* leaves `class` */
bool t_modifiers(Parser *p);       /* of a member; true: it is left out */
bool t_index_signature(Parser *p); /* of a class, to its end */
void t_parameter_start(Parser *p); /* `this: T,`; parameter properties are an error */

/* A function's declaration without a body (its block is empty: not even braces). */
static inline bool t_has_no_body(const Node *fn)
{
    return fn->kind == NODE_FUNCTION && fn->b->kind == NODE_BLOCK &&
           fn->b->start == fn->b->end;
}

bool t_postfix(Parser *p); /* x! and f<T>; false: neither */
void t_cast(Parser *p);
_Noreturn void t_assertion(Parser *p); /* <T>x: an error */
/* At a statement: a declaration of types, to its end. */
bool t_declaration(Parser *p);

#endif
