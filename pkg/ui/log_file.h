/* log_file.h: the debug log: all that was logged, whatever the log level, kept in memory
 * until somebody wants to read it. What a failed run leaves in the logs' folder
 * (`logs-dir`, else the cache's _logs) is named after the time when it began:
 *
 *     2026-01-31T10_20_30_123Z-debug-0.log      "0 verbose cli …", a line each
 *     2026-01-31T10_20_30_123Z-eresolve-report.txt, …-timing.json
 *
 * Texts that come here are redacted already.
 */
#ifndef PKG_UI_LOG_FILE_H
#define PKG_UI_LOG_FILE_H

#include <stdint.h>

#include "common/arena.h"
#include "common/buf.h"

#define LOG_FILE_MAX ((size_t)16 << 20) /* bytes; what comes later isn't kept */

typedef struct {
    Buf text;
    unsigned n; /* events so far */
} LogFile;

/* An event: each of its lines gets the number, the level and the title (may be ""). */
void log_file_add(LogFile *l, const char *level, const char *title, Str text);
void log_file_release(LogFile *l);

/* FOLDER/TIME-, what the files' names begin with; began_ms: of the clock, since 1970. */
Str log_file_stem(Arena *a, Str folder, int64_t began_ms);
/* The log itself, with that stem. */
Str log_file_path(Arena *a, Str stem);
/* Makes the folder, writes STEMdebug-0.log, and removes the oldest logs there that are
 * more than `keep` besides it. *path: the file, in the arena. */
int log_file_write(Arena *a, const LogFile *l, Str stem, size_t keep, Str *path,
                   Err *err);

/* Removes the oldest logs in the folder that are more than `keep`. */
void log_file_drop_old(Arena *a, Str folder, size_t keep);

#endif
