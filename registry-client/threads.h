/* threads.h: work of the client that others have threads for.
 *
 * Documents are megabytes, compressed: undoing that and finding the versions takes longer
 * than all else between an answer and what is read of it. The client has no threads; who
 * has some lends them, and gets them back before the client is freed.
 */
#ifndef REGISTRY_CLIENT_THREADS_H
#define REGISTRY_CLIENT_THREADS_H

#include <stdbool.h>

#include "registry-client/client.h"

typedef struct RegistryWork {
    void (*run)(struct RegistryWork *w);  /* on any thread */
    void (*done)(struct RegistryWork *w); /* behind it, on the loop's */
} RegistryWork;

typedef struct {
    /* False: there is no thread for it, and nothing will come of it. */
    bool (*submit)(void *arg, RegistryWork *w);
    /* The loop's thread is about to wait: it does something that nobody else has begun
     * or will begin soon. False: there is no such thing. */
    bool (*help)(void *arg);
    void *arg;
} RegistryThreads;

/* Copied. NULL: there are none any more; nothing of the client's may be under way. */
void registry_client_set_threads(RegistryClient *c, const RegistryThreads *t);

#endif
