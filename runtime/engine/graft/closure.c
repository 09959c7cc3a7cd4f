/* closure.c: a function that is made of its template. The engine defines its properties
 * one by one, and makes their room smaller in the end; here they are counted first, and
 * stand where they are to stay. Functions that see themselves by a name of their own, and
 * code that runs in its caller's scope, are the engine's. */

#define CLOSURE_COPIED (sizeof duk__closure_copy_proplist / sizeof(duk_uint16_t))

/* What a function takes over from its template: internal properties, then its name. */
typedef struct {
    duk_int_t at[CLOSURE_COPIED], name; /* where the template has them, -1: it hasn't */
    duk_uint32_t length;
    duk_uint32_t n; /* properties it will have */
} ClosureParts;

static void closure_collect(duk_hthread *thr, duk_hcompfunc *template, ClosureParts *out)
{
    duk_hobject *h = (duk_hobject *)template;

    out->n = 1; /* length */
    out->length = template->nargs;
    for (size_t i = 0; i < CLOSURE_COPIED; i++) {
        duk_small_uint_t stridx = duk__closure_copy_proplist[i];
        duk_int_t at = lookup_entry(thr->heap, h, DUK_HTHREAD_GET_STRING(thr, stridx));

        out->at[i] = at;
        out->n += at >= 0;
        if (stridx == DUK_STRIDX_INT_FORMALS && at >= 0) {
            duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);

            out->length = ((duk_harray *)DUK_TVAL_GET_OBJECT(tv))->length;
        }
    }
    out->name = lookup_entry(thr->heap, h, DUK_HTHREAD_STRING_NAME(thr));
    out->n += out->name >= 0;
}

static void closure_put(duk_hthread *thr, duk_hobject *h, duk_small_uint_t stridx,
                        const duk_tval *value, duk_small_uint_t flags)
{
    duk_uint32_t at = DUK_HOBJECT_POSTINC_ENEXT(h);
    duk_hstring *key = DUK_HTHREAD_GET_STRING(thr, stridx);
    duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);

    DUK_HOBJECT_E_SET_KEY(thr->heap, h, at, key);
    DUK_HSTRING_INCREF(thr, key);
    DUK_HOBJECT_E_SET_FLAGS(thr->heap, h, at, flags);
    DUK_TVAL_SET_TVAL(tv, value);
    DUK_TVAL_INCREF(thr, tv);
}

/* [ ] -> [ prototype ] whose constructor is the function */
static duk_hobject *closure_push_prototype(duk_hthread *thr, duk_hobject *function)
{
    duk_hobject *h;
    duk_tval value;

    duk_push_object(thr);
    h = DUK_TVAL_GET_OBJECT(thr->valstack_top - 1);
    object_room(thr, h, 1);
    DUK_TVAL_SET_OBJECT(&value, function);
    closure_put(thr, h, DUK_STRIDX_CONSTRUCTOR, &value, DUK_PROPDESC_FLAGS_WC);
    return h;
}

/* [ ] -> [ function ], without properties */
static duk_hcompfunc *closure_push(duk_hthread *thr, duk_hcompfunc *template,
                                   duk_hobject *scope)
{
    duk_hcompfunc *f = duk_push_hcompfunc(thr);

    DUK_HCOMPFUNC_SET_DATA(thr->heap, f, DUK_HCOMPFUNC_GET_DATA(thr->heap, template));
    DUK_HCOMPFUNC_SET_FUNCS(thr->heap, f, DUK_HCOMPFUNC_GET_FUNCS(thr->heap, template));
    DUK_HCOMPFUNC_SET_BYTECODE(thr->heap, f,
                               DUK_HCOMPFUNC_GET_BYTECODE(thr->heap, template));
    DUK_HBUFFER_INCREF(thr, DUK_HCOMPFUNC_GET_DATA(thr->heap, f));
    duk__inc_data_inner_refcounts(thr, template);
    f->nregs = template->nregs;
    f->nargs = template->nargs;
    DUK_HEAPHDR_SET_FLAGS((duk_heaphdr *)f,
                          DUK_HEAPHDR_GET_FLAGS_RAW((duk_heaphdr *)template));
    DUK_HCOMPFUNC_SET_LEXENV(thr->heap, f, scope);
    DUK_HCOMPFUNC_SET_VARENV(thr->heap, f, scope);
    DUK_HOBJECT_INCREF(thr, scope);
    DUK_HOBJECT_INCREF(thr, scope);
    return f;
}

DUK_INTERNAL void duk_js_push_closure(duk_hthread *thr, duk_hcompfunc *fun_temp,
                                      duk_hobject *outer_var_env,
                                      duk_hobject *outer_lex_env,
                                      duk_bool_t add_auto_proto)
{
    duk_hobject *template = (duk_hobject *)fun_temp, *h, *proto = NULL;
    duk_tval value;
    ClosureParts parts;

    closure_collect(thr, fun_temp, &parts);
    add_auto_proto = add_auto_proto && DUK_HOBJECT_HAS_CONSTRUCTABLE(template);
    parts.n += add_auto_proto;
    if (!DUK_HOBJECT_HAS_NEWENV(template) || DUK_HOBJECT_HAS_NAMEBINDING(template) ||
        parts.n >= DUK_USE_HOBJECT_HASH_PROP_LIMIT) {
        duk_js_push_closure_engine(thr, fun_temp, outer_var_env, outer_lex_env,
                                   add_auto_proto);
        return;
    }
    h = (duk_hobject *)closure_push(thr, fun_temp, outer_lex_env);
    if (add_auto_proto)
        proto = closure_push_prototype(thr, h);
    object_room(thr, h, parts.n);
    for (size_t i = 0; i < CLOSURE_COPIED; i++) {
        if (parts.at[i] >= 0)
            closure_put(thr, h, duk__closure_copy_proplist[i],
                        DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, template,
                                                         parts.at[i]),
                        DUK_PROPDESC_FLAGS_C);
    }
    DUK_TVAL_SET_U32(&value, parts.length);
    closure_put(thr, h, DUK_STRIDX_LENGTH, &value, DUK_PROPDESC_FLAGS_C);
    if (parts.name >= 0)
        closure_put(thr, h, DUK_STRIDX_NAME,
                    DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, template, parts.name),
                    DUK_PROPDESC_FLAGS_C);
    if (proto != NULL) {
        DUK_TVAL_SET_OBJECT(&value, proto);
        closure_put(thr, h, DUK_STRIDX_PROTOTYPE, &value, DUK_PROPDESC_FLAGS_W);
        duk_pop(thr);
    }
}
