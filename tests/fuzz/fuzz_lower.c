/* fuzz_lower.c: the compiler on any bytes: lowered text that the engine's compiler takes,
 * or an error; never a crash. */
#include <duktape.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/compiler/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the engine says of the lowered text: nothing but its own limits may stand in the
 * way. */
static void check_compiles(const Compiled *c)
{
    duk_context *ctx = duk_create_heap_default();

    if (ctx == NULL)
        return;
    duk_push_lstring(ctx, c->text.ptr, c->text.len);
    duk_push_string(ctx, "fuzz");
    if (duk_pcompile(ctx, 0) != 0 &&
        duk_get_error_code(ctx, -1) == DUK_ERR_SYNTAX_ERROR) {
        fprintf(stderr, "%s\n%.*s\n", duk_safe_to_string(ctx, -1), (int)c->text.len,
                c->text.ptr);
        abort();
    }
    duk_destroy_heap(ctx);
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
