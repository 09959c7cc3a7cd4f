/* fuzz_image.c: kept code that somebody changed: an entry without its MAC is refused, and
 * bytes that are no image (image.h) are, before anything of them runs. Input: the bytes
 * of a file of the cache; the first says how many of a real image's are put in front. */
#include <stdlib.h>

#include "runtime/engine/image.h"
#include "runtime/modules/code_cache.h"
#include "runtime/runtime.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static duk_context *engine(Buf *image)
{
    static Runtime rt;
    static Buf real;
    Err err = { 0 };

    if (rt.ctx == NULL) {
        if (runtime_init(&rt, &err) != 0)
            abort();
        duk_compile_string(rt.ctx, 0,
                           "function f(a, b) { return a + b + 1.5 + 'x'; } f(1)");
        if (!image_write(rt.ctx, -1, &real))
            abort();
        duk_pop(rt.ctx);
    }
    *image = real;
    return rt.ctx;
}

/* Changes lengths only: code in an image is trusted, so it isn't called. */
static void try_image(duk_context *ctx, Str bytes)
{
    duk_idx_t top = duk_get_top(ctx);

    duk_push_string(ctx, "fuzz");
    image_push(ctx, bytes.ptr, bytes.len, -1);
    duk_set_top(ctx, top);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t secret[CODE_CACHE_KEY] = { 1 };
    static const CodeKey key = { { 2 } };
    Buf real, mixed = { 0 };
    duk_context *ctx = engine(&real);
    Str entry;

    if (code_cache_open(secret, &key, str_n((const char *)data, size), &entry))
        abort();
    if (size == 0)
        return 0;
    buf_put(&mixed, real.ptr, real.len < data[0] ? real.len : data[0]);
    buf_put(&mixed, (const char *)data + 1, size - 1);
    try_image(ctx, buf_view(&mixed));
    buf_release(&mixed);
    return 0;
}
