/* coroutine.c: generators and async functions. A coroutine is a thread of the engine; it
 * is resumed and left in the executor itself, where the call of one of five natives
 * (internals.h) is met, without the longjmps of Duktape.Thread.
 *
 * The resumer's activation on top is the compiled one that made the call, with the
 * native still in the register of the result: what is handed to it (coroutine_deliver)
 * depends on which that is. */

/* ---- Steps of for-of: step.c ---- */

enum { STEP_ASKED = -1, STEP_IN_BODY = -2, STEP_ENDED = -3 };

#define COROUTINE_DEPTH_MAX 8000
#define COROUTINE_THREW 0xffff /* instead of a depth: ended by what it threw */

/* Behind the step, whose branch begins at pc, where there is a value. */
static inline duk_instr_t *step_taken(duk_instr_t *pc)
{
    return pc + 2 + (duk_int_fast_t)DUK_DEC_ABC(pc[1]) - (duk_int_fast_t)DUK_BC_JUMP_BIAS;
}

/* ---- What waits ---- */

static inline duk_tval *coroutine_result(duk_hthread *thr)
{
    return (duk_tval *)(void *)((duk_uint8_t *)thr->valstack +
                                thr->callstack_curr->retval_byteoff);
}

/* Where the running activation's call of register idx is to give its result. */
static inline void coroutine_leave(duk_hthread *thr, duk_idx_t idx, duk_instr_t *pc)
{
    duk_activation *act = thr->callstack_curr;

    act->curr_pc = pc;
    act->retval_byteoff = (duk_size_t)((duk_uint8_t *)(thr->valstack_bottom + idx) -
                                       (duk_uint8_t *)thr->valstack);
    thr->ptr_curr_pc = NULL;
}

/* The value on top becomes the result of the call that the thread waits for. What called
 * and waits has its stack as it was; the call's registers are wiped, but for a yield's,
 * which have nothing in them. */
static inline void coroutine_take(duk_hthread *thr)
{
    duk_tval *to = coroutine_result(thr), old;

    DUK_TVAL_SET_TVAL(&old, to);
    thr->valstack_top--;
    DUK_TVAL_SET_TVAL(to, thr->valstack_top);
    DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
    if (!DUK_TVAL_IS_OBJECT(&old))
        return;
    call_wipe(thr, to + 1);
    DUK_TVAL_DECREF_NORZ(thr, &old);
}

/* The generator's first slot, its coroutine; NULL where the value is none. */
static inline duk_tval *coroutine_of(duk_hthread *thr, const duk_tval *tv)
{
    return iterate_slots(thr, tv, SLOTS_GENERATOR);
}

static inline duk_tval *coroutine_record(duk_hthread *thr, const duk_tval *tv, int i)
{
    return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, DUK_TVAL_GET_OBJECT(tv), i);
}

static void coroutine_forget(duk_hthread *thr, const duk_tval *generator)
{
    duk_tval *tv = coroutine_of(thr, generator);

    if (tv != NULL)
        DUK_TVAL_SET_NULL_UPDREF(thr, tv); /* side effects */
}

/* The generator that the thread, which waits, delegates to by yield*; NULL: none. */
static inline duk_tval *coroutine_delegate(duk_hthread *thr)
{
    duk_tval *call = coroutine_result(thr);

    return DUK_TVAL_IS_OBJECT(call) &&
                   DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(call)) &&
                   ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(call))->func == engine_delegate
               ? call + 2
               : NULL;
}

/* [ value ] -> [ ] on the stack of a resumer that waits in a step of for-of. */
static void coroutine_deliver_step(duk_hthread *thr, duk_instr_t ins, bool done)
{
    duk_tval *to = thr->valstack_bottom + DUK_DEC_A(ins), *top = --thr->valstack_top, old;
    duk_tval *state = thr->valstack_bottom + DUK_DEC_C(ins);
    duk_activation *act = thr->callstack_curr;

    if (done) {
        duk_tval *record = thr->valstack_bottom + DUK_DEC_B(ins);

        DUK_TVAL_SET_TVAL(&old, top);
        DUK_TVAL_SET_I32(state, STEP_ENDED);
        act->curr_pc += 2;
        DUK_TVAL_SET_UNDEFINED(top);
        DUK_TVAL_DECREF_NORZ(thr, &old);
        coroutine_forget(thr, coroutine_record(thr, record, ENGINE_RECORD_ITERATOR));
        return;
    }
    DUK_TVAL_SET_TVAL(&old, to);
    DUK_TVAL_SET_TVAL(to, top);
    DUK_TVAL_SET_UNDEFINED(top);
    DUK_TVAL_SET_I32(state, STEP_IN_BODY);
    act->curr_pc = step_taken(act->curr_pc);
    DUK_TVAL_DECREF_NORZ(thr, &old);
}

/* [ value ] -> [ ] on the resumer's stack: it goes on. */
static void coroutine_deliver(duk_hthread *thr, bool done)
{
    duk_instr_t ins = thr->callstack_curr->curr_pc[-1];
    duk_tval *call;
    duk_c_function fn;

    if (DUK_DEC_OP(ins) == HELPER_STEP_OP) {
        coroutine_deliver_step(thr, ins, done);
        return;
    }
    call = coroutine_result(thr);
    fn = ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(call))->func;
    if (fn == engine_generator_next) {
        object_wrap_result(thr, done);
        if (done)
            coroutine_forget(thr, coroutine_result(thr) + 1);
    } else if (fn == engine_record_next) {
        duk_tval *value = coroutine_record(thr, call + 1, ENGINE_RECORD_VALUE), old;
        duk_tval *top = thr->valstack_top - 1;

        DUK_TVAL_SET_TVAL(&old, value);
        DUK_TVAL_SET_TVAL(value, top);
        DUK_TVAL_SET_TVAL(top, done ? coroutine_record(thr, call, 2) : call + 1);
        DUK_TVAL_INCREF(thr, top);
        DUK_TVAL_DECREF_NORZ(thr, &old);
        if (done)
            coroutine_forget(thr, coroutine_record(thr, coroutine_result(thr) + 1,
                                                   ENGINE_RECORD_ITERATOR));
    } else if (fn == engine_delegate) {
        coroutine_forget(thr, call + 2);
    }
    coroutine_take(thr);
}

/* ---- Resuming ---- */

/* Each coroutine has a stack of its own, so none of them ends a recursion: what has been
 * resumed by one another is counted, in two bytes that the engine doesn't use. */
static inline int coroutine_depth(const duk_hthread *t)
{
    return t->unused1 | t->unused2 << 8;
}

static inline void coroutine_set_depth(duk_hthread *t, int depth)
{
    t->unused1 = (duk_uint8_t)depth;
    t->unused2 = (duk_uint8_t)(depth >> 8);
}

static inline void coroutine_check_depth(duk_hthread *thr)
{
    if (DUK_UNLIKELY(coroutine_depth(thr) >= COROUTINE_DEPTH_MAX))
        DUK_ERROR_RANGE(thr, "Maximum call stack size exceeded");
}

static inline void coroutine_link(duk_hthread *thr, duk_hthread *t)
{
    int depth = coroutine_depth(thr);

    coroutine_set_depth(t, depth < COROUTINE_THREW - 1 ? depth + 1 : depth);
    t->resumer = thr;
    DUK_HTHREAD_INCREF(thr, thr);
    t->state = DUK_HTHREAD_STATE_RUNNING;
    thr->state = DUK_HTHREAD_STATE_RESUMED;
    DUK_HEAP_SWITCH_THREAD(thr->heap, t);
}

/* [ ] -> [ coroutine ] that will make the call whose function, `this` and n arguments
 * stand from register idx on; they move to it. */
static inline duk_hthread *coroutine_make_for(duk_hthread *thr, duk_idx_t idx,
                                              duk_idx_t n)
{
    duk_hthread *t;
    duk_tval *from;

    duk_push_thread(thr);
    t = (duk_hthread *)DUK_TVAL_GET_OBJECT(thr->valstack_top - 1);
    t->state = DUK_HTHREAD_STATE_INACTIVE;
    duk_require_stack(t, n + 2);
    from = thr->valstack_bottom + idx;
    memcpy(t->valstack_top, from, (size_t)(n + 2) * sizeof *from);
    t->valstack_top += n + 2;
    for (duk_idx_t i = 0; i < n + 2; i++)
        DUK_TVAL_SET_UNDEFINED(from + i);
    return t;
}

/* The first time: its stack holds the function, `this` and arguments. */
static void coroutine_begin(duk_hthread *t)
{
    duk_idx_t nargs = (duk_idx_t)(t->valstack_top - t->valstack) - 2;
    duk_hobject *f = DUK_TVAL_GET_OBJECT(t->valstack);

    if (DUK_HOBJECT_IS_COMPFUNC(f) &&
        call_compiled(t, (duk_hcompfunc *)f, t->valstack, nargs, NULL) == CALL_ENTERED)
        return;
    duk_handle_call_unprotected(t, 0, DUK_CALL_FLAG_ALLOW_ECMATOECMA);
}

/* The thread, where it can be resumed. */
static inline duk_hthread *coroutine_ready(const duk_tval *tv)
{
    duk_hthread *t;

    if (tv == NULL || !DUK_TVAL_IS_OBJECT(tv) ||
        !DUK_HOBJECT_IS_THREAD(DUK_TVAL_GET_OBJECT(tv)))
        return NULL;
    t = (duk_hthread *)DUK_TVAL_GET_OBJECT(tv);
    return t->state == DUK_HTHREAD_STATE_INACTIVE || t->state == DUK_HTHREAD_STATE_YIELDED
               ? t
               : NULL;
}

/* The thread of the generator, where next() can resume it. One that return() has left
 * waiting in a `finally` is no matter for this. */
static inline duk_hthread *coroutine_of_generator(duk_hthread *thr,
                                                  const duk_tval *generator)
{
    duk_tval *slots = coroutine_of(thr, generator);

    return slots != NULL && DUK_TVAL_IS_UNDEFINED(slots + ENGINE_GENERATOR_LEFT)
               ? coroutine_ready(slots)
               : NULL;
}

/* [ ] -> [ value ] on the stack of t, which waits. */
static inline void coroutine_push(duk_hthread *thr, duk_hthread *t, const duk_tval *value)
{
    DUK_TVAL_SET_TVAL(t->valstack_top, value);
    DUK_TVAL_INCREF(thr, t->valstack_top);
    t->valstack_top++;
}

/* The value becomes the result of what the thread, which waits, has called. */
static inline void coroutine_hand(duk_hthread *thr, duk_hthread *t, const duk_tval *value)
{
    coroutine_push(thr, t, value);
    coroutine_take(t);
}

/* Down to the generator that t delegates to, or the one that this delegates to …: each is
 * resumed by the one before, the first by *from, which becomes the last but one. Where
 * one can't be resumed, the one that delegates to it has to call it. */
static duk_hthread *coroutine_innermost(duk_hthread **from, duk_hthread *t)
{
    duk_hthread *thr = *from;
    duk_tval *inner;

    while (t->state == DUK_HTHREAD_STATE_YIELDED &&
           (inner = coroutine_delegate(t)) != NULL) {
        duk_hthread *next = coroutine_of_generator(thr, inner);

        if (next == NULL || next->state != DUK_HTHREAD_STATE_YIELDED) {
            ((Engine *)thr->heap->heap_udata)->delegate = ENGINE_DELEGATE_NEXT;
            break;
        }
        coroutine_link(thr, t);
        thr = t;
        t = next;
    }
    *from = thr;
    return t;
}

/* t goes on with the value, or with its being thrown. */
static CallResult coroutine_resume(duk_hthread *thr, duk_hthread *t,
                                   const duk_tval *value, bool throws, duk_idx_t idx,
                                   duk_instr_t *pc)
{
    coroutine_leave(thr, idx, pc);
    if (DUK_UNLIKELY(throws)) {
        duk_push_tval(thr, value);
        duk_err_augment_error_throw(thr);
        if (t->state == DUK_HTHREAD_STATE_YIELDED && coroutine_delegate(t) != NULL) {
            ((Engine *)thr->heap->heap_udata)->delegate = ENGINE_DELEGATE_THROWN;
            coroutine_hand(thr, t, DUK_GET_TVAL_NEGIDX(thr, -1));
            duk_pop(thr);
            coroutine_link(thr, t);
            return CALL_ENTERED;
        }
        coroutine_link(thr, t);
        duk_err_setup_ljstate1(thr, DUK_LJ_TYPE_THROW, DUK_GET_TVAL_NEGIDX(thr, -1));
        duk_err_longjmp(t);
    }
    if (t->state == DUK_HTHREAD_STATE_INACTIVE) {
        coroutine_check_depth(thr);
        coroutine_link(thr, t);
        coroutine_begin(t);
        return CALL_ENTERED;
    }
    {
        duk_hthread *from = thr, *inner = coroutine_innermost(&from, t);

        coroutine_hand(thr, inner, value);
        coroutine_link(from, inner);
    }
    return CALL_ENTERED;
}

/* A generator that return() has left waiting in a `finally` is no matter for these. */
static inline CallResult coroutine_next(duk_hthread *thr, const duk_tval *generator,
                                        const duk_tval *value, duk_idx_t idx,
                                        duk_instr_t *pc)
{
    duk_hthread *t = coroutine_of_generator(thr, generator);

    return t != NULL ? coroutine_resume(thr, t, value, false, idx, pc) : CALL_ENGINE;
}

/* ---- Leaving ---- */

/* Who gets what thr yields: past those that only delegate to it. */
static duk_hthread *coroutine_waiting(duk_hthread *thr)
{
    duk_hthread *t = thr->resumer;

    while (t->resumer != NULL && t->callstack_preventcount == 0 &&
           coroutine_delegate(t) != NULL)
        t = t->resumer;
    return t;
}

/* thr, and who delegates to it, wait from now on; `to`, which has resumed them, runs. */
static void coroutine_unlink(duk_hthread *thr, duk_hthread *to)
{
    while (thr != to) {
        duk_hthread *resumer = thr->resumer;

        thr->state = DUK_HTHREAD_STATE_YIELDED;
        thr->resumer = NULL;
        DUK_HTHREAD_DECREF_NORZ(thr, resumer);
        thr = resumer;
    }
    to->state = DUK_HTHREAD_STATE_RUNNING;
    DUK_HEAP_SWITCH_THREAD(to->heap, to);
}

/* The value is the argument of the call in register idx, or none. */
static CallResult coroutine_yield(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                  duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx;
    duk_hthread *resumer = thr->resumer;

    if (resumer == NULL || thr->callstack_preventcount != 0)
        return CALL_ENGINE;
    coroutine_leave(thr, idx, pc);
    resumer = coroutine_waiting(thr);
    if (nargs > 0) {
        DUK_TVAL_SET_TVAL(resumer->valstack_top, tv + 2);
        DUK_TVAL_SET_UNDEFINED(tv + 2);
    }
    resumer->valstack_top++;
    coroutine_unlink(thr, resumer);
    coroutine_deliver(resumer, false); /* the last reference to thr may go */
    return CALL_ENTERED;
}

/* Is there anything but the end of the thread behind a return from this activation? */
static inline bool coroutine_ends(duk_hthread *thr, duk_activation *entry_act)
{
    duk_activation *act = thr->callstack_curr;

    if (thr->resumer == NULL || act->parent != NULL || act == entry_act)
        return false;
    for (duk_catcher *cat = act->cat; cat != NULL; cat = cat->parent) {
        if (DUK_CAT_GET_TYPE(cat) == DUK_CAT_TYPE_TCF && DUK_CAT_HAS_FINALLY_ENABLED(cat))
            return false;
    }
    return true;
}

/* The thread ends with that value. */
static void coroutine_end_with(duk_hthread *thr, const duk_tval *value, bool threw)
{
    duk_hthread *resumer = thr->resumer;

    duk_push_tval(resumer, value);
    duk_hthread_terminate(thr);
    if (threw)
        coroutine_set_depth(thr, COROUTINE_THREW);
    thr->resumer = NULL;
    resumer->state = DUK_HTHREAD_STATE_RUNNING;
    DUK_HEAP_SWITCH_THREAD(thr->heap, resumer);
    DUK_HTHREAD_DECREF_NORZ(thr, resumer);
    coroutine_deliver(resumer, true);
}

/* [ … value ] on top of thr's stack is what its function returns. */
static void coroutine_end(duk_hthread *thr)
{
    DUK_TVAL_CHKFAST_INPLACE_FAST(thr->valstack_top - 1);
    coroutine_end_with(thr, thr->valstack_top - 1, false);
}

/* Is what is thrown in the thread caught by nobody, and wanted by who resumed it as its
 * result (engine_run)? */
static bool coroutine_fails(duk_hthread *thr, duk_activation *entry_act)
{
    duk_tval *tv;

    if (thr->resumer == NULL)
        return false;
    tv = coroutine_result(thr->resumer);
    if (!DUK_TVAL_IS_OBJECT(tv) || !DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(tv)) ||
        ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(tv))->func != engine_run)
        return false;
    for (duk_activation *act = thr->callstack_curr; act != NULL; act = act->parent) {
        if (act == entry_act)
            return false;
        for (duk_catcher *cat = act->cat; cat != NULL; cat = cat->parent) {
            if (DUK_CAT_HAS_CATCH_ENABLED(cat) || DUK_CAT_HAS_FINALLY_ENABLED(cat))
                return false;
        }
    }
    return true;
}

/* ---- The natives ---- */

/* The record's method and the record in the registers from tv on give way to the
 * iterator's. */
static void coroutine_swap(duk_hthread *thr, duk_tval *tv)
{
    duk_tval *iterator = coroutine_record(thr, tv + 1, ENGINE_RECORD_ITERATOR);
    duk_tval *next = coroutine_record(thr, tv + 1, ENGINE_RECORD_NEXT), record;

    DUK_TVAL_SET_TVAL(&record, tv + 1);
    DUK_TVAL_SET_TVAL(tv + 1, iterator);
    DUK_TVAL_INCREF(thr, iterator);
    DUK_TVAL_SET_TVAL_UPDREF_NORZ(thr, tv, next);
    DUK_TVAL_DECREF_NORZ(thr, &record); /* the loop's variable has it, too */
}

/* A Map's or Set's iterator gives its value into the record. */
static CallResult coroutine_table_next(duk_hthread *thr, duk_idx_t idx, duk_instr_t *pc)
{
    Engine *engine = thr->heap->heap_udata;
    duk_tval *tv = thr->valstack_bottom + idx, record, *value, old;

    DUK_TVAL_SET_TVAL(&record, tv + 1);
    coroutine_swap(thr, tv);
    engine->raw = ENGINE_RAW_WANTED;
    if (call_native(thr, (duk_hnatfunc *)DUK_TVAL_GET_OBJECT(tv), idx, 0, pc) ==
        CALL_ENGINE) {
        engine->raw = ENGINE_RAW_NONE;
        return CALL_ENGINE;
    }
    tv = thr->valstack_bottom + idx;
    value = coroutine_record(thr, &record, ENGINE_RECORD_VALUE);
    DUK_TVAL_SET_TVAL(&old, value);
    DUK_TVAL_SET_TVAL(value, tv);
    if (engine->raw == ENGINE_RAW_VALUE)
        DUK_TVAL_SET_TVAL(tv, &record);
    else
        DUK_TVAL_SET_TVAL(tv, coroutine_record(thr,
                                               coroutine_record(thr, &record,
                                                                ENGINE_RECORD_METHOD),
                                               2));
    DUK_TVAL_INCREF(thr, tv);
    engine->raw = ENGINE_RAW_NONE;
    DUK_TVAL_DECREF(thr, &old); /* side effects */
    return CALL_DONE;
}

/* An iterator of ours gives its value into the record, without a call. */
static bool coroutine_quick_next(duk_hthread *thr, duk_idx_t idx)
{
    duk_tval *tv = thr->valstack_bottom + idx, *value, old, old_value;

    if (!iterate_quickly(thr, coroutine_record(thr, tv + 1, ENGINE_RECORD_ITERATOR),
                         coroutine_record(thr, tv + 1, ENGINE_RECORD_NEXT)))
        return false;
    tv = thr->valstack_bottom + idx;
    value = coroutine_record(thr, tv + 1, ENGINE_RECORD_VALUE);
    DUK_TVAL_SET_TVAL(&old_value, value);
    thr->valstack_top--;
    DUK_TVAL_SET_TVAL(value, thr->valstack_top);
    DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
    /* The record takes the method's place. */
    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_TVAL(tv, tv + 1);
    DUK_TVAL_SET_UNDEFINED(tv + 1);
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_TVAL_DECREF_NORZ(thr, &old_value);
    DUK_REFZERO_CHECK_FAST(thr);
    return true;
}

/* for-of: the iterator's next method takes the place of ours, but for generators. */
static CallResult coroutine_record_next(duk_hthread *thr, duk_idx_t idx, duk_instr_t *pc)
{
    Engine *engine = thr->heap->heap_udata;
    duk_tval *tv = thr->valstack_bottom + idx, undefined;
    duk_tval *next = coroutine_record(thr, tv + 1, ENGINE_RECORD_NEXT);
    duk_c_function fn = NULL;

    if (DUK_TVAL_IS_OBJECT(next) && DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(next)))
        fn = ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(next))->func;
    DUK_TVAL_SET_UNDEFINED(&undefined);
    if (fn == engine_generator_next &&
        coroutine_next(thr, coroutine_record(thr, tv + 1, ENGINE_RECORD_ITERATOR),
                       &undefined, idx, pc) == CALL_ENTERED)
        return CALL_ENTERED;
    if (fn != NULL && coroutine_quick_next(thr, idx))
        return CALL_DONE;
    tv = thr->valstack_bottom + idx;
    if (fn != NULL && fn == engine->table_next)
        return coroutine_table_next(thr, idx, pc);
    coroutine_swap(thr, tv);
    return CALL_ENGINE;
}

/* Does the native mean a coroutine? CALL_ENGINE: it is to be called as any other. */
static inline CallResult coroutine_call(duk_hthread *thr, duk_c_function fn,
                                        duk_idx_t idx, duk_idx_t nargs, duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx, undefined, *value = tv + 2;

    if (nargs == 0) {
        DUK_TVAL_SET_UNDEFINED(&undefined);
        value = &undefined;
    }
    if (fn == engine_yield)
        return coroutine_yield(thr, idx, nargs, pc);
    if (fn == engine_generator_next)
        return coroutine_next(thr, tv + 1, value, idx, pc);
    if (fn == engine_delegate && nargs == 3 && thr->resumer != NULL &&
        thr->callstack_preventcount == 0 && DUK_TVAL_IS_OBJECT(tv + 4) &&
        DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(tv + 4)) &&
        ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(tv + 4))->func == engine_generator_next)
        return coroutine_next(thr, tv + 2, tv + 3, idx, pc);
    if ((fn == engine_resume || fn == engine_run) && nargs == 3) {
        duk_hthread *t = coroutine_ready(tv + 2);

        if (t != NULL)
            return coroutine_resume(thr, t, tv + 3, duk_js_toboolean(tv + 4), idx, pc);
    }
    return CALL_ENGINE;
}
