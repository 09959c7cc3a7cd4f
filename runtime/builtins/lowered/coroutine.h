/* coroutine.h: shared by coroutine.c, async.c and async_generator.c. */
#ifndef RUNTIME_BUILTINS_LOWERED_COROUTINE_H
#define RUNTIME_BUILTINS_LOWERED_COROUTINE_H

#include "runtime/builtins/lowered/lowered.h"
#include "runtime/builtins/promise.h"

/* [ args… ] with this -> [ args… coroutine ]: the body of the function that runs, its
 * parameters evaluated where that may run code. */
void coroutine_push_call(duk_context *ctx);
/* [ ] -> [ prototype ] for what the function that runs makes. */
void coroutine_push_prototype(duk_context *ctx, Intrinsic fallback);
/* The value at i is what return() throws into a generator, or the mark of a yield. */
bool coroutine_is_completion(duk_context *ctx, duk_idx_t i);
/* [ iterator next ] -> [ ], a generator's: its values go onto the array at `to`. */
void coroutine_collect(duk_context *ctx, duk_idx_t to);
void coroutine_push_completion(duk_context *ctx); /* [ value ] -> [ completion ] */

/* What runs the coroutines of async functions and generators is a compiled function each,
 * which calls natives; these are its first three arguments. [ ] -> [ function native
 * native native ] */
void coroutine_push_runner(duk_context *ctx, Intrinsic runner);

/* INTRINSIC_ASYNC_RUN goes on with a promise, its coroutine, and what that gets: a value,
 * and whether it is thrown. [ promise coroutine value ] -> [ promise ]: of what it
 * yielded, returned or threw; throws where that can't be waited for. */
duk_ret_t async_step(duk_context *ctx);
/* [ promise coroutine error ] -> [ promise ], or undefined: the error is to be thrown
 * into the coroutine. */
duk_ret_t async_failed(duk_context *ctx);
/* See Engine. */
void async_begin(duk_context *ctx);
/* What a call of an async function, and of an async generator function, does. */
duk_ret_t async_call(duk_context *ctx);
duk_ret_t call_async_generator(duk_context *ctx);
/* An async function goes on: [ promise value ]. */
void async_continue(duk_context *ctx, bool rejected);
/* The object at `value` has been awaited: when that is settled, the reaction gets what is
 * at `who`. */
void async_wait(duk_context *ctx, duk_idx_t value, duk_idx_t who,
                PromiseReaction reaction);

/* INTRINSIC_ASYNC_GENERATOR_RUN goes on with a generator, the result of the call, the
 * coroutine, a value, and whether that is thrown. The following two are as above, but
 * for [ generator result value ] -> [ result ]; the result, a record of `for await`,
 * becomes a promise where the request has been answered by then. */
duk_ret_t async_generator_step(duk_context *ctx);
duk_ret_t async_generator_failed(duk_context *ctx);
void async_generator_begin(duk_context *ctx); /* see Engine */
void async_generator_put_methods(duk_context *ctx, duk_idx_t i);
/* It goes on: [ generator value ]. */
void async_generator_continue(duk_context *ctx, bool rejected);
bool async_generator_push_waiter(duk_context *ctx, PromiseReaction reaction);

/* [ parameters… body ] -> [ … function ]: as Function() and its kin make it; `head` is
 * "function", "async function" … (eval.c). */
void lowered_push_function(duk_context *ctx, const char *head);

#endif
