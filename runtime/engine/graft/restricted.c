/* restricted.c: functions have no `caller` and `arguments` of their own (ECMA-262 20.2.3,
 * 17): those of Function.prototype throw for all of them. */
DUK_INTERNAL void duk_xdef_prop_stridx_thrower(duk_hthread *thr, duk_idx_t obj_idx,
                                               duk_small_uint_t stridx)
{
    if (stridx != DUK_STRIDX_CALLER && stridx != DUK_STRIDX_LC_ARGUMENTS)
        duk_xdef_prop_stridx_thrower_engine(thr, obj_idx, stridx);
}
