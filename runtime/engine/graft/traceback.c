/* traceback.c: the trace that an error gets when it is made: three values for each frame,
 * the innermost first: the function, its flags and pc in one number, and `this`. Unlike
 * the engine's it goes on from a coroutine to what resumed it, as V8's does. What C code
 * made the error says nothing to programs. stack.c makes text of it. */

static duk_activation *traceback_next(duk_hthread **thread, duk_activation *act)
{
    act = act->parent;
    while (act == NULL && (*thread)->resumer != NULL) {
        *thread = (*thread)->resumer;
        act = (*thread)->callstack_curr;
    }
    return act;
}

static duk_tval *traceback_put(duk_hthread *thr, duk_tval *to, duk_tval *value)
{
    DUK_TVAL_SET_TVAL(to, value);
    DUK_TVAL_INCREF(thr, to);
    return to + 1;
}

/* [ … error ] -> [ … error ] */
DUK_LOCAL void duk__add_traceback(duk_hthread *thr, duk_hthread *thr_callstack,
                                  const char *c_filename, duk_int_t c_line,
                                  duk_small_uint_t flags)
{
    duk_hthread *t = thr_callstack;
    duk_activation *act = t->callstack_curr, *first;
    duk_uint32_t n = 0;
    duk_tval *tv;

    (void)c_filename;
    (void)c_line;
    duk_hthread_sync_currpc(thr_callstack);
    if (act != NULL && flags & DUK_AUGMENT_FLAG_SKIP_ONE)
        act = traceback_next(&t, act);
    first = act;
    thr_callstack = t;
    for (; act != NULL && n < DUK_USE_TRACEBACK_DEPTH; act = traceback_next(&t, act))
        n++;
    tv = duk_push_harray_with_size_outptr(thr, n * 3);
    duk_clear_prototype(thr, -1);
    act = first;
    t = thr_callstack;
    for (; n > 0; n--, act = traceback_next(&t, act)) {
        duk_tval number;
        duk_uint32_t pc = (duk_uint32_t)duk_hthread_get_act_prev_pc(t, act);

        tv = traceback_put(thr, tv, &act->tv_func);
        DUK_TVAL_SET_DOUBLE(&number, (duk_double_t)act->flags * DUK_DOUBLE_2TO32 +
                                         (duk_double_t)pc);
        tv = traceback_put(thr, tv, &number);
        tv = traceback_put(thr, tv,
                           (duk_tval *)(void *)((duk_uint8_t *)t->valstack +
                                                act->bottom_byteoff - sizeof(duk_tval)));
    }
    duk_xdef_prop_stridx_short_wec(thr, -2, DUK_STRIDX_INT_TRACEDATA);
}
