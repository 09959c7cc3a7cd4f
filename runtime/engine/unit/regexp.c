/* regexp.c: regular expressions as objects (engine/regexp_object.h). Part of the engine's
 * unit. */

#include "runtime/engine/regexp_object.h"

bool regexp_is(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(ctx, i);

    return h != NULL && DUK_HOBJECT_GET_CLASS_NUMBER(h) == DUK_HOBJECT_CLASS_REGEXP &&
           DUK_HOBJECT_GET_ENEXT(h) > 0 &&
           DUK_HOBJECT_E_GET_KEY(((duk_hthread *)ctx)->heap, h, 0) ==
               slot_key(ctx, SLOTS_REGEXP);
}

void regexp_push_object(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    duk_hobject *proto = duk_get_hobject(thr, -2), *h;
    duk_tval *tv;

    make_slot_keys(thr, SLOTS_REGEXP, 1);
    h = duk_push_object_helper_proto(thr,
                                     DUK_HOBJECT_FLAG_EXTENSIBLE |
                                         DUK_HOBJECT_FLAG_FASTREFS |
                                         DUK_HOBJECT_CLASS_AS_FLAGS(
                                             DUK_HOBJECT_CLASS_REGEXP),
                                     proto);
    duk_hobject_realloc_props(thr, h, 2, 0, 0, 0);
    tv = fill_entry(thr, h, slot_key(thr, SLOTS_REGEXP), 0);
    DUK_TVAL_SET_TVAL(tv, thr->valstack_top - 2);
    DUK_TVAL_INCREF(thr, tv);
    tv = fill_entry(thr, h, DUK_HTHREAD_STRING_LAST_INDEX(thr), DUK_PROPDESC_FLAGS_W);
    DUK_TVAL_SET_U32(tv, 0);
    duk_replace(thr, -3);
    duk_pop(thr);
}

static inline duk_tval *regexp_entry(duk_hthread *thr, duk_idx_t i, int n)
{
    return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, duk_require_hobject(thr, i), n);
}

void regexp_push_holder(duk_context *ctx, duk_idx_t i)
{
    duk_push_tval(ctx, regexp_entry(ctx, i, 0));
}

void regexp_put_holder(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;

    DUK_TVAL_SET_TVAL_UPDREF(thr, regexp_entry(thr, i, 0), thr->valstack_top - 1);
    duk_pop(thr);
}

void *regexp_program(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *holder = DUK_TVAL_GET_OBJECT(regexp_entry(ctx, i, 0));
    duk_tval *tv = slot_known(ctx, holder, 0);

    return DUK_TVAL_IS_POINTER(tv) ? DUK_TVAL_GET_POINTER(tv) : NULL;
}

bool regexp_get_last_index(duk_context *ctx, duk_idx_t i, uint32_t *out)
{
    duk_tval *tv = regexp_entry(ctx, i, 1);
    duk_double_t d;

    if (DUK_TVAL_IS_FASTINT(tv)) {
        duk_int64_t v = DUK_TVAL_GET_FASTINT(tv);

        *out = (uint32_t)v;
        return v >= 0 && v <= 0x7FFFFFFF;
    }
    if (!DUK_TVAL_IS_NUMBER(tv))
        return false;
    d = DUK_TVAL_GET_NUMBER(tv);
    if (!(d >= 0 && d <= 2147483647.0 && d == (duk_double_t)(uint32_t)d))
        return false;
    *out = (uint32_t)d;
    return true;
}

bool regexp_put_last_index(duk_context *ctx, duk_idx_t i, uint32_t value)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_tval *tv, v;

    if (!(DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, 1) & DUK_PROPDESC_FLAG_WRITABLE))
        return false;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, 1);
    DUK_TVAL_SET_U32(&v, value);
    DUK_TVAL_SET_TVAL_UPDREF(thr, tv, &v); /* side effects */
    return true;
}

bool regexp_has_prototype(duk_context *ctx, duk_idx_t i, void *prototype)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);

    return DUK_HOBJECT_GET_ENEXT(h) == 2 &&
           (void *)DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h) == prototype;
}

/* ---- Pictures ---- */

#define PICTURE_ENTRIES \
    ((OBJECT_PICTURE_SIZE - 16) / (sizeof(duk_hstring *) + sizeof(duk_propvalue) + 1))

typedef struct {
    duk_hobject *prototype;
    duk_uint32_t n;
} PictureHead;

void object_take_picture(void *heapptr, void *out)
{
    duk_hobject *h = heapptr;
    PictureHead *head = out;
    char *p = (char *)(head + 1);
    size_t n = DUK_HOBJECT_GET_ENEXT(h);

    if (n > PICTURE_ENTRIES)
        n = PICTURE_ENTRIES;
    head->n = (duk_uint32_t)n;
    head->prototype = DUK_HOBJECT_GET_PROTOTYPE(NULL, h);
    memcpy(p, DUK_HOBJECT_E_GET_KEY_BASE(NULL, h), n * sizeof(duk_hstring *));
    p += n * sizeof(duk_hstring *);
    memcpy(p, DUK_HOBJECT_E_GET_VALUE_BASE(NULL, h), n * sizeof(duk_propvalue));
    p += n * sizeof(duk_propvalue);
    memcpy(p, DUK_HOBJECT_E_GET_FLAGS_BASE(NULL, h), n);
}

bool object_is_as_pictured(void *heapptr, const void *picture)
{
    duk_hobject *h = heapptr;
    const PictureHead *head = picture;
    const char *p = (const char *)(head + 1);
    size_t n = head->n;

    return DUK_HOBJECT_GET_ENEXT(h) >= n &&
           memcmp(p + n * sizeof(duk_hstring *), DUK_HOBJECT_E_GET_VALUE_BASE(NULL, h),
                  n * sizeof(duk_propvalue)) == 0 &&
           memcmp(p, DUK_HOBJECT_E_GET_KEY_BASE(NULL, h), n * sizeof(duk_hstring *)) ==
               0 &&
           memcmp(p + n * (sizeof(duk_hstring *) + sizeof(duk_propvalue)),
                  DUK_HOBJECT_E_GET_FLAGS_BASE(NULL, h), n) == 0 &&
           DUK_HOBJECT_GET_PROTOTYPE(NULL, h) == head->prototype;
}

/* ---- Results ---- */

void regexp_push_array(duk_context *ctx, uint32_t n)
{
    duk_hthread *thr = ctx;
    duk_hobject *h;

    duk_push_array(thr);
    h = duk_known_hobject(thr, -1);
    duk_hobject_realloc_props(thr, h, 4, n, 0, 0);
    ((duk_harray *)h)->length = n;
    for (uint32_t i = 0; i < n; i++)
        DUK_TVAL_SET_UNDEFINED(DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, i));
}

void regexp_put_element(duk_context *ctx, duk_idx_t i, uint32_t at)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_known_hobject(thr, i);
    duk_tval *tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, at);

    /* The reference moves from the stack. */
    thr->valstack_top--;
    DUK_TVAL_SET_TVAL(tv, thr->valstack_top);
    DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
}

/* A key of our own, kept for the heap's life. */
static duk_hstring *result_key(duk_hthread *thr, int n, const char *name)
{
    EngineSlots *s = &((Engine *)thr->heap->heap_udata)->slots;

    if (DUK_UNLIKELY(s->result_keys[n] == NULL)) {
        duk_push_heap_stash(thr);
        duk_push_string(thr, name);
        s->result_keys[n] = duk_known_hstring(thr, -1);
        duk_push_true(thr);
        duk_put_prop(thr, -3);
        duk_pop(thr);
    }
    return s->result_keys[n];
}

void regexp_finish_result(duk_context *ctx, duk_idx_t i, bool indices)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_known_hobject(thr, i);
    duk_hstring *keys[4];
    int n = indices ? 4 : 3;

    keys[0] = DUK_HTHREAD_STRING_INDEX(thr);
    keys[1] = DUK_HTHREAD_STRING_INPUT(thr);
    keys[2] = result_key(thr, 0, "groups");
    keys[3] = result_key(thr, 1, "indices");
    thr->valstack_top -= n;
    for (int k = 0; k < n; k++) {
        duk_tval *tv = fill_entry(thr, h, keys[k], DUK_PROPDESC_FLAGS_WEC);

        DUK_TVAL_SET_TVAL(tv, thr->valstack_top + k);
        DUK_TVAL_SET_UNDEFINED(thr->valstack_top + k);
    }
}
