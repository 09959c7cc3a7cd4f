/* bind.h: tables of native functions and constants onto objects. */
#ifndef RUNTIME_ENGINE_BIND_H
#define RUNTIME_ENGINE_BIND_H

#include "runtime/engine/js.h"

typedef struct {
    const char *name;
    duk_c_function fn;
    duk_idx_t nargs; /* DUK_VARARGS or the number that fn gets */
    int magic;       /* what duk_get_current_magic gives */
} JsFunction;

typedef struct {
    const char *name;
    double value;
} JsNumber;

/* Both tables end with a NULL name; the object is on top and stays there. Functions are
 * writable, configurable and not enumerable where `hidden`, else plain properties. */
void js_put_functions(duk_context *ctx, const JsFunction *fns);
void js_put_hidden_functions(duk_context *ctx, const JsFunction *fns);
void js_put_numbers(duk_context *ctx, const JsNumber *numbers);
/* A native with its name and length, on top. */
void js_push_function(duk_context *ctx, const char *name, duk_c_function fn,
                      duk_idx_t nargs);
/* get (and set, where not NULL) of a property of the object on top. */
void js_put_accessor(duk_context *ctx, const char *name, duk_c_function get,
                     duk_c_function set);

#endif
