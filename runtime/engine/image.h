/* image.h: a compiled program as bytes, and back. Unlike the engine's own format it keeps
 * each string once, makes templates (not functions) of inner functions, and what the
 * grafts add stays. An image is only valid for the very build that made it: whoever keeps
 * images must make sure of that, and that nobody changed them. Bytes that are no image
 * are refused, but code in an image is trusted.
 *
 *     header     magic, bytes in all, strings, functions
 *     strings    length, bytes, padding to 4
 *     functions  inner ones before those around them; the last is the program
 */
#ifndef RUNTIME_ENGINE_IMAGE_H
#define RUNTIME_ENGINE_IMAGE_H

#include <stdbool.h>

#include <duktape.h>

#include "common/buf.h"

/* The function at i and all that are in it, appended; false where that can't be told in
 * an image. */
bool image_write(duk_context *ctx, duk_idx_t i, Buf *out);
/* [ ] -> [ function ] of the global scope; `origin` (a program of origin.h, or a string)
 * is where its functions say that they come from. False and nothing pushed where the
 * bytes are no image. */
bool image_push(duk_context *ctx, const void *bytes, size_t n, duk_idx_t origin);

#endif
