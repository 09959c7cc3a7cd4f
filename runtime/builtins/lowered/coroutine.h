/* coroutine.h: shared by coroutine.c and async.c. */
#ifndef RUNTIME_BUILTINS_LOWERED_COROUTINE_H
#define RUNTIME_BUILTINS_LOWERED_COROUTINE_H

#include "runtime/builtins/lowered/lowered.h"

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

/* An async function's coroutine is run by INTRINSIC_ASYNC_RUN, a compiled function of its
 * promise, the coroutine, and what that gets: a value, and whether it is thrown. It calls
 * these. [ promise coroutine value ] -> [ promise ]: of what it yielded, returned or
 * threw; throws where that can't be waited for. */
duk_ret_t async_step(duk_context *ctx);
/* [ promise coroutine error ] -> [ promise ], or undefined: the error is to be thrown
 * into the coroutine. */
duk_ret_t async_failed(duk_context *ctx);
/* See Engine. */
void async_begin(duk_context *ctx);
/* What a call of an async function, and of an async generator function, does. */
duk_ret_t async_call(duk_context *ctx);
duk_ret_t call_async_generator(duk_context *ctx);
void async_generator_put_methods(duk_context *ctx, duk_idx_t i);

/* [ parameters… body ] -> [ … function ]: as Function() and its kin make it; `head` is
 * "function", "async function" … (eval.c). */
void lowered_push_function(duk_context *ctx, const char *head);

#endif
