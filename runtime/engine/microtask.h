/* microtask.h: what runs as soon as the code that is running has returned:
 * process.nextTick's queue and the microtasks (promise reactions, queueMicrotask).
 *
 * Order, as Node's: all ticks, then all microtasks, and again until both queues are
 * empty. Whoever calls JavaScript from C (js_callback) drains them afterwards.
 */
#ifndef RUNTIME_ENGINE_MICROTASK_H
#define RUNTIME_ENGINE_MICROTASK_H

#include <stddef.h>

#include "runtime/engine/js.h"

/* A microtask in C: gets the values that were queued with it, and may leave anything on
 * the stack: [ values… ] -> [ … ]. */
typedef void (*MicrotaskJob)(duk_context *ctx);

/* A reaction in C to a promise that is settled: [ data value ] -> [ … ]. */
typedef void (*MicrotaskReaction)(duk_context *ctx, bool rejected);

/* Neither a job nor a reaction: the values are [ fn this args… ], to be called. */
typedef struct {
    MicrotaskJob job;
    MicrotaskReaction reaction;
    int n; /* values */
    bool rejected;
} MicrotaskEntry;

typedef struct {
    duk_context *values; /* a thread of the engine whose stack holds the values */
    MicrotaskEntry *entries;
    size_t head, len, cap; /* entries head..len wait */
    duk_idx_t value_head;
} MicrotaskQueue;

/* Zero is empty. */
typedef struct {
    MicrotaskQueue ticks, microtasks;
    bool draining;
    bool idle_work; /* when_empty wants to be asked, though nothing may be queued */
    /* Called when both queues are empty; true where it may have queued more. NULL: none.
     */
    bool (*when_empty)(duk_context *ctx);
} Microtasks;

/* Queues a call: [ fn args… ] (n args) -> [ ]. */
void microtask_push_tick(duk_context *ctx, duk_idx_t n);
void microtask_push_call(duk_context *ctx, duk_idx_t n);
/* Queues a job with the n values on top: [ values… ] -> [ ]. */
void microtask_push_job(duk_context *ctx, MicrotaskJob job, duk_idx_t n);
void microtask_push_reaction(duk_context *ctx, MicrotaskReaction reaction, bool rejected);
/* Runs what waits until nothing does. What throws goes to js_uncaught, the rest goes on.
 */
void microtask_drain(duk_context *ctx);
/* Registers what is asked when both queues are empty (unhandled rejections). */
void microtask_set_when_empty(duk_context *ctx, bool (*fn)(duk_context *ctx));

#endif
