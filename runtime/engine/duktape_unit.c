/* duktape_unit.c: the engine, compiled with our configuration, and the few natives of
 * ours that look into it (declared in internals.h). The only file that sees its insides.
 */
#include "duktape.c"

#include "runtime/engine/internals.h"

volatile int engine_poll;

void engine_frame(duk_context *ctx, duk_idx_t func, duk_idx_t flags_and_pc,
                  EngineFrame *out)
{
    duk_double_t d = duk_to_number(ctx, flags_and_pc);
    duk_uint_t pc = (duk_uint_t)fmod(d, 4294967296.0);
    duk_uint_t flags = (duk_uint_t)(d / 4294967296.0);
    duk_hobject *h = duk_get_hobject((duk_hthread *)ctx, func);

    out->native = h == NULL || DUK_HOBJECT_IS_NATFUNC(h);
    out->construct = (flags & DUK_ACT_FLAG_CONSTRUCT) != 0;
    out->strict = (flags & DUK_ACT_FLAG_STRICT) != 0;
    out->line =
        out->native ? 0 : (int)duk_hobject_pc2line_query((duk_hthread *)ctx, func, pc);
}
