/* mark_rest.c: what marking has left for later: see mark.c. */

DUK_LOCAL void duk__mark_temproots_by_heap_scan(duk_heap *heap)
{
    Engine *engine = heap->heap_udata;
    EngineMarks *m = engine != NULL ? &engine->marks : NULL;

    while (m != NULL && m->n > 0)
        duk__mark_hobject(heap, m->waiting[--m->n]);
    if (m != NULL) {
        DUK_FREE_RAW(heap, m->waiting);
        *m = (EngineMarks){ 0 };
    }
    duk__mark_temproots_by_heap_scan_engine(heap);
}
