/* progress.h: what is going on, while it goes on.
 *
 *     progress_begin(enabled);
 *     progress_set("fetching", 3, 120);      ⠙ fetching 3/120
 *     progress_clear();                      before anything else is written
 *     progress_end();
 *
 * One line on stderr, painted ten times a second at most and rubbed out before anything
 * else is said. It is there on terminals only (`progress` is off elsewhere, in continuous
 * integration and with --no-progress); elsewhere a stage that is over is a line of the
 * log, at level info. With NO_COLOR, or --no-color, it has no colours.
 */
#ifndef PKG_UI_PROGRESS_H
#define PKG_UI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    bool enabled, color, unicode;
    int columns; /* of the terminal; 0: unknown */
} ProgressStyle;

void progress_begin(const ProgressStyle *style);
/* total 0: not known. Cheap: paints only when it is time to. */
void progress_set(const char *stage, size_t done, size_t total);
/* Rubs the line out; the next progress_set paints it again. */
void progress_clear(void);
void progress_end(void);

/* The line as it is painted, for a width; returns its length in bytes. Pure. */
size_t progress_line(const ProgressStyle *style, const char *stage, size_t done,
                     size_t total, unsigned frame, char *out, size_t size);

#endif
