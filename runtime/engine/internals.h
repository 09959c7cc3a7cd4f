/* internals.h: what looks into the engine. Implemented in duktape_unit.c; with the shared
 * library internals_plain.c gives what the plain API allows.
 */
#ifndef RUNTIME_ENGINE_INTERNALS_H
#define RUNTIME_ENGINE_INTERNALS_H

#include <stdbool.h>

#include <duktape.h>

/* An entry of an error's trace. */
typedef struct {
    int line; /* 0: unknown */
    bool native, construct, strict;
} EngineFrame;

/* The function and its packed flags and pc, both on the stack. */
void engine_frame(duk_context *ctx, duk_idx_t func, duk_idx_t flags_and_pc,
                  EngineFrame *out);

#endif
