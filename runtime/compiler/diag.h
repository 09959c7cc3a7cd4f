/* diag.h: what is wrong with a program, and where.
 *
 *     file.js:3:13
 *     const x = await load();
 *               ^^^^^
 *     SyntaxError: await is only valid in async functions and …
 */
#ifndef RUNTIME_COMPILER_DIAG_H
#define RUNTIME_COMPILER_DIAG_H

#include "common/buf.h"
#include "runtime/compiler/source.h"

typedef enum {
    DIAG_NONE,
    DIAG_SYNTAX,
    DIAG_REFERENCE,
    DIAG_RANGE,
    DIAG_UNSUPPORTED
} DiagKind;

typedef struct {
    DiagKind kind;       /* which error JavaScript sees */
    char msg[512];       /* V8's words, without the class's name */
    uint32_t start, end; /* what is underlined */
    SourcePos pos;       /* of start */
} Diag;

/* Of a regular expression whose flags are good: NULL where the pattern is too, else V8's
 * words for what is wrong with it, which the caller frees with xfree. */
typedef char *(*CheckRegexp)(Str pattern, Str flags);

/* The head that Node prints above the stack: place, line, caret line. */
void diag_print_head(const Diag *d, Arena *a, Source *s, Buf *out);

#endif
