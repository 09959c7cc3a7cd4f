/* array_private.h: what the files array*.c share. */
#ifndef RUNTIME_BUILTINS_ARRAY_PRIVATE_H
#define RUNTIME_BUILTINS_ARRAY_PRIVATE_H

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/stable_sort.h"
#include "runtime/engine/array.h"

extern const ObjectFunction array_edit_methods[];
extern const ObjectFunction array_read_methods[];
extern const ObjectFunction array_call_methods[];
extern const ObjectFunction array_copy_methods[];

/* Array.fromAsync: [ items map this ] -> [ promise ] */
duk_ret_t array_from_async(duk_context *ctx);
/* [ ] -> [ array ]: ArraySpeciesCreate for the object at i; true where that is a fresh
 * array of the plain kind, which array_append fills. */
bool array_push_species(duk_context *ctx, duk_idx_t i, double length);
/* [ ] -> [ array ]: ArrayCreate */
void array_push_new(duk_context *ctx, double length);
/* Set(object, "length", n, true) */
void array_put_length(duk_context *ctx, duk_idx_t i, double n);
/* [ ] -> [ value ] or false: element k of the object at i if it has one. */
bool array_take(duk_context *ctx, duk_idx_t i, double k);
/* [ ] -> [ value ] */
void array_take_any(duk_context *ctx, duk_idx_t i, double k);
#define MAX_ARRAY_LENGTH 9007199254740991.0
/* What the arguments of splice and toSpliced ask for. */
typedef struct {
    double len, start, del;
    duk_idx_t n; /* items to be put in */
} ArraySplice;
/* [ start skip items… ] -> [ this start skip items… ]; `name` is for the TypeError. */
ArraySplice array_splice_arguments(duk_context *ctx, const char *name);
/* DeletePropertyOrThrow */
void array_delete(duk_context *ctx, duk_idx_t i, double k);
/* IsArray of the value at i, through proxies. */
bool array_is(duk_context *ctx, duk_idx_t i);
/* Sorts the plain array at `list`, n elements without holes, by the comparator at
 * `compare` (undefined: as texts). */
void array_sort_list(duk_context *ctx, duk_idx_t list, uint32_t n, duk_idx_t compare,
                     StableSort *sort);
/* TypeError unless the value at i is a function or undefined. */
void array_check_comparator(duk_context *ctx, duk_idx_t i);
/* [ array ] -> [ array text ]: its elements' texts with the string at `separator`
 * between. */
void array_join_list(duk_context *ctx, duk_idx_t separator);

#endif
