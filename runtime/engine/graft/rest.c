/* rest.c: rest parameters. The last formal of a lowered function that has one is ʃr; it
 * becomes an array of the arguments from there on, made where the call is set up.
 *
 * Such functions carry the engine's flag CREATEARGS, since they need more than others;
 * whether they have an `arguments` object as well is in the word behind their code. */

/* The word behind a function's code, which is never run (template.c): from which register
 * on there are temporaries; the number of formals before ʃr, plus 1, or 0; whether it has
 * an `arguments` object. */
#define TAIL_FIRST_TEMP(word) (DUK_DEC_ABC(word) & 0xfff)
#define TAIL_REST(word) (DUK_DEC_ABC(word) >> 12 & 0x7ff)
#define TAIL_ARGUMENTS(word) (DUK_DEC_ABC(word) >> 23 & 1)
#define TAIL_MAX_TEMP 0xfff /* from here on it isn't said */
#define TAIL_MAX_REST 0x7ff

static inline duk_instr_t tail_of(duk_heap *heap, const duk_hcompfunc *f)
{
    return DUK_HCOMPFUNC_GET_CODE_END(heap, f)[-1];
}

/* The index of the rest parameter among the arguments; -1: it has none. */
static inline int rest_index(duk_heap *heap, const duk_hcompfunc *f)
{
    duk_instr_t word = tail_of(heap, f);

    return DUK_DEC_OP(word) == DUK_OP_NOP ? (int)TAIL_REST(word) - 1 : -1;
}

/* [ … args ] -> [ … args before it, array ]: the n arguments begin at index `at`; what is
 * behind them is dropped. */
static void rest_collect(duk_hthread *thr, duk_idx_t at, duk_idx_t n, duk_idx_t index)
{
    duk_uint32_t count = n > index ? (duk_uint32_t)(n - index) : 0;
    duk_tval *from, *to;

    duk_set_top(thr, at + n);
    if (n < index)
        duk_set_top(thr, at + index);
    to = duk_push_harray_with_size_outptr(thr, count);
    from = thr->valstack_bottom + at + index;
    for (duk_uint32_t i = 0; i < count; i++) {
        DUK_TVAL_SET_TVAL(to + i, from + i);
        DUK_TVAL_SET_UNDEFINED(from + i);
    }
    if (count > 0) {
        DUK_TVAL_SET_TVAL(from, from + count);
        DUK_TVAL_SET_UNDEFINED(from + count);
        thr->valstack_top = from + 1;
    }
}

DUK_LOCAL void duk__call_env_setup(duk_hthread *thr, duk_hobject *func,
                                   duk_activation *act, duk_idx_t idx_args)
{
    int index = func != NULL && DUK_UNLIKELY(DUK_HOBJECT_HAS_CREATEARGS(func))
                    ? rest_index(thr->heap, (duk_hcompfunc *)func)
                    : -1;

    if (index < 0 || TAIL_ARGUMENTS(tail_of(thr->heap, (duk_hcompfunc *)func)))
        duk__call_env_setup_engine(thr, func, act, idx_args);
    if (index >= 0)
        rest_collect(thr, idx_args, duk_get_top(thr) - idx_args, index);
}
