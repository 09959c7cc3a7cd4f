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
    bool bad_escape;     /* a template chunk whose cooked value is undefined: … */
    bool tail;           /* a template chunk that ends its template */
    bool odd;            /* a string or number that ES5 may not take as it stands */
    uint32_t start, end;
    Atom *atom; /* names and keywords, else NULL */
    /* The rest is only there for the kinds that it belongs to. */
    uint32_t bad_at, bad_end; /* … where the first bad escape stands … */
    const char *bad_msg;      /* … and V8's words for it */
    double number;
    Str value; /* string and template: cooked; regexp: pattern; bigint: digits with
                * prefix; illegal: V8's words for what is wrong between start and end */
    Str raw;   /* template: raw, line ends normalised; regexp: flags */
} Token;

/* What is only right in sloppy code. */
typedef struct {
    uint32_t start, end;
    const char *msg; /* NULL: there is none */
} SloppyPlace;

typedef struct {
    Arena *arena;
    Source *source;
    AtomTable *atoms;
    const char *text, *at, *end;
    Diag *diag;
    jmp_buf *fail;
    bool html_comments; /* <!-- and --> are comments: scripts, not modules */
    bool line_start;    /* nothing but white space and comments since the line began */
    /* The last octal number or escape: an error when the function around turns out to be
     * strict. */
    SloppyPlace octal;
} Lexer;

void lex_init(Lexer *l, Arena *a, Source *s, AtomTable *atoms, Diag *diag, jmp_buf *fail);
void lex_next(Lexer *l, Token *t);
/* t is '/' or '/=': reads on to the end of the regular expression; illegal where there is
 * none. */
void lex_regexp(Lexer *l, Token *t);
/* t is '}': reads the template's next chunk. */
void lex_template_rest(Lexer *l, Token *t);

/* t is no token: what stands between start and end is wrong. The parser says so when
 * nothing that it knows is wrong before. */
void lex_illegal(Lexer *l, Token *t, const char *start, const char *end, const char *msg);
#define LEX_UNEXPECTED "Invalid or unexpected token"

/* Fills the diagnostic with V8's words and leaves through `fail`. */
_Noreturn void lex_fail(Lexer *l, DiagKind kind, uint32_t start, uint32_t end,
                        const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#endif
