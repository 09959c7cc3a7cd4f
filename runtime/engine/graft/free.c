/* free.c: tells when an object dies that something refers to weakly (weak_watch). The
 * engine's flag against tail calls, which we have none of, marks such objects; native
 * functions of the engine carry it too. */

static void stacks_keep(duk_heap *heap, duk_hthread *t);

#define WEAKLY_WATCHED DUK_HOBJECT_FLAG_NOTAIL

DUK_INTERNAL void duk_free_hobject(duk_heap *heap, duk_hobject *h)
{
    if (DUK_UNLIKELY(DUK_HEAPHDR_CHECK_FLAG_BITS(&h->hdr, WEAKLY_WATCHED)))
        weak_object_died(heap->heap_udata, h);
    if (DUK_UNLIKELY(DUK_HOBJECT_IS_THREAD(h)))
        stacks_keep(heap, (duk_hthread *)h);
    duk_free_hobject_engine(heap, h);
}
