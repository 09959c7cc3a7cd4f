/* vm.c: internalBinding('vm'): contexts, and running texts in them or here. */
#include "runtime/builtins/realm.h"
#include "runtime/builtins/lowered/program_text.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/engine/internals.h"
#include "runtime/modules/load.h"
#include "runtime/natives.h"
#include "runtime/node/modules.h"
#include "runtime/runtime.h"

/* [ sandbox ] -> [ realm ] */
static duk_ret_t js_make_realm(duk_context *ctx)
{
    realm_push(ctx, 0, modules_install_import);
    return 1;
}

/* [ realm ] -> [ global ] */
static duk_ret_t js_realm_global(duk_context *ctx)
{
    realm_push_global(ctx, 0);
    return 1;
}

/* [ text filename this ] -> [ value ], inside of the realm */
static duk_ret_t run_inside(duk_context *ctx)
{
    load_compile_script(ctx, 0, 1);
    duk_dup(ctx, 2);
    duk_call_method(ctx, 0);
    return 1;
}

/* [ text filename params this ] -> [ function ], inside of the realm */
static duk_ret_t compile_inside(duk_context *ctx)
{
    load_compile_function(ctx, 0, 1, js_get_str(ctx, 2));
    return 1;
}

typedef struct {
    uint64_t stop_at;
    bool set;
} Deadline;

static Deadline set_deadline(duk_context *ctx, double ms)
{
    Runtime *rt = js_runtime(ctx);
    Deadline before = { rt->stop_at, ms > 0 };
    uint64_t at;

    if (!before.set)
        return before;
    at = uv_hrtime() + (uint64_t)(ms * 1e6);
    if (rt->stop_at == 0 || at < rt->stop_at)
        rt->stop_at = at;
    engine_poll++;
    return before;
}

/* Is the time over, by this very deadline? */
static bool end_deadline(duk_context *ctx, Deadline before)
{
    Runtime *rt = js_runtime(ctx);
    bool over;

    if (!before.set)
        return false;
    over = rt->stop_at != before.stop_at && uv_hrtime() >= rt->stop_at;
    rt->stop_at = before.stop_at;
    engine_poll--;
    return over;
}

static duk_ret_t run_safely(duk_context *ctx, void *udata)
{
    (void)udata;
    if (duk_is_object(ctx, 0)) {
        duk_dup(ctx, 1);
        duk_dup(ctx, 2);
        duk_dup(ctx, 3);
        realm_call(ctx, 0, run_inside, 3);
    } else {
        load_compile_script(ctx, 1, 2);
        duk_push_global_object(ctx);
        duk_call_method(ctx, 0);
    }
    return 1;
}

/* [ realm|null text filename this timeout ] -> [ value ] */
static duk_ret_t js_run(duk_context *ctx)
{
    double ms = duk_get_number_default(ctx, 4, 0);
    Deadline before;
    bool over;
    duk_int_t rc;

    duk_set_top(ctx, 4);
    before = set_deadline(ctx, ms);
    rc = duk_safe_call(ctx, run_safely, NULL, 4, 1);
    over = end_deadline(ctx, before);
    if (rc == DUK_EXEC_SUCCESS)
        return 1;
    if (over)
        return js_throw_node(ctx, "Error", "ERR_SCRIPT_EXECUTION_TIMEOUT",
                             "Script execution timed out after %dms", (int)ms);
    return duk_throw(ctx);
}

/* [ text filename ] -> [ ]: SyntaxError where the text is no script */
static duk_ret_t js_check_script(duk_context *ctx)
{
    SourceOptions o = { .goal = COMPILE_SCRIPT, .check = true };

    source_push_lowered(ctx, 0, 1, &o);
    return 0;
}

/* [ realm|null text filename params ] -> [ function ] */
static duk_ret_t js_compile_function(duk_context *ctx)
{
    if (!duk_is_object(ctx, 0)) {
        load_compile_function(ctx, 1, 2, js_get_str(ctx, 3));
        return 1;
    }
    duk_dup(ctx, 1);
    duk_dup(ctx, 2);
    duk_dup(ctx, 3);
    realm_call(ctx, 0, compile_inside, 3);
    return 1;
}

void js_init_vm(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "makeRealm", js_make_realm, 1, 0 },
        { "realmGlobal", js_realm_global, 1, 0 },
        { "run", js_run, 5, 0 },
        { "checkScript", js_check_script, 2, 0 },
        { "compileFunction", js_compile_function, 4, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
