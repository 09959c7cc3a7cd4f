/* collection.h: looking into Map, Set and their iterators, for whoever shows values. */
#ifndef RUNTIME_BUILTINS_COLLECTION_H
#define RUNTIME_BUILTINS_COLLECTION_H

#include <stdbool.h>

#include <duktape.h>

/* [ ] -> [ list ] of what the collection or iterator at i holds (still would give),
 * without moving it; keys and values in turn where it says true. Empty for anything else.
 */
bool collection_preview(duk_context *ctx, duk_idx_t i);

#endif
