/* iterator_private.h: what the files about Iterator.prototype's methods share. */
#ifndef RUNTIME_BUILTINS_ITERATOR_PRIVATE_H
#define RUNTIME_BUILTINS_ITERATOR_PRIVATE_H

#include "runtime/builtins/iterate.h"

/* [ … ] -> [ … this ]: an object */
void iterator_push_this(duk_context *ctx, const char *method);
/* The first argument is a function, or the iterator at `self` is closed. */
void iterator_require_function(duk_context *ctx, duk_idx_t self);
/* The argument at i is an integral number, as it is: else TypeError; not within
 * least..most: RangeError. Infinities are numbers where `infinite`. */
double iterator_require_integral(duk_context *ctx, duk_idx_t self, duk_idx_t i,
                                 const char *what, double least, double most,
                                 bool infinite);
/* reduce, toArray … onto the object on top. */
void iterator_put_consumers(duk_context *ctx);

#endif
