/* heap.h: making the engine's heap. */
#ifndef RUNTIME_ENGINE_HEAP_H
#define RUNTIME_ENGINE_HEAP_H

#include "runtime/engine/js.h"

/* A heap whose js_runtime is `owner`; NULL where memory is short. */
duk_context *heap_new(struct Runtime *owner);

#endif
