/* duk_custom.h: our configuration of the engine, put into its duk_config.h by
 * scripts/prepare-engine. Each line says what it is for; what was measured stands in
 * ARCHITECTURE.md. */
#ifndef RUNTIME_ENGINE_DUK_CUSTOM_H
#define RUNTIME_ENGINE_DUK_CUSTOM_H

/* Integers without floating point: integer loops run twice as fast. */
#undef DUK_USE_FASTINT
#define DUK_USE_FASTINT

/* Deeper programs than an embedded device's: machine-made code nests. */
#undef DUK_USE_COMPILER_RECLIMIT
#define DUK_USE_COMPILER_RECLIMIT 5000
#undef DUK_USE_NATIVE_CALL_RECLIMIT
#define DUK_USE_NATIVE_CALL_RECLIMIT 1500
#undef DUK_USE_CALLSTACK_LIMIT
#define DUK_USE_CALLSTACK_LIMIT 12000
#undef DUK_USE_VALSTACK_LIMIT
#define DUK_USE_VALSTACK_LIMIT 4000000L

/* As many frames as anybody asks for (Error.stackTraceLimit); taken when an error is
 * made. */
#undef DUK_USE_TRACEBACK_DEPTH
#define DUK_USE_TRACEBACK_DEPTH 100

/* Accessors get what the specification gives them; String.fromCharCode makes 16 bits. */
#undef DUK_USE_NONSTD_GETTER_KEY_ARGUMENT
#undef DUK_USE_NONSTD_SETTER_KEY_ARGUMENT
#undef DUK_USE_NONSTD_STRING_FROMCHARCODE_32BIT

/* Objects and arrays that grow get room for more than one property or two. */
#undef DUK_USE_HOBJECT_ENTRY_MINGROW_ADD
#define DUK_USE_HOBJECT_ENTRY_MINGROW_ADD 8
#undef DUK_USE_HOBJECT_ENTRY_MINGROW_DIVISOR
#define DUK_USE_HOBJECT_ENTRY_MINGROW_DIVISOR 4
#undef DUK_USE_HOBJECT_ARRAY_MINGROW_DIVISOR
#define DUK_USE_HOBJECT_ARRAY_MINGROW_DIVISOR 4

/* V8 shows every caller: a tail call must not take its frame away. */
#undef DUK_USE_TAILCALL

#endif
