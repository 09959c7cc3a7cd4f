/* construct_result.c: what `new` gives.
 *
 * The engine puts a stack on everything that inherits from Error.prototype, whoever made
 * it. As in V8, only Error and its kin, which are native, do that: new Custom() of an
 * old-style class has no stack of its own. */

DUK_INTERNAL void duk_call_construct_postprocess(duk_hthread *thr,
                                                 duk_small_uint_t proxy_invariant)
{
    duk_hobject *func = DUK_ACT_GET_FUNC(thr->callstack_curr);

    if (func == NULL || !DUK_HOBJECT_IS_COMPFUNC(func) || proxy_invariant != 0) {
        duk_call_construct_postprocess_engine(thr, proxy_invariant);
        return;
    }
    if (duk_check_type_mask(thr, -1,
                            DUK_TYPE_MASK_OBJECT | DUK_TYPE_MASK_BUFFER |
                                DUK_TYPE_MASK_LIGHTFUNC))
        return;
    duk_pop_unsafe(thr);
    duk_push_this(thr);
}
