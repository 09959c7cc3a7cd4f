/* expression_text.h: an expression as V8's messages show it, from the program's text:
 * calls without their arguments, operators in parentheses, and "(intermediate value)" for
 * what has no simple form.
 *
 *     f(1).x || o['y']      (f(...).x || o.y)
 *
 * Text in, text out; knows nothing of the engine. */
#ifndef RUNTIME_ENGINE_EXPRESSION_TEXT_H
#define RUNTIME_ENGINE_EXPRESSION_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    EXPRESSION_NAME,   /* a name or a literal */
    EXPRESSION_MEMBER, /* a.b, a[b] */
    EXPRESSION_CALL,   /* f(…), new F: out is the callee */
    EXPRESSION_OTHER,
} ExpressionKind;

/* The expression from `at` to where it ends: a comma, semicolon, closing bracket, or the
 * end of a line behind which none goes on. iterated: it is what can't be iterated; then
 * messages look into `new F` too. False where the text has no simple form. */
bool expression_text(const char *source, size_t n, size_t at, bool iterated, char *out,
                     size_t room, ExpressionKind *kind);
/* The same for source[from..end), all of it; what has no simple form is "(intermediate
 * value)". */
void expression_text_of(const char *source, size_t from, size_t end, char *out,
                        size_t room);

/* Behind the bracket that is opened at `at`, strings and templates skipped; 0 where
 * nothing closes it before n. */
size_t expression_bracket_end(const char *source, size_t n, size_t at);
/* Where the element of a list ends that goes on at `at`: at its comma, or the bracket
 * that closes the list; n where neither comes. */
size_t expression_element_end(const char *source, size_t n, size_t at);

#endif
