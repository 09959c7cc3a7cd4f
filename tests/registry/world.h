/* world.h: what the loopback registry serves: packages made from a fixture.
 *
 * The fixture's format is in README.md. A package's tarballs and documents are made
 * when somebody first asks for it.
 */
#ifndef TESTS_REGISTRY_WORLD_H
#define TESTS_REGISTRY_WORLD_H

#include "common/arena.h"
#include "common/json.h"
#include "common/map.h"

/* One form of a document. */
typedef struct {
    Str text, gzipped, etag;
} Document;

typedef struct {
    Str name;
    cJSON *fixture;  /* the package's member of the fixture; NULL if it was published */
    Str folder;      /* or the folder it is made from, "" if none */
    cJSON *versions; /* complete manifests; NULL until the package is prepared */
    cJSON *dist_tags, *time, *extra;
    Map tarballs; /* file name → Str * */
    bool documents_ready;
    Document full, abbreviated;
} Package;

typedef struct {
    Arena arena;
    Str url, other; /* of the two ports */
    Str dir;        /* where the fixture lies */
    cJSON *root;    /* the fixture; an empty object for a folder */
    Map packages;   /* name → Package * */
} World;

/* Reads a fixture (a JSON file or a folder). */
int world_load(World *w, const char *path, Str url, Str other, Err *err);
void world_release(World *w);

/* NULL if there is none. Makes manifests and tarballs. */
Package *world_package(World *w, Str name);
/* An empty one to publish into, if there is none. */
Package *world_package_new(World *w, Str name);

/* The document's two forms, made if need be. */
const Document *world_document(World *w, Package *p, bool abbreviated);
/* After a change of the package. */
void world_forget_documents(Package *p);

/* A member of the fixture that is true unless it is `false`. */
bool world_flag(const World *w, const char *name);

#endif
