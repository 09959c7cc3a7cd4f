/* room.c: the table of an object that is being made, in one piece. Part of prelude.c. */

/* Room for n properties of an object that has none. */
static void object_room(duk_hthread *thr, duk_hobject *h, duk_uint32_t n)
{
    void *memory = DUK_ALLOC_CHECKED(thr, DUK_HOBJECT_P_COMPUTE_SIZE(n, 0, 0));

    DUK_HOBJECT_SET_PROPS(thr->heap, h, memory);
    DUK_HOBJECT_SET_ESIZE(h, n);
}
