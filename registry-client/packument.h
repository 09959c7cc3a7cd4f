/* packument.h: all that a registry says about one package.
 *
 *     Packument *p;
 *     if (packument_from_json(text, "lodash", NULL, &p, &err) < 0) …
 *     ptrdiff_t i = packument_find(p, STR("4.17.21"));
 *     const cJSON *manifest = packument_manifest(p, i, &err);
 *     packument_free(p);
 *
 * A packument of two thousand versions is megabytes of JSON of which an install
 * reads a few hundred bytes. So one pass over the text finds where each version
 * begins and ends; a manifest is parsed when somebody asks for it, and kept. The
 * same struct stands on a JSON text, fresh from the network, or on a cache file
 * that is mapped (packument_cache.h); who reads can't tell.
 *
 * Which version a range gets is pick.h's; fetching is fetch_packument.h's.
 * Not thread-safe: asking for a manifest fills memory of the packument.
 */
#ifndef REGISTRY_CLIENT_PACKUMENT_H
#define REGISTRY_CLIENT_PACKUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/err.h"
#include "common/json.h"
#include "common/str.h"

typedef struct Packument Packument;

/* Facts about a version that need no manifest. Whether its text is a version at all is
 * for semver.h to say. */
enum {
    PACKVER_STAGED = 2,      /* also or only under "stagedVersions" */
    PACKVER_RESTRICTED = 4,  /* also or only under "policyRestrictions" */
    PACKVER_UNPUBLISHED = 8, /* not under "versions": staged or restricted only */
};

typedef struct {
    Str version;     /* the key, as written: "1.0.0", also "v1.0.0-beta" */
    int64_t time_ms; /* published, since 1970; PACKVER_NO_TIME, PACKVER_BAD_TIME */
    uint32_t flags;
} PackumentVersion;

/* What its manifest says that tells whether it is wanted. */
typedef struct {
    bool deprecated; /* "deprecated" is truthy */
    Str engines;     /* JSON text of that member; "" if there is none */
} PackumentFacts;

#define PACKVER_NO_TIME INT64_MIN        /* the document has no time for it */
#define PACKVER_BAD_TIME (INT64_MIN + 1) /* it has, but it is no date */

typedef struct {
    Str tag, version;
} PackumentTag;

/* Sizes from outside. */
#define PACKUMENT_BYTES_MAX ((size_t)256 << 20)
#define PACKUMENT_VERSIONS_MAX 200000

/* ---- making ---- */

/* Reads a document. `text` is copied unless `keep` says how long it lives: with
 * keep == NULL it is copied, else the packument borrows it and calls
 * keep->release(keep) once when it is freed. `name` stands in messages and counts
 * where the document has none (NULL: none). Fails with ERR_EJSONPARSE,
 * ERR_ETOOBIG, ERR_ETOODEEP; on failure `keep` has been released. Damage inside
 * a manifest may show only in packument_manifest. */
typedef struct PackumentKeep {
    void (*release)(struct PackumentKeep *keep);
    /* The document isn't in memory, it is a cache file's: the text of manifest i, into
     * the arena. Others will ask for it too if it is in demand. */
    int (*read)(struct PackumentKeep *keep, const Packument *p, size_t i, bool in_demand,
                Arena *a, Str *out, Err *err);
} PackumentKeep;
int packument_from_json(Str text, const char *name, PackumentKeep *keep, Packument **out,
                        Err *err);

/* NULL is allowed. Ends every pointer that came from it. */
void packument_free(Packument *p);

/* ---- reading: everything is borrowed until packument_free ---- */

Str packument_name(const Packument *p);
/* "modified" of an abbreviated, time.modified of a full document; "" if none. */
Str packument_modified(const Packument *p);
/* The document has a "time" object (full documents do). */
bool packument_has_time(const Packument *p);
/* This process has just downloaded it. */
bool packument_is_new(const Packument *p);
/* Bytes of a full document as its answer told them, of a kept one without the coding; 0
 * where the answer told none. */
uint64_t packument_content_length(const Packument *p);

/* Versions in the document's order, numbered from 0: those under "versions", then
 * the PACKVER_UNPUBLISHED ones. */
size_t packument_count(const Packument *p);
/* Only those under "versions". */
size_t packument_published(const Packument *p);
PackumentVersion packument_version(const Packument *p, size_t i);
/* Its number by its exact text, -1 if there is none. O(1). */
ptrdiff_t packument_find(const Packument *p, Str version);

/* Read when they are asked for: none where the manifest is damaged. */
PackumentFacts packument_facts(Packument *p, size_t i);

size_t packument_tag_count(const Packument *p);
PackumentTag packument_tag_at(const Packument *p, size_t i);
/* The version a dist-tag names; ptr is NULL if there is no such tag. */
Str packument_tag(const Packument *p, Str tag);

/* The manifest of version i, parsed once. NULL and *err (ERR_EJSONPARSE: "manifest
 * of 'a@1.0.0': …") if its text is damaged or is no object. */
const cJSON *packument_manifest(Packument *p, size_t i, Err *err);
/* The same for an install, parsed anew into an arena of the caller, who may change it: a
 * cache has it at hand the next time. */
cJSON *packument_read_manifest(Packument *p, size_t i, Arena *a, Err *err);

/* The whole document with every manifest, parsed once: for `view` and its like.
 * Linear in its size. NULL as above; and where only what an install reads is there. */
const cJSON *packument_document(Packument *p, Err *err);
/* The document with an empty "versions": cheap. NULL as above. */
const cJSON *packument_head(Packument *p, Err *err);

#endif
