/* lex_literal.h: the lexer's part for literals. Private to lexer.c and lex_literal.c. */
#ifndef RUNTIME_COMPILER_LEX_LITERAL_H
#define RUNTIME_COMPILER_LEX_LITERAL_H

#include "runtime/compiler/lexer.h"

/* Each begins at l->at and fills kind, value, number and flags; the caller sets t->end,
 * where the token isn't illegal. */
void lex_number(Lexer *l, Token *t);
void lex_string(Lexer *l, Token *t);
/* l->at is behind the ` or } that opens the chunk. */
void lex_template_chunk(Lexer *l, Token *t);
/* At a backslash in a name: \uXXXX or \u{X…}. -1 where there is none; t is illegal where
 * one is malformed. */
int32_t lex_name_escape(Lexer *l, Token *t);

#endif
