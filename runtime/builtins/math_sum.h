/* math_sum.h: Math.sumPrecise. */
#ifndef RUNTIME_BUILTINS_MATH_SUM_H
#define RUNTIME_BUILTINS_MATH_SUM_H

#include <duktape.h>

/* [ iterable ] -> [ number ] */
duk_ret_t math_sum_precise(duk_context *ctx);

#endif
