/* thread_builtins.c: the built-in objects of a new thread. Those of the main realm live
 * as long as the heap's own thread, which never goes: other threads of that realm (every
 * coroutine is one) have them without counting it. */

DUK_INTERNAL void duk_hthread_copy_builtin_objects(duk_hthread *thr_from,
                                                   duk_hthread *thr_to)
{
    duk_hthread *main = thr_from->heap->heap_thread;

    if (DUK_UNLIKELY(memcmp(thr_from->builtins, main->builtins, sizeof main->builtins) !=
                     0)) {
        duk_hthread_copy_builtin_objects_engine(thr_from, thr_to);
        return;
    }
    memcpy(thr_to->builtins, main->builtins, sizeof main->builtins);
    DUK_HEAPHDR_SET_FLAG_BITS(&thr_to->obj.hdr, THREAD_BORROWS);
}
