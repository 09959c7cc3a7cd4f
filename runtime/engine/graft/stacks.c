/* stacks.c: the value stacks of threads. Coroutines come and go: the stack of one that
 * has ended, which is all undefined then, is kept for the next. */
#include "runtime/engine/engine.h"

#define STACKS_SIZE 160 /* values: natives called by a coroutine have room */
#define STACKS_MAX 512

DUK_INTERNAL duk_bool_t duk_hthread_init_stacks(duk_heap *heap, duk_hthread *thr)
{
    Engine *engine = heap->heap_udata;
    EngineStacks *s = engine != NULL ? &engine->stacks : NULL;
    duk_size_t n = STACKS_SIZE;

    if (s != NULL && s->n > 0) {
        s->n--;
        thr->valstack = s->memory[s->n];
        n = s->size[s->n];
    } else {
        thr->valstack = DUK_ALLOC(heap, n * sizeof(duk_tval));
        if (thr->valstack == NULL)
            return 0;
        for (duk_size_t i = 0; i < n; i++)
            DUK_TVAL_SET_UNDEFINED(&thr->valstack[i]);
    }
    thr->valstack_end = thr->valstack + DUK_VALSTACK_API_ENTRY_MINIMUM;
    thr->valstack_alloc_end = thr->valstack + n;
    thr->valstack_bottom = thr->valstack;
    thr->valstack_top = thr->valstack;
    return 1;
}

/* The thread is being freed. */
static void stacks_keep(duk_heap *heap, duk_hthread *t)
{
    Engine *engine = heap->heap_udata;
    EngineStacks *s = engine != NULL ? &engine->stacks : NULL;
    duk_size_t n = (duk_size_t)(t->valstack_alloc_end - t->valstack);

    if (s == NULL || t->state != DUK_HTHREAD_STATE_TERMINATED ||
        t->valstack_top != t->valstack || s->n == ENGINE_STACKS || n < STACKS_SIZE ||
        n > STACKS_MAX)
        return;
    s->memory[s->n] = t->valstack;
    s->size[s->n++] = n;
    t->valstack = NULL;
}
