/* fuzz_lower.c: the compiler on any bytes: lowered text that the engine's compiler takes,
 * or an error; never a crash. */
#include <stdio.h>
#include <stdlib.h>

#include "runtime/compiler/compile.h"
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

/* Nothing but the engine's own limits (a RangeError) may stand in the way, and what is
 * wrong with a regular expression; bytes that are no UTF-8 the runtime replaces before.
 */
static void check_compiles(const Compiled *c)
{
    duk_context *ctx = engine();

    duk_push_lstring(ctx, c->text.ptr, c->text.len);
    duk_push_string(ctx, "fuzz");
    if (duk_pcompile(ctx, 0) != 0 &&
        duk_get_error_code(ctx, -1) == DUK_ERR_SYNTAX_ERROR &&
        strstr(duk_safe_to_string(ctx, -1), "regular expression") == NULL &&
        strstr(duk_safe_to_string(ctx, -1), "source decode failed") == NULL) {
        fprintf(stderr, "%s\n%.*s\n", duk_safe_to_string(ctx, -1), (int)c->text.len,
                c->text.ptr);
        abort();
    }
    duk_pop(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const CompileGoal goals[] = { COMPILE_SCRIPT, COMPILE_COMMONJS, COMPILE_EVAL };

    for (int i = 0; i < 3; i++) {
        Arena a = { 0 };
        CompileOptions o = { .goal = goals[i], .name = "fuzz", .params = STR("exports") };
        Compiled c;
        Diag d;

        if (compile(&a, str_n((const char *)data, size), &o, &c, &d) == 0)
            check_compiles(&c);
        arena_release(&a);
    }
    return 0;
}
