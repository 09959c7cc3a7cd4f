/* registry.h: the registry itself: what a request gets. README.md describes it.
 *
 *     main.c → registry.c (order of the steps) → faults.c, log.c, endpoints.c
 */
#ifndef TESTS_REGISTRY_REGISTRY_H
#define TESTS_REGISTRY_REGISTRY_H

#include <stdio.h>

#include "common/vec.h"
#include "tests/registry/http_server.h"
#include "tests/registry/world.h"

/* A fault of the fixture and how often it matched. */
typedef struct {
    const cJSON *rule;
    long seen, used;
} Fault;

typedef struct {
    const char *path; /* of the fixture */
    struct timespec changed;
    World world;
    VEC(Fault) faults;
    int port, other_port;
    Str url, other;
    FILE *log;  /* or NULL */
    bool quiet; /* keep no list of requests */
    Arena log_arena;
    VEC(cJSON *) requests; /* for /-/test/log */
} Registry;

/* Answers a request: HttpHandler. */
void registry_answer(void *registry, const HttpRequest *q, HttpAnswer *a);
/* Reads the fixture again if it changed. The first time fails with *err. */
int registry_reload(Registry *r, Err *err);

/* ---- faults.c ---- */

/* The fault that this request meets, counted as used; NULL if none. */
const cJSON *fault_for(Registry *r, const HttpRequest *q);
/* What the fault says about the answer itself: status, headers, body, redirect. True if
 * the real answer is not wanted. */
bool fault_replace(Registry *r, const cJSON *fault, const HttpRequest *q, HttpAnswer *a);
/* What it does to the answer on its way. */
void fault_shape(const cJSON *fault, HttpAnswer *a);
/* Does text match a pattern with stars? *star gets what the first one stood for. */
bool path_matches(Str pattern, Str text, Str *star);

/* ---- endpoints.c ---- */

void endpoint_answer(Registry *r, const HttpRequest *q, HttpAnswer *a);

/* Sets the answer: body borrowed; or copied from a JSON value. */
void answer_text(HttpAnswer *a, int status, const char *type, Str body);
void answer_json(HttpAnswer *a, int status, const cJSON *value);
/* {"error": text} */
void answer_code(HttpAnswer *a, int status, const char *text);

/* The request's body, unpacked if it came with gzip; "" if it is damaged. */
Str plain_body(Arena *m, const HttpRequest *q);

/* ---- log.c ---- */

void log_request(Registry *r, const HttpRequest *q, const HttpAnswer *a);
void log_answer(Registry *r, HttpAnswer *a);
void log_reset(Registry *r);

#endif
