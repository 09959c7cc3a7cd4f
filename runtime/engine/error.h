/* error.h: from C's errors to JavaScript's, in Node's shapes. None of the throwers
 * returns. */
#ifndef RUNTIME_ENGINE_ERROR_H
#define RUNTIME_ENGINE_ERROR_H

#include "runtime/engine/js.h"

/* DUK_RET_… style: `return js_throw(ctx, &err)`. An Error whose message is the Err's,
 * with its code. */
duk_ret_t js_throw(duk_context *ctx, const Err *err);
/* A system error as fs and net throw it: "ENOENT: no such file or directory, open 'x'"
 * with errno, code, syscall, path and dest. rc is libuv's (negative); path and dest may
 * be NULL. */
duk_ret_t js_throw_uv(duk_context *ctx, int rc, const char *syscall, const char *path,
                      const char *dest);
void js_push_uv_error(duk_context *ctx, int rc, const char *syscall, const char *path,
                      const char *dest);
/* Node's own errors: an Error of class `type` ("TypeError", "RangeError", "Error") whose
 * code is `code` and whose stack begins "TypeError [CODE]: …". */
duk_ret_t js_throw_node(duk_context *ctx, const char *type, const char *code,
                        const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* ERR_INVALID_ARG_TYPE about the value at i; what may be had instead is divided by "|":
 * "string|Buffer|URL". */
duk_ret_t js_throw_arg_type(duk_context *ctx, duk_idx_t i, const char *what,
                            const char *expected);
/* ERR_INVALID_ARG_VALUE: The argument 'what' <reason>. Received … */
duk_ret_t js_throw_arg_value(duk_context *ctx, duk_idx_t i, const char *what,
                             const char *reason);
/* ERR_OUT_OF_RANGE: The value of "what" is out of range. It must be <range>. … */
duk_ret_t js_throw_range(duk_context *ctx, duk_idx_t i, const char *what,
                         const char *range);

/* Error.captureStackTrace, stackTraceLimit and the V8-style `stack`. Once per heap. */
void js_install_stacks(duk_context *ctx);

#endif
