/* instanceof.c: `instanceof` where a proxy stands among the value's prototypes. */

/* [ … prototype ] */
static DUK_NOINLINE void instanceof_bad_prototype(duk_hthread *thr)
{
    if (duk_is_symbol(thr, -1))
        duk_push_symbol_descriptive_string(thr, duk_known_hstring(thr, -1));
    (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                    "Function has non-object prototype '%s' in instanceof check",
                    duk_to_string(thr, -1));
}

/* OrdinaryHasInstance of a function that isn't bound: its prototype is among the value's.
 */
static bool instanceof_search(duk_hthread *thr, duk_tval *tv_x, duk_tval *tv_y)
{
    duk_idx_t top = duk_get_top(thr);
    bool found = false;

    duk_require_stack(thr, 16);
    duk_push_tval(thr, tv_x);
    duk_push_tval(thr, tv_y);
    duk_get_prop_literal(thr, -1, "prototype");
    if (!duk_is_object(thr, -1))
        instanceof_bad_prototype(thr);
    duk_insert(thr, top);
    duk_set_top(thr, top + 2); /* [ prototype value ] */
    while (!found) {
        meta_get_prototype(thr, -1);
        duk_remove(thr, -2);
        if (duk_is_null(thr, -1))
            break;
        found = duk_strict_equals(thr, -1, top);
    }
    duk_set_top(thr, top);
    return found;
}

static bool instanceof_ordinary(duk_hthread *thr, duk_tval *tv_x, duk_tval *tv_y)
{
    if (!DUK_TVAL_IS_OBJECT(tv_x))
        return duk_js_instanceof_ordinary(thr, tv_x, tv_y) != 0;
    if (DUK_TVAL_IS_OBJECT(tv_y) && DUK_HOBJECT_HAS_BOUNDFUNC(DUK_TVAL_GET_OBJECT(tv_y)))
        return duk_js_instanceof(thr, tv_x,
                                 &((duk_hboundfunc *)DUK_TVAL_GET_OBJECT(tv_y))->target);
    return instanceof_search(thr, tv_x, tv_y);
}

DUK_INTERNAL duk_bool_t duk_js_instanceof(duk_hthread *thr, duk_tval *tv_x,
                                          duk_tval *tv_y)
{
    duk_idx_t top = duk_get_top(thr);
    bool found;

    if (!DUK_TVAL_IS_OBJECT(tv_y) && !DUK_TVAL_IS_LIGHTFUNC(tv_y) &&
        !DUK_TVAL_IS_BUFFER(tv_y))
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "Right-hand side of 'instanceof' is not an object");
    if (!property_meets_proxy(thr, tv_x) || !DUK_TVAL_IS_OBJECT(tv_y))
        return duk_js_instanceof_engine(thr, tv_x, tv_y);
    duk_require_stack(thr, 16);
    duk_push_tval(thr, tv_x);
    duk_push_tval(thr, tv_y);
    duk_get_prop_literal(thr, -1, DUK_WELLKNOWN_SYMBOL("Symbol.hasInstance"));
    if (duk_is_null_or_undefined(thr, -1)) {
        duk_set_top(thr, top);
        return instanceof_ordinary(thr, tv_x, tv_y);
    }
    duk_dup(thr, top + 1);
    duk_dup(thr, top);
    duk_call_method(thr, 1);
    found = duk_to_boolean(thr, -1);
    duk_set_top(thr, top);
    return found;
}
