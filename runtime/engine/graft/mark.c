/* mark.c: marking what is reachable. The engine recurses, to a depth of
 * DUK_USE_MARK_AND_SWEEP_RECLIMIT; what lies deeper (a long list, a chain of promises) it
 * finds by walking over the whole heap again and again, which takes time by its square.
 * Ours puts it on a stack, and falls back to the engine's way where there is no memory.
 */

static bool mark_later(duk_heap *heap, duk_heaphdr *h)
{
    Engine *engine = heap->heap_udata;
    EngineMarks *m;

    if (engine == NULL)
        return false;
    m = &engine->marks;
    if (m->n == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 1024;
        void **waiting = DUK_REALLOC_RAW(heap, m->waiting, cap * sizeof *waiting);

        if (waiting == NULL)
            return false;
        m->waiting = waiting;
        m->cap = cap;
    }
    m->waiting[m->n++] = h;
    return true;
}

DUK_LOCAL void duk__mark_heaphdr(duk_heap *heap, duk_heaphdr *h)
{
    if (h == NULL || DUK_HEAPHDR_HAS_REACHABLE(h))
        return;
    if (DUK_HEAPHDR_GET_TYPE(h) != DUK_HTYPE_OBJECT) {
        DUK_HEAPHDR_SET_REACHABLE(h);
        return;
    }
    if (DUK_UNLIKELY(heap->ms_recursion_depth >= DUK_USE_MARK_AND_SWEEP_RECLIMIT)) {
        if (mark_later(heap, h))
            DUK_HEAPHDR_SET_REACHABLE(h);
        else
            duk__mark_heaphdr_engine(heap, h);
        return;
    }
    DUK_HEAPHDR_SET_REACHABLE(h);
    heap->ms_recursion_depth++;
    duk__mark_hobject(heap, (duk_hobject *)h);
    heap->ms_recursion_depth--;
}
