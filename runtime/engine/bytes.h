/* bytes.h: Buffers, typed arrays and ArrayBuffers as C memory. */
#ifndef RUNTIME_ENGINE_BYTES_H
#define RUNTIME_ENGINE_BYTES_H

#include "common/buf.h"
#include "runtime/engine/js.h"

/* A view's bytes. `ptr` is valid while the value is reachable and its buffer not resized.
 */
typedef struct {
    unsigned char *ptr;
    size_t len;
} Bytes;

/* False where the value at i is no buffer, typed array, DataView or ArrayBuffer. */
bool js_get_bytes(duk_context *ctx, duk_idx_t i, Bytes *out);
Bytes js_require_bytes(duk_context *ctx, duk_idx_t i, const char *what);
/* A new Uint8Array of n zeroed bytes, on top; its memory is *out's. */
void js_push_bytes(duk_context *ctx, size_t n, Bytes *out);
/* A Uint8Array with a copy of what is in b, which is released even if pushing throws. */
void js_push_bytes_take(duk_context *ctx, Buf *b);
/* The same as a string of UTF-8. */
void js_push_utf8_take(duk_context *ctx, Buf *b);

#endif
