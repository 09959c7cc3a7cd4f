/*
 * stack: how deep the parser and the lowering may recurse. Both take a limit when they
 * begin and ask at each step down whether the C stack has passed it; past it they end
 * with a RangeError.
 */
#ifndef RUNTIME_COMPILER_STACK_H
#define RUNTIME_COMPILER_STACK_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes of C stack that one pass over the source may use: the usual 8 MB thread hold two.
 */
#define STACK_BUDGET ((uintptr_t)3 << 20)

/* The address below which a pass that begins in the calling function must not go. */
static inline uintptr_t stack_limit_from_here(void)
{
    return (uintptr_t)__builtin_frame_address(0) - STACK_BUDGET;
}

static inline bool stack_is_left(uintptr_t limit)
{
    return (uintptr_t)__builtin_frame_address(0) > limit;
}

#endif
