/* call_site.c: a CallSite keeps what its methods give in one hidden object. As in V8 what
 * a strict function was called on, and the function itself, are not told. */
#include "runtime/engine/call_site.h"

#include "runtime/engine/bind.h"

#define CALL_SITE DUK_HIDDEN_SYMBOL("callSiteProto")
#define SITE DUK_HIDDEN_SYMBOL("site")

enum {
    SITE_FILE,
    SITE_LINE,
    SITE_COLUMN,
    SITE_FUNCTION,
    SITE_NAME,
    SITE_NATIVE,
    SITE_CONSTRUCTOR,
    SITE_TYPE,
    SITE_METHOD,
    SITE_THIS,
    SITE_TOP,
    SITE_TEXT,
    SITE_ASYNC,
    SITE_ALL,
    SITE_INDEX,
    SITE_NULL,
    SITE_UNDEFINED,
    SITE_FALSE,
    SITE_HASH
};

static const char *const keys[] = { "file",   "line",      "column", "fn",     "name",
                                    "native", "construct", "type",   "method", "this",
                                    "top",    "text",      "async",  "all",    "index" };

/* [ ] -> [ value ]; what it gives is its magic. */
static duk_ret_t js_call_site(duk_context *ctx)
{
    int what = duk_get_current_magic(ctx);

    switch (what) {
    case SITE_NULL: duk_push_null(ctx); return 1;
    case SITE_UNDEFINED: return 0;
    case SITE_FALSE: duk_push_false(ctx); return 1;
    case SITE_HASH: duk_push_literal(ctx, ""); return 1;
    default: break;
    }
    duk_push_this(ctx);
    duk_get_prop_string(ctx, -1, SITE);
    if (!duk_is_object(ctx, -1))
        return duk_type_error(ctx, "CallSite method called on incompatible receiver");
    duk_get_prop_string(ctx, -1, keys[what]);
    return 1;
}

static const JsFunction functions[] = {
    { "getColumnNumber", js_call_site, 0, SITE_COLUMN },
    { "getEnclosingColumnNumber", js_call_site, 0, SITE_COLUMN },
    { "getEnclosingLineNumber", js_call_site, 0, SITE_LINE },
    { "getEvalOrigin", js_call_site, 0, SITE_UNDEFINED },
    { "getFileName", js_call_site, 0, SITE_FILE },
    { "getFunction", js_call_site, 0, SITE_FUNCTION },
    { "getFunctionName", js_call_site, 0, SITE_NAME },
    { "getLineNumber", js_call_site, 0, SITE_LINE },
    { "getMethodName", js_call_site, 0, SITE_METHOD },
    { "getPosition", js_call_site, 0, SITE_COLUMN },
    { "getPromiseIndex", js_call_site, 0, SITE_INDEX },
    { "getScriptNameOrSourceURL", js_call_site, 0, SITE_FILE },
    { "getScriptHash", js_call_site, 0, SITE_HASH },
    { "getThis", js_call_site, 0, SITE_THIS },
    { "getTypeName", js_call_site, 0, SITE_TYPE },
    { "isAsync", js_call_site, 0, SITE_ASYNC },
    { "isConstructor", js_call_site, 0, SITE_CONSTRUCTOR },
    { "isEval", js_call_site, 0, SITE_FALSE },
    { "isNative", js_call_site, 0, SITE_FALSE },
    { "isPromiseAll", js_call_site, 0, SITE_ALL },
    { "isToplevel", js_call_site, 0, SITE_TOP },
    { "toString", js_call_site, 0, SITE_TEXT },
    { NULL, NULL, 0, 0 },
};

void call_site_install(duk_context *ctx)
{
    duk_push_object(ctx);
    js_put_hidden_functions(ctx, functions);
    js_stash_put(ctx, CALL_SITE);
}

/* [ object value ] -> [ object ] */
static void put(duk_context *ctx, int what)
{
    duk_put_prop_string(ctx, -2, keys[what]);
}

static void put_place(duk_context *ctx, const Frame *f)
{
    if (f->file != NULL && !f->native)
        duk_push_string(ctx, f->file);
    else
        duk_push_undefined(ctx);
    put(ctx, SITE_FILE);
    if (f->line > 0)
        duk_push_int(ctx, f->line);
    else
        duk_push_null(ctx);
    put(ctx, SITE_LINE);
    if (f->column > 0)
        duk_push_int(ctx, f->column);
    else
        duk_push_null(ctx);
    put(ctx, SITE_COLUMN);
}

static void put_function(duk_context *ctx, duk_idx_t base, const Frame *f)
{
    if (f->name.len > 0)
        duk_push_lstring(ctx, f->name.ptr, f->name.len);
    else
        duk_push_null(ctx);
    put(ctx, SITE_NAME);
    if (f->construct || f->toplevel)
        duk_push_null(ctx);
    else if (duk_is_function(ctx, base + 1))
        duk_push_literal(ctx, "Function");
    else
        frames_push_type(ctx, base);
    put(ctx, SITE_TYPE);
    if (f->construct)
        duk_push_null(ctx);
    else
        frames_push_method(ctx, base, f);
    put(ctx, SITE_METHOD);
    if (f->strict || f->native)
        return;
    duk_dup(ctx, base);
    put(ctx, SITE_FUNCTION);
    duk_dup(ctx, base + 1);
    put(ctx, SITE_THIS);
}

static void put_async(duk_context *ctx, const Frame *f)
{
    bool all = f->async && f->native;

    duk_push_boolean(ctx, f->async);
    put(ctx, SITE_ASYNC);
    duk_push_boolean(ctx, all && str_is(f->name, "all"));
    put(ctx, SITE_ALL);
    if (all)
        duk_push_int(ctx, f->index);
    else
        duk_push_null(ctx);
    put(ctx, SITE_INDEX);
}

void call_site_push(duk_context *ctx, const Frame *f)
{
    duk_idx_t base = duk_get_top(ctx) - 3;

    duk_push_object(ctx);
    js_stash_get(ctx, CALL_SITE);
    duk_set_prototype(ctx, -2);
    duk_push_bare_object(ctx);
    put_place(ctx, f);
    put_function(ctx, base, f);
    duk_push_boolean(ctx, f->construct);
    put(ctx, SITE_CONSTRUCTOR);
    duk_push_boolean(ctx, f->toplevel);
    put(ctx, SITE_TOP);
    put_async(ctx, f);
    frames_push_text(ctx, base, f);
    put(ctx, SITE_TEXT);
    duk_put_prop_string(ctx, -2, SITE);
    duk_replace(ctx, base);
    duk_set_top(ctx, base + 1);
}
