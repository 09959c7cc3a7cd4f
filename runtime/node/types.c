/* types.c: internalBinding('types'): what a value is inside, whatever its prototype and
 * its Symbol.toStringTag say. Used by util.types, util.inspect and deep equality.
 *
 * Classes that are made in JavaScript are plain objects to the engine: they carry their
 * name in the hidden property CLASS. */
#include <string.h>

#include "runtime/builtins/collection.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/bytes.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/view.h"
#include "runtime/natives.h"
#include "runtime/node/modules.h"

#define CLASS DUK_HIDDEN_SYMBOL("class")

/* [ value ] -> [ name | undefined ] */
static duk_ret_t js_class_of(duk_context *ctx)
{
    const char *name = engine_class(ctx, 0);

    if (name == NULL)
        return 0;
    if (strcmp(name, "Proxy") == 0 && modules_is_namespace(ctx, 0))
        name = "Module";
    /* Proxies would run a trap. */
    if ((strcmp(name, "Object") == 0 || strcmp(name, "Function") == 0) &&
        duk_get_prop_string(ctx, 0, CLASS) && duk_is_string(ctx, -1))
        return 1;
    duk_push_string(ctx, name);
    return 1;
}

/* [ value ] -> [ [target, handler] | undefined ] */
static duk_ret_t js_proxy_parts(duk_context *ctx)
{
    if (modules_is_namespace(ctx, 0) || !engine_push_proxy(ctx, 0))
        return 0;
    duk_push_array(ctx);
    duk_insert(ctx, -3);
    duk_put_prop_index(ctx, -3, 1);
    duk_put_prop_index(ctx, -2, 0);
    return 1;
}

/* [ object all ] -> [ keys ] */
static duk_ret_t js_extra_keys(duk_context *ctx)
{
    engine_push_extra_keys(ctx, 0, duk_get_boolean_default(ctx, 1, false));
    return 1;
}

/* [ view ] -> [ number of elements ] */
static duk_ret_t js_view_length(duk_context *ctx)
{
    View v = { 0 };

    view_read(ctx, 0, &v);
    duk_push_number(ctx, (double)v.length);
    return 1;
}

/* [ view view ] -> [ -1 | 0 | 1 ] */
static duk_ret_t js_compare_bytes(duk_context *ctx)
{
    Bytes a = js_require_bytes(ctx, 0, "a"), b = js_require_bytes(ctx, 1, "b");
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;

    if (order == 0)
        order = a.len < b.len ? -1 : a.len > b.len;
    duk_push_int(ctx, (order > 0) - (order < 0));
    return 1;
}

/* [ name ] -> [ bool ]: is it a module of ours, as in "node:fs"? */
static duk_ret_t js_is_native(duk_context *ctx)
{
    Str name = js_get_str(ctx, 0);

    duk_push_boolean(ctx, str_starts(name, STR("internal/")) || natives_is_public(name));
    return 1;
}

/* [ pointer object ] -> [ text ] */
static duk_ret_t js_external_address(duk_context *ctx)
{
    duk_push_sprintf(ctx, "%p", duk_get_heapptr(ctx, 0));
    return 1;
}

/* [ promise ] -> [ [state, result] ]: 0 pending, 1 fulfilled, 2 rejected */
static duk_ret_t js_promise_details(duk_context *ctx)
{
    PromiseState state;

    if (!promise_is(ctx, 0))
        return 0;
    state = promise_state(ctx, 0);
    duk_push_array(ctx);
    duk_push_int(ctx, (int)state);
    duk_put_prop_index(ctx, -2, 0);
    if (state != PROMISE_PENDING) {
        promise_push_result(ctx, 0);
        duk_put_prop_index(ctx, -2, 1);
    }
    return 1;
}

/* [ value ] -> [ [entries, bool: keys and values in turn] ] */
static duk_ret_t js_preview_entries(duk_context *ctx)
{
    bool pairs;

    duk_push_array(ctx);
    pairs = collection_preview(ctx, 0);
    duk_put_prop_index(ctx, -2, 0);
    duk_push_boolean(ctx, pairs);
    duk_put_prop_index(ctx, -2, 1);
    return 1;
}

void js_init_types(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "classOf", js_class_of, 1, 0 },
        { "proxyParts", js_proxy_parts, 1, 0 },
        { "extraKeys", js_extra_keys, 2, 0 },
        { "viewLength", js_view_length, 1, 0 },
        { "compareBytes", js_compare_bytes, 2, 0 },
        { "isNative", js_is_native, 1, 0 },
        { "promiseDetails", js_promise_details, 1, 0 },
        { "previewEntries", js_preview_entries, 1, 0 },
        { "externalAddress", js_external_address, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
