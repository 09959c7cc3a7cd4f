/* catcher.c: entering and leaving `try`, in the executor. What has a `finally` to run, or
 * a scope of its own in place, the engine leaves. Part of executor.c. */

/* TRYCATCH, the instruction before pc. False: the engine has to do it (a `with`). */
static inline bool catcher_enter(duk_hthread *thr, duk_uint_fast32_t ins, duk_instr_t *pc)
{
    duk_small_uint_fast_t flags = DUK_DEC_A(ins), reg = DUK_DEC_BC(ins);
    duk_catcher *cat = thr->heap->catcher_free;
    duk_activation *act = thr->callstack_curr;
    duk_tval *tv = thr->valstack_bottom + reg;
    duk_hstring *name = NULL;
    duk_uint32_t set = DUK_CAT_TYPE_TCF;

    if (DUK_UNLIKELY(cat == NULL || (flags & DUK_BC_TRYCATCH_FLAG_WITH_BINDING)))
        return false;
    if (flags & DUK_BC_TRYCATCH_FLAG_CATCH_BINDING) {
        set |= DUK_CAT_FLAG_CATCH_BINDING_ENABLED;
        name = DUK_TVAL_GET_STRING(tv); /* it is a constant, too */
    }
    if (flags & DUK_BC_TRYCATCH_FLAG_HAVE_CATCH)
        set |= DUK_CAT_FLAG_CATCH_ENABLED;
    if (flags & DUK_BC_TRYCATCH_FLAG_HAVE_FINALLY)
        set |= DUK_CAT_FLAG_FINALLY_ENABLED;
    thr->heap->catcher_free = cat->parent;
    cat->flags = set;
    cat->h_varname = name;
    cat->pc_base = pc;
    cat->idx_base = (duk_size_t)(tv - thr->valstack);
    cat->parent = act->cat;
    act->cat = cat;
    /* What is caught is put there, which must not drop anything then. */
    DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv);
    DUK_TVAL_SET_UNDEFINED_UPDREF_NORZ(thr, tv + 1);
    DUK_REFZERO_CHECK_FAST(thr);
    return true;
}

static inline bool catcher_is_simple(const duk_catcher *cat)
{
    return !DUK_CAT_HAS_FINALLY_ENABLED(cat) && !DUK_CAT_HAS_LEXENV_ACTIVE(cat);
}

static inline void catcher_drop(duk_hthread *thr, duk_activation *act)
{
    duk_catcher *cat = act->cat;

    act->cat = cat->parent;
    cat->parent = thr->heap->catcher_free;
    thr->heap->catcher_free = cat;
}

/* ENDTRY: where the program goes on; NULL: the engine has to do it. */
static inline duk_instr_t *catcher_leave(duk_hthread *thr)
{
    duk_activation *act = thr->callstack_curr;
    duk_instr_t *pc = act->cat->pc_base + 1;

    if (DUK_UNLIKELY(!catcher_is_simple(act->cat)))
        return NULL;
    catcher_drop(thr, act);
    return pc;
}

/* What the activation, which returns, would still catch. False, and nothing done, where
 * the engine has to do it. */
static inline bool catcher_drop_all(duk_hthread *thr, duk_activation *act)
{
    for (const duk_catcher *cat = act->cat; cat != NULL; cat = cat->parent) {
        if (!catcher_is_simple(cat))
            return false;
    }
    while (act->cat != NULL)
        catcher_drop(thr, act);
    return true;
}
