/* inline_class.c: what the executor does itself of classes (inline.c): super(), fields,
 * super.method. See compiler/lower_class.c for how they are written. */

#define INLINE_CLASS_FIELDS DUK_HIDDEN_SYMBOL("classFields")

/* Registers from tv up to `end` become undefined, which calls leave behind. */
static inline void inline_clear(duk_hthread *thr, duk_tval *tv, duk_tval *end)
{
    for (; tv < end; tv++)
        DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv);
}

/* ʃsc(class, new.target, args…, this): the class is undefined where the function that
 * runs is its constructor. */
static CallResult inline_super(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                               duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx;
    duk_hobject *parent;

    if (nargs < 3 || !DUK_TVAL_IS_UNDEFINED(tv + 2) ||
        !DUK_TVAL_IS_UNDEFINED(tv + 1 + nargs))
        return CALL_ENGINE;
    parent = construct_parent(thr, tv + 3);
    return parent != NULL ? construct_super(thr, parent, idx, nargs - 3, pc)
                          : CALL_ENGINE;
}

/* ʃsv(class, new.target, this, array) */
static CallResult inline_super_spread(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                      duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx, helper;
    duk_size_t top = (duk_size_t)(thr->valstack_top - thr->valstack_bottom);
    duk_hobject *parent;
    CallResult r;
    duk_idx_t n;

    if (nargs != 4 || !DUK_TVAL_IS_UNDEFINED(tv + 2) || !DUK_TVAL_IS_UNDEFINED(tv + 4))
        return CALL_ENGINE;
    parent = construct_parent(thr, tv + 3);
    if (parent == NULL)
        return CALL_ENGINE;
    /* The helper's register keeps the array for the native, should it be needed. */
    DUK_TVAL_SET_TVAL(&helper, tv);
    DUK_TVAL_SET_TVAL(tv, tv + 5);
    DUK_TVAL_SET_TVAL(tv + 4, tv + 5);
    DUK_TVAL_INCREF(thr, tv + 4);
    DUK_TVAL_SET_UNDEFINED(tv + 5);
    n = indirect_spread(thr, tv + 4);
    r = n < 0 ? CALL_ENGINE : construct_super(thr, parent, idx, n, pc);
    if (r == CALL_ENTERED) {
        DUK_TVAL_DECREF_NORZ(thr, &helper); /* its scope holds it */
        return r;
    }
    tv = thr->valstack_bottom + idx;
    inline_clear(thr, tv + 4, thr->valstack_top);
    DUK_TVAL_SET_TVAL(tv + 5, tv);
    DUK_TVAL_SET_TVAL(tv, &helper);
    thr->valstack_top = thr->valstack_bottom + top;
    return CALL_ENGINE;
}

/* The hidden name of what defines a class's fields (builtins/lowered/classes.c). */
static inline duk_hstring *inline_fields_key(duk_hthread *thr)
{
    Engine *engine = thr->heap->heap_udata;

    if (DUK_UNLIKELY(engine->fields_key == NULL)) {
        engine->fields_key = INLINE_KEY(thr, INLINE_CLASS_FIELDS);
        DUK_HSTRING_INCREF(thr, (duk_hstring *)engine->fields_key);
    }
    return engine->fields_key;
}

/* What a class has for its instances: a function for fields, or an array of their keys
 * and values; the key of their brand. */
typedef struct {
    duk_hobject *fields, *constants;
    duk_hstring *brand;
} InlineFields;

static bool inline_is_fields(const duk_tval *tv)
{
    return DUK_TVAL_IS_OBJECT(tv) && DUK_HOBJECT_IS_COMPFUNC(DUK_TVAL_GET_OBJECT(tv)) &&
           !DUK_HOBJECT_HAS_CREATEARGS(DUK_TVAL_GET_OBJECT(tv));
}

/* The array of ours that the value is, its length in *n; else NULL. */
static inline duk_tval *inline_list(duk_hthread *thr, const duk_tval *tv, duk_uint32_t *n)
{
    duk_hobject *h = DUK_TVAL_IS_OBJECT(tv) ? DUK_TVAL_GET_OBJECT(tv) : NULL;

    if (h == NULL || !DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || !DUK_HOBJECT_HAS_ARRAY_PART(h))
        return NULL;
    *n = ((duk_harray *)h)->length;
    return DUK_HOBJECT_A_GET_BASE(thr->heap, h);
}

static bool inline_find_fields(duk_hthread *thr, duk_hobject *f, InlineFields *out)
{
    duk_int_t at = lookup_entry(thr->heap, f, inline_fields_key(thr));
    duk_tval *tv, *items;
    duk_uint32_t n = 1, m;

    *out = (InlineFields){ NULL, NULL, NULL };
    if (at < 0)
        return false;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, f, at);
    items = inline_list(thr, tv, &n);
    if (items != NULL)
        tv = items;
    if (DUK_TVAL_IS_STRING(tv)) {
        out->brand = DUK_TVAL_GET_STRING(tv);
        if (--n == 0)
            return true;
        tv++;
    }
    if (n != 1)
        return false;
    if (inline_is_fields(tv))
        out->fields = DUK_TVAL_GET_OBJECT(tv);
    else if (items != NULL && inline_list(thr, tv, &m) != NULL)
        out->constants = DUK_TVAL_GET_OBJECT(tv);
    else
        return false;
    return true;
}

/* The object in register `at` gets the class's brand, which it hasn't got. */
static void inline_brand(duk_hthread *thr, duk_idx_t at, duk_hstring *brand,
                         duk_hobject *home)
{
    duk_tval value;

    DUK_TVAL_SET_OBJECT(&value, home);
    write_add_as(thr, DUK_TVAL_GET_OBJECT(thr->valstack_bottom + at), brand, &value,
                 LOOKUP_BRAND);
}

/* Can the key be added to the object by write_add? */
static inline bool inline_may_define(duk_hthread *thr, duk_hobject *h, const duk_tval *tv)
{
    duk_hstring *key;

    if (!DUK_TVAL_IS_STRING(tv))
        return false;
    key = DUK_TVAL_GET_STRING(tv);
    return !DUK_HSTRING_HAS_ARRIDX(key) && lookup_entry(thr->heap, h, key) < 0;
}

static inline bool inline_is_plain(duk_hobject *h)
{
    return !(LOOKUP_FLAGS(h) & (WRITE_ODD | DUK_HOBJECT_FLAG_EXOTIC_ARRAY)) &&
           DUK_HOBJECT_HAS_EXTENSIBLE(h);
}

/* May the object get these fields, none of which it has? */
static bool inline_may_get(duk_hthread *thr, duk_hobject *h, duk_hobject *constants)
{
    duk_tval *tv = DUK_HOBJECT_A_GET_BASE(thr->heap, constants);

    if (!inline_is_plain(h))
        return false;
    for (duk_uint32_t i = 0; i < ((duk_harray *)constants)->length; i += 2) {
        if (!inline_may_define(thr, h, tv + i))
            return false;
    }
    return true;
}

/* The object, which something holds, gets the fields: the last value of each. */
static void inline_constants(duk_hthread *thr, duk_hobject *h, duk_hobject *constants)
{
    for (duk_uint32_t i = 0; i < ((duk_harray *)constants)->length; i += 2) {
        duk_tval *tv = DUK_HOBJECT_A_GET_BASE(thr->heap, constants) + i;
        duk_hstring *key = DUK_TVAL_GET_STRING(tv);
        bool private = write_is_private(key);
        duk_int_t at = private || i == 0 ? -1 : lookup_entry(thr->heap, h, key);

        if (at < 0) {
            write_add_as(thr, h, key, tv + 1,
                         private ? LOOKUP_FIELD : DUK_PROPDESC_FLAGS_WEC);
        } else {
            duk_tval *to = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);

            DUK_TVAL_SET_TVAL_UPDREF_NORZ(thr, to, tv + 1);
        }
    }
}

/* ʃf(object): the constructor that runs has what its class's instances get. */
static CallResult inline_fields(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx, old;
    duk_hobject *f = DUK_ACT_GET_FUNC(thr->callstack_curr), *home;
    InlineFields of;

    if (nargs != 1 || f == NULL || !DUK_TVAL_IS_OBJECT(tv + 2) ||
        !inline_find_fields(thr, f, &of))
        return CALL_ENGINE;
    if (of.constants != NULL &&
        !inline_may_get(thr, DUK_TVAL_GET_OBJECT(tv + 2), of.constants))
        return CALL_ENGINE;
    if (of.fields != NULL &&
        (!call_may_push(thr) ||
         !call_reserve(thr, tv + 2, ((duk_hcompfunc *)of.fields)->nregs)))
        return CALL_ENGINE;
    if (of.brand != NULL) {
        home = construct_prototype(thr, f);
        if (home == NULL ||
            lookup_entry(thr->heap, DUK_TVAL_GET_OBJECT(tv + 2), of.brand) >= 0)
            return CALL_ENGINE;
        inline_brand(thr, idx + 2, of.brand, home); /* may move the stack */
        tv = thr->valstack_bottom + idx;
    }
    if (of.constants != NULL) {
        inline_constants(thr, DUK_TVAL_GET_OBJECT(tv + 2), of.constants);
        tv = thr->valstack_bottom + idx;
    }
    DUK_TVAL_SET_TVAL(&old, tv);
    if (of.fields == NULL) {
        DUK_TVAL_SET_UNDEFINED(tv);
        inline_clear(thr, tv + 2, tv + 3);
        DUK_TVAL_DECREF_NORZ(thr, &old);
        return CALL_DONE;
    }
    DUK_TVAL_SET_OBJECT(tv, of.fields);
    DUK_TVAL_INCREF(thr, tv);
    DUK_TVAL_SET_TVAL(tv + 1, tv + 2);
    DUK_TVAL_SET_UNDEFINED(tv + 2);
    DUK_TVAL_DECREF_NORZ(thr, &old);
    return call_compiled(thr, (duk_hcompfunc *)of.fields, tv, 0, pc);
}

/* ʃd(object, key, value, key, value, …): own properties, which the object hasn't got. */
static CallResult inline_define(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs)
{
    duk_tval *tv = thr->valstack_bottom + idx;
    duk_hobject *h;

    if (nargs % 2 == 0 || !DUK_TVAL_IS_OBJECT(tv + 2))
        return CALL_ENGINE;
    h = DUK_TVAL_GET_OBJECT(tv + 2);
    if (!inline_is_plain(h))
        return CALL_ENGINE;
    for (duk_idx_t i = 1; i < nargs; i += 2) {
        if (!inline_may_define(thr, h, tv + 2 + i))
            return CALL_ENGINE;
        for (duk_idx_t k = 1; k < i; k += 2) {
            if (DUK_TVAL_GET_STRING(tv + 2 + k) == DUK_TVAL_GET_STRING(tv + 2 + i))
                return CALL_ENGINE;
        }
    }
    for (duk_idx_t i = 1; i < nargs; i += 2) {
        duk_hstring *key = DUK_TVAL_GET_STRING(tv + 2 + i);

        write_add_as(thr, h, key, tv + 3 + i,
                     write_is_private(key) ? LOOKUP_FIELD : DUK_PROPDESC_FLAGS_WEC);
        tv = thr->valstack_bottom + idx; /* may have moved */
    }
    inline_clear(thr, tv, tv + 2 + nargs);
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_DONE;
}

/* ʃsg(home, static, key, this): a plain property of the parent's. */
static CallResult inline_super_get(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs)
{
    duk_tval *tv = thr->valstack_bottom + idx, tmp, old, *found;
    duk_hobject *h;

    if (nargs != 4 || !DUK_TVAL_IS_OBJECT(tv + 2) || !DUK_TVAL_IS_FASTINT(tv + 3))
        return CALL_ENGINE;
    h = DUK_TVAL_GET_OBJECT(tv + 2);
    if (DUK_HOBJECT_IS_PROXY(h))
        return CALL_ENGINE;
    if (DUK_TVAL_GET_FASTINT(tv + 3) == 0)
        h = construct_prototype(thr, h);
    if (h == NULL || DUK_HOBJECT_IS_PROXY(h))
        return CALL_ENGINE;
    h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    found = h != NULL ? lookup_object(thr, h, tv + 4, &tmp) : NULL;
    if (found == NULL || found == &tmp)
        return CALL_ENGINE;
    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_TVAL(tv, found);
    DUK_TVAL_INCREF(thr, tv);
    inline_clear(thr, tv + 2, tv + 6);
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_DONE;
}

/* ʃpi(key, object): has it the private name? */
static CallResult inline_private_in(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs)
{
    duk_tval *tv = thr->valstack_bottom + idx, old;
    duk_int_t at;

    if (nargs != 2 || !DUK_TVAL_IS_STRING(tv + 2) || !DUK_TVAL_IS_OBJECT(tv + 3))
        return CALL_ENGINE;
    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_BOOLEAN(tv, property_private(thr, tv + 3, DUK_TVAL_GET_STRING(tv + 2),
                                              &at) != NULL);
    inline_clear(thr, tv + 2, tv + 4);
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_DONE;
}
