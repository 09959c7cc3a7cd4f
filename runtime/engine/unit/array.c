/* array.c: plain arrays (engine/array.h). Part of the engine's unit.
 *
 * The engine keeps an array's elements either all in its array part or none: where there
 * is one, no index stands among the named properties. Slots from `length` on are unused.
 */

/* Has h a property whose name is an index? */
static bool has_elements(duk_hthread *thr, duk_hobject *h)
{
    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ASIZE(h); k++) {
        if (!DUK_TVAL_IS_UNUSED(DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, k)))
            return true;
    }
    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, k);

        if (key != NULL && DUK_HSTRING_HAS_ARRIDX(key))
            return true;
    }
    return false;
}

/* The prototypes change rarely: what was found holds as long as their tables look alike.
 */
static bool prototypes_have_elements(duk_hthread *thr)
{
    static __thread struct {
        const void *array, *object;
        duk_uint32_t array_next, object_next;
    } seen;
    duk_hobject *a = thr->builtins[DUK_BIDX_ARRAY_PROTOTYPE];
    duk_hobject *o = thr->builtins[DUK_BIDX_OBJECT_PROTOTYPE];

    if (DUK_HOBJECT_GET_PROTOTYPE(thr->heap, a) != o ||
        DUK_HOBJECT_GET_PROTOTYPE(thr->heap, o) != NULL || ((duk_harray *)a)->length != 0)
        return true;
    if (seen.array == DUK_HOBJECT_GET_PROPS(thr->heap, a) &&
        seen.object == DUK_HOBJECT_GET_PROPS(thr->heap, o) &&
        seen.array_next == DUK_HOBJECT_GET_ENEXT(a) &&
        seen.object_next == DUK_HOBJECT_GET_ENEXT(o))
        return false;
    if (has_elements(thr, a) || has_elements(thr, o))
        return true;
    seen.array = DUK_HOBJECT_GET_PROPS(thr->heap, a);
    seen.object = DUK_HOBJECT_GET_PROPS(thr->heap, o);
    seen.array_next = DUK_HOBJECT_GET_ENEXT(a);
    seen.object_next = DUK_HOBJECT_GET_ENEXT(o);
    return false;
}

static duk_harray *plain_array(duk_hthread *thr, duk_idx_t i, bool writing)
{
    duk_hobject *h = duk_get_hobject(thr, i);

    if (h == NULL || !DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || !DUK_HOBJECT_HAS_ARRAY_PART(h) ||
        DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h) !=
            thr->builtins[DUK_BIDX_ARRAY_PROTOTYPE])
        return NULL;
    if (writing && (!DUK_HOBJECT_HAS_EXTENSIBLE(h) ||
                    DUK_HARRAY_LENGTH_NONWRITABLE((duk_harray *)h)))
        return NULL;
    return prototypes_have_elements(thr) ? NULL : (duk_harray *)h;
}

static inline duk_tval *elements(duk_hthread *thr, duk_harray *a)
{
    return DUK_HOBJECT_A_GET_BASE(thr->heap, &a->obj);
}

/* How many slots there are below the length; beyond are holes. */
static inline duk_uint32_t filled(duk_harray *a)
{
    duk_uint32_t size = DUK_HOBJECT_GET_ASIZE(&a->obj);

    return a->length < size ? a->length : size;
}

static void grow_to(duk_hthread *thr, duk_harray *a, duk_uint32_t n)
{
    duk_hobject *h = &a->obj;

    if (n > DUK_HOBJECT_GET_ASIZE(h))
        duk_hobject_realloc_props(thr, h, DUK_HOBJECT_GET_ESIZE(h), n + n / 4 + 4,
                                  DUK_HOBJECT_GET_HSIZE(h), 0);
}

static void push_element(duk_hthread *thr, duk_harray *a, duk_uint32_t k)
{
    duk_tval *tv = k < DUK_HOBJECT_GET_ASIZE(&a->obj) ? elements(thr, a) + k : NULL;

    if (tv == NULL || DUK_TVAL_IS_UNUSED(tv))
        duk_push_undefined(thr);
    else
        duk_push_tval(thr, tv);
}

bool array_is_plain(duk_context *ctx, duk_idx_t i, bool writing)
{
    return plain_array(ctx, i, writing) != NULL;
}

bool array_get(duk_context *ctx, duk_idx_t i, double k)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);
    duk_tval *tv;

    if (h == NULL || !DUK_HOBJECT_HAS_ARRAY_PART(h) ||
        (LOOKUP_FLAGS(h) & LOOKUP_ODD_INDEX) || !(k < DUK_HOBJECT_GET_ASIZE(h)))
        return false;
    tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, (duk_uint32_t)k);
    if (DUK_TVAL_IS_UNUSED(tv))
        return false;
    duk_push_tval(thr, tv);
    return true;
}

void array_reserve(duk_context *ctx, duk_idx_t i, uint32_t n)
{
    duk_harray *a = plain_array(ctx, i, true);

    if (a != NULL)
        grow_to(ctx, a, n);
}

void array_append(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_harray *a = (duk_harray *)h;

    if (DUK_LIKELY(DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) && DUK_HOBJECT_HAS_ARRAY_PART(h) &&
                   DUK_HOBJECT_HAS_EXTENSIBLE(h) && !DUK_HARRAY_LENGTH_NONWRITABLE(a) &&
                   a->length <= DUK_HOBJECT_GET_ASIZE(h) && a->length < 0x7fffffff)) {
        grow_to(thr, a, a->length + 1);
        DUK_TVAL_SET_TVAL(elements(thr, a) + a->length, thr->valstack_top - 1);
        a->length++;
        thr->valstack_top--;
        DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
        return;
    }
    i = duk_normalize_index(ctx, i);
    duk_push_number(ctx, (double)duk_get_length(ctx, i));
    duk_insert(ctx, -2);
    duk_def_prop(ctx, i, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
}

/* The element's reference goes to the value stack. */
static void push_moved(duk_hthread *thr, duk_tval *tv)
{
    if (DUK_TVAL_IS_UNUSED(tv))
        DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
    else
        DUK_TVAL_SET_TVAL(thr->valstack_top, tv);
    thr->valstack_top++;
}

bool array_shift(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_harray *a = plain_array(thr, i, true);
    duk_uint32_t n;
    duk_tval *e;

    if (a == NULL || a->length == 0 || a->length > DUK_HOBJECT_GET_ASIZE(&a->obj))
        return false;
    duk_require_stack(thr, 1);
    n = a->length;
    e = elements(thr, a);
    push_moved(thr, e);
    memmove((void *)e, (const void *)(e + 1), (n - 1) * sizeof *e);
    DUK_TVAL_SET_UNUSED(e + n - 1);
    a->length = n - 1;
    return true;
}

bool array_pop(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_harray *a = plain_array(thr, i, true);
    duk_tval *e;

    if (a == NULL || a->length == 0 || a->length > DUK_HOBJECT_GET_ASIZE(&a->obj))
        return false;
    duk_require_stack(thr, 1);
    e = elements(thr, a) + a->length - 1;
    push_moved(thr, e);
    DUK_TVAL_SET_UNUSED(e);
    a->length--;
    return true;
}

/* Elements are on their way out: their references are given up when everything is in
 * place, since that may run finalizers. */
static void move_out(duk_hthread *thr, duk_tval *e, duk_uint32_t n)
{
    for (duk_uint32_t k = 0; k < n; k++)
        push_moved(thr, e + k);
}

bool array_replace(duk_context *ctx, duk_idx_t i, uint32_t at, uint32_t del, uint32_t n)
{
    duk_hthread *thr = ctx;
    duk_harray *a = plain_array(thr, i, true);
    duk_uint32_t len, tail;
    duk_idx_t base = duk_get_top(ctx) - (duk_idx_t)n;
    duk_tval *e;

    if (a == NULL || a->length > DUK_HOBJECT_GET_ASIZE(&a->obj) || del > 1000000 ||
        a->length > 0x3fffffff || n > 0x3fffffff)
        return false;
    len = a->length;
    tail = len - at - del;
    duk_require_stack(thr, (duk_idx_t)del + 1);
    grow_to(thr, a, len - del + n);
    e = elements(thr, a);
    move_out(thr, e + at, del);
    memmove((void *)(e + at + n), (const void *)(e + at + del), tail * sizeof *e);
    for (duk_uint32_t k = 0; k < n; k++) {
        duk_tval *tv = thr->valstack_bottom + base + k;

        DUK_TVAL_SET_TVAL(e + at + k, tv);
        DUK_TVAL_SET_UNDEFINED(tv);
    }
    for (duk_uint32_t k = len - del + n; k < len; k++)
        DUK_TVAL_SET_UNUSED(e + k);
    a->length = len - del + n;
    duk_set_top(thr, base);
    return true;
}

/* n elements of `from`, from element k on, behind the first `at` ones of `out`: those
 * that lie in its array part, which all others are holes behind. */
static void copy_elements(duk_hthread *thr, duk_harray *out, duk_uint32_t at,
                          duk_harray *from, duk_uint32_t k, duk_uint32_t n)
{
    duk_uint32_t have = filled(from);
    duk_tval *e;

    have = have > k ? have - k : 0;
    n = n < have ? n : have;
    if (n == 0)
        return;
    grow_to(thr, out, at + n);
    e = elements(thr, out) + at;
    for (duk_uint32_t i = 0; i < n; i++) {
        DUK_TVAL_SET_TVAL(e + i, elements(thr, from) + k + i);
        if (DUK_TVAL_IS_HEAP_ALLOCATED(e + i))
            DUK_TVAL_INCREF(thr, e + i);
    }
}

bool array_slice(duk_context *ctx, duk_idx_t i, uint32_t from, uint32_t to)
{
    duk_hthread *thr = ctx;
    duk_harray *a = plain_array(thr, i, false), *out;
    duk_uint32_t n;

    if (a == NULL)
        return false;
    to = to < a->length ? to : a->length;
    n = to > from ? to - from : 0;
    duk_push_array(ctx);
    out = (duk_harray *)duk_known_hobject(thr, -1);
    copy_elements(thr, out, 0, a, from, n);
    out->length = n;
    return true;
}

bool array_append_all(duk_context *ctx, duk_idx_t to, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_harray *from = plain_array(thr, i, false), *out = plain_array(thr, to, true);
    duk_uint32_t n, at;

    if (from == NULL || out == NULL || from->length > 0x3fffffff ||
        out->length > 0x3fffffff || out->length > DUK_HOBJECT_GET_ASIZE(&out->obj))
        return false;
    n = from->length;
    at = out->length;
    copy_elements(thr, out, at, from, 0, n);
    out->length = at + n;
    return true;
}

static int compare_indexes(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

const uint32_t *array_push_sparse(duk_context *ctx, duk_idx_t i, uint32_t from,
                                  uint32_t to, uint32_t *n)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);
    duk_uint32_t *out;

    *n = 0;
    if (h == NULL || !DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || DUK_HOBJECT_HAS_ARRAY_PART(h) ||
        DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h) !=
            thr->builtins[DUK_BIDX_ARRAY_PROTOTYPE] ||
        prototypes_have_elements(thr))
        return NULL;
    out = duk_push_fixed_buffer(ctx, (DUK_HOBJECT_GET_ENEXT(h) + 1) * sizeof *out);
    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, k);
        duk_uint32_t index =
            key != NULL ? DUK_HSTRING_GET_ARRIDX_FAST(key) : DUK_HSTRING_NO_ARRAY_INDEX;

        if (index == DUK_HSTRING_NO_ARRAY_INDEX || index < from || index >= to)
            continue;
        if (DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, k)) {
            duk_pop(ctx);
            return NULL;
        }
        out[(*n)++] = index;
    }
    qsort(out, *n, sizeof *out, compare_indexes);
    return out;
}

void array_fill_holes(duk_context *ctx, duk_idx_t i, uint32_t from)
{
    duk_harray *a = (duk_harray *)duk_require_hobject(ctx, i);

    if (from < a->length)
        grow_to(ctx, a, a->length);
    for (; from < a->length; from++) {
        if (DUK_TVAL_IS_UNUSED(elements(ctx, a) + from))
            DUK_TVAL_SET_UNDEFINED(elements(ctx, a) + from);
    }
}

bool array_reverse(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_harray *a = plain_array(thr, i, true);
    duk_tval *e;

    if (a == NULL || a->length > DUK_HOBJECT_GET_ASIZE(&a->obj))
        return false;
    e = elements(thr, a);
    for (duk_uint32_t lo = 0, hi = a->length; lo + 1 < hi; lo++, hi--) {
        duk_tval tmp = e[lo];

        e[lo] = e[hi - 1];
        e[hi - 1] = tmp;
    }
    return true;
}

static bool same_element(duk_tval *x, duk_tval *y, bool zero)
{
    int equal;

    if (DUK_TVAL_IS_UNUSED(x))
        return zero && DUK_TVAL_IS_UNDEFINED(y);
    if (DUK_TVAL_IS_NUMBER(x) && DUK_TVAL_IS_NUMBER(y)) {
        double a = DUK_TVAL_GET_NUMBER(x), b = DUK_TVAL_GET_NUMBER(y);

        return a == b || (zero && isnan(a) && isnan(b));
    }
    if (DUK_TVAL_GET_TAG(x) != DUK_TVAL_GET_TAG(y))
        return false;
    equal = opcodes_equal(x, y);
    return equal < 0 ? duk_js_strict_equals(x, y) != 0 : equal != 0;
}

bool array_find(duk_context *ctx, duk_idx_t i, duk_idx_t value, double from, bool down,
                bool zero, double *where)
{
    duk_hthread *thr = ctx;
    duk_harray *a = plain_array(thr, i, false);
    duk_tval *e, *want = duk_require_tval(thr, value);
    duk_uint32_t have;

    if (a == NULL)
        return false;
    e = elements(thr, a);
    have = filled(a);
    *where = -1;
    if (down) {
        for (double k = from < have ? from : (double)have - 1; k >= 0; k--) {
            if (same_element(e + (duk_uint32_t)k, want, zero)) {
                *where = k;
                break;
            }
        }
        return true;
    }
    for (duk_uint32_t k = from < have ? (duk_uint32_t)from : have; k < have; k++) {
        if (same_element(e + k, want, zero)) {
            *where = k;
            return true;
        }
    }
    if (from < have)
        from = have;
    if (zero && DUK_TVAL_IS_UNDEFINED(want) && from < a->length)
        *where = from; /* a hole */
    return true;
}

void array_permute(duk_context *ctx, duk_idx_t i, const uint32_t *order, uint32_t n)
{
    duk_hthread *thr = ctx;
    duk_harray *a = (duk_harray *)duk_require_hobject(thr, i);
    duk_tval *copy = duk_push_fixed_buffer(thr, n * sizeof *copy);
    duk_tval *e = elements(thr, a);

    for (duk_uint32_t k = 0; k < n; k++)
        copy[k] = e[order[k]];
    memcpy((void *)e, (const void *)copy, n * sizeof *copy);
    duk_pop(thr);
}

ArrayKind array_kind(duk_context *ctx, duk_idx_t i, uint32_t n)
{
    duk_harray *a = plain_array(ctx, i, false);
    bool numbers = true, strings = true;

    if (a == NULL || n > DUK_HOBJECT_GET_ASIZE(&a->obj))
        return ARRAY_MIXED;
    for (duk_uint32_t k = 0; k < n && (numbers || strings); k++) {
        duk_tval *tv = elements(ctx, a) + k;

        numbers = numbers && DUK_TVAL_IS_NUMBER(tv);
        strings = strings && DUK_TVAL_IS_STRING(tv) &&
                  !DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv));
    }
    return numbers ? ARRAY_NUMBERS : strings ? ARRAY_STRINGS : ARRAY_MIXED;
}

void array_numbers(duk_context *ctx, duk_idx_t i, uint32_t n, double *out)
{
    duk_harray *a = (duk_harray *)duk_require_hobject(ctx, i);

    for (duk_uint32_t k = 0; k < n; k++)
        out[k] = DUK_TVAL_GET_NUMBER(elements(ctx, a) + k);
}

void array_texts(duk_context *ctx, duk_idx_t i, uint32_t n, ArrayText *out)
{
    duk_harray *a = (duk_harray *)duk_require_hobject(ctx, i);

    for (duk_uint32_t k = 0; k < n; k++) {
        duk_hstring *s = DUK_TVAL_GET_STRING(elements(ctx, a) + k);

        out[k].ptr = DUK_HSTRING_GET_DATA(s);
        out[k].len = (uint32_t)DUK_HSTRING_GET_BYTELEN(s);
    }
}

/* The first instructions are SUB of the registers 0 and 1 and RETREG of its result. */
int array_is_subtraction(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);
    duk_hcompfunc *f = (duk_hcompfunc *)h;
    duk_instr_t *code, sub, ret;

    if (h == NULL || !DUK_HOBJECT_IS_COMPFUNC(h) || f->nargs != 2 ||
        DUK_HCOMPFUNC_GET_CODE_COUNT(thr->heap, f) < 2)
        return 0;
    code = DUK_HCOMPFUNC_GET_CODE_BASE(thr->heap, f);
    sub = code[0];
    ret = code[1];
    if (DUK_DEC_OP(sub) != DUK_OP_SUB_RR || DUK_DEC_OP(ret) != DUK_OP_RETREG ||
        DUK_DEC_BC(ret) != DUK_DEC_A(sub))
        return 0;
    if (DUK_DEC_B(sub) == 0 && DUK_DEC_C(sub) == 1)
        return 1;
    return DUK_DEC_B(sub) == 1 && DUK_DEC_C(sub) == 0 ? -1 : 0;
}

void array_push_pair(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    duk_tval *to = duk_push_harray_with_size_outptr(thr, 2);
    duk_tval *from = thr->valstack_top - 3;

    DUK_TVAL_SET_TVAL(to, from);
    DUK_TVAL_SET_TVAL(to + 1, from + 1);
    DUK_TVAL_SET_TVAL(from, from + 2);
    DUK_TVAL_SET_UNDEFINED(from + 1);
    DUK_TVAL_SET_UNDEFINED(from + 2);
    thr->valstack_top = from + 1;
}

void array_push_call(duk_context *ctx, double k)
{
    duk_hthread *thr = ctx;
    duk_tval *top, *bottom;

    if (thr->valstack_end - thr->valstack_top < 5)
        duk_require_stack(ctx, 5);
    top = thr->valstack_top;
    bottom = thr->valstack_bottom;
    DUK_TVAL_SET_TVAL(top, bottom);
    DUK_TVAL_SET_TVAL(top + 1, bottom + 1);
    DUK_TVAL_SET_TVAL(top + 2, top - 1);
    DUK_TVAL_SET_NUMBER_CHKFAST_FAST(top + 3, k);
    DUK_TVAL_SET_TVAL(top + 4, bottom + 2);
    for (int i = 0; i < 5; i++)
        DUK_TVAL_INCREF(thr, top + i);
    thr->valstack_top = top + 5;
}

double array_compare(duk_context *ctx, duk_idx_t compare, duk_idx_t list, uint32_t a,
                     uint32_t b)
{
    duk_hthread *thr = ctx;
    duk_tval *values =
        DUK_HOBJECT_A_GET_BASE(thr->heap,
                               DUK_TVAL_GET_OBJECT(thr->valstack_bottom + list));
    duk_tval *top = thr->valstack_top;
    double d;

    if (thr->valstack_end - top < 4) {
        duk_require_stack(ctx, 4);
        top = thr->valstack_top;
    }
    DUK_TVAL_SET_TVAL(top, thr->valstack_bottom + compare);
    DUK_TVAL_SET_TVAL(top + 2, values + a);
    DUK_TVAL_SET_TVAL(top + 3, values + b);
    DUK_TVAL_INCREF(thr, top);
    DUK_TVAL_INCREF(thr, top + 2);
    DUK_TVAL_INCREF(thr, top + 3);
    thr->valstack_top = top + 4;
    (void)duk_handle_call_unprotected_nargs(thr, 2, 0);
    top = thr->valstack_top - 1;
    if (DUK_LIKELY(DUK_TVAL_IS_FASTINT(top))) {
        thr->valstack_top = top;
        d = (double)DUK_TVAL_GET_FASTINT(top);
        DUK_TVAL_SET_UNDEFINED(top);
        return d;
    }
    d = duk_to_number(ctx, -1);
    duk_pop(ctx);
    return d;
}
