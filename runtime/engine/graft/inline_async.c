/* inline_async.c: what async functions, async generators and `for await` begin with, and
 * how coroutines are left: done by the executor itself where it meets the calls
 * (inline.c, builtins/lowered/). */

/* ---- Yielding ---- */

/* ʃy(value), ʃyv(value) */
static CallResult inline_yield(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                               duk_instr_t *pc, EngineYield how)
{
    Engine *engine = thr->heap->heap_udata;
    duk_tval *tv = thr->valstack_bottom + idx;
    CallResult r;

    /* Who looks at a coroutine that waits finds there what it has called. */
    DUK_TVAL_SET_UNDEFINED_UPDREF(thr, tv);   /* side effects */
    r = coroutine_yield(thr, idx, nargs, pc); /* the last reference to thr may go */
    if (r == CALL_ENTERED)
        engine->yields = how;
    return r;
}

/* ---- Beginning ---- */

#define INLINE_CALL_MAX 9

/* [ function args… ] on top, n values, becomes the call in the registers from idx on,
 * where nothing stands that is still needed. */
static CallResult inline_enter(duk_hthread *thr, duk_idx_t idx, duk_idx_t n,
                               duk_instr_t *pc)
{
    duk_hcompfunc *f = (duk_hcompfunc *)DUK_TVAL_GET_OBJECT(thr->valstack_top - n);
    duk_tval *tv, *from, call[INLINE_CALL_MAX];

    /* From here on nothing stands in the way of the call. */
    duk_require_stack(thr, (duk_idx_t)f->nregs + 4);
    call_supply(thr);
    tv = thr->valstack_bottom + idx;
    from = thr->valstack_top - n;
    memcpy(call, from, (size_t)n * sizeof *call);
    for (duk_idx_t i = 0; i < n; i++)
        DUK_TVAL_SET_UNDEFINED(from + i);
    thr->valstack_top = from;
    DUK_TVAL_SET_TVAL(tv, call);
    memcpy(tv + 2, call + 1, (size_t)(n - 1) * sizeof *call);
    return call_compiled(thr, f, tv, n - 1, pc);
}

/* Function, `this` and arguments from register idx on become the call of what runs the
 * coroutine that makes the call. */
static CallResult inline_async(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                               duk_instr_t *pc)
{
    Engine *engine = thr->heap->heap_udata;

    if (thr->callstack_top >= DUK_USE_CALLSTACK_LIMIT)
        return CALL_ENGINE;
    coroutine_check_depth(thr);
    slots_get(thr, idx, 0);
    duk_replace(thr, idx);
    coroutine_make_for(thr, idx, nargs);
    engine->begin_async(thr);
    return inline_enter(thr, idx, 6, pc);
}

/* ---- Async generators ---- */

/* Can a request to the async generator be served at once, by its coroutine? */
static bool inline_is_idle(duk_hthread *thr, const duk_tval *generator)
{
    duk_tval *slots = iterate_slots(thr, generator, SLOTS_ASYNC_GENERATOR);

    return slots != NULL &&
           DUK_TVAL_IS_UNDEFINED(slots + ENGINE_ASYNC_GENERATOR_REQUEST) &&
           coroutine_ready(slots + ENGINE_ASYNC_GENERATOR_COROUTINE) != NULL &&
           thr->callstack_top < DUK_USE_CALLSTACK_LIMIT;
}

/* Can no program tell whether a promise of the engine's is awaited? */
static inline bool inline_promises_are_plain(duk_hthread *thr)
{
    Engine *engine = thr->heap->heap_udata;
    duk_hobject *prototype =
        engine->promise_prototype != NULL ? *engine->promise_prototype : NULL;

    return prototype != NULL &&
           inline_function(thr, prototype, DUK_HTHREAD_STRING_CONSTRUCTOR(thr),
                           &engine->constructor_at) == *engine->promise;
}

/* The call in registers idx and behind gives way to the request by a generator or a
 * record, with the value in *value, or none. */
static CallResult inline_request(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                 const duk_tval *by, const duk_tval *value,
                                 duk_instr_t *pc)
{
    Engine *engine = thr->heap->heap_udata;
    duk_tval *tv;

    duk_push_tval(thr, by);
    if (value != NULL)
        duk_push_tval(thr, value);
    else
        duk_push_undefined(thr);
    engine->begin_request(thr);
    tv = thr->valstack_bottom + idx;
    for (duk_idx_t i = 0; i < nargs + 2; i++)
        DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv + i);
    return inline_enter(thr, idx, 9, pc);
}

/* generator.next(value) */
static CallResult inline_async_next(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                    duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx;

    if (!inline_is_idle(thr, tv + 1))
        return CALL_ENGINE;
    return inline_request(thr, idx, nargs, tv + 1, nargs > 0 ? tv + 2 : NULL, pc);
}

/* ʃan(record), ʃan(record, value) */
static CallResult inline_async_step(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                    duk_instr_t *pc, duk_tval *consts)
{
    duk_tval *tv = thr->valstack_bottom + idx, *next, *iterator, record;
    CallResult r;

    next = coroutine_record(thr, tv + 2, ENGINE_RECORD_NEXT);
    iterator = coroutine_record(thr, tv + 2, ENGINE_RECORD_ITERATOR);
    if (!DUK_TVAL_IS_OBJECT(next) || !DUK_HOBJECT_IS_CALLABLE(DUK_TVAL_GET_OBJECT(next)))
        return CALL_ENGINE;
    if (DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(next)) &&
        inline_promises_are_plain(thr)) {
        int magic = ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(next))->magic;

        if (magic == ENGINE_INLINE_FROM_SYNC)
            return CALL_ENGINE;
        if (magic == ENGINE_INLINE_ASYNC_NEXT && inline_is_idle(thr, iterator))
            return inline_request(thr, idx, nargs, tv + 2, nargs > 1 ? tv + 3 : NULL, pc);
    }
    /* The method's call takes the place of this one. */
    DUK_TVAL_SET_TVAL(&record, tv + 2);
    DUK_TVAL_SET_TVAL_UPDREF_NORZ(thr, tv, next);
    DUK_TVAL_SET_TVAL_UPDREF_NORZ(thr, tv + 1, iterator);
    DUK_TVAL_SET_UNDEFINED(tv + 2);
    if (nargs > 1) {
        DUK_TVAL_SET_TVAL(tv + 2, tv + 3);
        DUK_TVAL_SET_UNDEFINED(tv + 3);
    }
    DUK_TVAL_DECREF_NORZ(thr, &record); /* the loop's variable has it, too */
    r = call_any(thr, idx, nargs - 1, pc, consts);
    return r == CALL_ENGINE ? indirect_call(thr, idx, nargs - 1) : r;
}
