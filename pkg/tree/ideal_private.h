/* ideal_private.h: shared by ideal*.c. */
#ifndef PKG_TREE_IDEAL_PRIVATE_H
#define PKG_TREE_IDEAL_PRIVATE_H

#include "pkg/tree/circles.h"
#include "pkg/tree/ideal.h"

/* A node to be looked at, as it stood when the queue was sorted. */
typedef struct {
    Node *node;
    Str path;
    int depth;
} Queued;

typedef struct {
    Tree *tree;
    Forest *forest;
    const TreeSource *source;
    const IdealOptions *options;
    VEC(Queued) queue;
    uint32_t n_adopted; /* Tree.n_adopted when the queue was sorted */
    NodeList links;     /* whose targets may have dependencies */
    NodeList failures;  /* nodes whose manifest could not be had */
    Map manifests;      /* raw spec -> const cJSON * */
    Map good_engines;   /* ranges of "engines.node" that are met */
    bool mutated;
    /* npm finds no end on some circles of peer dependencies; here there is one. */
    size_t n_steps;
    unsigned peer_depth;
    VEC(uint64_t) exchanges; /* of peers for others, each part of the one before */
    size_t n_late;           /* those after more than most trees need */
    Circle circle;           /* of these */
    bool in_circle;          /* what there is of the tree must do */
    uint32_t n_peer_sets;    /* the last one that was begun */
    unsigned in_optional;    /* how many optional peers ask for what is looked at */
    bool peers_unwind;       /* the peer set is too deep: what there is of it must do */
    Err *err;
    int rc;
} Builder;

bool ideal_is_update_name(const Builder *b, Str name);

/* ---- ideal_peers.c ---- */

/* The package for an edge of n, in a virtual tree with its peers. NULL: b->rc says why.
 */
Node *ideal_dep_for_edge(Builder *b, Node *n, Edge *e);
/* What the edge asks the registry for is asked for early; nothing is waited for. */
void ideal_prefetch(Builder *b, Edge *e);
/* The manifest is fetched now, and what comes of it remembered; failures aren't. As npm
 * does it for nodes that were just placed: tarballs and the like that others ask for,
 * as those of an old lock, are looked for from the place in node_modules. */
void ideal_fetch_ahead(Builder *b, Edge *e);

/* ---- ideal_checks.c ---- */

/* Flags, pruning, failures, engines and platforms. */
int ideal_finish(Builder *b);

/* ---- ideal_bundle.c ---- */

/* Puts what the node's tarball brings along below it. */
int ideal_crack_open(Builder *b, Node *n);

#endif
