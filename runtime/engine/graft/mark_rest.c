/* mark_rest.c: what marking has left for later: see mark.c. */

/* The names that the executor looks for: a program may have nothing left that has them.
 */
static void mark_names(duk_heap *heap, const Engine *engine)
{
    void *const names[] = { engine->iterator_key, engine->next_key, engine->then_key,
                            engine->fields_key };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i] != NULL)
            duk__mark_heaphdr(heap, names[i]);
    }
    for (int i = 0; i < ENGINE_HELPER_OPS; i++) {
        if (engine->helper_keys[i] != NULL)
            duk__mark_heaphdr(heap, engine->helper_keys[i]);
    }
    for (int i = 0; i < 128; i++) {
        if (engine->characters[i] != NULL)
            duk__mark_heaphdr(heap, engine->characters[i]);
    }
    for (int i = 0; i < ENGINE_RECORD_SLOTS; i++) {
        if (engine->record_keys[i] != NULL)
            duk__mark_heaphdr(heap, engine->record_keys[i]);
    }
}

DUK_LOCAL void duk__mark_temproots_by_heap_scan(duk_heap *heap)
{
    Engine *engine = heap->heap_udata;
    EngineMarks *m = engine != NULL ? &engine->marks : NULL;

    if (engine != NULL)
        mark_names(heap, engine);
    while (m != NULL && m->n > 0)
        duk__mark_hobject(heap, m->waiting[--m->n]);
    if (m != NULL) {
        DUK_FREE_RAW(heap, m->waiting);
        *m = (EngineMarks){ 0 };
    }
    duk__mark_temproots_by_heap_scan_engine(heap);
}
