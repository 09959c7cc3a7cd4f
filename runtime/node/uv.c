/* uv.c: internalBinding('uv'): names and texts of libuv's error numbers. */
#include <uv.h>

#include "common/bug.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"

#define ENTRY(name, text) { UV_##name, #name, text },
static const struct {
    int number;
    const char *name, *text;
} entries[] = { UV_ERRNO_MAP(ENTRY) };
#undef ENTRY

static void push_pair(duk_context *ctx, const char *name, const char *text)
{
    duk_push_array(ctx);
    duk_push_string(ctx, name);
    duk_put_prop_index(ctx, -2, 0);
    duk_push_string(ctx, text);
    duk_put_prop_index(ctx, -2, 1);
}

/* [ errno ] -> [ [name, text] ] */
static duk_ret_t js_entry(duk_context *ctx)
{
    double n = duk_to_number(ctx, 0);
    char name[64];

    for (size_t i = 0; i < ARRAY_LEN(entries); i++) {
        if (entries[i].number == n) {
            push_pair(ctx, entries[i].name, entries[i].text);
            return 1;
        }
    }
    snprintf(name, sizeof name, "Unknown system error %.0f", n);
    push_pair(ctx, name, name);
    return 1;
}

/* [ ] -> [ [[errno, name, text]…] ] */
static duk_ret_t js_list(duk_context *ctx)
{
    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < ARRAY_LEN(entries); i++) {
        duk_push_array(ctx);
        duk_push_int(ctx, entries[i].number);
        duk_put_prop_index(ctx, -2, 0);
        duk_push_string(ctx, entries[i].name);
        duk_put_prop_index(ctx, -2, 1);
        duk_push_string(ctx, entries[i].text);
        duk_put_prop_index(ctx, -2, 2);
        duk_put_prop_index(ctx, -2, i);
    }
    return 1;
}

void js_init_uv(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "entry", js_entry, 1, 0 },
        { "list", js_list, 0, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
