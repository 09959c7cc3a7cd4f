/* regexp_object.h: regular expressions as objects of the engine (engine/unit/regexp.c).
 *
 * One has two properties of its own, at fixed places: the hidden brand, whose value is
 * the holder of the compiled program, and lastIndex. The functions that take an object
 * want one of these (regexp_is), not a proxy of one.
 */
#ifndef RUNTIME_ENGINE_REGEXP_OBJECT_H
#define RUNTIME_ENGINE_REGEXP_OBJECT_H

#include "runtime/engine/object.h"

bool regexp_is(duk_context *ctx, duk_idx_t i);
/* [ prototype holder ] -> [ regexp ] with lastIndex 0. */
void regexp_push_object(duk_context *ctx);
/* [ ] -> [ holder ] */
void regexp_push_holder(duk_context *ctx, duk_idx_t i);
/* [ holder ] -> [ ] */
void regexp_put_holder(duk_context *ctx, duk_idx_t i);
/* What the holder's slot 0 points to. */
void *regexp_program(duk_context *ctx, duk_idx_t i);

/* lastIndex where it is a number that is an index. */
bool regexp_get_last_index(duk_context *ctx, duk_idx_t i, uint32_t *out);
/* False, and nothing done, where it can't be written. */
bool regexp_put_last_index(duk_context *ctx, duk_idx_t i, uint32_t value);
/* Has it nothing but these two properties, and this prototype? */
bool regexp_has_prototype(duk_context *ctx, duk_idx_t i, void *prototype);

/* ---- What the engine asks when it meets a literal; the runtime defines it ---- */

/* [ key ] -> [ regexp ]: a new object for a literal; key is "flags/pattern", which the
 * compiler has checked. */
void regexp_push_literal(duk_context *ctx);

/* ---- Is an object still as it was made? ---- */

/* A picture of the object's first properties; compares what they are, not what they
 * refer to. `out` has room for OBJECT_PICTURE_SIZE bytes. */
#define OBJECT_PICTURE_SIZE 2048
void object_take_picture(void *heapptr, void *out);
bool object_is_as_pictured(void *heapptr, const void *picture);

/* ---- Results ---- */

/* [ ] -> [ array ] of n elements, all undefined. */
void regexp_push_array(duk_context *ctx, uint32_t n);
/* [ value ] -> [ ]: an element of such an array. */
void regexp_put_element(duk_context *ctx, duk_idx_t i, uint32_t at);
/* [ … array … index input groups ] or, with indices, [ … index input groups indices ] ->
 * [ … array … ]: the properties of the array at i. */
void regexp_finish_result(duk_context *ctx, duk_idx_t i, bool indices);

#endif
