/* element_read.c: elements that are BigInts or half floats. */
#include "runtime/engine/bigint.h"
#include "runtime/engine/graft/element.h"
#include "runtime/engine/half.h"

DUK_INTERNAL void duk_hbufobj_push_validated_read(duk_hthread *thr, duk_hbufobj *h_bufobj,
                                                  duk_uint8_t *p,
                                                  duk_small_uint_t elem_size)
{
    duk_int64_t bits;

    if (DUK_LIKELY(h_bufobj->elem_type < VIEW_ELEM_BIGINT64)) {
        duk_hbufobj_push_validated_read_engine(thr, h_bufobj, p, elem_size);
        return;
    }
    if (h_bufobj->elem_type == VIEW_ELEM_FLOAT16) {
        duk_uint16_t half;

        memcpy(&half, p, sizeof half);
        duk_push_number(thr, half_to_number(half));
        return;
    }
    memcpy(&bits, p, sizeof bits);
    if (h_bufobj->elem_type == VIEW_ELEM_BIGINT64)
        bigint_push_int64(thr, bits);
    else
        bigint_push_uint64(thr, (duk_uint64_t)bits);
}
