/* property_read.c: reading a property without copying base and key to the value stack;
 * and `in`, delete and reading where a proxy stands on the way (engine/unit/proxy.c). */
#include "runtime/engine/meta.h"
#include "runtime/engine/view.h"

/* Is the object, or one of those that it inherits from, a proxy? */
static bool property_meets_proxy(duk_hthread *thr, duk_tval *tv_obj)
{
    duk_hobject *h;

    if (!DUK_TVAL_IS_OBJECT(tv_obj))
        return false;
    for (h = DUK_TVAL_GET_OBJECT(tv_obj); h != NULL;
         h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h)) {
        if (DUK_HOBJECT_IS_PROXY(h))
            return true;
    }
    return false;
}

/* Is it a typed array, whose numeric keys are elements or nothing? */
static inline bool property_is_view(const duk_tval *tv)
{
    return DUK_TVAL_IS_OBJECT(tv) && DUK_HOBJECT_IS_BUFOBJ(DUK_TVAL_GET_OBJECT(tv)) &&
           ((duk_hbufobj *)DUK_TVAL_GET_OBJECT(tv))->is_typedarray;
}

/* [ ] -> [ object key ], the key as one */
static duk_idx_t property_push(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key)
{
    duk_tval obj = *tv_obj, key = *tv_key;

    duk_require_stack(thr, 16);
    duk_push_tval(thr, &obj);
    duk_push_tval(thr, &key);
    meta_to_key(thr, -1);
    return duk_get_top(thr) - 2;
}

/* How messages show the key at i; something is pushed. */
static const char *property_text(duk_hthread *thr, duk_idx_t i)
{
    if (duk_is_symbol(thr, i))
        duk_push_symbol_descriptive_string(thr, duk_known_hstring(thr, i));
    else
        duk_dup(thr, i);
    return duk_get_string_default(thr, -1, "");
}

DUK_INTERNAL duk_bool_t duk_hobject_getprop(duk_hthread *thr, duk_tval *tv_obj,
                                            duk_tval *tv_key)
{
    duk_tval tmp, *tv = lookup_value(thr, tv_obj, tv_key, &tmp);

    if (tv == NULL) {
        duk_idx_t at;

        if (!property_is_view(tv_obj) && !property_meets_proxy(thr, tv_obj))
            return duk_hobject_getprop_engine(thr, tv_obj, tv_key);
        at = property_push(thr, tv_obj, tv_key);
        meta_get(thr, at, at);
        duk_remove(thr, at);
        return 1;
    }
    duk_push_tval(thr, tv);
    /* Whether the property is there matters to few callers, and undefined may mean both.
     */
    if (DUK_UNLIKELY(tv == &tmp && DUK_TVAL_IS_UNDEFINED(tv)))
        return 0;
    return 1;
}
