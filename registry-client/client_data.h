/* client_data.h: what a client is made of. Private to registry-client/. */
#ifndef REGISTRY_CLIENT_CLIENT_DATA_H
#define REGISTRY_CLIENT_CLIENT_DATA_H

#include <pthread.h>

#include "common/map.h"
#include "registry-client/auth.h"
#include "registry-client/http.h"
#include "registry-client/read_document.h"
#include "registry-client/request.h"

typedef struct {
    RegistryCall *first, *last;
} CallList;

struct RegistryClient {
    uv_loop_t *loop;
    Arena arena;
    RegistryOptions o;
    Http *http; /* made by the first request */
    RegistryLog log;
    void *log_arg;
    RegistryStats stats;
    CallList waiting[REGISTRY_PRIORITIES];
    CallList begun; /* on the wire, or asleep until the next attempt */
    int on_wire, later_on_wire, limit;
    uint64_t random;
    bool warmed, warm_joined, closing;
    pthread_t warm_thread;
    struct PackumentStore *packuments; /* fetch_packument.c's */
    DocumentReader reader;             /* for its documents */
    RegistryThreads threads;           /* submit NULL: there are none */
};

/* How many exchanges may be under way once a registry speaks HTTP/2: there they share
 * connections. */
#define HTTP2_LIMIT 128

/* With more_sockets, an answer that lets us wait so long for its head tells that the
 * registry is far: so many are allowed then, and by each further one one more. What a
 * tree's second level asks for goes out at once with that. */
#define SLOW_ANSWER_MS 10
#define FAR_SOCKETS 32

void client_log(RegistryClient *c, RegistryLogLevel level, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* 0 to 1. */
double client_random(RegistryClient *c);
/* Since 1970. */
long long client_now_ms(void);
/* The engine, made at the first call. */
int client_http(RegistryClient *c, Err *err);

/* ---- request.c ---- */

void client_cancel_all(RegistryClient *c);

/* ---- fetch_packument.c ---- */

void packument_store_free(struct PackumentStore *s);
/* Somebody has written to this path below the registry: if it is a package's, what the
 * cache has of that is no longer true. */
void packument_forget(RegistryClient *c, Str registry, Str path);

#endif
