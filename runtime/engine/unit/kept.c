/* kept.c: a heap that one process makes and another goes on with (runtime/snapshot.h).
 * Part of the engine's unit.
 *
 * The hashes of strings begin with a number that nobody should know beforehand, or a
 * program that takes names from outside could be made slow. The strings of the kept heap
 * have hashes that everybody can know, but these strings are known, too: they stay in a
 * table of their own (graft/intern.c), which never changes, and never die. All others
 * are found in the engine's table, by a hash that each process chooses. */

/* A value's unused half is whatever was on the stack; here it is zero. */
static void clean_values(duk_tval *tv, duk_size_t n)
{
    for (; n > 0; n--, tv++) {
        if (!DUK_TVAL_IS_LIGHTFUNC(tv))
            tv->v_extra = 0;
    }
}

static void clean_object(duk_heap *heap, duk_hobject *h)
{
    for (duk_uint32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        if (DUK_HOBJECT_E_GET_KEY(heap, h, i) != NULL &&
            !DUK_HOBJECT_E_SLOT_IS_ACCESSOR(heap, h, i))
            clean_values(DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(heap, h, i), 1);
    }
    clean_values(DUK_HOBJECT_A_GET_BASE(heap, h), DUK_HOBJECT_GET_ASIZE(h));
    if (DUK_HOBJECT_IS_COMPFUNC(h)) {
        duk_hcompfunc *f = (duk_hcompfunc *)h;

        clean_values(DUK_HCOMPFUNC_GET_CONSTS_BASE(heap, f),
                     DUK_HCOMPFUNC_GET_CONSTS_COUNT(heap, f));
    } else if (DUK_HOBJECT_IS_THREAD(h)) {
        duk_hthread *t = (duk_hthread *)h;

        clean_values(t->valstack, (duk_size_t)(t->valstack_alloc_end - t->valstack));
    }
}

static void keep_string(KeptStrings *k, duk_hstring *h)
{
    duk_uint32_t bit = kept_bit(DUK_HSTRING_GET_DATA(h), DUK_HSTRING_GET_BYTELEN(h));
    duk_uint32_t at = DUK_HSTRING_GET_HASH(h) & k->mask;

    while (k->strings[at] != NULL)
        at = (at + 1) & k->mask;
    k->strings[at] = h;
    k->hashes[at] = DUK_HSTRING_GET_HASH(h);
    k->filter[bit / 32] |= 1u << bit % 32;
    h->hdr.h_refcount++;
}

static void *alloc_zeroed(duk_heap *heap, size_t size)
{
    void *p = heap->alloc_func(heap->heap_udata, size);

    return p != NULL ? memset(p, 0, size) : NULL;
}

/* The strings leave their table, which is empty then, for the kept ones'. */
static bool keep_strings(duk_heap *heap, Engine *engine)
{
    KeptStrings *k = alloc_zeroed(heap, sizeof *k);
    size_t room = 64;
    duk_hstring **empty =
        alloc_zeroed(heap, DUK_USE_STRTAB_MINSIZE * sizeof *heap->strtable);

    while (room * 2 < heap->st_count * 3)
        room *= 2;
    if (k == NULL || empty == NULL)
        return false;
    k->strings = alloc_zeroed(heap, room * sizeof *k->strings);
    k->hashes = alloc_zeroed(heap, room * sizeof *k->hashes);
    if (k->strings == NULL || k->hashes == NULL)
        return false;
    k->mask = (duk_uint32_t)room - 1;
    k->seed = heap->hash_seed;
    for (duk_uint32_t i = 0; i < heap->st_size; i++) {
        for (duk_hstring *h = heap->strtable[i]; h != NULL; h = h->hdr.h_next)
            keep_string(k, h);
    }
    heap->free_func(heap->heap_udata, heap->strtable);
    heap->strtable = empty;
    heap->st_size = DUK_USE_STRTAB_MINSIZE;
    heap->st_mask = heap->st_size - 1;
    heap->st_count = 0;
    engine->kept = k;
    return true;
}

bool engine_freeze(duk_context *ctx)
{
    duk_heap *heap = ((duk_hthread *)ctx)->heap;

    duk_gc(ctx, 0);
    duk_gc(ctx, 0);
    for (duk_heaphdr *h = heap->heap_allocated; h != NULL; h = h->h_next) {
        if (DUK_HEAPHDR_IS_OBJECT(h))
            clean_object(heap, (duk_hobject *)h);
    }
    memset(heap->rnd_state, 0, sizeof heap->rnd_state);
    memset(constant_recent, 0, sizeof constant_recent); /* hints */
    return keep_strings(heap, heap->heap_udata);
}

void engine_thaw(duk_context *ctx, const uint64_t seed[2])
{
    duk_heap *heap = ((duk_hthread *)ctx)->heap;

    heap->hash_seed = (duk_uint32_t)seed[0];
    heap->rnd_state[0] = seed[1];
    duk_util_tinyrandom_prepare_seed(ctx);
}
