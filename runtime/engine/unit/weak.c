/* weak.c: properties under hidden keys on any object, extensible or not, proxy or not:
 * the entries of weak collections lie on their keys. Part of the engine's unit. */

bool hidden_get(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_int_t at = lookup_entry(thr->heap, h, duk_known_hstring(thr, key));

    if (at < 0)
        return false;
    duk_push_tval(thr, DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at));
    return true;
}

void hidden_put(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_hstring *k = duk_known_hstring(thr, key);
    duk_int_t at = lookup_entry(thr->heap, h, k);

    if (at < 0) {
        duk_tval *tv;

        at = duk__hobject_alloc_entry_checked(thr, h, k);
        DUK_HOBJECT_E_SET_FLAGS(thr->heap, h, at, DUK_PROPDESC_FLAGS_W);
        tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
        DUK_TVAL_SET_TVAL(tv, thr->valstack_top - 1);
        DUK_TVAL_INCREF(thr, tv);
    } else {
        duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);

        DUK_TVAL_SET_TVAL_UPDREF(thr, tv, thr->valstack_top - 1); /* side effects */
    }
    duk_pop(thr);
}

bool hidden_delete(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_require_hobject(thr, i);
    duk_hstring *k = duk_known_hstring(thr, key);
    duk_int_t at = lookup_entry(thr->heap, h, k);
    duk_tval *tv;

    if (at < 0)
        return false;
    if (DUK_HOBJECT_GET_HSIZE(h) > 0) {
        duk_uint32_t *hash = DUK_HOBJECT_H_GET_BASE(thr->heap, h);
        duk_uint32_t mask = DUK_HOBJECT_GET_HSIZE(h) - 1;
        duk_uint32_t at_hash = DUK_HSTRING_GET_HASH(k) & mask;

        while (hash[at_hash] != (duk_uint32_t)at)
            at_hash = (at_hash + 1) & mask;
        hash[at_hash] = DUK_HOBJECT_HASHIDX_DELETED;
    }
    DUK_HOBJECT_E_SET_KEY(thr->heap, h, at, NULL);
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    duk_push_tval(thr, tv);
    DUK_TVAL_SET_UNDEFINED_UPDREF(thr, tv);
    DUK_HSTRING_DECREF(thr, k);
    duk_pop(thr);
    return true;
}

void weak_watch(duk_context *ctx, duk_idx_t i)
{
    DUK_HEAPHDR_SET_FLAG_BITS(&duk_require_hobject(ctx, i)->hdr, WEAKLY_WATCHED);
}
