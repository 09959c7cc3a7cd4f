/* tokens.h: the kinds of tokens: one list for the lexer, the parser and messages.
 *
 * X(kind, spelling, binary precedence): 0 where it is no binary operator. The order
 * matters where ranges are tested: punctuators, then keywords, then the words that are
 * keywords only in places (contextual), which the lexer gives as TOKEN_IDENT with their
 * atom.
 */
#ifndef RUNTIME_COMPILER_TOKENS_H
#define RUNTIME_COMPILER_TOKENS_H

#include <stdint.h>

#define TOKEN_PUNCTUATORS(X)    \
    X(LBRACE, "{", 0)           \
    X(RBRACE, "}", 0)           \
    X(LPAREN, "(", 0)           \
    X(RPAREN, ")", 0)           \
    X(LBRACKET, "[", 0)         \
    X(RBRACKET, "]", 0)         \
    X(SEMICOLON, ";", 0)        \
    X(COMMA, ",", 0)            \
    X(COLON, ":", 0)            \
    X(QUESTION, "?", 0)         \
    X(QUESTION_DOT, "?.", 0)    \
    X(DOT, ".", 0)              \
    X(ELLIPSIS, "...", 0)       \
    X(ARROW, "=>", 0)           \
    X(NOT, "!", 0)              \
    X(TILDE, "~", 0)            \
    X(PLUS_PLUS, "++", 0)       \
    X(MINUS_MINUS, "--", 0)     \
    X(NULLISH, "??", 1)         \
    X(OR_OR, "||", 2)           \
    X(AND_AND, "&&", 3)         \
    X(OR, "|", 4)               \
    X(XOR, "^", 5)              \
    X(AND, "&", 6)              \
    X(EQ, "==", 7)              \
    X(NE, "!=", 7)              \
    X(EQ_STRICT, "===", 7)      \
    X(NE_STRICT, "!==", 7)      \
    X(LT, "<", 8)               \
    X(GT, ">", 8)               \
    X(LE, "<=", 8)              \
    X(GE, ">=", 8)              \
    X(SHL, "<<", 9)             \
    X(SAR, ">>", 9)             \
    X(SHR, ">>>", 9)            \
    X(PLUS, "+", 10)            \
    X(MINUS, "-", 10)           \
    X(STAR, "*", 11)            \
    X(SLASH, "/", 11)           \
    X(PERCENT, "%", 11)         \
    X(STAR_STAR, "**", 12)      \
    X(ASSIGN, "=", 0)           \
    X(NULLISH_ASSIGN,           \
      "?"                       \
      "?=",                     \
      0)                        \
    X(OR_OR_ASSIGN, "||=", 0)   \
    X(AND_AND_ASSIGN, "&&=", 0) \
    X(OR_ASSIGN, "|=", 0)       \
    X(XOR_ASSIGN, "^=", 0)      \
    X(AND_ASSIGN, "&=", 0)      \
    X(SHL_ASSIGN, "<<=", 0)     \
    X(SAR_ASSIGN, ">>=", 0)     \
    X(SHR_ASSIGN, ">>>=", 0)    \
    X(PLUS_ASSIGN, "+=", 0)     \
    X(MINUS_ASSIGN, "-=", 0)    \
    X(STAR_ASSIGN, "*=", 0)     \
    X(SLASH_ASSIGN, "/=", 0)    \
    X(PERCENT_ASSIGN, "%=", 0)  \
    X(STAR_STAR_ASSIGN, "**=", 0)

/* Words reserved everywhere. */
#define TOKEN_KEYWORDS(X)          \
    X(BREAK, "break", 0)           \
    X(CASE, "case", 0)             \
    X(CATCH, "catch", 0)           \
    X(CLASS, "class", 0)           \
    X(CONST, "const", 0)           \
    X(CONTINUE, "continue", 0)     \
    X(DEBUGGER, "debugger", 0)     \
    X(DEFAULT, "default", 0)       \
    X(DELETE, "delete", 0)         \
    X(DO, "do", 0)                 \
    X(ELSE, "else", 0)             \
    X(ENUM, "enum", 0)             \
    X(EXPORT, "export", 0)         \
    X(EXTENDS, "extends", 0)       \
    X(FALSE, "false", 0)           \
    X(FINALLY, "finally", 0)       \
    X(FOR, "for", 0)               \
    X(FUNCTION, "function", 0)     \
    X(IF, "if", 0)                 \
    X(IMPORT, "import", 0)         \
    X(IN, "in", 8)                 \
    X(INSTANCEOF, "instanceof", 8) \
    X(NEW, "new", 0)               \
    X(NULL, "null", 0)             \
    X(RETURN, "return", 0)         \
    X(SUPER, "super", 0)           \
    X(SWITCH, "switch", 0)         \
    X(THIS, "this", 0)             \
    X(THROW, "throw", 0)           \
    X(TRUE, "true", 0)             \
    X(TRY, "try", 0)               \
    X(TYPEOF, "typeof", 0)         \
    X(VAR, "var", 0)               \
    X(VOID, "void", 0)             \
    X(WHILE, "while", 0)           \
    X(WITH, "with", 0)

typedef enum {
    TOKEN_EOF,
    TOKEN_IDENT,
    TOKEN_PRIVATE_NAME, /* #x; the atom is without the # */
    TOKEN_NUMBER,
    TOKEN_BIGINT,
    TOKEN_STRING,
    TOKEN_TEMPLATE, /* `…` or `…${ : the parser asks for what follows */
    TOKEN_REGEXP,   /* only when the parser asked for it */
    TOKEN_ILLEGAL,  /* no token at all: see Token */
#define X(kind, spelling, precedence) TOKEN_##kind,
    TOKEN_PUNCTUATORS(X) TOKEN_KEYWORDS(X)
#undef X
        TOKEN_COUNT,
    TOKEN_FIRST_ASSIGN = TOKEN_ASSIGN,
    TOKEN_LAST_ASSIGN = TOKEN_STAR_STAR_ASSIGN,
    TOKEN_FIRST_KEYWORD = TOKEN_BREAK,
    TOKEN_LAST_KEYWORD = TOKEN_WITH
} TokenKind;

/* Words with a meaning in places. Their atoms are fixed: ATOM_let … */
#define WORDS(X)   \
    X(as)          \
    X(assert)      \
    X(async)       \
    X(await)       \
    X(from)        \
    X(get)         \
    X(let)         \
    X(meta)        \
    X(of)          \
    X(set)         \
    X(static)      \
    X(target)      \
    X(yield)       \
    X(implements)  \
    X(interface)   \
    X(package)     \
    X(private)     \
    X(protected)   \
    X(public)      \
    X(eval)        \
    X(arguments)   \
    X(constructor) \
    X(prototype)   \
    X(__proto__)   \
    X(undefined)   \
    X(name)        \
    X(exports)     \
    X(type)        \
    X(accessor)

/* 0 where the kind is no binary operator. */
extern const uint8_t token_precedences[TOKEN_COUNT];
static inline int token_precedence(TokenKind kind)
{
    return token_precedences[kind];
}

#endif
