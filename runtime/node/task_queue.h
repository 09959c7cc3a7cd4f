/* task_queue.h: the functions that put something on engine/microtask.h's queues. */
#ifndef RUNTIME_NODE_TASK_QUEUE_H
#define RUNTIME_NODE_TASK_QUEUE_H

#include "runtime/engine/js.h"

/* process.nextTick: [ callback args… ] -> [ ] */
duk_ret_t js_next_tick(duk_context *ctx);
/* queueMicrotask: [ callback ] -> [ ] */
duk_ret_t js_queue_microtask(duk_context *ctx);

#endif
