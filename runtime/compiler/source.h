/* source.h: a program's text and where its lines begin.
 *
 * Positions everywhere in the compiler are byte offsets (uint32_t); line and
 * column are worked out only when somebody asks, for a message or a stack.
 */
#ifndef RUNTIME_COMPILER_SOURCE_H
#define RUNTIME_COMPILER_SOURCE_H

#include <stdint.h>

#include "common/arena.h"
#include "common/str.h"

/* Larger texts are refused: offsets are 32 bits wide. */
#define SOURCE_MAX ((size_t)1 << 30)

typedef struct {
    Str text;
    const char *name;      /* for messages: "file.js" */
    uint32_t *line_starts; /* offset of each line's first byte; made on first use */
    uint32_t n_lines;
    uint32_t last_line; /* from 0: what was asked for last */
} Source;

typedef struct {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in UTF-16 code units as V8 counts */
} SourcePos;

/* Line number (from 1) of an offset; indexes the lines when that wasn't done. */
uint32_t source_line(Arena *a, Source *s, uint32_t offset);
/* How many lines end from one offset to another, wherever these are cut. */
uint32_t source_count_lines(const Source *s, uint32_t from, uint32_t to);
SourcePos source_pos(Arena *a, Source *s, uint32_t offset);
/* The text of a line, without its end. */
Str source_line_text(Arena *a, Source *s, uint32_t line);

#endif
