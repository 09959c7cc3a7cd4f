/* step.c: a step of for-of in one instruction (helper_ops.h, compiler/lower_loop.c):
 *
 *     if (ʃst(variable, iterated, state)) …what the engine doesn't know…
 *
 * `iterated` is a plain array, then the state is the index, or a record of an iterator,
 * then it is less than 0, but for the first step. Where the value is got here the
 * variable has it, the state is what it has to be while the body runs, and the branch
 * behind is taken. */

/* The array's element at the index, which goes on; NULL: the end, or a hole. */
static inline duk_tval *step_element(duk_hthread *thr, const duk_tval *iterated,
                                     duk_tval *state)
{
    duk_int64_t at = DUK_TVAL_GET_FASTINT(state);
    duk_hobject *h;
    duk_tval *tv;

    if (DUK_UNLIKELY(!DUK_TVAL_IS_OBJECT(iterated)))
        return NULL;
    h = DUK_TVAL_GET_OBJECT(iterated);
    if (DUK_UNLIKELY(!DUK_HOBJECT_HAS_EXOTIC_ARRAY(h) || !DUK_HOBJECT_HAS_ARRAY_PART(h) ||
                     at >= (duk_int64_t)((duk_harray *)h)->length ||
                     at >= (duk_int64_t)DUK_HOBJECT_GET_ASIZE(h)))
        return NULL;
    tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, at);
    if (DUK_UNLIKELY(DUK_TVAL_IS_UNUSED(tv)))
        return NULL;
    DUK_TVAL_SET_I32(state, (duk_int32_t)at + 1);
    return tv;
}

static inline bool step_is_record(duk_hthread *thr, duk_hobject *h)
{
    Engine *engine = thr->heap->heap_udata;

    return DUK_HOBJECT_GET_ENEXT(h) >= ENGINE_RECORD_SLOTS &&
           DUK_HOBJECT_E_GET_KEY(thr->heap, h, 0) == engine->record_keys[0] &&
           engine->record_keys[0] != NULL;
}

/* A record's step by the instruction before pc. CALL_DONE: the variable has the value;
 * CALL_ENTERED: a generator runs, coroutine_deliver_step does the rest. */
static CallResult step_record(duk_hthread *thr, duk_instr_t ins, duk_instr_t *pc)
{
    duk_tval *record = thr->valstack_bottom + DUK_DEC_B(ins);
    duk_tval *state = thr->valstack_bottom + DUK_DEC_C(ins), undefined, *next, *to, old;

    if (!DUK_TVAL_IS_FASTINT(state) || !DUK_TVAL_IS_OBJECT(record) ||
        !step_is_record(thr, DUK_TVAL_GET_OBJECT(record)))
        return CALL_ENGINE;
    next = coroutine_record(thr, record, ENGINE_RECORD_NEXT);
    if (!DUK_TVAL_IS_OBJECT(next) || !DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(next)))
        return CALL_ENGINE;
    if (((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(next))->func == engine_generator_next) {
        duk_hthread *t =
            coroutine_of_generator(thr,
                                   coroutine_record(thr, record, ENGINE_RECORD_ITERATOR));

        if (t == NULL)
            return CALL_ENGINE;
        DUK_TVAL_SET_I32(state, STEP_ASKED);
        DUK_TVAL_SET_UNDEFINED(&undefined);
        return coroutine_resume(thr, t, &undefined, false, (duk_idx_t)DUK_DEC_A(ins), pc);
    }
    if (!iterate_quickly(thr, coroutine_record(thr, record, ENGINE_RECORD_ITERATOR),
                         next))
        return CALL_ENGINE;
    /* The stack may have moved. */
    to = thr->valstack_bottom + DUK_DEC_A(ins);
    state = thr->valstack_bottom + DUK_DEC_C(ins);
    DUK_TVAL_SET_I32(state, STEP_IN_BODY);
    DUK_TVAL_SET_TVAL(&old, to);
    thr->valstack_top--;
    DUK_TVAL_SET_TVAL(to, thr->valstack_top);
    DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
    DUK_TVAL_DECREF(thr, &old); /* side effects */
    return CALL_DONE;
}
