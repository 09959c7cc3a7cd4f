/* values.c: moving values about without counting references or looking up properties, for
 * promises and microtasks (internals.h). Part of the engine's unit. */

void engine_pack(duk_context *ctx, int n)
{
    duk_hthread *thr = ctx;
    duk_tval *to = duk_push_harray_with_size_outptr(thr, (duk_uint32_t)n);
    duk_tval *from = thr->valstack_top - 1 - n;
    duk_hobject *h = DUK_TVAL_GET_OBJECT(thr->valstack_top - 1);

    DUK_HOBJECT_SET_PROTOTYPE_UPDREF(thr, h, NULL);
    memcpy(to, from, (size_t)n * sizeof *to);
    DUK_TVAL_SET_OBJECT(from, h);
    for (int i = 1; i <= n; i++)
        DUK_TVAL_SET_UNDEFINED(from + i);
    thr->valstack_top = from + 1;
}

void engine_pack_more(duk_context *ctx, duk_idx_t i, int n)
{
    duk_hthread *thr = ctx;
    duk_harray *a = (duk_harray *)duk_known_hobject(thr, i);
    duk_uint32_t size = a->length + (duk_uint32_t)n;
    duk_tval *from;

    if (DUK_HOBJECT_GET_ASIZE((duk_hobject *)a) < size)
        duk_hobject_realloc_props(thr, (duk_hobject *)a, 0, size * 2, 0, 0);
    from = thr->valstack_top - n;
    memcpy(DUK_HOBJECT_A_GET_BASE(thr->heap, (duk_hobject *)a) + a->length, from,
           (size_t)n * sizeof *from);
    a->length = size;
    for (int k = 0; k < n; k++)
        DUK_TVAL_SET_UNDEFINED(from + k);
    thr->valstack_top = from;
}

void engine_open_pack(duk_context *ctx, int n)
{
    duk_hthread *thr = ctx;
    duk_tval *to = thr->valstack_top - 1, *from;
    duk_hobject *a = DUK_TVAL_GET_OBJECT(to);

    duk_require_stack(thr, n);
    to = thr->valstack_top - 1;
    from = DUK_HOBJECT_A_GET_BASE(thr->heap, a);
    for (int k = 0; k < n; k++) {
        DUK_TVAL_SET_TVAL(to + k, from + k);
        DUK_TVAL_INCREF(thr, to + k);
    }
    thr->valstack_top = to + n;
    DUK_HOBJECT_DECREF(thr, a); /* side effects */
}

void engine_unpack(duk_context *ctx, duk_idx_t i, uint32_t from, int n)
{
    duk_hthread *thr = ctx;
    duk_hobject *a = duk_known_hobject(thr, i);

    duk_require_stack(thr, n);
    for (int k = 0; k < n; k++)
        duk_push_tval(thr, DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, a, from + (uint32_t)k));
}

void engine_move(duk_context *to, duk_context *from, duk_idx_t i, int n)
{
    duk_hthread *t = to, *f = from;
    duk_tval *tv;

    duk_require_stack(t, n);
    tv = f->valstack_bottom + i;
    for (int k = 0; k < n; k++) {
        DUK_TVAL_SET_TVAL(t->valstack_top, tv + k);
        DUK_TVAL_SET_UNDEFINED(tv + k);
        t->valstack_top++;
    }
}

void engine_drop_bottom(duk_context *ctx, duk_idx_t n)
{
    duk_hthread *thr = ctx;
    duk_tval *bottom = thr->valstack_bottom, *top = thr->valstack_top;

    memmove(bottom, bottom + n, (size_t)(top - bottom - n) * sizeof *bottom);
    for (duk_tval *tv = top - n; tv < top; tv++)
        DUK_TVAL_SET_UNDEFINED(tv);
    thr->valstack_top = top - n;
}

EngineFound engine_find_plain(duk_context *ctx, duk_idx_t i, const char *name)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i);
    duk_tval tmp, *tv;
    duk_hstring *key;

    if (h == NULL)
        return ENGINE_UNSURE;
    duk_push_literal_raw(thr, name, strlen(name));
    key = duk_known_hstring(thr, -1);
    tv = lookup_name(thr, h, key, &tmp);
    if (tv == NULL || tv == &tmp) {
        duk_pop(thr);
        return tv == NULL || !DUK_TVAL_IS_UNDEFINED(tv) ? ENGINE_UNSURE : ENGINE_ABSENT;
    }
    duk_push_tval(thr, tv);
    duk_remove(thr, -2);
    return ENGINE_DATA;
}

bool engine_has_getter(duk_context *ctx, duk_idx_t i, const char *name,
                       duk_c_function get)
{
    duk_hthread *thr = ctx;
    duk_hobject *h = duk_get_hobject(thr, i), *f;
    duk_int_t at;

    if (h == NULL || DUK_HOBJECT_IS_PROXY(h))
        return false;
    duk_push_literal_raw(thr, name, strlen(name));
    at = lookup_entry(thr->heap, h, duk_known_hstring(thr, -1));
    duk_pop(thr);
    if (at < 0 || !DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at))
        return false;
    f = DUK_HOBJECT_E_GET_VALUE_GETTER(thr->heap, h, at);
    return f != NULL && DUK_HOBJECT_IS_NATFUNC(f) && ((duk_hnatfunc *)f)->func == get;
}

bool engine_ignores_from(duk_context *ctx, duk_idx_t i, int n)
{
    duk_hobject *h = duk_get_hobject(ctx, i);

    return h != NULL && DUK_HOBJECT_IS_COMPFUNC(h) && !DUK_HOBJECT_HAS_CREATEARGS(h) &&
           ((duk_hcompfunc *)h)->nargs <= n;
}

bool engine_push_this_text(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    duk_tval *tv = thr->valstack_bottom - 1;

    if (!DUK_TVAL_IS_STRING(tv) || DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv)))
        return false;
    duk_push_tval(thr, tv);
    return true;
}
