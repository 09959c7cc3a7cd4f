/* output.h: what commands print on stdout, besides plain ctx_print.
 */
#ifndef PKG_OUTPUT_H
#define PKG_OUTPUT_H

#include "pkg/commands/command.h"
#include "pkg/context.h"

/* Appends the text with what would steer a terminal shown as ^A or \u202e; `colours`:
 * what paint() wrote stays. All that goes to stdout and stderr passes here. */
void out_clean(Str text, bool colours, Buf *out);

/* Prints a text and a line's end. */
void out_say(Ctx *ctx, Str text);
/* The same, at once, of what may look like a secret and is none: addresses to log in at,
 * identifiers that were asked for. */
void out_say_openly(Ctx *ctx, Str text);
void out_sayf(Ctx *ctx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ERR_EUSAGE with the usage of the command that runs, behind `why` ("" for none). */
int out_usage_error(Ctx *ctx, Str why, Err *err);
/* The same of another command: of a sub command. */
int out_usage_error_of(Ctx *ctx, const Command *c, Str why, Err *err);

/* A JSON text with two spaces, printed at once. */
void out_json_now(Ctx *ctx, const cJSON *value);

#endif
