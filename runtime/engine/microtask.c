/* microtask.c: two queues whose values live on the stacks of threads of the engine: that
 * is where its garbage collector finds them, and moving values between stacks is cheap.
 */
#include "runtime/engine/microtask.h"

#include "common/xalloc.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/error.h"
#include "runtime/engine/internals.h"

/* What has run is cleared away when it is this much, and more than what waits. */
#define COMPACT_AT 512

static bool is_empty(const MicrotaskQueue *q)
{
    return q->head == q->len;
}

/* Everything moves down to the stack's bottom. */
static void compact(MicrotaskQueue *q)
{
    engine_drop_bottom(q->values, q->value_head);
    memmove(q->entries, q->entries + q->head, (q->len - q->head) * sizeof *q->entries);
    q->len -= q->head;
    q->head = 0;
    q->value_head = 0;
}

static void add_entry(MicrotaskQueue *q, MicrotaskEntry e)
{
    if (q->len == q->cap) {
        q->cap = q->cap ? q->cap * 2 : 64;
        q->entries = xreallocarray(q->entries, q->cap, sizeof *q->entries);
    }
    q->entries[q->len++] = e;
}

/* [ values… ] -> [ ] */
static void push(duk_context *ctx, MicrotaskQueue *q, const char *name, MicrotaskEntry e)
{
    if (q->values == NULL) {
        duk_push_thread(ctx);
        q->values = duk_get_context(ctx, -1);
        js_stash_put(ctx, name);
    }
    if (!duk_check_stack(q->values, e.n + 1))
        (void)js_throw_node(ctx, "RangeError", "ERR_OUT_OF_RANGE",
                            "too many microtasks are waiting");
    duk_xmove_top(q->values, ctx, e.n);
    add_entry(q, e);
}

/* [ fn args… ] -> [ fn undefined args… ] */
static void insert_this(duk_context *ctx, duk_idx_t n)
{
    duk_push_undefined(ctx);
    duk_insert(ctx, -(n + 1));
}

void microtask_push_tick(duk_context *ctx, duk_idx_t n)
{
    insert_this(ctx, n);
    push(ctx, &js_engine(ctx)->tasks.ticks, "ticks", (MicrotaskEntry){ .n = (int)n + 2 });
}

void microtask_push_call(duk_context *ctx, duk_idx_t n)
{
    insert_this(ctx, n);
    push(ctx, &js_engine(ctx)->tasks.microtasks, "microtasks",
         (MicrotaskEntry){ .n = (int)n + 2 });
}

void microtask_push_job(duk_context *ctx, MicrotaskJob job, duk_idx_t n)
{
    push(ctx, &js_engine(ctx)->tasks.microtasks, "microtasks",
         (MicrotaskEntry){ .job = job, .n = (int)n });
}

void microtask_push_reaction(duk_context *ctx, MicrotaskReaction reaction, bool rejected)
{
    push(ctx, &js_engine(ctx)->tasks.microtasks, "microtasks",
         (MicrotaskEntry){ .reaction = reaction, .n = 2, .rejected = rejected });
}

/* Takes the first entry off and runs it. */
static void run_first(duk_context *ctx, MicrotaskQueue *q)
{
    MicrotaskEntry e = q->entries[q->head++];
    duk_idx_t top = duk_get_top(ctx);
    Engine *engine = js_engine(ctx);

    duk_require_stack(ctx, e.n + 8);
    engine_move(ctx, q->values, q->value_head, e.n);
    q->value_head += e.n;
    if (q->head == q->len || (q->head > COMPACT_AT && q->head > q->len - q->head))
        compact(q);
    engine->reaction_object = NULL;
    if (e.reaction != NULL) {
        engine->reaction = e.reaction;
        engine->reaction_object = duk_get_heapptr(ctx, top);
        e.reaction(ctx, e.rejected);
    } else if (e.job != NULL)
        e.job(ctx);
    else
        duk_call_method(ctx, e.n - 2);
    duk_set_top(ctx, top);
}

static duk_ret_t run_all(duk_context *ctx, void *udata)
{
    Microtasks *m = udata;

    do {
        while (!is_empty(&m->ticks))
            run_first(ctx, &m->ticks);
        while (!is_empty(&m->microtasks))
            run_first(ctx, &m->microtasks);
        m->idle_work = false;
    } while (!is_empty(&m->ticks) || (m->when_empty != NULL && m->when_empty(ctx)));
    return 0;
}

void microtask_drain(duk_context *ctx)
{
    Microtasks *m = &js_engine(ctx)->tasks;

    if (m->draining)
        return;
    m->draining = true;
    while (!is_empty(&m->ticks) || !is_empty(&m->microtasks) || m->idle_work) {
        if (duk_safe_call(ctx, run_all, m, 0, 1) != DUK_EXEC_SUCCESS)
            js_uncaught(ctx);
        else
            duk_pop(ctx);
    }
    m->draining = false;
    js_engine(ctx)->reaction_object = NULL;
}

void microtask_set_when_empty(duk_context *ctx, bool (*fn)(duk_context *ctx))
{
    js_engine(ctx)->tasks.when_empty = fn;
}
