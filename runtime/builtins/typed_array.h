/* typed_array.h: what the files about typed arrays, DataView and Atomics share. */
#ifndef RUNTIME_BUILTINS_TYPED_ARRAY_H
#define RUNTIME_BUILTINS_TYPED_ARRAY_H

#include "runtime/builtins/builtins.h"
#include "runtime/engine/view.h"

extern const ObjectFunction typed_array_methods[];
extern const ObjectFunction typed_array_call_methods[];

/* ValidateTypedArray of the value at i. */
View typed_array_require(duk_context *ctx, duk_idx_t i, const char *method);
/* [ ] -> [ this ] */
View typed_array_this(duk_context *ctx, const char *method);
/* The value at i becomes a number or a BigInt, as the type's elements are. */
void typed_array_convert(duk_context *ctx, ViewType type, duk_idx_t i);
/* [ value ] -> [ ]: element k of the view at i, if there is one now:
 * TypedArraySetElement.
 */
void typed_array_put(duk_context *ctx, duk_idx_t i, double k);
/* [ ] -> [ value ] of element k, undefined where there is none. */
void typed_array_get(duk_context *ctx, duk_idx_t i, double k);
/* [ ] -> [ view ] by the species of the view at i: n elements, or of a buffer: [ buffer
 * offset length ] (args of them) -> [ view ] */
View typed_array_push_species(duk_context *ctx, duk_idx_t i, duk_idx_t args);
/* [ constructor prototype ] -> the same: base64 and hex onto Uint8Array. */
void uint8_put_texts(duk_context *ctx);
/* [ ] -> [ view ] of that type with n zeroes. */
void typed_array_push(duk_context *ctx, ViewType type, double n);

#endif
