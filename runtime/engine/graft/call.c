/* call.c: calls out of compiled code, and returning to it, without the detours of the
 * engine's general call: a compiled function whose environment is made when it is needed,
 * and a native one. What else there is (bound functions, proxies, `arguments`, eval,
 * coercing `this`) the engine does.
 *
 * A call's function, `this` and arguments stand in the caller's registers from `idx` on;
 * those behind them hold nothing that is still needed. Above valstack_top everything is
 * undefined, up to the end of the allocation. */

typedef enum {
    CALL_ENGINE,  /* nothing has happened: the engine has to do it */
    CALL_ENTERED, /* an activation of compiled code is on top: go on there */
    CALL_DONE,    /* the result is in register idx */
} CallResult;

/* Registers from tv up to the top become undefined. */
static inline void call_wipe(duk_hthread *thr, duk_tval *tv)
{
    for (; tv < thr->valstack_top; tv++)
        DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv);
}

/* The activation of f, whose registers begin at `bottom`, on top of the running one's. */
static inline duk_activation *call_push(duk_hthread *thr, duk_hobject *f,
                                        duk_tval *bottom, duk_instr_t *pc)
{
    duk_activation *act = thr->callstack_curr, *callee = thr->heap->activation_free;
    duk_size_t at = (duk_size_t)((duk_uint8_t *)bottom - (duk_uint8_t *)thr->valstack);

    thr->heap->activation_free = callee->parent;
    if (act != NULL) {
        act->curr_pc = pc;
        act->retval_byteoff = at - 2 * sizeof(duk_tval);
    }
    DUK_TVAL_SET_OBJECT(&callee->tv_func, f);
    callee->func = f;
    callee->parent = act;
    callee->var_env = NULL;
    callee->lex_env = NULL;
    callee->cat = NULL;
    callee->bottom_byteoff = at;
    callee->flags = DUK_HOBJECT_HAS_STRICT(f) ? DUK_ACT_FLAG_STRICT : 0;
    thr->callstack_curr = callee;
    thr->callstack_top++;
    thr->ptr_curr_pc = NULL;
    DUK_HOBJECT_INCREF(thr, f);
    return callee;
}

/* Room for n registers from `bottom` on. */
static inline bool call_reserve(duk_hthread *thr, duk_tval *bottom, duk_size_t n)
{
    duk_tval *end = bottom + n + DUK_VALSTACK_INTERNAL_EXTRA;

    if (thr->valstack_end >= end)
        return true;
    if (thr->valstack_alloc_end < end)
        return false;
    thr->valstack_end = end;
    return true;
}

static inline bool call_may_push(duk_hthread *thr)
{
    return DUK_LIKELY(thr->callstack_top < DUK_USE_CALLSTACK_LIMIT &&
                      thr->heap->activation_free != NULL);
}

/* Collecting garbage frees the activations that lie ready: there is one again. */
static inline void call_supply(duk_hthread *thr)
{
    if (DUK_UNLIKELY(thr->heap->activation_free == NULL))
        duk_hthread_activation_free(thr, duk_hthread_activation_alloc(thr));
}

/* `this` as the function wants it? */
static inline bool call_this_fits(duk_hobject *f, const duk_tval *tv_this)
{
    return DUK_HOBJECT_HAS_STRICT(f) || DUK_TVAL_IS_OBJECT(tv_this);
}

/* A function with a rest parameter: its arguments, of which it takes the array last; -1:
 * the engine has to do it. What is behind the arguments is dropped. */
static DUK_NOINLINE duk_idx_t call_collect_rest(duk_hthread *thr, duk_hcompfunc *f,
                                                duk_tval *tv, duk_idx_t nargs)
{
    int index = rest_index(thr->heap, f);

    if (index < 0 || TAIL_ARGUMENTS(tail_of(thr->heap, f)) || tv < thr->valstack_bottom)
        return -1;
    rest_collect(thr, (duk_idx_t)(tv - thr->valstack_bottom) + 2, nargs, index);
    return index + 1;
}

static inline __attribute__((always_inline)) CallResult
call_enter(duk_hthread *thr, duk_hcompfunc *f, duk_tval *tv, duk_idx_t nargs,
           duk_instr_t *pc)
{
    duk_hobject *h = (duk_hobject *)f;
    duk_tval *bottom = tv + 2;
    duk_activation *act;

    if (DUK_UNLIKELY(!DUK_HOBJECT_HAS_NEWENV(h) || !call_this_fits(h, tv + 1) ||
                     !call_may_push(thr) || !call_reserve(thr, bottom, f->nregs)))
        return CALL_ENGINE;
    if (DUK_UNLIKELY(DUK_HOBJECT_HAS_CREATEARGS(h))) {
        duk_idx_t at = (duk_idx_t)(tv - thr->valstack_bottom);

        nargs = call_collect_rest(thr, f, tv, nargs);
        if (nargs < 0)
            return CALL_ENGINE;
        /* A collection of garbage may have moved the stack. */
        bottom = thr->valstack_bottom + at + 2;
        call_supply(thr);
    }
    act = call_push(thr, h, bottom, pc);
    act->curr_pc = DUK_HCOMPFUNC_GET_CODE_BASE(thr->heap, f);
    act->reserve_byteoff =
        (duk_size_t)((duk_uint8_t *)thr->valstack_end - (duk_uint8_t *)thr->valstack);
    call_wipe(thr, bottom + (nargs < f->nargs ? nargs : f->nargs));
    thr->valstack_bottom = bottom;
    thr->valstack_top = bottom + f->nregs;
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_ENTERED;
}

/* The same for where it isn't worth its room. */
static DUK_NOINLINE CallResult call_compiled(duk_hthread *thr, duk_hcompfunc *f,
                                             duk_tval *tv, duk_idx_t nargs,
                                             duk_instr_t *pc)
{
    return call_enter(thr, f, tv, nargs, pc);
}

static duk_tval *construct_result(duk_hthread *thr, duk_tval *value);

/* What ends an activation, but for its catchers: as the engine's unwinding. */
static inline void call_pop(duk_hthread *thr, duk_activation *act)
{
    duk_hobject *f = DUK_ACT_GET_FUNC(act);

    if (DUK_UNLIKELY(act->var_env != NULL)) {
        if (DUK_HOBJECT_HAS_NEWENV(f))
            duk_js_close_environment_record(thr, act->var_env);
        DUK_HOBJECT_DECREF_NORZ(thr, act->var_env);
        DUK_HOBJECT_DECREF_NORZ_ALLOWNULL(thr, act->lex_env);
    }
    DUK_HOBJECT_DECREF_NORZ(thr, f);
    thr->callstack_curr = act->parent;
    thr->callstack_top--;
    act->parent = thr->heap->activation_free;
    thr->heap->activation_free = act;
}

/* The activation on top returns *value to the compiled function that called it. False,
 * with nothing done, where there is more to it. */
static inline bool call_return(duk_hthread *thr, duk_activation *entry_act,
                               duk_tval *value)
{
    duk_activation *act = thr->callstack_curr, *caller = act->parent;
    duk_tval *to, old;

    if (DUK_UNLIKELY(act == entry_act || caller == NULL ||
                     (act->flags &
                      (DUK_ACT_FLAG_CONSTRUCT_PROXY | DUK_ACT_FLAG_PREVENT_YIELD)) != 0))
        return false;
    if (DUK_UNLIKELY(act->cat != NULL) && !catcher_drop_all(thr, act))
        return false;
    if (act->flags & DUK_ACT_FLAG_CONSTRUCT)
        value = construct_result(thr, value);
    to = (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + caller->retval_byteoff);
    DUK_TVAL_SET_TVAL(&old, to);
    DUK_TVAL_SET_TVAL(to, value);
    DUK_TVAL_INCREF(thr, to);
    DUK_TVAL_CHKFAST_INPLACE_FAST(to);
    call_pop(thr, act);
    call_wipe(thr, to + 1);
    thr->valstack_bottom =
        (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + caller->bottom_byteoff);
    thr->valstack_top =
        thr->valstack_bottom + ((duk_hcompfunc *)DUK_ACT_GET_FUNC(caller))->nregs;
    thr->valstack_end =
        (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + caller->reserve_byteoff);
    thr->ptr_curr_pc = NULL;
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_REFZERO_CHECK_FAST(thr);
    return true;
}

/* The native function has put `rc` results on top: the last one is the call's. */
static inline void call_take_result(duk_hthread *thr, duk_ret_t rc)
{
    if (rc == 0) {
        thr->valstack_top++; /* undefined */
    } else if (rc != 1) {
        if (rc < 0)
            duk_error_throw_from_negative_rc(thr, rc);
        DUK_ERROR_TYPE(thr, DUK_STR_INVALID_CFUNC_RC);
    }
}

static inline __attribute__((always_inline)) CallResult
call_native_as(duk_hthread *thr, duk_hnatfunc *f, duk_idx_t idx, duk_idx_t nargs,
               duk_instr_t *pc, bool construct)
{
    duk_hobject *h = (duk_hobject *)f;
    duk_tval *bottom = thr->valstack_bottom + idx + 2, *to, *last, old;
    duk_instr_t **ptr_curr_pc = thr->ptr_curr_pc;
    duk_idx_t wants = f->nargs < 0 ? nargs : f->nargs;
    duk_heap *heap = thr->heap;
    duk_int_t depth = heap->call_recursion_depth;
    duk_activation *act;
    duk_size_t end;

    if (DUK_UNLIKELY((LOOKUP_FLAGS(h) & DUK_HOBJECT_FLAG_SPECIAL_CALL) ||
                     depth >= heap->call_recursion_limit ||
                     !call_this_fits(h, bottom - 1) || !call_may_push(thr)))
        return CALL_ENGINE;
    end = (duk_size_t)((duk_uint8_t *)thr->valstack_end - (duk_uint8_t *)thr->valstack);
    if (!call_reserve(thr, bottom, (duk_size_t)wants + DUK_VALSTACK_API_ENTRY_MINIMUM))
        return CALL_ENGINE;
    act = call_push(thr, h, bottom, pc);
    act->flags |= DUK_ACT_FLAG_PREVENT_YIELD;
    if (construct)
        act->flags |= DUK_ACT_FLAG_CONSTRUCT;
    act->curr_pc = NULL;
    act->reserve_byteoff =
        (duk_size_t)((duk_uint8_t *)thr->valstack_end - (duk_uint8_t *)thr->valstack);
    heap->call_recursion_depth = depth + 1;
    call_wipe(thr, bottom + (nargs < wants ? nargs : wants));
    thr->valstack_bottom = bottom;
    thr->valstack_top = bottom + wants;
    thr->callstack_preventcount++;
    DUK_REFZERO_CHECK_FAST(thr);
    call_take_result(thr, f->func(thr)); /* the value stack may have moved */
    if (construct)
        duk_call_construct_postprocess(thr, 0);

    thr->callstack_preventcount--;
    to = thr->valstack_bottom - 2;
    last = thr->valstack_top - 1;
    DUK_TVAL_CHKFAST_INPLACE_FAST(last);
    DUK_TVAL_SET_TVAL(&old, to);
    DUK_TVAL_SET_TVAL(to, last);
    DUK_TVAL_INCREF(thr, to);
    call_pop(thr, act);
    call_wipe(thr, to + 1);
    act = thr->callstack_curr;
    thr->valstack_bottom =
        (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + act->bottom_byteoff);
    thr->valstack_top =
        thr->valstack_bottom + ((duk_hcompfunc *)DUK_ACT_GET_FUNC(act))->nregs;
    thr->valstack_end = (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + end);
    thr->ptr_curr_pc = ptr_curr_pc;
    heap->call_recursion_depth = depth;
    DUK_TVAL_DECREF_NORZ(thr, &old);
    DUK_REFZERO_CHECK_FAST(thr);
    return CALL_DONE;
}

static inline CallResult call_native(duk_hthread *thr, duk_hnatfunc *f, duk_idx_t idx,
                                     duk_idx_t nargs, duk_instr_t *pc)
{
    return call_native_as(thr, f, idx, nargs, pc, false);
}

#include "runtime/engine/graft/construct.c"
#include "runtime/engine/graft/iterate.c"
#include "runtime/engine/graft/coroutine.c"
#include "runtime/engine/graft/inline.c"
#include "runtime/engine/graft/step.c"
#include "runtime/engine/graft/string_call.c"
#include "runtime/engine/graft/indirect.c"
#include "runtime/engine/graft/inline_class.c"

/* A plain call (not `new`, not eval) by the instruction before `pc`. */
static inline CallResult call_any(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                  duk_instr_t *pc, duk_tval *consts);

#include "runtime/engine/graft/inline_async.c"

static inline CallResult call_any(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                  duk_instr_t *pc, duk_tval *consts)
{
    duk_tval *tv = thr->valstack_bottom + idx;
    duk_hnatfunc *native;
    duk_hobject *h;

    if (!DUK_TVAL_IS_OBJECT(tv))
        return CALL_ENGINE;
    h = DUK_TVAL_GET_OBJECT(tv);
    if (DUK_HOBJECT_IS_COMPFUNC(h))
        return call_enter(thr, (duk_hcompfunc *)h, tv, nargs, pc);
    if (!DUK_HOBJECT_IS_NATFUNC(h))
        return CALL_ENGINE;
    native = (duk_hnatfunc *)h;
    if ((native->magic & 0xff00) == ENGINE_INLINE) {
        CallResult r = inline_call(thr, native->magic, idx, nargs, pc, consts);

        if (r != CALL_ENGINE)
            return r;
    }
    if (DUK_TVAL_IS_STRING(tv + 1) &&
        string_call(thr, native->func, idx, nargs) == CALL_DONE)
        return CALL_DONE;
    if (native->func == engine_record_next) {
        CallResult r = coroutine_record_next(thr, idx, pc);

        return r != CALL_ENGINE ? r : call_any(thr, idx, nargs, pc, consts);
    }
    if (coroutine_call(thr, native->func, idx, nargs, pc) == CALL_ENTERED)
        return CALL_ENTERED;
    if (LOOKUP_FLAGS(h) & DUK_HOBJECT_FLAG_SPECIAL_CALL) {
        CallResult r;

        nargs = indirect_resolve(thr, native->func, idx, nargs);
        r = nargs < 0 ? CALL_ENGINE : call_any(thr, idx, nargs, pc, consts);
        return r == CALL_ENGINE && nargs >= 0 ? indirect_call(thr, idx, nargs) : r;
    }
    return call_native(thr, native, idx, nargs, pc);
}

/* ---- Calls by natives ---- */

/* The compiled function's activation ends, its value on top of the stack goes to `to`,
 * which lay `at` bytes above the stack's bottom. */
static inline void call_finish(duk_hthread *thr, duk_size_t at)
{
    duk_activation *act = thr->callstack_curr;
    duk_tval *to, *last, old;

    if (DUK_UNLIKELY(act->cat != NULL)) {
        duk_hthread_activation_unwind_norz(thr);
    } else {
        thr->callstack_preventcount--;
        call_pop(thr, act);
    }
    to = (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + at);
    last = --thr->valstack_top;
    DUK_TVAL_CHKFAST_INPLACE_FAST(last);
    DUK_TVAL_SET_TVAL(&old, to);
    DUK_TVAL_SET_TVAL(to, last);
    DUK_TVAL_SET_UNDEFINED(last);
    call_wipe(thr, to + 1);
    thr->valstack_top = to + 1;
    DUK_TVAL_DECREF_NORZ(thr, &old);
}

/* [ function this args… ] -> [ result ]: a plain call from C of a compiled function.
 * False, with nothing done, where there is more to it. */
static bool call_from_native(duk_hthread *thr, duk_idx_t idx)
{
    duk_heap *heap = thr->heap;
    duk_int_t depth = heap->call_recursion_depth;
    duk_tval *tv = thr->valstack_bottom + idx;
    duk_size_t bottom =
        (duk_size_t)((duk_uint8_t *)thr->valstack_bottom - (duk_uint8_t *)thr->valstack);
    duk_size_t end =
        (duk_size_t)((duk_uint8_t *)thr->valstack_end - (duk_uint8_t *)thr->valstack);
    duk_instr_t **ptr_curr_pc = thr->ptr_curr_pc, *pc = NULL;
    duk_activation *act = thr->callstack_curr;
    duk_hthread *running = heap->curr_thread;
    duk_uint8_t state = thr->state;

    if (depth >= heap->call_recursion_limit || !DUK_TVAL_IS_OBJECT(tv) ||
        !DUK_HOBJECT_IS_COMPFUNC(DUK_TVAL_GET_OBJECT(tv)) ||
        state !=
            (running == thr ? DUK_HTHREAD_STATE_RUNNING : DUK_HTHREAD_STATE_INACTIVE))
        return false;
    if (act != NULL)
        pc = ptr_curr_pc != NULL ? *ptr_curr_pc : act->curr_pc;
    if (running != thr) {
        DUK_HEAP_SWITCH_THREAD(heap, thr);
        thr->state = DUK_HTHREAD_STATE_RUNNING;
    }
    if (call_compiled(thr, (duk_hcompfunc *)DUK_TVAL_GET_OBJECT(tv), tv,
                      (duk_idx_t)(thr->valstack_top - tv) - 2, pc) != CALL_ENTERED) {
        DUK_HEAP_SWITCH_THREAD(heap, running);
        thr->state = state;
        return false;
    }
    heap->call_recursion_depth = depth + 1;
    thr->callstack_curr->flags |= DUK_ACT_FLAG_PREVENT_YIELD;
    thr->callstack_preventcount++;
    duk_js_execute_bytecode(thr);
    call_finish(thr, bottom + (duk_size_t)idx * sizeof(duk_tval));
    thr->valstack_bottom = (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + bottom);
    thr->valstack_end = (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + end);
    thr->ptr_curr_pc = ptr_curr_pc;
    DUK_HEAP_SWITCH_THREAD(heap, running);
    thr->state = state;
    heap->call_recursion_depth = depth;
    DUK_REFZERO_CHECK_FAST(thr);
    return true;
}
