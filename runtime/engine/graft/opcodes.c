/* opcodes.c: the executor's common opcodes, without detours over the value stack.
 *
 * Included at the start of the switch over opcodes: sees its variables (thr, curr_pc,
 * consts, ins). What a case here does not cover it leaves to the engine's own, by a jump
 * to engine_OPCODE; nothing has happened until that jump. The macros are those of the
 * engine: DUK__REGP_A(ins) is the register that field A names, DUK__CONSTP_B(ins) a
 * constant. */

#define OPCODES_SET_A(tv)                                             \
    {                                                                 \
        duk_tval *dst_ = DUK__REGP_A(ins);                            \
        DUK_TVAL_SET_TVAL_UPDREF_FAST(thr, dst_, (tv)); /* effects */ \
        break;                                                        \
    }

/* ---- Properties ---- */

#define OPCODES_GETPROP(op_, obj, key)                            \
    {                                                             \
        duk_tval tmp_, *tv_ = lookup_value(thr, obj, key, &tmp_); \
        if (DUK_UNLIKELY(tv_ == NULL || tv_ == &tmp_)) {          \
            if ((tv_ == NULL || DUK_TVAL_IS_UNDEFINED(tv_)) &&    \
                DUK_UNLIKELY(property_is_private(key)))           \
                tv_ = private_require(thr, obj, key, false);      \
            if (tv_ == NULL)                                      \
                goto engine_##op_;                                \
        }                                                         \
        OPCODES_SET_A(tv_);                                       \
    }
/* The same where a call follows: what can't be called is the engine's to complain about.
 */
#define OPCODES_GETPROPC(op_, obj, key)                                         \
    {                                                                           \
        duk_tval tmp_, *tv_ = lookup_value(thr, obj, key, &tmp_);               \
        if (DUK_UNLIKELY(tv_ == NULL || !DUK_TVAL_IS_OBJECT(tv_) ||             \
                         !DUK_HOBJECT_IS_CALLABLE(DUK_TVAL_GET_OBJECT(tv_)))) { \
            if (DUK_LIKELY(!property_is_private(key)))                          \
                goto engine_##op_;                                              \
            tv_ = private_require(thr, obj, key, false);                        \
            if (tv_ == NULL || !DUK_TVAL_IS_OBJECT(tv_) ||                      \
                !DUK_HOBJECT_IS_CALLABLE(DUK_TVAL_GET_OBJECT(tv_)))             \
                goto engine_##op_;                                              \
        }                                                                       \
        OPCODES_SET_A(tv_);                                                     \
    }
#define OPCODES_PUTPROP(op_, key, value)                                 \
    if (DUK_UNLIKELY(!write_value(thr, DUK__REGP_A(ins), key, value))) { \
        if (DUK_UNLIKELY(property_is_private(key)))                      \
            private_require(thr, DUK__REGP_A(ins), key, true);           \
        goto engine_##op_;                                               \
    }                                                                    \
    break;

case DUK_OP_GETPROP_RR: {
    duk_tval tmp, *tv = lookup_value(thr, DUK__REGP_B(ins), DUK__REGP_C(ins), &tmp);

    if (DUK_UNLIKELY(tv == NULL || tv == &tmp)) {
        if ((tv == NULL || DUK_TVAL_IS_UNDEFINED(tv)) &&
            DUK_UNLIKELY(property_is_private(DUK__REGP_C(ins))))
            tv = private_require(thr, DUK__REGP_B(ins), DUK__REGP_C(ins), false);
        if (tv == NULL) {
            if (DUK_UNLIKELY(DUK_TVAL_IS_OBJECT(DUK__REGP_C(ins))))
                opcodes_settle_key(thr, DUK__REGP_B(ins), (duk_idx_t)DUK_DEC_C(ins));
            goto engine_DUK_OP_GETPROP_RR;
        }
    }
    OPCODES_SET_A(tv);
}
case DUK_OP_GETPROP_RC:
OPCODES_GETPROP(DUK_OP_GETPROP_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins))
case DUK_OP_GETPROPC_RR:
OPCODES_GETPROPC(DUK_OP_GETPROPC_RR, DUK__REGP_B(ins), DUK__REGP_C(ins))
case DUK_OP_GETPROPC_RC:
OPCODES_GETPROPC(DUK_OP_GETPROPC_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins))
case DUK_OP_PUTPROP_RR:
OPCODES_PUTPROP(DUK_OP_PUTPROP_RR, DUK__REGP_B(ins), DUK__REGP_C(ins))
case DUK_OP_PUTPROP_CR:
OPCODES_PUTPROP(DUK_OP_PUTPROP_CR, DUK__CONSTP_B(ins), DUK__REGP_C(ins))
case DUK_OP_PUTPROP_RC:
OPCODES_PUTPROP(DUK_OP_PUTPROP_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins))
case DUK_OP_PUTPROP_CC:
OPCODES_PUTPROP(DUK_OP_PUTPROP_CC, DUK__CONSTP_B(ins), DUK__CONSTP_C(ins))

/* ---- Variables of outer scopes ---- */

case DUK_OP_GETVAR: {
    duk_uint_t attrs;
    duk_tval *tv = identifier_lookup(thr, thr->callstack_curr,
                                     DUK_TVAL_GET_STRING(DUK__CONSTP_BC(ins)), &attrs);

    if (DUK_UNLIKELY(tv == NULL))
        goto engine_DUK_OP_GETVAR;
    if (DUK_UNLIKELY(DUK_TVAL_IS_UNUSED(tv)))
        identifier_uninitialized(thr, DUK_TVAL_GET_STRING(DUK__CONSTP_BC(ins)));
    OPCODES_SET_A(tv);
}
case DUK_OP_PUTVAR: {
    duk_uint_t attrs;
    duk_tval *tv = identifier_lookup(thr, thr->callstack_curr,
                                     DUK_TVAL_GET_STRING(DUK__CONSTP_BC(ins)), &attrs);

    if (DUK_UNLIKELY(tv == NULL || !(attrs & DUK_PROPDESC_FLAG_WRITABLE)))
        goto engine_DUK_OP_PUTVAR;
    DUK_TVAL_SET_TVAL_UPDREF_FAST(thr, tv, DUK__REGP_A(ins)); /* side effects */
    break;
}
/* A function called by name: the registers A and A + 1 become it and `this`. */
case DUK_OP_CSVAR_CR: {
    duk_uint_t attrs;
    duk_tval *dst,
        *tv = identifier_lookup(thr, thr->callstack_curr,
                                DUK_TVAL_GET_STRING(DUK__CONSTP_B(ins)), &attrs);
    duk_tval old, old_this;

    if (DUK_UNLIKELY(tv == NULL))
        goto engine_DUK_OP_CSVAR_CR;
    if (DUK_UNLIKELY(DUK_TVAL_IS_UNUSED(tv)))
        identifier_uninitialized(thr, DUK_TVAL_GET_STRING(DUK__CONSTP_B(ins)));
    dst = DUK__REGP_A(ins);
    DUK_TVAL_SET_TVAL(&old, dst);
    DUK_TVAL_SET_TVAL(&old_this, dst + 1);
    DUK_TVAL_SET_TVAL(dst, tv);
    DUK_TVAL_INCREF_FAST(thr, dst);
    DUK_TVAL_SET_UNDEFINED(dst + 1);
    DUK_TVAL_DECREF_FAST(thr, &old); /* side effects */
    DUK_TVAL_DECREF_FAST(thr, &old_this);
    break;
}

/* ---- Literals ---- */

case DUK_OP_NEWOBJ:
duk_push_object(thr);
object_room_any(thr, DUK_TVAL_GET_OBJECT(thr->valstack_top - 1),
                (duk_uint32_t)DUK_DEC_A(ins));
opcodes_give(thr, DUK__REGP_BC(ins)); /* side effects */
break;
case DUK_OP_NEWARR:
duk_push_array(thr);
array_room(thr, DUK_TVAL_GET_OBJECT(thr->valstack_top - 1), (duk_uint32_t)DUK_DEC_A(ins));
opcodes_give(thr, DUK__REGP_BC(ins)); /* side effects */
break;

/* ---- Calls ---- */

case DUK_OP_CALL0:
switch (call_any(thr, (duk_idx_t)DUK_DEC_BC(ins), (duk_idx_t)DUK_DEC_A(ins), curr_pc,
                 consts)) {
case CALL_ENTERED: goto restart_execution;
case CALL_ENGINE: goto engine_DUK_OP_CALL0;
default: break;
}
break;
/* Helpers of lowered code: helper_ops.h. */
case DUK_OP_UNUSED240:
case DUK_OP_UNUSED241:
case DUK_OP_UNUSED242:
case DUK_OP_UNUSED243:
case DUK_OP_UNUSED244:
case DUK_OP_UNUSED245:
case DUK_OP_UNUSED246:
case DUK_OP_UNUSED247:
case DUK_OP_UNUSED248:
case DUK_OP_UNUSED249:
case DUK_OP_UNUSED250:
case DUK_OP_UNUSED251:
case DUK_OP_UNUSED252:
case DUK_OP_UNUSED253:
case DUK_OP_UNUSED254:
case DUK_OP_UNUSED255: {
    int helper = (int)(DUK_DEC_OP(ins) - HELPER_FIRST_OP);
    duk_idx_t idx = (duk_idx_t)DUK_DEC_BC(ins), nargs = (duk_idx_t)DUK_DEC_A(ins);
    CallResult r = inline_helper(thr, helper, idx, nargs, curr_pc, consts);

    if (DUK_UNLIKELY(r == CALL_ENGINE)) {
        inline_load_helper(thr, helper, idx);
        r = call_any(thr, idx, nargs, curr_pc, consts);
    }
    if (r == CALL_DONE)
        break;
    if (r == CALL_ENTERED)
        goto restart_execution;
    ins = (ins & ~(duk_uint_fast32_t)0xff) | DUK_OP_CALL0;
    goto engine_DUK_OP_CALL0;
}
case DUK_OP_UNUSED237: { /* CONSTANT_WIDE_OP */
    duk_tval *from = consts + DUK_DEC_BC(ins) + (DUK_DEC_ABC(*curr_pc) << 16);

    curr_pc++;
    OPCODES_SET_A(from);
}
case DUK_OP_UNUSED238: { /* HELPER_STEP_OP */
    duk_tval *state = DUK__REGP_C(ins);

    if (DUK_LIKELY(DUK_TVAL_IS_FASTINT(state) && DUK_TVAL_GET_FASTINT(state) >= 0)) {
        duk_tval *from = step_element(thr, DUK__REGP_B(ins), state);

        if (DUK_LIKELY(from != NULL)) {
            curr_pc = step_taken(curr_pc);
            OPCODES_SET_A(from);
        }
    }
    switch (step_record(thr, ins, curr_pc)) {
    case CALL_ENTERED: goto restart_execution;
    case CALL_DONE: curr_pc = step_taken(curr_pc); break;
    default: curr_pc += 2; break;
    }
    break;
}
case DUK_OP_UNUSED239: { /* HELPER_ARRAY_OP */
    duk_tval *from = DUK__REGP_B(ins);
    duk_idx_t idx = (duk_idx_t)DUK_DEC_A(ins);

    if (DUK_LIKELY(inline_is_plain_array(thr, from)))
        OPCODES_SET_A(from);
    inline_load_array(thr, ins);
    switch (call_any(thr, idx, 2, curr_pc, consts)) {
    case CALL_ENTERED: goto restart_execution;
    case CALL_ENGINE: break;
    default: continue;
    }
    ins = DUK_ENC_OP_A_BC(DUK_OP_CALL0, 2, (duk_uint_fast32_t)idx);
    goto engine_DUK_OP_CALL0;
}
/* `new` */
case DUK_OP_CALL2:
switch (call_construct(thr, (duk_idx_t)DUK_DEC_BC(ins), (duk_idx_t)DUK_DEC_A(ins),
                       curr_pc)) {
case CALL_ENTERED: goto restart_execution;
case CALL_ENGINE: goto engine_DUK_OP_CALL2;
default: break;
}
break;
case DUK_OP_NEWTARGET:
if (DUK_UNLIKELY(!(thr->callstack_curr->flags & DUK_ACT_FLAG_CONSTRUCT)))
    goto engine_DUK_OP_NEWTARGET;
{
    duk_tval *dst = DUK__REGP_BC(ins);

    DUK_TVAL_SET_TVAL_UPDREF_FAST(thr, dst, thr->valstack_bottom - 2); /* effects */
    break;
}
case DUK_OP_RETREG:
if (DUK_LIKELY(call_return(thr, entry_act, DUK__REGP_BC(ins))))
    goto restart_execution;
goto engine_DUK_OP_RETREG;
case DUK_OP_RETUNDEF: {
    duk_tval undefined;

    DUK_TVAL_SET_UNDEFINED(&undefined);
    if (DUK_LIKELY(call_return(thr, entry_act, &undefined)))
        goto restart_execution;
    goto engine_DUK_OP_RETUNDEF;
}
case DUK_OP_RETCONST:
case DUK_OP_RETCONSTN:
if (DUK_LIKELY(call_return(thr, entry_act, DUK__CONSTP_BC(ins))))
    goto restart_execution;
if (DUK_DEC_OP(ins) == DUK_OP_RETCONST)
    goto engine_DUK_OP_RETCONST;
goto engine_DUK_OP_RETCONSTN;

/* ---- try ---- */

case DUK_OP_TRYCATCH:
if (DUK_UNLIKELY(!catcher_enter(thr, ins, curr_pc)))
    goto engine_DUK_OP_TRYCATCH;
curr_pc += 2; /* the jumps to `catch` and behind all */
break;
case DUK_OP_ENDTRY: {
    duk_instr_t *next_pc = catcher_leave(thr);

    if (DUK_UNLIKELY(next_pc == NULL))
        goto engine_DUK_OP_ENDTRY;
    curr_pc = next_pc;
    break;
}

/* ---- Addition ---- */

/* The engine adds doubles and what has to be converted first. */
#define OPCODES_ADD(op_, x, y, in_register)                                         \
    {                                                                               \
        duk_tval *x_ = (x), *y_ = (y);                                              \
        if (DUK_LIKELY(DUK_TVAL_IS_FASTINT(x_) && DUK_TVAL_IS_FASTINT(y_))) {       \
            duk_int64_t sum_ = DUK_TVAL_GET_FASTINT(x_) + DUK_TVAL_GET_FASTINT(y_); \
            if (DUK_LIKELY(sum_ >= DUK_FASTINT_MIN && sum_ <= DUK_FASTINT_MAX)) {   \
                duk_tval *dst_ = DUK__REGP_A(ins);                                  \
                DUK_TVAL_SET_FASTINT_UPDREF(thr, dst_, sum_); /* side effects */    \
                break;                                                              \
            }                                                                       \
        } else if ((DUK_TVAL_IS_STRING(x_) || DUK_TVAL_IS_STRING(y_))) {            \
            const duk_instr_t *next_ = curr_pc;                                     \
            if (concat_values(thr, x_, y_, ins, in_register, consts, &next_)) {     \
                curr_pc = (duk_instr_t *)next_;                                     \
                break;                                                              \
            }                                                                       \
        }                                                                           \
        goto engine_##op_;                                                          \
    }

case DUK_OP_ADD_RR: OPCODES_ADD(DUK_OP_ADD_RR, DUK__REGP_B(ins), DUK__REGP_C(ins), true)
case DUK_OP_ADD_RC: OPCODES_ADD(DUK_OP_ADD_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins), true)
case DUK_OP_ADD_CR:
OPCODES_ADD(DUK_OP_ADD_CR, DUK__CONSTP_B(ins), DUK__REGP_C(ins), false)

/* ---- Comparison and branches ---- */

/* A jump forward that comes next is done at once. (Back: see DUK_OP_JUMP.) */
#define OPCODES_FOLLOW()                                                                \
    {                                                                                   \
        duk_uint_fast32_t jump_ = *curr_pc;                                             \
        if (DUK_DEC_OP(jump_) == DUK_OP_JUMP && DUK_DEC_ABC(jump_) >= DUK_BC_JUMP_BIAS) \
            curr_pc += 1 + (duk_int_fast_t)DUK_DEC_ABC(jump_) -                         \
                       (duk_int_fast_t)DUK_BC_JUMP_BIAS;                                \
    }

/* Sets A to the truth value; a branch on A that follows is taken at once. */
#define OPCODES_TRUTH(truth)                                               \
    {                                                                      \
        bool truth_ = (truth);                                             \
        duk_tval *dst_ = DUK__REGP_A(ins);                                 \
        duk_uint_fast32_t next_ = *curr_pc;                                \
        DUK_TVAL_SET_BOOLEAN_UPDREF(thr, dst_, truth_); /* side effects */ \
        if (DUK_DEC_BC(next_) == DUK_DEC_A(ins)) {                         \
            if (DUK_DEC_OP(next_) == DUK_OP_IFTRUE_R) {                    \
                curr_pc += truth_ ? 2 : 1;                                 \
                OPCODES_FOLLOW();                                          \
            } else if (DUK_DEC_OP(next_) == DUK_OP_IFFALSE_R) {            \
                curr_pc += truth_ ? 1 : 2;                                 \
                OPCODES_FOLLOW();                                          \
            }                                                              \
        }                                                                  \
        break;                                                             \
    }
#define OPCODES_COMPARE(op_, x, operator, y)                                          \
    {                                                                                 \
        duk_tval *x_ = (x), *y_ = (y);                                                \
        if (DUK_LIKELY(DUK_TVAL_IS_FASTINT(x_) && DUK_TVAL_IS_FASTINT(y_)))           \
            OPCODES_TRUTH(DUK_TVAL_GET_FASTINT(x_) operator DUK_TVAL_GET_FASTINT(y_)) \
        if (DUK_TVAL_IS_NUMBER(x_) && DUK_TVAL_IS_NUMBER(y_))                         \
            OPCODES_TRUTH(DUK_TVAL_GET_NUMBER(x_) operator DUK_TVAL_GET_NUMBER(y_))   \
        if (operator_is_text(x_) && operator_is_text(y_))                             \
            OPCODES_TRUTH(operator_order(x_, y_) operator(0))                         \
        goto engine_##op_;                                                            \
    }

case DUK_OP_LT_RR: OPCODES_COMPARE(DUK_OP_LT_RR, DUK__REGP_B(ins), <, DUK__REGP_C(ins))
case DUK_OP_LT_RC: OPCODES_COMPARE(DUK_OP_LT_RC, DUK__REGP_B(ins), <, DUK__CONSTP_C(ins))
case DUK_OP_LT_CR: OPCODES_COMPARE(DUK_OP_LT_CR, DUK__CONSTP_B(ins), <, DUK__REGP_C(ins))
case DUK_OP_LE_RR: OPCODES_COMPARE(DUK_OP_LE_RR, DUK__REGP_B(ins), <=, DUK__REGP_C(ins))
case DUK_OP_LE_RC: OPCODES_COMPARE(DUK_OP_LE_RC, DUK__REGP_B(ins), <=, DUK__CONSTP_C(ins))
case DUK_OP_LE_CR: OPCODES_COMPARE(DUK_OP_LE_CR, DUK__CONSTP_B(ins), <=, DUK__REGP_C(ins))
case DUK_OP_GT_RR: OPCODES_COMPARE(DUK_OP_GT_RR, DUK__REGP_B(ins), >, DUK__REGP_C(ins))
case DUK_OP_GT_RC: OPCODES_COMPARE(DUK_OP_GT_RC, DUK__REGP_B(ins), >, DUK__CONSTP_C(ins))
case DUK_OP_GT_CR: OPCODES_COMPARE(DUK_OP_GT_CR, DUK__CONSTP_B(ins), >, DUK__REGP_C(ins))
case DUK_OP_GE_RR: OPCODES_COMPARE(DUK_OP_GE_RR, DUK__REGP_B(ins), >=, DUK__REGP_C(ins))
case DUK_OP_GE_RC: OPCODES_COMPARE(DUK_OP_GE_RC, DUK__REGP_B(ins), >=, DUK__CONSTP_C(ins))
case DUK_OP_GE_CR: OPCODES_COMPARE(DUK_OP_GE_CR, DUK__CONSTP_B(ins), >=, DUK__REGP_C(ins))

/* Equality where both are of one kind; -1 where that has to be looked at more closely. */
#define OPCODES_EQUAL(op_, x, y, negate)      \
    {                                         \
        int equal_ = opcodes_equal((x), (y)); \
        if (equal_ < 0)                       \
            goto engine_##op_;                \
        OPCODES_TRUTH(equal_ != (negate))     \
    }

case DUK_OP_SEQ_RR: OPCODES_EQUAL(DUK_OP_SEQ_RR, DUK__REGP_B(ins), DUK__REGP_C(ins), 0)
case DUK_OP_SEQ_RC: OPCODES_EQUAL(DUK_OP_SEQ_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins), 0)
case DUK_OP_SEQ_CR: OPCODES_EQUAL(DUK_OP_SEQ_CR, DUK__CONSTP_B(ins), DUK__REGP_C(ins), 0)
case DUK_OP_SNEQ_RR: OPCODES_EQUAL(DUK_OP_SNEQ_RR, DUK__REGP_B(ins), DUK__REGP_C(ins), 1)
case DUK_OP_SNEQ_RC:
OPCODES_EQUAL(DUK_OP_SNEQ_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins), 1)
case DUK_OP_SNEQ_CR:
OPCODES_EQUAL(DUK_OP_SNEQ_CR, DUK__CONSTP_B(ins), DUK__REGP_C(ins), 1)
case DUK_OP_EQ_RR: OPCODES_EQUAL(DUK_OP_EQ_RR, DUK__REGP_B(ins), DUK__REGP_C(ins), 0)
case DUK_OP_EQ_RC: OPCODES_EQUAL(DUK_OP_EQ_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins), 0)
case DUK_OP_NEQ_RR: OPCODES_EQUAL(DUK_OP_NEQ_RR, DUK__REGP_B(ins), DUK__REGP_C(ins), 1)
case DUK_OP_NEQ_RC: OPCODES_EQUAL(DUK_OP_NEQ_RC, DUK__REGP_B(ins), DUK__CONSTP_C(ins), 1)

case DUK_OP_IFTRUE_R:
if (opcodes_truth(DUK__REGP_BC(ins)))
    curr_pc++;
OPCODES_FOLLOW();
break;
case DUK_OP_IFFALSE_R:
if (!opcodes_truth(DUK__REGP_BC(ins)))
    curr_pc++;
OPCODES_FOLLOW();
break;

/* Every loop comes by here: the place to look whether somebody wants the program to stop
 * (internals.h). The engine's own way, a counter of all instructions, costs 2 to 8 %. */
case DUK_OP_JUMP:
curr_pc += (duk_int_fast_t)DUK_DEC_ABC(ins) - (duk_int_fast_t)DUK_BC_JUMP_BIAS;
if (DUK_UNLIKELY(engine_poll != 0) && engine_should_stop(thr->heap->heap_udata))
    DUK_ERROR_RANGE(thr, "execution timeout");
break;

/* ---- BigInts ---- */

case DUK_OP_TYPEOF:
if (DUK_LIKELY(!bigint_is_tval(DUK__REGP_BC(ins))))
    goto engine_DUK_OP_TYPEOF;
duk_push_literal(thr, "bigint");
duk_replace(thr, (duk_idx_t)DUK_DEC_A(ins));
break;
case DUK_OP_TYPEOFID: {
    duk_uint_t attrs;
    duk_tval *tv = identifier_lookup(thr, thr->callstack_curr,
                                     DUK_TVAL_GET_STRING(DUK__CONSTP_BC(ins)), &attrs);

    if (DUK_UNLIKELY(tv != NULL && DUK_TVAL_IS_UNUSED(tv)))
        identifier_uninitialized(thr, DUK_TVAL_GET_STRING(DUK__CONSTP_BC(ins)));
    if (DUK_LIKELY(tv == NULL || !bigint_is_tval(tv)))
        goto engine_DUK_OP_TYPEOFID;
    duk_push_literal(thr, "bigint");
    duk_replace(thr, (duk_idx_t)DUK_DEC_A(ins));
    break;
}
/* ++ and -- of a register: A gets the old or the new value. In loops a jump follows. */
#define OPCODES_INCREMENT(op_, down, post)                                          \
    if (DUK_LIKELY(DUK_TVAL_IS_FASTINT(DUK__REGP_BC(ins)))) {                       \
        duk_tval *tv_ = DUK__REGP_BC(ins), *dst_ = DUK__REGP_A(ins);                \
        duk_int64_t old_ = DUK_TVAL_GET_FASTINT(tv_),                               \
                    new_ = (down) ? old_ - 1 : old_ + 1;                            \
        duk_uint_fast32_t jump_ = *curr_pc;                                         \
        if (DUK_UNLIKELY(new_ < DUK_FASTINT_MIN || new_ > DUK_FASTINT_MAX))         \
            goto engine_##op_;                                                      \
        DUK_TVAL_SET_FASTINT(tv_, new_);                                            \
        if (DUK_DEC_OP(jump_) == DUK_OP_JUMP && DUK_LIKELY(engine_poll == 0))       \
            curr_pc += 1 + (duk_int_fast_t)DUK_DEC_ABC(jump_) -                     \
                       (duk_int_fast_t)DUK_BC_JUMP_BIAS;                            \
        DUK_TVAL_SET_FASTINT_UPDREF(thr, dst_, (post) ? old_ : new_); /* effects */ \
        break;                                                                      \
    }                                                                               \
    if (DUK_LIKELY(!DUK_TVAL_IS_OBJECT(DUK__REGP_BC(ins))))                         \
        goto engine_##op_;                                                          \
    bigint_push_increment(thr, DUK__REGP_BC(ins), down); /* [ old new ] */          \
    duk_dup_top(thr);                                                               \
    duk_replace(thr, (duk_idx_t)DUK_DEC_BC(ins));                                   \
    opcodes_keep(thr, (duk_idx_t)DUK_DEC_A(ins), post);                             \
    break;
/* … and of a variable. */
#define OPCODES_INCREMENT_VARIABLE(op_, down, post)                               \
    {                                                                             \
        duk_uint_t attrs;                                                         \
        duk_hstring *name = DUK_TVAL_GET_STRING(DUK__CONSTP_BC(ins));             \
        duk_tval *tv = identifier_lookup(thr, thr->callstack_curr, name, &attrs); \
        if (DUK_LIKELY(tv != NULL && DUK_TVAL_IS_FASTINT(tv) &&                   \
                       (attrs & DUK_PROPDESC_FLAG_WRITABLE))) {                   \
            duk_tval *dst_ = DUK__REGP_A(ins);                                    \
            duk_int64_t old_ = DUK_TVAL_GET_FASTINT(tv),                          \
                        new_ = (down) ? old_ - 1 : old_ + 1;                      \
            if (DUK_UNLIKELY(new_ < DUK_FASTINT_MIN || new_ > DUK_FASTINT_MAX))   \
                goto engine_##op_;                                                \
            DUK_TVAL_SET_FASTINT(tv, new_);                                       \
            DUK_TVAL_SET_FASTINT_UPDREF(thr, dst_, (post) ? old_ : new_);         \
            break;                                                                \
        }                                                                         \
        if (DUK_LIKELY(tv == NULL || !DUK_TVAL_IS_OBJECT(tv)))                    \
            goto engine_##op_;                                                    \
        bigint_push_increment(thr, tv, down);                                     \
        duk_js_putvar_activation(thr, thr->callstack_curr, name,                  \
                                 DUK_GET_TVAL_NEGIDX(thr, -1), DUK__STRICT());    \
        opcodes_keep(thr, (duk_idx_t)DUK_DEC_A(ins), post);                       \
        break;                                                                    \
    }

case DUK_OP_PREINCR: OPCODES_INCREMENT(DUK_OP_PREINCR, 0, 0)
case DUK_OP_PREDECR: OPCODES_INCREMENT(DUK_OP_PREDECR, 1, 0)
case DUK_OP_POSTINCR: OPCODES_INCREMENT(DUK_OP_POSTINCR, 0, 1)
case DUK_OP_POSTDECR: OPCODES_INCREMENT(DUK_OP_POSTDECR, 1, 1)
case DUK_OP_PREINCV: OPCODES_INCREMENT_VARIABLE(DUK_OP_PREINCV, 0, 0)
case DUK_OP_PREDECV: OPCODES_INCREMENT_VARIABLE(DUK_OP_PREDECV, 1, 0)
case DUK_OP_POSTINCV: OPCODES_INCREMENT_VARIABLE(DUK_OP_POSTINCV, 0, 1)
case DUK_OP_POSTDECV: OPCODES_INCREMENT_VARIABLE(DUK_OP_POSTDECV, 1, 1)
case DUK_OP_PREINCP_RR:
case DUK_OP_PREINCP_CR:
case DUK_OP_PREINCP_RC:
case DUK_OP_PREINCP_CC:
case DUK_OP_PREDECP_RR:
case DUK_OP_PREDECP_CR:
case DUK_OP_PREDECP_RC:
case DUK_OP_PREDECP_CC:
case DUK_OP_POSTINCP_RR:
case DUK_OP_POSTINCP_CR:
case DUK_OP_POSTINCP_RC:
case DUK_OP_POSTINCP_CC:
case DUK_OP_POSTDECP_RR:
case DUK_OP_POSTDECP_CR:
case DUK_OP_POSTDECP_RC:
case DUK_OP_POSTDECP_CC: {
    duk_tval tmp, *tv;

    if (DUK_LIKELY(opcodes_step_property(thr, DUK__REGCONSTP_B(ins),
                                         DUK__REGCONSTP_C(ins), DUK__REGP_A(ins), ins)))
        break;
    tv = lookup_value(thr, DUK__REGCONSTP_B(ins), DUK__REGCONSTP_C(ins), &tmp);
    if (DUK_LIKELY(tv == NULL || !bigint_is_tval(tv))) {
        if (DUK_UNLIKELY(property_is_private(DUK__REGCONSTP_C(ins))))
            private_require(thr, DUK__REGCONSTP_B(ins), DUK__REGCONSTP_C(ins), false);
        if (!opcodes_step_any(thr, DUK__REGCONSTP_B(ins), DUK__REGCONSTP_C(ins), ins,
                              DUK__STRICT()))
            goto engine_DUK_OP_PREINCP_RR;
        break;
    }
    bigint_push_increment(thr, tv, (ins & DUK_BC_INCDECP_FLAG_DEC) != 0);
    duk_hobject_putprop(thr, DUK__REGCONSTP_B(ins), DUK__REGCONSTP_C(ins),
                        DUK_GET_TVAL_NEGIDX(thr, -1), DUK__STRICT());
    opcodes_keep(thr, (duk_idx_t)DUK_DEC_A(ins), (ins & DUK_BC_INCDECP_FLAG_POST) != 0);
    break;
}
