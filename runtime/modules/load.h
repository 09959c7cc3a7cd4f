/* load.h: from a program's text to something that can be called.
 *
 * All source text of users comes by here, whatever asked for it (require, -e, vm, …):
 * this is where today's JavaScript is lowered to what the engine takes (compiler/, by way
 * of builtins/lowered/program_text.h).
 */
#ifndef RUNTIME_MODULES_LOAD_H
#define RUNTIME_MODULES_LOAD_H

#include "runtime/engine/js.h"

/* The text at `text` (a string) as the body of a function with these parameters ("a, b"),
 * on its own line numbers; `filename` (a string) is what stacks show: [ … ] -> [ …
 * function ]. Throws SyntaxError. */
void load_compile_function(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                           Str params);
/* The TypeScript at `text` without its types, every token in its place: [ … ] -> [ … text
 * ]. Throws SyntaxError. */
void load_strip_types(duk_context *ctx, duk_idx_t text, duk_idx_t filename);
/* The text as a program in the global scope: [ … ] -> [ … function ], whose call gives
 * the value of its last expression. */
void load_compile_script(duk_context *ctx, duk_idx_t text, duk_idx_t filename);
/* The text as a module: [ … ] -> [ … array ], see compiler/lower_module.c. */
void load_compile_module(duk_context *ctx, duk_idx_t text, duk_idx_t filename);

#endif
