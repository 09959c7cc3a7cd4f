/* room.c: the table of an object that is being made, in one piece. Part of prelude.c. */

/* Room for n properties of an object that has none. */
static void object_room(duk_hthread *thr, duk_hobject *h, duk_uint32_t n)
{
    void *memory = DUK_ALLOC_CHECKED(thr, DUK_HOBJECT_P_COMPUTE_SIZE(n, 0, 0));

    DUK_HOBJECT_SET_PROPS(thr->heap, h, memory);
    DUK_HOBJECT_SET_ESIZE(h, n);
}

/* The same where objects of so many have a hash, which is the engine's to make. */
static inline void object_room_any(duk_hthread *thr, duk_hobject *h, duk_uint32_t n)
{
    if (n >= DUK_USE_HOBJECT_HASH_PROP_LIMIT)
        duk_hobject_resize_entrypart(thr, h, n);
    else if (n > 0)
        object_room(thr, h, n);
}

/* Room for n elements of an array that has no properties: holes. */
static void array_room(duk_hthread *thr, duk_hobject *h, duk_uint32_t n)
{
    duk_tval *tv;
    void *memory;

    if (n == 0)
        return;
    memory = DUK_ALLOC_CHECKED(thr, DUK_HOBJECT_P_COMPUTE_SIZE(0, n, 0));
    DUK_HOBJECT_SET_PROPS(thr->heap, h, memory);
    DUK_HOBJECT_SET_ASIZE(h, n);
    tv = DUK_HOBJECT_A_GET_BASE(thr->heap, h);
    for (duk_uint32_t i = 0; i < n; i++)
        DUK_TVAL_SET_UNUSED(tv + i);
}
