/* error.c: errors of JavaScript made in C. */
#include "runtime/engine/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <uv.h>

#include "runtime/engine/internals.h"

static void put_string(duk_context *ctx, const char *key, const char *value)
{
    if (value == NULL)
        return;
    js_push_utf8(ctx, str_of(value));
    duk_put_prop_string(ctx, -2, key);
}

duk_ret_t js_throw(duk_context *ctx, const Err *err)
{
    duk_push_error_object(ctx, DUK_ERR_ERROR, "%s", err->msg);
    put_string(ctx, "code", err_name(err->code));
    return duk_throw(ctx);
}

void js_push_uv_error(duk_context *ctx, int rc, const char *syscall, const char *path,
                      const char *dest)
{
    char code[64], what[128], msg[8192];
    int n;

    uv_err_name_r(rc, code, sizeof code);
    uv_strerror_r(rc, what, sizeof what);
    n = snprintf(msg, sizeof msg, "%s: %s, %s", code, what, syscall);
    if (path != NULL && n > 0 && (size_t)n < sizeof msg)
        n += snprintf(msg + n, sizeof msg - (size_t)n, " '%s'", path);
    if (dest != NULL && n > 0 && (size_t)n < sizeof msg)
        snprintf(msg + n, sizeof msg - (size_t)n, " -> '%s'", dest);
    js_push_utf8(ctx, str_of(msg));
    duk_push_error_object(ctx, DUK_ERR_ERROR, "%s", duk_get_string(ctx, -1));
    duk_remove(ctx, -2);
    duk_push_int(ctx, rc);
    duk_put_prop_string(ctx, -2, "errno");
    put_string(ctx, "code", code);
    put_string(ctx, "syscall", syscall);
    put_string(ctx, "path", path);
    put_string(ctx, "dest", dest);
}

duk_ret_t js_throw_uv(duk_context *ctx, int rc, const char *syscall, const char *path,
                      const char *dest)
{
    js_push_uv_error(ctx, rc, syscall, path, dest);
    return duk_throw(ctx);
}

static void push_node_error(duk_context *ctx, const char *type, const char *code,
                            const char *msg)
{
    duk_errcode_t kind = strcmp(type, "TypeError") == 0     ? DUK_ERR_TYPE_ERROR
                         : strcmp(type, "RangeError") == 0  ? DUK_ERR_RANGE_ERROR
                         : strcmp(type, "SyntaxError") == 0 ? DUK_ERR_SYNTAX_ERROR
                                                            : DUK_ERR_ERROR;

    duk_push_error_object(ctx, kind, "%s", msg);
    put_string(ctx, "code", code);
    /* Node shows the code in the stack's first line only. */
    duk_push_sprintf(ctx, "%s [%s]: %s", type, code, msg);
    duk_put_prop_string(ctx, -2, ENGINE_ERROR_HEADER);
}

duk_ret_t js_throw_node(duk_context *ctx, const char *type, const char *code,
                        const char *fmt, ...)
{
    char msg[2048];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    push_node_error(ctx, type, code, msg);
    return duk_throw(ctx);
}

/* What internal/errors.make(code, args…) gives: [ args… ] (n of them). The texts of
 * Node's errors stand there, once. */
static duk_ret_t js_throw_code(duk_context *ctx, const char *code, duk_idx_t n)
{
    duk_require_stack(ctx, 8);
    js_stash_get(ctx, "require");
    duk_push_string(ctx, "internal/errors");
    duk_call(ctx, 1);
    duk_get_prop_string(ctx, -1, "make");
    duk_remove(ctx, -2);
    duk_push_string(ctx, code);
    /* [ args… make code ] -> [ make code args… ] */
    duk_insert(ctx, -(n + 2));
    duk_insert(ctx, -(n + 2));
    duk_call(ctx, n + 1);
    return duk_throw(ctx);
}

duk_ret_t js_throw_arg_type(duk_context *ctx, duk_idx_t i, const char *what,
                            const char *expected)
{
    Str rest = str_of(expected), one;
    duk_uarridx_t n = 0;

    i = duk_normalize_index(ctx, i);
    duk_push_string(ctx, what);
    duk_push_array(ctx);
    while (str_next(&rest, '|', &one)) {
        duk_push_lstring(ctx, one.ptr, one.len);
        duk_put_prop_index(ctx, -2, n++);
    }
    if (i >= 0 && i < duk_get_top(ctx) - 2)
        duk_dup(ctx, i);
    else
        duk_push_undefined(ctx);
    return js_throw_code(ctx, "ERR_INVALID_ARG_TYPE", 3);
}

duk_ret_t js_throw_arg_value(duk_context *ctx, duk_idx_t i, const char *what,
                             const char *reason)
{
    i = duk_normalize_index(ctx, i);
    duk_push_string(ctx, what);
    duk_dup(ctx, i);
    duk_push_string(ctx, reason);
    return js_throw_code(ctx, "ERR_INVALID_ARG_VALUE", 3);
}

duk_ret_t js_throw_range(duk_context *ctx, duk_idx_t i, const char *what,
                         const char *range)
{
    i = duk_normalize_index(ctx, i);
    duk_push_string(ctx, what);
    duk_push_string(ctx, range);
    duk_dup(ctx, i);
    return js_throw_code(ctx, "ERR_OUT_OF_RANGE", 3);
}
