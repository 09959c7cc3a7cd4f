/* table_head.h: the storage of a Map or Set (engine/unit/table.c), which the executor
 * goes through itself (iterate.c). */

typedef struct {
    duk_uint32_t used; /* entries, holes among them */
    duk_uint32_t live;
    duk_uint32_t room;    /* entries that fit */
    duk_uint32_t mask;    /* size of the index - 1; 0: none */
    duk_uint32_t moved;   /* the storage has moved: slots[] are the places of the holes */
    duk_uint32_t slots[]; /* entry numbers, TABLE_FREE: none */
} TableHead;

/* Programs never see the storage: an array without prototype. Its head is its first
 * entry, the storage that replaced it the second. */
static inline TableHead *table_head(duk_hthread *thr, duk_hobject *s)
{
    duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, s, 0);

    return (TableHead *)(void *)DUK_HBUFFER_FIXED_GET_DATA_PTR(
        thr->heap, (duk_hbuffer_fixed *)DUK_TVAL_GET_BUFFER(tv));
}

static inline duk_tval *table_entry(duk_hthread *thr, duk_hobject *s, duk_uint32_t i)
{
    return DUK_HOBJECT_A_GET_BASE(thr->heap, s) + (size_t)i * 2;
}
