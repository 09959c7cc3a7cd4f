/* bigint.h: BigInts as the engine holds them: objects of a class of their own which
 * behave as primitive values in every operator: typeof, truth, equality, comparison,
 * arithmetic, conversions (engine/graft/bigint_*.c). Implemented inside the engine's unit
 * (engine/unit/bigint*.c). Values are never changed. */
#ifndef RUNTIME_ENGINE_BIGINT_H
#define RUNTIME_ENGINE_BIGINT_H

#include <stdbool.h>
#include <stdint.h>

#include <duktape.h>

typedef enum {
    BIGINT_ADD,
    BIGINT_SUB,
    BIGINT_MUL,
    BIGINT_DIV,
    BIGINT_MOD,
    BIGINT_POW,
    BIGINT_AND,
    BIGINT_OR,
    BIGINT_XOR,
    BIGINT_SHL,
    BIGINT_SAR,
    BIGINT_SHR
} BigintBinary;

typedef enum { BIGINT_NEG, BIGINT_NOT, BIGINT_INC, BIGINT_DEC } BigintUnary;

bool bigint_is(duk_context *ctx, duk_idx_t i);

/* JavaScript's operators for values of any kind: [ x y ] -> [ z ], [ x ] -> [ z ]. */
void bigint_operate(duk_context *ctx, BigintBinary op);
void bigint_operate_unary(duk_context *ctx, BigintUnary op);

/* ToNumeric: the value at i becomes a number or a BigInt. */
void bigint_to_numeric(duk_context *ctx, duk_idx_t i);

/* [ ] -> [ bigint ] */
void bigint_push_int64(duk_context *ctx, int64_t value);
void bigint_push_uint64(duk_context *ctx, uint64_t value);
/* [ ] -> [ bigint ] of an integer; false, with nothing pushed, for another number. */
bool bigint_push_number(duk_context *ctx, double value);
/* [ ] -> [ bigint ] of the text at i, by StringToBigInt; false where it is none. */
bool bigint_push_text(duk_context *ctx, duk_idx_t i);
/* ToBigInt: the value at i becomes one; TypeError, SyntaxError. */
void bigint_convert(duk_context *ctx, duk_idx_t i);

/* The BigInt at i: modulo 2^64; as the nearest number. */
int64_t bigint_to_int64(duk_context *ctx, duk_idx_t i);
double bigint_to_number(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ text ] */
void bigint_push_digits(duk_context *ctx, duk_idx_t i, int radix);
/* [ ] -> [ bigint ] of the lowest bits of the one at i. */
void bigint_push_wrapped(duk_context *ctx, duk_idx_t i, double bits, bool is_signed);

#endif
