/* lowered.h: the helpers that lowered code calls (compiler/lower_*.c), shared by the
 * files of this folder. They are variables of the realm's own scope, under names that
 * begin with LOWERED_PREFIX. */
#ifndef RUNTIME_BUILTINS_LOWERED_LOWERED_H
#define RUNTIME_BUILTINS_LOWERED_LOWERED_H

#include "runtime/builtins/builtins.h"
#include "runtime/compiler/compile.h"

#define P LOWERED_PREFIX

/* All of them, into the scope of the context's realm. Once for each realm. */
void lowered_install(duk_context *ctx);

/* A table that ends with a NULL name; the names are without the prefix. */
void lowered_define(duk_context *ctx, const ObjectFunction *f);
void lowered_values(duk_context *ctx);     /* values.c */
void lowered_iteration(duk_context *ctx);  /* iteration.c */
void lowered_classes(duk_context *ctx);    /* classes.c */
void lowered_coroutines(duk_context *ctx); /* coroutine.c */
void lowered_eval(duk_context *ctx);       /* eval.c */

/* [ … ] -> [ … ]: the function at i is called by the key at `key`, behind "get " or the
 * like. */
void lowered_name_function(duk_context *ctx, duk_idx_t i, duk_idx_t key,
                           const char *prefix);
/* [ iterator next ] -> [ record ]: what for-of goes through (iteration.c). */
void lowered_push_record(duk_context *ctx);
/* [ iterable ] -> a record of its asynchronous iterator. */
duk_ret_t lowered_for_await(duk_context *ctx);
/* [ record value? ]: calls its next method; see ENGINE_INLINE_ASYNC_STEP. */
duk_ret_t lowered_async_next(duk_context *ctx);
/* A property of the object at i: [ key value ] -> [ ]. */
void lowered_define_property(duk_context *ctx, duk_idx_t i, unsigned attributes);

/* [ ] -> [ function ]: the lowered body of the generator or async function at i; false
 * for others. */
bool lowered_push_body(duk_context *ctx, duk_idx_t i);
/* [ result ] -> [ bool ]: an iterator's result that isn't the last. */
duk_ret_t lowered_goes_on(duk_context *ctx);
/* [ array|arguments from ] -> [ array ]: the elements from there on. */
duk_ret_t lowered_rest(duk_context *ctx);

#endif
