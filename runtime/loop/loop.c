/* loop.c: opening and turning the loop. */
#include "runtime/loop/loop.h"

#include "runtime/engine/engine.h"
#include "runtime/engine/error.h"

uv_loop_t *loop_of(duk_context *ctx)
{
    Loop *l = js_engine(ctx)->loop;
    int rc;

    if (l->open)
        return &l->uv;
    rc = uv_loop_init(&l->uv);
    if (rc < 0)
        js_throw_uv(ctx, rc, "uv_loop_init", NULL, NULL);
    l->uv.data = l;
    l->open = true;
    return &l->uv;
}

void loop_run(Loop *l)
{
    if (l->open)
        uv_run(&l->uv, UV_RUN_DEFAULT);
}

bool loop_is_alive(const Loop *l)
{
    return l->open && uv_loop_alive(&l->uv);
}
