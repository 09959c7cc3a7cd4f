/* string_call.c: methods of short work on strings of ASCII characters, where their
 * arguments are small numbers: no activation. Part of call.c. */

/* The argument as an index, negative ones counted from the end where `back`; false where
 * it is no small number. One that is missing is `otherwise`. */
static inline bool string_index_of(const duk_tval *tv, bool there, duk_int64_t len,
                                   duk_int64_t otherwise, bool back, duk_int64_t *out)
{
    duk_int64_t i = otherwise;

    if (there && DUK_TVAL_IS_FASTINT(tv))
        i = DUK_TVAL_GET_FASTINT(tv);
    else if (there && !DUK_TVAL_IS_UNDEFINED(tv))
        return false;
    if (i < 0 && back)
        i += len;
    *out = i < 0 ? 0 : i > len ? len : i;
    return true;
}

/* The call's result; its function, `this` and arguments go. */
static inline CallResult string_give(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                     const duk_tval *result)
{
    duk_tval *tv = thr->valstack_bottom + idx, old;

    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_TVAL(tv, result);
    DUK_TVAL_INCREF(thr, tv);
    for (duk_idx_t i = 1; i < nargs + 2; i++)
        DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv + i);
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_DONE;
}

/* slice (from the end, too) and substring (in either order) */
static CallResult string_part(duk_hthread *thr, duk_hstring *s, duk_idx_t idx,
                              duk_idx_t nargs, bool slices)
{
    duk_tval *tv = thr->valstack_bottom + idx, result;
    duk_int64_t len = DUK_HSTRING_GET_BYTELEN(s), from, to;

    if (!string_index_of(tv + 2, nargs > 0, len, 0, slices, &from) ||
        !string_index_of(tv + 3, nargs > 1, len, len, slices, &to))
        return CALL_ENGINE;
    if (to < from && !slices) {
        duk_int64_t swap = from;

        from = to;
        to = swap;
    }
    if (to < from)
        to = from;
    if (to - from == len)
        DUK_TVAL_SET_STRING(&result, s);
    else /* side effects: garbage is collected */
        DUK_TVAL_SET_STRING(
            &result, duk_heap_strtable_intern_checked(thr, DUK_HSTRING_GET_DATA(s) + from,
                                                      (duk_uint32_t)(to - from)));
    return string_give(thr, idx, nargs, &result);
}

/* The call of a native in register idx, `this` being a string. */
static CallResult string_call(duk_hthread *thr, duk_c_function fn, duk_idx_t idx,
                              duk_idx_t nargs)
{
    duk_tval *tv = thr->valstack_bottom + idx, result, *found;
    duk_hstring *s = DUK_TVAL_GET_STRING(tv + 1);
    duk_int64_t i;

    if (!DUK_HSTRING_IS_ASCII(s) || DUK_HSTRING_HAS_SYMBOL(s))
        return CALL_ENGINE;
    if (fn == duk_bi_string_prototype_slice || fn == duk_bi_string_prototype_substring)
        return string_part(thr, s, idx, nargs, fn == duk_bi_string_prototype_slice);
    if (nargs == 0 || !DUK_TVAL_IS_FASTINT(tv + 2))
        return CALL_ENGINE;
    i = DUK_TVAL_GET_FASTINT(tv + 2);
    if ((duk_uint64_t)i >= DUK_HSTRING_GET_BYTELEN(s))
        return CALL_ENGINE;
    if (fn == duk_bi_string_prototype_char_code_at) {
        DUK_TVAL_SET_U32(&result, DUK_HSTRING_GET_DATA(s)[i]);
        return string_give(thr, idx, nargs, &result);
    }
    if (fn != duk_bi_string_prototype_char_at)
        return CALL_ENGINE;
    found = lookup_character(thr, s, i, &result); /* side effects */
    return found != NULL ? string_give(thr, idx, nargs, found) : CALL_ENGINE;
}
