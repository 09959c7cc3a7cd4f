/* private.c: private names are properties under hidden symbols that begin with `#`
 * (compiler/lower_private.c). Fields and what is static are the object's own; methods and
 * accessors are properties of the class's prototype, and objects that have them carry its
 * brand. Code reads and writes them as any property; that an object hasn't got one is
 * found where a plain property would be inherited, undefined, or be added. */

/* A key's parts: "\xff#1_2_name", of a method or an accessor "\xff#1_2_name iClass" (s
 * where it is static). */
typedef struct {
    const char *name, *class; /* class: NULL for a field */
    int length;               /* of the name */
    bool is_static;
} PrivateName;

static PrivateName private_parts(const char *key)
{
    PrivateName p = { .name = strchr(key + 2, '_') };
    const char *space;

    p.name = p.name != NULL ? strchr(p.name + 1, '_') : NULL;
    p.name = p.name != NULL ? p.name + 1 : "";
    space = strchr(p.name, ' ');
    p.length = (int)(space != NULL ? (size_t)(space - p.name) : strlen(p.name));
    p.is_static = space != NULL && space[1] == 's';
    p.class = space == NULL ? NULL : space[2] != '\0' ? space + 2 : "anonymous";
    return p;
}

static DUK_NOINLINE void private_throw(duk_hthread *thr, const duk_tval *tv_obj,
                                       duk_hstring *key, bool writing)
{
    PrivateName p = private_parts((const char *)DUK_HSTRING_GET_DATA(key));

    if (DUK_TVAL_IS_UNDEFINED(tv_obj) || DUK_TVAL_IS_NULL(tv_obj))
        (void)duk_error_raw(thr, DUK_ERR_TYPE_ERROR, NULL, 0,
                            "Cannot %s properties of %s (%s '#%.*s')",
                            writing ? "set" : "read",
                            DUK_TVAL_IS_NULL(tv_obj) ? "null" : "undefined",
                            writing ? "setting" : "reading", p.length, p.name);
    if (p.class != NULL)
        (void)duk_error_raw(thr, DUK_ERR_TYPE_ERROR, NULL, 0,
                            p.is_static ? "Receiver must be class %s"
                                        : "Receiver must be an instance of class %s",
                            p.class);
    (void)duk_error_raw(thr, DUK_ERR_TYPE_ERROR, NULL, 0,
                        writing ? "Cannot write private member #%.*s to an object whose "
                                  "class did not declare it"
                                : "Cannot read private member #%.*s from an object whose "
                                  "class did not declare it",
                        p.length, p.name);
}

/* The value must have the private name: where it lies, NULL for an accessor. */
static DUK_NOINLINE duk_tval *private_require(duk_hthread *thr, const duk_tval *tv_obj,
                                              const duk_tval *tv_key, bool writing)
{
    duk_hstring *key = DUK_TVAL_GET_STRING(tv_key);
    duk_int_t at;
    duk_hobject *h = property_private(thr, tv_obj, key, &at);

    if (h == NULL)
        private_throw(thr, tv_obj, key, writing);
    return DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at)
               ? NULL
               : DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
}
