/* operators.c: what opcodes.c uses: small inline decisions about values. */

/* Whether two values of one kind are equal, by == and === alike; -1 for a mixture or what
 * needs a closer look. */
static inline __attribute__((always_inline)) int opcodes_equal(const duk_tval *x,
                                                               const duk_tval *y)
{
    if (DUK_TVAL_GET_TAG(x) != DUK_TVAL_GET_TAG(y)) {
        if (DUK_TVAL_IS_NUMBER(x) && DUK_TVAL_IS_NUMBER(y))
            return DUK_TVAL_GET_NUMBER(x) == DUK_TVAL_GET_NUMBER(y);
        return -1;
    }
    switch (DUK_TVAL_GET_TAG(x)) {
    case DUK_TAG_FASTINT: return DUK_TVAL_GET_FASTINT(x) == DUK_TVAL_GET_FASTINT(y);
    case DUK_TAG_NUMBER: return DUK_TVAL_GET_DOUBLE(x) == DUK_TVAL_GET_DOUBLE(y);
    case DUK_TAG_UNDEFINED:
    case DUK_TAG_NULL: return 1;
    case DUK_TAG_BOOLEAN: return DUK_TVAL_GET_BOOLEAN(x) == DUK_TVAL_GET_BOOLEAN(y);
    case DUK_TAG_STRING: /* interned */
        return DUK_TVAL_GET_HEAPHDR(x) == DUK_TVAL_GET_HEAPHDR(y);
    case DUK_TAG_OBJECT:
        if (DUK_TVAL_GET_HEAPHDR(x) == DUK_TVAL_GET_HEAPHDR(y))
            return 1;
        return bigint_is_tval(x) || bigint_is_tval(y) ? -1 : 0;
    default: return -1;
    }
}

static inline __attribute__((always_inline)) bool opcodes_truth(duk_tval *tv)
{
    switch (DUK_TVAL_GET_TAG(tv)) {
    case DUK_TAG_BOOLEAN: return DUK_TVAL_GET_BOOLEAN(tv);
    case DUK_TAG_UNDEFINED:
    case DUK_TAG_NULL: return false;
    case DUK_TAG_FASTINT: return DUK_TVAL_GET_FASTINT(tv) != 0;
    case DUK_TAG_OBJECT: return !bigint_is_tval(tv) || BIGINT_OF(tv)->n != 0;
    default: return duk_js_toboolean(tv);
    }
}

/* ++ and -- of what may be a BigInt: [ ] -> [ old new ], the old value as a numeric. */
static DUK_EXEC_NOINLINE_PERF void bigint_push_increment(duk_hthread *thr, duk_tval *tv,
                                                         bool down)
{
    duk_require_stack(thr, 8);
    duk_push_tval(thr, tv);
    duk_to_primitive(thr, -1, DUK_HINT_NUMBER);
    if (!bigint_is_tval(DUK_GET_TVAL_NEGIDX(thr, -1)))
        duk_to_number(thr, -1);
    duk_dup_top(thr);
    bigint_operate_unary(thr, down ? BIGINT_DEC : BIGINT_INC);
}

/* [ old new ] -> [ ]: one of them goes to the register. */
static void opcodes_keep(duk_hthread *thr, duk_idx_t to, bool old)
{
    if (old)
        duk_pop(thr);
    else
        duk_remove(thr, -2);
    duk_replace(thr, to);
}

/* ++ and -- of an own property that holds a small integer; *to becomes the result. */
static inline bool opcodes_step_property(duk_hthread *thr, const duk_tval *tv_obj,
                                         const duk_tval *tv_key, duk_tval *to,
                                         duk_uint_fast32_t ins)
{
    duk_int64_t step = (ins & DUK_BC_INCDECP_FLAG_DEC) ? -1 : 1, v;
    duk_hobject *h;
    duk_tval *tv;
    duk_int_t at;

    if (!DUK_TVAL_IS_OBJECT(tv_obj) || !DUK_TVAL_IS_STRING(tv_key))
        return false;
    h = DUK_TVAL_GET_OBJECT(tv_obj);
    if (LOOKUP_FLAGS(h) & LOOKUP_VIRTUAL)
        return false;
    at = lookup_entry(thr->heap, h, DUK_TVAL_GET_STRING(tv_key));
    if (at < 0 || (DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, at) &
                   (DUK_PROPDESC_FLAG_WRITABLE | DUK_PROPDESC_FLAG_ACCESSOR)) !=
                      DUK_PROPDESC_FLAG_WRITABLE)
        return false;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    if (!DUK_TVAL_IS_FASTINT(tv))
        return false;
    v = DUK_TVAL_GET_FASTINT(tv);
    if (v + step < DUK_FASTINT_MIN || v + step > DUK_FASTINT_MAX)
        return false;
    DUK_TVAL_SET_FASTINT(tv, v + step);
    if (!(ins & DUK_BC_INCDECP_FLAG_POST))
        v += step;
    DUK_TVAL_SET_FASTINT_UPDREF(thr, to, v); /* side effects */
    return true;
}

/* [ value ] -> [ ] into the register. */
static inline void opcodes_give(duk_hthread *thr, duk_tval *to)
{
    duk_tval *top = --thr->valstack_top, old;

    DUK_TVAL_SET_TVAL(&old, to);
    DUK_TVAL_SET_TVAL(to, top);
    DUK_TVAL_SET_UNDEFINED(top);
    DUK_TVAL_DECREF_FAST(thr, &old); /* side effects */
}

/* ---- Texts ---- */

static inline bool operator_is_text(const duk_tval *tv)
{
    return DUK_TVAL_IS_STRING(tv) && !DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv));
}

/* Less than, equal to or more than 0 as the first text stands to the second. The engine's
 * encoding sorts as UTF-16 does. */
static DUK_NOINLINE int operator_order(const duk_tval *x, const duk_tval *y)
{
    duk_hstring *a = DUK_TVAL_GET_STRING(x), *b = DUK_TVAL_GET_STRING(y);
    duk_size_t n = DUK_HSTRING_GET_BYTELEN(a), m = DUK_HSTRING_GET_BYTELEN(b);
    int c = memcmp(DUK_HSTRING_GET_DATA(a), DUK_HSTRING_GET_DATA(b), n < m ? n : m);

    return c != 0 ? c : n < m ? -1 : n > m;
}
