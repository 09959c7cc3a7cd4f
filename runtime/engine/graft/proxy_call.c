/* proxy_call.c: calling and constructing a proxy: its trap is called with the arguments
 * as an array, or, where the handler has none (or null), the target instead. */

/* [ proxy this args… ] from idx_func on -> [ target this args… ], or what calls the trap:
 * [ trap handler target this arguments ], [ trap handler target arguments newTarget ] */
DUK_LOCAL void duk__handle_proxy_for_call(duk_hthread *thr, duk_idx_t idx_func,
                                          duk_hproxy *h_proxy,
                                          duk_small_uint_t *call_flags)
{
    bool construct = (*call_flags & DUK_CALL_FLAG_CONSTRUCT) != 0;
    duk_idx_t n = duk_get_top(thr) - idx_func - 2;

    duk_push_hobject(thr, h_proxy->handler);
    (void)duk_get_prop_stridx_short(thr, -1,
                                    construct ? DUK_STRIDX_CONSTRUCT : DUK_STRIDX_APPLY);
    if (duk_is_null_or_undefined(thr, -1)) {
        duk_pop_2(thr);
        if (construct && !(*call_flags & DUK_CALL_FLAG_DEFAULT_INSTANCE_UPDATED)) {
            *call_flags |= DUK_CALL_FLAG_DEFAULT_INSTANCE_UPDATED;
            duk__update_default_instance_proto(thr, idx_func);
        }
        duk_push_hobject(thr, h_proxy->target);
        duk_replace(thr, idx_func);
        return;
    }
    if (!duk_is_function(thr, -1))
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR, "%s is not a function",
                        duk_push_string_readable(thr, -1));
    duk_insert(thr, idx_func + 1);
    duk_insert(thr, idx_func + 2);
    duk_push_hobject(thr, h_proxy->target);
    duk_insert(thr, idx_func + 3);
    duk_pack(thr, n); /* [ proxy trap handler target this arguments ] */
    if (construct) {
        *call_flags |= DUK_CALL_FLAG_CONSTRUCT_PROXY;
        *call_flags &= ~(duk_small_uint_t)DUK_CALL_FLAG_CONSTRUCT;
        duk_remove(thr, idx_func + 4);
        duk_push_hobject(thr, (duk_hobject *)h_proxy);
    }
    duk_remove(thr, idx_func);
}
