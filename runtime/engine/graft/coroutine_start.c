/* coroutine_start.c: the first call of a coroutine. The engine hands the value that it is
 * resumed with to the function as an argument; ours have theirs already (they are bound:
 * engine_push_coroutine), and count them. */

DUK_INTERNAL duk_int_t duk_handle_call_unprotected_nargs(duk_hthread *thr,
                                                         duk_idx_t nargs,
                                                         duk_small_uint_t call_flags)
{
    if (DUK_UNLIKELY(nargs == 1 && thr->callstack_curr == NULL &&
                     call_flags == DUK_CALL_FLAG_ALLOW_ECMATOECMA)) {
        duk_pop(thr);
        nargs = 0;
    }
    return duk_handle_call_unprotected_nargs_engine(thr, nargs, call_flags);
}
