/* load.c: compiling source text. */
#include "runtime/modules/load.h"

#include "runtime/builtins/lowered/program_text.h"
#include "runtime/engine/error.h"

void load_compile_function(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                           Str params)
{
    SourceOptions o = { .goal = COMPILE_COMMONJS, .params = params };

    filename = duk_normalize_index(ctx, filename);
    source_push_program(ctx, text, filename, &o);
    duk_call(ctx, 0);
}

void load_compile_script(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    source_push_script(ctx, text, filename, false);
}

void load_compile_module(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    SourceOptions o = { .goal = COMPILE_MODULE, .strict = true };

    filename = duk_normalize_index(ctx, filename);
    source_push_program(ctx, text, filename, &o);
    duk_call(ctx, 0);
}
