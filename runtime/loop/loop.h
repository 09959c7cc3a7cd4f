/* loop.h: the program's uv_loop: made when first needed, turned until nothing is left.
 *
 * A program that only computes and prints never makes one.
 */
#ifndef RUNTIME_LOOP_LOOP_H
#define RUNTIME_LOOP_LOOP_H

#include <uv.h>

#include "runtime/engine/js.h"

/* Zero is a loop that wasn't needed yet. */
typedef struct Loop {
    uv_loop_t uv; /* use loop_of */
    bool open;
    duk_context *ctx; /* what callbacks run in: the heap's first thread */
} Loop;

/* The loop of a context's heap, made where it isn't there yet. */
uv_loop_t *loop_of(duk_context *ctx);
/* Turns it until no active handle or request keeps the program alive. */
void loop_run(Loop *l);
/* Is there something that a further loop_run would wait for? */
bool loop_is_alive(const Loop *l);

#endif
