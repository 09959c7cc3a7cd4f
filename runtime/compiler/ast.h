/* ast.h: the tree of a program.
 *
 * One node layout for all kinds: what a, b, c, d, list, op and the union mean stands in
 * the table below. Nodes live in the compile's arena; children in `list` are chained by
 * `next`. start..end is the node's text in the source, so that what needs no lowering can
 * be copied.
 */
#ifndef RUNTIME_COMPILER_AST_H
#define RUNTIME_COMPILER_AST_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/compiler/atom.h"

/* Under AddressSanitizer each node is followed by what its kind doesn't have, and
 * touching that is an error. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define NODE_ROOM(size) ((void)(size), sizeof(Node))
#define NODE_GUARD(n, size) \
    ASAN_POISON_MEMORY_REGION((char *)(n) + (size), sizeof(Node) - (size))
#else
#define NODE_ROOM(size) (size)
#define NODE_GUARD(n, size) ((void)(n))
#endif

/* X(kind, fields in use) */
#define NODE_KINDS(X)                                                                    \
    /* ---- expressions ---- */                                                          \
    X(IDENT, "atom; binding set by scope.c")                                             \
    X(NUMBER, "number")                                                                  \
    X(BIGINT, "str: digits, 0x/0o/0b kept")                                              \
    X(STRING, "str: value")                                                              \
    X(TEMPLATE, "list: TEMPLATE_CHUNK, expression, TEMPLATE_CHUNK, …")                   \
    X(TEMPLATE_CHUNK, "str: cooked (NF_BAD_ESCAPE: undefined); raw is raw_str")          \
    X(TAGGED, "a: tag, b: TEMPLATE")                                                     \
    X(REGEXP, "str: pattern, raw_str: flags")                                            \
    X(NULL, "")                                                                          \
    X(TRUE, "")                                                                          \
    X(FALSE, "")                                                                         \
    X(THIS, "")                                                                          \
    X(SUPER, "only as callee or object")                                                 \
    X(ARRAY, "list: elements; HOLE, SPREAD")                                             \
    X(HOLE, "")                                                                          \
    X(OBJECT, "list: PROPERTY, SPREAD")                                                  \
    X(PROPERTY, "a: key, b: value; op: PropertyKind; NF_COMPUTED, NF_SHORTHAND")         \
    X(SPREAD, "a")                                                                       \
    X(FUNCTION, "a: name or NULL, list: parameters, b: BLOCK or expression body; scope") \
    X(CLASS, "a: name or NULL, b: heritage or NULL, list: CLASS_MEMBER; scope")          \
    X(CLASS_MEMBER, "a: key, b: value or NULL; op: PropertyKind; NF_STATIC, "            \
                    "NF_COMPUTED; key PRIVATE_NAME for #x; STATIC_BLOCK: b FUNCTION")    \
    X(UNARY, "op: TokenKind, a")                                                         \
    X(UPDATE, "op: TokenKind, a; NF_PREFIX")                                             \
    X(BINARY, "op: TokenKind, a, b; a may be PRIVATE_NAME for `in`")                     \
    X(LOGICAL, "op: && || ??, a, b")                                                     \
    X(ASSIGN, "op: TokenKind, a: target or pattern, b")                                  \
    X(CONDITIONAL, "a ? b : c")                                                          \
    X(CALL, "a: callee, list: arguments; NF_OPTIONAL")                                   \
    X(NEW, "a: callee, list: arguments")                                                 \
    X(MEMBER, "a: object, atom: name; NF_OPTIONAL")                                      \
    X(INDEX, "a: object, b: key; NF_OPTIONAL")                                           \
    X(PRIVATE_MEMBER, "a: object, atom: name without #; NF_OPTIONAL")                    \
    X(PRIVATE_NAME, "atom: name without #")                                              \
    X(CHAIN, "a: what ends at its first null; around a chain with ?.")                   \
    X(SEQUENCE, "list")                                                                  \
    X(PAREN, "a")                                                                        \
    X(YIELD, "a or NULL; NF_DELEGATE")                                                   \
    X(AWAIT, "a")                                                                        \
    X(IMPORT_CALL, "a: specifier, b: options or NULL")                                   \
    X(NEW_TARGET, "")                                                                    \
    X(IMPORT_META, "")                                                                   \
    X(TEMP, "number: of a variable made by lowering")                                    \
    X(TEMP_SET, "a, number: of a variable that gets a's value")                          \
    /* ---- patterns; targets may be any of IDENT, MEMBER, INDEX, PRIVATE_MEMBER ---- */ \
    X(ARRAY_PATTERN, "list: targets, HOLE, DEFAULT, REST")                               \
    X(OBJECT_PATTERN, "list: PATTERN_PROPERTY, REST")                                    \
    X(PATTERN_PROPERTY, "a: key, b: target or DEFAULT; NF_COMPUTED, NF_SHORTHAND")       \
    X(DEFAULT, "a: target, b: value if undefined")                                       \
    X(REST, "a: target")                                                                 \
    /* ---- statements ---- */                                                           \
    X(PROGRAM, "list; scope")                                                            \
    X(BLOCK, "list; scope (NULL for a function's body: the function has it)")            \
    X(EMPTY, "")                                                                         \
    X(EXPRESSION, "a; NF_DIRECTIVE")                                                     \
    X(IF, "a: test, b: then, c: else or NULL")                                           \
    X(FOR, "a: init or NULL, b: test or NULL, c: update or NULL, d: body; scope")        \
    X(FOR_IN, "a: DECLARATION or target, b: object, d: body; scope")                     \
    X(FOR_OF, "a: DECLARATION or target, b: iterable, d: body; NF_AWAIT; scope")         \
    X(WHILE, "a: test, d: body")                                                         \
    X(DO, "a: test, d: body")                                                            \
    X(CONTINUE, "atom: label or NULL")                                                   \
    X(BREAK, "atom: label or NULL")                                                      \
    X(RETURN, "a or NULL")                                                               \
    X(WITH, "a: object, d: body")                                                        \
    X(SWITCH, "a: discriminant, list: CASE; scope")                                      \
    X(CASE, "a: test or NULL for default, list: statements")                             \
    X(THROW, "a")                                                                        \
    X(TRY, "a: BLOCK, b: CATCH or NULL, c: BLOCK or NULL")                               \
    X(CATCH, "a: pattern or NULL, b: BLOCK; scope")                                      \
    X(LABELED, "atom: label, a: IDENT of the label, d: statement")                       \
    X(DEBUGGER, "")                                                                      \
    X(DECLARATION,                                                                       \
      "op: TOKEN_VAR, TOKEN_CONST or TOKEN_IDENT for let; list: DECLARATOR")             \
    X(DECLARATOR, "a: target, b: value or NULL")                                         \
    /* ---- modules ---- */                                                              \
    X(IMPORT, "list: IMPORT_SPECIFIER, b: STRING source, c: OBJECT attributes or NULL")  \
    X(IMPORT_SPECIFIER, "a: local IDENT, b: imported IDENT or STRING; NULL for * as; "   \
                        "default has b IDENT default")                                   \
    X(EXPORT_NAMED, "a: declaration or NULL, list: EXPORT_SPECIFIER, b: STRING source "  \
                    "or NULL, c: attributes")                                            \
    X(EXPORT_SPECIFIER, "a: local IDENT or STRING, b: exported IDENT or STRING")         \
    X(EXPORT_DEFAULT, "a: expression, FUNCTION or CLASS declaration")                    \
    X(EXPORT_ALL, "a: exported name IDENT or STRING, NULL for *; b: STRING source, c")

typedef enum {
#define X(kind, fields) NODE_##kind,
    NODE_KINDS(X)
#undef X
        NODE_COUNT
} NodeKind;

/* op of PROPERTY and CLASS_MEMBER. */
typedef enum {
    PROPERTY_VALUE, /* a: b, and shorthand */
    PROPERTY_METHOD,
    PROPERTY_GET,
    PROPERTY_SET,
    PROPERTY_FIELD,        /* class only; b NULL without initialiser */
    PROPERTY_STATIC_BLOCK, /* class only */
    PROPERTY_PROTO,        /* __proto__: b in an object literal */
} PropertyKind;

enum {
    NF_COMPUTED = 1 << 0,
    NF_SHORTHAND = 1 << 1,
    NF_STATIC = 1 << 2,
    NF_PREFIX = 1 << 3,
    NF_OPTIONAL = 1 << 4, /* this link has the ?. */
    NF_DELEGATE = 1 << 5,
    NF_AWAIT = 1 << 6,
    NF_DIRECTIVE = 1 << 7,
    NF_BAD_ESCAPE = 1 << 8,
    NF_ESCAPED = 1 << 9, /* string with escapes, name with escapes */
    NF_OCTAL = 1 << 10,  /* string with octal escapes */
    NF_PAREN = 1 << 11,  /* the expression stood in parentheses */
    /* FUNCTION */
    NF_ARROW = 1 << 12,
    NF_ASYNC = 1 << 13,
    NF_GENERATOR = 1 << 14,
    NF_METHOD = 1 << 15, /* method, getter, setter, field initialiser, static block */
    NF_EXPRESSION_BODY = 1 << 16,
    NF_DECLARATION = 1 << 17, /* FUNCTION, CLASS as a declaration */
    NF_STRICT = 1 << 18,
    NF_SIMPLE_PARAMS = 1 << 19,
    NF_CONSTRUCTOR = 1 << 20, /* class constructor */
    NF_DERIVED = 1 << 21,     /* of a class with heritage */
    NF_TRAILING_COMMA = 1 << 22,
    /* What a function's own body (arrows inside included) mentions. */
    NF_USES_THIS = 1 << 23,
    NF_USES_ARGUMENTS = 1 << 24,
    NF_USES_SUPER = 1 << 25,
    NF_USES_NEW_TARGET = 1 << 26,
    NF_USES_EVAL = 1 << 27, /* a direct eval: names must stay as they are */
    NF_HAS_YIELD = 1 << 28,
    NF_HAS_AWAIT = 1 << 29,
    /* IDENT: it may be reached before its binding is initialised. */
    NF_EARLY = NF_CONSTRUCTOR,
    /* ARRAY_PATTERN: its values are taken one by one (lower_steps.c). */
    NF_STEPS = NF_AWAIT,
    /* BINARY `in` in the head of a for, which the engine wants in parentheses. */
    NF_IN_HEAD = NF_AWAIT,
};

/* Array and object literals of so many bytes may be written as data: lower_data.c. */
#define LITERAL_LARGE 2048

/* What the parser says of an expression as a whole, and resolving of the names in it. */
typedef enum {
    PLAIN_NOT,      /* some of it may have to be written in another way */
    PLAIN_BUT_THIS, /* copied as it stands where `this` is the function's own */
    PLAIN_ALL,      /* copied as it stands anywhere */
} Plain;

struct Scope;
struct Binding;
struct Loop;

/* What no kind has together shares a place, and what many kinds lack stands behind:
 * the parser allocates only so much of a node as its kind has (node_size). */
typedef struct Node {
    uint8_t kind; /* NodeKind */
    uint8_t op;
    uint8_t plain; /* Plain, of an expression: lowering leaves it as it stands */
    bool flat;     /* an expression without functions and classes in it */
    uint32_t flags;
    uint32_t start, end;
    struct Node *next;
    union {
        struct {
            union {
                Atom *atom;
                double number;
                struct Scope *scope;
            };
            union {
                struct Node *a;
                struct Binding *binding; /* IDENT: what it resolves to; NULL: global */
            };
        };
        Str str;
    };
    union {
        struct {
            struct Node *b;
            union {
                struct Node *list;
                struct Node *d; /* is in no list itself */
            };
        };
        Str raw_str;
    };
    struct Node *c;
    struct Loop *loop; /* loops: set by scope.c */
} Node;

/* Bytes of a node that the parser makes. A kind that it turns into another one in place
 * has the other's fields too. long: one case per kind */
static inline size_t node_size(NodeKind kind)
{
    switch (kind) {
    case NODE_IDENT:
    case NODE_NUMBER:
    case NODE_BIGINT:
    case NODE_STRING:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_THIS:
    case NODE_SUPER:
    case NODE_HOLE:
    case NODE_SPREAD:
    case NODE_UNARY:
    case NODE_UPDATE:
    case NODE_MEMBER:
    case NODE_PRIVATE_MEMBER:
    case NODE_PRIVATE_NAME:
    case NODE_CHAIN:
    case NODE_PAREN:
    case NODE_YIELD:
    case NODE_AWAIT:
    case NODE_REST:
    case NODE_NEW_TARGET:
    case NODE_IMPORT_META:
    case NODE_EMPTY:
    case NODE_EXPRESSION:
    case NODE_CONTINUE:
    case NODE_BREAK:
    case NODE_RETURN:
    case NODE_THROW:
    case NODE_DEBUGGER: return offsetof(Node, b);
    case NODE_TAGGED:
    case NODE_PROPERTY:
    case NODE_CLASS_MEMBER:
    case NODE_BINARY:
    case NODE_LOGICAL:
    case NODE_ASSIGN:
    case NODE_INDEX:
    case NODE_IMPORT_CALL:
    case NODE_PATTERN_PROPERTY:
    case NODE_DEFAULT:
    case NODE_CATCH:
    case NODE_DECLARATOR:
    case NODE_IMPORT_SPECIFIER:
    case NODE_EXPORT_SPECIFIER: return offsetof(Node, list);
    case NODE_TEMPLATE:
    case NODE_TEMPLATE_CHUNK:
    case NODE_REGEXP:
    case NODE_ARRAY:
    case NODE_OBJECT:
    case NODE_CLASS:
    case NODE_CALL:
    case NODE_NEW:
    case NODE_SEQUENCE:
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
    case NODE_BLOCK:
    case NODE_SWITCH:
    case NODE_CASE:
    case NODE_LABELED:
    case NODE_DECLARATION: return offsetof(Node, c);
    case NODE_FOR:
    case NODE_FOR_IN:
    case NODE_FOR_OF:
    case NODE_WHILE:
    case NODE_DO: return sizeof(Node);
    default: return offsetof(Node, loop);
    }
}

/* Zeroed. Eight bytes apart are enough for it, and there are many. */
static inline Node *node_new(Arena *a, NodeKind kind)
{
    size_t size = node_size(kind), pad = -(uintptr_t)a->at & (alignof(Node) - 1);
    size_t room = NODE_ROOM(size);
    Node *n;

    if ((size_t)(a->end - a->at) < room + pad) {
        n = arena_alloc(a, room);
    } else {
        n = (Node *)(void *)(a->at + pad);
        a->at += pad + room;
        a->total += pad + room;
    }
    memset(n, 0, size);
    NODE_GUARD(n, size);
    return n;
}

/* Calls fn for each child in source order. */
void node_children(const Node *n, void (*fn)(Node *child, void *ctx), void *ctx);
/* … and for each name that a pattern (or a name alone) binds. */
void node_names(Node *pattern, void (*fn)(Node *ident, void *ctx), void *ctx);

/* Of a class's member: is it #x? */
static inline bool node_is_private(const Node *m)
{
    return m->a != NULL && m->a->kind == NODE_PRIVATE_NAME && !(m->flags & NF_COMPUTED);
}

#endif
