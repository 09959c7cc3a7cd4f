/* inline.c: helpers of lowered code that the executor does itself, in the common case,
 * where it meets their calls: no activation, no stack of their own. The natives have the
 * magic of EngineInline (internals.h) and do what is left. */

/* ---- Arrays as iteration finds them ---- */

#define INLINE_KEY(thr, text)                                                  \
    duk_heap_strtable_intern_literal_checked(thr, (const duk_uint8_t *)(text), \
                                             (duk_uint32_t)sizeof(text) - 1)

/* The keys that are looked for, which live as long as the heap. */
static DUK_NOINLINE void inline_make_keys(duk_hthread *thr, Engine *engine)
{
    duk_hstring *next = INLINE_KEY(thr, "next"), *then, *iterator;

    DUK_HSTRING_INCREF(thr, next);
    then = INLINE_KEY(thr, "then");
    DUK_HSTRING_INCREF(thr, then);
    iterator = INLINE_KEY(thr, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    DUK_HSTRING_INCREF(thr, iterator);
    engine->next_key = next;
    engine->then_key = then;
    engine->iterator_key = iterator;
}

/* The function that the object has under the key, which stood at *hint last time; NULL:
 * none, or it is computed. */
static inline duk_hobject *inline_function(duk_hthread *thr, duk_hobject *h,
                                           duk_hstring *key, int *hint)
{
    duk_tval *tv;

    if (DUK_UNLIKELY((duk_uint32_t)*hint >= DUK_HOBJECT_GET_ENEXT(h) ||
                     DUK_HOBJECT_E_GET_KEY(thr->heap, h, *hint) != key)) {
        duk_int_t at = lookup_entry(thr->heap, h, key);

        if (at < 0)
            return NULL;
        *hint = (int)at;
    }
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, *hint);
    return !DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, *hint) && DUK_TVAL_IS_OBJECT(tv)
               ? DUK_TVAL_GET_OBJECT(tv)
               : NULL;
}

/* Is it an array whose iteration nobody has changed? False: perhaps. */
static bool inline_is_plain_array(duk_hthread *thr, const duk_tval *tv)
{
    Engine *engine = thr->heap->heap_udata;
    duk_hobject *h, *proto, *from;
    duk_tval tmp, *found;

    if (!DUK_TVAL_IS_OBJECT(tv) || engine->array_values == NULL)
        return false;
    h = DUK_TVAL_GET_OBJECT(tv);
    proto = *engine->array_iterator_prototype;
    if (!DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || proto == NULL ||
        *engine->array_values == NULL)
        return false;
    if (DUK_UNLIKELY(engine->iterator_key == NULL))
        inline_make_keys(thr, engine);
    from = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    if (DUK_LIKELY(DUK_HOBJECT_GET_ENEXT(h) == 0 && from != NULL)) {
        if (inline_function(thr, from, engine->iterator_key, &engine->iterator_at) !=
            *engine->array_values)
            return false;
    } else {
        found = lookup_name(thr, h, engine->iterator_key, &tmp);
        if (found == NULL || !DUK_TVAL_IS_OBJECT(found) ||
            DUK_TVAL_GET_OBJECT(found) != *engine->array_values)
            return false;
    }
    return inline_function(thr, proto, engine->next_key, &engine->next_at) ==
           *engine->array_iterator_next;
}

/* The call's first argument is its result. */
static inline void inline_give_first(duk_hthread *thr, duk_tval *tv)
{
    duk_tval old;

    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_TVAL(tv, tv + 2);
    DUK_TVAL_SET_UNDEFINED(tv + 2);
    DUK_TVAL_DECREF(thr, &old); /* side effects */
}

/* ---- Templates ---- */

#define INLINE_PARTS 12

static bool inline_part(const duk_tval *tv, ConcatPart *out)
{
    const char *text;

    if (concat_part(tv, out))
        return true;
    switch (DUK_TVAL_GET_TAG(tv)) {
    case DUK_TAG_UNDEFINED: text = "undefined"; break;
    case DUK_TAG_NULL: text = "null"; break;
    case DUK_TAG_BOOLEAN: text = DUK_TVAL_GET_BOOLEAN(tv) ? "true" : "false"; break;
    default: return false;
    }
    *out =
        (ConcatPart){ .p = (const duk_uint8_t *)text, .n = (duk_uint32_t)strlen(text) };
    return true;
}

/* The parts as one new string; NULL where the engine has to do it. */
static duk_hstring *inline_join(duk_hthread *thr, const ConcatPart *parts, int n,
                                duk_size_t size)
{
    duk_uint8_t bytes[CONCAT_LONG], *to = bytes;

    if (size >= CONCAT_LONG)
        return concat_make_long(thr, parts, n, size);
    for (int i = 0; i < n; to += parts[i++].n)
        memcpy(to, parts[i].p, parts[i].n);
    return duk_heap_strtable_intern_checked(thr, bytes, (duk_uint32_t)size);
}

/* The first part, a long string, grows in place where nothing but its argument's register
 * and what the next instruction overwrites with the result refers to it. */
static duk_hstring *inline_append(duk_hthread *thr, duk_tval *tv, const ConcatPart *parts,
                                  int n, duk_instr_t next, duk_tval *consts)
{
    duk_hstring *h = parts[0].h, *result;
    duk_size_t refs = DUK_HEAPHDR_GET_REFCOUNT(&h->hdr);
    duk_tval *store = NULL;

    if (refs > 2)
        return NULL;
    if (refs == 2) {
        store = concat_store(thr, next, consts,
                             (duk_small_uint_fast_t)(tv - thr->valstack_bottom));
        if (!concat_holds(store, h))
            return NULL;
    }
    for (int i = 1; i < n; i++) {
        if (parts[i].h == h)
            return NULL;
    }
    result = concat_append(thr->heap, h, parts + 1, n - 1);
    if (result != NULL && store != NULL)
        DUK_TVAL_SET_STRING(store, result);
    return result;
}

/* ʃT(parts…) */
static CallResult inline_template(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                  duk_instr_t next, duk_tval *consts)
{
    duk_tval *tv = thr->valstack_bottom + idx;
    ConcatPart parts[INLINE_PARTS];
    duk_tval *first = NULL, old;
    duk_hstring *h = NULL;
    duk_size_t size = 0;
    int n = 0;

    if (nargs > INLINE_PARTS)
        return CALL_ENGINE;
    for (duk_idx_t i = 0; i < nargs; i++) {
        if (!inline_part(tv + 2 + i, &parts[n]))
            return CALL_ENGINE;
        if (parts[n].n == 0)
            continue;
        if (n == 0)
            first = tv + 2 + i;
        size += parts[n++].n;
    }
    if (size > DUK_HSTRING_MAX_BYTELEN)
        return CALL_ENGINE;
    if (n > 1 && parts[0].h != NULL && parts[0].n >= CONCAT_LONG)
        h = inline_append(thr, tv, parts, n, next, consts);
    if (h != NULL) {
        /* The argument's reference is the result's now. */
        DUK_TVAL_SET_UNDEFINED(first);
    } else {
        h = inline_join(thr, parts, n, size); /* side effects: garbage is collected */
        if (h == NULL)
            return CALL_ENGINE;
        DUK_HSTRING_INCREF(thr, h);
        tv = thr->valstack_bottom + idx;
    }
    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_STRING(tv, h);
    for (duk_idx_t i = 0; i < nargs; i++)
        DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv + 2 + i);
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_DONE;
}

/* ---- Which helper ---- */

/* inline_async.c */
static CallResult inline_yield(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                               duk_instr_t *pc, EngineYield how);
static CallResult inline_async(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                               duk_instr_t *pc);
static CallResult inline_async_next(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                    duk_instr_t *pc);
static CallResult inline_async_step(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                    duk_instr_t *pc, duk_tval *consts);
/* inline_class.c */
static CallResult inline_super(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                               duk_instr_t *pc);
static CallResult inline_super_spread(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                      duk_instr_t *pc);
static CallResult inline_fields(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                duk_instr_t *pc);
static CallResult inline_define(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs);
static CallResult inline_super_get(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs);
static CallResult inline_private_in(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs);

/* The call of the native in register idx; pc is behind its instruction. */
static CallResult inline_call(duk_hthread *thr, int magic, duk_idx_t idx, duk_idx_t nargs,
                              duk_instr_t *pc, duk_tval *consts)
{
    duk_tval *tv = thr->valstack_bottom + idx;

    switch (magic) {
    case ENGINE_INLINE_TEMPLATE: return inline_template(thr, idx, nargs, *pc, consts);
    case ENGINE_INLINE_ARRAY:
        if (nargs == 0 || !inline_is_plain_array(thr, tv + 2))
            return CALL_ENGINE;
        inline_give_first(thr, tv);
        return CALL_DONE;
    case ENGINE_INLINE_SUPER: return inline_super(thr, idx, nargs, pc);
    case ENGINE_INLINE_SUPER_SPREAD: return inline_super_spread(thr, idx, nargs, pc);
    case ENGINE_INLINE_SUPER_GET: return inline_super_get(thr, idx, nargs);
    case ENGINE_INLINE_FIELDS: return inline_fields(thr, idx, nargs, pc);
    case ENGINE_INLINE_DEFINE: return inline_define(thr, idx, nargs);
    case ENGINE_INLINE_PRIVATE_IN: return inline_private_in(thr, idx, nargs);
    case ENGINE_INLINE_YIELD:
        return inline_yield(thr, idx, nargs, pc, ENGINE_YIELD_AWAIT);
    case ENGINE_INLINE_YIELD_VALUE:
        return inline_yield(thr, idx, nargs, pc, ENGINE_YIELD_VALUE);
    case ENGINE_INLINE_YIELD_RAW:
        return inline_yield(thr, idx, nargs, pc, ENGINE_YIELD_RAW);
    case ENGINE_INLINE_ASYNC: return inline_async(thr, idx, nargs, pc);
    case ENGINE_INLINE_ASYNC_NEXT: return inline_async_next(thr, idx, nargs, pc);
    case ENGINE_INLINE_ASYNC_STEP: return inline_async_step(thr, idx, nargs, pc, consts);
    case ENGINE_INLINE_STEP:
        DUK_TVAL_SET_BOOLEAN_UPDREF(thr, tv, 1); /* side effects */
        return CALL_DONE;
    default: return CALL_ENGINE;
    }
}

/* ---- Helpers with opcodes of their own ---- */

/* The call by the opcode of helper number i. */
static inline CallResult inline_helper(duk_hthread *thr, int i, duk_idx_t idx,
                                       duk_idx_t nargs, duk_instr_t *pc, duk_tval *consts)
{
    duk_tval *tv = thr->valstack_bottom + idx;

    DUK_TVAL_SET_UNDEFINED_UPDREF(thr, tv + 1); /* side effects */
    return inline_call(thr, helper_ops[i].does, idx, nargs, pc, consts);
}

/* What inline_helper leaves: the helper goes into register idx, to be called. */
static DUK_NOINLINE void inline_load_helper(duk_hthread *thr, int i, duk_idx_t idx)
{
    Engine *engine = thr->heap->heap_udata;
    duk_uint_t attrs;
    duk_tval *tv;

    if (engine->helper_keys[i] == NULL) {
        char name[16];
        int n = snprintf(name, sizeof name, "\xca\x83%s", helper_ops[i].name);
        duk_hstring *key =
            duk_heap_strtable_intern_checked(thr, (const duk_uint8_t *)name,
                                             (duk_uint32_t)n);

        DUK_HSTRING_INCREF(thr, key);
        engine->helper_keys[i] = key;
    }
    tv = identifier_lookup(thr, thr->callstack_curr, engine->helper_keys[i], &attrs);
    if (tv != NULL) {
        duk_push_tval(thr, tv);
    } else { /* [ value this ] */
        (void)duk_js_getvar_activation(thr, thr->callstack_curr, engine->helper_keys[i],
                                       1);
        duk_pop(thr);
    }
    duk_replace(thr, idx);
}

/* What HELPER_ARRAY_OP leaves: its call stands in the registers then. */
static DUK_NOINLINE void inline_load_array(duk_hthread *thr, duk_uint_fast32_t ins)
{
    duk_idx_t idx = (duk_idx_t)DUK_DEC_A(ins);

    duk_dup(thr, (duk_idx_t)DUK_DEC_B(ins));
    duk_replace(thr, idx + 2);
    duk_push_int(thr, (duk_int_t)DUK_DEC_C(ins) - 1);
    duk_replace(thr, idx + 3);
    duk_push_undefined(thr);
    duk_replace(thr, idx + 1);
    inline_load_helper(thr, HELPER_ARRAY, idx);
}
