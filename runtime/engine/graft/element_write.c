/* element_write.c: elements that are BigInts or half floats; the value has been
 * converted. */

DUK_INTERNAL void duk_hbufobj_validated_write(duk_hthread *thr, duk_hbufobj *h_bufobj,
                                              duk_uint8_t *p, duk_small_uint_t elem_size)
{
    duk_int64_t bits;

    if (DUK_LIKELY(h_bufobj->elem_type < VIEW_ELEM_BIGINT64)) {
        duk_hbufobj_validated_write_engine(thr, h_bufobj, p, elem_size);
        return;
    }
    if (h_bufobj->elem_type == VIEW_ELEM_FLOAT16) {
        duk_uint16_t half = half_of_number(duk_to_number(thr, -1));

        memcpy(p, &half, sizeof half);
        return;
    }
    bits = bigint_is(thr, -1) ? bigint_to_int64(thr, -1) : 0;
    memcpy(p, &bits, sizeof bits);
}
