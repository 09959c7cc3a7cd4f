/* packument_data.h: how a packument lies in memory and in a cache file. Private to
 * registry-client/packument*.c and pick*.c.
 *
 * Everything is a table of records whose texts are offsets into `bytes`: the JSON
 * document itself, or the mapped cache file. So opening a cache file costs the same
 * for two versions and for two thousand. Texts that don't stand in the document as
 * they should read (keys with escapes) lie in `extra`; their offsets have
 * PACK_EXTRA set.
 */
#ifndef REGISTRY_CLIENT_PACKUMENT_DATA_H
#define REGISTRY_CLIENT_PACKUMENT_DATA_H

#include "common/arena.h"
#include "common/packument_scan.h"
#include "common/semver.h"
#include "common/vec.h"
#include "registry-client/packument.h"

#define PACK_EXTRA ((uint32_t)1 << 31)

typedef struct {
    uint32_t at, len;
} PackText;

typedef struct {
    PackText version; /* the key */
    PackText json;    /* the manifest, in the document */
    PackText engines; /* its member's text, if PACK_FACTS; len 0: none */
    int64_t time_ms;
    uint32_t flags; /* also those that follow */
    uint32_t check; /* of the manifest's text, in a cache file; 0: not checked there */
} PackRecord;

enum {
    PACK_DEPRECATED = 1, /* if PACK_FACTS */
    PACK_FACTS = 16,     /* are known */
};

typedef struct {
    PackumentFacts facts;
    bool known;
} PackFacts;

typedef struct {
    PackText tag, version;
} PackTag;

struct Packument {
    Arena arena;
    PackumentKeep *keep; /* of bytes; NULL: they are the arena's */
    Str bytes, extra;    /* of a cache file, `bytes` may be its beginning only */
    const PackRecord *records;
    /* 0..n_published are of "versions", then "stagedVersions", then restricted. */
    uint32_t n, n_published, n_staged;
    const uint32_t *slots; /* by text: number + 1, linear probing, 0 ends */
    uint32_t n_slots;      /* a power of two, 0 for no versions */
    const PackTag *tags;
    uint32_t n_tags;
    PackText name, modified;
    PackText restricted_message; /* policyRestrictions.message; len 0: none */
    bool has_time, head_ready, mapped;
    bool packed; /* of the document only what an install reads is there */
    bool is_new; /* this process has downloaded it */
    uint64_t content_length;
    PackText head;          /* the document without its versions; ready if head_ready */
    Str *asked;             /* packed manifests that were asked for; NULL: none */
    const uint32_t *checks; /* of manifests, made ahead; NULL: none */
    /* Members of the document, for making the head; none in a cache file. */
    const PackumentScanMember *members;
    size_t n_members;
    /* Filled when asked for. */
    const cJSON **manifests;
    cJSON *head_json, *document;
    PackFacts *facts;      /* where records don't have them */
    const uint32_t *order; /* numbers by descending precedence: pick_order.h */
    uint32_t n_valid;      /* how many of them are versions */
    const Semver **semvers;
};

static inline Str pack_text(const Packument *p, PackText t)
{
    return t.at & PACK_EXTRA ? str_n(p->extra.ptr + (t.at & ~PACK_EXTRA), t.len)
                             : str_n(p->bytes.ptr + t.at, t.len);
}

/* The document's text with "versions":{}, made if it isn't there. */
Str pack_head_text(Packument *p);

/* As JavaScript's `if (value)` on a value's text. */
bool pack_is_truthy(Str value);

/* Of a manifest's text what an install reads, as one again. */
Str pack_manifest(Arena *a, Str whole);
/* The same of a packed packument's document that is in memory, made once. */
Str pack_asked(Packument *p, size_t i);

/* Stands in a cache file for a text: 32 bits, never 0. */
uint32_t pack_check(Str text);
/* Makes those of all manifests ahead, where the document is in memory. */
void pack_make_checks(Packument *p);

#endif
