/* with_name.c: names that the object of a `with` hides (Symbol.unscopables). */

/* Does target[Symbol.unscopables] say that the name isn't to be seen? */
static bool with_hides(duk_hthread *thr, duk_hobject *target, duk_hstring *name)
{
    bool hides = false;

    duk_require_stack(thr, 8);
    duk_push_hobject(thr, target);
    duk_get_prop_literal(thr, -1, DUK_WELLKNOWN_SYMBOL("Symbol.unscopables"));
    if (duk_is_object(thr, -1)) {
        duk_push_hstring(thr, name);
        duk_get_prop(thr, -2);
        hides = duk_to_boolean(thr, -1);
        duk_pop(thr);
    }
    duk_pop_2(thr);
    return hides;
}

duk_bool_t duk__get_identifier_reference(duk_hthread *thr, duk_hobject *env,
                                         duk_hstring *name, duk_activation *act,
                                         duk_bool_t parents, duk__id_lookup_result *out)
{
    duk_bool_t found =
        duk__get_identifier_reference_engine(thr, env, name, act, parents, out);

    while (found && out->has_this && with_hides(thr, out->holder, name)) {
        env = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, out->env);
        if (!parents || env == NULL)
            return 0;
        found = duk__get_identifier_reference_engine(thr, env, name, act, parents, out);
    }
    return found;
}
