/* string_concat.c: + of strings and small integers.
 *
 * Strings are interned and hold their bytes, so s += x copies all of s. Where nothing but
 * the places that the statement is about to overwrite still refers to a long s, x is
 * written behind it instead: s leaves the table of strings, grows (its block by half at a
 * time) and enters the table again. What counts as such places is found in the code that
 * follows: the register of the result, a temporary that is consumed, and the variable or
 * property to which the result goes next. A chain of additions (s = s + a + b) is one. */

#include "runtime/engine/block.h"

#define CONCAT_LONG 256 /* bytes from which on growing in place pays */
#define CONCAT_PARTS 8  /* of one chain */

/* Which registers of the running function, which is compiled, are temporaries: those from
 * here on; the others are variables (the word behind its code: rest.c). */
static duk_small_uint_fast_t first_temp_of(duk_hthread *thr)
{
    duk_instr_t word =
        tail_of(thr->heap, (duk_hcompfunc *)DUK_ACT_GET_FUNC(thr->callstack_curr));

    return DUK_DEC_OP(word) == DUK_OP_NOP && TAIL_FIRST_TEMP(word) < TAIL_MAX_TEMP
               ? (duk_small_uint_fast_t)TAIL_FIRST_TEMP(word)
               : (duk_small_uint_fast_t)-1;
}

typedef struct {
    const duk_uint8_t *p;
    duk_uint32_t n;
    duk_hstring *h; /* or NULL for digits */
    duk_uint8_t digits[20];
} ConcatPart;

static inline duk_uint32_t concat_chars(const ConcatPart *part)
{
    return part->h == NULL ? part->n : (duk_uint32_t)DUK_HSTRING_GET_CHARLEN(part->h);
}

static void concat_digits(ConcatPart *out, duk_int64_t v)
{
    duk_uint8_t *end = out->digits + sizeof out->digits, *p = end;
    duk_uint64_t u = v < 0 ? 0 - (duk_uint64_t)v : (duk_uint64_t)v;

    do
        *--p = (duk_uint8_t)('0' + u % 10);
    while ((u /= 10) != 0);
    if (v < 0)
        *--p = '-';
    out->p = p;
    out->n = (duk_uint32_t)(end - p);
    out->h = NULL;
}

static inline bool concat_part(const duk_tval *tv, ConcatPart *out)
{
    if (DUK_TVAL_IS_STRING(tv)) {
        duk_hstring *h = DUK_TVAL_GET_STRING(tv);

        out->p = DUK_HSTRING_GET_DATA(h);
        out->n = (duk_uint32_t)DUK_HSTRING_GET_BYTELEN(h);
        out->h = h;
        return !DUK_HSTRING_HAS_SYMBOL(h);
    }
    if (!DUK_TVAL_IS_FASTINT(tv))
        return false;
    concat_digits(out, DUK_TVAL_GET_FASTINT(tv));
    return true;
}

/* ---- The table of strings ---- */

static void concat_link(duk_heap *heap, duk_hstring *h)
{
    duk_hstring **slot = &heap->strtable[DUK_HSTRING_GET_HASH(h) & heap->st_mask];

    h->hdr.h_next = *slot;
    *slot = h;
    heap->st_count++;
}

/* The string's bytes and length in characters are in place; it enters the table, or gives
 * way, with its references, to one that has the same bytes. */
static duk_hstring *concat_enter(duk_heap *heap, duk_hstring *h)
{
    duk_uint8_t *bytes = (duk_uint8_t *)(h + 1);
    duk_hstring *other;

    bytes[h->blen] = 0;
    DUK_HSTRING_CLEAR_ASCII(h);
    if (h->clen == h->blen)
        DUK_HSTRING_SET_ASCII(h);
    DUK_HSTRING_SET_HASH(h, intern_hash(heap->hash_seed, bytes, h->blen));
    other = intern_find(heap, DUK_HSTRING_GET_HASH(h), bytes, h->blen);
    if (other != NULL) {
        other->hdr.h_refcount += h->hdr.h_refcount;
        heap->free_func(heap->heap_udata, h);
        return other;
    }
    concat_link(heap, h);
    return h;
}

/* ---- A new string ---- */

/* Long ones are put together where they stay. NULL where memory is short. */
static duk_hstring *concat_make_long(duk_hthread *thr, const ConcatPart *parts, int n,
                                     duk_size_t size)
{
    duk_heap *heap = thr->heap;
    duk_uint8_t *to;
    duk_hstring *h;

    if (DUK_UNLIKELY((heap->st_count & DUK_USE_STRTAB_RESIZE_CHECK_MASK) == 0)) {
        heap->pf_prevent_count++;
        duk__strtable_resize_check(heap);
        heap->pf_prevent_count--;
    }
    h = heap->alloc_func(heap->heap_udata, sizeof *h + size + 1);
    if (h == NULL)
        return NULL;
    memset(h, 0, sizeof *h);
    DUK_HEAPHDR_SET_TYPE_AND_FLAGS(&h->hdr, DUK_HTYPE_STRING, 0);
    h->arridx = DUK_HSTRING_NO_ARRAY_INDEX;
    h->blen = (duk_uint32_t)size;
    to = (duk_uint8_t *)(h + 1);
    for (int i = 0; i < n; i++) {
        memcpy(to, parts[i].p, parts[i].n);
        to += parts[i].n;
        h->clen += concat_chars(&parts[i]);
    }
    return concat_enter(heap, h);
}

/* False where the engine has to do it. */
static bool concat_new(duk_hthread *thr, const ConcatPart *x, const ConcatPart *y,
                       duk_small_uint_fast_t to)
{
    duk_size_t n = (duk_size_t)x->n + y->n;
    duk_hstring *h;
    duk_tval *tv;

    if (n < CONCAT_LONG) {
        duk_uint8_t bytes[CONCAT_LONG];

        memcpy(bytes, x->p, x->n);
        memcpy(bytes + x->n, y->p, y->n);
        h = duk_heap_strtable_intern_checked(thr, bytes, (duk_uint32_t)n);
    } else {
        if (n > DUK_HSTRING_MAX_BYTELEN)
            return false;
        h = concat_make_long(thr, (ConcatPart[]){ *x, *y }, 2, n);
        if (h == NULL)
            return false;
    }
    tv = thr->valstack_bottom + to;
    DUK_TVAL_SET_STRING_UPDREF(thr, tv, h); /* side effects */
    return true;
}

/* ---- In place ---- */

/* The parts go behind h, to which only places that the caller knows refer. The string
 * that results has h's references. NULL, with nothing changed, where memory is short. */
static duk_hstring *concat_append(duk_heap *heap, duk_hstring *h, const ConcatPart *parts,
                                  int n)
{
    duk_size_t size = DUK_HSTRING_GET_BYTELEN(h), need;
    duk_uint32_t chars = (duk_uint32_t)DUK_HSTRING_GET_CHARLEN(h);
    duk_hstring *moved = h;
    Engine *engine = heap->heap_udata; /* NULL: a tool of the build */

    for (int i = 0; i < n; i++) {
        size += parts[i].n;
        chars += concat_chars(&parts[i]);
    }
    need = sizeof *h + size + 1;
    duk_heap_strcache_string_remove(heap, h);
    duk_heap_strtable_unlink(heap, h);
    if (block_size(engine != NULL ? &engine->memory.small : NULL, h) < need)
        moved = heap->realloc_func(heap->heap_udata, h, need + need / 2);
    if (moved == NULL) {
        concat_link(heap, h);
        return NULL;
    }
    size = moved->blen;
    for (int i = 0; i < n; i++) {
        memcpy((duk_uint8_t *)(moved + 1) + size, parts[i].p, parts[i].n);
        size += parts[i].n;
    }
    moved->blen = (duk_uint32_t)size;
    moved->clen = chars;
    return concat_enter(heap, moved);
}

static inline bool concat_holds(const duk_tval *tv, const duk_hstring *h)
{
    return tv != NULL && DUK_TVAL_IS_STRING(tv) && DUK_TVAL_GET_STRING(tv) == h;
}

/* The own, writable property that `o[key] = …` overwrites, or NULL. */
static duk_tval *concat_property(duk_hthread *thr, const duk_tval *o, const duk_tval *key)
{
    duk_hobject *h;
    duk_int_t at;

    if (!DUK_TVAL_IS_OBJECT(o))
        return NULL;
    h = DUK_TVAL_GET_OBJECT(o);
    if (DUK_TVAL_IS_FASTINT(key)) {
        duk_int64_t i = DUK_TVAL_GET_FASTINT(key);

        if (!DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || !DUK_HOBJECT_HAS_ARRAY_PART(h) || i < 0 ||
            i >= (duk_int64_t)DUK_HOBJECT_GET_ASIZE(h))
            return NULL;
        return DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, (duk_uint32_t)i);
    }
    if (!DUK_TVAL_IS_STRING(key) || DUK_HSTRING_HAS_ARRIDX(DUK_TVAL_GET_STRING(key)) ||
        (LOOKUP_FLAGS(h) & LOOKUP_VIRTUAL))
        return NULL;
    at = lookup_entry(thr->heap, h, DUK_TVAL_GET_STRING(key));
    if (at < 0 || (DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, at) &
                   (DUK_PROPDESC_FLAG_WRITABLE | DUK_PROPDESC_FLAG_ACCESSOR)) !=
                      DUK_PROPDESC_FLAG_WRITABLE)
        return NULL;
    return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
}

/* Where the instruction `ins` stores register a, if it is a plain store; or NULL. */
static duk_tval *concat_store(duk_hthread *thr, duk_instr_t ins, duk_tval *consts,
                              duk_small_uint_fast_t a)
{
    duk_tval *bottom = thr->valstack_bottom;
    duk_uint_t attrs;

    switch (DUK_DEC_OP(ins)) {
    case DUK_OP_PUTVAR: {
        duk_tval *tv;

        if (DUK_DEC_A(ins) != a)
            return NULL;
        tv = identifier_lookup(thr, thr->callstack_curr,
                               DUK_TVAL_GET_STRING(consts + DUK_DEC_BC(ins)), &attrs);
        return tv != NULL && (attrs & DUK_PROPDESC_FLAG_WRITABLE) ? tv : NULL;
    }
    case DUK_OP_LDREG: return DUK_DEC_BC(ins) == a ? bottom + DUK_DEC_A(ins) : NULL;
    case DUK_OP_STREG: return DUK_DEC_A(ins) == a ? bottom + DUK_DEC_BC(ins) : NULL;
    case DUK_OP_PUTPROP_RR:
        return DUK_DEC_C(ins) != a ? NULL
                                   : concat_property(thr, bottom + DUK_DEC_A(ins),
                                                     bottom + DUK_DEC_B(ins));
    case DUK_OP_PUTPROP_CR:
        return DUK_DEC_C(ins) != a ? NULL
                                   : concat_property(thr, bottom + DUK_DEC_A(ins),
                                                     consts + DUK_DEC_B(ins));
    default: return NULL;
    }
}

typedef struct {
    ConcatPart parts[CONCAT_PARTS];
    int n;
    duk_small_uint_fast_t to; /* register of the whole chain's result */
    const duk_instr_t *next;  /* behind the chain */
} ConcatChain;

/* Goes on through additions to a temporary which hold nothing that could have effects. */
static void concat_follow(ConcatChain *c, duk_hthread *thr, const duk_tval *consts,
                          const duk_hstring *h, duk_small_uint_fast_t first_temp)
{
    duk_uint64_t written = 0; /* registers of the chain, by their lowest bits */

    while (c->to >= first_temp && c->n < CONCAT_PARTS) {
        duk_instr_t ins = *c->next;
        duk_small_uint_fast_t y = DUK_DEC_C(ins);
        const duk_tval *tv;

        if (DUK_DEC_B(ins) != c->to)
            return;
        written |= (duk_uint64_t)1 << (c->to & 63);
        if (DUK_DEC_OP(ins) == DUK_OP_ADD_RR && !(written >> (y & 63) & 1))
            tv = thr->valstack_bottom + y;
        else if (DUK_DEC_OP(ins) == DUK_OP_ADD_RC)
            tv = consts + y;
        else
            return;
        if (concat_holds(tv, h) || !concat_part(tv, &c->parts[c->n]))
            return;
        c->n++;
        c->to = DUK_DEC_A(ins);
        c->next++;
    }
}

/* Register x holds h and the result goes to register `to`: both refer to the string that
 * results now, as does `store`, where it isn't NULL. */
static void concat_settle(duk_hthread *thr, duk_tval *x, duk_tval *to, duk_tval *store,
                          const duk_hstring *h, duk_hstring *result)
{
    duk_tval old;
    bool same = to == x || concat_holds(to, h);

    DUK_TVAL_SET_TVAL(&old, to);
    DUK_TVAL_SET_STRING(to, result);
    if (store != NULL)
        DUK_TVAL_SET_STRING(store, result);
    if (to == x)
        return;
    DUK_TVAL_SET_UNDEFINED(x);
    if (same)
        result->hdr.h_refcount--;
    else
        DUK_TVAL_DECREF(thr, &old); /* side effects */
}

/* What the instruction at *pc - 1, an addition to register b, gives; false where the
 * string can't grow in place. *pc is behind the chain then. */
static bool concat_in_place(duk_hthread *thr, ConcatChain *c, duk_small_uint_fast_t b,
                            duk_tval *consts, const duk_instr_t **pc)
{
    duk_tval *x = thr->valstack_bottom + b, *to, *store = NULL;
    duk_hstring *h = DUK_TVAL_GET_STRING(x), *result;
    duk_small_uint_fast_t first_temp = first_temp_of(thr);
    duk_size_t refs = 1, size = DUK_HSTRING_GET_BYTELEN(h);

    c->next = *pc;
    concat_follow(c, thr, consts, h, first_temp);
    to = thr->valstack_bottom + c->to;
    if (to != x) {
        if (b < first_temp)
            return false;
        refs += concat_holds(to, h);
    }
    if (DUK_HEAPHDR_GET_REFCOUNT(&h->hdr) == refs + 1) {
        store = concat_store(thr, *c->next, consts, c->to);
        if (!concat_holds(store, h) || store == to || store == x)
            return false;
        refs++;
    }
    for (int i = 0; i < c->n; i++)
        size += c->parts[i].n;
    if (DUK_HEAPHDR_GET_REFCOUNT(&h->hdr) != refs || size > DUK_HSTRING_MAX_BYTELEN)
        return false;
    result = concat_append(thr->heap, h, c->parts, c->n);
    if (result == NULL)
        return false;
    *pc = c->next;
    concat_settle(thr, x, to, store, h, result);
    return true;
}

/* x + y for the instruction `ins`, behind which *pc stands. in_register: x is one. False,
 * with nothing done, where the engine has to add. */
static DUK_NOINLINE bool concat_values(duk_hthread *thr, duk_tval *x, duk_tval *y,
                                       duk_instr_t ins, bool in_register,
                                       duk_tval *consts, const duk_instr_t **pc)
{
    ConcatPart part;

    if (!concat_part(x, &part))
        return false;
    if (in_register && part.n >= CONCAT_LONG && DUK_TVAL_IS_STRING(x)) {
        ConcatChain c;

        if (!concat_part(y, &c.parts[0]) || concat_holds(y, DUK_TVAL_GET_STRING(x)))
            return false;
        c.n = 1;
        c.to = DUK_DEC_A(ins);
        return concat_in_place(thr, &c, DUK_DEC_B(ins), consts, pc) ||
               concat_new(thr, &part, &c.parts[0], DUK_DEC_A(ins));
    }
    {
        ConcatPart second;

        return concat_part(y, &second) && concat_new(thr, &part, &second, DUK_DEC_A(ins));
    }
}
