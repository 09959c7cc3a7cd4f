/* string_decoder.c: internalBinding('string_decoder'): text out of bytes that come in
 * pieces. What a piece ends with and cannot be text yet waits in the state.
 *
 * The state is a Buffer of STATE_SIZE bytes, laid out as Node's, since programs look at
 * it through lastChar, lastNeed and lastTotal. */
#include <string.h>

#include "common/buf.h"
#include "common/utf8.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"
#include "runtime/node/buffer.h"

enum {
    WAITING = 0,  /* up to 4 bytes */
    MISSING = 4,  /* how many more complete the character */
    BUFFERED = 5, /* how many are waiting */
    STATE_SIZE = 6
};

/* How many bytes at the end of p don't make a whole character; *missing: how many more
 * would. */
static size_t utf8_tail(const unsigned char *p, size_t n, unsigned *missing)
{
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        unsigned char c = p[n - back];
        unsigned size = (c & 0xE0) == 0xC0   ? 2
                        : (c & 0xF0) == 0xE0 ? 3
                        : (c & 0xF8) == 0xF0 ? 4
                                             : 0;

        if (utf8_continues((char)c))
            continue;
        if (size <= back)
            return 0;
        *missing = size - (unsigned)back;
        return back;
    }
    return 0;
}

static size_t utf16_tail(const unsigned char *p, size_t n, unsigned *missing)
{
    size_t odd = n % 2;

    *missing = odd ? 1 : 2;
    if (n - odd >= 2 && (p[n - odd - 1] & 0xFC) == 0xD8) {
        *missing = odd ? 1 : 2;
        return 2 + odd;
    }
    return odd;
}

static size_t tail_of(Codec c, const unsigned char *p, size_t n, unsigned *missing)
{
    switch (c) {
    case CODEC_UTF8: return utf8_tail(p, n, missing);
    case CODEC_UTF16LE: return utf16_tail(p, n, missing);
    case CODEC_BASE64:
    case CODEC_BASE64URL: *missing = 3 - (unsigned)(n % 3); return n % 3;
    default: return 0;
    }
}

/* [ state encoding chunk ] -> [ text ] */
static duk_ret_t js_decode(duk_context *ctx)
{
    Bytes state = js_require_bytes(ctx, 0, "state"),
          chunk = js_require_bytes(ctx, 2, "buf");
    Codec c = buffer_codec(ctx, 1, CODEC_UTF8);
    unsigned missing = 0;
    unsigned char *all = chunk.ptr;
    size_t have = state.ptr[BUFFERED], n = chunk.len, tail;

    if (have > 0) {
        n += have;
        all = duk_push_fixed_buffer(ctx, n);
        memcpy(all, state.ptr + WAITING, have);
        if (chunk.len > 0)
            memcpy(all + have, chunk.ptr, chunk.len);
    }
    tail = tail_of(c, all, n, &missing);
    memcpy(state.ptr + WAITING, all + n - tail, tail);
    state.ptr[MISSING] = tail > 0 ? (unsigned char)missing : 0;
    state.ptr[BUFFERED] = (unsigned char)tail;
    buffer_push_text(ctx, c, all, n - tail);
    return 1;
}

/* [ state encoding ] -> [ text ]: what waits, as it is */
static duk_ret_t js_flush(duk_context *ctx)
{
    Bytes state = js_require_bytes(ctx, 0, "state");
    Codec c = buffer_codec(ctx, 1, CODEC_UTF8);
    size_t n = state.ptr[BUFFERED];

    if (c == CODEC_UTF16LE)
        n -= n % 2;
    state.ptr[MISSING] = state.ptr[BUFFERED] = 0;
    buffer_push_text(ctx, c, state.ptr + WAITING, n);
    return 1;
}

void js_init_string_decoder(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "decode", js_decode, 3, 0 },
        { "flush", js_flush, 2, 0 },
        { NULL, NULL, 0, 0 },
    };
    static const JsNumber numbers[] = {
        { "stateSize", STATE_SIZE },
        { "missing", MISSING },
        { "buffered", BUFFERED },
        { NULL, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
    js_put_numbers(ctx, numbers);
}
