/* iterate.c: what for-of's records get from the iterators of arrays, Maps, Sets and
 * strings, without a call. Part of call.c. */
#include "runtime/engine/graft/table_head.h"

enum { ITERATE_ONLY_KEYS, ITERATE_ONLY_VALUES, ITERATE_PAIRS }; /* IterateKind */

/* The first of the slots of an iterator or generator of that kind; NULL where the value
 * is none. */
static inline duk_tval *iterate_slots(duk_hthread *thr, const duk_tval *tv, int kind)
{
    Engine *engine = thr->heap->heap_udata;
    duk_hobject *h;

    if (!DUK_TVAL_IS_OBJECT(tv))
        return NULL;
    h = DUK_TVAL_GET_OBJECT(tv);
    if (DUK_HOBJECT_IS_PROXY(h) || DUK_HOBJECT_GET_ENEXT(h) < 2 ||
        DUK_HOBJECT_E_GET_KEY(thr->heap, h, 0) == NULL ||
        DUK_HOBJECT_E_GET_KEY(thr->heap, h, 0) != engine->slots.keys[kind])
        return NULL;
    return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, 0);
}

/* [ ] -> [ array ] of two values still to come. */
static inline duk_tval *iterate_push_pair(duk_hthread *thr)
{
    return duk_push_harray_with_size_outptr(thr, 2);
}

static inline void iterate_put(duk_hthread *thr, duk_tval *to, const duk_tval *from)
{
    DUK_TVAL_SET_TVAL(to, from);
    DUK_TVAL_INCREF(thr, to);
}

/* [ ] -> [ value ] of a Map's or Set's iterator. */
static bool iterate_table(duk_hthread *thr, const duk_tval *iterator)
{
    duk_tval *slots = iterate_slots(thr, iterator, SLOTS_MAP_ITERATOR), *e, *pair;
    duk_uint32_t at;
    duk_hobject *s;
    TableHead *head;
    int kind;

    if (slots == NULL)
        slots = iterate_slots(thr, iterator, SLOTS_SET_ITERATOR);
    if (slots == NULL || !DUK_TVAL_IS_OBJECT(slots + ITERATOR_OVER) ||
        !DUK_TVAL_IS_FASTINT(slots + ITERATOR_AT))
        return false;
    s = DUK_TVAL_GET_OBJECT(slots + ITERATOR_OVER);
    kind = (int)DUK_TVAL_GET_FASTINT(slots + ITERATOR_KIND);
    /* Who runs finalizers may change the table: the entry is looked for behind that. */
    pair = kind == ITERATE_PAIRS ? iterate_push_pair(thr) : NULL;
    head = table_head(thr, s);
    at = (duk_uint32_t)DUK_TVAL_GET_FASTINT(slots + ITERATOR_AT);
    for (; !head->moved && at < head->used; at++) {
        e = table_entry(thr, s, at);
        if (!DUK_TVAL_IS_UNUSED(e))
            break;
    }
    if (head->moved || at >= head->used) {
        if (pair != NULL)
            duk_pop(thr);
        return false;
    }
    DUK_TVAL_SET_U32(slots + ITERATOR_AT, at + 1);
    if (pair == NULL) {
        duk_push_tval(thr, kind == ITERATE_ONLY_KEYS ? e : e + 1);
    } else {
        iterate_put(thr, pair, e);
        iterate_put(thr, pair + 1, e + 1);
    }
    return true;
}

/* [ ] -> [ value ] of an array's iterator. */
static bool iterate_array(duk_hthread *thr, const duk_tval *iterator)
{
    duk_tval *slots = iterate_slots(thr, iterator, SLOTS_ARRAY_ITERATOR), *value, *pair;
    duk_hobject *h;
    duk_uint32_t at;
    int kind;

    if (slots == NULL || !DUK_TVAL_IS_OBJECT(slots + ITERATOR_OVER) ||
        !DUK_TVAL_IS_FASTINT(slots + ITERATOR_AT))
        return false;
    h = DUK_TVAL_GET_OBJECT(slots + ITERATOR_OVER);
    kind = (int)DUK_TVAL_GET_FASTINT(slots + ITERATOR_KIND);
    pair = kind == ITERATE_PAIRS ? iterate_push_pair(thr) : NULL;
    at = (duk_uint32_t)DUK_TVAL_GET_FASTINT(slots + ITERATOR_AT);
    value = DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) && DUK_HOBJECT_HAS_ARRAY_PART(h) &&
                    at < ((duk_harray *)h)->length && at < DUK_HOBJECT_GET_ASIZE(h)
                ? DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, at)
                : NULL;
    if (value == NULL || DUK_TVAL_IS_UNUSED(value)) {
        if (pair != NULL)
            duk_pop(thr);
        return false;
    }
    DUK_TVAL_SET_U32(slots + ITERATOR_AT, at + 1);
    if (kind == ITERATE_ONLY_KEYS) {
        duk_push_uint(thr, at);
    } else if (pair == NULL) {
        duk_push_tval(thr, value);
    } else {
        DUK_TVAL_SET_U32(pair, at);
        iterate_put(thr, pair + 1, value);
    }
    return true;
}

/* [ ] -> [ value ] of a string's iterator, where the character is ASCII. */
static bool iterate_string(duk_hthread *thr, const duk_tval *iterator)
{
    duk_tval *slots = iterate_slots(thr, iterator, SLOTS_STRING_ITERATOR);
    duk_hstring *s;
    duk_int64_t at;

    if (slots == NULL || !DUK_TVAL_IS_STRING(slots) || !DUK_TVAL_IS_FASTINT(slots + 1))
        return false;
    s = DUK_TVAL_GET_STRING(slots);
    at = DUK_TVAL_GET_FASTINT(slots + 1);
    if (at >= (duk_int64_t)DUK_HSTRING_GET_BYTELEN(s) ||
        DUK_HSTRING_GET_DATA(s)[at] >= 0x80)
        return false;
    DUK_TVAL_SET_U32(slots + 1, (duk_uint32_t)at + 1);
    duk_push_hstring(thr, lookup_ascii(thr, DUK_HSTRING_GET_DATA(s) + at));
    return true;
}

/* [ ] -> [ value ] that the iterator's next method gives; false: it has to be called. */
static bool iterate_quickly(duk_hthread *thr, const duk_tval *iterator,
                            const duk_tval *next)
{
    Engine *engine = thr->heap->heap_udata;
    duk_hobject *h;
    duk_c_function fn;

    if (!DUK_TVAL_IS_OBJECT(next))
        return false;
    h = DUK_TVAL_GET_OBJECT(next);
    if (!DUK_HOBJECT_IS_NATFUNC(h))
        return false;
    fn = ((duk_hnatfunc *)h)->func;
    if (fn == engine->table_next && fn != NULL)
        return iterate_table(thr, iterator);
    if (fn == engine->string_next && fn != NULL)
        return iterate_string(thr, iterator);
    return engine->array_iterator_next != NULL && h == *engine->array_iterator_next &&
           iterate_array(thr, iterator);
}
