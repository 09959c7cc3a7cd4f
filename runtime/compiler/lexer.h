/* lexer.h: tokens on demand.
 *
 * The lexer can't tell a division from a regular expression, nor a closing brace from the
 * end of a template's substitution: it gives '/' and '}', and the parser, which knows,
 * asks for the rest with lex_regexp or lex_template_rest. Errors leave through `fail`, a
 * jump: all memory is the arena's, so nothing is lost.
 */
#ifndef RUNTIME_COMPILER_LEXER_H
#define RUNTIME_COMPILER_LEXER_H

#include <setjmp.h>

#include "runtime/compiler/atom.h"
#include "runtime/compiler/diag.h"

typedef struct {
    uint8_t kind;        /* TokenKind */
    bool newline_before; /* a line ends between the previous token and this */
    bool escaped;        /* a name or keyword with an escape; a string with any escape */
    bool octal;          /* a string with an octal escape, a number with a leading zero */
    bool bad_escape;     /* a template chunk whose cooked value is undefined */
    bool tail;           /* a template chunk that ends its template */
    bool odd;            /* a string or number that ES5 may not take as it stands */
    uint32_t start, end;
    Atom *atom; /* names and keywords, else NULL */
    /* The rest is only there for the kinds that it belongs to. */
    uint32_t bad_at; /* where the octal or bad escape stands */
    double number;
    Str value; /* string and template: cooked; regexp: pattern; bigint: digits with prefix
                */
    Str raw;   /* template: raw, line ends normalised; regexp: flags */
} Token;

typedef struct {
    Arena *arena;
    Source *source;
    AtomTable *atoms;
    const char *text, *at, *end;
    Diag *diag;
    jmp_buf *fail;
    bool html_comments; /* <!-- and --> are comments: scripts, not modules */
    bool line_start;    /* nothing but white space and comments since the line began */
    bool strict;        /* legacy octal is an error at once */
} Lexer;

void lex_init(Lexer *l, Arena *a, Source *s, AtomTable *atoms, Diag *diag, jmp_buf *fail);
void lex_next(Lexer *l, Token *t);
/* t is '/' or '/=': reads on to the end of the regular expression. */
void lex_regexp(Lexer *l, Token *t);
/* t is '}': reads the template's next chunk. */
void lex_template_rest(Lexer *l, Token *t);

/* Fills the diagnostic with V8's words and leaves through `fail`. */
_Noreturn void lex_fail(Lexer *l, DiagKind kind, uint32_t start, uint32_t end,
                        const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#endif
