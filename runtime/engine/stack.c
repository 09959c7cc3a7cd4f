/* stack.c: an error's `stack` as V8 writes it.
 *
 * The call stack is noted in each error that is made (its hidden trace:
 * graft/traceback.c). Here that becomes text, when somebody looks: "Error: message" and a
 * line for each frame (frames.c), or what the program's own Error.prepareStackTrace makes
 * of CallSite objects (call_site.c). What was made is kept as the error's own property.
 */
#include <stdio.h>

#include "runtime/engine/bind.h"
#include "runtime/engine/call_site.h"
#include "runtime/engine/error.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"

#define TRACE \
    "\x82"    \
    "Tracedata"
#define TRACE_LEN 10

static duk_uarridx_t stack_limit(duk_context *ctx)
{
    double n;

    duk_get_global_string(ctx, "Error");
    duk_get_prop_string(ctx, -1, "stackTraceLimit");
    n = duk_is_number(ctx, -1) ? duk_get_number(ctx, -1) : -1;
    duk_pop_2(ctx);
    return n < 0 || n != n ? 0 : n > 200 ? 200 : (duk_uarridx_t)n;
}

/* [ … ] -> [ … text ]: the first line for the object at i: what Node's own errors say
 * there, else as Error.prototype.toString. */
static void push_header(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    if (duk_get_prop_string(ctx, i, ENGINE_ERROR_HEADER))
        return;
    duk_pop(ctx);
    duk_get_prop_string(ctx, i, "name");
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_string(ctx, "Error");
    }
    duk_safe_to_string(ctx, -1);
    duk_get_prop_string(ctx, i, "message");
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_string(ctx, "");
    }
    duk_safe_to_string(ctx, -1);
    if (duk_get_length(ctx, -1) == 0) {
        duk_pop(ctx);
    } else if (duk_get_length(ctx, -2) == 0) {
        duk_remove(ctx, -2);
    } else {
        duk_push_string(ctx, ": ");
        duk_insert(ctx, -2);
        duk_concat(ctx, 3);
    }
}

/* [ … ] -> [ … text ] */
static void push_stack_text(duk_context *ctx, duk_idx_t error, duk_idx_t trace)
{
    duk_uarridx_t limit = stack_limit(ctx);
    duk_idx_t base;
    FrameWalk w;
    Frame f;

    frames_begin(ctx, trace, &w);
    duk_require_stack(ctx, (duk_idx_t)limit * 2 + 16);
    base = duk_get_top(ctx);
    push_header(ctx, error);
    for (duk_uarridx_t n = 0; n < limit && frames_next(&w, &f); n++) {
        frames_push_text(ctx, duk_get_top(ctx) - 3, &f);
        duk_insert(ctx, -4);
        duk_pop_3(ctx);
        duk_push_literal(ctx, "\n    at ");
        duk_insert(ctx, -2);
    }
    duk_concat(ctx, duk_get_top(ctx) - base);
}

/* [ … ] -> [ … array ] */
static void push_call_sites(duk_context *ctx, duk_idx_t trace)
{
    duk_uarridx_t limit = stack_limit(ctx), n = 0;
    FrameWalk w;
    Frame f;

    frames_begin(ctx, trace, &w);
    duk_push_array(ctx);
    while (n < limit && frames_next(&w, &f)) {
        call_site_push(ctx, &f);
        duk_put_prop_index(ctx, -2, n++);
    }
}

/* ---- The property ---- */

/* Defines `stack` on the object at `index` from the value on top, which goes. */
static void define_stack(duk_context *ctx, duk_idx_t index)
{
    index = duk_normalize_index(ctx, index);
    duk_push_string(ctx, "stack");
    duk_insert(ctx, -2);
    duk_def_prop(ctx, index,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE |
                     DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_CLEAR_ENUMERABLE |
                     DUK_DEFPROP_FORCE);
}

/* [ … ] -> [ … value ]: what `stack` is for the object at `error` with the trace on top.
 */
static void push_stack_value(duk_context *ctx, duk_idx_t error, duk_idx_t trace)
{
    error = duk_normalize_index(ctx, error);
    trace = duk_normalize_index(ctx, trace);
    duk_get_global_string(ctx, "Error");
    duk_get_prop_string(ctx, -1, "prepareStackTrace");
    duk_remove(ctx, -2);
    if (!duk_is_function(ctx, -1)) {
        duk_pop(ctx);
        push_stack_text(ctx, error, trace);
        return;
    }
    duk_get_global_string(ctx, "Error");
    duk_dup(ctx, error);
    push_call_sites(ctx, trace);
    duk_call_method(ctx, 2);
}

/* [ … object ] -> [ … owner trace ]: the first in the chain of prototypes with a trace */
static bool push_traced(duk_context *ctx)
{
    while (duk_is_object(ctx, -1)) {
        if (engine_own_data(ctx, -1, TRACE))
            return true;
        duk_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
    }
    return false;
}

/* [ ] -> [ stack ], getter of errors and of what captureStackTrace was given */
static duk_ret_t js_get_stack(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!push_traced(ctx))
        return 0;
    push_stack_value(ctx, -2, -1);
    duk_dup_top(ctx);
    if (meta_is_extensible(ctx, -4))
        define_stack(ctx, -4);
    return 1;
}

/* [ value ] -> [ ] */
static duk_ret_t js_set_stack(duk_context *ctx)
{
    duk_push_this(ctx);
    if (duk_is_object(ctx, -1)) {
        duk_dup(ctx, 0);
        define_stack(ctx, -2);
    }
    return 0;
}

/* Drops the frames of the trace on top that lie above `fn` and fn's own. */
static void cut_above(duk_context *ctx, duk_idx_t fn)
{
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, -1), from = 0;

    for (duk_uarridx_t i = 0; i < n; i += 3) {
        bool same;

        duk_get_prop_index(ctx, -1, i);
        same = duk_strict_equals(ctx, -1, fn);
        duk_pop(ctx);
        if (same) {
            from = i + 3;
            break;
        }
    }
    duk_push_bare_array(ctx);
    for (duk_uarridx_t i = from; i < n; i++) {
        duk_get_prop_index(ctx, -2, i);
        duk_put_prop_index(ctx, -2, i - from);
    }
    duk_remove(ctx, -2);
}

/* [ object fn ] -> [ ] */
static duk_ret_t js_capture_stack_trace(duk_context *ctx)
{
    if (!duk_is_object(ctx, 0))
        return js_throw_arg_type(ctx, 0, "targetObject", "Object");
    duk_push_error_object(ctx, DUK_ERR_ERROR, "%s", "");
    if (!duk_get_prop_lstring(ctx, -1, TRACE, TRACE_LEN))
        return 0;
    if (duk_is_function(ctx, 1)) {
        cut_above(ctx, 1);
    } else {
        duk_push_current_function(ctx);
        duk_insert(ctx, -2);
        cut_above(ctx, -2);
    }
    duk_put_prop_lstring(ctx, 0, TRACE, TRACE_LEN);
    duk_del_prop_string(ctx, 0, ENGINE_ERROR_HEADER);
    duk_dup(ctx, 0);
    js_put_accessor(ctx, "stack", js_get_stack, js_set_stack);
    return 0;
}

void js_install_stacks(duk_context *ctx)
{
    static const JsFunction functions[] = {
        { "captureStackTrace", js_capture_stack_trace, 2, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_get_global_string(ctx, "Error");
    js_put_hidden_functions(ctx, functions);
    duk_push_int(ctx, 10);
    duk_put_prop_string(ctx, -2, "stackTraceLimit");
    duk_get_prop_string(ctx, -1, "prototype");
    js_put_accessor(ctx, ENGINE_ERROR_STACK, js_get_stack, js_set_stack);
    duk_del_prop_string(ctx, -1, "stack");
    duk_del_prop_string(ctx, -1, "fileName");
    duk_del_prop_string(ctx, -1, "lineNumber");
    duk_pop_2(ctx);
    call_site_install(ctx);
}
