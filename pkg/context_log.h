/* context_log.h: how a run begins and ends in its log (ui/log_file.h), and what is
 * written for who wants to know more than the terminal shows.
 */
#ifndef PKG_CONTEXT_LOG_H
#define PKG_CONTEXT_LOG_H

#include "pkg/context.h"

/* What was called: program, versions, arguments (without secrets). */
void ctx_begin_log(Ctx *ctx, int argc, char **argv);
/* The command has run: with --timing, how long is told. */
void ctx_time_command(Ctx *ctx);
/* Where it ran and how it ended. The log of the run is written, and named on stderr if
 * that failed with an error (`failed`); with --timing its times are written too. */
void ctx_end_log(Ctx *ctx, bool failed, int exit_code);
/* Writes ctx->error_report (of an ERESOLVE) to a file, and adds its name to what is said
 * of the error. */
void ctx_write_report(Ctx *ctx);

#endif
