/* load.c: compiling source text. */
#include "runtime/modules/load.h"

#include "runtime/engine/error.h"

/* A hashbang line becomes a comment: pushes the text with "//" before it, or as it is. */
static void push_without_hashbang(duk_context *ctx, duk_idx_t text)
{
    text = duk_normalize_index(ctx, text);
    if (str_starts(js_get_str(ctx, text), STR("#!"))) {
        duk_push_string(ctx, "//");
        duk_dup(ctx, text);
        duk_concat(ctx, 2);
    } else {
        duk_dup(ctx, text);
    }
}

void load_compile_function(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                           Str params, const char *frame)
{
    text = duk_normalize_index(ctx, text);
    filename = duk_normalize_index(ctx, filename);
    duk_push_sprintf(ctx, "(function (%.*s) {", (int)params.len, params.ptr);
    push_without_hashbang(ctx, text);
    duk_push_string(ctx, "\n})");
    duk_concat(ctx, 3);
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
    filename = duk_normalize_index(ctx, filename);
    push_without_hashbang(ctx, text);
    duk_dup(ctx, filename);
    duk_compile(ctx, DUK_COMPILE_EVAL);
}
