/* array.h: arrays whose elements lie side by side in the engine's memory, so that C can
 * move and read them without a property operation for each. Implemented inside the
 * engine's unit (engine/unit/array.c).
 *
 * Plain means: a true array whose elements are all in its array part, whose prototype is
 * Array.prototype, and no prototype has elements, so that a hole is just `undefined`.
 * Each operation says whether it could be done that way; where it says false nothing has
 * happened.
 */
#ifndef RUNTIME_ENGINE_ARRAY_H
#define RUNTIME_ENGINE_ARRAY_H

#include <stdbool.h>
#include <stdint.h>

#include <duktape.h>

/* Is the array at i plain, and, where `writing`, open to additions and deletions? */
bool array_is_plain(duk_context *ctx, duk_idx_t i, bool writing);
/* [ ] -> [ value ] of element k, where it lies in the array part of whatever object. */
bool array_get(duk_context *ctx, duk_idx_t i, double k);
/* [ value ] -> [ ]: one more element of the array at i; defines a property where the
 * array isn't plain. */
void array_append(duk_context *ctx, duk_idx_t i);
/* [ a b ] -> [ array ] */
void array_push_pair(duk_context *ctx);
/* [ ] -> [ first ] */
bool array_shift(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ last ] */
bool array_pop(duk_context *ctx, duk_idx_t i);
/* [ values… ] (n) -> [ ]: they replace `del` elements from `at` on. */
bool array_replace(duk_context *ctx, duk_idx_t i, uint32_t at, uint32_t del, uint32_t n);
/* [ ] -> [ array ] of the elements from..to. */
bool array_slice(duk_context *ctx, duk_idx_t i, uint32_t from, uint32_t to);
/* The elements of the plain array at i behind those of the plain array at `to`. */
bool array_append_all(duk_context *ctx, duk_idx_t to, duk_idx_t i);
/* [ ] -> [ buffer ] of the indexes from..to, *n of them upwards, that a true array has
 * whose few elements stand among its named properties, none of them an accessor and none
 * in a prototype. NULL, and nothing pushed: another kind of thing is at i. */
const uint32_t *array_push_sparse(duk_context *ctx, duk_idx_t i, uint32_t from,
                                  uint32_t to, uint32_t *n);
/* Holes of the plain array at i become undefined, from element `from` on. */
void array_fill_holes(duk_context *ctx, duk_idx_t i, uint32_t from);
bool array_reverse(duk_context *ctx, duk_idx_t i);
/* Where the value at `value` is, by === (or as includes compares, where `zero`), from
 * `from` on upwards or downwards; -1 if nowhere. False: not plain. */
bool array_find(duk_context *ctx, duk_idx_t i, duk_idx_t value, double from, bool down,
                bool zero, double *where);
/* A new array's elements in another order: element k becomes what was element order[k],
 * for all n elements of the plain array at i. */
void array_permute(duk_context *ctx, duk_idx_t i, const uint32_t *order, uint32_t n);
/* Room for n elements. */
void array_reserve(duk_context *ctx, duk_idx_t i, uint32_t n);

/* What the elements of a plain array are. */
typedef enum { ARRAY_MIXED, ARRAY_NUMBERS, ARRAY_STRINGS } ArrayKind;
ArrayKind array_kind(duk_context *ctx, duk_idx_t i, uint32_t n);
/* Their numbers; their bytes (valid while the array is). */
void array_numbers(duk_context *ctx, duk_idx_t i, uint32_t n, double *out);
typedef struct {
    const unsigned char *ptr;
    uint32_t len;
} ArrayText;
void array_texts(duk_context *ctx, duk_idx_t i, uint32_t n, ArrayText *out);
/* [ callback this object … value ] -> [ … value | callback this value k object ] */
void array_push_call(duk_context *ctx, double k);
/* What the function at `compare` gives, as a number, for elements a and b of the array at
 * `list`, in whose array part they lie. */
double array_compare(duk_context *ctx, duk_idx_t compare, duk_idx_t list, uint32_t a,
                     uint32_t b);
/* Is the function at i compiled from just `return a - b` (1) or `return b - a` (-1) of
 * its parameters? */
int array_is_subtraction(duk_context *ctx, duk_idx_t i);

#endif
