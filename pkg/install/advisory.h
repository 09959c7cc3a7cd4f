/* advisory.h: which versions of a package an advisory concerns: those in its range, and
 * the versions of others that can only have vulnerable versions of it (an advisory about
 * an advisory, as @npmcli/metavuln-calculator makes them).
 */
#ifndef PKG_INSTALL_ADVISORY_H
#define PKG_INSTALL_ADVISORY_H

#include "common/map.h"
#include "common/semver_range.h"
#include "common/vec.h"
#include "registry-client/fetch_packument.h"

typedef struct {
    Str text;
    Semver v;
    bool vulnerable;
} AdvisoryVersion;

typedef struct Advisory {
    struct Advisories *all;
    Str name;
    const cJSON *source;    /* the registry's; NULL where it is about another one */
    struct Advisory *about; /* that one */
    Str severity, range;
    Packument *packument;      /* NULL: the registry doesn't have it */
    AdvisoryVersion *versions; /* sorted */
    size_t n_versions;
    Map tested; /* version -> itself if vulnerable */
    Map specs;  /* spec -> likewise */
} Advisory;

typedef struct Advisories {
    Arena *a;
    RegistryClient *client;
    PackumentKind kind;
    VEC(Advisory *) list;
} Advisories;

/* Of the registry: { id, title, url, severity, vulnerable_versions, cwe, cvss }. The same
 * one for the same name and id. */
Advisory *advisory_of(Advisories *all, Str name, const cJSON *source);
/* What it means for a package that depends on its package. */
Advisory *advisory_about(Advisories *all, Str name, Advisory *about);
/* Is the version vulnerable? spec: how it depends on what the advisory is about; ptr
 * NULL: as its manifest says. */
bool advisory_tests(Advisory *x, Str version, Str spec);
void advisories_release(Advisories *all);

#endif
