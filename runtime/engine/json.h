/* json.h: JSON.parse on the engine's own structures. Implemented inside the engine's unit
 * (engine/unit/json.c). */
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

#endif
