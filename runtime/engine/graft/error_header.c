/* error_header.c: an error's stack begins with what it was called when it was made.
 *
 * The frames become text when somebody looks (stack.c); its name and message may have
 * been changed by then, and V8 shows the first ones. So they are noted, as text, with the
 * trace. */

/* The name or message of h where that is a plain string; NULL otherwise. */
static duk_hstring *error_header_text(duk_hthread *thr, duk_hobject *h, duk_hstring *key)
{
    duk_tval tmp, *tv = lookup_name(thr, h, key, &tmp);

    if (tv == NULL || !DUK_TVAL_IS_STRING(tv) ||
        DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv)))
        return NULL;
    return DUK_TVAL_GET_STRING(tv);
}

/* [ … error ] -> [ … error ] */
DUK_INTERNAL void duk_err_augment_error_create(duk_hthread *thr, duk_hthread *callstack,
                                               const char *c_filename, duk_int_t c_line,
                                               duk_small_uint_t flags)
{
    duk_hobject *h;
    duk_hstring *name, *message;

    duk_err_augment_error_create_engine(thr, callstack, c_filename, c_line, flags);
    h = duk_get_hobject(thr, -1);
    if (h == NULL || DUK_HOBJECT_IS_PROXY(h) ||
        lookup_entry(thr->heap, h, DUK_HTHREAD_STRING_INT_TRACEDATA(thr)) < 0)
        return;
    name = error_header_text(thr, h, DUK_HTHREAD_STRING_NAME(thr));
    message = error_header_text(thr, h, DUK_HTHREAD_STRING_MESSAGE(thr));
    if (name == NULL || message == NULL)
        return; /* stack.c asks for them in full */
    duk_push_literal(thr, ENGINE_ERROR_HEADER);
    duk_push_hstring(thr, name);
    if (DUK_HSTRING_GET_BYTELEN(message) > 0) {
        duk_push_literal(thr, ": ");
        duk_push_hstring(thr, message);
        duk_concat(thr, 3);
    }
    duk_xdef_prop(thr, -3, DUK_PROPDESC_FLAGS_WC);
}
