/* internals_plain.c: internals.h for a build on the engine's shared library. */
#include "runtime/engine/internals.h"

#if !SMEW_OWN_ENGINE

volatile int engine_poll;

void engine_frame(duk_context *ctx, duk_idx_t func, duk_idx_t flags_and_pc,
                  EngineFrame *out)
{
    (void)flags_and_pc;
    *out = (EngineFrame){ .native = duk_is_c_function(ctx, func) };
}

#else
typedef int internals_plain_is_empty;
#endif
