/* client.h: the registry client: everything that pkg asks of a registry goes through one.
 *
 *     RegistryClient *c;
 *     registry_client_new(uv_default_loop(), &options, &c, &err);
 *     …                        request.h, fetch_packument.h
 *     registry_client_free(c);
 *
 * It belongs to one libuv loop and one thread. libcurl is opened by the first request,
 * or ahead of it by registry_client_warm.
 */
#ifndef REGISTRY_CLIENT_CLIENT_H
#define REGISTRY_CLIENT_CLIENT_H

#include <uv.h>

#include "common/err.h"
#include "registry-client/options.h"

typedef struct RegistryClient RegistryClient;

/* Levels are npm's. `text` is redacted. */
typedef enum {
    REGISTRY_LOG_SILLY,
    REGISTRY_LOG_HTTP,
    REGISTRY_LOG_NOTICE,
    REGISTRY_LOG_WARN,
} RegistryLogLevel;
typedef void (*RegistryLog)(void *arg, RegistryLogLevel level, const char *text);

/* Copies the options. Fails with ERR_EINVALIDCONFIG for a registry that is no URL. */
int registry_client_new(uv_loop_t *loop, const RegistryOptions *o, RegistryClient **out,
                        Err *err);
/* Requests under way end without calling back. Packuments that came from it end. The
 * rest of its memory is given back when the loop has closed its handles (a program that
 * is about to end need not wait for that). NULL is allowed. */
void registry_client_free(RegistryClient *c);

/* Borrowed until the client is freed. */
const RegistryOptions *registry_client_options(const RegistryClient *c);
/* How many requests may be under way, as far as is known now. */
size_t registry_requests_max(const RegistryClient *c);

/* Begins to open libcurl on another thread, if there is anything to gain from it: call
 * it when the network will be needed, and go on reading files meanwhile. False if there
 * is nothing to wait for: requests can begin at once. */
bool registry_client_warm(RegistryClient *c);

void registry_client_set_log(RegistryClient *c, RegistryLog log, void *arg);

typedef struct {
    unsigned requests;     /* exchanges on the wire */
    unsigned retries;      /* of them second attempts and later ones */
    unsigned not_modified; /* answered with 304 */
    unsigned from_cache;   /* packuments that needed no request */
    uint64_t bytes;        /* of bodies, as they came out of decompression */
    /* When the first of the packuments that were asked for is no longer fresh; 0 where
     * one never was; INT64_MAX where none was asked for. */
    int64_t fresh_until_ms;
} RegistryStats;

RegistryStats registry_client_stats(const RegistryClient *c);

#endif
