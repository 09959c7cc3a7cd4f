/* report.h: what is printed of an error that nobody caught. */
#ifndef RUNTIME_REPORT_H
#define RUNTIME_REPORT_H

#include "runtime/runtime.h"

/* Where the error was thrown: noted before anything else runs (and throws). */
typedef struct {
    char file[1024];
    int line, column; /* 0: unknown */
} Report;

/* Of the error on top. */
void report_note_place(Runtime *rt, Report *r);
/* Prints, in Node's way: the place with its source line, the error on top (its stack and
 * members by util.inspect), and which program this was. [ error ] -> [ error ] */
void report_show(Runtime *rt, const Report *r);

#endif
