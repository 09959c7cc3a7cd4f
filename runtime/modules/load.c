/* load.c: compiling source text. */
#include "runtime/modules/load.h"

#include "runtime/builtins/lowered/program_text.h"
#include "runtime/engine/error.h"

void load_compile_function(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                           Str params, const char *frame)
{
    SourceOptions o = { .goal = COMPILE_COMMONJS, .params = params };

    filename = duk_normalize_index(ctx, filename);
    source_push_lowered(ctx, text, filename, &o);
    duk_pop(ctx);
    duk_dup(ctx, filename);
    duk_compile(ctx, DUK_COMPILE_EVAL);
    duk_call(ctx, 0);
    if (frame != NULL) {
        duk_push_string(ctx, frame);
        duk_put_prop_string(ctx, -2, JS_FRAME_NAME);
    }
}

void load_compile_script(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    source_push_script(ctx, text, filename, false);
}

void load_compile_module(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    SourceOptions o = { .goal = COMPILE_MODULE, .strict = true };

    filename = duk_normalize_index(ctx, filename);
    source_push_lowered(ctx, text, filename, &o);
    duk_pop(ctx);
    duk_dup(ctx, filename);
    duk_compile(ctx, DUK_COMPILE_EVAL);
    duk_call(ctx, 0);
}
