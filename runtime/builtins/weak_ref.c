/* weak_ref.c: WeakRef. */
#include "common/xalloc.h"
#include "runtime/builtins/weak_watch.h"
#include "runtime/engine/array.h"
#include "runtime/engine/engine.h"

typedef struct {
    WeakWatch target; /* of the object that is referred to */
    WeakWatch ref;    /* of the WeakRef */
    unsigned job;     /* in which it is kept already */
} WeakCell;

static void ref_died(Builtins *b, void *data)
{
    WeakCell *cell = data;

    weak_watch_end(b, &cell->target);
    xfree(cell);
}

/* Until the running job ends the object on top stays alive: [ object ] -> [ object ] */
static void keep_during_job(duk_context *ctx, WeakCell *cell)
{
    Builtins *b = js_engine(ctx)->builtins;

    if (cell->job == b->job)
        return;
    cell->job = b->job;
    duk_push_heap_stash(ctx);
    if (!b->keeping) {
        duk_push_array(ctx);
        duk_put_prop_literal(ctx, -2, "kept");
        b->keeping = true;
        js_engine(ctx)->tasks.idle_work = true;
    }
    duk_get_prop_literal(ctx, -1, "kept");
    duk_dup(ctx, -3);
    array_append(ctx, -2);
    duk_pop_2(ctx);
}

/* [ target ] -> [ object ] */
static duk_ret_t weak_ref_constructor(duk_context *ctx)
{
    WeakCell *cell;

    builtin_require_new(ctx, "WeakRef");
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "WeakRef: invalid target");
    builtin_push_prototype(ctx, INTRINSIC_WEAK_REF_PROTOTYPE);
    slots_push_object(ctx, SLOTS_WEAK_REF, 1);
    if (duk_is_symbol(ctx, 0)) {
        duk_dup(ctx, 0);
        slots_put(ctx, 1, 0);
        return 1;
    }
    cell = xcalloc(1, sizeof *cell);
    cell->target = (WeakWatch){ .data = cell };
    cell->ref = (WeakWatch){ .died = ref_died, .data = cell };
    weak_watch_begin(ctx, 1, &cell->ref);
    weak_watch_begin(ctx, 0, &cell->target);
    duk_push_pointer(ctx, cell);
    slots_put(ctx, 1, 0);
    duk_dup(ctx, 0);
    keep_during_job(ctx, cell);
    duk_pop(ctx);
    return 1;
}

/* [ ] -> [ target | undefined ] */
static duk_ret_t weak_ref_deref(duk_context *ctx)
{
    WeakCell *cell;

    builtin_push_this(ctx, SLOTS_WEAK_REF, "WeakRef.prototype.deref");
    slots_get(ctx, 0, 0);
    if (!duk_is_pointer(ctx, 1))
        return 1;
    cell = duk_get_pointer(ctx, 1);
    if (cell->target.address == NULL)
        return 0;
    duk_push_heapptr(ctx, cell->target.address);
    keep_during_job(ctx, cell);
    return 1;
}

void weak_ref_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "WeakRef", weak_ref_constructor, 1, 1,
                                                0 };
    static const ObjectFunction methods[] = { { "deref", weak_ref_deref, 0, 0, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    builtin_class(ctx, &constructor, INTRINSIC_WEAK_REF, INTRINSIC_WEAK_REF_PROTOTYPE,
                  "WeakRef");
    object_put_functions(ctx, -1, methods);
}

bool weak_end_of_job(duk_context *ctx)
{
    Builtins *b = js_engine(ctx)->builtins;

    b->job++;
    if (b->keeping) {
        b->keeping = false;
        duk_push_heap_stash(ctx);
        duk_del_prop_literal(ctx, -1, "kept");
        duk_pop(ctx);
    }
    return finalization_run(ctx);
}
