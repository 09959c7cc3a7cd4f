/* function.c: making built-in functions, and constructing with a new.target. Part of the
 * engine's unit. */

#define FUNCTION_FLAGS                                                                \
    (DUK_HOBJECT_FLAG_EXTENSIBLE | DUK_HOBJECT_FLAG_CALLABLE |                        \
     DUK_HOBJECT_FLAG_FASTREFS | DUK_HOBJECT_FLAG_NATFUNC | DUK_HOBJECT_FLAG_NEWENV | \
     DUK_HOBJECT_FLAG_STRICT | DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_FUNCTION))
/* [ ] -> [ key ]: a property's name as ObjectFunction has it. */
static void push_key(duk_hthread *thr, const char *name)
{
    if (name[0] == '@' && name[1] == '@')
        duk_push_sprintf(thr, "\x81Symbol.%s\xff", name + 2);
    else
        duk_push_string(thr, name);
}

/* Fills the next entry of a fresh object whose table has room. */
static duk_tval *fill_entry(duk_hthread *thr, duk_hobject *h, duk_hstring *key,
                            duk_small_uint_t flags)
{
    duk_uint32_t at = DUK_HOBJECT_POSTINC_ENEXT(h);
    duk_tval *tv;

    DUK_HOBJECT_E_SET_KEY(thr->heap, h, at, key);
    DUK_HSTRING_INCREF(thr, key);
    DUK_HOBJECT_E_SET_FLAGS(thr->heap, h, at, flags);
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    DUK_TVAL_SET_UNDEFINED(tv);
    return tv;
}

/* [ name ] -> [ function ]; n more entries fit. */
static duk_hobject *push_native(duk_hthread *thr, const ObjectFunction *f,
                                duk_uint_t flags, duk_uint32_t n)
{
    duk_hnatfunc *fn = duk_hnatfunc_alloc(thr, FUNCTION_FLAGS | flags);
    duk_hobject *h = (duk_hobject *)fn;
    duk_tval *tv;

    fn->func = f->fn;
    fn->nargs = (duk_int16_t)(f->nargs < 0 ? DUK_HNATFUNC_NARGS_VARARGS : f->nargs);
    fn->magic = f->magic;
    duk_push_hobject(thr, h);
    DUK_HOBJECT_SET_PROTOTYPE_INIT_INCREF(thr, h,
                                          thr->builtins[DUK_BIDX_FUNCTION_PROTOTYPE]);
    object_room(thr, h, n + 2);
    tv = fill_entry(thr, h, DUK_HTHREAD_STRING_LENGTH(thr), DUK_PROPDESC_FLAGS_C);
    DUK_TVAL_SET_U32(tv, (duk_uint32_t)f->length);
    tv = fill_entry(thr, h, DUK_HTHREAD_STRING_NAME(thr), DUK_PROPDESC_FLAGS_C);
    DUK_TVAL_SET_TVAL(tv, thr->valstack_top - 2);
    DUK_TVAL_SET_OBJECT(thr->valstack_top - 2, h);
    thr->valstack_top--;
    DUK_TVAL_SET_UNDEFINED(thr->valstack_top);
    return h;
}

/* [ ] -> [ text ]: what the function under this key is called. */
static void push_function_name(duk_hthread *thr, const char *prefix, const char *name)
{
    if (name[0] == '@' && name[1] == '@')
        duk_push_sprintf(thr, "%s[Symbol.%s]", prefix, name + 2);
    else if (prefix[0] != '\0')
        duk_push_sprintf(thr, "%s%s", prefix, name);
    else
        duk_push_string(thr, name);
}

void object_push_function(duk_context *ctx, const ObjectFunction *f)
{
    push_function_name(ctx, "", f->name);
    push_native(ctx, f, 0, 0);
}

void object_push_constructor(duk_context *ctx, const ObjectFunction *f)
{
    push_function_name(ctx, "", f->name);
    push_native(ctx, f, DUK_HOBJECT_FLAG_CONSTRUCTABLE | FUNCTION_OURS, 4);
}

/* [ value ] -> [ ]: whatever stands under the key is gone before. */
static void put_raw(duk_hthread *thr, duk_hobject *h, const char *name,
                    duk_small_uint_t flags)
{
    duk_hstring *key;
    duk_int_t at;

    push_key(thr, name);
    key = duk_known_hstring(thr, -1);
    at = lookup_entry(thr->heap, h, key);
    if (at >= 0 && DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at))
        duk_hobject_delprop_raw(thr, h, key, DUK_DELPROP_FLAG_FORCE);
    duk_insert(thr, -2);
    duk_hobject_define_property_internal(thr, h, key, flags);
    duk_pop(thr);
}

void object_put(duk_context *ctx, duk_idx_t i, const char *name, unsigned attributes)
{
    put_raw(ctx, duk_require_hobject(ctx, i), name, attributes);
}

void object_put_functions(duk_context *ctx, duk_idx_t i, const ObjectFunction *f)
{
    duk_hobject *h = duk_require_hobject(ctx, i);

    for (; f->name != NULL; f++) {
        object_push_function(ctx, f);
        put_raw(ctx, h, f->name, DUK_PROPDESC_FLAGS_WC);
    }
}

void object_put_accessors(duk_context *ctx, duk_idx_t i, const ObjectAccessor *a)
{
    i = duk_normalize_index(ctx, i);
    for (; a->name != NULL; a++) {
        ObjectFunction get = { a->name, a->get, 0, 0, a->magic };
        ObjectFunction set = { a->name, a->set, 1, 1, a->magic };

        push_key(ctx, a->name);
        push_function_name(ctx, "get ", a->name);
        push_native(ctx, &get, 0, 0);
        if (a->set != NULL) {
            push_function_name(ctx, "set ", a->name);
            push_native(ctx, &set, 0, 0);
        }
        duk_def_prop(ctx, i,
                     DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_SET_CONFIGURABLE |
                         DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_FORCE |
                         (a->set != NULL ? DUK_DEFPROP_HAVE_SETTER : 0));
    }
}

bool object_is_constructor(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(ctx, i);

    return h != NULL && DUK_HOBJECT_HAS_CONSTRUCTABLE(h);
}

/* ---- Construct with a new.target ---- */

/* [ target newTarget args… ] -> the same, with the target of a bound function and its
 * arguments in front. */
static void unfold_bound(duk_hthread *thr, duk_idx_t base, duk_idx_t *n)
{
    duk_hboundfunc *b = (duk_hboundfunc *)duk_known_hobject(thr, base);
    duk_idx_t more = b->nargs;

    duk_require_stack(thr, more + 8);
    for (duk_idx_t i = 0; i < more; i++) {
        duk_push_tval(thr, b->args + i);
        duk_insert(thr, base + 2 + i);
    }
    *n += more;
    if (duk_strict_equals(thr, base, base + 1)) {
        duk_push_tval(thr, &b->target);
        duk_replace(thr, base + 1);
    }
    duk_push_tval(thr, &b->target);
    duk_replace(thr, base);
}

/* [ proxy newTarget args… ] -> [ result ] by its trap, true; or the target in its place.
 */
static bool construct_by_trap(duk_hthread *thr, duk_idx_t base, duk_idx_t n)
{
    duk_hproxy *p = (duk_hproxy *)duk_known_hobject(thr, base);

    duk_require_stack(thr, 16);
    duk_push_hobject(thr, p->handler);
    duk_get_prop_literal(thr, -1, "construct");
    if (duk_is_null_or_undefined(thr, -1)) {
        duk_pop_2(thr);
        duk_push_hobject(thr, p->target);
        duk_replace(thr, base);
        return false;
    }
    duk_swap_top(thr, -2);
    duk_push_hobject(thr, p->target);
    duk_push_array(thr);
    for (duk_idx_t i = 0; i < n; i++) {
        duk_dup(thr, base + 2 + i);
        duk_put_prop_index(thr, -2, (duk_uarridx_t)i);
    }
    duk_dup(thr, base + 1);
    duk_call_method(thr, 3);
    if (!duk_is_object(thr, -1))
        DUK_ERROR_RAW(thr, NULL, 0, DUK_ERR_TYPE_ERROR,
                      "proxy [[Construct]] must return an object");
    duk_replace(thr, base);
    duk_set_top(thr, base + 1);
    return true;
}

void object_construct(duk_context *ctx, duk_idx_t n)
{
    duk_hthread *thr = ctx;
    duk_idx_t base = duk_get_top(ctx) - n - 2;
    duk_hobject *target, *proto;

    while (target = duk_require_hobject(ctx, base),
           !DUK_HOBJECT_IS_NONBOUND_FUNCTION(target)) {
        if (DUK_HOBJECT_HAS_BOUNDFUNC(target))
            unfold_bound(thr, base, &n);
        else if (!DUK_HOBJECT_IS_PROXY(target))
            DUK_ERROR_RAW(thr, NULL, 0, DUK_ERR_TYPE_ERROR,
                          "target is not a constructor");
        else if (construct_by_trap(thr, base, n))
            return;
    }
    if (duk_strict_equals(ctx, base, base + 1)) {
        duk_remove(ctx, base + 1);
        duk_new(ctx, n);
        return;
    }
    /* What could fail between here and the call is done before: room on the stack. */
    duk_require_stack(ctx, n + 128);
    if (DUK_HOBJECT_IS_NATFUNC(target) && (LOOKUP_FLAGS(target) & FUNCTION_OURS))
        duk_push_undefined(ctx);
    else
        duk_get_prop_literal(ctx, base + 1, "prototype");
    duk_insert(ctx, base + 2);
    duk_dup(ctx, base);
    duk_insert(ctx, base + 3);
    proto = duk_get_hobject(thr, base + 2);
    construct_as.func = target;
    construct_as.new_target = duk_known_hobject(thr, base + 1);
    construct_as.proto = proto;
    duk_new(ctx, n);
    /* [ target newTarget proto result ]; the engine's own constructors know no
     * new.target. */
    if (proto != NULL && DUK_HOBJECT_IS_NATFUNC(target)) {
        duk_hobject *made = duk_get_hobject(thr, -1);

        if (made != NULL && !DUK_HOBJECT_IS_PROXY(made))
            DUK_HOBJECT_SET_PROTOTYPE_UPDREF(thr, made, proto);
    } else if (proto == NULL && !(LOOKUP_FLAGS(target) & FUNCTION_OURS) &&
               ((Engine *)thr->heap->heap_udata)->adopt != NULL) {
        ((Engine *)thr->heap->heap_udata)->adopt(ctx, base + 1);
    }
    duk_replace(ctx, base);
    duk_set_top(ctx, base + 1);
}

/* ---- Lazy properties ---- */

/* The mark of a lazy property's getter: that of a constructor, which a getter isn't. */
#define FUNCTION_LAZY FUNCTION_OURS

void object_put_lazy(duk_context *ctx, duk_idx_t i, const char *name, duk_c_function get,
                     duk_c_function set, short magic)
{
    ObjectFunction g = { name, get, 0, 0, magic }, s = { name, set, 1, 1, magic };

    i = duk_normalize_index(ctx, i);
    push_key(ctx, name);
    duk_dup_top(ctx);
    push_native(ctx, &g, FUNCTION_LAZY, 0);
    duk_dup(ctx, -2);
    push_native(ctx, &s, 0, 0);
    duk_def_prop(ctx, i,
                 DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER |
                     DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_CLEAR_ENUMERABLE |
                     DUK_DEFPROP_FORCE);
}

/* If the own property is a lazy one, its value is made. */
static void settle_lazy(duk_hthread *thr, duk_hobject *h, duk_hstring *key)
{
    duk_int_t at = lookup_entry(thr->heap, h, key);
    duk_hobject *get;

    if (at < 0 || !DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at))
        return;
    get = DUK_HOBJECT_E_GET_VALUE_GETTER(thr->heap, h, at);
    if (get == NULL || !DUK_HOBJECT_IS_NATFUNC(get) ||
        !(LOOKUP_FLAGS(get) & FUNCTION_LAZY))
        return;
    duk_push_hobject(thr, get);
    duk_push_hobject(thr, h);
    duk_call_method(thr, 0);
    duk_pop(thr);
}

void object_wrap_result(duk_context *ctx, bool done)
{
    duk_hthread *thr = ctx;
    duk_hobject *h;
    duk_tval *tv;
    duk_hstring *key;

    duk_push_object(ctx);
    h = duk_known_hobject(ctx, -1);
    duk_hobject_realloc_props(thr, h, 2, 0, 0, 0);
    duk_push_literal(ctx, "done");
    key = duk_known_hstring(ctx, -1);
    tv = fill_entry(thr, h, DUK_HTHREAD_STRING_VALUE(thr), DUK_PROPDESC_FLAGS_WEC);
    DUK_TVAL_SET_TVAL(tv, thr->valstack_top - 3);
    DUK_TVAL_INCREF(thr, tv);
    tv = fill_entry(thr, h, key, DUK_PROPDESC_FLAGS_WEC);
    DUK_TVAL_SET_BOOLEAN(tv, done ? 1u : 0u);
    duk_pop(ctx);
    duk_remove(ctx, -2);
}

/* ---- Looking without touching ---- */

bool engine_is_array(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(ctx, i);

    return h != NULL && DUK_HOBJECT_HAS_EXOTIC_ARRAY(h);
}

/* [ ] -> [ value ] of a plain property of h, by itself or (inherited) by a prototype. */
static bool push_plain_data(duk_hthread *thr, duk_hobject *h, const char *name,
                            bool inherited)
{
    duk_hstring *key;
    duk_int_t at = -1;

    duk_push_string(thr, name);
    key = duk_known_hstring(thr, -1);
    while (h != NULL && !DUK_HOBJECT_IS_PROXY(h)) {
        at = lookup_entry(thr->heap, h, key);
        if (at >= 0 || !inherited)
            break;
        h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    }
    duk_pop(thr);
    if (at < 0 || DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at))
        return false;
    duk_push_tval(thr, DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at));
    return true;
}

bool engine_own_data(duk_context *ctx, duk_idx_t i, const char *name)
{
    return push_plain_data(ctx, duk_get_hobject(ctx, i), name, false);
}

bool engine_find_data(duk_context *ctx, duk_idx_t i, const char *name)
{
    return push_plain_data(ctx, duk_get_hobject(ctx, i), name, true);
}

bool engine_find_accessor(duk_context *ctx, duk_idx_t i, const char *name, duk_idx_t fn)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i), *f = duk_get_hobject(thr, fn);
    duk_hstring *key;
    duk_int_t at = -1;

    duk_push_string(ctx, name);
    key = duk_known_hstring(thr, -1);
    for (; h != NULL && !DUK_HOBJECT_IS_PROXY(h);
         h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h)) {
        at = lookup_entry(thr->heap, h, key);
        if (at >= 0)
            break;
    }
    duk_pop(ctx);
    return at >= 0 && f != NULL && DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at) &&
           (DUK_HOBJECT_E_GET_VALUE_GETTER(thr->heap, h, at) == f ||
            DUK_HOBJECT_E_GET_VALUE_SETTER(thr->heap, h, at) == f);
}

/* Has the entry the function as its value, getter or setter? */
static bool entry_is(duk_hthread *thr, duk_hobject *h, duk_uint_fast32_t at,
                     duk_hobject *f)
{
    duk_tval *tv;

    if (DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at))
        return DUK_HOBJECT_E_GET_VALUE_GETTER(thr->heap, h, at) == f ||
               DUK_HOBJECT_E_GET_VALUE_SETTER(thr->heap, h, at) == f;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
    return DUK_TVAL_IS_OBJECT(tv) && DUK_TVAL_GET_OBJECT(tv) == f;
}

bool engine_push_key_of(duk_context *ctx, duk_idx_t i, duk_idx_t fn)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i), *f = duk_get_hobject(thr, fn);
    duk_hstring *found = NULL;

    if (f == NULL)
        return false;
    for (; h != NULL && !DUK_HOBJECT_IS_PROXY(h);
         h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h)) {
        for (duk_uint_fast32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
            duk_hstring *key = DUK_HOBJECT_E_GET_KEY(thr->heap, h, k);

            if (key == NULL || DUK_HSTRING_HAS_SYMBOL(key) || !entry_is(thr, h, k, f))
                continue;
            if (found != NULL && found != key)
                return false;
            found = key;
        }
    }
    if (found == NULL)
        return false;
    duk_push_hstring(thr, found);
    return true;
}

void engine_push_symbol_text(duk_context *ctx, duk_idx_t i)
{
    duk_push_symbol_descriptive_string(ctx, duk_known_hstring(ctx, i));
}

const char *engine_push_description(duk_context *ctx, duk_idx_t i)
{
    return property_owner_text(ctx, i);
}

/* ---- Objects of the engine's own classes ---- */

bool object_push_primitive(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject(ctx, i);
    duk_tval *tv;

    if (h == NULL || DUK_HOBJECT_IS_PROXY(h))
        return false;
    tv = duk_hobject_get_internal_value_tval_ptr(((duk_hthread *)ctx)->heap, h);
    if (tv == NULL)
        return false;
    duk_push_tval(ctx, tv);
    return true;
}

void object_push_error(duk_context *ctx)
{
    duk_push_object_helper_proto(ctx,
                                 DUK_HOBJECT_FLAG_EXTENSIBLE | DUK_HOBJECT_FLAG_FASTREFS |
                                     DUK_HOBJECT_CLASS_AS_FLAGS(DUK_HOBJECT_CLASS_ERROR),
                                 duk_get_hobject(ctx, -1));
    duk_remove(ctx, -2);
}

void object_finish_error(duk_context *ctx)
{
    duk_hthread *thr = ctx;

    if (!duk_is_constructor_call(ctx))
        duk_err_augment_error_create(thr, thr, NULL, 0,
                                     DUK_AUGMENT_FLAG_NOBLAME_FILELINE |
                                         DUK_AUGMENT_FLAG_SKIP_ONE);
}

void errors_take_options(duk_context *ctx)
{
    static const duk_small_uint_t constructors[] = {
        DUK_BIDX_ERROR_CONSTRUCTOR,        DUK_BIDX_EVAL_ERROR_CONSTRUCTOR,
        DUK_BIDX_RANGE_ERROR_CONSTRUCTOR,  DUK_BIDX_REFERENCE_ERROR_CONSTRUCTOR,
        DUK_BIDX_SYNTAX_ERROR_CONSTRUCTOR, DUK_BIDX_TYPE_ERROR_CONSTRUCTOR,
        DUK_BIDX_URI_ERROR_CONSTRUCTOR,
    };

    static const duk_small_uint_t prototypes[] = {
        DUK_BIDX_ERROR_PROTOTYPE,        DUK_BIDX_EVAL_ERROR_PROTOTYPE,
        DUK_BIDX_RANGE_ERROR_PROTOTYPE,  DUK_BIDX_REFERENCE_ERROR_PROTOTYPE,
        DUK_BIDX_SYNTAX_ERROR_PROTOTYPE, DUK_BIDX_TYPE_ERROR_PROTOTYPE,
        DUK_BIDX_URI_ERROR_PROTOTYPE,    DUK_BIDX_DATE_PROTOTYPE,
    };
    duk_hthread *thr = ctx;

    for (size_t i = 0; i < sizeof constructors / sizeof constructors[0]; i++)
        ((duk_hnatfunc *)thr->builtins[constructors[i]])->nargs = 2;
    /* The engine's prototypes are errors and a date; the specification's are plain. */
    for (size_t i = 0; i < sizeof prototypes / sizeof prototypes[0]; i++)
        DUK_HOBJECT_SET_CLASS_NUMBER(thr->builtins[prototypes[i]],
                                     DUK_HOBJECT_CLASS_OBJECT);
}

/* ---- Texts ---- */

void string_engine_case(duk_context *ctx, duk_idx_t i, bool upper)
{
    duk_dup(ctx, i);
    duk_unicode_case_convert_string(ctx, upper);
}

bool object_has_instance(duk_context *ctx, duk_idx_t i, duk_idx_t f)
{
    return instanceof_ordinary(ctx, duk_require_tval(ctx, i), duk_require_tval(ctx, f));
}

void engine_limit_natives(duk_context *ctx, double part)
{
    ((duk_hthread *)ctx)->heap->call_recursion_limit =
        (duk_int_t)(DUK_USE_NATIVE_CALL_RECLIMIT * part);
}
