/* bigint_text.c: ToString of objects that are or become BigInts. */

DUK_EXTERNAL const char *duk_to_string(duk_hthread *thr, duk_idx_t idx)
{
    idx = duk_require_normalize_index(thr, idx);
    if (DUK_TVAL_IS_OBJECT(DUK_GET_TVAL_POSIDX(thr, idx))) {
        duk_to_primitive(thr, idx, DUK_HINT_STRING);
        if (bigint_is_tval(DUK_GET_TVAL_POSIDX(thr, idx))) {
            bigint_push_digits(thr, idx, 10);
            duk_replace(thr, idx);
        }
    }
    return duk_to_string_engine(thr, idx);
}
