/* report.h: what an install says at its end, as npm says it. Pure: text into a Buf;
 * who prints is output.h. */
#ifndef PKG_UI_REPORT_H
#define PKG_UI_REPORT_H

#include <stdint.h>

#include "common/buf.h"

typedef struct {
    unsigned added, removed, changed;
    unsigned audited; /* packages an audit looked at; 0 if there was none */
    unsigned funding; /* packages that ask for funding */
    int64_t took_ms;
} ReifyCounts;

/* "\nadded 2 packages, and audited 3 packages in 1s\n" */
void report_counts(const ReifyCounts *c, Buf *out);
/* "\n2 packages are looking for funding\n  run `npm fund` for details\n", or nothing. */
void report_funding(unsigned n, Buf *out);

#endif
