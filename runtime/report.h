/* report.h: showing an error that nobody caught, as Node does. */
#ifndef RUNTIME_REPORT_H
#define RUNTIME_REPORT_H

#include "runtime/runtime.h"

/* Writes place, source line, stack and versions of the error on top to stderr; the error
 * stays. */
void report_uncaught(Runtime *rt);

#endif
