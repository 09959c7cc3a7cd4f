/* audit_private.h: shared by audit*.c. */
#ifndef PKG_INSTALL_AUDIT_PRIVATE_H
#define PKG_INSTALL_AUDIT_PRIVATE_H

#include "pkg/install/advisories.h"
#include "pkg/install/advisory.h"
#include "pkg/install/audit.h"

#define LOOSE (SEMVER_LOOSE | SEMVER_INCLUDE_PRERELEASE)

typedef enum { FIX_YES, FIX_NO, FIX_FORCE } FixKind;

/* FIX_FORCE: another version than the one asked for; npm says nothing of how far away
 * that is where a tag leads to it. */
typedef struct {
    FixKind kind;
    Str name, version;
    bool major, tagged;
} Fix;

/* A package with vulnerable versions in the tree. */
typedef struct Vuln {
    Str name;
    VEC(Advisory *) advisories;
    Advisory *first; /* its versions are the package's */
    VEC(struct Vuln *) via, effects;
    NodeList nodes, tops;
    const Fix *fix;
    Str blocked; /* the version that would mend it is too new for `before`; "" */
    bool gone;   /* nothing in the tree is concerned after all */
} Vuln;

struct Audit {
    Project *p;
    Tree *tree;
    Arena *a;
    AuditOptions o;
    bool *wanted; /* by a node's id: o.filter marked it when the audit began */
    uint32_t n_wanted;
    AdvisoriesCall call;
    Advisories advisories;
    VEC(Advisory *) queue;
    VEC(Vuln *) vulns;  /* in order of their first advisory */
    VEC(Vuln *) locked; /* with tops: what package.json asks for keeps them */
    Map done;           /* "name@range" */
};

/* All ranges of its advisories. */
Str audit_whole_range(Audit *u, const Vuln *v);

/* ---- audit_json.c ---- */

Str audit_simple_range(Audit *u, const Vuln *v);

#endif
