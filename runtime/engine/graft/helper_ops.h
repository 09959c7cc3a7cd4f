/* helper_ops.h: helpers of lowered code whose calls have an opcode each, instead of the
 * engine's CSVAR, which looks their name up, and CALL: place_emit.c writes them,
 * opcodes.c runs them. The field A is the number of arguments, BC the register of the
 * result; behind it stands `this`, then the arguments, as for CALL. */
#ifndef RUNTIME_ENGINE_GRAFT_HELPER_OPS_H
#define RUNTIME_ENGINE_GRAFT_HELPER_OPS_H

#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

typedef struct {
    const char *name; /* behind LOWERED_PREFIX */
    EngineInline does;
} HelperOp;

/* In the order of the opcodes, at most ENGINE_HELPER_OPS. */
static const HelperOp helper_ops[] = {
    { "y", ENGINE_INLINE_YIELD },         { "T", ENGINE_INLINE_TEMPLATE },
    { "of", ENGINE_INLINE_ARRAY },        { "arr", ENGINE_INLINE_ARRAY },
    { "it", ENGINE_INLINE_ARRAY },        { "f", ENGINE_INLINE_FIELDS },
    { "d", ENGINE_INLINE_DEFINE },        { "sc", ENGINE_INLINE_SUPER },
    { "sv", ENGINE_INLINE_SUPER_SPREAD }, { "sg", ENGINE_INLINE_SUPER_GET },
    { "pi", ENGINE_INLINE_PRIVATE_IN },   { "st", ENGINE_INLINE_STEP },
    { "yv", ENGINE_INLINE_YIELD_VALUE },  { "an", ENGINE_INLINE_ASYNC_STEP },
};

#define HELPER_OPS ((int)(sizeof helper_ops / sizeof helper_ops[0]))
#define HELPER_YIELD 0
#define HELPER_ARRAY 3
#define HELPER_STEP 11
_Static_assert(sizeof helper_ops / sizeof helper_ops[0] <= ENGINE_HELPER_OPS,
               "more helpers than opcodes");

/* The engine doesn't use the last opcodes. */
#define HELPER_FIRST_OP DUK_OP_UNUSED240
/* HELPER_ARRAY of a register, B, and a small number, C - 1: A is the result, and the base
 * of the call. */
#define HELPER_ARRAY_OP DUK_OP_UNUSED239
/* HELPER_STEP of three registers: A is the variable, B what is iterated, C the state. A
 * branch on its result follows, which it takes itself: step.c. */
#define HELPER_STEP_OP DUK_OP_UNUSED238

static inline bool helper_is_op(duk_small_uint_t op)
{
    return op >= HELPER_STEP_OP;
}

#endif
