/* fuzz_json_runtime.c: JSON.parse of the runtime on any text: a value or a SyntaxError;
 * and what a value is written as is read as the same again. */
#include <stdlib.h>
#include <string.h>

#include "runtime/engine/js.h"
#include "runtime/runtime.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static duk_context *engine(void)
{
    static Runtime rt;
    Err err = { 0 };

    if (rt.ctx == NULL && runtime_init(&rt, &err) != 0)
        abort();
    return rt.ctx;
}

/* [ argument ] -> [ result ]; false where it threw */
static bool call_json(duk_context *ctx, const char *name)
{
    duk_get_global_string(ctx, "JSON");
    duk_get_prop_string(ctx, -1, name);
    duk_remove(ctx, -2);
    duk_insert(ctx, -2);
    return duk_pcall(ctx, 1) == DUK_EXEC_SUCCESS;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    duk_context *ctx = engine();
    duk_idx_t top = duk_get_top(ctx);

    js_push_utf8(ctx, str_n((const char *)data, size));
    if (call_json(ctx, "parse")) {
        if (!call_json(ctx, "stringify"))
            abort();
        duk_dup_top(ctx);
        if (!call_json(ctx, "parse") || !call_json(ctx, "stringify") ||
            !duk_strict_equals(ctx, -1, -2))
            abort();
    } else if (duk_get_error_code(ctx, -1) != DUK_ERR_SYNTAX_ERROR &&
               duk_get_error_code(ctx, -1) != DUK_ERR_RANGE_ERROR) {
        abort();
    }
    duk_set_top(ctx, top);
    return 0;
}
