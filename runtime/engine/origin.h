/* origin.h: what the engine keeps of a program for its functions: the file's name and the
 * source. A function names its program by the hidden property ENGINE_FILE_NAME (a string
 * for modules of ours, which have no source). Its table of lines holds places in the
 * source instead, and behind them where its own text begins and ends.
 *
 * Implemented in unit/origin.c; the tables are made by graft/place.c.
 */
#ifndef RUNTIME_ENGINE_ORIGIN_H
#define RUNTIME_ENGINE_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

#include <duktape.h>

/* Where compiled text comes from, in the order of `at`: len bytes at `at` stand at
 * `source` of the source; what follows belongs to the place behind them. */
typedef struct {
    uint32_t at, source, len;
} OriginSpan;

/* A function whose closing brace is at `at`. */
typedef struct {
    uint32_t at, start, end, kind;
} OriginFunction;

/* As compiler/compile.h has them, and: not a function of the source. */
enum {
    ORIGIN_FUNCTION,
    ORIGIN_CLASS,
    ORIGIN_BODY,
    ORIGIN_FIELDS,
    ORIGIN_STATICS,
    ORIGIN_TOP, /* the program itself */
    ORIGIN_NONE,
};

typedef struct {
    const OriginSpan *spans;
    const OriginFunction *functions;
    size_t n_spans, n_functions;
} OriginMap;

/* [ file source ] -> [ program ] */
void origin_push(duk_context *ctx);
/* [ ] -> [ buffer ] with a copy of the map, and back (valid while the buffer is). */
void origin_push_map(duk_context *ctx, const OriginMap *map);
void origin_get_map(duk_context *ctx, duk_idx_t i, OriginMap *out);
/* [ text program map ] -> [ function ], as duk_compile with the same flags. Throws. */
void origin_compile(duk_context *ctx, duk_uint_t flags);

typedef struct {
    const char *file; /* NULL: unknown; lives as long as the function */
    int line, column; /* from 1; line 0: unknown */
    int kind;         /* ORIGIN_NONE: nothing is known */
} OriginPlace;

/* The place of the instruction at pc of the compiled function at i. */
void origin_place(duk_context *ctx, duk_idx_t i, uint32_t pc, OriginPlace *out);
/* The program's source, and the byte of it that the instruction stands for; false where
 * it has none. */
bool origin_source_at(duk_context *ctx, duk_idx_t i, uint32_t pc, const char **source,
                      size_t *n, size_t *at);
/* [ ] -> [ text ] of the compiled function at i; false and nothing pushed where it has
 * none. */
bool origin_push_text(duk_context *ctx, duk_idx_t i);
/* What stands before the function's text, at most `most` bytes; valid while it is. */
bool origin_text_before(duk_context *ctx, duk_idx_t i, size_t most, const char **text,
                        size_t *n);
/* Is the value at i a class's constructor? */
bool origin_is_class(duk_context *ctx, duk_idx_t i);

#endif
