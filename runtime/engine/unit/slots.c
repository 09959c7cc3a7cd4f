/* slots.c: objects with internal slots (engine/object.h). Part of the engine's unit. */

static const char *const slot_classes[] = {
#define X(kind, name) name,
    SLOT_KINDS(X)
#undef X
};

/* Keys: one for each kind, which is the key of an object's first slot, and those of the
 * further slots. They are made when first needed and live as long as the heap. */
static DUK_NOINLINE duk_hstring *slot_key_make(duk_hthread *thr, int n)
{
    EngineSlots *s = &((Engine *)thr->heap->heap_udata)->slots;
    duk_hstring *key;

    duk_push_heap_stash(thr);
    duk_push_sprintf(thr, DUK_HIDDEN_SYMBOL("slot%d"), n);
    key = duk_known_hstring(thr, -1);
    duk_push_true(thr);
    duk_put_prop(thr, -3);
    duk_pop(thr);
    s->keys[n] = key;
    return key;
}

static inline duk_hstring *slot_key(duk_hthread *thr, int n)
{
    duk_hstring *key = ((Engine *)thr->heap->heap_udata)->slots.keys[n];

    return DUK_LIKELY(key != NULL) ? key : slot_key_make(thr, n);
}

/* The keys of the slots of an object: kind's own, then SLOTS_KINDS … */
static void fill_slots(duk_hthread *thr, duk_hobject *h, SlotsKind kind, int n)
{
    fill_entry(thr, h, slot_key(thr, (int)kind), 0);
    for (int i = 1; i < n; i++)
        fill_entry(thr, h, slot_key(thr, SLOTS_KINDS + i), 0);
}

static void make_slot_keys(duk_hthread *thr, SlotsKind kind, int n)
{
    slot_key(thr, (int)kind);
    for (int i = 1; i < n; i++)
        slot_key(thr, SLOTS_KINDS + i);
}

void slots_push_object(duk_context *ctx, SlotsKind kind, int n)
{
    duk_hobject *proto = duk_get_hobject(ctx, -1), *h;

    make_slot_keys(ctx, kind, n);
    h = duk_push_object_helper_proto(ctx,
                                     DUK_HOBJECT_FLAG_EXTENSIBLE |
                                         DUK_HOBJECT_FLAG_FASTREFS |
                                         DUK_HOBJECT_CLASS_AS_FLAGS(
                                             DUK_HOBJECT_CLASS_OBJECT),
                                     proto);
    object_room(ctx, h, (duk_uint32_t)n);
    fill_slots(ctx, h, kind, n);
    duk_replace(ctx, -2);
}

void slots_push_closure(duk_context *ctx, duk_c_function fn, int nargs, int length, int n)
{
    ObjectFunction f = { "", fn, (short)nargs, (short)length, 0 };
    duk_hobject *h;

    make_slot_keys(ctx, SLOTS_CLOSURE, n);
    duk_push_hstring_empty(ctx);
    h = push_native(ctx, &f, 0, (duk_uint32_t)n);
    fill_slots(ctx, h, SLOTS_CLOSURE, n);
}

/* Where an object's first slot is: closures have length and name before. Programs may
 * delete those two, but that moves nothing. */
static inline duk_uint32_t slot_base(duk_hobject *h)
{
    return DUK_HOBJECT_IS_NATFUNC(h) ? 2 : 0;
}

/* After deletions and additions the engine packs an object's table: then the slots of a
 * closure stand elsewhere. */
static duk_tval *slot_search(duk_hthread *thr, duk_hobject *h, duk_hstring *key)
{
    duk_int_t at = lookup_entry(thr->heap, h, key);

    return at < 0 ? NULL : DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
}

static inline duk_hobject *slots_object(duk_hthread *thr, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(thr, i);

    return h == NULL || DUK_HOBJECT_IS_PROXY(h) ? NULL : h;
}

/* NULL where the object has no such slot. */
static inline duk_tval *slot_tval(duk_hthread *thr, duk_hobject *h, int slot,
                                  int key_index)
{
    duk_hstring *key = slot_key(thr, key_index);
    duk_uint32_t at = slot_base(h) + (duk_uint32_t)slot;

    if (DUK_LIKELY(at < DUK_HOBJECT_GET_ENEXT(h) &&
                   DUK_HOBJECT_E_GET_KEY(thr->heap, h, at) == key))
        return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    return slot_base(h) == 0 ? NULL : slot_search(thr, h, key);
}

bool slots_is(duk_context *ctx, duk_idx_t i, SlotsKind kind)
{
    duk_hobject *h = slots_object(ctx, i);

    return h != NULL && slot_tval(ctx, h, 0, (int)kind) != NULL;
}

static SlotsKind kind_of(duk_hthread *thr, duk_hobject *h)
{
    EngineSlots *s = &((Engine *)thr->heap->heap_udata)->slots;
    duk_hstring *key;

    if (DUK_HOBJECT_IS_PROXY(h) || DUK_HOBJECT_GET_ENEXT(h) == 0)
        return SLOTS_NONE;
    key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, 0);
    if (key == NULL || !DUK_HSTRING_HAS_HIDDEN(key))
        return SLOTS_NONE;
    for (int i = 1; i < SLOTS_KINDS; i++) {
        if (s->keys[i] == key)
            return (SlotsKind)i;
    }
    return SLOTS_NONE;
}

SlotsKind slots_kind(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(ctx, i);

    return h == NULL ? SLOTS_NONE : kind_of(ctx, h);
}

const char *slots_class(SlotsKind kind)
{
    return slot_classes[kind];
}

_Noreturn static DUK_NOINLINE void slot_missing(duk_hthread *thr)
{
    DUK_ERROR_RAW(thr, NULL, 0, DUK_ERR_TYPE_ERROR, "Receiver has no internal slots");
    for (;;)
        ;
}

/* The first slot's key says the kind, so slots are taken by their place (closures:
 * searched). */
static inline duk_tval *slot_known(duk_hthread *thr, duk_hobject *h, int slot)
{
    duk_tval *tv;

    if (DUK_LIKELY(!DUK_HOBJECT_IS_NATFUNC(h))) {
        if (DUK_UNLIKELY((duk_uint32_t)slot >= DUK_HOBJECT_GET_ENEXT(h)))
            slot_missing(thr);
        return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, slot);
    }
    tv = slot_tval(thr, h, slot, slot > 0 ? SLOTS_KINDS + slot : SLOTS_CLOSURE);
    if (DUK_UNLIKELY(tv == NULL))
        slot_missing(thr);
    return tv;
}

static inline duk_tval *slot_at(duk_hthread *thr, duk_idx_t i, int slot)
{
    duk_tval *tv = duk_get_tval(thr, i);

    return slot_known(thr,
                      DUK_LIKELY(tv != NULL && DUK_TVAL_IS_OBJECT(tv))
                          ? DUK_TVAL_GET_OBJECT(tv)
                          : duk_require_hobject(thr, i),
                      slot);
}

void slots_get(duk_context *ctx, duk_idx_t i, int slot)
{
    duk_push_tval(ctx, slot_at(ctx, i, slot));
}

void slots_put(duk_context *ctx, duk_idx_t i, int slot)
{
    duk_hthread *thr = ctx;
    duk_tval *tv = slot_at(ctx, i, slot), *top = --thr->valstack_top, old;

    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_TVAL(tv, top);
    DUK_TVAL_SET_UNDEFINED(top);
    DUK_TVAL_DECREF(thr, &old); /* side effects */
}

int slots_int(duk_context *ctx, duk_idx_t i, int slot)
{
    duk_tval *tv = slot_at(ctx, i, slot);

    if (DUK_LIKELY(DUK_TVAL_IS_FASTINT(tv)))
        return DUK_TVAL_GET_FASTINT_I32(tv);
    return DUK_TVAL_IS_NUMBER(tv) ? (int)DUK_TVAL_GET_NUMBER(tv) : 0;
}

void slots_put_int(duk_context *ctx, duk_idx_t i, int slot, int value)
{
    duk_hthread *thr = ctx;
    duk_tval *tv = slot_at(ctx, i, slot), old;

    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_I32(tv, value);
    DUK_TVAL_DECREF(thr, &old); /* side effects */
}

void slots_get_callee(duk_context *ctx, int slot)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = DUK_ACT_GET_FUNC(thr->callstack_curr);

    duk_push_tval(thr, slot_known(thr, h, slot));
}
