/* json.h: JSON.parse and JSON.stringify on the engine's own structures. Implemented
 * inside the engine's unit (engine/unit/json.c, json_write.c). */
#ifndef RUNTIME_ENGINE_JSON_H
#define RUNTIME_ENGINE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <duktape.h>

/* What is wrong with a text, in V8's words. */
typedef struct {
    const char *message; /* NULL: an unexpected token, or the end */
    size_t at;           /* byte; the text's length: it ended too early */
} JsonError;

/* [ ] -> [ value ] of the text at i; or false, and anything on the stack above. */
bool json_parse_text(duk_context *ctx, duk_idx_t i, JsonError *error);

/* Text that grows: `grow` makes room for n more bytes; it may collect garbage, but runs
 * nothing of the program. */
typedef struct JsonOut {
    char *text;
    size_t n, room;
    void (*grow)(duk_context *ctx, struct JsonOut *out, size_t n);
} JsonOut;

/* JSON.stringify, without indentation, of the value at i where it is an object or array
 * of plain data. False, with nothing written, where it isn't: *tried bytes were in vain.
 */
bool json_write_plain(duk_context *ctx, duk_idx_t i, JsonOut *out, size_t *tried);

#endif
