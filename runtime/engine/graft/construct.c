/* construct.c: `new` of compiled functions and of natives of ours, without the engine's
 * detours, and super() in
 * constructors of derived classes (compiler/lower_class.c). Part of call.c.
 *
 * `new` makes the object before its arguments; the function gets it as `this`. A derived
 * constructor leaves it alone and hands it on by super(), as long as the prototype is
 * still the one that new.target asks for: so one object is made, whatever the depth. */

/* How many properties the objects have that a function has constructed: the next one has
 * room for them from the start. Kept where the structure would have padding. */
_Static_assert(sizeof(duk_hcompfunc) >=
                   offsetof(duk_hcompfunc, nargs) + 2 * sizeof(duk_uint16_t),
               "no padding behind nargs");
#define CONSTRUCT_MAX_HINT 64

static inline duk_uint16_t *construct_hint(duk_hobject *f)
{
    return (duk_uint16_t *)(void *)((duk_uint8_t *)f + offsetof(duk_hcompfunc, nargs) +
                                    sizeof(duk_uint16_t));
}

/* The function's own property `prototype`, an object; NULL: the engine has to look. */
static inline duk_hobject *construct_prototype(duk_hthread *thr, duk_hobject *f)
{
    duk_int_t at = lookup_entry(thr->heap, f, DUK_HTHREAD_STRING_PROTOTYPE(thr));
    duk_tval *tv;

    if (at < 0 || DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, f, at))
        return NULL;
    tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, f, at);
    return DUK_TVAL_IS_OBJECT(tv) ? DUK_TVAL_GET_OBJECT(tv) : NULL;
}

static inline bool construct_is_compiled(const duk_tval *tv)
{
    return DUK_TVAL_IS_OBJECT(tv) && DUK_HOBJECT_IS_COMPFUNC(DUK_TVAL_GET_OBJECT(tv)) &&
           DUK_HOBJECT_HAS_CONSTRUCTABLE(DUK_TVAL_GET_OBJECT(tv));
}

static inline bool construct_is_ours(const duk_tval *tv)
{
    return construct_is_compiled(tv) ||
           (DUK_TVAL_IS_OBJECT(tv) && DUK_HOBJECT_IS_NATFUNC(DUK_TVAL_GET_OBJECT(tv)) &&
            (LOOKUP_FLAGS(DUK_TVAL_GET_OBJECT(tv)) & FUNCTION_OURS) &&
            DUK_HOBJECT_HAS_CONSTRUCTABLE(DUK_TVAL_GET_OBJECT(tv)));
}

/* `new` of what is in register idx, the new object behind it. */
static inline CallResult call_construct(duk_hthread *thr, duk_idx_t idx, duk_idx_t nargs,
                                        duk_instr_t *pc)
{
    duk_tval *tv = thr->valstack_bottom + idx;
    duk_hobject *f, *proto, *made;
    duk_uint16_t room;
    CallResult r;

    if (!construct_is_ours(tv) || !DUK_TVAL_IS_OBJECT(tv + 1))
        return CALL_ENGINE;
    f = DUK_TVAL_GET_OBJECT(tv);
    proto = construct_prototype(thr, f);
    if (proto == NULL)
        return CALL_ENGINE;
    made = DUK_TVAL_GET_OBJECT(tv + 1);
    DUK_HOBJECT_SET_PROTOTYPE_UPDREF(thr, made, proto);
    if (DUK_HOBJECT_IS_NATFUNC(f))
        return call_native_as(thr, (duk_hnatfunc *)f, idx, nargs, pc, true);
    room = *construct_hint(f);
    if (room > DUK_HOBJECT_GET_ESIZE(made)) { /* may move the stack */
        if (DUK_HOBJECT_GET_PROPS(thr->heap, made) == NULL)
            object_room_any(thr, made, room);
        else
            duk_hobject_resize_entrypart(thr, made, room);
        tv = thr->valstack_bottom + idx;
    }
    r = call_compiled(thr, (duk_hcompfunc *)f, tv, nargs, pc);
    if (r == CALL_ENTERED)
        thr->callstack_curr->flags |= DUK_ACT_FLAG_CONSTRUCT;
    return r;
}

/* What the constructor that runs gives where it returns *value. */
static duk_tval *construct_result(duk_hthread *thr, duk_tval *value)
{
    duk_hobject *f = DUK_ACT_GET_FUNC(thr->callstack_curr), *made;
    duk_uint32_t n;

    if (!DUK_TVAL_IS_OBJECT(value) && !DUK_TVAL_IS_BUFFER(value) &&
        !DUK_TVAL_IS_LIGHTFUNC(value))
        value = thr->valstack_bottom - 1;
    if (!DUK_TVAL_IS_OBJECT(value) || !DUK_HOBJECT_IS_COMPFUNC(f))
        return value;
    made = DUK_TVAL_GET_OBJECT(value);
    n = DUK_HOBJECT_GET_ENEXT(made);
    if (DUK_UNLIKELY(n > *construct_hint(f)) && n <= CONSTRUCT_MAX_HINT &&
        DUK_HOBJECT_GET_CLASS_NUMBER(made) == DUK_HOBJECT_CLASS_OBJECT)
        *construct_hint(f) = (duk_uint16_t)n;
    return value;
}

/* ---- super() ---- */

/* The parent constructor that super() calls in the activation on top, a derived
 * constructor whose object hasn't been handed on yet; NULL: our native has to do it. */
static duk_hobject *construct_parent(duk_hthread *thr, duk_tval *new_target)
{
    duk_activation *act = thr->callstack_curr;
    duk_tval *made = thr->valstack_bottom - 1;
    duk_hobject *parent, *f = DUK_ACT_GET_FUNC(act);

    if (!(act->flags & DUK_ACT_FLAG_CONSTRUCT) || f == NULL ||
        !DUK_TVAL_IS_OBJECT(made) || !construct_is_compiled(new_target) ||
        construct_prototype(thr, DUK_TVAL_GET_OBJECT(new_target)) !=
            DUK_HOBJECT_GET_PROTOTYPE(thr->heap, DUK_TVAL_GET_OBJECT(made)) ||
        DUK_HOBJECT_GET_PROTOTYPE(thr->heap, DUK_TVAL_GET_OBJECT(made)) == NULL)
        return NULL;
    parent = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, f);
    return parent != NULL && DUK_HOBJECT_IS_COMPFUNC(parent) &&
                   DUK_HOBJECT_HAS_CONSTRUCTABLE(parent)
               ? parent
               : NULL;
}

/* Enters the parent; the n arguments stand from register idx + 4 on, new.target in
 * idx + 3, undefined in idx + 2. */
static CallResult construct_super(duk_hthread *thr, duk_hobject *parent, duk_idx_t idx,
                                  duk_idx_t n, duk_instr_t *pc)
{
    duk_activation *act = thr->callstack_curr;
    duk_tval *tv = thr->valstack_bottom + idx, *made = thr->valstack_bottom - 1;
    CallResult r;

    DUK_TVAL_SET_TVAL(tv + 2, tv + 3);
    DUK_TVAL_SET_TVAL(tv + 3, made);
    DUK_TVAL_SET_UNDEFINED(made);
    r = call_compiled(thr, (duk_hcompfunc *)parent, tv + 2, n, pc);
    if (r != CALL_ENTERED) {
        tv = thr->valstack_bottom + idx;
        DUK_TVAL_SET_TVAL(thr->valstack_bottom - 1, tv + 3);
        DUK_TVAL_SET_TVAL(tv + 3, tv + 2);
        DUK_TVAL_SET_UNDEFINED(tv + 2);
        return CALL_ENGINE;
    }
    thr->callstack_curr->flags |= DUK_ACT_FLAG_CONSTRUCT;
    act->retval_byteoff -= 2 * sizeof(duk_tval);
    return CALL_ENTERED;
}
