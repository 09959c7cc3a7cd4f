/* program_text.h: program text through the compiler, with errors as JavaScript sees them.
 * What comes by here needs nothing else of compiler/. */
#ifndef RUNTIME_BUILTINS_LOWERED_PROGRAM_TEXT_H
#define RUNTIME_BUILTINS_LOWERED_PROGRAM_TEXT_H

#include "runtime/compiler/compile.h"
#include "runtime/engine/js.h"

typedef struct {
    CompileGoal goal;
    Str params;       /* COMPILE_COMMONJS */
    bool strict;      /* from the start */
    bool types;       /* TypeScript */
    bool check;       /* SCRIPT: its names are not declared, it won't run */
    Str surroundings; /* COMPILE_EVAL: see CompileOptions */
} SourceOptions;

/* [ … ] -> [ … lowered names program map ]: the text at `text` (a string) in ES5; names
 * is an array of the variables that a script's or eval's lowered text has for itself.
 * Throws SyntaxError with the place in `stack`. A script's own top-level names are
 * declared. The map is for origin_compile. */
void source_push_lowered(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                         const SourceOptions *o);
/* [ … ] -> [ … function ] whose call gives the value of the text, which is that of an
 * expression (COMMONJS, MODULE). */
void source_push_program(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                         const SourceOptions *o);
/* [ … ] -> [ … text ]: the TypeScript at `text` without its types (compiler/strip.h).
 * Throws SyntaxError with Node's code. */
void source_push_stripped(duk_context *ctx, duk_idx_t text, duk_idx_t filename);
/* The text as a program of the global scope: [ … ] -> [ … function ]. */
void source_push_script(duk_context *ctx, duk_idx_t text, duk_idx_t filename, bool types);

#endif
