/* traceback.c: the trace that an error gets when it is made: three values for each frame,
 * the innermost first: the function, its flags and pc in one number, and `this`. Unlike
 * the engine's it goes on from a coroutine to what resumed it, as V8's does, with a frame
 * for a generator's next(), which has no activation (graft/coroutine.c), and from there
 * to who waits for what runs. What C code made the error says nothing to programs.
 * stack.c makes text of it. */
#include "runtime/engine/internals.h"

typedef struct {
    duk_hthread *thread;
    duk_activation *act; /* NULL: no frame is left */
    duk_tval *next;      /* the frame is that of this function, called by act; or NULL */
    duk_tval *this_binding;
} TraceFrame;

static duk_tval *traceback_tval(duk_hthread *thr, duk_size_t offset)
{
    return (duk_tval *)(void *)((duk_uint8_t *)thr->valstack + offset);
}

/* The activation on top of f->thread resumed a coroutine: by a generator's next()? */
static void traceback_resumed(TraceFrame *f)
{
    duk_tval *tv = traceback_tval(f->thread, f->act->retval_byteoff);
    duk_hobject *h = DUK_TVAL_IS_OBJECT(tv) ? DUK_TVAL_GET_OBJECT(tv) : NULL;
    duk_c_function fn;

    if (h == NULL || !DUK_HOBJECT_IS_NATFUNC(h))
        return;
    fn = ((duk_hnatfunc *)h)->func;
    if (fn == engine_generator_next) {
        f->next = tv;
        f->this_binding = tv + 1;
    } else if (fn == engine_record_next) {
        duk_hobject *record = DUK_TVAL_GET_OBJECT(tv + 1);

        f->next = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(NULL, record, (int)ENGINE_RECORD_NEXT);
        f->this_binding =
            DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(NULL, record, (int)ENGINE_RECORD_ITERATOR);
    }
}

static void traceback_next(TraceFrame *f)
{
    if (f->next != NULL) {
        f->next = NULL;
        return;
    }
    f->act = f->act->parent;
    while (f->act == NULL && f->thread->resumer != NULL) {
        f->thread = f->thread->resumer;
        f->act = f->thread->callstack_curr;
        if (f->act != NULL)
            traceback_resumed(f);
    }
}

static duk_tval *traceback_put(duk_hthread *thr, duk_tval *to, duk_tval *value)
{
    DUK_TVAL_SET_TVAL(to, value);
    DUK_TVAL_INCREF(thr, to);
    return to + 1;
}

/* The three values of a frame, to `tv` on. */
static duk_tval *traceback_put_frame(duk_hthread *thr, duk_tval *tv, const TraceFrame *f)
{
    duk_uint32_t pc = 0;
    duk_tval number;

    if (f->next == NULL)
        pc = (duk_uint32_t)duk_hthread_get_act_prev_pc(f->thread, f->act);
    DUK_TVAL_SET_DOUBLE(&number, (f->next == NULL ? (duk_double_t)f->act->flags : 0.0) *
                                         DUK_DOUBLE_2TO32 +
                                     (duk_double_t)pc);
    tv = traceback_put(thr, tv, f->next != NULL ? f->next : &f->act->tv_func);
    tv = traceback_put(thr, tv, &number);
    return traceback_put(thr, tv,
                         f->next != NULL
                             ? f->this_binding
                             : traceback_tval(f->thread,
                                              f->act->bottom_byteoff - sizeof(duk_tval)));
}

/* What is marked as async: the number is less than zero. [ … trace ] -> [ … trace ] */
static void traceback_put_async(duk_hthread *thr, duk_uint32_t *n, duk_tval *fn,
                                duk_double_t number, duk_tval *this_binding)
{
    duk_uarridx_t at = (duk_uarridx_t)*n * 3;

    duk_push_tval(thr, fn);
    duk_put_prop_index(thr, -2, at);
    duk_push_number(thr, -number - 1);
    duk_put_prop_index(thr, -2, at + 1);
    if (this_binding != NULL)
        duk_push_tval(thr, this_binding);
    else
        duk_push_undefined(thr);
    duk_put_prop_index(thr, -2, at + 2);
    *n += 1;
}

/* The frames of a coroutine that waits. */
static void traceback_put_waiting(duk_hthread *thr, duk_uint32_t *n, duk_hthread *waiting)
{
    duk_activation *act = waiting->callstack_curr;

    for (; act != NULL && *n < DUK_USE_TRACEBACK_DEPTH; act = act->parent)
        traceback_put_async(thr, n, &act->tv_func,
                            (duk_double_t)act->flags * DUK_DOUBLE_2TO32 +
                                (duk_double_t)duk_hthread_get_act_prev_pc(waiting, act),
                            traceback_tval(waiting,
                                           act->bottom_byteoff - sizeof(duk_tval)));
}

/* Behind what runs, who waits for it: [ … trace ] -> [ … trace ] */
static void traceback_async(duk_hthread *thr, duk_uint32_t n)
{
    Engine *e = thr->heap->heap_udata; /* NULL: at build time */
    duk_idx_t top = duk_get_top(thr);
    int index;

    if (e == NULL || e->reaction_object == NULL || e->async_begin == NULL ||
        !e->async_begin(thr))
        return;
    while (n < DUK_USE_TRACEBACK_DEPTH && e->async_next(thr, &index)) {
        duk_tval waiter;

        duk_require_stack(thr, 8);
        DUK_TVAL_SET_TVAL(&waiter, duk_get_tval(thr, -1));
        duk_dup(thr, top - 1);
        if (DUK_TVAL_IS_OBJECT(&waiter) &&
            DUK_HOBJECT_IS_THREAD(DUK_TVAL_GET_OBJECT(&waiter)))
            traceback_put_waiting(thr, &n, (duk_hthread *)DUK_TVAL_GET_OBJECT(&waiter));
        else
            traceback_put_async(thr, &n, &waiter, index, NULL);
        duk_pop_2(thr);
    }
    duk_set_top(thr, top);
}

/* [ … error ] -> [ … error ] */
DUK_LOCAL void duk__add_traceback(duk_hthread *thr, duk_hthread *thr_callstack,
                                  const char *c_filename, duk_int_t c_line,
                                  duk_small_uint_t flags)
{
    TraceFrame f = { thr_callstack, thr_callstack->callstack_curr, NULL, NULL };
    duk_uint32_t n = 0, all;
    duk_tval *tv;

    (void)c_filename;
    (void)c_line;
    duk_hthread_sync_currpc(thr_callstack);
    if (f.act != NULL && flags & DUK_AUGMENT_FLAG_SKIP_ONE)
        traceback_next(&f);
    for (; f.act != NULL && n < DUK_USE_TRACEBACK_DEPTH; traceback_next(&f))
        n++;
    all = n;
    tv = duk_push_harray_with_size_outptr(thr, n * 3);
    duk_clear_prototype(thr, -1);
    /* From the beginning: the stack may have moved. */
    f = (TraceFrame){ thr_callstack, thr_callstack->callstack_curr, NULL, NULL };
    if (f.act != NULL && flags & DUK_AUGMENT_FLAG_SKIP_ONE)
        traceback_next(&f);
    for (; n > 0; n--, traceback_next(&f))
        tv = traceback_put_frame(thr, tv, &f);
    traceback_async(thr, all);
    duk_xdef_prop_stridx_short_wec(thr, -2, DUK_STRIDX_INT_TRACEDATA);
}
