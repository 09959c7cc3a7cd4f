/* stack.c: an error's `stack` as V8 writes it.
 *
 * The engine notes the call stack in each error it makes (its hidden trace: function,
 * packed flags and pc, alternating). Here that becomes text, when somebody looks: "Error:
 * message" and a line for each frame, or what the program's own Error.prepareStackTrace
 * makes of CallSite objects. What was made is kept as the error's own property. */
#include <stdio.h>

#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/engine/internals.h"

#define TRACE \
    "\x82"    \
    "Tracedata"
#define TRACE_LEN 10
#define CALL_SITE DUK_HIDDEN_SYMBOL("callSiteProto")

static duk_uarridx_t stack_limit(duk_context *ctx)
{
    double n;

    duk_get_global_string(ctx, "Error");
    duk_get_prop_string(ctx, -1, "stackTraceLimit");
    n = duk_is_number(ctx, -1) ? duk_get_number(ctx, -1) : -1;
    duk_pop_2(ctx);
    return n < 0 || n != n ? 0 : n > 200 ? 200 : (duk_uarridx_t)n;
}

/* [ … ] -> [ … text ]: "Name: message" of the object at i: as it was when the trace was
 * taken, else as Error.prototype.toString. */
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

typedef struct {
    const char *name, *file;
    EngineFrame at;
} Frame;

/* Reads entry n of the trace at `trace`; pushes [ func pc name file ]. False at the end.
 */
static bool read_frame(duk_context *ctx, duk_idx_t trace, duk_uarridx_t n, Frame *f)
{
    duk_get_prop_index(ctx, trace, n * 2);
    if (!duk_is_function(ctx, -1)) {
        bool more = !duk_is_undefined(ctx, -1);

        duk_pop(ctx);
        if (!more)
            return false;
        /* The place of a syntax error: file and line. */
        duk_get_prop_index(ctx, trace, n * 2);
        duk_get_prop_index(ctx, trace, n * 2 + 1);
        duk_push_string(ctx, "");
        duk_dup(ctx, -3);
        *f = (Frame){ .name = "", .file = duk_get_string(ctx, -1) };
        f->at.line = (int)duk_get_number(ctx, -3);
        /* Where C made the error says nothing to the program. */
        if (f->file != NULL && str_ends(str_of(f->file), STR(".c")))
            f->file = "node:smew";
        return true;
    }
    duk_get_prop_index(ctx, trace, n * 2 + 1);
    engine_frame(ctx, -2, -1, &f->at);
    if (!duk_get_prop_string(ctx, -2, JS_FRAME_NAME)) {
        duk_pop(ctx);
        duk_get_prop_string(ctx, -2, "name");
    }
    duk_get_prop_string(ctx, -3, ENGINE_FILE_NAME);
    f->name = duk_is_symbol(ctx, -2) ? "" : duk_get_string_default(ctx, -2, "");
    f->file = duk_get_string(ctx, -1);
    return true;
}

/* Frames that only exist because of how we run programs. */
static bool is_inner(const Frame *f)
{
    return f->file != NULL && strncmp(f->file, "node:smew", 9) == 0;
}

static void push_frame_text(duk_context *ctx, const Frame *f)
{
    const char *make = f->at.construct ? "new " : "";
    const char *name = f->name[0] == '\0' && f->at.construct ? "<anonymous>" : f->name;

    if (f->at.native || f->file == NULL)
        duk_push_sprintf(ctx, "\n    at %s%s (<anonymous>)", make,
                         name[0] ? name : "<anonymous>");
    else if (name[0] == '\0')
        duk_push_sprintf(ctx, "\n    at %s:%d:1", f->file, f->at.line);
    else
        duk_push_sprintf(ctx, "\n    at %s%s (%s:%d:1)", make, name, f->file, f->at.line);
}

/* [ … ] -> [ … text ] */
static void push_stack_text(duk_context *ctx, duk_idx_t error, duk_idx_t trace)
{
    duk_uarridx_t limit = stack_limit(ctx), shown = 0;
    duk_idx_t base;
    Frame f;

    trace = duk_normalize_index(ctx, trace);
    duk_require_stack(ctx, (duk_idx_t)limit + 16);
    base = duk_get_top(ctx);
    push_header(ctx, error);
    for (duk_uarridx_t n = 0; shown < limit && read_frame(ctx, trace, n, &f); n++) {
        if (is_inner(&f)) {
            duk_pop_n(ctx, 4);
            continue;
        }
        push_frame_text(ctx, &f);
        duk_insert(ctx, -5);
        duk_pop_n(ctx, 4);
        shown++;
    }
    duk_concat(ctx, duk_get_top(ctx) - base);
}

/* ---- CallSite objects for Error.prepareStackTrace ---- */

enum {
    SITE_FILE,
    SITE_LINE,
    SITE_COLUMN,
    SITE_FUNCTION,
    SITE_NAME,
    SITE_NATIVE,
    SITE_CONSTRUCTOR,
    SITE_NULL,
    SITE_UNDEFINED,
    SITE_FALSE,
    SITE_TEXT
};

static const char *const site_keys[] = { "file", "line",   NULL,       "fn",
                                         "name", "native", "construct" };

/* [ ] -> [ value ]; what it gives is its magic. */
static duk_ret_t js_call_site(duk_context *ctx)
{
    int what = duk_get_current_magic(ctx);

    duk_push_this(ctx);
    switch (what) {
    case SITE_COLUMN: duk_push_int(ctx, 1); break;
    case SITE_NULL: duk_push_null(ctx); break;
    case SITE_UNDEFINED: return 0;
    case SITE_FALSE: duk_push_false(ctx); break;
    case SITE_TEXT: duk_get_prop_string(ctx, -1, DUK_HIDDEN_SYMBOL("text")); break;
    default:
        duk_get_prop_string(ctx, -1, DUK_HIDDEN_SYMBOL("site"));
        duk_get_prop_string(ctx, -1, site_keys[what]);
    }
    return 1;
}

static const JsFunction site_functions[] = {
    { "getThis", js_call_site, 0, SITE_UNDEFINED },
    { "getTypeName", js_call_site, 0, SITE_NULL },
    { "getFunction", js_call_site, 0, SITE_FUNCTION },
    { "getFunctionName", js_call_site, 0, SITE_NAME },
    { "getMethodName", js_call_site, 0, SITE_NULL },
    { "getFileName", js_call_site, 0, SITE_FILE },
    { "getLineNumber", js_call_site, 0, SITE_LINE },
    { "getColumnNumber", js_call_site, 0, SITE_COLUMN },
    { "getEvalOrigin", js_call_site, 0, SITE_UNDEFINED },
    { "getPromiseIndex", js_call_site, 0, SITE_NULL },
    { "getScriptNameOrSourceURL", js_call_site, 0, SITE_FILE },
    { "isToplevel", js_call_site, 0, SITE_FALSE },
    { "isEval", js_call_site, 0, SITE_FALSE },
    { "isNative", js_call_site, 0, SITE_NATIVE },
    { "isConstructor", js_call_site, 0, SITE_CONSTRUCTOR },
    { "isAsync", js_call_site, 0, SITE_FALSE },
    { "isPromiseAll", js_call_site, 0, SITE_FALSE },
    { "toString", js_call_site, 0, SITE_TEXT },
    { NULL, NULL, 0, 0 },
};

/* [ … func pc name file ] -> [ … site ] */
static void push_call_site(duk_context *ctx, const Frame *f)
{
    duk_idx_t base = duk_get_top(ctx) - 4;
    Str line;

    duk_push_object(ctx);
    js_stash_get(ctx, CALL_SITE);
    duk_set_prototype(ctx, -2);
    duk_push_bare_object(ctx);
    duk_dup(ctx, base);
    duk_put_prop_string(ctx, -2, "fn");
    if (f->name[0] != '\0' && strchr(f->name, '<') == NULL)
        duk_push_string(ctx, f->name);
    else
        duk_push_null(ctx);
    duk_put_prop_string(ctx, -2, "name");
    if (f->file != NULL && !f->at.native)
        duk_push_string(ctx, f->file);
    else
        duk_push_null(ctx);
    duk_put_prop_string(ctx, -2, "file");
    duk_push_int(ctx, f->at.line);
    duk_put_prop_string(ctx, -2, "line");
    duk_push_boolean(ctx, f->at.native);
    duk_put_prop_string(ctx, -2, "native");
    duk_push_boolean(ctx, f->at.construct);
    duk_put_prop_string(ctx, -2, "construct");
    duk_put_prop_string(ctx, -2, DUK_HIDDEN_SYMBOL("site"));
    push_frame_text(ctx, f);
    line = str_from(js_get_str(ctx, -1), strlen("\n    at "));
    duk_push_lstring(ctx, line.ptr, line.len);
    duk_put_prop_string(ctx, -3, DUK_HIDDEN_SYMBOL("text"));
    duk_pop(ctx);
    duk_replace(ctx, base);
    duk_set_top(ctx, base + 1);
}

/* [ … ] -> [ … array ] */
static void push_call_sites(duk_context *ctx, duk_idx_t trace)
{
    duk_uarridx_t limit = stack_limit(ctx), shown = 0;
    Frame f;

    trace = duk_normalize_index(ctx, trace);
    duk_push_array(ctx);
    for (duk_uarridx_t n = 0; shown < limit && read_frame(ctx, trace, n, &f); n++) {
        if (is_inner(&f) || !duk_is_function(ctx, -4)) {
            duk_pop_n(ctx, 4);
            continue;
        }
        push_call_site(ctx, &f);
        duk_put_prop_index(ctx, -2, shown++);
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

/* [ ] -> [ stack ], getter of Error.prototype and of what captureStackTrace was given */
static duk_ret_t js_get_stack(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!duk_is_object(ctx, 0))
        return 0;
    duk_get_prop_lstring(ctx, 0, TRACE, TRACE_LEN);
    if (!duk_is_object(ctx, -1))
        return 0;
    push_stack_value(ctx, 0, -1);
    duk_dup(ctx, -1);
    define_stack(ctx, 0);
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

    for (duk_uarridx_t i = 0; i < n; i += 2) {
        bool same;

        duk_get_prop_index(ctx, -1, i);
        same = duk_strict_equals(ctx, -1, fn);
        duk_pop(ctx);
        if (same) {
            from = i + 2;
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
    push_header(ctx, 0);
    duk_push_string(ctx, ENGINE_ERROR_HEADER);
    duk_insert(ctx, -2);
    duk_def_prop(ctx, 0,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE |
                     DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_FORCE);
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
    js_put_accessor(ctx, "stack", js_get_stack, js_set_stack);
    duk_del_prop_string(ctx, -1, "fileName");
    duk_del_prop_string(ctx, -1, "lineNumber");
    duk_pop_2(ctx);
    duk_push_object(ctx);
    js_put_hidden_functions(ctx, site_functions);
    js_stash_put(ctx, CALL_SITE);
}
