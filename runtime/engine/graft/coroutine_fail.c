/* coroutine_fail.c: a throw that ends an async function's coroutine: see coroutine.c. */

static bool coroutine_fails(duk_hthread *thr, duk_activation *entry_act);
static void coroutine_end_with(duk_hthread *thr, const duk_tval *value, bool threw);

DUK_LOCAL duk_small_uint_t duk__handle_longjmp(duk_hthread *thr,
                                               duk_activation *entry_act,
                                               volatile duk_bool_t *out_delayed)
{
    duk_ljstate *lj = &thr->heap->lj;

    if (DUK_LIKELY(lj->type != DUK_LJ_TYPE_THROW || !coroutine_fails(thr, entry_act)))
        return duk__handle_longjmp_engine(thr, entry_act, out_delayed);
    coroutine_end_with(thr, &lj->value1, true);
    thr = thr->heap->curr_thread;
    lj->type = DUK_LJ_TYPE_UNKNOWN;
    lj->iserror = 0;
    DUK_TVAL_SET_UNDEFINED_UPDREF(thr, &lj->value1); /* side effects */
    DUK_TVAL_SET_UNDEFINED_UPDREF(thr, &lj->value2); /* side effects */
    return DUK__LONGJMP_RESTART;
}
