/* frames.h: an error's trace as the frames that V8 would show: without helpers of lowered
 * code and bodies of loops, with the names that V8 gives to functions and receivers.
 *
 *     FrameWalk w;
 *     frames_begin(ctx, trace, &w);
 *     while (frames_next(&w, &f)) { … [ … function this name ] …; duk_pop_3 … }
 */
#ifndef RUNTIME_ENGINE_FRAMES_H
#define RUNTIME_ENGINE_FRAMES_H

#include "common/str.h"
#include "runtime/engine/internals.h"

typedef struct {
    Str name; /* of the function; empty: it has none */
    const char *file;
    int line, column; /* 0: unknown */
    bool native, construct, strict, toplevel, eval;
    bool async; /* it waits; a native one is Promise.all and its kin, for the index: */
    int index;
} Frame;

typedef struct {
    duk_context *ctx;
    duk_idx_t trace;
    duk_uarridx_t at;
    OriginPlace
        pending;    /* of a loop's body, which the function around shows as its own */
    char last[128]; /* name of the frame before */
} FrameWalk;

void frames_begin(duk_context *ctx, duk_idx_t trace, FrameWalk *w);
/* [ ] -> [ function this name ]; false and nothing pushed at the end. */
bool frames_next(FrameWalk *w, Frame *f);

/* [ ] -> [ text ]: the file that the text of an eval is said to come from, called by what
 * runs: "eval at f (file:1:2), <anonymous>". */
void frames_push_eval_file(duk_context *ctx);

/* About the frame whose function, this and name are at base: [ ] -> [ text | null ]. */
void frames_push_type(duk_context *ctx, duk_idx_t base);
void frames_push_method(duk_context *ctx, duk_idx_t base, const Frame *f);
/* [ ] -> [ text ]: "Foo.bar (file:1:2)". */
void frames_push_text(duk_context *ctx, duk_idx_t base, const Frame *f);

#endif
