/* atomics.h: what the two files of Atomics share. */
#ifndef RUNTIME_BUILTINS_ATOMICS_H
#define RUNTIME_BUILTINS_ATOMICS_H

#include "runtime/builtins/typed_array.h"

/* Which typed arrays an operation takes: those of integers; Int32Array and BigInt64Array;
 * and these only on a SharedArrayBuffer. */
typedef enum { ATOMICS_ANY, ATOMICS_WAITABLE, ATOMICS_SHARED } AtomicsUse;

/* ValidateIntegerTypedArray and ValidateAtomicAccess: [ view index … ] */
View atomics_require(duk_context *ctx, AtomicsUse use, double *at);
/* The value at i becomes what the operation works with; the view may have changed. */
View atomics_convert(duk_context *ctx, const View *before, duk_idx_t i);
/* The bits of one element. */
uint64_t atomics_read(const View *v, double at);

/* Atomics.wait, waitAsync, notify */
duk_ret_t atomics_wait(duk_context *ctx);
duk_ret_t atomics_wait_async(duk_context *ctx);
duk_ret_t atomics_notify(duk_context *ctx);

#endif
