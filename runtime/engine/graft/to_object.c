/* to_object.c: ToObject of a BigInt, which is an object to the engine (bigint.c). */

DUK_EXTERNAL void duk_to_object(duk_hthread *thr, duk_idx_t idx)
{
    duk_tval *tv = duk_get_tval(thr, idx);

    if (DUK_UNLIKELY(tv != NULL && bigint_is_tval(tv)))
        bigint_wrap(thr, duk_normalize_index(thr, idx));
    else
        duk_to_object_engine(thr, idx);
}
