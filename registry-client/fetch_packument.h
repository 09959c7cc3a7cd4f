/* fetch_packument.h: what the registry knows of a package, from the cache or the wire.
 *
 *     Packument *p;
 *     if (registry_packument(client, STR("lodash"), PACKUMENT_SHORT, &p, &err) < 0) …
 *
 * A document is asked for once in a client's life, however many want it; it belongs to
 * the client and lives as long. What is fresh in the cache needs no request; what is
 * stale is asked for with its validators (ETag, Last-Modified); when the registry can't
 * be reached, an old document serves where HTTP's rules let it.
 */
#ifndef REGISTRY_CLIENT_FETCH_PACKUMENT_H
#define REGISTRY_CLIENT_FETCH_PACKUMENT_H

#include "registry-client/client.h"
#include "registry-client/packument.h"
#include "registry-client/request.h"

typedef enum {
    PACKUMENT_SHORT,   /* npm's abbreviated document */
    PACKUMENT_FULL,    /* with times, readme … */
    PACKUMENT_INSTALL, /* of the full one what an install reads: licences and times too */
} PackumentKind;

/* Runs the loop until it is there. Fails with ERR_E404 ("'a@*' is not in this registry."
 * in its hint) and the codes of request.h. */
int registry_packument(RegistryClient *c, Str name, PackumentKind kind, Packument **out,
                       Err *err);
/* From now on the registry is asked (on) though the cache's document is fresh, as with
 * prefer_online; offline and prefer_offline still count for more. What was in force. */
bool registry_ask_anew(RegistryClient *c, bool on);

/* Who wants to know of documents that come later. p is there during the call only, read
 * from the answer: ask for it again where it is wanted later. */
typedef struct {
    void (*there)(void *arg, Str name, Packument *p);
    void *arg;
} PackumentWatch;

/* Begins to fetch, for who will ask. A failure is kept for that one. The document, if it
 * is there already; else NULL, and the loop tells w once it has come (w NULL: nobody; the
 * first one that asked is told). One that was held stays so without w; with it, that is
 * told before this returns. */
Packument *registry_packument_prefetch(RegistryClient *c, Str name, PackumentKind kind,
                                       RegistryPriority priority,
                                       const PackumentWatch *w);
/* Begins to fetch for who will ask, at once in all likelihood: the loop may run
 * meanwhile, and what comes is read aside, and stays in memory until somebody asks. True
 * if the registry is asked and the cache has nothing of it, not even an old one. */
bool registry_packument_hold(RegistryClient *c, Str name, PackumentKind kind);
/* w is told of nothing any more. */
void registry_packument_unwatch(RegistryClient *c, const PackumentWatch *w);

#endif
