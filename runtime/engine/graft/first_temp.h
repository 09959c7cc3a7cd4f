/* first_temp.h: which registers of compiled code are temporaries: those from
 * first_temp_of on; the others are variables. The last instruction of each function,
 * which is never reached, says it (template.c). */
#ifndef RUNTIME_ENGINE_GRAFT_FIRST_TEMP_H
#define RUNTIME_ENGINE_GRAFT_FIRST_TEMP_H

/* Of the running function, which is compiled. */
static inline duk_small_uint_fast_t first_temp_of(duk_hthread *thr)
{
    duk_hcompfunc *f = (duk_hcompfunc *)DUK_ACT_GET_FUNC(thr->callstack_curr);
    duk_instr_t last = DUK_HCOMPFUNC_GET_CODE_END(thr->heap, f)[-1];

    return DUK_DEC_OP(last) == DUK_OP_NOP ? (duk_small_uint_fast_t)DUK_DEC_ABC(last)
                                          : (duk_small_uint_fast_t)-1;
}

#endif
