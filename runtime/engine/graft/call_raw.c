/* call_raw.c: calls from C go the short way where there is one: call.c. */

static bool call_from_native(duk_hthread *thr, duk_idx_t idx);

DUK_LOCAL duk_int_t duk__handle_call_raw(duk_hthread *thr, duk_idx_t idx_func,
                                         duk_small_uint_t call_flags)
{
    if (call_flags == 0 && call_from_native(thr, idx_func))
        return 0;
    return duk__handle_call_raw_engine(thr, idx_func, call_flags);
}
