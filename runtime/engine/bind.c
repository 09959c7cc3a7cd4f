/* bind.c: native functions onto objects. */
#include "runtime/engine/bind.h"

#define HIDDEN_FLAGS                                                                    \
    (DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE | DUK_DEFPROP_SET_CONFIGURABLE | \
     DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_FORCE)

void js_push_function(duk_context *ctx, const char *name, duk_c_function fn,
                      duk_idx_t nargs)
{
    duk_push_c_function(ctx, fn, nargs);
    duk_push_string(ctx, "name");
    duk_push_string(ctx, name);
    duk_def_prop(ctx, -3,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_CONFIGURABLE |
                     DUK_DEFPROP_FORCE);
}

static void put(duk_context *ctx, const JsFunction *f, bool hidden)
{
    duk_push_string(ctx, f->name);
    js_push_function(ctx, f->name, f->fn, f->nargs);
    if (f->magic != 0)
        duk_set_magic(ctx, -1, f->magic);
    if (hidden)
        duk_def_prop(ctx, -3, HIDDEN_FLAGS);
    else
        duk_put_prop(ctx, -3);
}

void js_put_functions(duk_context *ctx, const JsFunction *f)
{
    for (; f->name != NULL; f++)
        put(ctx, f, false);
}

void js_put_hidden_functions(duk_context *ctx, const JsFunction *f)
{
    for (; f->name != NULL; f++)
        put(ctx, f, true);
}

void js_put_numbers(duk_context *ctx, const JsNumber *n)
{
    for (; n->name != NULL; n++) {
        duk_push_number(ctx, n->value);
        duk_put_prop_string(ctx, -2, n->name);
    }
}

void js_put_accessor(duk_context *ctx, const char *name, duk_c_function get,
                     duk_c_function set)
{
    duk_uint_t flags = DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_SET_CONFIGURABLE |
                       DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_FORCE;

    duk_push_string(ctx, name);
    duk_push_c_function(ctx, get, 0);
    if (set != NULL) {
        duk_push_c_function(ctx, set, 1);
        flags |= DUK_DEFPROP_HAVE_SETTER;
        duk_def_prop(ctx, -4, flags);
    } else {
        duk_def_prop(ctx, -3, flags);
    }
}
