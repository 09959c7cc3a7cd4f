/* thread_finalize.c: a thread that has its built-in objects without counting them
 * (thread_builtins.c) gives none back. */

DUK_INTERNAL void duk_hobject_refcount_finalize_norz(duk_heap *heap, duk_hobject *h)
{
    if (DUK_UNLIKELY(DUK_HOBJECT_IS_THREAD(h)) &&
        DUK_HEAPHDR_CHECK_FLAG_BITS(&h->hdr, THREAD_BORROWS))
        memset(((duk_hthread *)h)->builtins, 0, sizeof ((duk_hthread *)h)->builtins);
    duk_hobject_refcount_finalize_norz_engine(heap, h);
}
