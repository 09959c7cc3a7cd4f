/* engine.h: what the helpers of this folder keep for a heap. It is the first member of
 * the heap's owner (Runtime), so that js_engine finds it. */
#ifndef RUNTIME_ENGINE_ENGINE_H
#define RUNTIME_ENGINE_ENGINE_H

#include "runtime/engine/microtask.h"

struct Loop;

typedef struct Engine {
    Microtasks tasks;
    struct Loop *loop; /* see loop/loop.h */
} Engine;

Engine *js_engine(duk_context *ctx);

#endif
