/* new_target_call.c: the new.target takes the function's place on the value stack: see
 * new_target.c. */

DUK_LOCAL void duk__call_setup_act_not_tailcall(
    duk_hthread *thr, duk_small_uint_t call_flags, duk_idx_t idx_func, duk_hobject *func,
    duk_size_t entry_valstack_bottom_byteoff, duk_size_t entry_valstack_end_byteoff,
    duk_idx_t *out_nargs, duk_idx_t *out_nregs, duk_size_t *out_vs_min_bytes,
    duk_activation **out_act)
{
    duk__call_setup_act_not_tailcall_engine(thr, call_flags, idx_func, func,
                                            entry_valstack_bottom_byteoff,
                                            entry_valstack_end_byteoff, out_nargs,
                                            out_nregs, out_vs_min_bytes, out_act);
    if (DUK_UNLIKELY(construct_as.func != NULL) && construct_as.func == func &&
        (call_flags & DUK_CALL_FLAG_CONSTRUCT)) {
        duk_tval *tv = DUK_GET_TVAL_POSIDX(thr, idx_func);

        construct_as.func = NULL;
        DUK_TVAL_SET_OBJECT_UPDREF(thr, tv, construct_as.new_target);
    }
}
