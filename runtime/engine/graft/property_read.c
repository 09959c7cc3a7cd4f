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

/* A private name: a proxy has it itself or not at all, no trap is asked. */
static inline bool property_is_private(const duk_tval *tv)
{
    return DUK_TVAL_IS_STRING(tv) && DUK_HSTRING_HAS_HIDDEN(DUK_TVAL_GET_STRING(tv)) &&
           DUK_HSTRING_GET_DATA(DUK_TVAL_GET_STRING(tv))[1] == '#';
}

/* The object that holds the private name for the value, and *at, where; NULL: the value
 * hasn't got it. */
static duk_hobject *property_private(duk_hthread *thr, const duk_tval *tv_obj,
                                     duk_hstring *key, duk_int_t *at)
{
    duk_hobject *h = DUK_TVAL_IS_OBJECT(tv_obj) ? DUK_TVAL_GET_OBJECT(tv_obj) : NULL;

    if (h == NULL)
        return NULL;
    *at = lookup_entry(thr->heap, h, key);
    if (*at >= 0 && DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, *at) & LOOKUP_OWN)
        return h;
    for (duk_uint32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        duk_hobject *home;

        if (!(DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, i) & LOOKUP_BRAND))
            continue;
        home = DUK_TVAL_GET_OBJECT(DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, i));
        *at = lookup_entry(thr->heap, home, key);
        if (*at >= 0)
            return home;
    }
    return NULL;
}

/* [ ] -> [ value ] of the private name; false, and undefined, where there is none. */
static bool property_read_private(duk_hthread *thr, duk_tval *tv_obj, duk_hstring *key)
{
    duk_int_t at;
    duk_hobject *h = property_private(thr, tv_obj, key, &at), *get;

    if (h == NULL) {
        duk_push_undefined(thr);
        return false;
    }
    if (!DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at)) {
        duk_push_tval(thr, DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at));
        return true;
    }
    get = DUK_HOBJECT_E_GET_VALUE_GETTER(thr->heap, h, at);
    if (get == NULL) {
        duk_push_undefined(thr);
        return true;
    }
    duk_push_hobject(thr, get);
    duk_push_tval(thr, tv_obj);
    duk_call_method(thr, 0);
    return true;
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

/* [ ] -> [ text ]: the source of the function at i. */
static void describe_function(duk_hthread *thr, duk_idx_t i)
{
    duk_dup(thr, i);
    if (origin_push_text(thr, -1)) {
        duk_remove(thr, -2);
        return;
    }
    duk_pop(thr);
    if (!engine_own_data(thr, i, "name") || !duk_is_string(thr, -1))
        duk_push_literal(thr, "");
    duk_push_sprintf(thr, "function %s() { [native code] }", duk_get_string(thr, -1));
}

/* [ ] -> [ text ]: a text among the plain properties of the object at i, or `otherwise`.
 */
static const char *describe_by(duk_hthread *thr, duk_idx_t i, const char *name,
                               const char *otherwise)
{
    if (engine_find_data(thr, i, name) && duk_is_string(thr, -1) &&
        !duk_is_symbol(thr, -1))
        return duk_get_string(thr, -1);
    duk_push_string(thr, otherwise);
    return otherwise;
}

/* Does the object at i inherit toString from Object.prototype? */
static bool describe_is_plain(duk_hthread *thr, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(thr);
    bool plain;

    if (DUK_HOBJECT_IS_PROXY(duk_known_hobject(thr, i)))
        return true;
    duk_push_hobject_bidx(thr, DUK_BIDX_OBJECT_PROTOTYPE);
    plain = engine_find_data(thr, i, "toString") &&
            engine_find_data(thr, top, "toString") && duk_strict_equals(thr, -1, -2);
    duk_set_top(thr, top);
    return plain;
}

/* [ ] -> [ text ]: the object at i, as V8's messages show it: errors by what they say,
 * what has a toString of its own by its tag, others by their constructor's name. */
static void describe_object(duk_hthread *thr, duk_idx_t i)
{
    const char *class = engine_class(thr, i), *name;

    if (strcmp(class, "Error") == 0) {
        name = describe_by(thr, i, "name", "Error");
        if (describe_by(thr, i, "message", "")[0] == '\0')
            duk_push_string(thr, name);
        else
            duk_push_sprintf(thr, "%s: %s", name, duk_get_string(thr, -1));
    } else if (!describe_is_plain(thr, i)) {
        duk_push_sprintf(thr, "[object %s]",
                         describe_by(thr, i, DUK_WELLKNOWN_SYMBOL("Symbol.toStringTag"),
                                     class));
    } else if (engine_find_data(thr, i, "constructor") &&
               engine_own_data(thr, -1, "name") && duk_is_string(thr, -1)) {
        duk_push_sprintf(thr, "#<%s>", duk_get_string(thr, -1));
    } else {
        duk_push_sprintf(thr, "#<%s>", strcmp(class, "Proxy") == 0 ? "Object" : class);
    }
}

/* [ ] -> [ text ]: how messages show the value at i. Nothing of the program's runs. */
static const char *property_owner_text(duk_hthread *thr, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(thr);

    duk_require_stack(thr, 16);
    i = duk_normalize_index(thr, i);
    if (duk_is_symbol(thr, i))
        duk_push_symbol_descriptive_string(thr, duk_known_hstring(thr, i));
    else if (!duk_is_object(thr, i) || bigint_is(thr, i))
        duk_dup(thr, i), duk_to_string(thr, -1);
    else if (duk_is_function(thr, i) && !DUK_HOBJECT_IS_PROXY(duk_known_hobject(thr, i)))
        describe_function(thr, i);
    else
        describe_object(thr, i);
    if (duk_get_top(thr) > top + 1)
        duk_replace(thr, top);
    duk_set_top(thr, top + 1);
    return duk_get_string_default(thr, -1, "");
}

/* [ ] -> [ text ]: the key at i, as V8 shows it where there was nothing to look it up in;
 * NULL for objects whose toString is their own: it could say anything. */
static const char *property_key_text(duk_hthread *thr, duk_idx_t i)
{
    if (duk_is_object(thr, i) && !bigint_is(thr, i) && !duk_is_function(thr, i) &&
        strcmp(engine_class(thr, i), "Error") != 0 && !describe_is_plain(thr, i))
        return NULL;
    return property_owner_text(thr, i);
}

/* A property of nothing. */
static DUK_NOINLINE void property_of_nothing(duk_hthread *thr, const duk_tval *tv_obj,
                                             const duk_tval *tv_key, bool writing)
{
    const char *nothing = DUK_TVAL_IS_NULL(tv_obj) ? "null" : "undefined", *key;
    const char *verb = writing ? "set" : "read";

    duk_require_stack(thr, 4);
    duk_push_tval(thr, tv_key);
    key = DUK_TVAL_IS_STRING(tv_key) ? property_text(thr, -1)
                                     : property_key_text(thr, duk_get_top(thr) - 1);
    if (key == NULL)
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR, "Cannot %s properties of %s", verb,
                        nothing);
    if (!writing && strcmp(key, "Symbol(Symbol.iterator)") == 0)
        (void)duk_error(thr, DUK_ERR_TYPE_ERROR,
                        "%s%s is not iterable (cannot read property %s)",
                        DUK_TVAL_IS_NULL(tv_obj) ? "object " : "", nothing, key);
    (void)duk_error(thr, DUK_ERR_TYPE_ERROR, "Cannot %s properties of %s (%s '%s')", verb,
                    nothing, writing ? "setting" : "reading", key);
}

static inline bool property_is_of_nothing(const duk_tval *tv)
{
    return DUK_TVAL_IS_UNDEFINED(tv) || DUK_TVAL_IS_NULL(tv);
}

DUK_INTERNAL duk_bool_t duk_hobject_getprop(duk_hthread *thr, duk_tval *tv_obj,
                                            duk_tval *tv_key)
{
    duk_tval tmp, *tv = lookup_value(thr, tv_obj, tv_key, &tmp);

    if ((tv == NULL || (tv == &tmp && DUK_TVAL_IS_UNDEFINED(tv))) &&
        DUK_UNLIKELY(property_is_private(tv_key)))
        return property_read_private(thr, tv_obj, DUK_TVAL_GET_STRING(tv_key));
    if (tv == NULL) {
        duk_idx_t at;

        if (DUK_UNLIKELY(property_is_of_nothing(tv_obj)))
            property_of_nothing(thr, tv_obj, tv_key, false);
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
