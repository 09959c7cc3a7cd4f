/* promise.h: promises for C: making, settling and waiting for them. The reactions run as
 * microtasks (engine/microtask.h). */
#ifndef RUNTIME_BUILTINS_PROMISE_H
#define RUNTIME_BUILTINS_PROMISE_H

#include "runtime/builtins/builtins.h"

typedef enum { PROMISE_PENDING, PROMISE_FULFILLED, PROMISE_REJECTED } PromiseState;

/* [ ] -> [ promise ]: a pending %Promise%, to be settled by the functions below. */
void promise_push(duk_context *ctx);
/* [ value ] -> [ promise ] that keeps a value of ours, until another one is put there. */
void promise_push_keeping(duk_context *ctx);
void promise_kept(duk_context *ctx, duk_idx_t i); /* [ ] -> [ value ] */
void promise_keep(duk_context *ctx, duk_idx_t i); /* [ value ] -> [ ] */
/* [ value ] -> [ ]: what the resolve function of the promise at i does: a thenable is
 * followed. */
void promise_resolve(duk_context *ctx, duk_idx_t i);
/* [ reason ] -> [ ] */
void promise_reject(duk_context *ctx, duk_idx_t i);
/* [ value ] -> [ promise ]: the value itself where it is a %Promise%, else one that is
 * resolved with it: PromiseResolve(%Promise%, value). */
void promise_of(duk_context *ctx);

/* What waits for a promise in C: [ data value ] -> [ … ], in a microtask. What it throws
 * is uncaught. */
typedef void (*PromiseReaction)(duk_context *ctx, bool rejected);
/* [ data ] -> [ ]: when the promise at i is settled. It counts as handled. */
void promise_wait(duk_context *ctx, duk_idx_t i, PromiseReaction reaction);
/* [ data value ] -> [ ]: as if for a promise that is settled with the value. */
void promise_soon(duk_context *ctx, PromiseReaction reaction, bool rejected);
/* Is the value at i a promise whose constructor is %Promise%, without asking anybody? */
bool promise_is_ours(duk_context *ctx, duk_idx_t i);

bool promise_is(duk_context *ctx, duk_idx_t i);
PromiseState promise_state(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ value or reason ] of a settled promise */
void promise_push_result(duk_context *ctx, duk_idx_t i);

/* ---- Between the files that make up Promise ---- */

/* A capability is three values on the stack: promise, resolve, reject; for a %Promise% of
 * ours resolve and reject are undefined until somebody needs to see them. */
#define CAPABILITY_SIZE 3

/* [ ] -> [ promise resolve reject ] of the constructor at i: NewPromiseCapability. */
void promise_push_capability(duk_context *ctx, duk_idx_t i);
/* [ value ] -> [ ]: by the capability at i. */
void promise_capability_resolve(duk_context *ctx, duk_idx_t i);
void promise_capability_reject(duk_context *ctx, duk_idx_t i);
/* The functions of the capability at i are made, where they aren't yet. */
void promise_capability_functions(duk_context *ctx, duk_idx_t i);

/* ---- For traces (async_trace.c) ---- */

/* [ ] -> [ who data _ onFulfilled onRejected ]: the only reaction to the promise at i,
 * which is pending; else false. `who` is a pointer to a PromiseReaction, or a promise. */
bool promise_push_reaction(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ promise ] that the function at fn resolves; else false. */
bool promise_push_resolved(duk_context *ctx, duk_idx_t fn);
/* [ ] -> [ promise ] of Promise.all, allSettled or any, for whose element of that index
 * the function at fn is a handler; their name, else NULL. */
const char *promise_push_combined(duk_context *ctx, duk_idx_t fn, int *index);
/* [ data ] -> [ promise coroutine ] of the async function or generator that goes on with
 * the reaction; else [ ], false (lowered/async.c). Instead of a promise there may be a
 * record, see async_push_waiter_of. */
bool async_push_waiter(duk_context *ctx, PromiseReaction reaction);
/* The same of who waits for the next result in the loop of a record of `for await`. */
bool async_push_waiter_of(duk_context *ctx, duk_idx_t record);
void async_trace_install(duk_context *ctx);

/* [ value record ] -> [ ]: who waits for the next result in the loop of the record of a
 * `for await`, which the record keeps as its value, goes on with it in a microtask, as if
 * a promise had been resolved with a result now (lowered/async.c). */
void async_answer_record(duk_context *ctx, bool rejects, bool done);
/* [ record value ]: of an iterator's result (async_from_sync.c). */
void async_from_sync_settled(duk_context *ctx, bool rejected);

/* [ value ] -> [ promise ] by the constructor at i: PromiseResolve. */
void promise_resolve_by(duk_context *ctx, duk_idx_t i);
duk_ret_t promise_constructor(duk_context *ctx); /* [ executor ] -> [ promise ] */
duk_ret_t promise_then(duk_context *ctx); /* [ onFulfilled onRejected ] -> [ promise ] */

/* Promise.all, allSettled, any, race onto the constructor at i. */
void promise_put_combinators(duk_context *ctx, duk_idx_t i);

/* Rejections that nobody handles: called when a promise is rejected without a handler,
 * and when such a one gets its first handler. */
bool promise_was_reported(duk_context *ctx, duk_idx_t i);
/* False, and nothing changes, where the promise at i has been handled. */
bool promise_mark_reported(duk_context *ctx, duk_idx_t i);
void rejection_noticed(duk_context *ctx, duk_idx_t promise);
void rejection_handled(duk_context *ctx, duk_idx_t promise);

#endif
