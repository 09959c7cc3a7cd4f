/* js.h: the engine as the rest of the runtime sees it: its API plus a few helpers.
 *
 * A native function may be left by a jump in nearly every duk_ call: own nothing across
 * them. Each native carries its stack effect: `[ path ] -> [ bytes ]`.
 */
#ifndef RUNTIME_ENGINE_JS_H
#define RUNTIME_ENGINE_JS_H

#include <stdbool.h>

#include <duktape.h>

#include "common/err.h"
#include "common/str.h"

struct Runtime;

/* The runtime that a context belongs to. */
struct Runtime *js_runtime(duk_context *ctx);

/* Heap stash: values that C keeps alive, by name. */
void js_stash_put(duk_context *ctx, const char *name); /* [ value ] -> [ ] */
void js_stash_get(duk_context *ctx, const char *name); /* [ ] -> [ value ] */

/* A string argument as a slice, valid while it stays on the stack. Throws
 * ERR_INVALID_ARG_TYPE naming the argument where it is none. */
Str js_require_str(duk_context *ctx, duk_idx_t i, const char *what);
/* The string at i, or the empty Str for anything else. */
Str js_get_str(duk_context *ctx, duk_idx_t i);
/* Pushes UTF-8 as a string: characters beyond U+FFFF become surrogate pairs and malformed
 * bytes U+FFFD, as the engine's strings are CESU-8. */
void js_push_utf8(duk_context *ctx, Str s);
/* The string at i as UTF-8 (lone surrogates as U+FFFD), in a new string pushed on top
 * where it differs; the slice is valid while the stack is. */
Str js_to_utf8(duk_context *ctx, duk_idx_t i);

/* Calls the function below n arguments and `this`: [ fn this args… ] -> [ result ]. An
 * error goes to the process's uncaught handling, and the ticks and microtasks that became
 * due run. For callbacks from the loop. False where an error was thrown (then undefined
 * is pushed). */
bool js_callback(duk_context *ctx, duk_idx_t n);
/* The error on top goes to the program's handlers, or is shown and ends the process:
 * [ error ] -> [ ]. */
void js_uncaught(duk_context *ctx);
/* … as process.on('uncaughtException') is told about: "uncaughtException" or
 * "unhandledRejection". */
void js_uncaught_from(duk_context *ctx, const char *origin);

#endif
