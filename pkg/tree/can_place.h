/* can_place.h: may a package stand in a node_modules, and what would it do there? */
#ifndef PKG_TREE_CAN_PLACE_H
#define PKG_TREE_CAN_PLACE_H

#include "pkg/tree/peer_fits.h"
#include "pkg/tree/tree.h"
#include "pkg/tree/vulnerable.h"

typedef enum {
    PLACE_NONE,     /* not decided */
    PLACE_OK,       /* the place is free */
    PLACE_KEEP,     /* what is there will do */
    PLACE_REPLACE,  /* in the place of what is there */
    PLACE_CONFLICT, /* not here */
} Placement;

/* A peer, or a peer's peer, that can't be placed since something else is there. */
typedef struct {
    Node *current, *dep; /* NULL: there is none */
    Edge *edge;
} PeerConflict;

/* What decides about a peer among others (can_place.c). */
typedef struct {
    Node *dep, *target, *deepest;
} AskedPlace;

typedef struct CanPlace {
    Node *dep;                  /* what is to be placed, in its virtual tree */
    Node *target;               /* whose node_modules */
    Edge *edge;                 /* for whom */
    struct CanPlace *parent;    /* the dep that this one is a peer of */
    const struct CanPlace *top; /* where the chain of parents begins */
    bool prefer_dedupe, explicit_request;
    bool edge_override;       /* dep doesn't satisfy the edge: somebody insists */
    Placement can_place;      /* with its peers */
    Placement can_place_self; /* alone */
    bool asks, answered;      /* for its peers, and whether they were looked at */
    bool peers_conflict;      /* what came of that */
    Node *current;            /* what is there */
    AskedPlace place;         /* deepest NULL: nobody asked */
    const Vulnerable *vulnerable;
} CanPlace;

typedef struct {
    Node *dep, *target;
    Edge *edge;
    CanPlace *parent;
    bool prefer_dedupe, explicit_request;
    PeerFits *fits; /* of the set that is being placed */
    const Vulnerable
        *vulnerable; /* an older package that isn't may replace one that is */
} CanPlaceOptions;

/* The answer lives in the forest's arena. The tree isn't changed. */
CanPlace *can_place(const CanPlaceOptions *o);
/* Which peer of c, or peer's peer …, is in conflict with something: the nearest one, and
 * of those the first. To be asked before the tree changes. False: none. */
bool can_place_blame(CanPlace *c, PeerFits *fits, PeerConflict *out);

#endif
