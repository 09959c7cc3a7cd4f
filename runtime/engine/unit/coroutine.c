/* coroutine.c: coroutines and the records of for-of, as our own C sees them; they run in
 * the executor (graft/coroutine.c). Part of the engine's unit. */

EngineCoroutine engine_coroutine(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *t = duk_get_hthread((duk_hthread *)ctx, i);

    if (t == NULL)
        return ENGINE_COROUTINE_NONE;
    switch (t->state) {
    case DUK_HTHREAD_STATE_INACTIVE: return ENGINE_COROUTINE_NEW;
    case DUK_HTHREAD_STATE_YIELDED: return ENGINE_COROUTINE_WAITING;
    case DUK_HTHREAD_STATE_TERMINATED:
        return coroutine_depth(t) == COROUTINE_THREW ? ENGINE_COROUTINE_THREW
                                                     : ENGINE_COROUTINE_DONE;
    default: return ENGINE_COROUTINE_RUNNING;
    }
}

void engine_push_coroutine(duk_context *ctx, duk_idx_t n)
{
    duk_hthread *thr = (duk_hthread *)ctx, *t;
    duk_idx_t idx = duk_get_top(ctx) - n - 2;
    duk_tval *top;

    t = coroutine_make_for(thr, idx, n);
    top = --thr->valstack_top;
    DUK_TVAL_SET_UNDEFINED(top);
    DUK_TVAL_SET_OBJECT(thr->valstack_bottom + idx, (duk_hobject *)t);
    thr->valstack_top = thr->valstack_bottom + idx + 1;
}

duk_ret_t engine_resume(duk_context *ctx)
{
    return duk_type_error(ctx, "invalid state");
}

duk_ret_t engine_run(duk_context *ctx)
{
    return duk_type_error(ctx, "invalid state");
}

duk_ret_t engine_yield(duk_context *ctx)
{
    return duk_type_error(ctx, "invalid state");
}

duk_ret_t engine_generator_next(duk_context *ctx)
{
    slots_get_callee(ctx, 0);
    duk_push_this(ctx);
    duk_push_int(ctx, 0);
    duk_dup(ctx, 0);
    duk_call(ctx, 3);
    return 1;
}

duk_ret_t engine_delegate(duk_context *ctx)
{
    ((Engine *)((duk_hthread *)ctx)->heap->heap_udata)->delegate = ENGINE_DELEGATE_NEXT;
    duk_set_top(ctx, 2);
    return 1;
}

duk_ret_t engine_delegate_state(duk_context *ctx)
{
    Engine *engine = ((duk_hthread *)ctx)->heap->heap_udata;

    duk_push_int(ctx, (duk_int_t)engine->delegate);
    engine->delegate = ENGINE_DELEGATE_DONE;
    return 1;
}

duk_ret_t engine_record_next(duk_context *ctx)
{
    duk_push_this(ctx);
    duk_push_tval(ctx, coroutine_record(ctx, duk_get_tval(ctx, -1), ENGINE_RECORD_NEXT));
    duk_push_tval(ctx,
                  coroutine_record(ctx, duk_get_tval(ctx, -2), ENGINE_RECORD_ITERATOR));
    duk_call_method(ctx, 0);
    return 1;
}

/* The names of a record's properties, which live as long as the heap. */
static DUK_NOINLINE void make_record_keys(duk_hthread *thr, Engine *engine)
{
    static const char *const names[] = { "\xca\x83n", "\xca\x83i", "\xca\x83m",
                                         "\xca\x83v" };

    for (int i = 0; i < ENGINE_RECORD_SLOTS; i++) {
        duk_hstring *key =
            duk_heap_strtable_intern_checked(thr, (const duk_uint8_t *)names[i],
                                             (duk_uint32_t)strlen(names[i]));

        DUK_HSTRING_INCREF(thr, key);
        engine->record_keys[i] = key;
    }
}

void engine_make_record(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    Engine *engine = thr->heap->heap_udata;
    duk_hobject *h;
    duk_tval *at;

    if (DUK_UNLIKELY(engine->record_keys[ENGINE_RECORD_SLOTS - 1] == NULL))
        make_record_keys(thr, engine);
    duk_push_bare_object(ctx);
    h = duk_known_hobject(thr, -1);
    object_room(thr, h, ENGINE_RECORD_SLOTS);
    at = thr->valstack_top - 4;
    for (int i = 0; i < ENGINE_RECORD_SLOTS; i++) {
        duk_tval *tv = fill_entry(thr, h, engine->record_keys[i], DUK_PROPDESC_FLAGS_WEC);

        if (i == ENGINE_RECORD_VALUE)
            break;
        DUK_TVAL_SET_TVAL(tv, at + i);
        DUK_TVAL_SET_UNDEFINED(at + i);
    }
    DUK_TVAL_SET_OBJECT(at, h);
    DUK_TVAL_SET_UNDEFINED(at + 3);
    thr->valstack_top = at + 1;
}

bool engine_results_are_plain(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    Engine *engine = thr->heap->heap_udata;
    duk_tval tmp, *tv;

    if (DUK_UNLIKELY(engine->then_key == NULL))
        inline_make_keys(thr, engine);
    tv = lookup_name(thr, thr->builtins[DUK_BIDX_OBJECT_PROTOTYPE], engine->then_key,
                     &tmp);
    return tv == &tmp && DUK_TVAL_IS_UNDEFINED(tv);
}

bool engine_is_record(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject((duk_hthread *)ctx, i);

    return h != NULL && !DUK_HOBJECT_IS_PROXY(h) && step_is_record(ctx, h);
}

void engine_record_get(duk_context *ctx, duk_idx_t i, int slot)
{
    duk_push_tval(ctx, coroutine_record(ctx, duk_require_tval(ctx, i), slot));
}

void engine_record_put(duk_context *ctx, duk_idx_t i, int slot)
{
    duk_hthread *thr = ctx;
    duk_tval *tv = coroutine_record(thr, duk_require_tval(thr, i), slot), old;
    duk_tval *top = --thr->valstack_top;

    DUK_TVAL_SET_TVAL(&old, tv);
    DUK_TVAL_SET_TVAL(tv, top);
    DUK_TVAL_SET_UNDEFINED(top);
    DUK_TVAL_DECREF(thr, &old); /* side effects */
}

bool engine_open_quickly(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    Engine *engine = thr->heap->heap_udata;
    duk_hobject *h = duk_get_hobject(thr, i);
    duk_tval tmp, *found;

    if (h == NULL)
        return false;
    if (DUK_UNLIKELY(engine->iterator_key == NULL))
        inline_make_keys(thr, engine);
    found = lookup_name(thr, h, engine->iterator_key, &tmp);
    if (found == NULL || !DUK_TVAL_IS_OBJECT(found) ||
        !DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(found)) ||
        ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(found))->func != engine_give_this)
        return false;
    found = lookup_name(thr, h, engine->next_key, &tmp);
    if (found == NULL)
        return false;
    duk_push_hobject(thr, h);
    duk_push_tval(thr, found);
    return true;
}

duk_ret_t engine_give_this(duk_context *ctx)
{
    duk_push_this(ctx);
    return 1;
}

bool engine_step_quickly(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_tval *tv = duk_require_tval(thr, i);

    return iterate_quickly(thr, tv, tv + 1);
}

bool engine_push_resumable(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx, *t;
    duk_tval *tv = duk_require_tval(thr, i);

    if (!DUK_TVAL_IS_OBJECT(tv + 1) ||
        !DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(tv + 1)) ||
        ((duk_hnatfunc *)DUK_TVAL_GET_OBJECT(tv + 1))->func != engine_generator_next)
        return false;
    t = coroutine_of_generator(thr, tv);
    if (t == NULL)
        return false;
    duk_push_hobject(thr, (duk_hobject *)t);
    return true;
}

static bool push_plain_prototype(duk_hthread *thr, duk_hobject *h)
{
    duk_hobject *prototype =
        h == NULL || DUK_HOBJECT_IS_PROXY(h) ? NULL : construct_prototype(thr, h);

    if (prototype != NULL)
        duk_push_hobject(thr, prototype);
    return prototype != NULL;
}

bool engine_push_own_prototype(duk_context *ctx)
{
    duk_hthread *thr = ctx;

    return push_plain_prototype(thr, DUK_ACT_GET_FUNC(thr->callstack_curr));
}

bool engine_push_new_prototype(duk_context *ctx)
{
    duk_hthread *thr = ctx;
    duk_tval *tv = thr->valstack_bottom - 2;

    return (thr->callstack_curr->flags & DUK_ACT_FLAG_CONSTRUCT) &&
           DUK_TVAL_IS_OBJECT(tv) && push_plain_prototype(thr, DUK_TVAL_GET_OBJECT(tv));
}

bool engine_is_plain_array(duk_context *ctx, duk_idx_t i)
{
    duk_tval *tv = duk_get_tval((duk_hthread *)ctx, i);

    return tv != NULL && inline_is_plain_array(ctx, tv);
}
