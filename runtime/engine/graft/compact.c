/* compact.c: when memory gives out the engine makes its objects smaller. The storage of a
 * Map (engine/unit/table.c) keeps its size. */

DUK_INTERNAL void duk_hobject_compact_props(duk_hthread *thr, duk_hobject *obj)
{
    Engine *engine = thr->heap->heap_udata;

    if (engine != NULL && DUK_HOBJECT_GET_ENEXT(obj) > 0 &&
        DUK_HOBJECT_E_GET_KEY(thr->heap, obj, 0) != NULL &&
        DUK_HOBJECT_E_GET_KEY(thr->heap, obj, 0) == engine->slots.keys[SLOTS_TABLE])
        return;
    duk_hobject_compact_props_engine(thr, obj);
}
