/* indirect.c: calls through Function.prototype.call and apply, without a call of these.
 * Part of call.c. */

/* The array that apply() spreads: dense, short; NULL: the engine has to look at it. */
static duk_hobject *indirect_list(duk_hthread *thr, const duk_tval *tv)
{
    duk_hobject *h;

    if (!DUK_TVAL_IS_OBJECT(tv))
        return NULL;
    h = DUK_TVAL_GET_OBJECT(tv);
    if (!DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || !DUK_HOBJECT_HAS_ARRAY_PART(h) ||
        ((duk_harray *)h)->length > DUK_HOBJECT_GET_ASIZE(h))
        return NULL;
    for (duk_uint32_t i = 0; i < ((duk_harray *)h)->length; i++) {
        if (DUK_TVAL_IS_UNUSED(DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, i)))
            return NULL;
    }
    return h;
}

/* The elements of the list at tv, one of the running activation's registers, take its
 * place; their number, or -1 where there is no room: nothing has happened then. */
static duk_idx_t indirect_spread(duk_hthread *thr, duk_tval *tv)
{
    duk_hobject *list = indirect_list(thr, tv);
    duk_tval *top, old;
    duk_uint32_t n;

    if (list == NULL)
        return -1;
    n = ((duk_harray *)list)->length;
    if ((duk_size_t)(thr->valstack_alloc_end - tv) < n + DUK_VALSTACK_INTERNAL_EXTRA)
        return -1;
    top = tv + n;
    if (thr->valstack_end < top + DUK_VALSTACK_INTERNAL_EXTRA)
        thr->valstack_end = top + DUK_VALSTACK_INTERNAL_EXTRA;
    if (thr->valstack_top < top)
        thr->valstack_top = top; /* undefined above: see call.c */
    /* The list goes last. */
    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_UNDEFINED(tv);
    for (duk_uint32_t i = 0; i < n; i++) {
        DUK_TVAL_DECREF_NORZ(thr, tv + i);
        DUK_TVAL_SET_TVAL(tv + i, DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, list, i));
        DUK_TVAL_INCREF(thr, tv + i);
    }
    DUK_TVAL_DECREF_NORZ(thr, &old);
    return (duk_idx_t)n;
}

/* The call of fn in register idx becomes that of the function it is to call; gives the
 * number of arguments, -1 where the engine has to do it: nothing has happened then. */
static duk_idx_t indirect_resolve(duk_hthread *thr, duk_c_function fn, duk_idx_t idx,
                                  duk_idx_t nargs)
{
    duk_tval *tv = thr->valstack_bottom + idx, old;

    if (!DUK_TVAL_IS_OBJECT(tv + 1) ||
        !DUK_HOBJECT_IS_CALLABLE(DUK_TVAL_GET_OBJECT(tv + 1)))
        return -1;
    if (fn == duk_bi_function_prototype_apply) {
        duk_idx_t n;

        if (nargs != 2)
            return -1;
        n = indirect_spread(thr, tv + 3);
        if (n < 0)
            return -1;
        nargs = n + 1;
    } else if (fn != duk_bi_function_prototype_call) {
        return -1;
    }
    DUK_TVAL_SET_TVAL(&old, tv);
    if (nargs == 0) {
        DUK_TVAL_SET_TVAL(tv, tv + 1);
        DUK_TVAL_SET_UNDEFINED(tv + 1);
    } else {
        memmove(tv, tv + 1, (duk_size_t)(nargs + 1) * sizeof *tv);
        DUK_TVAL_SET_UNDEFINED(tv + nargs + 1);
        nargs--;
    }
    DUK_TVAL_DECREF_NORZ(thr, &old); /* a built-in function, held by its prototype */
    return nargs;
}

/* The function that stands there now is none that we call ourselves. */
static CallResult indirect_call(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs)
{
    if (duk__executor_handle_call(thr, idx, nargs, DUK_CALL_FLAG_ALLOW_ECMATOECMA))
        return CALL_ENTERED;
    duk_set_top_unsafe(thr,
                       ((duk_hcompfunc *)DUK_ACT_GET_FUNC(thr->callstack_curr))->nregs);
    return CALL_DONE;
}
