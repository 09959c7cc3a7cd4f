/* with_name.c: names that the object of a `with` hides (Symbol.unscopables). */

/* The next name is resolved only, neither read nor written yet. What programs run while
 * that goes on, and what comes after an error in it, isn't meant. */
static bool with_resolving;

/* Does target[Symbol.unscopables] say that the name isn't to be seen? */
static bool with_hides(duk_hthread *thr, duk_hobject *target, duk_hstring *name,
                       bool *asked)
{
    bool hides = false;

    duk_require_stack(thr, 8);
    duk_push_hobject(thr, target);
    duk_get_prop_literal(thr, -1, DUK_WELLKNOWN_SYMBOL("Symbol.unscopables"));
    *asked = !duk_is_undefined(thr, -1);
    if (duk_is_object(thr, -1)) {
        duk_push_hstring(thr, name);
        duk_get_prop(thr, -2);
        hides = duk_to_boolean(thr, -1);
        duk_pop(thr);
    }
    duk_pop_2(thr);
    return hides;
}

/* Reading and writing look whether the property is there (still): programs can tell. */
static void with_look_again(duk_hthread *thr, duk_hobject *holder, duk_hstring *name,
                            duk_activation *act)
{
    duk_tval obj, key;

    DUK_TVAL_SET_OBJECT(&obj, holder);
    DUK_TVAL_SET_STRING(&key, name);
    if (!duk_hobject_hasprop(thr, &obj, &key) && act != NULL &&
        (act->flags & DUK_ACT_FLAG_STRICT))
        (void)duk_error(thr, DUK_ERR_REFERENCE_ERROR, "%s is not defined",
                        DUK_HSTRING_GET_DATA(name));
}

duk_bool_t duk__get_identifier_reference(duk_hthread *thr, duk_hobject *env,
                                         duk_hstring *name, duk_activation *act,
                                         duk_bool_t parents, duk__id_lookup_result *out)
{
    bool asked = false, resolving = with_resolving;
    duk_bool_t found;

    with_resolving = false;
    found = duk__get_identifier_reference_engine(thr, env, name, act, parents, out);
    while (found && out->has_this && with_hides(thr, out->holder, name, &asked)) {
        env = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, out->env);
        if (!parents || env == NULL)
            return 0;
        found = duk__get_identifier_reference_engine(thr, env, name, act, parents, out);
    }
    if (found && out->has_this && !resolving &&
        (asked || DUK_HOBJECT_IS_PROXY(out->holder)))
        with_look_again(thr, out->holder, name, act);
    return found;
}
