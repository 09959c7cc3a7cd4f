/* private.c: private names are properties under hidden symbols that begin with `#`
 * (compiler/lower_private.c). Code reads and writes them as any property; that an object
 * hasn't got one is found where a plain property would be undefined, or be added. */

static DUK_NOINLINE void private_throw(duk_hthread *thr, duk_hstring *key, bool writing)
{
    /* "\xff#1_2_name" */
    const char *name = strchr((const char *)DUK_HSTRING_GET_DATA(key) + 2, '_');

    if (name != NULL)
        name = strchr(name + 1, '_');
    (void)duk_error_raw(thr, DUK_ERR_TYPE_ERROR, NULL, 0,
                        writing
                            ? "Cannot write private member #%s to an object whose class "
                              "did not declare it"
                            : "Cannot read private member #%s from an object whose class "
                              "did not declare it",
                        name != NULL ? name + 1 : "");
}

/* Where a key is private, the value must have it, itself or by its prototypes. */
static inline void private_require(duk_hthread *thr, const duk_tval *tv_obj,
                                   const duk_tval *tv_key, bool writing)
{
    bool found;

    if (DUK_LIKELY(!property_is_private(tv_key)))
        return;
    property_private(thr, tv_obj, tv_key, &found);
    if (!found)
        private_throw(thr, DUK_TVAL_GET_STRING(tv_key), writing);
}
