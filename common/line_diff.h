/* line_diff.h: what changed between two texts, line by line, as a unified diff.
 *
 *     Buf b = { 0 };
 *     line_diff_hunks(old, new, &(LineDiffOptions){ .context = 3 }, &b);
 *
 * The shortest edit (Myers); among several of equal length the one that npm's diff finds,
 * so that the texts are the same. Pure; time grows with lines times changes.
 */
#ifndef COMMON_LINE_DIFF_H
#define COMMON_LINE_DIFF_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/str.h"

typedef struct {
    size_t context;    /* unchanged lines around a change */
    bool ignore_space; /* at both ends of a line */
} LineDiffOptions;

/* Appends the hunks ("@@ -1,2 +1,3 @@" and their lines), nothing where the texts are
 * alike. Returns how many there are. */
size_t line_diff_hunks(Str before, Str after, const LineDiffOptions *o, Buf *out);

#endif
