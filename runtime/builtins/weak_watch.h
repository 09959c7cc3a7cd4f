/* weak_watch.h: who wants to know when an object dies. Private to weak_*.c.
 *
 * A WeakWatch is part of what its owner keeps outside of the engine's heap; all watches
 * of one object are a list, found through a hash table from the object's address, so that
 * watching and giving up take the same time however many there are. */
#ifndef RUNTIME_BUILTINS_WEAK_WATCH_H
#define RUNTIME_BUILTINS_WEAK_WATCH_H

#include "runtime/builtins/builtins.h"

typedef struct WeakWatch {
    void *address; /* the object's; NULL: not watching */
    struct WeakWatch *prev, *next;
    /* The object has died and the watch has ended. It must not touch the engine, nor
     * begin a watch; it may free what the watch is part of. NULL: nothing is done. */
    void (*died)(Builtins *b, void *data);
    void *data;
} WeakWatch;

/* Watches the object at i; died and data are set. */
void weak_watch_begin(duk_context *ctx, duk_idx_t i, WeakWatch *w);
/* Nothing happens where it isn't watching. */
void weak_watch_end(Builtins *b, WeakWatch *w);
/* The first watch of the object at that address, or NULL; w->next goes on. */
WeakWatch *weak_watch_first(Builtins *b, void *address);

/* ---- finalization.c ---- */

/* Callbacks whose targets have died go into the microtask queue; true: there were some.
 */
bool finalization_run(duk_context *ctx);

#endif
