/* callee_text.h: what V8 calls the thing that could not be called, from the program's
 * text:
 *
 *     o.list[0].go()         o.list[0].go is not a function
 *     f(1)()                 f(...) is not a function
 *     new o.K                o.K is not a constructor
 *
 * Text in, text out; knows nothing of the engine. What is none of the simple expressions
 * is "(intermediate value)". */
#ifndef RUNTIME_ENGINE_CALLEE_TEXT_H
#define RUNTIME_ENGINE_CALLEE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The callee of the call that is shown at byte `at` of the source: there its last name
 * begins, or the dot before that, or its parenthesis. False where it isn't clear. */
bool callee_text(const char *source, size_t n, size_t at, char *out, size_t room);
/* The callee of the `new` at byte `at`. */
bool callee_text_new(const char *source, size_t n, size_t at, char *out, size_t room);

/* The value that a pattern takes apart: there, at byte `at`, stands the name of one of
 * its properties, or the pattern itself. "" where it is a parameter; false where that is
 * no pattern, or an inner one.
 *
 *     const { x } = o.y      o.y */
bool callee_text_destructured(const char *source, size_t n, size_t at, char *out,
                              size_t room);

/* What can't be iterated: the expression that begins at byte `at`, and how messages put
 * it. False where no iteration stands there. */
typedef enum {
    CALLEE_ITERABLE, /* o.x is not iterable */
    CALLEE_RETURNED, /* f is not a function or its return value is not iterable */
    CALLEE_DECLARED, /* const [a] = o.f(): the same if that can't be called, or UNCLEAR */
    CALLEE_SPREAD,   /* f(...o.x) */
    CALLEE_UNCLEAR,  /* messages show the value */
} CalleeIteration;
bool callee_text_iterable(const char *source, size_t n, size_t at, char *out, size_t room,
                          CalleeIteration *how);
/* Behind the `...` that follows in the list where an expression begins at `at`; n where
 * none does. */
size_t callee_text_next_spread(const char *source, size_t n, size_t at);
/* Is what the call that is shown at byte `at` gives what stands there to be iterated? */
bool callee_text_is_iterated(const char *source, size_t n, size_t at);

#endif
