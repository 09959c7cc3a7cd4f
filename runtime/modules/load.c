/* load.c: compiling source text, or finding what an earlier run compiled. */
#include "runtime/modules/load.h"

#include <stdio.h>

#include "runtime/builtins/lowered/program_text.h"
#include "runtime/engine/error.h"
#include "runtime/engine/image.h"
#include "runtime/engine/origin.h"
#include "runtime/modules/code_cache.h"
#include "runtime/modules/code_pack.h"

/* Shorter text is compiled sooner than a file is opened; in a pack it is worth it. */
#define WORTH_A_FILE 400
#define WORTH_PACKING 48

static bool is_worth_keeping(size_t len)
{
    return len >= (code_pack_is_open() ? WORTH_PACKING : WORTH_A_FILE);
}

static bool make_key(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                     const SourceOptions *o, CodeKey *key)
{
    char how[32];
    Str parts[4];

    if (!is_worth_keeping(duk_get_length(ctx, text)))
        return false;
    snprintf(how, sizeof how, "%d %d %d", o->goal, o->strict, o->types);
    parts[0] = str_of(how);
    parts[1] = o->params;
    parts[2] = js_get_str(ctx, filename);
    parts[3] = js_get_str(ctx, text);
    return code_cache_key(key, parts, 4);
}

/* [ ] -> [ function ] from the cache; false and nothing pushed where it isn't there. */
static bool push_kept(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                      const CodeKey *key)
{
    Buf file = { 0 };
    Str image;
    bool ok;

    if (!code_pack_get(key, &image)) {
        if (duk_get_length(ctx, text) < WORTH_A_FILE ||
            !code_cache_get(key, &file, &image))
            return false;
        code_pack_put(key, image);
    }
    duk_dup(ctx, filename);
    duk_dup(ctx, text);
    origin_push(ctx);
    ok = image_push(ctx, image.ptr, image.len, -1);
    buf_release(&file);
    duk_remove(ctx, ok ? -2 : -1);
    return ok;
}

static void keep(duk_context *ctx, const CodeKey *key, size_t text_len)
{
    Buf image = { 0 };

    if (image_write(ctx, -1, &image)) {
        code_pack_put(key, buf_view(&image));
        if (text_len >= WORTH_A_FILE)
            code_cache_put(key, buf_view(&image));
    }
    buf_release(&image);
}

/* [ … ] -> [ … value ] of the text */
static void push_value(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                       const SourceOptions *o)
{
    CodeKey key;
    bool kept;

    text = duk_normalize_index(ctx, text);
    filename = duk_normalize_index(ctx, filename);
    duk_require_stack(ctx, 16);
    kept = make_key(ctx, text, filename, o, &key);
    if (!kept || !push_kept(ctx, text, filename, &key)) {
        source_push_program(ctx, text, filename, o);
        if (kept)
            keep(ctx, &key, duk_get_length(ctx, text));
    }
    duk_call(ctx, 0);
}

void load_compile_function(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                           Str params)
{
    SourceOptions o = { .goal = COMPILE_COMMONJS, .params = params };

    push_value(ctx, text, filename, &o);
}

void load_compile_script(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    source_push_script(ctx, text, filename, false);
}

void load_compile_module(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    SourceOptions o = { .goal = COMPILE_MODULE, .strict = true };

    push_value(ctx, text, filename, &o);
}

void load_strip_types(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    Str parts[2] = { STR("types"), js_get_str(ctx, text) };
    CodeKey key;
    Buf file;
    Str kept;
    bool caches = parts[1].len >= WORTH_A_FILE && code_cache_key(&key, parts, 2);

    if (caches && code_cache_get(&key, &file, &kept)) {
        duk_push_lstring(ctx, kept.ptr, kept.len);
        buf_release(&file);
        return;
    }
    source_push_stripped(ctx, text, filename);
    if (caches)
        code_cache_put(&key, js_get_str(ctx, -1));
}
