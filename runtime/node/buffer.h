/* buffer.h: Node's Buffer for the C halves of other modules. */
#ifndef RUNTIME_NODE_BUFFER_H
#define RUNTIME_NODE_BUFFER_H

#include "runtime/engine/bytes.h"
#include "runtime/node/codec.h"

/* A new Buffer of n zeroed bytes, on top; its memory is *out's. */
void buffer_push(duk_context *ctx, size_t n, Bytes *out);

/* n bytes as text in an encoding. */
void buffer_push_text(duk_context *ctx, Codec c, const unsigned char *bytes, size_t n);
/* The encoding named by the value at i, `fallback` for undefined. Throws
 * ERR_UNKNOWN_ENCODING. */
Codec buffer_codec(duk_context *ctx, duk_idx_t i, Codec fallback);

/* The natives of buffer_number.c and buffer_search.c onto the object on top. */
void buffer_put_numbers(duk_context *ctx);
void buffer_put_search(duk_context *ctx);

#endif
