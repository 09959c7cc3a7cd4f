/* iterate.h: going through an iterable value from C, and iterators of ours. */
#ifndef RUNTIME_BUILTINS_ITERATE_H
#define RUNTIME_BUILTINS_ITERATE_H

#include "runtime/builtins/builtins.h"

/* What is done with each value: it is on top, and must be gone afterwards: [ value ] ->
 * [ ]. False ends the iteration, and closes the iterator. */
typedef bool (*IterateBody)(duk_context *ctx, void *udata);

/* Goes through the iterable at i. Where the body throws, the iterator is closed and the
 * error goes on, as the specification wants it. Arrays whose iteration nobody has changed
 * are read directly. */
void iterate(duk_context *ctx, duk_idx_t i, IterateBody body, void *udata);
/* The same for an iterator object and its next method, at i and i + 1. */
void iterate_record(duk_context *ctx, duk_idx_t i, IterateBody body, void *udata);
/* [ ] -> [ iterator next ] of the iterable at i, by Symbol.iterator. */
void iterate_open(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ value ] of the record at i, i + 1; false, with nothing pushed, at the end. */
bool iterate_step(duk_context *ctx, duk_idx_t i);
/* Is the iterator's result on top done? Throws where it is no object. */
bool iterate_result_done(duk_context *ctx);
/* Calls the iterator's return method, as after a normal (or, with an error on top that
 * wins, after a throw) completion. */
void iterate_close(duk_context *ctx, duk_idx_t i);
void iterate_close_quietly(duk_context *ctx, duk_idx_t i);
/* [ iterator next ] -> the same of one that is asynchronous: CreateAsyncFromSyncIterator.
 */
void iterate_make_async(duk_context *ctx);
/* Is the value at i the next method of these? Then a record of `for await` can be asked
 * without a promise: [ record value? ] -> what is to be awaited (async_from_sync.c). */
bool iterate_is_from_sync(duk_context *ctx, duk_idx_t i);
duk_ret_t iterate_from_sync(duk_context *ctx);
/* The helper methods, onto %IteratorPrototype%, which is on top. */
void iterator_put_helpers(duk_context *ctx);
/* Is the iteration of the array at i the specification's, unchanged? */
bool iterate_is_plain_array(duk_context *ctx, duk_idx_t i);

typedef enum { ITERATE_KEYS, ITERATE_VALUES, ITERATE_ENTRIES } IterateKind;

/* String.prototype[Symbol.iterator] */
duk_ret_t string_iterator(duk_context *ctx);

/* [ object ] -> [ iterator ] */
void iterate_push_array_iterator(duk_context *ctx, IterateKind kind);

#endif
