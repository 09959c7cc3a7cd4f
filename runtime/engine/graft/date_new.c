/* date_new.c: a date of a date is its time, whatever the program has made of valueOf. */

#include "runtime/engine/object.h"

DUK_INTERNAL duk_ret_t duk_bi_date_constructor(duk_hthread *thr)
{
    if (duk_get_top(thr) == 1 && duk_is_constructor_call(thr) &&
        object_push_primitive(thr, 0)) {
        if (DUK_HOBJECT_GET_CLASS_NUMBER(duk_known_hobject(thr, 0)) ==
            DUK_HOBJECT_CLASS_DATE)
            duk_replace(thr, 0);
        else
            duk_pop(thr);
    }
    return duk_bi_date_constructor_engine(thr);
}
