/* object_new.c: Object: `new` for a class that extends it makes an object of that class
 * and looks at no argument. */

DUK_INTERNAL duk_ret_t duk_bi_object_constructor(duk_hthread *thr)
{
    if (!duk_is_constructor_call(thr))
        return duk_bi_object_constructor_engine(thr);
    duk_push_new_target(thr);
    duk_push_current_function(thr);
    if (duk_strict_equals(thr, -2, -1)) {
        duk_pop_2(thr);
        return duk_bi_object_constructor_engine(thr);
    }
    return 0; /* the object that `new` has made */
}
