/* thread_finalize.c: a thread that has its built-in objects without counting them
 * (thread_builtins.c) gives back the rest. */

static void thread_finalize(duk_hthread *thr, duk_hthread *t)
{
    DUK_HOBJECT_DECREF_NORZ_ALLOWNULL(thr, DUK_HOBJECT_GET_PROTOTYPE(thr->heap, &t->obj));
    for (duk_tval *tv = t->valstack; tv < t->valstack_top; tv++)
        DUK_TVAL_DECREF_NORZ(thr, tv);
    for (duk_activation *act = t->callstack_curr; act != NULL; act = act->parent) {
        DUK_HOBJECT_DECREF_NORZ_ALLOWNULL(thr, DUK_ACT_GET_FUNC(act));
        DUK_HOBJECT_DECREF_NORZ_ALLOWNULL(thr, act->var_env);
        DUK_HOBJECT_DECREF_NORZ_ALLOWNULL(thr, act->lex_env);
    }
    DUK_HTHREAD_DECREF_NORZ_ALLOWNULL(thr, t->resumer);
}

DUK_INTERNAL void duk_hobject_refcount_finalize_norz(duk_heap *heap, duk_hobject *h)
{
    if (DUK_UNLIKELY(DUK_HOBJECT_IS_THREAD(h)) &&
        DUK_HEAPHDR_CHECK_FLAG_BITS(&h->hdr, THREAD_BORROWS)) {
        if (DUK_HOBJECT_GET_ENEXT(h) == 0 && DUK_HOBJECT_GET_ASIZE(h) == 0) {
            thread_finalize(heap->heap_thread, (duk_hthread *)h);
            return;
        }
        memset(((duk_hthread *)h)->builtins, 0, sizeof((duk_hthread *)h)->builtins);
    }
    duk_hobject_refcount_finalize_norz_engine(heap, h);
}
