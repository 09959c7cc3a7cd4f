/* collect.c: collecting garbage, by how much the heap has grown (see engine.h). */
#include <malloc.h>

/* Given back to the system, where a collection has freed so much. */
#define WORTH_TRIMMING ((size_t)32 << 20)

void engine_collect_soon(duk_context *ctx)
{
    ctx->heap->ms_trigger_counter = 0;
}

static void set_limit(EngineMemory *m, size_t before)
{
    size_t freed = before > m->used ? before - m->used : 0;

    m->limit = m->used * 2 + ENGINE_MIN_GROWTH;
    if (freed > WORTH_TRIMMING && freed > m->used / 2)
        malloc_trim(0);
}

DUK_INTERNAL void duk_heap_mark_and_sweep(duk_heap *heap, duk_small_uint_t flags)
{
    Engine *engine = heap->heap_udata;
    size_t before = engine != NULL ? engine->memory.used : 0;

    duk_heap_mark_and_sweep_engine(heap, flags);
    if (engine != NULL)
        set_limit(&engine->memory, before);
}
