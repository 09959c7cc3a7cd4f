/* regexp.h: RegExp for the rest of the runtime.
 *
 * A literal /a/g in code that the engine compiles becomes one of these objects by itself
 * (engine/graft/regexp_compile.c). Compiled programs are shared: the same pattern with
 * the same flags is compiled once while it is in use or among the last few hundred.
 */
#ifndef RUNTIME_BUILTINS_REGEXP_REGEXP_H
#define RUNTIME_BUILTINS_REGEXP_REGEXP_H

#include "common/str.h"
#include "runtime/builtins/builtins.h"
#include "runtime/engine/regexp_object.h"

/* The methods of String.prototype that have to do with regular expressions. */
void regexp_install(duk_context *ctx);

/* [ pattern flags ] (strings) -> [ regexp ]: new RegExp(pattern, flags), unpatched.
 * Throws a SyntaxError. */
void regexp_push_new(duk_context *ctx);

/* For CompileOptions.check_regexp (literal.c), with the engine's text. Pure: no engine is
 * needed. */
char *regexp_check_literal(Str pattern, Str flags);

#endif
